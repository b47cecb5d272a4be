"""When may data be taken? A table: no database, no clock."""

from dataclasses import replace
from datetime import timedelta

import pytest

from delivery import refusals
from delivery.models import GrantStatus
from delivery.rules import Terms, obstacle
from tests.factories import shanghai
from workflow.states import State

BEGIN, END = shanghai("2026-09-10 15:00"), shanghai("2027-09-11 00:00")
NOW = shanghai("2026-10-01 09:00")
OPEN = Terms(State.IN_USE, GrantStatus.ACTIVE, BEGIN, END, "download", quota=0, used=0)
A_MOMENT = timedelta(microseconds=1)


def test_an_active_grant_of_a_case_in_use_is_open() -> None:
    assert obstacle(OPEN, NOW) is None


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"state": State.SUSPENDED}, refusals.AccessSuspended),
        ({"status": GrantStatus.SUSPENDED}, refusals.AccessSuspended),
        ({"state": State.CLOSED}, refusals.AccessEnded),
        ({"state": State.REVOKED}, refusals.AccessEnded),
        ({"status": GrantStatus.ENDED}, refusals.AccessEnded),
        ({"state": State.DELIVERING}, refusals.NotDelivered),
        ({"mode": "api"}, refusals.NotByDownload),
        ({"mode": "sandbox"}, refusals.NotByDownload),
        ({"halted": True}, refusals.DataHalted),
        ({"halted": True, "state": State.SUSPENDED}, refusals.DataHalted),
        ({"halted": True, "state": State.REVOKED}, refusals.AccessEnded),
        ({"quota": 2, "used": 2}, refusals.QuotaUsedUp),
        ({"quota": 2, "used": 3}, refusals.QuotaUsedUp),
    ],
)
def test_each_obstacle_has_its_own_name(changes: dict[str, object], refused: type) -> None:
    assert type(obstacle(replace(OPEN, **changes), NOW)) is refused  # type: ignore[arg-type]


def test_access_begins_with_its_first_moment_and_ends_before_its_last() -> None:
    assert isinstance(obstacle(OPEN, BEGIN - A_MOMENT), refusals.NotBegun)
    assert obstacle(OPEN, BEGIN) is None
    assert obstacle(OPEN, END - A_MOMENT) is None
    assert isinstance(obstacle(OPEN, END), refusals.AgreementExpired)


def test_an_agreement_that_has_ended_cannot_be_resumed_so_it_is_said_before_the_suspension() -> None:
    assert isinstance(obstacle(replace(OPEN, state=State.SUSPENDED), END), refusals.AgreementExpired)


def test_what_ended_for_good_is_said_first() -> None:
    over = replace(OPEN, state=State.REVOKED, status=GrantStatus.ENDED, quota=1, used=1)
    assert isinstance(obstacle(over, END), refusals.AccessEnded)


def test_without_a_quota_any_number_is_left() -> None:
    assert OPEN.left is None
    assert obstacle(replace(OPEN, used=10_000), NOW) is None


def test_what_is_left_counts_down_to_nothing_and_not_below() -> None:
    assert [replace(OPEN, quota=2, used=used).left for used in range(4)] == [2, 1, 0, 0]


@pytest.mark.parametrize("state", [state for state in State if state != State.IN_USE])
def test_in_no_other_state_can_data_be_taken(state: State) -> None:
    assert obstacle(replace(OPEN, state=state), NOW) is not None


@pytest.mark.parametrize("refused", refusals.NotCollectable.__subclasses__())
def test_every_refusal_says_what_now(refused: type[refusals.NotCollectable]) -> None:
    sentence = str(refused.message)
    assert sentence.endswith("。")
    assert "请" in sentence or "通知您" in sentence
    assert str(refused.label)
    assert refused.status in (400, 401, 403, 409, 410, 429, 503)
