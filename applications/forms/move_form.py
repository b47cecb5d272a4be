"""The form behind a transition: what the page saw, what the person says, and the action that carries it out."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from workflow.lifecycle import title_of

from ..models import Application

# Said of an act, where the law's title is also the word for what became of it: 不予开放 is to refuse, and refused.
ACTS: dict[str, str | Promise] = {
    "accept": pgettext_lazy("act", "受理"),
    "not_accept": pgettext_lazy("act", "不予受理"),
    "approve": pgettext_lazy("act", "同意开放"),
    "refuse": pgettext_lazy("act", "不予开放"),
    "deliver": pgettext_lazy("act", "数据交付"),
    "suspend": pgettext_lazy("act", "中止开放"),
}


class MoveForm(forms.Form):
    """Subclasses name the entry of the law, add their fields, and call their action in `carry_out`."""

    name: ClassVar[str]
    # What the button says where it differs from the title of the entry.
    button: ClassVar[str | Promise] = ""
    # A sentence that tells what happens next, shown above the button.
    consequence: str | Promise = ""
    # What is said when it has been done, where the title of the entry does not say enough.
    done: ClassVar[str | Promise] = ""
    # Whether the act is hard to take back: its button is drawn so.
    grave: ClassVar[bool] = False
    # The page that shows the form by itself.
    template: ClassVar[str] = "applications/move.html"
    # Whether what is typed is put by until the act is done (applications.keeping).
    keeps: ClassVar[bool] = False
    # When it was put by, where the form shows what was.
    kept_at: datetime | None = None
    # Phrases that can be chosen into a field, by its name (applications.phrases).
    phrases: Mapping[str, Sequence[Any]] = {}

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, application: Application, actor: User | None = None, **options: Any) -> None:
        self.application = application
        self.actor = actor
        super().__init__(*args, **options)
        self.fields["seen"].initial = application.case.seq
        # Several forms can stand on one page: their fields need ids of their own.
        self.auto_id = f"id_{self.name}_%s"

    @property
    def title(self) -> str:
        return str(ACTS.get(self.name) or title_of(self.name))

    @property
    def button_label(self) -> str:
        return str(self.button or self.title)

    @property
    def kept_fields(self) -> list[str]:
        """What is put by; a declaration such as "I have read it" is made anew each time."""
        return [
            name
            for name, field in self.fields.items()
            if not field.widget.is_hidden and not isinstance(field, forms.BooleanField)
        ]

    def restore(self, data: Mapping[str, list[str]], at: datetime) -> None:
        """Begin with what was put by at that moment; a field that is new since then keeps its own beginning."""
        self.kept_at = at
        for name in self.kept_fields:
            if name in data:
                values, many = data[name], getattr(self.fields[name].widget, "allow_multiple_selected", False)
                self.initial[name] = values if many else values[0] if values else ""

    def run(self, now: datetime, address: str | None = None) -> Application:
        """Carry out the valid form; raises Refused."""
        assert self.actor is not None
        self.address = address
        return self.carry_out(
            {"application": self.application, "actor": self.actor, "seen": self.cleaned_data.get("seen"), "now": now}
        )

    def carry_out(self, common: dict[str, Any]) -> Application:
        raise NotImplementedError


def reasons_field(label: Any, help_text: Any = "") -> forms.CharField:
    """A reason that is owed."""
    return forms.CharField(
        label=label,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=help_text,
        error_messages={"required": _("请填写理由。")},
    )
