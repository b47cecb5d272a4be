"""What the risk assessor and the consulted departments do."""

from functools import cached_property
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organisation, OrganisationKind

from ..actions.assess import assess
from ..actions.consult import consult
from ..actions.give_opinion import give_opinion
from ..models import Application, RiskLevel
from ..questionnaires import content_of, current
from ..risk import Score, score, unfounded
from ..suggestions import suggested
from .move_form import MoveForm
from .questionnaire_fields import Section, add_questions, answers_in, evidence_in, sections_of


class AssessForm(MoveForm):
    """The questionnaire that is asked now, the level, and an opinion; high risk is turned towards consultation."""

    name = "assess"
    keeps = True
    consequence = _("低、中风险转入审核决定；高风险应当先征求有关部门意见。")
    # The act that the same answers can be sent to.
    companion_name = "consult"

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked = current()
        self.questionnaire = content_of(self.asked)
        self.fields["version"].initial = self.asked.version
        offers = {} if self.is_bound else suggested(self.application, self.questionnaire)
        add_questions(self, self.questionnaire, offers)
        self.fields["level"] = forms.ChoiceField(
            label=_("风险等级"),
            choices=[("", _("按评分结果")), *((level.value, level.label) for level in RiskLevel)],
            required=False,
            help_text=_("可以在评分结果的基础上调整一级，并写明理由；存在一票否决情形的不能调整。"),
        )
        self.fields["deviation"] = forms.CharField(
            label=_("调整理由"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
        )
        self.fields["opinion"] = forms.CharField(
            label=_("评估意见"),
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 4}),
            help_text=_("写明主要风险和建议的开放条件，供签发人审核。"),
            error_messages={"required": _("请填写评估意见。")},
        )

    @property
    def sections(self) -> list[Section]:
        return list(sections_of(self, self.questionnaire))

    @property
    def conclusions(self) -> list[forms.BoundField]:
        """What is asked beside the questions."""
        return [self[name] for name in ("level", "deviation", "opinion")]

    @cached_property
    def companion(self) -> "ConsultForm":
        """What consulting asks beyond the assessment, with what was typed already, and without complaints."""
        typed: dict[str, Any] = {}
        if isinstance(self.data, QueryDict):
            typed = {"departments": self.data.getlist("departments"), "question": self.data.get("question", "")}
            typed |= {"days": self.data["days"]} if "days" in self.data else {}
        asking = ConsultForm(application=self.application, actor=self.actor, initial=typed)
        # It shares the form of the assessment, which a browser must be able to send without it.
        asking.use_required_attribute = False
        return asking

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("version") not in (None, self.asked.version):
            self.add_error(None, _("评估期间问卷已更新，请按现行问卷核对各项后重新提交。"))
        found = score(self.questionnaire, answers_in(cleaned, self.questionnaire))
        if found is not None:
            self.check(found, cleaned)
        return cleaned

    def check(self, found: Score, cleaned: dict[str, Any]) -> None:
        """What the level that was chosen stands on, and where it leads."""
        level = cleaned.get("level") or found.level
        for sentence in unfounded(found, level, cleaned.get("deviation", "")):
            self.add_error("level", sentence)
        if level == "high" and not found.stops and self.name == "assess":
            self.add_error(None, _("评估结果为高风险，请改用“征求意见”，选择需要征求意见的部门。"))

    def finding(self) -> dict[str, Any]:
        """As the actions take it."""
        said = self.cleaned_data
        return {
            "answers": answers_in(said, self.questionnaire),
            "evidence": evidence_in(said, self.questionnaire),
            "level": said["level"],
            "deviation": said["deviation"],
            "opinion": said["opinion"],
        }

    def carry_out(self, common: dict[str, Any]) -> Application:
        return assess(**common, **self.finding())


def silence_words() -> str:
    """What happens to a department that does not answer."""
    if settings.WURI_SILENCE_BLOCKS:
        return str(_("逾期未答复的，仍须等待其意见。"))
    return str(_("逾期未答复的，系统记为逾期未答复，不影响后续办理。"))


class ConsultForm(AssessForm):
    name = "consult"
    consequence = _("各部门同时收到征求意见，全部答复后转入审核决定。")
    companion_name = ""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        departments = Organisation.objects.filter(kind=OrganisationKind.DEPARTMENT)
        self.fields["departments"] = forms.ModelMultipleChoiceField(
            departments.exclude(pk=self.application.case.provider_id),
            label=_("征求意见的部门"),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("请至少选择一个部门。")},
        )
        self.fields["days"] = forms.IntegerField(
            label=_("答复期限（工作日）"),
            min_value=1,
            max_value=10,
            required=False,
            initial=settings.WURI_CONSULTATION_DAYS,
            help_text=silence_words(),
        )
        self.fields["question"] = forms.CharField(
            label=_("征求意见事项"),
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={"required": _("请写明需要征求意见的事项。")},
        )

    @property
    def asking(self) -> list[forms.BoundField]:
        """Whom to ask what."""
        return [self["departments"], self["question"], self["days"]]

    def carry_out(self, common: dict[str, Any]) -> Application:
        return consult(
            **common,
            **self.finding(),
            departments=list(self.cleaned_data["departments"]),
            question=self.cleaned_data["question"],
            days=self.cleaned_data["days"],
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
