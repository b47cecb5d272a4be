"""Can I apply? Plain answers to four questions, before anything is begun."""

from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from applications.models import Application, Dataset
from jobs.clock import travel
from tests.factories import a_dataset, shanghai, the_cast

pytestmark = [pytest.mark.either, pytest.mark.django_db]

YES = {"purpose": "yes", "conditions": "yes", "security": "yes"}


def asked(client: Client, dataset: Dataset, **said: str) -> str:
    with travel(shanghai("2026-09-29 10:00")):
        response = client.get(reverse("eligibility", args=[dataset.code]), said)
    assert response.status_code == 200
    return unescape(response.content.decode())


@pytest.fixture
def dataset(db: Any) -> Dataset:
    return a_dataset(the_cast().provider, applicant_kinds=["legal_person", "organization"])


def test_the_questions_name_the_conditions_and_give_no_answer_yet(client: Client, dataset: Dataset) -> None:
    said = asked(client, dataset)
    assert dataset.conditions in said
    assert "可以申请。" not in said
    assert "field-err" not in said


def test_who_is_admitted_and_keeps_the_conditions_may_apply_and_is_told_by_when(
    client: Client, dataset: Dataset
) -> None:
    said = asked(client, dataset, kind="legal_person", **YES)
    assert "可以申请。法人属于该数据集的可申请主体。" in said
    assert "今日提交，最迟 2026 年 10 月 12 日答复" in said
    assert "主体资格证明" in said
    assert Application.objects.count() == 0


def test_a_kind_that_is_not_admitted_is_told_which_are(client: Client, dataset: Dataset) -> None:
    said = asked(client, dataset, kind="natural_person", **YES)
    assert "该数据集不向自然人开放，只向法人、非法人组织开放。" in said
    assert "去申请" not in said


@pytest.mark.parametrize(
    ("question", "words"), [("purpose", "应用场景"), ("conditions", "开放条件"), ("security", "安全承诺书")]
)
def test_each_no_says_what_stands_against_approval(client: Client, dataset: Dataset, question: str, words: str) -> None:
    said = asked(client, dataset, kind="organization", **(YES | {question: "no"}))
    [told] = [part for part in said.split("<li>") if "请先" in part or "请提交" in part or "确有困难" in part][:1]
    assert words in told
    assert "很可能不被同意" in said
    assert "去申请" not in said


@pytest.mark.parametrize("kind", ["", "robot", "\0", "x" * 5000])
def test_an_answer_that_is_wrong_is_asked_again_and_the_others_are_kept(
    client: Client, dataset: Dataset, kind: str
) -> None:
    said = asked(client, dataset, kind=kind, **YES)
    assert "field-err" in said
    assert said.count("checked") == 3


@pytest.mark.parametrize(("openness", "words"), [("unconditional", "无需申请"), ("closed", "不接受申请")])
def test_data_that_takes_no_applications_says_so(client: Client, openness: str, words: str) -> None:
    assert words in asked(client, a_dataset(the_cast().provider, "B", openness=openness), kind="legal_person", **YES)


def test_there_is_no_page_for_a_data_set_that_does_not_exist(client: Client) -> None:
    assert client.get(reverse("eligibility", args=["nothing"])).status_code == 404


def test_who_is_signed_in_finds_his_kind_chosen(client: Client, dataset: Dataset) -> None:
    client.force_login(the_cast().applicant)
    assert 'value="legal_person" id="id_kind_0" checked' in asked(client, dataset).replace(" required", "")
    client.force_login(the_cast().handler)
    assert "checked" not in asked(client, dataset)


def test_who_is_not_admitted_is_shown_where_a_body_is_registered(client: Client, dataset: Dataset) -> None:
    said = asked(client, dataset, kind="natural_person", **YES)
    assert f'href="{reverse("organisation-new")}"' in said
