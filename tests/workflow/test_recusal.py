"""Nobody judges an application of a body he belongs to, or belonged to in the last year: by the door, over the whole
product of people and cases, and by the database, past every door."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Membership, a_year_before
from applications.models import Application
from calendars.local import local_day
from tests.factories import MORNING, the_cast
from workflow import access, door
from workflow.lifecycle import LAW, NOTES
from workflow.models import Case, Event
from workflow.people import people_of, people_of_each
from workflow.refusals import OwnCase
from workflow.states import Capacity, State

from .attempts import through_the_door
from .the_table import PARTS, allowed

pytestmark = [pytest.mark.django_db, pytest.mark.both]
NOW = MORNING + timedelta(days=60)
TODAY = local_day(NOW)
# The deputy leader moves nothing; what he notes down is refused like every note.
OFFICIALS = ("handler", "second_handler", "assessor", "approver", "consulted_handler", "supervisor")
InEveryState = dict[State, Application]


def left(part: str, until: date | None) -> Membership:
    """The person has been with the body that applies, until a day."""
    cast = the_cast()
    return Membership.objects.create(
        user=cast.people[part], organisation=cast.body, role="applicant", since=date(2019, 1, 1), until=until
    )


def test_the_people_are_all_who_are_no_applicants() -> None:
    assert set(OFFICIALS) < set(PARTS)


@pytest.mark.parametrize("part", OFFICIALS)
def test_who_left_within_the_year_may_do_nothing_official_in_any_state(in_every_state: InEveryState, part: str) -> None:
    left(part, TODAY - timedelta(days=1))
    actor = the_cast().people[part]
    outcomes = {
        (state, name): through_the_door(application, name, actor, NOW)
        for state, application in in_every_state.items()
        for name in allowed(part, state)
    }
    assert outcomes and set(outcomes.values()) == {"own_case"}


@pytest.mark.parametrize("part", OFFICIALS)
def test_who_left_longer_ago_may_do_all_that_the_table_allows(in_every_state: InEveryState, part: str) -> None:
    left(part, a_year_before(TODAY) - timedelta(days=1))
    actor = the_cast().people[part]
    outcomes = {
        (state, name): through_the_door(application, name, actor, NOW)
        for state, application in in_every_state.items()
        for name in allowed(part, state)
    }
    assert outcomes and set(outcomes.values()) == {"done"}


@pytest.mark.parametrize(
    ("until", "recused"),
    [
        (TODAY - timedelta(days=1), True),
        (a_year_before(TODAY), True),
        (a_year_before(TODAY) - timedelta(days=1), False),
    ],
)
def test_the_year_has_its_last_day(in_every_state: InEveryState, until: date, recused: bool) -> None:
    membership = left("approver", until)
    case = in_every_state[State.DECIDING].case
    assert (membership.user_id in people_of(case, None, frozenset(), TODAY).former) == recused
    assert (membership.user_id in people_of_each([case], TODAY)[case.pk].former) == recused


def test_to_have_left_the_department_is_no_reason(in_every_state: InEveryState) -> None:
    cast = the_cast()
    Membership.objects.create(
        user=cast.stranger, organisation=cast.provider, role="handler", since=date(2019, 1, 1),
        until=TODAY - timedelta(days=1),
    )  # fmt: skip
    case = in_every_state[State.DECIDING].case
    assert people_of_each([case], TODAY)[case.pk].former == frozenset()


def test_the_deputy_leader_who_came_from_the_body_takes_no_case_over(in_every_state: InEveryState) -> None:
    left("deputy_leader", TODAY - timedelta(days=1))
    cast, case = the_cast(), in_every_state[State.SUBMITTED]
    with pytest.raises(OwnCase), door.note(case.pk, "take_over", cast.deputy_leader, now=NOW):
        pass


def test_29_february_has_a_day_a_year_before() -> None:
    assert a_year_before(date(2028, 2, 29)) == date(2027, 2, 28)


def test_the_cases_of_the_last_years_body_are_not_there_for_him(in_every_state: InEveryState) -> None:
    cast, case = the_cast(), in_every_state[State.DECIDING].case
    assert access.as_officer(cast.handler).filter(pk=case.pk).exists()
    left("handler", date.today() - timedelta(days=3))
    assert not access.as_officer(cast.handler).filter(pk=case.pk).exists()


# ---- past the door ----


def entry(case: Case, name: str, part: str, capacity: Capacity) -> Event:
    """What a program that went around the door would write."""
    law = LAW.get(name)
    target = law.targets[0] if law else case.state
    return Event(
        case=case, seq=case.seq + 1, at=NOW, kind="move" if law else "note", name=name, source=case.state,
        target=target, prev_hash=case.head, hash="0" * 64, capacity=capacity.value, actor=the_cast().people[part],
    )  # fmt: skip


def refused_by_the_database(one: Event, words: str) -> None:
    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        one.save(force_insert=True)


@pytest.mark.parametrize("name", ["approve", "refuse"])
def test_the_database_refuses_a_decision_by_whoever_assessed(in_every_state: InEveryState, name: str) -> None:
    case = Case.objects.get(pk=in_every_state[State.DECIDING].pk)
    refused_by_the_database(entry(case, name, "assessor", Capacity.APPROVER), "two people")
    with transaction.atomic():
        entry(case, name, "approver", Capacity.APPROVER).save(force_insert=True)
        transaction.set_rollback(True)


@pytest.mark.parametrize("until", [None, TODAY, TODAY - timedelta(days=300)])
def test_the_database_refuses_every_official_act_of_someone_of_the_body(
    in_every_state: InEveryState, until: date | None
) -> None:
    left("handler", until)
    case = Case.objects.get(pk=in_every_state[State.SUBMITTED].pk)
    for name in ("accept", "request_supplement", "not_accept"):
        refused_by_the_database(entry(case, name, "handler", Capacity.HANDLER), "his own body")
    for name in sorted(NOTES.keys() & {"claim", "request_extension"}):
        refused_by_the_database(entry(case, name, "handler", Capacity.HANDLER), "his own body")


def test_the_database_lets_him_act_who_left_long_ago_and_the_applicant_himself(in_every_state: InEveryState) -> None:
    left("handler", TODAY - timedelta(days=400))
    case = Case.objects.get(pk=in_every_state[State.SUBMITTED].pk)
    for name, part, capacity in (
        ("accept", "handler", Capacity.HANDLER),
        ("withdraw", "applicant", Capacity.APPLICANT),
    ):
        with transaction.atomic():
            entry(case, name, part, capacity).save(force_insert=True)
            transaction.set_rollback(True)
