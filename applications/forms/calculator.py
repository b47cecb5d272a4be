"""The calculator's question: received when, how many working days, and what did not count?"""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflow.asking import Question, Unanswerable, question
from workflow.clock import Mode

MOST_DAYS = 60
PAUSES = (1, 2)


def _day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CalculatorForm(forms.Form):
    """Two pauses are enough for any case by the rules of this service: one supplement, one consultation."""

    received_on = forms.DateField(label=gettext_lazy("收到日期"), widget=_day_input())
    working_days = forms.IntegerField(
        label=gettext_lazy("办理时限（1 至 60 个工作日）"),
        min_value=1,
        max_value=MOST_DAYS,
        initial=5,
    )
    pause1_from = forms.DateField(label=gettext_lazy("第一次暂停开始"), required=False, widget=_day_input())
    pause1_until = forms.DateField(label=gettext_lazy("第一次暂停结束"), required=False, widget=_day_input())
    pause2_from = forms.DateField(label=gettext_lazy("第二次暂停开始"), required=False, widget=_day_input())
    pause2_until = forms.DateField(label=gettext_lazy("第二次暂停结束"), required=False, widget=_day_input())
    mode = forms.ChoiceField(
        label=gettext_lazy("暂停结束后"),
        required=False,
        initial=Mode.SUSPEND.value,
        choices=[
            (Mode.SUSPEND.value, gettext_lazy("恢复计时，接着计算剩余的工作日")),
            (Mode.RESTART.value, gettext_lazy("重新起算")),
        ],
    )

    def clean(self) -> dict[str, Any]:
        """Turn the fields into a question (`asked`); what contradicts itself is said at its field."""
        data: dict[str, Any] = super().clean() or {}
        for n in PAUSES:
            self._check_pause(data, n)
        if not self.errors:
            try:
                self.asked = self._question(data)
            except Unanswerable as error:
                self.add_error(None, str(error))
        return data

    def _check_pause(self, data: dict[str, Any], n: int) -> None:
        since, until = data.get(f"pause{n}_from"), data.get(f"pause{n}_until")
        received_on = data.get("received_on")
        if since is None and until is not None:
            self.add_error(f"pause{n}_from", _("请填写暂停开始的日期。"))
        elif since and until is None:
            self.add_error(f"pause{n}_until", _("请填写暂停结束的日期；暂停期间没有届满日。"))
        elif since and until and until < since:
            self.add_error(f"pause{n}_until", _("暂停结束不能早于开始。"))
        elif since and received_on and since < received_on:
            self.add_error(f"pause{n}_from", _("暂停不能早于收到日期。"))

    def _question(self, data: dict[str, Any]) -> Question:
        pauses = [(data.get(f"pause{n}_from"), data.get(f"pause{n}_until")) for n in PAUSES]
        return question(
            data["received_on"].isoformat(),
            str(data["working_days"]),
            ";".join(f"{since}/{until}" for since, until in pauses if since),
            data.get("mode") or "",
        )
