"""A masked column: what becomes of a cell, and that decision, agreement and file say the same."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from applications.conditions import Conditions, Masked
from applications.masking import METHODS, SUMMED, masks_of, month, partial, tens
from applications.models import Agreement, Decision
from delivery.collect import collect
from delivery.copies import path_of
from jobs import clock
from tests.factories import MORNING, a_life, the_cast
from tests.factories.answers import LOW_RISK

KEY = b"key"


@pytest.mark.parametrize(
    ("cell", "covered"), [("", ""), ("张", "*"), ("张三", "张*"), ("张三丰", "张*丰"), ("13800000001", "1*********1")]
)
def test_the_middle_is_covered(cell: str, covered: str) -> None:
    assert partial(cell) == covered


@pytest.mark.parametrize(
    ("cell", "rounded"),
    [("412", "410"), ("388", "390"), ("-7.5", "-10"), ("0", "0"), ("", ""), ("多", ""), ("NaN", "")],
)
def test_numbers_are_rounded_to_tens(cell: str, rounded: str) -> None:
    assert tens(cell) == rounded


@pytest.mark.parametrize(
    ("cell", "kept"), [("2026-09-28T08:00", "2026-09"), ("2026-09", "2026-09"), ("九月", ""), ("", "")]
)
def test_of_a_date_year_and_month_stay(cell: str, kept: str) -> None:
    assert month(cell) == kept


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_code_is_the_same_for_the_same_cell_only(one: str, other: str) -> None:
    code = masks_of({"c": "code"}, KEY)["c"]
    assert (code(one) == code(other)) == (one == other)
    assert not one or masks_of({"c": "code"}, b"another")["c"](one) != code(one)


def test_every_method_has_its_function() -> None:
    assert set(masks_of({method: method for method in METHODS}, KEY)) == set(METHODS) - SUMMED


def test_conditions_of_before_there_were_masks_can_still_be_read() -> None:
    old = {"fields": ["a"], "delivery_mode": "api", "term_months": 6, "quota": 0, "report_months": 6,
           "publication": "", "special": ""}  # fmt: skip
    assert Conditions.from_json(old).masked == ()
    assert Conditions.from_json(Conditions.from_json(old).to_json()) == Conditions.from_json(old)


@pytest.mark.django_db
def test_the_file_the_decision_and_the_agreement_say_the_same() -> None:
    life = a_life()
    for verb in ("submit", "accept", "assess"):
        life.do(verb)
    masked = (Masked("passengers", "客流量", "tens"), Masked("stop_name", "站点名称", "partial"))
    fields = ("stop_id", "stop_name", "passengers")
    life.do("approve", conditions=Conditions(fields, "download", 12, masked=masked))
    for verb in ("sign", "seal", "deliver"):
        life.do(verb)
    got = collect(application=life.application, actor=life.applicant, address="127.0.0.1", now=life.moment)
    said = path_of(got.file).read_bytes().decode()
    assert said == "stop_id,stop_name,passengers\r\nS001,人**场,410\r\nS002,陆*嘴,390\r\nS003,徐*汇,300\r\n"
    sentence = "“客流量”经处理后提供：数值取整到十。"
    agreed = json.loads(Agreement.objects.get(application=life.pk).facts)
    assert sentence in agreed["conditions"]
    assert sentence in Conditions.from_json(Decision.objects.get(application=life.pk).conditions).sentences()


@pytest.mark.django_db
def test_the_approver_finds_the_conditions_of_the_assessment_on_his_form(client: Client) -> None:
    life = a_life()
    life.do("submit")
    life.do("accept")
    life.do("assess", answers=LOW_RISK | {"publication": "derived", "recipients": "named"})
    client.force_login(the_cast().approver)
    with clock.travel(MORNING):
        form: Any = client.get(reverse("move", args=[life.pk, "approve"])).context["form"]
    assert form.fields["special"].initial.splitlines() == [
        "只向申请书所列对象提供成果，并要求其遵守同样的限制。", "公开成果时应当注明数据来源和数据时间。",
    ]  # fmt: skip
    said = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    with clock.travel(MORNING):
        client.post(reverse("move", args=[life.pk, "approve"]), said | {"mask_passengers": "tens"})
    conditions = Conditions.from_json(Decision.objects.get(application=life.pk).conditions)
    assert conditions.masked == (Masked("passengers", "客流量", "tens"),)
    assert "公开成果时应当注明" in conditions.special
