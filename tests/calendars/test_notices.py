import json
import re
from datetime import date

import pytest

from calendars.festivals import span_name
from calendars.notices import NATIONAL, NoticeUnreadable, Span, in_order_of_authority, published_notices, read_notices

NOTICES = {notice.code: notice for notice in published_notices()}
NATIONAL_NOTICES = [notice for notice in NOTICES.values() if notice.scope == NATIONAL]


def test_eleven_national_notices_cover_2018_to_2026_without_a_gap():
    assert len(NATIONAL_NOTICES) == 11
    assert [n.covers for n in NATIONAL_NOTICES if n.covers] == list(range(2018, 2027))


@pytest.mark.parametrize("notice", NATIONAL_NOTICES, ids=lambda notice: notice.code)
def test_a_national_notice_has_number_day_and_address(notice):
    assert re.fullmatch(r"国办发明电〔20\d\d〕\d+号", notice.doc_no)
    assert notice.doc_no[6:10] == str(notice.published_on.year)
    assert notice.url.startswith(("http://www.gov.cn/", "https://www.gov.cn/"))


def test_only_the_local_notices_are_doubtful():
    assert [n.code for n in NOTICES.values() if n.confidence] == ["CN-SH-2018-ciie", "CN-SH-2019-ciie"]


@pytest.mark.parametrize("notice", NOTICES.values(), ids=lambda notice: notice.code)
def test_every_span_has_a_chinese_name(notice):
    assert all(re.fullmatch("[\u4e00-\u9fff、]+", span.name) for span in notice.off)


@pytest.mark.parametrize("notice", [n for n in NATIONAL_NOTICES if n.covers], ids=lambda notice: notice.code)
def test_the_name_of_a_span_is_the_one_the_rule_finds(notice):
    assert [span.name for span in notice.off] == [span_name(span.first, span.last) for span in notice.off]


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        (date(2020, 10, 1), date(2020, 10, 8), "国庆节、中秋节"),  # one day that is both
        (date(2023, 9, 29), date(2023, 10, 6), "中秋节、国庆节"),
        (date(2025, 10, 1), date(2025, 10, 8), "国庆节、中秋节"),
        (date(2018, 12, 30), date(2019, 1, 1), "元旦"),
        (date(2020, 1, 31), date(2020, 2, 2), ""),
    ],
)
def test_a_merged_holiday_is_named_in_the_order_of_its_festivals(first, last, name):
    assert span_name(first, last) == name


def test_a_later_notice_comes_after_the_one_it_amends_and_local_after_national():
    order = [n.code for n in in_order_of_authority(reversed(NOTICES.values()), ["CN", "CN-SH"])]
    assert order.index("CN-2019") < order.index("CN-2019-labour") < order.index("CN-2020")
    assert order[-2:] == ["CN-SH-2018-ciie", "CN-SH-2019-ciie"]


def test_a_notice_without_a_day_of_publication_was_known_on_no_day():
    known = in_order_of_authority(NOTICES.values(), ["CN", "CN-SH"], as_of=date(2026, 11, 23))
    assert "CN-SH-2019-ciie" not in [notice.code for notice in known]


def test_a_span_is_read_with_and_without_its_name():
    plain, named = ["2026-10-01", "2026-10-07"], ["2026-10-01", "2026-10-07", "国庆节"]
    assert [Span.from_json(plain).to_json(), Span.from_json(named).to_json()] == [plain, named]


@pytest.mark.parametrize(
    "text",
    [
        "not JSON",
        "[]",
        json.dumps({"notices": [{"id": "CN-2030"}]}),
        json.dumps(
            {
                "notices": [
                    {
                        **dict.fromkeys(["doc_no", "signed", "published", "url", "amends", "covers"]),
                        "id": "CN-2030",
                        "scope": "CN",
                        "issuer": "国务院办公厅",
                        "off": [["2030-02-30", "2030-03-01"]],
                        "work": [],
                    }
                ]
            }
        ),
    ],
)
def test_a_record_that_cannot_be_read_is_refused(text):
    with pytest.raises(NoticeUnreadable):
        read_notices(text)
