"""What a supervisor does with a case of another department."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role

from ..actions.reassign import reassign
from ..models import Application
from .move_form import MoveForm, reasons_field


class ReassignForm(MoveForm):
    name = "reassign"
    consequence = _("改派后由新的承办人办理，时限继续计算。")

    reasons = reasons_field(_("改派理由"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        case = self.application.case
        handlers = User.objects.filter(
            is_active=True,
            memberships__role=Role.HANDLER,
            memberships__organisation=case.provider_id,
            memberships__until__isnull=True,
        ).exclude(pk=case.handler_id or 0)
        self.fields["to"] = forms.ModelChoiceField(
            handlers.distinct(), label=_("改派给"), error_messages={"required": _("请选择新的承办人。")}
        )
        self.order_fields(["seen", "to", "reasons"])

    def carry_out(self, common: dict[str, Any]) -> Application:
        return reassign(**common, to=self.cleaned_data["to"], reasons=self.cleaned_data["reasons"])
