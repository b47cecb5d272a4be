"""Reporting a breach, open to all."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.forms.profile import Line

from .fields import Text


class ReportForm(forms.Form):
    """Whom it is about or which data, and what happened; who is signed in may still stay unnamed."""

    said_body = Line(label=_("被举报对象"), max_length=200, required=False, help_text=_("单位名称或者个人姓名。"))
    said_data = Line(
        label=_("涉及的数据集或者申请编号"),
        max_length=200,
        required=False,
        help_text=_("与被举报对象至少填写一项。"),
    )
    facts = Text(
        label=_("违规情况"),
        max_length=4000,
        rows=6,
        missing=_("请写明发现的违规情况。"),
        help_text=_("何时、何地、发现了什么，线索从哪里来。"),
    )
    contact = Line(
        label=_("联系方式"),
        max_length=200,
        required=False,
        help_text=_("选填。只有核查人能看到，不填即为匿名。"),
    )
    unnamed = forms.BooleanField(
        label=_("匿名举报"), required=False, initial=True, help_text=_("勾选后不记录您的登录身份。")
    )

    def __init__(self, *args: Any, signed_in: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not signed_in:
            del self.fields["unnamed"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("said_body") and not said.get("said_data") and not self.errors:
            self.add_error("said_body", _("请填写被举报对象，或者涉及的数据集、申请编号。"))
        return said
