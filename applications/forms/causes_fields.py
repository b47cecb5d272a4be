"""Reasons on the forms that end a case: from the list, in one's own words, or both."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..causes import Cause, stated
from .move_form import MoveForm


class ReasonedForm(MoveForm):
    """`known` is the list. Own words are owed where nothing is chosen; the ground follows from what is chosen."""

    known: Sequence[Cause] = ()

    causes = forms.MultipleChoiceField(label=_("事由（可多选）"), required=False, widget=forms.CheckboxSelectMultiple)
    reasons = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}))
    ground = forms.CharField(
        label=_("依据"), max_length=300, required=False, help_text=_("选择事由的，不填即用该事由的法律依据。")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(cause.key, cause.words) for cause in self.known]
        self.fields["causes"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        said = (cleaned.get("causes", []), cleaned.get("reasons", ""), cleaned.get("ground", ""))
        reasons, ground = stated(self.known, *said)
        if not reasons:
            self.add_error("reasons", _("请选择事由，或者填写理由。"))
        if not ground:
            self.add_error("ground", _("请选择事由，或者填写依据。"))
        return cleaned

    def why(self) -> dict[str, Any]:
        """As the actions take it."""
        return {name: self.cleaned_data[name] for name in ("causes", "reasons", "ground")}
