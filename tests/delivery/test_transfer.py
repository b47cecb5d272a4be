"""A link: who gets bytes by it, when it stops, and whether a broken download goes on where it was."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from accounts.models import Membership
from delivery import transfer
from delivery.collect import collect
from delivery.copies import path_of
from delivery.halting import halt, lift
from delivery.models import Copy, Transfer
from jobs.clock import travel
from tests.delivery.lives import a_delivered_life
from tests.delivery.tables import a_table
from tests.factories import Life, shanghai

pytestmark = [pytest.mark.either, pytest.mark.django_db]
NOON = shanghai("2026-09-11 12:00")


def a_copy(life: Life) -> Copy:
    return collect(application=life.application, actor=life.applicant, address=None, now=NOON)


def fetch(copy: Copy, user: Any, at: Any = NOON, **headers: str) -> Any:
    client = Client()
    if user:
        client.force_login(user)
    with travel(at):
        response = client.get(reverse("data-copy", args=[copy.token]), headers=headers)
        response.body = b"".join(response.streaming_content) if response.streaming else b""
    return response


@pytest.fixture
def life() -> Life:
    return a_delivered_life(quota=1)


@pytest.fixture
def copy(life: Life) -> Copy:
    return a_copy(life)


def test_the_right_person_gets_the_bytes_and_they_are_written_down(life: Life, copy: Copy) -> None:
    response = fetch(copy, life.applicant)
    assert response.body == path_of(copy.file).read_bytes()
    assert response.headers["ETag"] == f'"{copy.sha256}"'
    (sent,) = Transfer.objects.all()
    assert (sent.person, sent.first, sent.sent, sent.outcome) == (life.applicant, 0, copy.size, "complete")


# fmt: off
def nothing(life: Life, copy: Copy) -> Any: return life.applicant
def stranger(life: Life, copy: Copy) -> Any: return life.cast.stranger
def visitor(life: Life, copy: Copy) -> Any: return None
def colleague(life: Life, copy: Copy) -> Any: return life.cast.colleague
def handler(life: Life, copy: Copy) -> Any: return life.cast.handler
# fmt: on


def former_member(life: Life, copy: Copy) -> Any:
    Membership.objects.filter(user=life.applicant).update(until=NOON.date() - timedelta(days=1))
    return life.applicant


def suspended(life: Life, copy: Copy) -> Any:
    life.do("suspend")
    return life.applicant


def revoked(life: Life, copy: Copy) -> Any:
    life.do("revoke")
    return life.applicant


def stopped_by_incident(life: Life, copy: Copy) -> Any:
    halt(life.application.dataset, NOON)
    return life.applicant


def after_the_incident(life: Life, copy: Copy) -> Any:
    lift(halt(life.application.dataset, NOON), NOON)
    return life.applicant


def used_up(life: Life, copy: Copy) -> Any:
    Copy.objects.update(sent=transfer.TIMES * copy.size + transfer.MORE)
    return life.applicant


def dismissed(life: Life, copy: Copy) -> Any:
    life.applicant.__class__.objects.filter(pk=life.applicant.pk).update(is_active=False)
    return life.applicant


@pytest.mark.parametrize(
    ("case", "status"),
    [(nothing, 200), (stranger, 404), (visitor, 302), (colleague, 404), (handler, 404), (former_member, 404),
     (suspended, 403), (revoked, 403), (stopped_by_incident, 403), (after_the_incident, 200), (used_up, 403),
     (dismissed, 302)],
)  # fmt: skip
def test_nobody_but_the_right_one_gets_bytes(
    life: Life, copy: Copy, case: Callable[[Life, Copy], Any], status: int
) -> None:
    response = fetch(copy, case(life, copy))
    assert response.status_code == status
    assert bool(response.body) == (status == 200)


def test_a_link_ends_after_a_day_and_access_with_the_agreement(life: Life, copy: Copy) -> None:
    assert fetch(copy, life.applicant, NOON + timedelta(hours=24)).status_code == 410
    Copy.objects.update(expires_at=life.application.grant.ends_at + timedelta(days=1))
    last = life.application.grant.ends_at - timedelta(seconds=1)
    assert fetch(copy, life.applicant, last).status_code == 200
    assert fetch(copy, life.applicant, last + timedelta(seconds=1)).status_code == 403


def test_a_broken_download_goes_on_where_it_was_and_is_not_counted_again(life: Life, copy: Copy) -> None:
    whole = path_of(copy.file).read_bytes()
    rest = fetch(copy, life.applicant, range="bytes=10-", if_range=f'"{copy.sha256}"')
    assert (rest.status_code, rest.body) == (206, whole[10:])
    assert rest.headers["Content-Range"] == f"bytes 10-{copy.size - 1}/{copy.size}"
    assert life.application.case.events.filter(name="collect").count() == 1
    assert fetch(copy, life.applicant, range="bytes=9999-").status_code == 416


def test_too_many_requests_in_a_minute_are_put_off(life: Life, copy: Copy) -> None:
    with override_settings(WURI_TRANSFERS_A_MINUTE=2):
        assert [fetch(copy, life.applicant).status_code for _ in range(3)] == [200, 200, 429]
        assert fetch(copy, life.applicant, NOON + timedelta(minutes=2)).status_code == 200


@pytest.mark.parametrize("verb", ["suspend", "revoke", "close"])
def test_a_running_download_is_cut_when_access_stops(monkeypatch: pytest.MonkeyPatch, verb: str) -> None:
    monkeypatch.setattr(transfer, "PIECE", 1000)
    monkeypatch.setattr(transfer, "LOOK", 0.0)
    life = a_delivered_life(dataset=a_table(500), fields=("stop_id", "counted_at"))
    client = Client()
    client.force_login(life.applicant)
    with travel(NOON):
        copy = a_copy(life)
        running = iter(client.get(reverse("data-copy", args=[copy.token])).streaming_content)
        first = next(running)
        life.do(verb)
        rest = b"".join(running)
    assert len(first + rest) < copy.size
    assert Transfer.objects.get().outcome in ("access_suspended", "access_ended")


def test_the_look_is_often_enough() -> None:
    assert transfer.LOOK <= 1.0
