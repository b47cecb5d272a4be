"""Do machines and the administrator learn how the installation fares, and does nobody else?"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from jobs.clock import travel
from jobs.models import Job, Round
from notifications.models import Breaker, Message
from operations.condition import condition
from tests.factories import MORNING, case_in, the_cast
from tests.notifications.outbox import hand_on, run_everything
from tests.servers.smtp import MailServer

pytestmark = [pytest.mark.both, pytest.mark.django_db]

PAGE = reverse("health")


def measured(client: Client, **more: str) -> dict[str, float]:
    text = client.get("/metrics", **more).content.decode()
    rows = [line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in rows}


def in_order() -> None:
    """Every piece of periodic work has just come round."""
    Round.objects.create(name="test.tick", began_at=MORNING, seconds=0.25, every=timedelta(minutes=1), worker="w:1")


def test_a_process_that_answers_is_healthy_without_asking_the_database(client: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/healthz").content == b"ok\n"
    assert not asked.captured_queries


def test_it_is_ready_when_the_database_has_its_migrations(client: Client) -> None:
    assert client.get("/readyz").status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'jobs' AND name LIKE '0002%'")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"migrations are missing\n")


def test_the_figures_say_what_waits_and_for_how_long(client: Client) -> None:
    with travel(MORNING) as journey:
        in_order()
        case_in("submitted")
        Job.objects.update(run_at=MORNING)
        journey.forward(timedelta(minutes=5))
        found = measured(client)
    assert found["wuri_queue_due"] == Job.objects.filter(state="ready").count() > 0
    assert found["wuri_queue_lag_seconds"] == 300
    assert found['wuri_messages{state="waiting"}'] == Message.objects.count()
    assert found['wuri_messages{state="sent"}'] == 0
    assert found['wuri_round_seconds{name="test.tick"}'] == 0.25
    assert found["wuri_deadline_lag_seconds"] == 0


def test_a_rung_that_nobody_lets_fire_shows_as_lag(client: Client) -> None:
    case_in("submitted")
    with travel(MORNING + timedelta(days=7)):
        assert measured(client)["wuri_deadline_lag_seconds"] > 3600


def test_figures_are_for_this_machine_or_for_who_has_the_token(client: Client, settings: Settings) -> None:
    assert client.get("/metrics").status_code == 200
    assert client.get("/metrics", REMOTE_ADDR="10.0.0.7").status_code == 404
    assert client.get("/metrics", headers={"X-Forwarded-For": "10.0.0.7"}).status_code == 404
    settings.WURI_METRICS_TOKEN = "a-word-of-the-monitor"
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer nonsense"}).status_code == 404
    word = {"Authorization": "Bearer a-word-of-the-monitor"}
    assert client.get("/metrics", REMOTE_ADDR="10.0.0.7", headers=word).status_code == 200


def test_all_is_well_only_when_nothing_waits_for_a_person() -> None:
    assert not condition(MORNING).is_good, "no worker has ever run"
    in_order()
    assert condition(MORNING).is_good
    assert not condition(MORNING + timedelta(minutes=5)).is_good, "the round is late"
    Breaker.objects.create(channel="mail", failures=5, open_until=MORNING)
    assert not condition(MORNING).is_good


def test_a_mail_that_failed_for_good_is_shown_with_its_error_and_can_be_sent_again(
    client: Client, mail_by_smtp: MailServer
) -> None:
    case_in("submitted")
    mail_by_smtp.answers.extend(["550 5.1.1 No such mailbox"] * 8)
    hand_on()
    only = {"name": "notifications.mail", "payload__message": Message.objects.earliest("pk").pk}
    Job.objects.exclude(pk__in=Job.objects.filter(**only)).delete()
    for _ in range(8):
        run_everything()
    client.force_login(the_cast().sysadmin)
    page = client.get(PAGE).content.decode()
    message = Message.objects.earliest("pk")
    assert "No such mailbox" in page
    assert message.subject in page
    assert message.recipient.name in page
    dead = Job.objects.get(state="dead")
    assert client.post(reverse("health-retry"), {"job": str(dead.pk)}, follow=True).status_code == 200
    run_everything()
    assert Message.objects.get(pk=message.pk).mail == "sent"
    assert len(mail_by_smtp.messages) == 1


@pytest.mark.parametrize("job", ["", "-1", "1 or 1", "９", "1" * 30])
def test_nonsense_is_not_sent_again(client: Client, job: str) -> None:
    client.force_login(the_cast().sysadmin)
    assert client.post(reverse("health-retry"), {"job": job}).status_code == 404


def test_the_page_asks_no_more_of_the_database_when_more_has_failed(client: Client) -> None:
    client.force_login(the_cast().sysadmin)
    in_order()
    counts = []
    for _ in range(2):
        case_in("submitted")
        Job.objects.update(state="dead", finished_at=MORNING, last_error="x")
        with CaptureQueriesContext(connection) as asked:
            client.get(PAGE)
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("part", ["applicant", "handler", "supervisor", "auditor"])
def test_for_others_the_page_does_not_exist(client: Client, part: str) -> None:
    client.force_login(the_cast().people[part])
    assert client.get(PAGE).status_code == 404


def test_a_request_keeps_the_number_that_the_proxy_gave_it(client: Client) -> None:
    assert client.get("/healthz", headers={"X-Request-ID": "proxy-0001"})["X-Request-ID"] == "proxy-0001"
    assert len(client.get("/healthz", headers={"X-Request-ID": "bad\tone"})["X-Request-ID"]) == 32
