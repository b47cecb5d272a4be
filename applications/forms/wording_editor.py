"""A wording of agreements as it is drafted, and for what a new one is begun."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, OrganisationKind

from ..documents.clauses.check import LONGEST
from ..models import AgreementWording, Dataset, Openness


class WordingForm(forms.Form):
    """`seen` is the revision of the draft that the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("协议名称"), max_length=60, error_messages={"required": _("请填写协议名称。")})
    note = forms.CharField(
        label=_("修改说明"), max_length=200, required=False, help_text=_("写明改了什么、为什么；发布前必须填写。")
    )
    two_signatories = forms.BooleanField(
        label=_("申请单位须由两人先后签署"), required=False, help_text=_("自然人申请的，仍由本人一人签订。")
    )
    text = forms.CharField(
        label=_("范本内容"),
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 40, "spellcheck": "false"}),
        error_messages={"required": _("请填写范本内容。")},
    )

    @classmethod
    def of(cls, row: AgreementWording) -> "WordingForm":
        """The form as the draft has it."""
        names = ("title", "note", "two_signatories", "text")
        return cls(initial={"seen": row.revision} | {name: getattr(row, name) for name in names})

    def said(self) -> dict[str, Any]:
        """What was typed, as save_wording() takes it; line ends as everywhere else."""
        typed = self.cleaned_data
        return {**typed, "text": typed["text"].replace("\r\n", "\n").replace("\r", "\n")}


class ScopeForm(forms.Form):
    """For what a new version is begun: nothing chosen is for all."""

    provider = forms.ModelChoiceField(
        label=_("数据提供单位"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("全部单位（通用范本）"),
    )
    dataset = forms.ModelChoiceField(
        label=_("数据集"),
        queryset=Dataset.objects.none(),
        required=False,
        empty_label=_("不限定数据集"),
        help_text=_("选了数据集的，范本只用于该数据集。"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["provider"].queryset = _providers()  # type: ignore[attr-defined]
        conditional = Dataset.objects.filter(openness=Openness.CONDITIONAL).order_by("code")
        self.fields["dataset"].queryset = conditional  # type: ignore[attr-defined]


def _providers() -> QuerySet[Organisation]:
    return Organisation.objects.filter(kind=OrganisationKind.DEPARTMENT).order_by("name")
