"""Small components that stand in every row of a list, drawn once for each value and remembered."""

from collections.abc import Hashable
from functools import lru_cache

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

# Standings, states and levels are few; strings of some hundred characters.
REMEMBERED = 4096


def drawn(template: str, **facts: Hashable) -> SafeString:
    """A template that shows nothing but these values, in the language of the page; anew each time while developing."""
    if settings.DEBUG:
        return render_to_string(template, facts)
    return _remembered(template, get_language(), tuple(facts.items()))


def forget() -> None:
    """Draw everything anew from now on."""
    _remembered.cache_clear()


@lru_cache(maxsize=REMEMBERED)
def _remembered(template: str, language: str | None, facts: tuple[tuple[str, Hashable], ...]) -> SafeString:
    return render_to_string(template, dict(facts))
