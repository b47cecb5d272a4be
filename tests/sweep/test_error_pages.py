"""The pages of errors, each brought about by what really causes it: in the site's dress, in both languages."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from playwright.sync_api import BrowserContext

from tests.architecture.chinese_left import Written
from tests.factories import case_in, the_cast
from tests.journeys.addresses import Address
from tests.journeys.roles import VISITOR
from workflow.states import State

from . import plain
from .cells import CHINESE, ENGLISH, POLICY, SIGN_IN, Cell
from .look import look
from .window import Window

pytestmark = pytest.mark.django_db

# allauth's own: 30 a minute from one address.
SIGN_INS_A_MINUTE = 30


def fall_over(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("as a fault of ours would")


class FallsOver:
    """The site with an address whose view has a fault."""

    urlpatterns = [path("falls-over/", fall_over), path("", include("config.urls"))]


def client_in(language: str, **options: Any) -> Client:
    client = Client(**options)
    client.cookies[site_settings.LANGUAGE_COOKIE_NAME] = language
    return client


def bad_request(language: str) -> Any:
    return client_in(language).get("/", headers={"host": "elsewhere.example"})


def forbidden(language: str) -> Any:
    """A handler of the department at a step that is the assessor's."""
    case, client = case_in(State.ASSESSING), client_in(language)
    client.force_login(the_cast().handler)
    return client.get(f"/cases/{case.pk}/assess/")


def forged(language: str) -> Any:
    return client_in(language, enforce_csrf_checks=True).post(SIGN_IN, {"login": "a@wuri.example"})


def not_found(language: str) -> Any:
    return client_in(language).get("/no/such/page/")


def too_many(language: str) -> Any:
    client = client_in(language)
    for _time in range(SIGN_INS_A_MINUTE):
        assert client.post(SIGN_IN, {}).status_code == 200
    return client.post(SIGN_IN, {})


def fault(language: str) -> Any:
    return client_in(language, raise_request_exception=False).get("/falls-over/")


CAUSES: dict[Callable[[str], Any], int] = {
    bad_request: 400, forbidden: 403, forged: 403, not_found: 404, too_many: 429, fault: 500,
}  # fmt: skip


@pytest.fixture
def provoked(settings: Any) -> Iterator[Callable[[str], dict[str, Any]]]:
    """provoked("en"): the answer to each cause, by its name."""
    settings.ROOT_URLCONF = FallsOver
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.ACCOUNT_RATE_LIMITS = {}
    cache.clear()
    yield lambda language: {cause.__name__: cause(language) for cause in CAUSES}
    cache.clear()


@pytest.mark.browser
@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_every_error_has_a_page_in_the_same_dress(
    language: str,
    provoked: Callable[[str], dict[str, Any]],
    window: Window,
    new_context: Callable[..., BrowserContext],
) -> None:
    answers = provoked(language)
    assert {name: answer.status_code for name, answer in answers.items()} == {
        cause.__name__: status for cause, status in CAUSES.items()
    }
    found: dict[str, list[str]] = {}
    page, written = new_context().new_page(), Written()
    for name, answer in answers.items():
        cell = page_of(answer)
        assert 'class="card oops"' in cell.markup
        found[name] = list(plain.faults(cell, language, written))
        found[name] += look(page, window.show(f"/{name}/", cell.markup, cell.policy), whole=True)
    assert {name: faults for name, faults in found.items() if faults} == {}


def page_of(answer: Any) -> Cell:
    address = Address("", answer.request["PATH_INFO"], frozenset())
    return Cell(VISITOR, address, answer.status_code, answer.content.decode(), answer.headers[POLICY])
