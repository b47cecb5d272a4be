"""What an applicant looks for among his applications: by number, data set or applicant."""

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from workflow.models import Case

# More words than anyone types; each costs the database one look at every text.
MOST_WORDS = 8


class MySearch(django_filters.FilterSet):
    """Keyword. One's own cases are few: they are joined and read, unlike those of a queue (queue_filter)."""

    q = django_filters.CharFilter(
        label=_("关键词"),
        method="by_keyword",
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("申请编号、数据集或申请人")}),
    )

    def by_keyword(self, cases: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """Every word must be found in the number, the data set or the applicant."""
        for word in value.split()[:MOST_WORDS]:
            cases = cases.filter(
                Q(number__icontains=word)
                | Q(application__dataset__title__icontains=word)
                | Q(body__name__icontains=word)
                | Q(body__isnull=True, applicant__name__icontains=word)
            )
        return cases
