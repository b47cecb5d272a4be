"""More time to reply: the handler asks, a supervisor decides."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workflow.models import Clock, Event

from ..actions.deny_extension import deny_extension
from ..actions.grant_extension import grant_extension
from ..actions.request_extension import request_extension
from ..models import Application
from .move_form import MoveForm, reasons_field


class RequestExtensionForm(MoveForm):
    name = "request_extension"
    keeps = True
    consequence = _("应当在答复时限届满前申请，每件一次；由督办人员审批，批准后告知申请人。")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        limit = self.application.case.standards.get(Clock.VALID_REPLY.value, {}).get("budget", 5)
        self.fields["days"] = forms.IntegerField(
            label=_("延长（工作日）"),
            min_value=1,
            max_value=limit,
            error_messages={"required": _("请填写延长的时间。")},
        )
        self.fields["reasons"] = reasons_field(_("延期理由"), _("批准后写入延期通知书，申请人可以看到。"))

    def carry_out(self, common: dict[str, Any]) -> Application:
        return request_extension(**common, days=self.cleaned_data["days"], reasons=self.cleaned_data["reasons"])


class GrantExtensionForm(MoveForm):
    name = "grant_extension"
    consequence = _("批准后答复时限相应延长，系统出具延期通知书并告知申请人。")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        asked = Event.objects.filter(case=self.application.case_id, name="request_extension").order_by("seq").last()
        facts: dict[str, Any] = asked.facts if asked else {"days": 1, "reasons": ""}
        self.fields["days"] = forms.IntegerField(
            label=_("批准延长（工作日）"), min_value=1, max_value=facts["days"], initial=facts["days"]
        )
        self.fields["reasons"] = reasons_field(_("延期理由（告知申请人）"))
        self.fields["reasons"].initial = facts["reasons"]

    def carry_out(self, common: dict[str, Any]) -> Application:
        return grant_extension(**common, days=self.cleaned_data["days"], reasons=self.cleaned_data["reasons"])


class DenyExtensionForm(MoveForm):
    name = "deny_extension"
    consequence = _("不同意的，答复时限不变，承办人将收到理由。")

    reasons = reasons_field(_("不同意的理由"))

    def carry_out(self, common: dict[str, Any]) -> Application:
        return deny_extension(**common, reasons=self.cleaned_data["reasons"])
