"""The applicant may press after half of the time, once a working day; how often he did is shown to the supervisor."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from applications.actions.nudge import nudge
from applications.models import Application
from applications.refusals import NudgedToday, TooEarlyToNudge
from jobs import clock
from tests.factories import Cast, case_in, shanghai

pytestmark = [pytest.mark.django_db, pytest.mark.both]

# Received on Thursday 6 August: the third of the five working days is Tuesday the 11th, the last Thursday the 13th.
START = shanghai("2026-08-06 08:00")


@pytest.fixture
def application(cast: Cast) -> Application:
    return case_in("assessing", starts_at=START)


def press(application: Application, actor: Any, at: str) -> None:
    nudge(application=application, actor=actor, now=shanghai(at))


def test_before_half_of_the_time_only_the_supervisor_presses(application: Application, cast: Cast) -> None:
    with pytest.raises(TooEarlyToNudge):
        press(application, cast.applicant, "2026-08-10 23:59")
    press(application, cast.supervisor, "2026-08-07 09:00")
    press(application, cast.applicant, "2026-08-11 00:00")


def test_the_applicants_side_presses_once_a_working_day_together(application: Application, cast: Cast) -> None:
    press(application, cast.applicant, "2026-08-14 10:00")
    for actor, at in (
        (cast.applicant, "2026-08-14 23:00"),
        (cast.colleague, "2026-08-14 11:00"),
        (cast.applicant, "2026-08-16 12:00"),
    ):  # fmt: skip
        with pytest.raises(NudgedToday):
            press(application, actor, at)
    press(application, cast.supervisor, "2026-08-14 12:00")
    press(application, cast.colleague, "2026-08-17 00:10")


def test_seals_are_pressed_for_after_half_of_their_own_time(cast: Cast) -> None:
    application = case_in("sealing", starts_at=START)
    with pytest.raises(TooEarlyToNudge):
        press(application, cast.applicant, "2026-08-06 20:00")
    press(application, cast.applicant, "2026-08-07 09:00")


def test_where_the_office_has_no_limit_to_keep_the_applicant_presses_at_any_time(cast: Cast) -> None:
    press(case_in("suspended", starts_at=START), cast.applicant, "2026-08-06 20:00")


def test_the_page_offers_it_when_it_is_allowed(application: Application, cast: Cast, client: Client) -> None:
    client.force_login(cast.applicant)
    address, move = (
        reverse(name, args=[application.pk, *rest]) for name, rest in (("application", ()), ("move", ("nudge",)))
    )
    for at, offered in (("2026-08-10 12:00", False), ("2026-08-11 12:00", True)):
        with clock.travel(shanghai(at)):
            assert (f'action="{move}"' in client.get(address).content.decode()) is offered
    with clock.travel(shanghai("2026-08-11 12:00")):
        assert client.post(move, {}).status_code == 302
        assert f'action="{move}"' not in client.get(address).content.decode()


def test_the_supervisor_sees_how_often(application: Application, cast: Cast, client: Client) -> None:
    press(application, cast.applicant, "2026-08-13 10:00")
    press(application, cast.applicant, "2026-08-14 10:00")
    client.force_login(cast.supervisor)
    with clock.travel(shanghai("2026-08-17 10:00")):
        assert "申请人已催办 2 次" in client.get(reverse("case", args=[application.pk])).content.decode()
        assert "申请人催办 2 次" in client.get(reverse("supervision")).content.decode()
        listed = client.get(reverse("supervision-cases"), {"figure": "overdue_open"}).content.decode()
        assert "申请人催办 2 次" in listed
        client.force_login(cast.handler)
        assert "申请人催办 2 次" in client.get(reverse("queue"), {"tab": "department"}).content.decode()
