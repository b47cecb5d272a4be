"""Reporting an incident, a measure, and lifting it."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from applications.models import Dataset

from .fields import Text

MOMENT = "%Y-%m-%dT%H:%M"


class IncidentForm(forms.Form):
    """The data set is one that the person may stop."""

    dataset = forms.ModelChoiceField(
        label=_("数据集"),
        queryset=Dataset.objects.none(),
        empty_label=_("请选择"),
        error_messages={"required": _("请选择发生安全事件的数据集。")},
    )
    what = Text(
        label=_("事件情况"),
        max_length=4000,
        rows=6,
        missing=_("请写明发生了什么。"),
        help_text=_("有权领取该数据集的人员都会收到，不写尚未核实的猜测。"),
    )
    noticed_at = forms.DateTimeField(
        label=_("发现时间"),
        input_formats=[MOMENT, "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT),
        error_messages={"required": _("请填写发现时间。")},
    )

    def __init__(self, *args: Any, datasets: QuerySet[Dataset], now: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["dataset"].queryset = datasets  # type: ignore[attr-defined]
        self.fields["noticed_at"].initial = now
        self.now = now

    def clean_noticed_at(self) -> datetime:
        noticed_at: datetime = self.cleaned_data["noticed_at"]
        if noticed_at > self.now:
            raise forms.ValidationError(_("发现时间不应晚于现在。"))
        return noticed_at


class MeasureForm(forms.Form):
    text = Text(label=_("处置措施"), max_length=4000, missing=_("请写明采取的措施。"))


class LiftForm(forms.Form):
    reason = Text(
        label=_("解除理由"), max_length=2000, missing=_("请写明事件处置的结果和解除停用的理由。"),
        help_text=_("解除后恢复停用之前的状态，有关人员都会收到通知。"),
    )  # fmt: skip
