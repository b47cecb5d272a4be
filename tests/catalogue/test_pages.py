"""The catalogue as a visitor, an applicant and an officer see it."""

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import Membership, Organisation, User
from accounts.roles import Role
from applications.models import Dataset, DatasetField
from calendars.models import CalendarVersion
from jobs.clock import travel
from tests.factories import a_dataset, case_in, shanghai, the_cast

pytestmark = [pytest.mark.both, pytest.mark.django_db]
BEFORE_THE_HOLIDAY = shanghai("2026-09-29 10:00")


@pytest.fixture
def shelf(departments: dict[str, Organisation]) -> dict[str, Dataset]:
    """Three data sets that differ in everything one can filter by."""
    transport, schools = departments.values()
    rows: list[dict[str, Any]] = [
        {"code": "TR-1", "title": "停车场信息", "domain": "交通", "provider": transport, "openness": "conditional",
         "description": "全市备案停车场。", "delivery_modes": ["download", "api"], "fast_track": True},
        {"code": "TR-2", "title": "公交站点信息", "domain": "交通", "provider": transport, "openness": "unconditional",
         "delivery_modes": ["download"]},
        {"code": "ED-1", "title": "初中信息", "domain": "教育", "provider": schools, "openness": "closed",
         "delivery_modes": ["sandbox"]},
    ]  # fmt: skip
    made = {row["code"]: Dataset.objects.create(**row) for row in rows}
    DatasetField.objects.create(
        dataset=made["TR-1"], position=1, name="free_spaces", title="空余泊位", type="integer", is_sensitive=True
    )
    return made


def text_of(client: Client, address: str, **headers: str) -> str:
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    return unescape(response.content.decode())


def found(client: Client, **query: str | list[str]) -> list[str]:
    """The codes that a search gives."""
    response = client.get(reverse("catalogue"), query)
    assert response.status_code == 200
    return [dataset.code for dataset in response.context["page"]]


