"""While someone is away his messages and tasks go to his substitute too, who acts by the roles he holds himself."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Substitution
from applications.actions.accept import accept
from applications.desk import desk_of
from applications.models import Application
from jobs import clock
from tests.factories import Cast, case_in, shanghai
from workflow.refusals import NotYours

pytestmark = [pytest.mark.django_db, pytest.mark.both]

START = shanghai("2026-08-03 08:00")


def away(cast: Cast, who: str, substitute: str, since: str = "2026-08-06", until: str = "2026-08-07") -> None:
    Substitution.objects.create(
        user=cast.people[who],
        substitute=cast.people[substitute],
        since=date.fromisoformat(since),
        until=date.fromisoformat(until),
        reason="休假",
    )


def test_a_rung_reaches_both_on_the_days_of_absence_only(
    cast: Cast, sweep: Callable[[str], int], told: Callable[..., set[str]]
) -> None:
    application = case_in("assessing", starts_at=START)
    away(cast, "handler", "second_handler")
    sweep("2026-08-06 09:00")
    assert told(application, "warn") == {"陈承", "林续"}
    sweep("2026-08-10 09:00")
    assert told(application, "warn") == {"陈承", "严签"}


def test_a_substitute_who_belongs_to_the_applicant_hears_nothing(
    cast: Cast, sweep: Callable[[str], int], told: Callable[..., set[str]]
) -> None:
    cast.second_handler.memberships.create(organisation=cast.body, role="applicant", since="2020-01-01")
    application = case_in("assessing", starts_at=START)
    away(cast, "handler", "second_handler")
    sweep("2026-08-06 09:00")
    assert told(application, "warn") == {"陈承"}


def test_tasks_stand_on_both_lists_on_the_days_of_absence_only(cast: Cast) -> None:
    application = case_in("submitted", via=("submit", "claim"), starts_at=START)
    away(cast, "handler", "deputy_leader")
    moments = [shanghai(f"2026-08-{day} 10:00") for day in ("05", "06", "07", "08")]
    listed = [desk_of(cast.deputy_leader, now).work().filter(pk=application.pk).exists() for now in moments]
    assert listed == [False, True, True, False]
    assert desk_of(cast.handler, moments[1]).work().filter(pk=application.pk).exists()


def test_a_substitute_without_the_role_cannot_act(cast: Cast) -> None:
    application: Application = case_in("submitted", starts_at=START)
    away(cast, "handler", "deputy_leader")
    with pytest.raises(NotYours):
        accept(application=application, actor=cast.deputy_leader, now=shanghai("2026-08-06 10:00"))


def test_an_officer_names_a_colleague_and_ends_it_early(cast: Cast, client: Client) -> None:
    client.force_login(cast.handler)
    said = {"substitute": cast.second_handler.pk, "since": "2026-08-06", "until": "2026-08-14", "reason": "年休假"}
    with clock.travel(shanghai("2026-08-05 10:00")):
        assert client.post(reverse("substitutions"), said).status_code == 302
    made = Substitution.objects.get()
    with clock.travel(shanghai("2026-08-10 10:00")):
        assert "林续" in client.get(reverse("substitutions")).content.decode()
        client.post(reverse("end-substitution", args=[made.pk]))
    made.refresh_from_db()
    assert str(made.until) == "2026-08-09"


@pytest.mark.parametrize(
    "wrong",
    [{"until": "2026-08-01"}, {"until": "2026-08-05", "since": "2026-08-06"}, {"until": "2027-08-05"}, {"reason": ""}],
    ids=str,
)
def test_a_substitution_has_sound_days_and_a_reason(cast: Cast, client: Client, wrong: dict[str, str]) -> None:
    client.force_login(cast.handler)
    said = {"substitute": cast.second_handler.pk, "since": "2026-08-06", "until": "2026-08-14", "reason": "年休假"}
    with clock.travel(shanghai("2026-08-05 10:00")):
        assert client.post(reverse("substitutions"), said | wrong).status_code == 200
    assert not Substitution.objects.exists()


def test_nobody_of_another_department_can_be_named(cast: Cast, client: Client) -> None:
    client.force_login(cast.handler)
    with clock.travel(shanghai("2026-08-05 10:00")):
        page = client.get(reverse("substitutions"))
        assert set(page.context["form"].fields["substitute"].queryset) == {
            cast.second_handler, cast.assessor, cast.approver, cast.deputy_leader,
        }  # fmt: skip
