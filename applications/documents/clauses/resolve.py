"""The articles of one agreement: of a wording and the facts of a case, with nothing left out and nothing left open."""

from collections.abc import Iterable, Iterator

from ..facts import AgreementFacts
from ..refusals import MissingFact
from ..wording import han_numeral
from .articles import Article, Clause, Kind
from .markup import NAME, Draft, Line, names_in, read, titles_seen
from .names import FACTS, LISTS, holds

ITEM_NUMBERS = 99
# Below which a list is an inset of the clause before it.
DEPTH = {Kind.PARAGRAPH: 0, Kind.TABLE: 0, Kind.ITEM: 1, Kind.POINT: 2}


def resolve(text: str, facts: AgreementFacts) -> tuple[Article, ...]:
    """The printed articles; an article or line whose condition does not hold is left out and the rest move up.

    Raises MissingFact with all facts that a printed clause names and the case does not say. The text is one that
    check.problems finds nothing wrong with.
    """
    printed = [(draft, _printed(draft, facts)) for draft in read(text) if holds(draft.condition, facts)]
    printed = [(draft, lines) for draft, lines in printed if lines]
    titled = [draft.title for draft, _lines in printed if draft.title]
    numbers = {title: f"第{han_numeral(place)}条" for place, title in enumerate(titled, start=1)}
    if missing := list(dict.fromkeys(_missing(printed, numbers, facts))):
        raise MissingFact(missing)
    return tuple(
        Article(number=numbers.get(draft.title, ""), title=draft.title, clauses=_clauses(lines, numbers, facts))
        for draft, lines in printed
    )


def _printed(draft: Draft, facts: AgreementFacts) -> list[Line]:
    return [line for line in draft.lines if holds(line.condition, facts)]


def _missing(
    printed: Iterable[tuple[Draft, list[Line]]], numbers: dict[str, str], facts: AgreementFacts
) -> Iterator[str]:
    for draft, lines in printed:
        for line in lines:
            for name in names_in(line.text):
                if not _value(name, numbers, facts):
                    yield f"{name}（{draft.title}）" if draft.title else name


def _value(name: str, numbers: dict[str, str], facts: AgreementFacts) -> str:
    if seen := titles_seen(name):
        return "、".join(numbers[title] for title in seen if title in numbers)
    if name in LISTS:
        return "；".join(LISTS[name](facts))
    return FACTS[name](facts)


def _clauses(lines: Iterable[Line], numbers: dict[str, str], facts: AgreementFacts) -> tuple[Clause, ...]:
    made: list[Clause] = []
    items = points = 0
    for line in lines:
        for text in _texts(line, numbers, facts):
            if made and _is_inset(line, made[-1], facts):
                made[-1] = Clause(kind=made[-1].kind, number=made[-1].number, text=made[-1].text + text)
                continue
            # A point counts on until the next item.
            items += line.kind == Kind.ITEM
            points = points + 1 if line.kind == Kind.POINT else 0 if line.kind == Kind.ITEM else points
            made.append(Clause(kind=line.kind, number=_number(line.kind, items, points), text=text))
    return tuple(made)


def _texts(line: Line, numbers: dict[str, str], facts: AgreementFacts) -> list[str]:
    """The text of a line; a list that stands alone makes one clause of each entry."""
    if (name := _list_alone(line)) is not None:
        return [f"{entry}。" for entry in LISTS[name](facts)]
    return [NAME.sub(lambda found: _value(found[1].strip(), numbers, facts), line.text)]


def _list_alone(line: Line) -> str | None:
    found = NAME.fullmatch(line.text)
    return found[1].strip() if found and found[1].strip() in LISTS and line.kind in (Kind.ITEM, Kind.POINT) else None


def _is_inset(line: Line, before: Clause, facts: AgreementFacts) -> bool:
    """A list of one entry runs on from the clause that announces it."""
    name = _list_alone(line)
    announced = before.is_lead and DEPTH[line.kind] > DEPTH[before.kind]
    return bool(name and announced and len(LISTS[name](facts)) == 1)


def _number(kind: Kind, items: int, points: int) -> str:
    if kind == Kind.ITEM:
        return f"（{han_numeral(items) if items <= ITEM_NUMBERS else items}）"
    return f"{points}." if kind == Kind.POINT else ""
