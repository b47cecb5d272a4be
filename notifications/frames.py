"""The words of a template, made once for all cases that differ in nothing but their names.

A round of the ladder tells of hundreds of cases with the same few texts. Each is rendered with holes where the names
go (no template asks more of a name than whether it is there), and every case fills them with its own.
"""

import re
from typing import Any

from django.template import Context
from django.template.loader import get_template
from django.urls import reverse

# What differs from case to case (notifications.wording.facts_for_words).
NAMES = ("number", "dataset", "applicant", "provider", "handler")
# Stands for the key of a case in the address of its page.
KEY = "987654321"
# A sign that no form lets through marks a hole.
HOLES = {name: f"\x1f{name}\x1f" for name in NAMES}
HOLE = re.compile(r"\x1f(\w+)\x1f")


def render(template: str, values: dict[str, Any]) -> str:
    """A text file's rendering: nothing in it is HTML, so nothing is escaped."""
    return get_template(template).template.render(Context(values, autoescape=False))  # type: ignore[attr-defined]


class Frames:
    """The texts made so far, in one language. Give up the object when the messages of one moment are written."""

    def __init__(self) -> None:
        self._made: dict[str, str] = {}
        self._pages: dict[str, str] = {}

    def fill(self, template: str, values: dict[str, Any]) -> str:
        """The same text as render() gives."""
        names = {name: values[name] for name in NAMES if values[name]}
        framed = values | {name: HOLES[name] for name in names}
        key = f"{template} {framed}"
        if key not in self._made:
            self._made[key] = render(template, framed)
        return HOLE.sub(lambda hole: names.get(hole[1], hole[0]), self._made[key])

    def page(self, name: str, case: int) -> str:
        """The address of the page `name` of a case."""
        if name not in self._pages:
            self._pages[name] = reverse(name, args=[KEY])
        return self._pages[name].replace(KEY, str(case))
