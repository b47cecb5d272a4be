"""The form behind an act: what the page saw, what the person says, and the action that carries it out."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, OrganisationKind, User
from applications.models import Dataset

from ..law import LAW
from ..models import Matter


class ActForm(forms.Form):
    """Subclasses name the act, add their fields, and call their action in `carry_out`."""

    name: ClassVar[str]
    # What happens next, shown above the button.
    consequence: ClassVar[str | Promise] = ""
    # Whether the act is hard to take back: its button is drawn so.
    grave: ClassVar[bool] = False

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, matter: Matter, actor: User, **options: Any) -> None:
        self.matter, self.actor = matter, actor
        super().__init__(*args, **options)
        self.fields["seen"].initial = matter.seq

    @property
    def title(self) -> str:
        return str(LAW[self.name].title)

    def run(self, now: datetime) -> Matter:
        """Carry out the valid form; raises Refused."""
        seen = self.cleaned_data.pop("seen", None)
        return self.carry_out({"matter": self.matter, "actor": self.actor, "seen": seen, "now": now})

    def carry_out(self, common: dict[str, Any]) -> Matter:
        raise NotImplementedError


def words(label: Any, wanting: Any, help_text: Any = "", most: int = 2000) -> forms.CharField:
    """A text that is owed."""
    return forms.CharField(
        label=label,
        max_length=most,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": wanting},
    )


def department(label: Any, besides: int | None) -> forms.ModelChoiceField:
    """Every department but the one that has it."""
    rows = Organisation.objects.filter(kind=OrganisationKind.DEPARTMENT).exclude(pk=besides or 0)
    return forms.ModelChoiceField(
        rows.order_by("name"), label=label, empty_label=_("请选择"), error_messages={"required": _("请选择单位。")}
    )


class DatasetCode(forms.CharField):
    """A data set by its number in the catalogue."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=40, **options)

    def clean(self, value: Any) -> Any:
        code = super().clean(value)
        if not code:
            return None
        found = Dataset.objects.filter(code=code).first()
        if found is None:
            raise forms.ValidationError(
                _("目录中没有这个编号的数据集，请核对，例如在数据目录中打开该数据集后复制编号。")
            )
        return found
