"""A supervision order: the handler answers, a supervisor clears."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..actions.answer_order import answer_order
from ..actions.clear_order import clear_order
from ..models import Application
from .lateness_field import lateness_field
from .move_form import MoveForm, reasons_field


class AnswerOrderForm(MoveForm):
    name = "answer_order"
    consequence = _("答复后由督办人员销号；督办期限届满仍未销号的，转为红牌督办。")

    explanation = forms.CharField(
        label=_("情况说明"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("请填写情况说明。")},
    )
    planned_on = forms.DateField(
        label=_("计划办结日期"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("请填写计划办结日期。")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"] = lateness_field()
        self.fields["reason"].help_text = ""
        self.order_fields(["seen", "reason", "explanation", "planned_on"])

    def carry_out(self, common: dict[str, Any]) -> Application:
        said = self.cleaned_data
        return answer_order(
            **common, reason=said["reason"], explanation=said["explanation"], planned_on=said["planned_on"]
        )


class ClearOrderForm(MoveForm):
    name = "clear_order"
    button = _("督办单销号")
    consequence = _("销号后本督办单办结，不再转为红牌督办；答复时限照常计算。")

    reasons = reasons_field(_("销号理由"))

    def carry_out(self, common: dict[str, Any]) -> Application:
        return clear_order(**common, reasons=self.cleaned_data["reasons"])
