"""A deputy leader deals with a late case himself: he becomes its handler, and nothing more."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Membership
from applications.actions.accept import accept
from applications.actions.assess import assess
from applications.actions.claim import claim
from applications.actions.reassign import reassign
from applications.actions.take_over import take_over
from applications.models import Application
from applications.refusals import AlreadyHandled, TakenOver
from jobs import clock
from tests.factories import Cast, a_life, case_in, shanghai
from tests.factories.answers import LOW_RISK
from workflow import worklist
from workflow.refusals import MissingFacts, NotYours, OwnCase

pytestmark = [pytest.mark.django_db, pytest.mark.both]

START, NOW = shanghai("2026-08-03 08:00"), shanghai("2026-08-12 10:00")


@pytest.fixture
def taken(cast: Cast) -> Application:
    """Handed in, taken on by a handler, and taken over from him."""
    life = a_life(starts_at=START)
    for verb in ("submit", "claim"):
        life.do(verb)
    return life.do("take_over", at=NOW)


def test_he_is_the_handler_of_record_and_the_journal_says_from_whom_and_why(taken: Application, cast: Cast) -> None:
    entry = taken.case.events.get(name="take_over")
    assert taken.case.handler == cast.deputy_leader
    assert (entry.capacity, entry.facts["from"], entry.facts["reasons"]) == (
        "deputy_leader", cast.handler.pk, "承办人长期离岗。",
    )  # fmt: skip


def test_he_takes_the_handlers_steps_of_this_case_only(taken: Application, cast: Cast) -> None:
    other = case_in("submitted", starts_at=START)
    with pytest.raises(NotYours):
        accept(application=other, actor=cast.deputy_leader, now=NOW)
    accept(application=taken, actor=cast.deputy_leader, now=NOW)
    assert taken.case.events.get(name="accept").capacity == "handler"
    assert worklist.is_current(taken.case)


def test_assessment_and_decision_stay_with_their_officers(taken: Application, cast: Cast) -> None:
    accept(application=taken, actor=cast.deputy_leader, now=NOW)
    with pytest.raises(NotYours):
        assess(application=taken, actor=cast.deputy_leader, answers=LOW_RISK, opinion="可行", now=NOW)


def test_his_step_stands_in_his_queue_as_long_as_it_is_his(taken: Application, cast: Cast, client: Client) -> None:
    client.force_login(cast.deputy_leader)
    with clock.travel(NOW):
        assert [row.acts for row in client.get(reverse("queue")).context["rows"]] == [True]
        client.post(reverse("move", args=[taken.pk, "accept"]))
        assert client.get(reverse("queue")).context["rows"] == []


def test_his_delivery_comes_back_to_him_after_the_seal(cast: Cast, client: Client) -> None:
    life = a_life(starts_at=START)
    for verb in ("submit", "accept", "take_over", "assess", "approve", "sign", "seal"):
        life.do(verb)
    client.force_login(cast.deputy_leader)
    with clock.travel(life.moment):
        assert [row.case.pk for row in client.get(reverse("queue")).context["rows"]] == [life.pk]


def test_no_handler_claims_it_back_until_he_gives_it_away(taken: Application, cast: Cast) -> None:
    with pytest.raises(TakenOver):
        claim(application=taken, actor=cast.second_handler, now=NOW)
    reassign(application=taken, actor=cast.deputy_leader, to=cast.second_handler, reasons="已到岗", now=NOW)
    claim(application=taken, actor=cast.handler, now=NOW)
    with pytest.raises(NotYours):
        accept(application=taken, actor=cast.deputy_leader, now=NOW)


def test_it_is_taken_over_once_and_with_a_reason(taken: Application, cast: Cast) -> None:
    with pytest.raises(AlreadyHandled):
        take_over(application=taken, actor=cast.deputy_leader, reasons="再次", now=NOW)
    with pytest.raises(MissingFacts):
        take_over(application=case_in("submitted", starts_at=START), actor=cast.deputy_leader, reasons=" ", now=NOW)


@pytest.mark.parametrize("part", ["handler", "approver", "supervisor", "auditor", "consulted_handler"])
def test_nobody_but_a_deputy_leader_of_the_department_may(cast: Cast, part: str) -> None:
    application = case_in("submitted", starts_at=START)
    with pytest.raises(NotYours):
        take_over(application=application, actor=cast.people[part], reasons="理由", now=NOW)


def test_nor_one_who_belongs_to_the_applicants_body(cast: Cast) -> None:
    Membership.objects.create(
        user=cast.deputy_leader, organisation=cast.body, role="applicant", since=shanghai("2020-01-01 00:00").date()
    )
    with pytest.raises(OwnCase):
        take_over(application=case_in("submitted", starts_at=START), actor=cast.deputy_leader, reasons="理由", now=NOW)


def test_the_former_handler_is_told_and_later_messages_go_to_the_leader(
    taken: Application, cast: Cast, told: Callable[..., set[str]]
) -> None:
    assert told(taken, "take_over") == {cast.handler.name, cast.second_handler.name}
    life = a_life(cast=cast)
    life.pk = taken.pk
    life.do("request_supplement", at=NOW)
    life.do("resubmit")
    assert cast.deputy_leader.name in told(taken, "resubmit")
    assert cast.handler.name not in told(taken, "resubmit")


def test_the_applicants_own_task_is_left_to_him(cast: Cast) -> None:
    life = a_life(starts_at=START, body=None)
    for verb in ("submit", "request_supplement"):
        life.do(verb)
    life.do("take_over")
    [task] = worklist.open_tasks(life.application.case)
    assert task.owner == cast.person
