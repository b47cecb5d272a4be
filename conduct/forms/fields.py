"""Kinds of fields that the forms of conduct share."""

from typing import Any

from django import forms


class Text(forms.CharField):
    """Several lines; `missing` is what is said where nothing was written."""

    def __init__(self, *, missing: Any = None, rows: int = 4, **options: Any) -> None:
        errors = {"required": missing} if missing else {}
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), error_messages=errors, **options)


def day(**options: Any) -> forms.DateField:
    """A date, chosen or written as 2026-09-28."""
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)
