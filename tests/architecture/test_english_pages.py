"""Who chose English reads English: beside what people wrote themselves, no page has a Chinese word."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import override

from accounts.models import User
from applications.form_steps import STEPS
from applications.forms.handler_moves import defect_subjects
from applications.questionnaire_drafts import begin_draft
from jobs import clock
from notifications.models import Message
from tests.factories import Cast, a_dataset, case_in, shanghai, the_cast
from workflow.states import State

from .chinese_left import CHINESE, Written

pytestmark = pytest.mark.django_db

# Before National Day: the lists announce it, and the clocks of what was received five days ago are near their ends.
RECEIVED, TODAY = shanghai("2026-09-24 09:00"), shanghai("2026-09-29 10:00")
LONG_AGO = shanghai("2026-09-10 09:00")

VISITED = (
    "/catalogue/", "/catalogue/?q=nothing", "/catalogue/{open}/", "/catalogue/{free}/", "/catalogue/{closed}/",
    "/catalogue/suggest/?q=J", "/catalogue/{open}/eligibility/", "/catalogue/{free}/eligibility/", "/guide/",
    "/catalogue/{open}/eligibility/?kind=natural_person&purpose=no&conditions=no&security=no",
    "/catalogue/{open}/eligibility/?kind=legal_person&purpose=yes&conditions=yes&security=yes",
    "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/messages/mail/", "/performance/",
    "/verify/",
)  # fmt: skip

# {state} is the number of the case that is in it.
PAGES: dict[str, tuple[str, ...]] = {
    "applicant": (
        "/catalogue/{open}/", "/applications/", "/data/", "/messages/", "/messages/{message}/", "/accounts/email/",
        "/applications/{draft}/draft/", "/applications/{draft}/draft/preview/", "/applications/{supplement}/draft/",
        "/profile/", "/organisations/new/", "/organisations/{body}/", "/applications/{supplement}/supplements/",
        "/applications/{assessing}/supplements/",
        *(f"/applications/{{draft}}/draft/?step={step.name}" for step in STEPS),
        "/cases/{supplement}/resubmit/", "/cases/{agreement}/sign/", "/cases/{in_use}/close/",
        "/cases/{overdue}/nudge/", "/cases/{submitted}/withdraw/",
        *(f"/applications/{{{state}}}/" for state in State if state != State.DRAFT),
    ),
    "person": ("/catalogue/{open}/", "/applications/", "/data/", "/messages/"),
    "handler": (
        "/review/?tab=department", "/review/?tab=ended", "/review/?q=nothing", "/messages/",
        "/cases/{submitted}/accept/", "/cases/{submitted}/request_supplement/", "/cases/{submitted}/not_accept/",
        "/cases/{delivering}/deliver/", "/cases/{in_use}/suspend/", "/cases/{suspended}/resume/",
        *(f"/review/{{{state}}}/" for state in State if state != State.DRAFT),
    ),
    "assessor": ("/review/", "/review/{assessing}/", "/cases/{assessing}/assess/", "/cases/{assessing}/consult/"),
    "consulted_handler": ("/review/", "/review/{consulting}/", "/cases/{consulting}/give_opinion/"),
    "approver": (
        "/review/", "/review/{deciding}/", "/cases/{deciding}/approve/", "/cases/{deciding}/refuse/",
        "/cases/{deciding}/return_to_assessment/", "/cases/{sealing}/seal/", "/cases/{in_use}/revoke/",
    ),
    "supervisor": (
        "/supervision/", "/supervision/cases/?figure=overdue_open", "/supervision/cases/?figure=closed",
        "/supervision/extensions/", "/supervision/forecast/", "/supervision/bulletins/",
        "/supervision/bulletins/2026-08/", "/review/{submitted}/", "/cases/{submitted}/reassign/",
    ),
    "auditor": ("/supervision/", "/review/{refused}/"),
    "sysadmin": ("/admin/", "/admin/applications/dataset/", "/admin/applications/dataset/add/", "/risk/",
                 "/risk/2/", "/risk/3/", "/risk/3/edit/", "/risk/3/replay/"),
}  # fmt: skip


@pytest.fixture
def datasets(db: None) -> dict[str, Any]:
    """Their codes, by how they are open."""
    provider = the_cast().provider
    opened = {"open": "conditional", "free": "unconditional", "closed": "closed"}
    return {name: a_dataset(provider, f"JT-{name}", openness=openness).code for name, openness in opened.items()}


def left_on(
    pages: tuple[str, ...], facts: dict[str, Any], written: Written, user: User | None = None
) -> dict[str, Any]:
    """What is left on each page for one person, where anything is; the answer where it is no page."""
    client, found = Client(), {}
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    if user:
        client.force_login(user)
    with clock.travel(TODAY):
        for address in (page.format_map(facts) for page in pages):
            answer = client.get(address)
            found[address] = written.beside(answer.content.decode()) if answer.status_code == 200 else answer
    return {address: left for address, left in found.items() if left}


def cases_in_all_states(cast: Cast) -> dict[str, Any]:
    """The numbers of one case in each state, and of a message to the applicant; one more case is overdue."""
    User.objects.filter(pk=cast.sysadmin.pk).update(is_staff=True, is_superuser=True)
    overdue = case_in(State.SUBMITTED, starts_at=LONG_AGO)
    cases = {state.value: case_in(state, starts_at=RECEIVED).pk for state in State}
    begin_draft(actor=cast.sysadmin, now=RECEIVED)
    message = Message.objects.filter(recipient=cast.applicant, due_on__isnull=False).latest("pk")
    return {**cases, "overdue": overdue.pk, "message": message.pk, "body": cast.body.pk}


def test_a_visitor_reads_no_chinese(datasets: dict[str, Any]) -> None:
    assert left_on(VISITED, datasets, Written()) == {}


def test_nobody_who_has_signed_in_reads_chinese(datasets: dict[str, Any]) -> None:
    cast = the_cast()
    facts = {**datasets, **cases_in_all_states(cast)}
    written = Written()
    found = {part: left_on(pages, facts, written, cast.people[part]) for part, pages in PAGES.items()}
    assert {part: left for part, left in found.items() if left} == {}


def test_what_people_wrote_is_told_from_what_the_page_says(datasets: dict[str, Any]) -> None:
    page = "<h1>公交站点实时客流数据集</h1><p>依据：国办发明电〔2025〕7号</p><button>中文</button>"
    assert Written().beside(page) == ["依据："]


def test_what_a_handler_chooses_in_english_goes_into_the_notice_in_chinese() -> None:
    with override("en"):
        subjects = [value for value, _words in defect_subjects() if value]
    assert [one for one in subjects if not CHINESE.fullmatch(one)] == []
