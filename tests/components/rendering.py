"""Renders a piece of template as a page author would write it."""

import re
from typing import Any

from django.template import Context, Template

LOAD = "{% load i18n wuri wuri_charts %}"


def html(source: str, **context: Any) -> str:
    """The markup of `source`, with our tags loaded."""
    return Template(LOAD + source).render(Context(context))


def words(markup: str) -> str:
    """What is left to read: no tags, and one space where there was any white space."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", markup)).strip()


def squeezed(source: str, **context: Any) -> str:
    """The words of a rendered piece without any white space: Chinese needs none."""
    return re.sub(r"\s", "", words(html(source, **context)))
