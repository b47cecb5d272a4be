"""What the risk assessor and the consulted departments do."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organisation, OrganisationKind

from ..actions.assess import assess
from ..actions.consult import consult
from ..actions.give_opinion import give_opinion
from ..models import Application
from ..risk import QUESTIONS, level_of
from .move_form import MoveForm


class AssessForm(MoveForm):
    """Four questions and an opinion; high risk is turned towards consultation."""

    name = "assess"
    keeps = True
    consequence = _("低、中风险转入审核决定；高风险应当先征求有关部门意见。")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for question in QUESTIONS:
            self.fields[question.key] = forms.ChoiceField(
                label=question.title,
                choices=question.choices,
                widget=forms.RadioSelect,
                error_messages={"required": _("请选择一项。")},
            )
        self.fields["opinion"] = forms.CharField(
            label=_("评估意见"),
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 4}),
            help_text=_("写明主要风险和建议的开放条件，供签发人审核。"),
            error_messages={"required": _("请填写评估意见。")},
        )

    def answers(self) -> dict[str, str]:
        return {question.key: self.cleaned_data[question.key] for question in QUESTIONS}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if level_of({q.key: cleaned.get(q.key, "") for q in QUESTIONS}) == "high" and self.name == "assess":
            self.add_error(None, _("评估结果为高风险，请改用“征求意见”，选择需要征求意见的部门。"))
        return cleaned

    def carry_out(self, common: dict[str, Any]) -> Application:
        return assess(**common, answers=self.answers(), opinion=self.cleaned_data["opinion"])


class ConsultForm(AssessForm):
    name = "consult"
    consequence = _("各部门同时收到征求意见，全部答复后转入审核决定。")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        departments = Organisation.objects.filter(kind=OrganisationKind.DEPARTMENT)
        self.fields["departments"] = forms.ModelMultipleChoiceField(
            departments.exclude(pk=self.application.case.provider_id),
            label=_("征求意见的部门"),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("请至少选择一个部门。")},
        )
        self.fields["question"] = forms.CharField(
            label=_("征求意见事项"),
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={"required": _("请写明需要征求意见的事项。")},
        )

    def carry_out(self, common: dict[str, Any]) -> Application:
        return consult(
            **common,
            answers=self.answers(),
            opinion=self.cleaned_data["opinion"],
            departments=list(self.cleaned_data["departments"]),
            question=self.cleaned_data["question"],
        )


class GiveOpinionForm(MoveForm):
    name = "give_opinion"
    keeps = True
    consequence = _("意见提交后不能修改；全部部门答复后转入审核决定。")

    agrees = forms.ChoiceField(
        label=_("意见"),
        choices=[("yes", pgettext_lazy("opinion", "同意开放")), ("no", _("不同意开放"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择一项。")},
    )
    opinion = forms.CharField(
        label=_("意见说明"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("请填写意见说明。")},
    )

    def carry_out(self, common: dict[str, Any]) -> Application:
        agrees = self.cleaned_data["agrees"] == "yes"
        return give_opinion(**common, agrees=agrees, opinion=self.cleaned_data["opinion"])
