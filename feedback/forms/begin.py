"""What somebody writes who reports an error, or asks for data that are not open."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, OrganisationKind
from applications.forms.profile import Line
from applications.models import Dataset

from ..models import Problem
from .act_form import words


class ReportForm(forms.Form):
    """An error in one data set."""

    problem = forms.TypedChoiceField(
        label=_("问题类型"), choices=Problem.choices, coerce=Problem, widget=forms.RadioSelect,
        error_messages={"required": _("请选择问题类型。")},
    )  # fmt: skip
    fields_wrong = forms.MultipleChoiceField(
        label=_("涉及的字段"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("可多选；整个数据集都有问题的，不必选择。"),
    )  # fmt: skip
    rows = Line(
        label=_("涉及的记录"), required=False, max_length=300,
        help_text=_("例如站点编号 S002、2026 年 9 月的全部记录。"),
    )  # fmt: skip
    wrong = words(
        _("错误情况"), _("请写明哪里有错误。"), _("写明数据中是什么、为什么认为有误。请勿填写他人的个人信息。")
    )
    right = forms.CharField(
        label=_("正确的内容及依据"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    file = forms.FileField(
        label=_("证明材料"), required=False,
        help_text=_("可以不附。可上传 PDF、图片、Word 或者 Excel 文件，不超过 20 MB。"),
        error_messages={"empty": _("文件是空的，请重新选择。")},
    )  # fmt: skip

    def __init__(self, *args: Any, dataset: Dataset, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = [(field.name, field.title) for field in dataset.fields.all()]
        if rows:
            self.fields["fields_wrong"].choices = rows  # type: ignore[attr-defined]
        else:
            del self.fields["fields_wrong"]


class AskForm(forms.Form):
    """Data that are not in the catalogue."""

    title = Line(
        label=_("需要什么数据"), max_length=120, help_text=_("用一句话概括，例如“全市充电桩实时占用数据”。"),
        error_messages={"required": _("请用一句话写明需要什么数据。")},
    )  # fmt: skip
    description = words(
        _("具体内容"), _("请写明需要的数据的具体内容。"), _("写明范围、字段、时间跨度和更新频率。请勿填写个人信息。")
    )
    purpose = words(_("用途"), _("请写明用途。"), _("写明用数据做什么、对公众有什么益处。"))
    supposed = forms.ModelChoiceField(
        Organisation.objects.filter(kind=OrganisationKind.DEPARTMENT).order_by("name"),
        label=_("可能的数据持有单位"), required=False, empty_label=_("不清楚"),
    )  # fmt: skip
