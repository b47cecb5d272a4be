"""Does every message leave once, over a real connection, whatever the server does?"""

from email.message import EmailMessage

import pytest
from django.db import transaction
from pytest_django import Settings

from jobs import enqueue
from jobs.models import Job
from notifications.mail import message_id
from notifications.models import Message
from tests.factories import MORNING, a_life, case_in, shanghai, the_cast
from tests.servers.smtp import MailServer

from .outbox import run_everything

pytestmark = [pytest.mark.either, pytest.mark.django_db]


def ids(server: MailServer) -> list[str]:
    return sorted(str(mail["Message-ID"]) for mail in server.messages)


def test_everyone_who_was_told_gets_one_mail(mail_by_smtp: MailServer) -> None:
    case_in("submitted")
    run_everything()
    messages = Message.objects.select_related("recipient")
    assert sorted(address for to in mail_by_smtp.recipients for address in to) == sorted(
        message.recipient.email for message in messages
    )
    assert ids(mail_by_smtp) == sorted(message_id(message) for message in messages)
    assert {message.mailed_at for message in messages} == {MORNING}


def test_a_mail_says_what_happened_by_when_to_act_and_where(mail_by_smtp: MailServer, settings: Settings) -> None:
    settings.WURI_BASE_URL = "https://data.example.gov.cn/"
    application = case_in("supplement")
    run_everything()
    (mail,) = [mail for mail in mail_by_smtp.messages if "请补正申请材料" in mail["Subject"]]
    text = text_of(mail)
    assert text.startswith("沈知远：\n")
    assert "\n补正期限：2026 年 9 月 23 日届满\n" in text
    assert f"\n办理页面：\nhttps://data.example.gov.cn/applications/{application.pk}/\n" in text
    assert "None" not in text


def test_a_provisional_limit_is_mailed_as_one(mail_by_smtp: MailServer) -> None:
    case_in("submitted", starts_at=shanghai("2026-12-30 09:00"))
    run_everything()
    assert all("有效答复时限：暂定 2027 年 1 月" in text_of(mail) for mail in mail_by_smtp.messages)


def test_the_mails_of_one_case_belong_together_and_ask_for_no_automatic_answer(mail_by_smtp: MailServer) -> None:
    application = case_in("assessing")
    run_everything()
    assert {str(mail["References"]) for mail in mail_by_smtp.messages} == {f"<wuri.case.{application.pk}@127.0.0.1>"}
    assert {str(mail["Auto-Submitted"]) for mail in mail_by_smtp.messages} == {"auto-generated"}


def test_while_the_server_is_down_nothing_is_lost_and_then_everything_arrives_once(
    mail_by_smtp: MailServer, settings: Settings
) -> None:
    case_in("submitted")
    up = settings.EMAIL_PORT
    settings.EMAIL_PORT = 1  # nobody listens there
    run_everything()
    assert not Message.objects.filter(mailed_at__isnull=False).exists()
    assert set(Job.objects.filter(name="notifications.mail").values_list("state", flat=True)) == {"ready"}
    settings.EMAIL_PORT = up
    run_everything()
    assert ids(mail_by_smtp) == sorted(message_id(message) for message in Message.objects.all())
    assert not Message.objects.filter(mailed_at=None).exists()


def test_a_mail_that_the_server_puts_off_comes_later_under_the_same_id(mail_by_smtp: MailServer) -> None:
    case_in("submitted")
    mail_by_smtp.answers.append("451 Try again later")
    run_everything()
    run_everything()
    assert ids(mail_by_smtp) == sorted(message_id(message) for message in Message.objects.all())


def test_a_job_that_runs_again_sends_nothing_again(mail_by_smtp: MailServer) -> None:
    case_in("submitted")
    run_everything()
    before = ids(mail_by_smtp)
    with transaction.atomic():
        for message in Message.objects.all():
            enqueue("notifications.mail", {"message": message.pk})
    run_everything()
    assert ids(mail_by_smtp) == before


def test_a_move_that_is_refused_after_all_tells_nobody(mail_by_smtp: MailServer) -> None:
    life = a_life()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        life.do("submit")
        raise ZeroDivisionError
    run_everything()
    assert not mail_by_smtp.messages
    assert not Message.objects.exists()


def test_who_has_left_gets_no_mail_any_more(mail_by_smtp: MailServer) -> None:
    case_in("submitted")
    handler = the_cast().second_handler
    handler.is_active = False
    handler.save()
    run_everything()
    assert [handler.email] not in mail_by_smtp.recipients
    assert not Job.objects.filter(name="notifications.mail").exclude(state="done").exists()


def text_of(mail: EmailMessage) -> str:
    """The plain part."""
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")
