"""The demonstration: whole, in order, the same on a Sunday, and made only where it may be."""

import csv
import hashlib
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db.models import Count, Model
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries, Settings

import applications.demo
from accounts.credit_code import is_valid_credit_code
from accounts.models import Membership, Organisation, User
from accounts.roles import Role
from applications.agreement_texts import Made
from applications.checklist import missing
from applications.demo import seeding, texts
from applications.demo.past import RECORD
from applications.demo.seeding import seed
from applications.models import Agreement, Application, Attachment, Dataset, SupervisionOrder
from calendars.local import local_day
from jobs.clock import travel
from tests.factories import shanghai
from tests.servers.prepared import Prepared
from workflow import worklist
from workflow.journal import first_break
from workflow.models import Case, Deadline, Event

pytestmark = pytest.mark.django_db
FOLDER = Path(applications.demo.__file__).parent
OF_THE_COMPANY = {"case__state": "in_use", "dataset__code": "SH2025-TR-001"}
MONDAY = shanghai("2026-11-23 08:05")
SUNDAY = shanghai("2026-11-22 23:30")
IN_THE_HOLIDAY = shanghai("2026-10-03 12:00")


def without_typesetting(patch: pytest.MonkeyPatch) -> None:
    """Typesetting takes seconds; one test here does it for real."""
    patch.setattr(texts, "make", lambda agreement, now: Made({"file": b"%PDF-1.7 " + agreement.number.encode()}))
    patch.setattr(texts.press, "problems", list)
    patch.setattr(seeding, "PAST", ())


@pytest.fixture
def quick_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    without_typesetting(monkeypatch)


def seeded(moment: datetime) -> None:
    with pytest.MonkeyPatch.context() as patch:
        without_typesetting(patch)
        seed(moment)


DAYS = {"monday": MONDAY, "sunday": SUNDAY, "holiday": IN_THE_HOLIDAY}


@pytest.fixture(scope="class", params=DAYS)
def any_day(request: pytest.FixtureRequest, prepared: Prepared) -> Iterator[datetime]:
    """The demonstration as it is made on different days."""
    moment = DAYS[request.param]
    with prepared(f"demo_{request.param}", partial(seeded, moment)):
        yield moment


@pytest.fixture(scope="class")
def demonstration(prepared: Prepared) -> Iterator[None]:
    """Made on a Monday morning, before the office opened."""
    with prepared("demo_monday", partial(seeded, MONDAY)):
        yield


def rows() -> dict[type[Model], int]:
    """How many records there are of every kind."""
    return {model: model._default_manager.count() for model in apps.get_models()}


def in_state(state: str) -> Application:
    return Application.objects.select_related("case", "dataset").get(case__state=state)


