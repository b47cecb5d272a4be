"""The review of a refusal: the applicant asks, a supervisor advises, another than who refused decides."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..actions.advise_review import advise_review
from ..actions.request_review import request_review
from ..actions.reverse import reverse
from ..actions.uphold import uphold
from ..models import Application, Outcome
from .approver_moves import ApproveForm
from .move_form import MoveForm, reasons_field


class RequestReviewForm(MoveForm):
    name = "request_review"
    consequence = _("复核由原决定人以外的人员办理，并听取督办人员的意见；每件只能申请一次。")
    done = _("复核申请已提交，复核时限开始计算。")

    reasons = reasons_field(_("申请复核的理由"), _("请写明对原决定的哪一点不服、有什么事实和依据。"))

    def carry_out(self, common: dict[str, Any]) -> Application:
        return request_review(**common, reasons=self.cleaned_data["reasons"])


class AdviseReviewForm(MoveForm):
    name = "advise_review"
    keeps = True
    consequence = _("监督意见载入办理记录，由复核人员参考，不代替复核决定。")

    advises = forms.ChoiceField(
        label=_("监督意见"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择监督意见。")},
    )
    advice = reasons_field(_("意见说明"))

    def carry_out(self, common: dict[str, Any]) -> Application:
        return advise_review(**common, advises=self.cleaned_data["advises"], advice=self.cleaned_data["advice"])


class UpholdForm(MoveForm):
    name = "uphold"
    keeps = True
    grave = True
    consequence = _("复核决定书将送达申请人，本件结束；申请人仍可依法申请行政复议或者提起行政诉讼。")

    reasons = reasons_field(_("维持原决定的理由"))
    ground = forms.CharField(label=_("依据"), max_length=300, error_messages={"required": _("请填写依据。")})

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        decision = getattr(self.application, "decision", None)
        self.fields["ground"].initial = decision.ground if decision else ""

    def carry_out(self, common: dict[str, Any]) -> Application:
        return uphold(**common, reasons=self.cleaned_data["reasons"], ground=self.cleaned_data["ground"])


class ReverseForm(ApproveForm):
    name = "reverse"
    consequence = _("原不予开放决定不再执行，系统据此出具审核决定书和复核决定书并生成协议，由申请人签订。")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields.pop("lateness", None)
        self.fields["reasons"] = reasons_field(_("改变原决定的理由"))

    def carry_out(self, common: dict[str, Any]) -> Application:
        return reverse(**common, conditions=self.conditions(), reasons=self.cleaned_data["reasons"])
