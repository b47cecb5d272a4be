"""Limits and stage budgets in the administration: a change is a new row with its own first day, never an edit.

A row that holds already, or that a deadline was computed from, can only be read.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from jobs import clock

from .models import ServiceStandard, StageBudget


class DatedForm(forms.ModelForm):
    """A limit cannot reach back: cases of today have their limits already."""

    def clean_valid_from(self) -> Any:
        valid_from = self.cleaned_data["valid_from"]
        if valid_from <= localdate(clock.now()):
            raise ValidationError(_("标准只能自明日或者以后的日期起适用；已收到的申请仍按收到当日的标准办理。"))
        return valid_from

    def clean_working_days(self) -> Any:
        days = self.cleaned_data["working_days"]
        if days < 1:
            raise ValidationError(_("至少 1 个工作日。"))
        return days


class DatedAdmin(admin.ModelAdmin):
    """Add freely; change and delete only what has not begun and nothing rests on."""

    form = DatedForm
    date_hierarchy = "valid_from"
    actions = None

    def is_free(self, row: Any) -> bool:
        """Whether the row may still be changed."""
        return bool(row.valid_from > localdate(clock.now()))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or self.is_free(obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or self.is_free(obj))

    @admin.display(description=_("状态"))
    def standing(self, row: Any) -> str:
        return str(_("尚未适用，可以修改") if self.is_free(row) else _("已经适用，不能修改"))


@admin.register(ServiceStandard)
class ServiceStandardAdmin(DatedAdmin):
    list_display = (
        "clock", "working_days", "mode", "consultation_pauses", "amber_at", "valid_from", "legal_source", "standing",
    )  # fmt: skip
    list_filter = ("clock",)
    ordering = ("clock", "-valid_from")

    def is_free(self, row: Any) -> bool:
        return super().is_free(row) and not row.deadline_set.exists()


@admin.register(StageBudget)
class StageBudgetAdmin(DatedAdmin):
    list_display = ("stage", "working_days", "valid_from", "source", "standing")
    list_filter = ("stage",)
    ordering = ("stage", "-valid_from")
