"""What the handler does: accept, ask for a supplement, not accept, deliver, suspend and resume."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from jobs import clock

from ..actions.accept import accept
from ..actions.claim import claim
from ..actions.deliver import deliver
from ..actions.keep_assessment import keep_assessment
from ..actions.not_accept import not_accept
from ..actions.request_supplement import request_supplement
from ..actions.resume import resume
from ..actions.suspend import suspend
from ..causes import NON_ACCEPTANCE
from ..checklist import REQUIRED_TEXTS
from ..checklists import checks_of
from ..models import Application, AttachmentKind, DeliveryMode
from .causes_fields import ReasonedForm
from .lateness_field import ask_for_lateness
from .move_form import MoveForm, reasons_field

# Rows of defects on the form; without JavaScript all of them are there.
DEFECT_ROWS = 6


class ClaimForm(MoveForm):
    name = "claim"

    def carry_out(self, common: dict[str, Any]) -> Application:
        return claim(**common)


class AcceptForm(MoveForm):
    name = "accept"
    consequence = _("受理后转入风险评估，申请人将收到受理通知书。")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.checks = checks_of(self.application, clock.now())
        for check in self.checks.items:
            self.fields[f"check_{check.key}"] = forms.BooleanField(
                label=check.title,
                help_text=check.hint,
                error_messages={"required": _("请核对本项；不符合的，一次性告知补正。")},
            )

    def carry_out(self, common: dict[str, Any]) -> Application:
        return accept(**common, ticked=[check.key for check in self.checks.items])


class KeepAssessmentForm(MoveForm):
    """Of a renewal or an amendment whose purpose stays."""

    name = "keep_assessment"
    keeps = True
    button = _("沿用原评估，转审核决定")
    consequence = _(
        "仅用于使用目的和数据级别都没有变化的续签、变更：不再评估，直接转审核决定，由另一人决定。有变化的，请受理后重新评估。"
    )

    opinion = forms.CharField(
        label=_("核对意见"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("写明核对了哪些内容，如用途、获准字段、利用情况报告和有无违约。"),
        error_messages={"required": _("请填写核对意见。")},
    )
    unchanged = forms.BooleanField(
        label=_("已核对，使用目的、安全保护措施和数据级别没有变化"),
        error_messages={"required": _("请核对后勾选；有变化的，请受理后重新评估。")},
    )

    def carry_out(self, common: dict[str, Any]) -> Application:
        return keep_assessment(**common, opinion=self.cleaned_data["opinion"])


def defect_subjects() -> list[tuple[str, Any]]:
    """What a defect can be about: the same items as on the check-list.

    What is chosen goes into the notice: its value is Chinese, whatever language the handler reads.
    """
    titles = [*(title for _field, title, _todo in REQUIRED_TEXTS), *(kind.label for kind in AttachmentKind)]
    with override("zh-hans"):
        values = [str(title) for title in titles]
    return [("", _("请选择")), *zip(values, titles, strict=True)]


class RequestSupplementForm(MoveForm):
    """All defects at once, one row each."""

    name = "request_supplement"
    keeps = True
    button = _("发出补正告知书")
    consequence = _("应当一次性列明全部需要补正的内容。补正期间暂停计时，申请人有 10 个工作日。")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        own = [(one.title, one.title) for one in checks_of(self.application, clock.now()).items]
        for row in range(1, DEFECT_ROWS + 1):
            self.fields[f"subject_{row}"] = forms.ChoiceField(
                label=_("第 %(n)d 项补正事项") % {"n": row}, choices=[*defect_subjects(), *own], required=row == 1
            )
            self.fields[f"problem_{row}"] = forms.CharField(
                label=_("第 %(n)d 项存在问题和要求") % {"n": row},
                max_length=500,
                required=row == 1,
                widget=forms.Textarea(attrs={"rows": 2}),
                error_messages={"required": _("请写明存在的问题和补正要求。")},
            )
        self.fields["note"] = forms.CharField(
            label=_("其他说明"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
        )

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """The bound fields of each defect."""
        return [(self[f"subject_{row}"], self[f"problem_{row}"]) for row in range(1, DEFECT_ROWS + 1)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for row in range(2, DEFECT_ROWS + 1):
            subject, problem = cleaned.get(f"subject_{row}"), cleaned.get(f"problem_{row}")
            if subject and not problem:
                self.add_error(f"problem_{row}", _("请写明存在的问题和补正要求。"))
            if problem and not subject:
                self.add_error(f"subject_{row}", _("请选择补正事项。"))
        return cleaned

    def carry_out(self, common: dict[str, Any]) -> Application:
        rows = range(1, DEFECT_ROWS + 1)
        pairs = [(self.cleaned_data[f"subject_{row}"], self.cleaned_data[f"problem_{row}"]) for row in rows]
        items = [(subject, problem) for subject, problem in pairs if subject]
        return request_supplement(**common, items=items, note=self.cleaned_data["note"])


class NotAcceptForm(ReasonedForm):
    name = "not_accept"
    known = NON_ACCEPTANCE
    keeps = True
    consequence = _("不予受理后本件结束，申请人将收到不予受理通知书。")
    grave = True

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reasons"].label = _("不予受理的理由")
        ask_for_lateness(self)

    def carry_out(self, common: dict[str, Any]) -> Application:
        return not_accept(**common, **self.why(), lateness=self.cleaned_data.get("lateness", ""))


class DeliverForm(MoveForm):
    name = "deliver"
    consequence = _("交付后申请人可以在“数据领取”中下载获准的字段，直至协议到期。")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        decision = getattr(self.application, "decision", None)
        if decision and decision.conditions.get("delivery_mode") == DeliveryMode.SANDBOX:
            self.consequence = _("交付后系统把带标记的副本移入数据沙箱，申请人凭账号和口令使用，直至协议到期。")

    remarks = forms.CharField(
        label=_("交付说明（可不填）"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def carry_out(self, common: dict[str, Any]) -> Application:
        return deliver(**common, remarks=self.cleaned_data["remarks"])


class SuspendForm(MoveForm):
    name = "suspend"
    keeps = True
    consequence = _("中止后申请人立即不能领取数据，直至恢复。")
    grave = True

    reasons = reasons_field(_("中止开放的理由"))

    def carry_out(self, common: dict[str, Any]) -> Application:
        return suspend(**common, reasons=self.cleaned_data["reasons"])


class ResumeForm(MoveForm):
    name = "resume"

    reasons = reasons_field(_("恢复开放的理由"))

    def carry_out(self, common: dict[str, Any]) -> Application:
        return resume(**common, reasons=self.cleaned_data["reasons"])
