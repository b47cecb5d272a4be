"""A notice is let in by two people, once, and only when nothing speaks against it."""

import json
from datetime import date

import pytest

from calendars import store
from calendars.drafts import decoded, read_drafts
from calendars.intake import NoticeRefused, all_facts, approve, discard, record
from calendars.models import CalendarVersion, HolidayNotice
from calendars.notices import NoticeUnreadable, published_notices
from calendars.preview import Record, preview
from tests.factories import shanghai

from .notice_texts import NEXT_YEAR, TEXTS

pytestmark = [pytest.mark.django_db, pytest.mark.either]

NOW = shanghai("2026-11-23 10:00")
LOCAL = {
    "id": "CN-SH-2027-test",
    "scope": "CN-SH",
    "doc_no": "沪府办〔2027〕1号",
    "issuer": "上海市人民政府办公厅",
    "signed": "2027-03-01",
    "published": "2027-03-01",
    "url": "",
    "amends": None,
    "covers": None,
    "off": [["2027-03-10", "2027-03-10", "测试"]],
    "work": [],
}


@pytest.fixture(autouse=True)
def _no_index_is_remembered() -> None:
    store.index_for.cache_clear()


def a_draft(text=NEXT_YEAR, **said):
    (draft,) = read_drafts(text, all_facts(), **said)
    return draft


def test_a_recorded_notice_waits_and_changes_nothing() -> None:
    before = store.current_version_digest()
    row, new = record(a_draft(), by="甲", now=NOW)
    assert (new, row.code, row.in_force, row.affects_clock, row.approved_by) == (True, "CN-2027", False, False, "")
    assert (row.imported_by, row.imported_at, row.text, len(row.sha256)) == ("甲", NOW, NEXT_YEAR, 64)
    assert store.current_version_digest() == before


def test_a_second_import_of_the_same_changes_nothing() -> None:
    first, _new = record(a_draft(), by="甲", now=NOW)
    again, new = record(a_draft(NEXT_YEAR + "\n"), by="乙", now=NOW)
    assert (again.pk, new) == (first.pk, False)


@pytest.mark.parametrize("code", TEXTS)
def test_the_text_of_a_notice_in_force_is_recognised(code: str) -> None:
    row, new = record(a_draft(TEXTS[code]), by="甲", now=NOW)
    assert (row.code, new) == (code, False)


def test_the_same_number_with_other_days_is_refused() -> None:
    with pytest.raises(NoticeRefused, match="不得改动"):
        record(a_draft(NEXT_YEAR.replace("〔2026〕99号", "〔2025〕7号")), by="甲", now=NOW)


def test_the_second_person_puts_it_in_force_and_the_calendar_becomes_current() -> None:
    record(a_draft(), by="甲", now=NOW)
    done = approve("CN-2027", by="乙", now=NOW)
    assert done.new
    assert CalendarVersion.objects.get(is_current=True).digest == done.version
    row = HolidayNotice.objects.get(code="CN-2027")
    assert (row.in_force, row.affects_clock, row.approved_by, row.approved_at) == (True, True, "乙", NOW)
    assert store.current_index().firm_until == date(2027, 12, 24)


@pytest.mark.parametrize("name", ["甲", " 甲 ", ""])
def test_nobody_approves_what_he_imported_himself(name: str) -> None:
    record(a_draft(), by="甲", now=NOW)
    with pytest.raises(NoticeRefused):
        approve("CN-2027", by=name, now=NOW)
    assert not HolidayNotice.objects.get(code="CN-2027").in_force


def test_approving_twice_changes_nothing() -> None:
    record(a_draft(), by="甲", now=NOW)
    first = approve("CN-2027", by="乙", now=NOW)
    again = approve("CN-2027", by="丙", now=NOW)
    assert (again.new, again.version) == (False, first.version)


def test_two_notices_in_force_never_cover_one_year() -> None:
    record(a_draft(), by="甲", now=NOW)
    approve("CN-2027", by="乙", now=NOW)
    second = LOCAL | {"id": "CN-2027-b", "scope": "CN", "doc_no": "国办发明电〔2026〕100号", "covers": 2027}
    second |= {"off": [["2027-08-02", "2027-08-20", "测试"]], "work": ["2027-08-21", "2027-08-22"]}
    record(a_draft(json.dumps(second)), by="甲", now=NOW, overruled="测试")
    with pytest.raises(NoticeRefused, match="2027 年的安排已由 国办发明电〔2026〕99号 规定"):
        approve("CN-2027-b", by="乙", now=NOW)


