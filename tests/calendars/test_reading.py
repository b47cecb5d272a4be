"""The text of a notice gives exactly the days that it settles, or is refused with the reason."""

from datetime import date

import pytest

from calendars.notices import Span, published_notices
from calendars.reading import read_text
from calendars.wording import NoticeTextUnreadable

from .notice_texts import NEXT_YEAR, TEXTS

NATIONAL = {notice.code: notice for notice in published_notices() if notice.scope == "CN"}


@pytest.mark.parametrize("code", TEXTS)
def test_each_of_the_eleven_notices_reads_as_its_facts(code: str) -> None:
    wanted = NATIONAL[code]
    known = [one for one in NATIONAL.values() if str(one.published_on) < str(wanted.published_on)]
    notice = read_text(TEXTS[code], known).notice
    assert (notice.off, notice.work) == (wanted.off, wanted.work)
    assert (notice.covers, notice.amends, notice.doc_no) == (wanted.covers, wanted.amends, wanted.doc_no)
    assert (notice.issuer, notice.published_on) == (wanted.issuer, wanted.published_on)
    assert notice.signed_on == wanted.signed_on or wanted.signed_on is None


def test_a_yearly_notice_has_the_code_that_the_record_has() -> None:
    assert {read_text(TEXTS[f"CN-{year}"]).notice.code for year in range(2018, 2027)} <= set(NATIONAL)


def test_a_new_years_eve_that_is_only_encouraged_is_no_day_off_and_is_told() -> None:
    reading = read_text(TEXTS["CN-2024"])
    assert date(2024, 2, 9) not in reading.notice.days_off
    (remark,) = reading.remarks
    assert "2月9日" in remark


def test_the_day_work_begins_again_is_no_make_up_day_and_is_told() -> None:
    reading = read_text(TEXTS["CN-2020-extension"], [NATIONAL["CN-2020"]])
    assert reading.notice.work == ()
    assert any("2月3日" in remark for remark in reading.remarks)


def test_new_years_days_of_december_belong_to_the_year_before_though_the_text_names_none() -> None:
    text = TEXTS["CN-2019"].replace("2018年12月30日至2019年1月1日", "12月30日至1月1日")
    text = text.replace("2018年12月29日", "12月29日")
    notice = read_text(text).notice
    assert notice.off[0] == Span(date(2018, 12, 30), date(2019, 1, 1), "元旦")
    assert notice.work[0] == date(2018, 12, 29)


def test_a_text_without_any_line_break_reads_the_same() -> None:
    assert read_text(TEXTS["CN-2026"].replace("\n", "")).notice.off == read_text(TEXTS["CN-2026"]).notice.off


def test_a_second_day_of_a_list_belongs_to_the_month_of_the_first() -> None:
    text = TEXTS["CN-2018"].replace("9月29日（星期六）、9月30日（星期日）", "9月29日（星期六）、30日（星期日）")
    assert read_text(text).notice.work == NATIONAL["CN-2018"].work


def test_make_up_days_that_an_adjustment_passes_over_are_told_to_stand() -> None:
    text = (
        "国务院办公厅关于调整2026年劳动节假期安排的通知\n国办发明电〔2026〕2号\n经国务院批准，将2026年劳动节放假时间"
        "由5月1日至5日调整为5月1日至6日，共6天。\n国务院办公厅\n2026年4月2日"
    )
    reading = read_text(text, NATIONAL.values())
    assert reading.notice.off == (Span(date(2026, 5, 1), date(2026, 5, 6), "劳动节"),)
    assert (reading.notice.code, reading.notice.amends) == ("CN-2026-2026-2", "CN-2026")
    assert any("2026-05-09" in remark and "仍按原通知" in remark for remark in reading.remarks)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("5月9日（周六）", "5月9日（周五）", "2026-05-09写作星期五，实为星期六"),
        ("10月1日（周四）至7日（周三）放假调休，共7天", "10月1日（周四）至7日（周三）放假调休，共8天", "写明共 8 天"),
        ("6月19日（周五）", "6月31日（周五）", "没有 6 月 31 日"),
        ("关于2026年", "关于", "没有读出通知所定的年份"),
        ("放假", "休整", "没有读出放假"),
    ],
)
def test_a_text_that_contradicts_itself_is_refused_with_the_reason(old: str, new: str, said: str) -> None:
    text = TEXTS["CN-2026"].replace(old, new).replace("现将2026年", "现将2026年" if old != "关于2026年" else "现将")
    if old == "放假":
        text = text.replace("上班", "工作")
    with pytest.raises(NoticeTextUnreadable, match=said):
        read_text(text)


def test_an_amendment_of_a_notice_that_is_not_on_record_is_refused() -> None:
    with pytest.raises(NoticeTextUnreadable, match="2019 年放假通知尚未录入"):
        read_text(TEXTS["CN-2019-labour"])


def test_an_adjustment_that_takes_back_days_off_is_refused_rather_than_guessed() -> None:
    text = (
        "国务院办公厅关于调整2026年劳动节假期安排的通知\n国办发明电〔2026〕2号\n现将2026年劳动节放假安排调整为："
        "5月1日至3日放假，共3天。\n国务院办公厅\n2026年4月2日"
    )
    with pytest.raises(NoticeTextUnreadable, match="2026-05-04、2026-05-05"):
        read_text(text, NATIONAL.values())


def test_the_notice_for_a_year_to_come_can_be_read() -> None:
    notice = read_text(NEXT_YEAR).notice
    assert (notice.code, notice.covers, len(notice.off), len(notice.work)) == ("CN-2027", 2027, 7, 5)