@pytest.mark.usefixtures("shelf")
class TestTheList:
    def test_shows_every_data_set_in_the_order_of_the_catalogue(self, client: Client) -> None:
        assert found(client) == ["TR-1", "TR-2", "ED-1"]

    @pytest.mark.parametrize(
        ("words", "codes"),
        [
            ("停车场", ["TR-1"]),
            ("备案", ["TR-1"]),
            ("tr-2", ["TR-2"]),
            ("泊位", ["TR-1"]),
            ("FREE_SPACES", ["TR-1"]),
            ("市教委", ["ED-1"]),
            ("交通 站点", ["TR-2"]),
            ("停车场 市教委", []),
            ("信息", ["TR-1", "TR-2", "ED-1"]),
            ("%", []),
            ("_spaces", ["TR-1"]),
            ("  ", ["TR-1", "TR-2", "ED-1"]),
            ("一 二 三 四 五 六 七 八 九 十", []),
        ],
    )
    def test_finds_what_holds_every_word_anywhere(self, client: Client, words: str, codes: list[str]) -> None:
        assert found(client, q=words) == codes

    def test_names_the_fields_in_which_a_word_was_found(self, client: Client) -> None:
        assert "匹配字段：<b>空余泊位</b>" in text_of(client, reverse("catalogue") + "?q=泊位")

    @pytest.mark.parametrize(
        ("query", "codes"),
        [
            ({"domain": "教育"}, ["ED-1"]),
            ({"mode": "api"}, ["TR-1"]),
            ({"mode": "download"}, ["TR-1", "TR-2"]),
            ({"openness": "conditional"}, ["TR-1"]),
            ({"openness": "closed"}, ["ED-1"]),
            ({"openness": "fast_track"}, ["TR-1"]),
            ({"domain": "交通", "openness": "unconditional"}, ["TR-2"]),
            ({"domain": "教育", "mode": "api"}, []),
        ],
    )
    def test_is_filtered_by_its_address(self, client: Client, query: dict[str, str], codes: list[str]) -> None:
        assert found(client, **query) == codes

    def test_is_filtered_by_department(self, client: Client, departments: dict[str, Organisation]) -> None:
        assert found(client, provider=str(departments["市教委"].pk)) == ["ED-1"]

    @pytest.mark.parametrize(
        "query", [{"domain": "航天"}, {"provider": "x"}, {"mode": "fax"}, {"openness": "?"}, {"page": "x"}, {"q": "\0"}]
    )
    def test_passes_over_what_it_does_not_know(self, client: Client, query: dict[str, str]) -> None:
        assert found(client, **query) == ["TR-1", "TR-2", "ED-1"]

    def test_counts_each_kind_of_openness_under_the_present_filters(self, client: Client) -> None:
        chips = client.get(reverse("catalogue"), {"domain": "交通"}).context["chips"]
        assert [(str(chip["label"]), chip["count"]) for chip in chips] == [
            ("全部", 2), ("有条件开放", 1), ("免申即用", 1), ("无条件开放", 1),
        ]  # fmt: skip

    def test_says_what_to_do_when_nothing_is_found(self, client: Client) -> None:
        said = text_of(client, reverse("catalogue") + "?q=火箭")
        assert "没有找到数据集" in said
        assert "查看全部数据集" in said

    def test_gives_htmx_the_results_alone_and_the_whole_page_to_its_history(self, client: Client) -> None:
        part = text_of(client, reverse("catalogue"), HX_Request="true")
        assert "停车场信息" in part
        assert "<html" not in part
        headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
        response = client.get(reverse("catalogue"), headers=headers)
        assert "<html" in response.content.decode()
        assert "HX-Request" in response["Vary"]

    def test_cuts_a_long_list_into_pages_that_keep_the_search(self, client: Client) -> None:
        department = Organisation.objects.get(name="市交通委")
        Dataset.objects.bulk_create(
            Dataset(code=f"X-{n}", title=f"信息 {n}", domain="交通", provider=department, openness="conditional")
            for n in range(20)
        )
        said = text_of(client, reverse("catalogue") + "?domain=交通")
        assert "第 1–15 条，共 22 条" in said
        [second, *_] = [link for link in re.findall(r'href="([^"]*)"', said) if "page=2" in link]
        assert found(client, **parse_qs(second.partition("?")[2])) == [f"X-{n}" for n in range(13, 20)]

    def test_takes_the_same_queries_for_three_data_sets_and_for_many(
        self, client: Client, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_num_queries(9):
            client.get(reverse("catalogue"))
        department = Organisation.objects.get(name="市交通委")
        made = Dataset.objects.bulk_create(
            Dataset(code=f"X-{n}", title=f"信息 {n}", domain="交通", provider=department, openness="conditional")
            for n in range(40)
        )
        DatasetField.objects.bulk_create(
            DatasetField(dataset=dataset, position=1, name="a", title="甲", type="text") for dataset in made
        )
        with django_assert_num_queries(9):
            client.get(reverse("catalogue"))
        with django_assert_num_queries(10):  # and the fields in which the word was found
            client.get(reverse("catalogue"), {"q": "信息"})


def page_of(client: Client, dataset: Dataset, user: User | None = None) -> str:
    if user:
        client.force_login(user)
    with travel(BEFORE_THE_HOLIDAY):
        return text_of(client, reverse("dataset", args=[dataset.code]))


class TestADataSet:
    def test_tells_by_which_day_an_answer_comes_and_counts_the_days(self, client: Client) -> None:
        said = page_of(client, a_dataset(the_cast().provider))
        assert "<b>5</b>个工作日内" in said
        # 30 September, then the holiday of seven days, then 8, 9, the make-up Saturday 10, and Monday 12.
        assert "今日提交，最迟 <b>2026 年 10 月 12 日（星期一）</b>答复" in said
        assert "国庆" in said

    def test_shows_fields_conditions_materials_and_the_one_to_ask(self, client: Client) -> None:
        dataset = a_dataset(the_cast().provider)
        said = page_of(client, dataset)
        for words in ("passengers", "客流量", "敏感", dataset.conditions, "数据下载、接口访问", "应用场景说明",
                      "法人、非法人组织提供", dataset.provider.phone):  # fmt: skip
            assert words in said

    def test_marks_what_was_invented_for_the_demonstration(self, client: Client) -> None:
        assert "示例内容说明：字段为示例" in page_of(client, a_dataset(the_cast().provider, demonstration="字段为示例"))

    def test_that_is_open_without_conditions_needs_no_application(self, client: Client) -> None:
        said = page_of(client, a_dataset(the_cast().provider, openness="unconditional"))
        assert "无条件开放，无需申请" in said
        assert "开始申请" not in said

    def test_that_is_closed_says_why(self, client: Client) -> None:
        told = page_of(client, a_dataset(the_cast().provider, "A", openness="closed", conditions="涉及商业秘密。"))
        assert "不予开放，不接受申请" in told
        assert "涉及商业秘密。" in told
        general = page_of(client, a_dataset(the_cast().provider, "B", openness="closed", conditions=""))
        assert "《上海市数据条例》第四十一条" in general

    def test_that_opens_at_once_says_so(self, client: Client) -> None:
        assert "免申即用：" in page_of(client, a_dataset(the_cast().provider, fast_track=True))

    def test_without_a_calendar_for_the_day_promises_no_date(self, client: Client) -> None:
        dataset = a_dataset(the_cast().provider)
        with travel(shanghai("2040-01-04 10:00")):
            said = text_of(client, reverse("dataset", args=[dataset.code]))
        assert "答复期限以提交后出具的收件回执为准" in said

    def test_that_does_not_exist_is_not_found(self, client: Client) -> None:
        assert client.get(reverse("dataset", args=["nothing"])).status_code == 404

    def test_takes_the_same_queries_for_one_field_and_for_many(
        self, client: Client, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        dataset = a_dataset(the_cast().provider)
        client.get(reverse("dataset", args=[dataset.code]))  # the calendar is built once a process
        with django_assert_num_queries(8):
            client.get(reverse("dataset", args=[dataset.code]))
        DatasetField.objects.bulk_create(
            DatasetField(dataset=dataset, position=n, name=f"f{n}", title=f"字段{n}", type="text")
            for n in range(10, 60)
        )
        with django_assert_num_queries(8):
            client.get(reverse("dataset", args=[dataset.code]))


class TestTheWayIn:
    def test_of_a_visitor_leads_over_the_sign_in_and_back(self, client: Client) -> None:
        dataset = a_dataset(the_cast().provider)
        assert f'href="/accounts/login/?next=/catalogue/{dataset.code}/"' in page_of(client, dataset)

    def test_of_a_natural_person_is_one_button(self, client: Client) -> None:
        said = page_of(client, a_dataset(the_cast().provider), the_cast().person)
        assert '<input type="hidden" name="body" value="">' in said
        assert "以“周以宁”（自然人）的名义申请" in said

    def test_of_a_member_of_a_body_asks_for_whom(self, client: Client) -> None:
        cast = the_cast()
        dataset = a_dataset(cast.provider, applicant_kinds=["legal_person"])
        client.force_login(cast.applicant)
        choices = client.get(reverse("dataset", args=[dataset.code])).context["entrance"].choices
        assert [(choice.name, choice.value, choice.admitted) for choice in choices] == [
            (cast.body.name, str(cast.body.pk), True),
            (cast.applicant.name, "", False),
        ]

    def test_begins_an_application_for_the_chosen_body(self, client: Client) -> None:
        cast = the_cast()
        dataset = a_dataset(cast.provider)
        Membership.objects.create(user=cast.applicant, organisation=cast.other_body, role=Role.APPLICANT)
        client.force_login(cast.applicant)
        response = client.post(reverse("begin", args=[dataset.code]), {"body": str(cast.other_body.pk)})
        application = dataset.applications.get()
        assert application.case.body == cast.other_body
        assert response.headers["Location"] == reverse("draft", args=[application.pk]) + "?step=next"

    def test_is_closed_to_kinds_that_are_not_admitted_and_says_to_whom_it_is_open(self, client: Client) -> None:
        dataset = a_dataset(the_cast().provider, applicant_kinds=["legal_person", "organization"])
        said = page_of(client, dataset, the_cast().person)
        assert "该数据集向法人、非法人组织开放" in said
        assert "开始申请" not in said

    def test_is_not_offered_to_an_officer(self, client: Client) -> None:
        said = page_of(client, a_dataset(the_cast().provider), the_cast().handler)
        assert "当前为办理人员账号" in said
        assert "开始申请" not in said

    def test_shows_what_the_person_has_begun_already(self, client: Client) -> None:
        draft, submitted = case_in("draft"), case_in("submitted")
        said = page_of(client, submitted.dataset, the_cast().applicant)
        assert reverse("draft", args=[draft.pk]) in said
        assert submitted.number in said

    def test_shows_nothing_of_other_peoples_applications(self, client: Client) -> None:
        application = case_in("submitted")
        assert application.number not in page_of(client, application.dataset, the_cast().stranger)


def test_a_catalogue_that_is_empty_says_so(client: Client) -> None:
    assert "目录中还没有数据集" in text_of(client, reverse("catalogue"))


def test_the_list_is_there_before_any_calendar_is(client: Client) -> None:
    CalendarVersion.objects.update(is_current=False)
    assert client.get(reverse("catalogue")).status_code == 200
