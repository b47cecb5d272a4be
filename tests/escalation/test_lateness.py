"""A late reply owes the reason why, from a fixed list; a reply in time does not."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from applications.models import Decision
from jobs import clock
from tests.factories import Cast, a_life, case_in, shanghai
from workflow.refusals import MissingFacts

pytestmark = [pytest.mark.django_db, pytest.mark.both]

START = shanghai("2026-08-03 08:00")
IN_TIME, LATE = shanghai("2026-08-10 23:59"), shanghai("2026-08-11 00:00")
UNTIL = {"approve": ("submit", "accept", "assess"), "refuse": ("submit", "accept", "assess"), "not_accept": ("submit",)}


def ready_for(verb: str) -> Any:
    life = a_life(starts_at=START)
    for before in UNTIL[verb]:
        life.do(before)
    return life


@pytest.mark.parametrize("verb", UNTIL)
def test_a_late_reply_without_a_reason_is_refused(verb: str) -> None:
    life = ready_for(verb)
    for lateness in ("", "weather"):
        with pytest.raises(MissingFacts):
            life.do(verb, at=LATE, lateness=lateness)


@pytest.mark.parametrize("verb", UNTIL)
def test_the_reason_is_kept_in_the_decision_and_in_the_journal(verb: str) -> None:
    life = ready_for(verb)
    life.do(verb, at=LATE, lateness="third_party")
    assert Decision.objects.get(application=life.pk).lateness == "third_party"
    assert life.application.case.events.get(name=verb).facts["lateness"] == "third_party"


@pytest.mark.parametrize("verb", UNTIL)
def test_a_reply_in_time_owes_and_keeps_none(verb: str) -> None:
    life = ready_for(verb)
    life.do(verb, at=IN_TIME, lateness="ours")
    assert Decision.objects.get(application=life.pk).lateness == ""
    assert "lateness" not in life.application.case.events.get(name=verb).facts


def test_the_form_asks_only_when_it_is_late(cast: Cast, client: Client) -> None:
    application = case_in("deciding", starts_at=START)
    client.force_login(cast.approver)
    address = reverse("move", args=[application.pk, "refuse"])
    said = {"reasons": "超出范围", "ground": "条例"}
    with clock.travel(IN_TIME):
        assert "lateness" not in client.get(address).content.decode()
    with clock.travel(LATE):
        assert "lateness" in client.get(address).content.decode()
        assert "请选择超期原因。" in client.post(address, said).content.decode()
        assert client.post(address, {**said, "lateness": "ours"}).status_code == 302
