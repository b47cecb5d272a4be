"""The components of our pages under one name: `{% load wuri %}`. Each tag renders one file of templates/components/."""

from django import template

from . import wuri_case, wuri_clock, wuri_dates, wuri_forms, wuri_page

register = template.Library()
for part in (wuri_dates, wuri_clock, wuri_case, wuri_forms, wuri_page):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)
