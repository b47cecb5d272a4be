"""Words of the law in templates: `{% load law %}`."""

from django import template

from workflow.lifecycle import title_of

register = template.Library()


@register.filter
def law_title(name: str) -> str:
    """受理 for accept: the title of an entry of the journal."""
    return str(title_of(name))
