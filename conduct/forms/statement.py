"""The statement of what became of the data."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.forms.profile import Line

from ..models import Manner
from .fields import Text, day


class StatementForm(forms.Form):
    """By whom, when and how; that nothing was ever taken can be said only where the journal agrees."""

    manner = forms.ChoiceField(
        label=_("处置方式"),
        choices=Manner.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择处置方式。")},
    )
    done_on = day(label=_("处置日期"), required=False)
    done_by = Line(label=_("处置人"), max_length=60, required=False, help_text=_("实际办理的人员姓名。"))
    how = Text(
        label=_("处置经过"),
        max_length=2000,
        required=False,
        help_text=_("销毁的方法、覆盖的系统和介质（含备份），或者返还的方式和对象。"),
    )

    def __init__(self, *args: Any, taken: bool, starts_on: date, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.starts_on, self.today = starts_on, today
        if taken:
            choices = [choice for choice in Manner.choices if choice[0] != Manner.NEVER_TAKEN]
            self.fields["manner"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("manner") and said["manner"] != Manner.NEVER_TAKEN:
            words = {
                "done_on": _("请填写处置日期。"),
                "done_by": _("请填写处置人姓名。"),
                "how": _("请写明处置经过。"),
            }
            for name, sentence in words.items():
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, sentence)
        done_on = said.get("done_on")
        if done_on and not self.starts_on <= done_on <= self.today:
            self.add_error("done_on", _("处置日期应当在数据交付之后，不晚于今日。"))
        return said
