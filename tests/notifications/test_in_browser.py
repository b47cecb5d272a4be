"""Are inbox, message and the demo's mail open to all, on every width?"""

from pathlib import Path

import pytest
from django.core.mail import send_mail
from django.test import Client
from playwright.sync_api import Page
from pytest_django import Settings

from calendars import versions
from calendars.models import CalendarVersion, HolidayNotice
from notifications.models import Message
from tests.factories import MORNING, case_in, the_cast
from tests.servers import axe
from workflow import standards
from workflow.models import ServiceStandard

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def addresses(settings: Settings, tmp_path: Path) -> list[str]:
    """The pages, with something on each; the tables of a test that commits begin empty."""
    standards.seed(ServiceStandard)
    versions.seed(notices=HolidayNotice, versions=CalendarVersion, now=MORNING)
    application = case_in("agreement")
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path  # other tests look at the demo's mail too
    send_mail("请补正申请材料", "请补正。\nhttp://127.0.0.1:8000/applications/1/", None, ["a@wuri.example"])
    message = Message.objects.get(case=application.pk, recipient=the_cast().applicant, kind="approve")
    return ["/messages/", f"/messages/{message.pk}/", "/messages/?show=unread", "/messages/mail/",
            "/messages/preferences/"]  # fmt: skip


@pytest.mark.parametrize("width", [1440, 390, 320])
def test_nobody_is_shut_out_and_nothing_scrolls_sideways(
    page: Page, client: Client, addresses: list[str], live_server: object, width: int
) -> None:
    site = live_server.url  # type: ignore[attr-defined]
    client.force_login(the_cast().applicant)
    page.context.add_cookies([{"name": n, "value": c.value, "url": site} for n, c in client.cookies.items()])
    page.set_viewport_size({"width": width, "height": 900})
    for address in addresses:
        page.goto(site + address)
        assert axe.faults(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
