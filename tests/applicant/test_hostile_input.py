"""Whatever is sent to a form, the answer is a page: refused or taken, never a fault of ours."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Invitation
from applications.models import Application
from tests.factories import Cast, case_in
from tests.servers.prepared import Prepared

pytestmark = pytest.mark.both

LONG = "字" * 350_000  # a megabyte
HOSTILE = {
    "nul": "a\0b",
    "long": LONG,
    "emoji": "👩‍👩‍👧‍👦🇨🇳\U0001f4a9",
    "turned": "\u202eexe.fdp\u202c\u200b\u2066",
    "halves": "&#xD800; \ufffe\uffff",
    "markup": "<script>alert(1)</script>{{ 7|add:7 }}{% now %}",
    "sql": "'; DROP TABLE accounts_user; -- %s %(x)s",
    "number": "9" * 400,
    "negative": "-1",
    "float": "1e309",
    "blank": "\u3000\u00a0\t\r\n",
    "list": "[]",
}
Send = Callable[[Client, str], Any]


def everything(fields: tuple[str, ...], value: str) -> dict[str, str]:
    return dict.fromkeys(fields, value)


DRAFT = (
    "purpose", "use_case", "benefit", "recipients", "requested_fields", "delivery_mode", "term_months", "revision",
    "security_measures", "contact_name", "contact_phone", "contact_address", "undertaking", "step", "go", "remove",
    "upload",
)  # fmt: skip
PERSON = ("name", "phone")
BODY = ("kind", "name", "credit_code", "address", "contact_name", "phone")
MOVE = ("seen", "answer_1", "answer_2", "reply", "reasons", "message", "sha256", "read", "confirmed", "statement")


@pytest.fixture(scope="module")
def cases(prepared: Prepared) -> Iterator[dict[str, Application]]:
    with prepared("applicants_cases", a_case_in_each) as made:
        yield made


def a_case_in_each() -> dict[str, Application]:
    return {state: case_in(state) for state in ("draft", "submitted", "supplement", "agreement")}


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_no_form_of_the_applicant_falls_over(
    applicant: Client, cast: Cast, cases: dict[str, Application], value: str
) -> None:
    draft, body = cases["draft"], cast.body
    sent: dict[str, tuple[str, ...]] = {
        reverse("draft", args=[draft.pk]): DRAFT,
        reverse("draft-autosave", args=[draft.pk]): DRAFT,
        reverse("draft", args=[cases["supplement"].pk]): DRAFT,
        reverse("attachment-add", args=[draft.pk]): ("credential", "other"),
        reverse("move", args=[cases["supplement"].pk, "resubmit"]): MOVE,
        reverse("move", args=[cases["submitted"].pk, "nudge"]): MOVE,
        reverse("move", args=[cases["agreement"].pk, "sign"]): MOVE,
        reverse("move", args=[cases["submitted"].pk, "withdraw"]): MOVE,
        reverse("profile"): PERSON,
        reverse("organisation-new"): BODY,
        reverse("organisation", args=[body.pk]): BODY,
        reverse("organisation-invite", args=[body.pk]): ("email",),
        reverse("begin", args=["JT-0001"]): ("body",),
        reverse("messages-read"): ("until",),
        reverse("display"): ("size", "contrast", "next"),
    }
    given = {path: applicant.post(path, everything(fields, value)).status_code for path, fields in sent.items()}
    assert {path: status for path, status in given.items() if status >= 500} == {}


@pytest.mark.parametrize("value", [one for one in HOSTILE.values() if len(one) < 5000])
def test_no_address_falls_over(applicant: Client, cast: Cast, cases: dict[str, Application], value: str) -> None:
    names = ("q", "domain", "provider", "grade", "mode", "tag", "openness", "page", "kind", "purpose", "step", "show")
    paths = (
        reverse("catalogue"), reverse("catalogue-suggest"), reverse("eligibility", args=["JT-0001"]),
        reverse("my-applications"), reverse("messages"), reverse("my-data"), reverse("guide"),
        reverse("draft", args=[cases["draft"].pk]), reverse("dataset", args=["JT-0001"]),
    )  # fmt: skip
    given = {path: applicant.get(path, everything(names, value)).status_code for path in paths}
    assert set(given.values()) == {200}, given


@pytest.mark.parametrize("value", ["\0", "x" * 3000, "👩", "\u202e", "%00", "..", "999999999999999999999999"])
def test_no_part_of_a_path_falls_over(applicant: Client, cast: Cast, value: str) -> None:
    for name in ("dataset", "eligibility", "begin", "join"):
        assert applicant.get(reverse(name, args=[value]), follow=True).status_code == 404, name


def test_a_key_beyond_every_database_is_not_found(applicant: Client, cast: Cast) -> None:
    beyond = 10**30
    for name, keys in {
        "application": 1, "draft": 1, "draft-preview": 1, "agreement": 1, "supplements": 1, "organisation": 1,
        "attachment": 2, "message": 1, "data-manifest": 2, "case": 1,
    }.items():  # fmt: skip
        assert applicant.get(reverse(name, args=[beyond] * keys)).status_code == 404, name


def test_what_a_browser_cannot_show_never_reaches_a_name(applicant: Client, cast: Cast) -> None:
    applicant.post(reverse("profile"), {"name": "沈\u202e知远\u200b", "phone": "021-0000 0000"})
    cast.applicant.refresh_from_db()
    assert cast.applicant.name == "沈知远"
    assert not Invitation.objects.exists()
