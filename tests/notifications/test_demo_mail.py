"""Does the demo show the mails that stayed on this machine, and nothing outside the demo?"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection, send_mail
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from jobs.clock import travel
from jobs.models import Job
from jobs.runner import run_due
from tests.factories import MORNING, case_in


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    yield tmp_path


def bodies(client: Client) -> list[str]:
    return [mail.body for mail in client.get(reverse("demo-mail")).context["page"]]


@pytest.mark.django_db
def test_what_the_background_would_have_sent_can_be_read_by_everyone(client: Client, folder: Path) -> None:
    case_in("submitted")
    Job.objects.update(run_at=MORNING)
    with travel(MORNING):
        run_due()
    page = client.get(reverse("demo-mail"))
    assert {mail.to for mail in page.context["page"]} == {
        "applicant@wuri.example", "handler@wuri.example", "second.handler@wuri.example",
    }  # fmt: skip
    assert "已收到您的申请：公交站点实时客流数据集" in page.content.decode()


@pytest.mark.django_db
def test_the_newest_mail_stands_first_also_of_those_sent_together(client: Client, folder: Path) -> None:
    send_mail("一", "第一封", None, ["a@wuri.example"])
    together = [EmailMultiAlternatives(str(n), f"第{n}封", to=["a@wuri.example"]) for n in (2, 3)]
    get_connection().send_messages(together)
    assert bodies(client) == ["第3封", "第2封", "第一封"]


@pytest.mark.django_db
def test_of_a_mail_in_two_forms_the_plain_one_is_shown(client: Client, folder: Path) -> None:
    mail = EmailMultiAlternatives("两种", "文字", to=["a@wuri.example"])
    mail.attach_alternative("<p>网页</p>", "text/html")
    mail.send()
    assert bodies(client) == ["文字"]


@pytest.mark.django_db
def test_a_link_can_be_followed_and_markup_stays_text(client: Client, folder: Path) -> None:
    send_mail("链接", "<script>x</script>\nhttp://127.0.0.1:8000/applications/1/", None, ["a@wuri.example"])
    page = client.get(reverse("demo-mail")).content.decode()
    assert 'href="http://127.0.0.1:8000/applications/1/"' in page
    assert "<script>x" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00 nonsense",
        b"Subject: half\n",
        b"Date: never\nTo: x\n\nbody",
        b"Content-Type: text/plain; charset=unknown-8\n\nbody\n",
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\n",
        b"Subject: =?utf-8?b?!!!?=\n\nbody",
    ],
)
def test_a_damaged_file_does_not_break_the_page(client: Client, folder: Path, content: bytes) -> None:
    (folder / "20260910-090000-1.log").write_bytes(content)
    send_mail("完好", "完好", None, ["a@wuri.example"])
    assert "完好" in bodies(client)


@pytest.mark.django_db
def test_other_files_of_the_folder_are_left_alone(client: Client, folder: Path) -> None:
    (folder / "secret.txt").write_text("Subject: x\n\nsecret")
    assert bodies(client) == []


@pytest.mark.django_db
def test_no_more_than_the_newest_two_hundred_are_read(client: Client, folder: Path) -> None:
    for n in range(205):
        (folder / f"20260910-090000-{n}.log").write_bytes(b"Subject: x\n\nbody\n")
    assert client.get(reverse("demo-mail")).context["page"].paginator.count == 200


@pytest.mark.django_db
def test_before_the_first_mail_the_page_says_how_to_get_one(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.EMAIL_FILE_PATH = tmp_path / "not-made-yet"
    assert "还没有邮件" in client.get(reverse("demo-mail")).content.decode()


@pytest.mark.django_db
def test_outside_the_demo_there_is_no_such_page(client: Client, folder: Path, settings: Settings) -> None:
    settings.WURI_DEMO = False
    assert client.get(reverse("demo-mail")).status_code == 404
