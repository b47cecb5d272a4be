"""The question why the reply is late, on the forms that give one after its due day."""

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from jobs import clock

from ..lateness import reply_is_late
from ..models import Lateness
from .move_form import MoveForm


def ask_for_lateness(form: MoveForm) -> None:
    """Add the field where the reply's clock has run out."""
    if reply_is_late(form.application.case, localdate(clock.now())):
        form.fields["lateness"] = lateness_field()


def lateness_field() -> forms.ChoiceField:
    """One of the fixed list."""
    return forms.ChoiceField(
        label=_("超期原因"),
        choices=[("", _("请选择")), *Lateness.choices],
        help_text=_("本件已超过答复时限，原因记入办理记录并用于统计。"),
        error_messages={"required": _("请选择超期原因。")},
    )
