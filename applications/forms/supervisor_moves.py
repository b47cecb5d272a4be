"""Who has a case: assigned by its office, handed over by its handler, reassigned by a supervisor, taken over."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from workflow.models import Case

from ..actions.assign import assign
from ..actions.reassign import reassign
from ..actions.take_over import take_over
from ..models import Application
from .move_form import MoveForm, reasons_field


def handler_field(case: Case, label: Any, wanting: Any) -> forms.ModelChoiceField:
    """The handlers of the department, but for the one who has the case."""
    posts = {
        "memberships__role": Role.HANDLER,
        "memberships__organisation": case.provider_id,
        "memberships__until__isnull": True,
    }
    handlers = User.objects.filter(is_active=True, **posts).exclude(pk=case.handler_id or 0)
    return forms.ModelChoiceField(
        handlers.distinct().order_by("name", "pk"),
        label=label,
        empty_label=_("请选择"),
        error_messages={"required": wanting},
    )


class AssignForm(MoveForm):
    name = "assign"
    consequence = _("分派后由所选承办人办理，系统通知其本人。")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"] = handler_field(self.application.case, _("分派给"), _("请选择承办人。"))

    def carry_out(self, common: dict[str, Any]) -> Application:
        return assign(**common, to=self.cleaned_data["to"])


class ReassignForm(MoveForm):
    name = "reassign"
    keeps = True
    consequence = _("改派后由新的承办人办理，时限继续计算。")

    reasons = reasons_field(_("改派理由"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        label = _("移交给") if self.is_his_own else _("改派给")
        self.fields["to"] = handler_field(self.application.case, label, _("请选择新的承办人。"))
        self.fields["reasons"].label = _("移交理由") if self.is_his_own else _("改派理由")
        self.order_fields(["seen", "to", "reasons"])

    @property
    def is_his_own(self) -> bool:
        """Whether the person hands over what he has himself (移交)."""
        return self.actor is not None and self.application.case.handler_id == self.actor.pk

    @property
    def title(self) -> str:
        return str(_("移交")) if self.is_his_own else super().title

    def carry_out(self, common: dict[str, Any]) -> Application:
        return reassign(**common, to=self.cleaned_data["to"], reasons=self.cleaned_data["reasons"])


class TakeOverForm(MoveForm):
    name = "take_over"
    button = _("接管本件")
    consequence = _("接管后由本人承办，时限继续计算，原承办人将收到通知；风险评估和审核决定仍由相应人员作出。")

    reasons = reasons_field(_("接管理由"))

    def carry_out(self, common: dict[str, Any]) -> Application:
        return take_over(**common, reasons=self.cleaned_data["reasons"])
