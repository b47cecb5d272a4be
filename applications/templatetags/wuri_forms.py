"""Fields and errors of a form; `{% load wuri %}` brings them."""

from typing import Any

from django import template
from django.forms import BaseForm, BoundField

from . import form_errors

register = template.Library()


@register.inclusion_tag("components/field.html")
def field(field: BoundField, optional: bool = False) -> dict[str, Any]:
    """Label, help, error and control of one field; `optional` adds 「选填」."""
    return {"field": field, "optional": optional}


@register.inclusion_tag("components/form_fields.html")
def form_fields(form: BaseForm) -> dict[str, Any]:
    """Hidden fields and every visible field of a form, without the <form> itself."""
    return {"form": form}


@register.inclusion_tag("components/form_errors.html")
def form_errors_summary(form: BaseForm) -> dict[str, Any]:
    """The list at the top of a refused form, each line a link to its field."""
    return {"lines": form_errors.lines(form)}


@register.inclusion_tag("components/autosave.html")
def autosave_status() -> dict[str, Any]:
    """The words beside a form that saves itself; static/js/autosave.js fills them in."""
    return {}


@register.inclusion_tag("components/phrases.html")
def phrases(form: Any, field: BoundField) -> dict[str, Any]:
    """The phrases that can be chosen into a field of a MoveForm; nothing where there are none."""
    return {"field": field, "phrases": form.phrases.get(field.name, ())}
