"""The system administrators' pages: preview, save, a second person, re-settling. For others they do not exist."""

from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import Membership, User
from accounts.roles import Role
from calendars import store
from calendars.models import HolidayNotice
from jobs import runner
from jobs.clock import travel
from jobs.models import Job
from tests.calendars.notice_texts import NEXT_YEAR
from tests.factories import a_life, shanghai, the_cast
from workflow.models import Deadline, DeadlineRevision

pytestmark = pytest.mark.django_db

NOW = shanghai("2026-12-28 10:00")
NEW = "/calendar/notices/new/"


@pytest.fixture(autouse=True)
def _now():
    store.index_for.cache_clear()
    with travel(NOW):
        yield


@pytest.fixture
def second() -> User:
    """Another system administrator."""
    user = User.objects.create_user("second.sysadmin@wuri.example", name="苏复")
    Membership.objects.create(user=user, organisation=the_cast().authority, role=Role.SYSADMIN, since="2020-01-01")
    return user


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(the_cast().sysadmin)
    return client


def html_of(response) -> str:
    return unescape(response.content.decode())


def previewed(client: Client, text: str = NEXT_YEAR, **more: object) -> dict[str, object]:
    """The fields of the form beneath a preview."""
    response = client.post(NEW, {"text": text, "step": "preview", **more})
    assert response.status_code == 200
    form = response.context["form"]
    return {"text": form["text"].value(), "seen": form["seen"].value()}


def saved(client: Client) -> HolidayNotice:
    client.post(NEW, {**previewed(client), "step": "save"})
    return HolidayNotice.objects.get(code="CN-2027")


@pytest.mark.parametrize("part", ["applicant", "handler", "approver", "supervisor", "auditor", "person"])
def test_for_everyone_else_the_pages_do_not_exist(client: Client, part: str) -> None:
    client.force_login(the_cast().people[part])
    for address in ("/calendar/notices/", NEW, "/calendar/notices/CN-2026/"):
        assert client.get(address).status_code == 404
    for act in ("approve", "withdraw"):
        assert client.post(f"/calendar/notices/CN-2026/{act}/").status_code == 404
    assert client.post(NEW, {"text": NEXT_YEAR}).status_code == 404


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    assert client.get("/calendar/notices/").status_code == 302


def test_the_list_shows_every_notice_and_the_way_to_each(admin: Client) -> None:
    html = html_of(admin.get("/calendar/notices/"))
    assert html.count("/calendar/notices/CN-20") == 11
    assert "2027 年的放假安排尚未生效" in html
    assert 'href="/calendar/notices/"' in html_of(admin.get("/catalogue/"))


def test_the_preview_shows_days_checks_differences_and_cases_and_writes_nothing(admin: Client) -> None:
    life = a_life(starts_at=shanghai("2026-12-28 08:00"))
    life.do("submit", at=shanghai("2026-12-28 09:00"))
    html = html_of(admin.post(NEW, {"text": NEXT_YEAR, "step": "preview"}))
    for said in ("检查未发现问题", "所定日期（34 天）", "2027-02-14", "日期确定至：2026-12-24 → 2027-12-24"):
        assert said in html
    assert life.application.number in html
    assert "届满日将变动的在办时限（1 个）" in html
    assert not HolidayNotice.objects.filter(code="CN-2027").exists()


def test_what_cannot_be_read_is_said_at_the_text_which_stays(admin: Client) -> None:
    html = html_of(admin.post(NEW, {"text": NEXT_YEAR.replace("5月8日（周六）", "5月8日（周五）")}))
    assert "2027-05-08写作星期五，实为星期六" in html
    assert "国办发明电〔2026〕99号" in html


def test_saving_records_the_notice_which_waits(admin: Client) -> None:
    row = saved(admin)
    assert (row.in_force, row.imported_by) == (False, "温管（sysadmin@wuri.example）")
    html = html_of(admin.get("/calendar/notices/CN-2027/"))
    assert "应当由另一名系统管理员对照原文复核" in html
    assert reverse("notice-approve", args=["CN-2027"]) not in html


