"""The wording that comes with the system, used where no department has published another."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from ..facts import AgreementFacts
from .resolve import resolve

FILE = Path(__file__).with_name("standard.txt")


@cache
def standard_text() -> str:
    """The text of the standard wording, as markup.py reads it."""
    return FILE.read_text(encoding="utf-8")


def worded(facts: AgreementFacts) -> AgreementFacts:
    """The facts with their articles; those of before there were wordings get the standard ones."""
    return facts if facts.articles else replace(facts, articles=resolve(standard_text(), facts))
