"""A supervision order: the handler answers, a supervisor clears."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs import clock

from ..actions.answer_order import answer_order
from ..actions.clear_order import clear_order
from ..attempt import Attempt
from ..models import Application, SupervisionOrder
from ..templatetags.dates import long_date
from .lateness_field import lateness_field
from .move_form import MoveForm, reasons_field


def _attempt(form: MoveForm) -> Attempt:
    return Attempt(form.application.case, form.actor.pk if form.actor else None, False, clock.now())


def _said(order: SupervisionOrder) -> str:
    """What the supervisor has to judge by."""
    if order.planned_on is None:
        return ""
    words = _("承办部门答复：%(reason)s，%(text)s（计划 %(day)s办结）。")
    said = {
        "reason": order.get_reason_display(),
        "text": order.explanation.rstrip("。"),
        "day": long_date(order.planned_on),
    }
    return words % said


class AnswerOrderForm(MoveForm):
    name = "answer_order"
    keeps = True

    explanation = forms.CharField(
        label=gettext_lazy("情况说明"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("请填写情况说明。")},
    )
    planned_on = forms.DateField(
        label=gettext_lazy("计划办结日期"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": gettext_lazy("请填写计划办结日期。")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        order = _attempt(self).order_to_answer
        if order:
            words = _("答复%(order)s督办单，其后由督办人员销号；%(day)s督办期限届满仍未销号的，转为红牌督办。")
            self.consequence = words % {"order": order.number, "day": long_date(order.due_on)}
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
    button = gettext_lazy("督办单销号")

    reasons = reasons_field(gettext_lazy("销号理由"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        order = _attempt(self).order_to_clear
        if order:
            words = _("销号后%(order)s督办单办结，不再转为红牌督办；办理时限照常计算。")
            self.consequence = _said(order) + words % {"order": order.number}

    def carry_out(self, common: dict[str, Any]) -> Application:
        return clear_order(**common, reasons=self.cleaned_data["reasons"])
