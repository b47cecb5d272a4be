"""The department's answer to a correction, and to a demand."""

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from delivery.models import Snapshot
from jobs import clock

from ..actions.answer import answer
from ..grounds import CANNOT, GROUNDS
from ..models import Matter, Outcome
from ..models.answer import OF_CORRECTIONS, OF_DEMANDS, WITH_A_DAY, WITH_A_SNAPSHOT
from .act_form import ActForm, words

# Snapshots that can be chosen.
SHOWN = 10


def outcomes(these: tuple[Outcome, ...]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=_("办理结果"),
        choices=[(one.value, one.label) for one in these],
        coerce=Outcome,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择办理结果。")},
    )


class SnapshotField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(_("第 %(number)d 号快照（%(day)s，%(rows)d 行）")) % {
            "number": obj.number, "day": localdate(obj.taken_at).isoformat(), "rows": obj.rows,
        }  # fmt: skip


class AnswerCorrectionForm(ActForm):
    name = "answer"
    consequence = _("答复后期限停止计算，提出人将收到答复；认为没有解决的，可以提出一次异议，由督办人员复查。")
    outcome = outcomes(OF_CORRECTIONS)
    text = words(
        _("答复内容"), _("请写明核实的情况。"), _("写明核实了什么、更正了什么；核实无误或者部分更正的，写明理由。")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        later = Snapshot.objects.filter(dataset=self.matter.dataset_id, taken_at__gte=self.matter.received_at)
        keys = list(later.order_by("-number").values_list("pk", flat=True)[:SHOWN])
        self.fields["snapshot"] = SnapshotField(
            Snapshot.objects.filter(pk__in=keys).order_by("-number"),
            label=_("更正后的快照"),
            required=False,
            empty_label=_("请选择"),
            help_text=_("已更正或者部分更正的，先在数据集的数据页面生成新的快照，再在此选择。"),
        )
        self.order_fields(["seen", "outcome", "snapshot", "text"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        mended = said.get("outcome") in WITH_A_SNAPSHOT
        if mended and "snapshot" in said and said["snapshot"] is None:
            self.add_error("snapshot", _("请选择更正后的快照；还没有的，请先在数据集的数据页面生成。"))
        if not mended:
            said["snapshot"] = None
        return said

    def carry_out(self, common: dict[str, Any]) -> Matter:
        return answer(**common, **self.cleaned_data)


class AnswerDemandForm(ActForm):
    name = "answer"
    consequence = _("答复向社会公开，提出人和全部支持人都会收到通知。")
    outcome = outcomes(OF_DEMANDS)
    opens_on = forms.DateField(
        label=_("预计开放日期"),
        required=False,
        help_text=_("将予开放或者将有条件开放的必填。"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    causes = forms.MultipleChoiceField(
        label=_("不能开放的依据"),
        required=False,
        choices=[(cause.key, cause.words) for cause in CANNOT],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("不能开放的必选。"),
    )
    text = words(_("答复内容"), _("请填写答复内容。"), _("写明开放的范围、条件或者不能开放的理由。"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        outcome, opens_on = said.get("outcome"), said.get("opens_on")
        if outcome in WITH_A_DAY and "opens_on" in said and opens_on is None:
            self.add_error("opens_on", _("请填写预计开放日期。"))
        if outcome in WITH_A_DAY and opens_on is not None and opens_on < localdate(clock.now()):
            self.add_error("opens_on", _("预计开放日期不能早于今天。"))
        if outcome == Outcome.CANNOT and not said.get("causes") and "causes" in said:
            self.add_error("causes", _("请选择不能开放的依据。"))
        return said

    def carry_out(self, common: dict[str, Any]) -> Matter:
        said = self.cleaned_data
        chosen = [GROUNDS[key] for key in said["causes"]] if said["outcome"] == Outcome.CANNOT else []
        with override("zh-hans"):
            lines = [*(str(cause.words) for cause in chosen), said["text"]]
        return answer(
            **common,
            outcome=said["outcome"],
            text="\n".join(lines),
            ground="；".join(dict.fromkeys(cause.ground for cause in chosen)),
            opens_on=said["opens_on"] if said["outcome"] in WITH_A_DAY else None,
        )
