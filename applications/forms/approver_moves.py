"""What the approver decides, and what he seals or ends."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..actions.approve import approve
from ..actions.refuse import refuse
from ..actions.return_to_assessment import return_to_assessment
from ..actions.revoke import revoke
from ..actions.seal import seal
from ..causes import REFUSAL
from ..conditions import Conditions, Masked
from ..masking import METHODS
from ..models import Application, DeliveryMode
from ..suggested_conditions import conditions_asked
from .causes_fields import ReasonedForm
from .lateness_field import ask_for_lateness
from .move_form import MoveForm, reasons_field


class ApproveForm(MoveForm):
    """The conditions of opening; leaving out a requested field makes it a partial approval."""

    name = "approve"
    keeps = True
    consequence = _("系统据此出具审核决定书并生成协议，由申请人签订。取消部分申请字段的，为部分同意开放。")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        wanted, dataset = self.application, self.application.dataset
        columns = [(field.name, field.title) for field in dataset.fields.all() if field.name in wanted.requested_fields]
        self.fields["fields"] = forms.MultipleChoiceField(
            label=_("同意开放的字段"),
            choices=columns,
            initial=[name for name, _title in columns],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("请至少保留一个字段；都不同意的，请选择“不予开放”。")},
        )
        self.sensitive = [
            one for one in dataset.fields.all() if one.is_sensitive and one.name in wanted.requested_fields
        ]
        for one in self.sensitive:
            self.fields[f"mask_{one.name}"] = forms.ChoiceField(
                label=_("敏感字段“%(title)s”的处理") % {"title": one.title},
                choices=[("", _("不处理")), *METHODS.items()],
                required=False,
            )
        self.fields["delivery_mode"] = forms.ChoiceField(
            label=_("提供方式"),
            choices=[(mode, DeliveryMode(mode).label) for mode in dataset.delivery_modes],
            initial=wanted.delivery_mode,
        )
        self.fields["term_months"] = forms.IntegerField(
            label=_("使用期限（月）"), min_value=1, max_value=60, initial=wanted.term_months
        )
        self.fields["quota"] = forms.IntegerField(
            label=_("下载次数上限"), min_value=0, max_value=10000, initial=0, help_text=_("0 为不限。")
        )
        self.fields["report_months"] = forms.IntegerField(
            label=_("利用情况报告间隔（月）"), min_value=0, max_value=24, initial=6, help_text=_("0 为不要求。")
        )
        for name, label in (("publication", _("成果发布限制")), ("special", _("其他条件")), ("reasons", _("审核意见"))):
            self.fields[name] = forms.CharField(
                label=label, max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
            )
        self._take_up_the_assessment()
        if wanted.keeps_assessment:
            self._take_up_the_former_conditions()
        ask_for_lateness(self)

    def _take_up_the_assessment(self) -> None:
        """What the answers of the assessment ask for, as far as the approver leaves it there."""
        asked = conditions_asked(self.application)
        self.fields["special"].initial = "\n".join(asked.sentences)
        self.fields["report_months"].initial = asked.report_months

    def _take_up_the_former_conditions(self) -> None:
        """Of a renewal or an amendment: what was decided before, so that nothing is dropped unawares."""
        former = getattr(self.application.follows, "decision", None)
        if former is None or not former.conditions:
            return
        conditions = Conditions.from_json(former.conditions)
        for name in ("quota", "report_months", "publication", "special"):
            self.fields[name].initial = getattr(conditions, name)
        for one in conditions.masked:
            if f"mask_{one.field}" in self.fields:
                self.fields[f"mask_{one.field}"].initial = one.method

    def masked(self) -> tuple[Masked, ...]:
        """The columns that are masked, of those that are granted."""
        return tuple(
            Masked(field.name, field.title, self.cleaned_data[f"mask_{field.name}"])
            for field in self.sensitive
            if self.cleaned_data[f"mask_{field.name}"] and field.name in self.cleaned_data["fields"]
        )

    def conditions(self) -> Conditions:
        """As they were filled in."""
        said = self.cleaned_data
        return Conditions(
            fields=tuple(said["fields"]),
            delivery_mode=said["delivery_mode"],
            term_months=said["term_months"],
            quota=said["quota"],
            report_months=said["report_months"],
            publication=said["publication"],
            special=said["special"],
            masked=self.masked(),
        )

    def carry_out(self, common: dict[str, Any]) -> Application:
        said = self.cleaned_data
        return approve(
            **common, conditions=self.conditions(), reasons=said["reasons"], lateness=said.get("lateness", "")
        )


class RefuseForm(ReasonedForm):
    name = "refuse"
    known = REFUSAL
    keeps = True
    consequence = _("不予开放决定书将送达申请人，并写明理由、依据和救济途径。")
    grave = True

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reasons"].label = _("不予开放的理由")
        ask_for_lateness(self)

    def carry_out(self, common: dict[str, Any]) -> Application:
        return refuse(**common, **self.why(), lateness=self.cleaned_data.get("lateness", ""))


class ReturnForm(MoveForm):
    name = "return_to_assessment"
    keeps = True
    consequence = _("退回后时限继续计算。")

    reasons = reasons_field(_("退回的理由和要求"))

    def carry_out(self, common: dict[str, Any]) -> Application:
        return return_to_assessment(**common, reasons=self.cleaned_data["reasons"])


class SealForm(MoveForm):
    name = "seal"
    consequence = _("盖章后协议生效，转入数据交付。")

    sha256 = forms.CharField(widget=forms.HiddenInput, required=False)
    checked = forms.BooleanField(
        label=_("已核对协议全文与审核决定一致。"),
        error_messages={"required": _("请先打开协议全文核对，再勾选本项。")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        agreement = getattr(self.application, "agreement", None)
        self.fields["sha256"].initial = agreement.sha256 if agreement else ""

    def carry_out(self, common: dict[str, Any]) -> Application:
        return seal(**common, seen_sha256=self.cleaned_data["sha256"])


class RevokeForm(MoveForm):
    name = "revoke"
    keeps = True
    consequence = _("终止后申请人不能再领取数据，本件结束。")
    grave = True

    reasons = reasons_field(_("终止开放的理由"))

    def carry_out(self, common: dict[str, Any]) -> Application:
        return revoke(**common, reasons=self.cleaned_data["reasons"])
