"""Does access follow the state, in the transaction of the move?"""

import pytest
from django.db import IntegrityError, transaction

from delivery.models import Grant, GrantStatus
from delivery.refusals import TooLateToDeliver
from tests.delivery.lives import a_delivered_life
from tests.factories import a_life, case_in, shanghai
from workflow.states import State

pytestmark = [pytest.mark.both, pytest.mark.django_db]


def test_a_delivery_grants_the_decided_columns_until_the_agreements_last_minute() -> None:
    life = a_delivered_life(months=1)
    grant = Grant.objects.get(application=life.pk)
    agreement = life.application.agreement
    assert grant.fields == ["stop_name", "stop_id"]
    assert grant.status == GrantStatus.ACTIVE
    assert agreement.ends_on.isoformat() == "2026-10-10"
    assert grant.ends_at == shanghai("2026-10-11 00:00")


@pytest.mark.parametrize(
    ("verbs", "status"),
    [
        (("suspend",), GrantStatus.SUSPENDED),
        (("suspend", "resume"), GrantStatus.ACTIVE),
        (("revoke",), GrantStatus.ENDED),
        (("suspend", "revoke"), GrantStatus.ENDED),
        (("close",), GrantStatus.ENDED),
    ],
)
def test_the_grant_follows_the_case(verbs: tuple[str, ...], status: GrantStatus) -> None:
    life = a_delivered_life()
    for verb in verbs:
        life.do(verb)
    grant = Grant.objects.get(application=life.pk)
    assert grant.status == status
    assert (grant.ended_at is not None) == (status == GrantStatus.ENDED)


@pytest.mark.parametrize("state", [State.REFUSED, State.DELIVERING, State.WITHDRAWN])
def test_what_was_never_delivered_has_no_grant(state: State) -> None:
    assert not Grant.objects.filter(application=case_in(state).pk).exists()


def test_ending_an_agreement_before_delivery_leaves_no_grant_behind() -> None:
    life = a_life()
    for verb in ("submit", "accept", "assess", "approve", "sign", "seal", "revoke"):
        life.do(verb)
    assert not Grant.objects.filter(application=life.pk).exists()


def test_data_are_not_delivered_under_an_agreement_that_has_ended() -> None:
    life = a_life(term_months=1)
    for verb in ("submit", "accept", "assess", "approve", "sign", "seal"):
        life.do(verb)
    with pytest.raises(TooLateToDeliver):
        life.do("deliver", at=shanghai("2026-10-11 00:00"))
    assert life.application.case.state == State.DELIVERING
    assert not Grant.objects.filter(application=life.pk).exists()


def test_the_last_minute_of_an_agreement_is_early_enough() -> None:
    life = a_life(term_months=1)
    for verb in ("submit", "accept", "assess", "approve", "sign", "seal"):
        life.do(verb)
    life.do("deliver", at=shanghai("2026-10-10 23:59"))
    assert life.application.case.state == State.IN_USE


@pytest.mark.parametrize(
    "changes",
    [{"status": "ended"}, {"ended_at": shanghai("2026-09-11 09:00")}, {"ends_at": shanghai("2020-01-01 00:00")}],
)
def test_the_database_refuses_a_grant_that_contradicts_itself(changes: dict[str, object]) -> None:
    life = a_delivered_life()
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.filter(application=life.pk).update(**changes)
