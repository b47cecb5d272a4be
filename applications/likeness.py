"""How alike two purposes are, by the pairs of signs they share. Plain functions of plain values."""

ALIKE = 0.3


def pairs(text: str) -> frozenset[str]:
    """The neighbouring signs of a text, blanks left out; in Chinese nearly its words."""
    signs = "".join(text.split()).lower()
    return frozenset(signs[place : place + 2] for place in range(len(signs) - 1))


def likeness(one: str, other: str) -> float:
    """0 for nothing in common to 1 for the same (Jaccard)."""
    mine, theirs = pairs(one), pairs(other)
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0
