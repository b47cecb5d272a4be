"""More time is asked for before expiry, with a reason, once; a supervisor decides; the applicant is told."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from applications.actions.deny_extension import deny_extension
from applications.actions.grant_extension import grant_extension
from applications.actions.request_extension import request_extension
from applications.models import Application
from applications.notices import notice_of
from applications.papers import papers_of
from applications.refusals import ExtendedOnce, ExtensionTooLate, NoExtensionAsked
from jobs import clock
from notifications.models import Message
from tests.factories import Cast, case_in, shanghai
from workflow.models import ClockEvent, Deadline
from workflow.refusals import MissingFacts, NotYours, WrongState

pytestmark = [pytest.mark.django_db, pytest.mark.both]

START = shanghai("2026-08-03 08:00")
THURSDAY, DUE_DAY, TOO_LATE = (shanghai(f"2026-08-{day} 16:00") for day in ("06", "10", "11"))


@pytest.fixture
def application(cast: Cast) -> Application:
    return case_in("assessing", starts_at=START)


def ask(application: Application, cast: Cast, now: Any = THURSDAY, days: int = 3, reasons: str = "需现场核查") -> None:
    request_extension(application=application, actor=cast.handler, days=days, reasons=reasons, now=now)


def grant(application: Application, cast: Cast, now: Any = DUE_DAY, **said: Any) -> None:
    grant_extension(application=application, actor=cast.supervisor, reasons="确需现场核查", now=now, **said)


def reply(application: Application) -> Deadline:
    return Deadline.objects.get(case=application.pk, clock="valid_reply")


def test_a_granted_extension_moves_the_due_day_and_is_proved_from_the_journal(
    application: Application, cast: Cast
) -> None:
    ask(application, cast)
    assert str(reply(application).due_on) == "2026-08-10"
    grant(application, cast)
    assert (reply(application).due_on, reply(application).extension) == (date(2026, 8, 13), 3)
    assert ClockEvent.objects.get(case=application.pk, kind="extend").facts == {"on": "2026-08-10", "days": 3}
    call_command("prove_deadlines")


def test_the_applicant_is_told_and_gets_a_notice(
    application: Application, cast: Cast, told: Callable[..., set[str]]
) -> None:
    ask(application, cast)
    assert told(application, "request_extension") == {"段督"}
    grant(application, cast)
    assert told(application, "grant_extension") == {"沈知远", "陈承"}
    assert Message.objects.get(kind="grant_extension", recipient=cast.applicant).due_on == date(2026, 8, 13)
    paper = papers_of(application)["extension"]
    facts = notice_of(application, paper)
    assert (facts.heading, facts.due_on) == ("延期通知书", date(2026, 8, 13))
    assert facts.paragraphs == ("确需现场核查", "答复时限延长3个工作日")


def test_the_supervisor_may_grant_fewer_days(application: Application, cast: Cast) -> None:
    ask(application, cast)
    grant(application, cast, days=1)
    assert reply(application).due_on == date(2026, 8, 11)


@pytest.mark.parametrize("days", [0, 6])
def test_as_many_days_as_the_limit_has_can_be_asked_for(application: Application, cast: Cast, days: int) -> None:
    with pytest.raises(MissingFacts):
        ask(application, cast, days=days)


def test_a_reason_is_owed(application: Application, cast: Cast) -> None:
    with pytest.raises(MissingFacts):
        ask(application, cast, reasons=" ")


def test_after_expiry_nothing_is_asked_for_or_granted(application: Application, cast: Cast) -> None:
    with pytest.raises(ExtensionTooLate):
        ask(application, cast, now=TOO_LATE)
    ask(application, cast, now=DUE_DAY)
    with pytest.raises(ExtensionTooLate):
        grant(application, cast, now=TOO_LATE)
    deny_extension(application=application, actor=cast.supervisor, reasons="已届满", now=TOO_LATE)


def test_it_is_asked_for_once_whatever_the_answer(application: Application, cast: Cast) -> None:
    ask(application, cast)
    with pytest.raises(ExtendedOnce):
        ask(application, cast)
    deny_extension(application=application, actor=cast.supervisor, reasons="材料不多", now=THURSDAY)
    with pytest.raises(ExtendedOnce):
        ask(application, cast)
    with pytest.raises(NoExtensionAsked):
        grant(application, cast)
    assert reply(application).extension == 0


def test_nobody_grants_what_was_not_asked_for(application: Application, cast: Cast) -> None:
    with pytest.raises(NoExtensionAsked):
        grant(application, cast)


def test_only_the_handler_asks_and_only_a_supervisor_grants(application: Application, cast: Cast) -> None:
    with pytest.raises(NotYours):
        request_extension(application=application, actor=cast.approver, days=1, reasons="理由", now=THURSDAY)
    ask(application, cast)
    with pytest.raises(NotYours):
        grant_extension(application=application, actor=cast.approver, reasons="理由", now=THURSDAY)


def test_a_case_that_was_answered_has_nothing_to_extend(cast: Cast) -> None:
    with pytest.raises(WrongState):
        ask(case_in("agreement", starts_at=START), cast)


def test_rungs_of_the_old_day_do_not_fire_and_those_of_the_new_day_do(
    application: Application, cast: Cast, sweep: Callable[[str], int], fired: Callable[[Application], list[str]]
) -> None:
    sweep("2026-08-07 09:00")
    ask(application, cast)
    grant(application, cast, now=shanghai("2026-08-07 15:00"), days=3)
    assert sweep("2026-08-10 23:59") == 0
    assert sweep("2026-08-11 09:00") == 1
    assert fired(application) == ["two_days_left", "one_day_left", "two_days_left"]


def test_the_pages_offer_it_to_those_who_may_while_they_may(application: Application, cast: Cast) -> None:
    def offers(user: Any, now: Any) -> set[str]:
        client = Client()
        client.force_login(user)
        with clock.travel(now):
            text = client.get(reverse("case", args=[application.pk])).content.decode()
        names = ("request_extension", "grant_extension", "deny_extension")
        return {name for name in names if f"/{name}/" in text}

    assert offers(cast.handler, THURSDAY) == {"request_extension"}
    assert offers(cast.supervisor, THURSDAY) == set()
    assert offers(cast.handler, TOO_LATE) == set()
    ask(application, cast)
    assert offers(cast.handler, THURSDAY) == set()
    assert offers(cast.supervisor, THURSDAY) == {"grant_extension", "deny_extension"}


def test_the_way_through_the_pages(application: Application, cast: Cast, client: Client) -> None:
    with clock.travel(THURSDAY):
        client.force_login(cast.handler)
        said = {"days": 2, "reasons": "需现场核查"}
        assert client.post(reverse("move", args=[application.pk, "request_extension"]), said).status_code == 302
        client.force_login(cast.supervisor)
        page = client.get(reverse("move", args=[application.pk, "grant_extension"])).content.decode()
        assert "需现场核查" in page
        assert client.post(reverse("move", args=[application.pk, "grant_extension"]), said).status_code == 302
    assert reply(application).due_on == date(2026, 8, 12)
