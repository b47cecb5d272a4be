"""The forms of all acts but the answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..actions.assign import assign
from ..actions.clear_order import clear_order
from ..actions.decline import decline
from ..actions.dispute import dispute
from ..actions.open_up import open_up
from ..actions.send_back import send_back
from ..actions.take import take
from ..actions.transfer import transfer
from ..actions.uphold import uphold
from ..actions.withdraw import withdraw
from ..models import Matter
from .act_form import ActForm, DatasetCode, department, words


class TakeForm(ActForm):
    name = "take"
    consequence = _("接办后由本人核实并答复，提出人将收到通知。期限不变。")

    def carry_out(self, common: dict[str, Any]) -> Matter:
        return take(**common)


class TransferForm(ActForm):
    name = "transfer"
    consequence = _("转交后由所选单位办理，期限继续计算，不重新起算。")
    reasons = words(_("转交理由"), _("请写明为什么由该单位办理。"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"] = department(_("转交给"), self.matter.department_id)
        self.order_fields(["seen", "to", "reasons"])

    def carry_out(self, common: dict[str, Any]) -> Matter:
        return transfer(**common, to=self.cleaned_data["to"], reasons=self.cleaned_data["reasons"])


class AssignForm(ActForm):
    name = "assign"
    consequence = _("分派后该单位的答复期限开始计算，需求向社会公开，其他人可以表示支持。公开的内容不含提出人的姓名。")
    remark = forms.CharField(
        label=_("给办理单位的说明"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"] = department(_("分派给"), self.matter.department_id)
        if not self.matter.department_id:
            self.fields["to"].initial = self.matter.demand.supposed_id
        self.order_fields(["seen", "to", "remark"])

    def carry_out(self, common: dict[str, Any]) -> Matter:
        return assign(**common, to=self.cleaned_data["to"], remark=self.cleaned_data["remark"])


class DeclineForm(ActForm):
    name = "decline"
    grave = True
    consequence = _("需求不公开，到此办结。提出人将收到理由。")
    reasons = words(_("理由"), _("请写明不予分派的理由。"))
    dataset = DatasetCode(
        label=_("目录中已有的数据集编号"), required=False, help_text=_("需要的数据已在目录中的，填写该数据集的编号。")
    )

    def carry_out(self, common: dict[str, Any]) -> Matter:
        return decline(**common, **self.cleaned_data)


class DisputeForm(ActForm):
    name = "dispute"
    consequence = _("由公共数据主管部门的督办人员复查，并重新计算一次办理期限。异议只能提出一次。")
    reasons = words(_("没有解决的问题"), _("请写明哪些问题没有解决。"))

    def carry_out(self, common: dict[str, Any]) -> Matter:
        return dispute(**common, **self.cleaned_data)


class UpholdForm(ActForm):
    name = "uphold"
    consequence = _("维持原答复，该事项到此办结，提出人将收到理由。")
    reasons = words(_("复查意见"), _("请写明维持答复的理由。"))

    def carry_out(self, common: dict[str, Any]) -> Matter:
        return uphold(**common, **self.cleaned_data)


class SendBackForm(ActForm):
    name = "send_back"
    consequence = _("办理单位重新核实并答复，期限自提出异议之日起继续计算。")
    reasons = words(_("复查意见"), _("请写明办理单位还要核实什么。"))

    def carry_out(self, common: dict[str, Any]) -> Matter:
        return send_back(**common, **self.cleaned_data)


class OpenForm(ActForm):
    name = "open"
    consequence = _("需求页面将链接到该数据集，提出人和全部支持人都会收到通知。")
    dataset = DatasetCode(
        label=_("已开放的数据集编号"),
        help_text=_("数据集先进入数据目录，再在此登记。"),
        error_messages={"required": _("请填写数据集的编号。")},
    )

    def carry_out(self, common: dict[str, Any]) -> Matter:
        return open_up(**common, **self.cleaned_data)


class WithdrawForm(ActForm):
    name = "withdraw"
    grave = True
    consequence = _("撤回后不再办理。需要时可以另行提交。")

    def carry_out(self, common: dict[str, Any]) -> Matter:
        return withdraw(**common)


class RetractForm(WithdrawForm):
    name = "retract"


class ClearOrderForm(ActForm):
    name = "clear_order"
    consequence = _("销号后不再转为红牌督办；事项仍应当答复的，办理单位继续办理。")
    reasons = words(_("销号理由"), _("请写明销号的理由。"), most=1000)

    def carry_out(self, common: dict[str, Any]) -> Matter:
        return clear_order(**common, **self.cleaned_data)