def test_a_doubt_that_may_be_overruled_needs_a_reason_which_is_kept() -> None:
    unbalanced = NEXT_YEAR.replace("5月8日（周六）上班。", "")
    with pytest.raises(NoticeRefused, match="请写明理由"):
        record(a_draft(unbalanced), by="甲", now=NOW)
    row, _new = record(a_draft(unbalanced), by="甲", now=NOW, overruled="原文如此")
    assert row.confidence == "原文如此"


def test_a_fault_cannot_be_overruled() -> None:
    weekday_work = NEXT_YEAR.replace("5月8日（周六）上班", "5月10日（周一）上班")
    with pytest.raises(NoticeRefused, match="周六或者周日"):
        record(a_draft(weekday_work), by="甲", now=NOW, overruled="原文如此")
    assert not HolidayNotice.objects.filter(code="CN-2027").exists()


def test_an_amendment_counts_only_after_the_notice_it_amends() -> None:
    record(a_draft(), by="甲", now=NOW)
    text = (
        "国务院办公厅关于延长2027年春节假期的通知\n国办发明电〔2027〕1号\n"
        "经国务院批准，延长2027年春节假期至2月15日。\n国务院办公厅\n2027年2月1日"
    )
    row, _new = record(a_draft(text), by="甲", now=NOW, overruled="延长假期")
    assert (row.code, row.amends.code) == ("CN-2027-2027-1", "CN-2027")
    with pytest.raises(NoticeRefused, match="尚未生效"):
        approve(row.code, by="乙", now=NOW)
    approve("CN-2027", by="乙", now=NOW)
    assert approve(row.code, by="乙", now=NOW).new


def test_a_local_notice_counts_only_with_its_legal_basis() -> None:
    record(a_draft(json.dumps(LOCAL)), by="甲", now=NOW)
    with pytest.raises(NoticeRefused, match="应当写明依据"):
        approve(LOCAL["id"], by="乙", now=NOW)
    approve(LOCAL["id"], by="乙", now=NOW, legal_basis="经国务院批准，市政府令")
    assert store.current_index().reason(date(2027, 3, 10)).name == "测试"


def test_what_was_read_wrongly_can_be_taken_back_until_it_counts() -> None:
    record(a_draft(), by="甲", now=NOW)
    discard("CN-2027")
    assert not HolidayNotice.objects.filter(code="CN-2027").exists()
    record(a_draft(), by="甲", now=NOW)
    approve("CN-2027", by="乙", now=NOW)
    for code in ("CN-2027", "CN-2026", "CN-SH-2018-ciie", "CN-1999"):
        with pytest.raises(NoticeRefused):
            discard(code)


def test_the_preview_shows_days_checks_and_differences_and_writes_nothing() -> None:
    shown = preview(a_draft())
    assert (shown.record, shown.findings, shown.may_be_recorded) == (Record.NEW, (), True)
    assert sum(not day.works for day in shown.days) == 29
    assert [str(change.on) for change in shown.changes][:3] == ["2027-01-31", "2027-02-11", "2027-02-12"]
    assert shown.new is not None
    assert (shown.old.firm_until.year, shown.new.firm_until.year) == (2026, 2027)
    assert not HolidayNotice.objects.filter(code="CN-2027").exists()


def test_json_holds_any_number_of_notices_as_the_programs_own_file_does() -> None:
    records = [{**LOCAL, "id": "a"}, {**LOCAL, "id": "b"}]
    for document in ({"notices": records}, records):
        assert [draft.notice.code for draft in read_drafts(json.dumps(document))] == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "请粘贴"), ("{", "JSON 无法读取"), ("[]", "没有通知记录"), ('{"id": "x"}', "缺少内容"), ("你好", "年份")],
)
def test_what_is_no_notice_is_refused_in_words(text: str, said: str) -> None:
    with pytest.raises(NoticeUnreadable, match=said):
        read_drafts(text)


def test_a_day_and_an_address_given_by_hand_fill_in_what_the_text_lacks() -> None:
    draft = a_draft(published_on=date(2026, 11, 21), url="https://example.org/notice")
    assert (draft.notice.published_on, draft.notice.url) == (date(2026, 11, 21), "https://example.org/notice")


def test_a_file_of_an_older_machine_is_read_too() -> None:
    assert decoded(NEXT_YEAR.encode("gb18030")) == decoded(NEXT_YEAR.encode("utf-8-sig")) == NEXT_YEAR
    with pytest.raises(NoticeUnreadable):
        decoded(b"\xff\xff\xff")


def test_the_notices_that_come_with_the_program_overlap_nowhere() -> None:
    waiting = [preview(a_draft(TEXTS[notice.code])).findings for notice in published_notices() if notice.covers]
    assert waiting == [()] * 9
