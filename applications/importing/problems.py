"""What is wrong with a file: where, in the words of the person who has to mend it, and what he is to do."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _


class UnreadableFile(Exception):
    """The file as a whole cannot be read; its one argument is the sentence that says why and what to do."""


class UnreadableCell(ValueError):
    """One cell says something that has no meaning there; its one argument is the sentence for the person."""


@dataclass(frozen=True)
class Problem:
    """One fault: `line` as the person counts lines in `sheet` (from 1), `column` by its title or empty."""

    line: int
    column: str | Promise
    message: str | Promise
    sheet: str = ""

    def __str__(self) -> str:
        place = _("第 %(line)d 行") % {"line": self.line}
        if self.sheet:
            place = _("%(sheet)s %(place)s") % {"sheet": self.sheet, "place": place}
        if self.column:
            return _("%(place)s“%(column)s”：%(message)s") % {
                "place": place, "column": self.column, "message": self.message,
            }  # fmt: skip
        return _("%(place)s：%(message)s") % {"place": place, "message": self.message}


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """As the file is read: the catalogue first, then its fields, from top to bottom."""
    return tuple(sorted(problems, key=lambda problem: (problem.sheet, problem.line)))
