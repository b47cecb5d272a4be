"""Can I apply? A page of four questions, open to everyone, that begins and stores nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jobs import clock

from ..eligibility_answer import answer
from ..forms.eligibility_check import EligibilityCheck
from ..models import Dataset
from ..promise import promise
from .catalogue import way_in


@require_safe
def eligibility(request: HttpRequest, code: str) -> HttpResponse:
    """The questions, and under them the answer once all are answered."""
    dataset = get_object_or_404(Dataset.objects.select_related("provider"), code=code)
    context = {
        "dataset": dataset,
        "crumbs": [
            (_("数据目录"), reverse("catalogue")),
            (dataset.title, reverse("dataset", args=[code])),
            (_("能不能申请"), ""),
        ],
    }
    if dataset.can_be_applied_for():
        initial = first_choice(request, dataset)
        form = EligibilityCheck(request.GET or None, conditions=dataset.conditions, initial=initial)
        answered = answer(dataset, form.cleaned_data) if form.is_valid() else None
        context |= {"form": form, "answer": answered, "promise": promise(localdate(clock.now()))}
    return render(request, "catalogue/eligibility.html", context)


def first_choice(request: HttpRequest, dataset: Dataset) -> dict[str, str]:
    """For whom a person who is signed in would apply, when he has not said otherwise yet."""
    found = way_in(request, dataset)
    choices = (found.admitted or found.choices) if found else []
    return {"kind": choices[0].kind.value} if choices else {}