class TestTheCommand:
    def test_refuses_where_there_may_be_real_data(self, settings: Settings) -> None:
        settings.WURI_DEMO = False
        with pytest.raises(CommandError, match="不是演示环境"):
            call_command("seed_demo")
        assert not Organisation.objects.exists()

    def test_says_what_it_made_and_the_second_time_that_all_is_there(
        self, quick_texts: None, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with travel(MONDAY):
            call_command("seed_demo")
            assert "数据集 15 个，申请 17 件" in capsys.readouterr().out
            call_command("seed_demo")
            assert "演示数据已齐备" in capsys.readouterr().out

    @pytest.mark.usefixtures("quick_texts")
    def test_run_again_adds_nothing_and_asks_little(self, django_assert_num_queries: DjangoAssertNumQueries) -> None:
        seed(MONDAY)
        before = rows()
        with django_assert_num_queries(7):  # two of them begin and end the transaction
            assert seed(MONDAY).nothing
        assert rows() == before

    @pytest.mark.usefixtures("quick_texts")
    def test_run_again_leaves_what_people_have_changed(self) -> None:
        seed(MONDAY)
        Dataset.objects.filter(code="SH2025-TR-001").update(title="改过的名称")
        User.objects.filter(name="陈晓").update(phone="1")
        seed(MONDAY)
        assert Dataset.objects.get(code="SH2025-TR-001").title == "改过的名称"
        assert User.objects.get(name="陈晓").phone == "1"

    def test_beyond_the_calendar_makes_no_applications(self, capsys: pytest.CaptureFixture[str]) -> None:
        with travel(shanghai("2040-01-04 10:00")):
            call_command("seed_demo")
        assert "工作日历没有覆盖今天" in capsys.readouterr().err
        assert Dataset.objects.count() == 15
        assert not Application.objects.exists()

    def test_where_nothing_can_be_typeset_the_cases_wait_for_their_agreements(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(texts, "make", lambda agreement, now: Made(problem="没有字体"))
        monkeypatch.setattr(texts.press, "problems", lambda: ["没有字体"])
        monkeypatch.setattr(seeding, "PAST", ())
        seed(MONDAY)
        assert not Application.objects.filter(case__state__in=["sealing", "delivering", "in_use"]).exists()
        assert Agreement.objects.filter(problem="没有字体", application__case__state="agreement").count() == 4


@pytest.mark.usefixtures("demonstration")
class TestThePeople:
    def test_of_the_main_path_come_first(self) -> None:
        first = User.objects.filter(is_demo=True).order_by("pk")[:5]
        roles = [(user.name, *user.memberships.values_list("role", flat=True)) for user in first]
        assert roles == [
            ("林舟", "applicant"),
            ("陈晓", "handler"),
            ("赵启明", "approver"),
            ("周明", "supervisor"),
            ("孙悦", "risk_assessor"),
        ]

    def test_are_marked_and_have_no_password(self) -> None:
        people = list(User.objects.all())
        assert all(user.is_demo and not user.has_usable_password() for user in people)
        assert len({user.email for user in people}) == len({user.name for user in people}) == len(people)

    def test_hold_only_posts_that_the_rules_allow(self) -> None:
        for membership in Membership.objects.all():
            membership.full_clean()

    def test_can_decide_every_application_in_every_department(self) -> None:
        for provider in Organisation.objects.filter(datasets__openness="conditional").distinct():
            posts = Membership.objects.filter(organisation=provider)
            assert posts.filter(role=Role.HANDLER).exists()
            assessors = set(posts.filter(role=Role.RISK_ASSESSOR).values_list("user", flat=True))
            assert set(posts.filter(role=Role.APPROVER).values_list("user", flat=True)) - assessors

    def test_belong_to_bodies_that_an_agreement_can_name(self) -> None:
        for body in Organisation.objects.all():
            assert is_valid_credit_code(body.credit_code or "")
            assert body.is_demo and body.address and body.contact_name and body.phone

    def test_can_all_open_their_first_page(self, client: Client) -> None:
        with travel(MONDAY):
            for user in User.objects.all():
                client.force_login(user)
                assert client.get(reverse("home"), follow=True).status_code == 200


@pytest.mark.usefixtures("demonstration")
class TestTheCatalogue:
    def test_has_the_facts_of_the_work_plan(self) -> None:
        with (FOLDER / "catalogue_2025.csv").open(encoding="utf-8") as file:
            facts = {tuple(row.values()) for row in csv.DictReader(file)}
        stored = Dataset.objects.values_list("code", "title", "domain", "provider__name", "openness", "source")
        assert set(stored) == facts

    def test_says_of_every_data_set_what_was_invented(self) -> None:
        assert not Dataset.objects.filter(demonstration="").exists()

    def test_can_be_applied_for_wherever_it_is_conditional(self) -> None:
        for dataset in Dataset.objects.filter(openness="conditional").annotate(n=Count("fields")):
            assert 6 <= dataset.n <= 12
            assert dataset.conditions and dataset.grade and dataset.applicant_kinds and dataset.delivery_modes

    def test_has_a_sample_with_exactly_the_fields_of_each_conditional_set(self) -> None:
        for dataset in Dataset.objects.filter(openness="conditional").prefetch_related("fields"):
            with dataset.data_file.open("rb") as file:
                header, *lines = csv.reader(file.read().decode().splitlines())
            assert header == [field.name for field in dataset.fields.all()]
            assert dataset.row_count == len(lines)
            assert 30 <= len(lines) <= 60

    def test_is_partly_closed_to_natural_persons_and_once_open_at_once(self) -> None:
        conditional = Dataset.objects.filter(openness="conditional")
        open_to_all = [dataset.code for dataset in conditional if "natural_person" in dataset.applicant_kinds]
        assert 0 < len(open_to_all) < conditional.count()
        assert Dataset.objects.get(fast_track=True).grade == "general_1"


class TestTheApplicationsOnAnyDay:
    def test_are_in_all_kinds_of_states(self, any_day: datetime) -> None:
        states = dict(Case.objects.values_list("state").annotate(n=Count("pk")))
        assert states == {
            "draft": 1, "submitted": 3, "supplement": 1, "assessing": 2, "consulting": 1, "deciding": 1,
            "agreement": 2, "sealing": 1, "delivering": 1, "in_use": 2, "refused": 1, "not_accepted": 1,
            "reviewing": 1,
        }  # fmt: skip

    def test_are_overdue_and_due_and_paused_as_the_script_says(self, any_day: datetime) -> None:
        replies = Deadline.objects.filter(clock="valid_reply", status="running").order_by("due_on")
        overdue, due, *later = [deadline.due_on for deadline in replies if deadline.due_on]
        assert overdue < local_day(any_day) <= due < later[0]
        assert Deadline.objects.get(clock="valid_reply", status="paused").case.state == "supplement"
        assert Deadline.objects.get(clock="valid_reply", status="late").case.state == "delivering"

    def test_were_made_in_the_order_of_time_and_never_in_the_future(self, any_day: datetime) -> None:
        moments = list(Event.objects.order_by("pk").values_list("at", flat=True))
        assert moments == sorted(moments)
        assert moments[-1] < any_day
        numbers = Event.objects.filter(name="submit").order_by("at").values_list("case__number", flat=True)
        assert list(numbers) == sorted(numbers)


@pytest.mark.usefixtures("demonstration")
class TestTheApplications:
    def test_were_complete_when_they_were_submitted(self) -> None:
        for application in Application.objects.exclude(case__state="draft"):
            assert missing(application, {one.kind for one in application.attachments.current()}) == ()

    def test_have_sound_journals_and_work_lists(self) -> None:
        for case in Case.objects.all():
            assert first_break(case.pk, case.state, case.seq, case.head, iter(case.events.order_by("seq"))) is None
            assert worklist.is_current(case)

    def test_carry_documents_that_are_what_their_records_say(self) -> None:
        for attachment in Attachment.objects.all():
            content = attachment.file.read()
            assert hashlib.sha256(content).hexdigest() == attachment.sha256
            assert len(content) == attachment.size < 60_000
        with Application.objects.get(**OF_THE_COMPANY).attachments.get(kind="use_case_statement").file.open() as file:
            [page] = PdfReader(file).pages
            assert len(page.images) == 1

    def test_wait_for_the_person_of_the_main_path(self) -> None:
        waiting = Application.objects.filter(case__state="agreement").values_list("case__applicant__name", flat=True)
        assert list(waiting) == ["林舟", "林舟"]

    def test_keep_the_clock_standing_while_they_are_supplemented(self) -> None:
        came_back = Application.objects.get(case__state="assessing", dataset__code="SH2025-HE-001")
        [pause] = came_back.case.deadlines.get(clock="valid_reply").pauses
        assert pause == ["2026-11-12", "2026-11-18", "request_supplement"]

    def test_ask_two_departments_of_which_one_has_answered(self) -> None:
        asked: Any = in_state("consulting").case.consultations.order_by("department__name")
        assert [(one.department.name, one.agrees) for one in asked] == [("市公安局", None), ("市委网信办", True)]


@pytest.fixture(scope="class")
def whole(prepared: Prepared) -> Iterator[None]:
    """Nothing is left out: half a year that went before, and the agreements typeset."""
    with prepared("demo_whole", partial(seed, MONDAY)):
        yield


@pytest.mark.slow
@pytest.mark.usefixtures("whole")
class TestTheWhole:
    def test_past_has_answered_applications_of_every_month_and_department(self) -> None:
        replies = Deadline.objects.filter(clock="valid_reply", status__in=["met", "late"], case__applicant__name="顾言")
        assert replies.count() == len(seeding.PAST)
        assert {day.month for day in replies.values_list("finished_on", flat=True)} >= {6, 7, 8, 9, 10, 11}
        assert replies.values("case__provider").distinct().count() == len(RECORD)
        late = replies.filter(status="late")
        assert 0 < late.count() < replies.count() / 5
        assert not SupervisionOrder.objects.filter(deadline__in=late, cleared_at=None).exists()
        moments = list(Event.objects.order_by("pk").values_list("at", flat=True))
        assert moments == sorted(moments)

    def test_text_that_was_signed_is_the_typeset_one_on_file(self) -> None:
        agreement = Application.objects.get(**OF_THE_COMPANY).agreement
        content = agreement.file.read()
        assert hashlib.sha256(content).hexdigest() == agreement.sha256
        text = "".join(page.extract_text() for page in PdfReader(agreement.file).pages)
        assert "沪桥智行科技有限公司" in text.replace("\n", "")
        signed = Event.objects.get(case=agreement.application_id, name="sign")
        assert signed.facts["sha256"] == agreement.sha256
