"""Is a finished text, read back page by page, the text of the page it was made of: sign by sign, in the same order?"""

from collections.abc import Sequence

SHOWN = 12  # signs before the place, in a message


def difference(wanted: str, pages: Sequence[str], running: str, heads: Sequence[str]) -> str:
    """Where the pages say other than `wanted`, with the signs by name; blank where they say the same.

    All without blanks. What a page has of its own is taken off: its number, the `running` head of all but the first,
    and the head of a table that goes on from the page before (`heads`).
    """
    place = 0
    for number, page in enumerate(pages, start=1):
        own = _own(page, number, running, heads, wanted[place:])
        common = _common(own, wanted[place:])
        place += common
        if common < len(own):
            return _told(wanted, place, own[common])
    return "" if place == len(wanted) else _told(wanted, place, "")


def _own(page: str, number: int, running: str, heads: Sequence[str], rest: str) -> str:
    """The page's text without furniture."""
    foot = f"—{number}—"
    page = page.removesuffix(foot) if page.endswith(foot) else page.removeprefix(foot)
    if number > 1:
        page = page.removesuffix(running)
        page = page.removeprefix(
            next((head for head in heads if page.startswith(head) and not rest.startswith(head)), "")
        )
    return page


def _common(one: str, other: str) -> int:
    """How many signs both begin with."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[:middle] == other[:middle] else (low, middle - 1)
    return low


def _told(wanted: str, place: int, got: str) -> str:
    before, expected = wanted[max(0, place - SHOWN) : place], wanted[place : place + 1]
    return f"“{before}”＋{_named(expected)}≠{_named(got)}"


def _named(sign: str) -> str:
    return f"“{sign}”（U+{ord(sign):04X}）" if sign else "∅"
