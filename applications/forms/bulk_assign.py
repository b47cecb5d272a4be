"""Several cases that nobody has, to one officer of their department."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from workflow.models import Case


class BulkAssignForm(forms.Form):
    """`cases` are those of the page; each is assigned with the `seq` that the page showed."""

    def __init__(self, *args: Any, departments: Iterable[int], cases: Iterable[Case], **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = {f"{case.pk}:{case.seq}": case for case in cases}
        self.fields["cases"] = forms.MultipleChoiceField(
            label=_("分派的办件"),
            choices=[(key, case.number) for key, case in self.known.items()],
            error_messages={
                "required": _("请至少选择一件。"),
                "invalid_choice": _("所选办件在打开页面之后有了变化，请核对后重新选择。"),
            },
        )
        self.fields["to"] = forms.ModelChoiceField(
            handlers_of(departments),
            label=_("分派给"),
            empty_label=_("请选择"),
            error_messages={"required": _("请选择承办人。")},
        )

    @property
    def chosen(self) -> list[tuple[Case, int]]:
        """Each case with the number of journal entries that the page showed."""
        return [(self.known[key], int(key.partition(":")[2])) for key in self.cleaned_data["cases"]]


def handlers_of(departments: Iterable[int]) -> Any:
    """The handlers of the departments, by name."""
    posts = {
        "memberships__role": Role.HANDLER,
        "memberships__organisation__in": list(departments),
        "memberships__until__isnull": True,
    }
    return User.objects.filter(is_active=True, **posts).distinct().order_by("name", "pk")
