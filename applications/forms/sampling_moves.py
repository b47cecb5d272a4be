"""Looking again at what the system opened by itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..actions.recheck import recheck
from ..models import Application
from .move_form import MoveForm

VERDICTS = (("yes", _("开放适当")), ("no", _("开放不当，需要处理")))


class RecheckForm(MoveForm):
    name = "recheck"
    keeps = True
    consequence = _("复查意见载入办理记录并告知签发人；认为不当的，由签发人决定是否终止开放。")

    verdict = forms.ChoiceField(
        label=_("复查结论"),
        choices=VERDICTS,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择复查结论。")},
    )
    finding = forms.CharField(
        label=_("复查意见"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("请填写复查意见。")},
    )

    def carry_out(self, common: dict[str, Any]) -> Application:
        said = self.cleaned_data
        return recheck(**common, right=said["verdict"] == "yes", finding=said["finding"])
