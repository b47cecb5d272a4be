"""What is asked of someone who wonders whether he may apply: who he is, and whether he can keep the conditions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import ApplicantKind

YES, NO = "yes", "no"
ANSWERS = [(YES, _("是")), (NO, _("否"))]


def question(label: Any, help_text: Any = "") -> forms.ChoiceField:
    """One question that is answered by yes or no."""
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        choices=ANSWERS,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择“是”或者“否”。")},
    )


class EligibilityCheck(forms.Form):
    """All answers stand in the address; nothing is stored."""

    kind = forms.ChoiceField(
        label=_("以谁的名义申请"),
        choices=ApplicantKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择申请人类别。")},
    )
    purpose = question(_("有具体、明确的应用场景"), _("能说清数据用在哪里、怎样用、解决什么问题、成果提供给谁。"))
    conditions = question(_("能遵守该数据集的开放条件"))
    security = question(_("能落实数据安全保护措施"), _("能限定访问人员、留存访问日志，到期或者终止后处置全部副本。"))

    def __init__(self, data: Any = None, *, conditions: str, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["conditions"].help_text = conditions or _("按照数据利用协议的约定使用。")
