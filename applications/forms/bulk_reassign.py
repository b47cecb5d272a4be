"""Several cases of one officer to another: which, to whom, and why."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from accounts.roles import Role
from workflow.models import Case

from .move_form import reasons_field


class BulkReassignForm(forms.Form):
    """`cases` are those of the officer that the supervisor may open; each is given away with the `seq` it shows."""

    def __init__(self, *args: Any, provider: Organisation, of: User, cases: Iterable[Case], **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = {f"{case.pk}:{case.seq}": case for case in cases}
        self.fields["cases"] = forms.MultipleChoiceField(
            label=_("改派的办件"),
            choices=[(key, case_label(case)) for key, case in self.known.items()],
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": _("请至少选择一件。"),
                "invalid_choice": _("所选办件在打开页面之后有了变化，请核对后重新选择。"),
            },
        )
        self.fields["to"] = forms.ModelChoiceField(
            colleagues(provider, of),
            label=_("改派给"),
            empty_label=_("请选择"),
            error_messages={"required": _("请选择新的承办人。")},
        )
        self.fields["reasons"] = reasons_field(_("改派理由"))

    @property
    def chosen(self) -> list[tuple[Case, int]]:
        """Each case with the number of journal entries that the page showed."""
        return [(self.known[key], int(key.partition(":")[2])) for key in self.cleaned_data["cases"]]


def case_label(case: Case) -> str:
    """SQ-2026-000173 公交站点客流（风险评估）."""
    return _("%(number)s %(dataset)s（%(state)s）") % {
        "number": case.number,
        "dataset": case.application.dataset.title,
        "state": case.get_state_display(),
    }


def colleagues(provider: Organisation, of: User) -> Any:
    """The other handlers of the department."""
    posts = {
        "memberships__role": Role.HANDLER,
        "memberships__organisation": provider,
        "memberships__until__isnull": True,
    }
    return User.objects.filter(is_active=True, **posts).exclude(pk=of.pk).distinct().order_by("name", "pk")
