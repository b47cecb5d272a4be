"""Who may open the page of a case at all: a foreign one is not there."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import Membership
from tests.factories import Cast, case_in

pytestmark = pytest.mark.django_db

SINCE = date(2020, 1, 1)


@pytest.fixture
def address(cast: Cast) -> str:
    return reverse("case", args=[case_in("submitted").pk])


@pytest.mark.parametrize("part", ["applicant", "colleague", "person", "stranger", "sysadmin", "consulted_handler"])
def test_it_is_not_there_for_others(sees: Callable[..., Any], cast: Cast, address: str, part: str) -> None:
    assert sees(cast.people[part], address).status_code == 404


def test_a_draft_is_nobodys_but_the_applicants(sees: Callable[..., Any], cast: Cast) -> None:
    draft = reverse("case", args=[case_in("draft").pk])
    assert sees(cast.handler, draft).status_code == 404


def test_an_officer_never_sees_a_case_of_a_body_he_belongs_to(
    sees: Callable[..., Any], cast: Cast, address: str
) -> None:
    Membership.objects.create(user=cast.handler, organisation=cast.body, role="applicant", since=SINCE)
    assert sees(cast.handler, address).status_code == 404
    assert sees(cast.handler, reverse("queue")).context["page"].paginator.count == 0


def test_an_officer_never_sees_his_own_case(sees: Callable[..., Any], cast: Cast) -> None:
    Membership.objects.create(user=cast.person, organisation=cast.provider, role="handler", since=SINCE)
    own = case_in("submitted", body=None)
    assert sees(cast.person, reverse("case", args=[own.pk])).status_code == 404


@pytest.mark.parametrize("name", ["queue", "supervision", "supervision-cases"])
def test_whoever_is_not_signed_in_is_sent_to_sign_in(sees: Callable[..., Any], cast: Cast, name: str) -> None:
    answer = sees(None, reverse(name))
    assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("account_login"))


def test_a_case_asks_for_signing_in_too(sees: Callable[..., Any], cast: Cast, address: str) -> None:
    assert sees(None, address).url == f"{reverse('account_login')}?next={address}"


@pytest.mark.parametrize("number", [999_999, 2**63])
def test_a_number_that_does_not_exist_is_not_there(sees: Callable[..., Any], cast: Cast, number: int) -> None:
    assert sees(cast.handler, reverse("case", args=[number])).status_code == 404


@pytest.mark.parametrize("name", ["supervision", "supervision-cases"])
@pytest.mark.parametrize("part", ["handler", "approver", "deputy_leader", "applicant", "sysadmin"])
def test_supervision_is_for_supervisors_and_auditors(
    sees: Callable[..., Any], cast: Cast, name: str, part: str
) -> None:
    assert sees(cast.people[part], reverse(name)).status_code == 404
    assert sees(cast.supervisor, reverse(name)).status_code == 200
    assert sees(cast.auditor, reverse(name)).status_code == 200


def test_pages_are_only_read(cast: Cast, address: str, client: Any) -> None:
    client.force_login(cast.handler)
    assert client.post(address).status_code == 405
    assert client.post(reverse("queue")).status_code == 405
