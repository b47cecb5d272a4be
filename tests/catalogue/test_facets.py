"""Narrowing the catalogue by its facets and tags, and what is suggested while a person types."""

from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import Organisation
from applications.models import Dataset, DatasetField, DatasetTag

pytestmark = [pytest.mark.both, pytest.mark.django_db]

CATALOGUE, SUGGEST = reverse("catalogue"), reverse("catalogue-suggest")


@pytest.fixture(autouse=True)
def shelf(departments: dict[str, Organisation]) -> dict[str, Dataset]:
    """Four data sets of two domains, departments and grades; two have tags."""
    transport, schools = departments.values()
    rows: list[dict[str, Any]] = [
        {"code": "TR-1", "title": "停车场信息", "domain": "交通", "provider": transport, "grade": "general_2",
         "delivery_modes": ["download", "api"]},
        {"code": "TR-2", "title": "公交站点信息", "domain": "交通", "provider": transport, "grade": "general_3",
         "delivery_modes": ["download"], "fast_track": True},
        {"code": "TR-3", "title": "轨道客流", "domain": "交通", "provider": transport, "delivery_modes": []},
        {"code": "ED-1", "title": "初中信息", "domain": "教育", "provider": schools, "grade": "general_2",
         "delivery_modes": ["sandbox"]},
    ]  # fmt: skip
    made = {row["code"]: Dataset.objects.create(openness="conditional", **row) for row in rows}
    DatasetTag.objects.create(dataset=made["TR-1"], name="出行")
    DatasetTag.objects.create(dataset=made["TR-2"], name="出行")
    DatasetTag.objects.create(dataset=made["ED-1"], name="招生")
    DatasetField.objects.create(dataset=made["TR-1"], position=1, name="free", title="空余泊位", type="integer")
    return made


def counts(client: Client, **query: str) -> dict[str, dict[str, int]]:
    """The facets of the page: for each title its choices with their numbers."""
    shown = client.get(CATALOGUE, query).context["facets"]
    return {
        str(facet.title): {option.label: option.count for option in (*facet.options, *facet.more)} for facet in shown
    }


def codes(client: Client, **query: str) -> list[str]:
    return [dataset.code for dataset in client.get(CATALOGUE, query).context["page"]]


def suggested(client: Client, typed: str) -> list[tuple[str, str]]:
    found = client.get(SUGGEST, {"q": typed}).context["suggestions"]
    return [(str(one.kind), one.label) for one in found]


def test_every_choice_tells_how_many_data_sets_are_behind_it(client: Client) -> None:
    assert counts(client) == {
        "领域": {"交通": 3, "教育": 1},
        "数据提供单位": {"市交通委": 3, "市教委": 1},
        "数据级别": {"一般数据 2 级": 2, "一般数据 3 级": 1},
        "提供方式": {"数据下载": 2, "接口访问": 1, "数据沙箱": 1},
    }


def test_a_facet_counts_under_the_other_filters_and_not_under_its_own(client: Client) -> None:
    found = counts(client, domain="交通", mode="download")
    assert found["领域"] == {"交通": 2}
    assert found["提供方式"] == {"数据下载": 2, "接口访问": 1}
    assert found["数据级别"] == {"一般数据 2 级": 1, "一般数据 3 级": 1}


def test_a_number_is_the_length_of_the_list_that_its_link_leads_to(client: Client) -> None:
    for facet in client.get(CATALOGUE, {"q": "信息"}).context["facets"]:
        for option in facet.options:
            assert len(client.get(option.url).context["page"].object_list) == option.count, option


def test_the_link_of_what_is_chosen_takes_it_back(client: Client) -> None:
    [facet, *_rest] = client.get(CATALOGUE, {"domain": "交通", "q": "信息"}).context["facets"]
    [chosen] = [option for option in facet.options if option.current]
    assert [dataset.code for dataset in client.get(chosen.url).context["page"]] == ["TR-1", "TR-2", "ED-1"]


def test_a_data_set_is_found_by_its_grade_and_by_its_tag(client: Client) -> None:
    assert codes(client, grade="general_3") == ["TR-2"]
    assert codes(client, tag="出行") == ["TR-1", "TR-2"]
    assert codes(client, q="招生") == ["ED-1"]
    assert codes(client, tag="出") == []


def test_new_words_keep_what_was_chosen_by_links(client: Client) -> None:
    said = unescape(client.get(CATALOGUE, {"domain": "交通", "tag": "出行"}).content.decode())
    assert '<input type="hidden" name="domain" value="交通">' in said
    assert '<input type="hidden" name="tag" value="出行">' in said


def test_suggestions_name_data_sets_tags_fields_and_departments(client: Client) -> None:
    assert suggested(client, "客流") == [("数据集", "轨道客流")]
    assert suggested(client, "出") == [("标签", "出行")]
    assert suggested(client, "泊") == [("字段", "空余泊位")]
    assert suggested(client, "FREE") == [("字段", "空余泊位")]
    assert suggested(client, "教委") == [("单位", "市教委")]
    assert suggested(client, "信息 停车") == [("数据集", "停车场信息")]


@pytest.mark.parametrize("typed", ["", "   ", "\0", "火箭", "%", "_", "'"])
def test_nothing_is_suggested_for_what_names_nothing(client: Client, typed: str) -> None:
    assert suggested(client, typed) == []


def test_each_suggestion_leads_to_a_page_that_has_it(client: Client) -> None:
    for typed, code in (("轨道", "TR-3"), ("出行", "TR-1"), ("泊位", "TR-1"), ("交通委", "TR-2")):
        [first, *_rest] = client.get(SUGGEST, {"q": typed}).context["suggestions"]
        assert code in client.get(first.url).content.decode(), typed


def test_suggestions_take_four_queries_however_much_there_is(
    client: Client, departments: dict[str, Organisation], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Dataset.objects.bulk_create(
        Dataset(code=f"X-{n}", title=f"信息 {n}", domain="交通", provider=departments["市交通委"], openness="closed")
        for n in range(50)
    )
    with django_assert_num_queries(4):
        assert len(suggested(client, "信息")) == 5
    with django_assert_num_queries(0):
        client.get(SUGGEST, {"q": " "})


def test_a_description_is_suggested_with_the_words_around_it(
    client: Client, departments: dict[str, Organisation]
) -> None:
    text = "全市备案停车场的基本情况，适用于停车诱导、出行服务和交通研究，供公众查询。"
    common = {"domain": "交通", "provider": departments["市交通委"], "openness": "closed"}
    Dataset.objects.create(code="X-1", title="泊车设施", description=text, **common)
    [found] = client.get(SUGGEST, {"q": "停车诱导"}).context["suggestions"]
    assert (found.label, found.note) == ("泊车设施", "…场的基本情况，适用于停车诱导、出行服务和交通研究…")


def test_a_data_set_is_not_suggested_twice(client: Client, departments: dict[str, Organisation]) -> None:
    common = {"domain": "交通", "provider": departments["市交通委"], "openness": "closed"}
    Dataset.objects.create(code="X-1", title="充电桩", description="充电桩", **common)
    assert suggested(client, "充电桩") == [("数据集", "充电桩")]