def test_a_text_that_was_changed_after_the_preview_is_previewed_again(admin: Client) -> None:
    fields = previewed(admin)
    fields["text"] = str(fields["text"]).replace("1月31日（周日）、", "")
    response = admin.post(NEW, {**fields, "step": "save"})
    assert response.status_code == 200
    assert not HolidayNotice.objects.filter(code="CN-2027").exists()


def test_an_uploaded_file_is_read_like_a_pasted_text(admin: Client) -> None:
    file = SimpleUploadedFile("notice.txt", NEXT_YEAR.encode("gb18030"))
    fields = previewed(admin, text="", file=file)
    assert fields["text"] == NEXT_YEAR
    admin.post(NEW, {**fields, "step": "save"})
    assert HolidayNotice.objects.filter(code="CN-2027").exists()


def test_lines_that_a_browser_ends_in_its_own_way_are_still_the_same_text(admin: Client) -> None:
    fields = previewed(admin)
    admin.post(NEW, {**fields, "text": str(fields["text"]).replace("\n", "\r\n"), "step": "save"})
    assert HolidayNotice.objects.filter(code="CN-2027").exists()


def test_nobody_approves_his_own(admin: Client) -> None:
    saved(admin)
    response = admin.post("/calendar/notices/CN-2027/approve/")
    assert response.status_code == 409
    assert "录入人不能复核自己录入的通知" in html_of(response)
    assert not HolidayNotice.objects.get(code="CN-2027").in_force


def test_the_second_person_approves_and_open_cases_are_settled_anew(admin: Client, second: User) -> None:
    life = a_life(starts_at=shanghai("2026-12-28 08:00"))
    life.do("submit", at=shanghai("2026-12-28 09:00"))
    saved(admin)
    admin.force_login(second)
    admin.post("/calendar/notices/CN-2027/approve/")
    assert "尚有 1 个在办时限等待核定" in html_of(admin.get("/calendar/notices/CN-2027/"))
    runner.run_due()
    assert Deadline.objects.get(case=life.application.case_id).firm
    html = html_of(admin.get("/calendar/notices/CN-2027/"))
    assert "在办件的时限均已按现行日历核定。" in html
    assert "因本通知调整 1 个。" in html
    assert life.application.number in html


def test_a_waiting_notice_can_be_taken_back(admin: Client) -> None:
    saved(admin)
    assert admin.post("/calendar/notices/CN-2027/withdraw/").url == "/calendar/notices/"
    assert not HolidayNotice.objects.filter(code="CN-2027").exists()
    assert admin.post("/calendar/notices/CN-2026/withdraw/").url == "/calendar/notices/CN-2026/"
    assert HolidayNotice.objects.filter(code="CN-2026").exists()


def test_a_notice_that_is_not_there_is_not_found(admin: Client) -> None:
    assert admin.get("/calendar/notices/CN-1999/").status_code == 404
    assert admin.post("/calendar/notices/CN-1999/approve/").status_code == 404


def test_every_notice_on_record_has_its_page(admin: Client) -> None:
    for code in HolidayNotice.objects.values_list("code", flat=True):
        assert admin.get(reverse("notice", args=[code])).status_code == 200


def test_cases_moved_into_the_past_are_listed_to_those_concerned_only(client: Client) -> None:
    life = a_life(starts_at=shanghai("2026-12-28 08:00"))
    life.do("submit", at=shanghai("2026-12-28 09:00"))
    deadline = Deadline.objects.get(case=life.application.case_id)
    DeadlineRevision.objects.create(
        case_id=deadline.case_id, deadline=deadline, seq=2, at=NOW, cause="CN-2027", old_due_on="2026-12-28",
        new_due_on="2026-12-25", old_firm=False, new_firm=True, old_calendar="a", new_calendar="b",
        moved_into_past=True,
    )  # fmt: skip
    listed = {}
    for part in ("handler", "supervisor", "consulted_handler"):
        client.force_login(the_cast().people[part])
        listed[part] = life.application.number in html_of(client.get("/calendar/moved/"))
    assert listed == {"handler": True, "supervisor": True, "consulted_handler": False}
    client.force_login(the_cast().applicant)
    assert client.get("/calendar/moved/").status_code == 404
    assert not Job.objects.filter(name="workflow.resettle").exists()
