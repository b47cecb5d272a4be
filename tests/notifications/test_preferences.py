"""Is everybody told as he chose, and of what must be served in any case?"""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from notifications.models import Digest, Message, Preferences
from notifications.summary import send_summaries
from notifications.unsubscribe import address_for
from tests.factories import case_in, shanghai, the_cast
from tests.servers.smtp import MailServer

from .outbox import run_everything

pytestmark = [pytest.mark.either, pytest.mark.django_db]

PAGE = reverse("message-preferences")


def subjects(server: MailServer, user: User) -> list[str]:
    return [str(mail["Subject"]) for mail in server.messages if mail["To"] == user.email]


def choose(user: User, **chosen: object) -> None:
    Preferences.objects.create(user=user, **chosen)


def test_who_wants_no_mail_still_has_his_messages(mail_by_smtp: MailServer) -> None:
    handler = the_cast().handler
    choose(handler, mail={"task": "never"})
    case_in("submitted")
    run_everything()
    assert subjects(mail_by_smtp, handler) == []
    assert Message.objects.get(recipient=handler).mail == "unwanted"


def test_what_must_be_served_is_mailed_whatever_was_chosen(mail_by_smtp: MailServer) -> None:
    applicant = the_cast().applicant
    choose(applicant, mail={"served": "never"})
    case_in("assessing")
    run_everything()
    assert len(subjects(mail_by_smtp, applicant)) == 2


def test_who_wants_them_together_gets_one_mail_in_the_morning(mail_by_smtp: MailServer) -> None:
    handler = the_cast().handler
    choose(handler, mail={"task": "daily"})
    case_in("submitted")
    case_in("submitted")
    run_everything()
    assert subjects(mail_by_smtp, handler) == []
    assert send_summaries(shanghai("2026-09-11 08:59")) == 0
    assert send_summaries(shanghai("2026-09-11 09:00")) == 1
    assert send_summaries(shanghai("2026-09-11 09:01")) == 0
    run_everything()
    (mail,) = [mail for mail in mail_by_smtp.messages if mail["To"] == handler.email]
    assert mail["Subject"].strip() == "消息汇总：2026 年 9 月 11 日（2 条）"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert set(Message.objects.filter(recipient=handler).values_list("mail", flat=True)) == {"digested"}


def test_a_digest_can_be_ended_from_the_mail_with_one_click(client: Client) -> None:
    handler = the_cast().handler
    choose(handler, mail={"task": "daily", "news": "now"})
    case_in("submitted")
    run_everything()
    send_summaries(shanghai("2026-09-11 09:00"))
    path = address_for(Digest.objects.get()).removeprefix("http://127.0.0.1:8000")
    assert handler.email in client.get(path).content.decode()
    assert Preferences.objects.get().mail["task"] == "daily"
    assert Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Preferences.objects.get().mail == {"task": "never", "news": "now"}
    assert client.post(path[:-3] + "x/").status_code == 404


def test_official_mail_waits_for_the_office_and_the_applicants_does_not(mail_by_smtp: MailServer) -> None:
    cast = the_cast()
    case_in("submitted")
    run_everything(shanghai("2026-09-10 22:00"))
    assert {mail["To"] for mail in mail_by_smtp.messages} == {cast.applicant.email}
    run_everything(shanghai("2026-09-11 09:00"))
    assert len(mail_by_smtp.messages) == 3


def test_an_officer_who_wants_them_at_any_hour_gets_them(mail_by_smtp: MailServer) -> None:
    handler = the_cast().handler
    choose(handler, office_hours=False)
    case_in("submitted")
    run_everything(shanghai("2026-09-10 22:00"))
    assert len(subjects(mail_by_smtp, handler)) == 1


def test_a_short_message_goes_to_those_who_chose_it(settings: Settings, tmp_path: Path) -> None:
    settings.WURI_SMS_FOLDER = tmp_path
    applicant = the_cast().applicant
    choose(applicant, sms=["served"])
    case = case_in("submitted").case
    run_everything()
    run_everything()
    (file,) = tmp_path.iterdir()
    assert file.read_text().splitlines() == [
        "13800000000",
        f"【公共数据有条件开放申请服务】已收到您的申请（{case.number}），有效答复时限 2026-09-17 届满。"
        f"办理页面：http://127.0.0.1:8000/applications/{case.pk}/",
    ]


def test_who_reads_english_gets_it_below_the_text_that_counts(client: Client, mail_by_smtp: MailServer) -> None:
    applicant = the_cast().applicant
    choose(applicant, english=True)
    case = case_in("submitted").case
    run_everything()
    (mail,) = [mail for mail in mail_by_smtp.messages if mail["To"] == applicant.email]
    plain, page = (part.get_content() for part in mail.iter_parts())
    for text in (plain, page):
        assert text.index("已收到") < text.index("English translation") < text.rindex(case.number)
    client.force_login(applicant)
    client.cookies["django_language"] = "en"
    shown = client.get(reverse("message", args=[Message.objects.get(recipient=applicant).pk])).content.decode()
    assert "the Chinese text" in shown


def test_a_person_chooses_on_his_page(client: Client) -> None:
    handler = the_cast().handler
    client.force_login(handler)
    said = {"mail_task": "daily", "mail_reminder": "now", "mail_news": "never", "sms_supervision": "on"}
    assert client.post(PAGE, said, follow=True).status_code == 200
    chosen = Preferences.objects.get(user=handler)
    assert (chosen.mail["task"], chosen.mail["news"], chosen.sms, chosen.office_hours) == (
        "daily", "never", ["supervision"], False,
    )  # fmt: skip


@pytest.mark.parametrize("said", [{}, {"mail_task": "每天"}, {"mail_task": "now", "mail_served": "never"}])
def test_nonsense_is_refused_and_changes_nothing(client: Client, said: dict[str, str]) -> None:
    client.force_login(the_cast().handler)
    assert client.post(PAGE, said).status_code == 200
    assert not Preferences.objects.exists()


@pytest.mark.parametrize(
    ("part", "rows"), [("applicant", 3), ("handler", 4), ("supervisor", 6), ("person", 3), ("sysadmin", 1)]
)
def test_everybody_sees_what_concerns_him(client: Client, part: str, rows: int) -> None:
    client.force_login(the_cast().people[part])
    assert len(list(client.get(PAGE).context["form"].rows())) == rows


def test_before_the_first_choice_nothing_is_written(client: Client) -> None:
    client.force_login(the_cast().applicant)
    client.get(PAGE)
    assert not Preferences.objects.exists()
