"""Who is reminded that next year has no notice, from when, and how often."""

from datetime import date, timedelta

import pytest
from django.test import Client

from accounts.roles import Role
from calendars import store
from calendars.drafts import read_drafts
from calendars.intake import all_facts, approve, record
from jobs import runner
from jobs.clock import travel
from notifications.mail import as_mail
from notifications.missing_notice import Want, remind, want
from notifications.models import Message
from tests.calendars.notice_texts import NEXT_YEAR
from tests.factories import shanghai, the_cast

SYSADMIN, BOTH = (Role.SYSADMIN,), (Role.SYSADMIN, Role.SUPERVISOR)


@pytest.mark.parametrize(
    ("today", "covered_until", "wanted"),
    [
        (date(2026, 10, 14), 2026, None),
        (date(2026, 10, 15), 2026, Want(2027, SYSADMIN)),
        (date(2026, 12, 14), 2026, Want(2027, SYSADMIN)),
        (date(2026, 12, 15), 2026, Want(2027, BOTH)),
        (date(2026, 12, 31), 2026, Want(2027, BOTH)),
        (date(2027, 1, 4), 2026, Want(2027, BOTH)),
        (date(2026, 12, 31), 2027, None),
        (date(2027, 3, 1), 2027, None),
    ],
)
def test_a_missing_notice_is_asked_for_from_october_and_pressed_for_from_december(
    today: date, covered_until: int, wanted: Want | None
) -> None:
    assert want(today, covered_until) == wanted


@pytest.fixture
def cast(db):
    store.index_for.cache_clear()
    return the_cast()


def told() -> list[str]:
    return list(Message.objects.filter(kind="missing_notice").order_by("pk").values_list("recipient__name", flat=True))


def test_each_is_told_once_a_week_however_often_it_is_looked(cast) -> None:
    monday = shanghai("2026-11-23 10:00")
    counts = [remind(monday + timedelta(days=n)) for n in (0, 0, 1, 4)]
    assert counts == [1, 0, 0, 0]
    assert remind(monday + timedelta(days=7)) == 1
    assert told() == ["温管", "温管"]


def test_supervisors_are_told_from_the_middle_of_december(cast) -> None:
    remind(shanghai("2026-12-15 10:00"))
    assert sorted(told()) == ["段督", "温管"]


def test_nobody_is_told_out_of_office_hours(cast) -> None:
    assert [remind(shanghai(moment)) for moment in ("2026-11-22 10:00", "2026-11-23 08:59")] == [0, 0]


def test_nobody_is_told_once_the_notice_is_in_force(cast) -> None:
    now = shanghai("2026-11-23 10:00")
    (draft,) = read_drafts(NEXT_YEAR, all_facts())
    record(draft, by="甲", now=now)
    assert remind(now) == 1
    approve("CN-2027", by="乙", now=now)
    assert remind(now + timedelta(days=7)) == 0


def test_the_message_can_be_read_in_the_inbox_and_goes_out_by_mail(cast, client: Client, mailoutbox) -> None:
    now = shanghai("2026-11-23 10:00")
    with travel(now):
        remind(now)
        runner.run_due()
        message = Message.objects.get(kind="missing_notice")
        assert [mail.subject for mail in mailoutbox] == ["2027 年放假通知尚未录入"]
        assert "In-Reply-To" not in as_mail(message).extra_headers
        client.force_login(cast.sysadmin)
        assert "2027 年放假通知尚未录入" in client.get("/messages/").content.decode()
        html = client.get(f"/messages/{message.pk}/").content.decode()
    assert 'href="/calendar/notices/"' in html
    assert "录入通知全文" in html
