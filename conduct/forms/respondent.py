"""What a respondent writes: his statement, and his appeal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .fields import Text


class AnswerForm(forms.Form):
    statement = Text(
        label=_("陈述申辩"),
        max_length=8000,
        rows=8,
        missing=_("请填写陈述申辩的内容；没有异议的，也请写明。"),
        help_text=_("暂存的内容只有本单位能看到；提交后不能修改。"),
    )


class AppealForm(forms.Form):
    grounds = Text(
        label=_("申诉理由"), max_length=4000, rows=6, missing=_("请写明申诉的事实和理由。"),
        help_text=_("只能申诉一次，由作出决定以外的督办人员处理；申诉期间决定不停止执行。"),
    )  # fmt: skip
