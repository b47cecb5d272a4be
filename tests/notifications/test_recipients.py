"""Who is told? Those who have to act or to know, and nobody who has left, nobody twice, nobody of his own case."""

from typing import Any

import pytest

from accounts.models import Membership, User
from accounts.roles import Role
from applications.actions.give_opinion import give_opinion
from applications.actions.withdraw import withdraw
from notifications.models import Message
from tests.factories import Life, a_life, case_in, shanghai, the_cast
from workflow.states import State

from .occasions import by_note, happen, life_in

pytestmark = pytest.mark.django_db


def names(messages: list[Message]) -> set[str]:
    return {message.recipient.name for message in messages}


def after(*verbs: str, **start: Any) -> Life:
    life = a_life(**start)
    for verb in verbs:
        life.do(verb)
    return life


def appoint(user: User, organisation: Any, role: Role) -> None:
    Membership.objects.create(
        user=user, organisation=organisation, role=role, since=shanghai("2020-01-01 00:00").date()
    )


def test_all_handlers_learn_of_a_new_application_and_the_applicant_gets_his_receipt() -> None:
    assert names(happen(a_life(), "submit")) == {"沈知远", "陈承", "林续"}


def test_once_somebody_has_the_case_only_he_is_told() -> None:
    life = after("submit", "request_supplement")
    assert names(happen(life, "resubmit")) == {"沈知远", "陈承"}


def test_a_supplement_goes_back_to_the_assessor_when_the_assessment_asked_for_it() -> None:
    life = after("submit", "accept", "request_supplement")
    assert names(happen(life, "resubmit")) == {"沈知远", "陈承", "何评"}


def test_the_assessor_learns_that_his_case_waits_for_a_supplement() -> None:
    assert "何评" in names(happen(after("submit", "accept"), "request_supplement"))


def test_nobody_is_told_what_he_has_just_done_himself() -> None:
    assert "陈承" not in names(happen(after("submit"), "accept"))


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (State.SUBMITTED, {"陈承", "林续"}),
        (State.SUPPLEMENT, {"陈承"}),
        (State.ASSESSING, {"陈承", "何评"}),
        (State.CONSULTING, {"陈承", "何评", "江会"}),
        (State.DECIDING, {"陈承", "严签"}),
        (State.AGREEMENT, {"陈承", "严签"}),
        (State.SEALING, {"陈承", "严签"}),
        (State.DELIVERING, {"陈承", "严签"}),
    ],
)
def test_a_withdrawal_is_told_to_all_in_the_office_who_had_the_case(state: State, told: set[str]) -> None:
    assert names(happen(life_in(state), "withdraw")) == told | {"沈知远"}


def test_a_draft_that_is_withdrawn_is_nobodys_business() -> None:
    assert happen(a_life(), "withdraw") == []


def test_when_an_agreement_lapses_those_who_approved_it_are_told() -> None:
    assert names(happen(life_in(State.AGREEMENT), "lapse")) == {"沈知远", "陈承", "严签"}


def test_only_the_last_opinion_calls_for_the_approver() -> None:
    cast = the_cast()
    appoint(cast.sysadmin, cast.authority, Role.HANDLER)
    life = after("submit", "accept")
    life.do("consult", departments=[cast.consulted, cast.authority])
    assert names(happen(life, "give_opinion")) == {"陈承"}
    last = {"application": life.application, "actor": cast.sysadmin, "agrees": True, "opinion": "同意。"}
    give_opinion(**last, now=life.moment)
    case = life.application.case
    assert names(list(Message.objects.filter(case=case, seq=case.seq))) == {"陈承", "严签"}


def test_every_handler_of_an_asked_department_is_told_and_only_of_that_department() -> None:
    cast = the_cast()
    appoint(cast.auditor, cast.consulted, Role.HANDLER)
    life = after("submit", "accept")
    assert names(happen(life, "consult")) == {"沈知远", "江会", "石察"}


def test_a_nudge_reaches_whoever_has_the_case() -> None:
    assert names(happen(life_in(State.ASSESSING), "nudge")) == {"陈承", "何评"}
    assert names(happen(life_in(State.CONSULTING), "nudge")) == {"陈承", "江会"}


def test_the_applicant_is_warned_of_his_own_limit_and_not_of_the_offices() -> None:
    assert "沈知远" in names(happen(life_in(State.SUPPLEMENT), "warn"))
    assert "沈知远" not in names(happen(life_in(State.ASSESSING), "warn"))


def test_the_officer_from_whom_a_case_is_taken_is_told_as_well_as_the_new_one() -> None:
    assert names(happen(life_in(State.ASSESSING), "reassign")) == {"陈承", "林续"}
    assert names(happen(life_in(State.ASSESSING), "assign")) == {"陈承", "林续"}
    assert names(happen(life_in(State.ASSESSING), "claim")) == {"陈承"}


def test_a_case_that_nobody_had_is_claimed_without_a_word() -> None:
    life = after("submit")
    by_note(life, "claim")
    case = life.application.case
    assert not Message.objects.filter(case=case, seq=case.seq).exists()


def test_a_handler_who_has_left_is_not_told_and_his_colleagues_are() -> None:
    life = after("submit", "request_supplement")
    Membership.objects.filter(user=life.cast.handler).update(until=shanghai("2026-09-10 00:00").date())
    life.moment = shanghai("2026-09-11 09:00")
    assert names(happen(life, "resubmit")) == {"沈知远", "林续"}


def test_an_account_that_was_closed_is_told_nothing() -> None:
    life = after("submit", "accept", "assess")
    User.objects.filter(pk=life.cast.applicant.pk).update(is_active=False)
    assert names(happen(life, "approve")) == {"顾明澄", "陈承"}


def test_when_the_applicant_has_left_the_body_his_colleagues_are_told_instead() -> None:
    life = after("submit")
    Membership.objects.filter(user=life.cast.applicant).delete()
    assert names(happen(life, "accept")) == {"顾明澄", "何评"}


def test_what_a_colleague_does_is_told_to_the_one_who_applied() -> None:
    life = after("submit")
    withdraw(application=life.application, actor=life.cast.colleague, now=life.moment)
    case = life.application.case
    told = Message.objects.get(case=case, seq=case.seq, recipient=life.cast.applicant)
    assert "顾明澄" in told.body


def test_an_officer_hears_nothing_of_an_application_of_his_own_body() -> None:
    cast = the_cast()
    appoint(cast.approver, cast.body, Role.APPLICANT)
    appoint(cast.second_handler, cast.body, Role.APPLICANT)
    life = after("submit", "accept")
    assert names(happen(life, "assess")) == set()
    assert not Message.objects.filter(recipient__in=[cast.approver, cast.second_handler]).exists()


def test_an_officer_who_applies_for_himself_gets_the_applicants_words_only() -> None:
    cast = the_cast()
    appoint(cast.person, cast.provider, Role.HANDLER)
    application = case_in("submitted", body=None)
    (message,) = Message.objects.filter(case=application.pk, recipient=cast.person)
    assert message.subject.startswith("已收到您的申请")
    assert message.path == f"/applications/{application.pk}/"


def test_everyone_is_told_once_even_in_several_circles() -> None:
    cast = the_cast()
    for role in (Role.RISK_ASSESSOR, Role.APPROVER):
        appoint(cast.handler, cast.provider, role)
    messages = happen(life_in(State.SEALING), "withdraw")
    assert len(messages) == len(names(messages))
