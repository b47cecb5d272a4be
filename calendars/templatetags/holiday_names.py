"""{% load holiday_names %} {{ day.name|holiday_name }}: the name of a holiday in the reader's language."""

from django import template
from django.utils.translation import gettext

register = template.Library()


@register.filter
def holiday_name(name: str) -> str:
    """国庆节、中秋节 is two names that a notice joined: each is translated by itself."""
    return gettext("、").join(map(gettext, name.split("、")))
