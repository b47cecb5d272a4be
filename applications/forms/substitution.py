"""Naming a substitute for a time of absence."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Substitution, User
from accounts.roles import OFFICER_ROLES

LONGEST_DAYS = 180


class SubstitutionForm(forms.ModelForm):
    """For oneself; the substitute is an officer of the same department."""

    class Meta:
        model = Substitution
        fields = ("substitute", "since", "until", "reason")
        widgets = {
            "since": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, user: User, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.instance.user = user
        self.fields["substitute"].queryset = colleagues_of(user, today)  # type: ignore[attr-defined]
        self.fields["substitute"].empty_label = _("请选择")  # type: ignore[attr-defined]
        self.fields["since"].initial = today

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if until and until < self.today:
            self.add_error("until", _("结束日期不应早于今日。"))
        if since and until and until < since:
            self.add_error("until", _("结束日期不应早于开始日期。"))
        if since and until and (until - since).days > LONGEST_DAYS:
            self.add_error("until", _("一次代办最长 %(n)d 天；更长的，请调整任职。") % {"n": LONGEST_DAYS})
        return cleaned


def colleagues_of(user: User, today: date) -> Any:
    """Officers who hold a role in one of the person's departments on the day."""
    mine = Membership.objects.on(today).filter(user=user, role__in=OFFICER_ROLES)
    posts = Membership.objects.on(today).filter(organisation__in=mine.values("organisation"), role__in=OFFICER_ROLES)
    return User.objects.filter(is_active=True, pk__in=posts.values("user")).exclude(pk=user.pk).order_by("name", "pk")
