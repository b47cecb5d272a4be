"""The facts of an agreement: complete or not made, and the same text for the same facts."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.documents.canonical import canonical_json, plain
from applications.documents.clauses.standard import worded
from applications.documents.facts import AgreementFacts, MissingFact, Party, PartyKind, Signature
from applications.documents.refusals import UnreadableFacts, WrongFact
from applications.documents.wording import bare

from . import samples


def test_all_missing_facts_are_named_at_once() -> None:
    with pytest.raises(MissingFact) as refusal:
        samples.agreement(
            number=" ",
            purpose="",
            party_a=Party(name="上海市交通委员会"),
            party_b=Party(name="", kind=PartyKind.NATURAL_PERSON),
            datasets=(replace(samples.BUSES, fields=(), code=""),),
        )
    assert refusal.value.names == (
        "协议编号",
        "利用目的",
        "甲方统一社会信用代码",
        "甲方地址",
        "甲方联系人",
        "甲方联系电话",
        "乙方姓名",
        "乙方地址",
        "乙方联系电话",
        "第1项数据集的编号",
        "第1项数据集的字段",
    )
    assert "协议编号、利用目的、甲方统一社会信用代码" in str(refusal.value)


def test_absent_dates_and_data_sets_are_missing_facts_too() -> None:
    with pytest.raises(MissingFact) as refusal:
        samples.agreement(starts_on=None, ends_on=None, decided_on=None, created_at=None, datasets=())
    assert refusal.value.names == (
        "利用期限起始日",
        "利用期限到期日",
        "审核决定日期",
        "协议生成时间",
        "数据集",
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"ends_on": date(2026, 9, 30)},
        {"created_at": datetime(2026, 9, 25, 9, 0)},
        {"use_report_interval_months": 0},
        {"verify_url": "javascript:alert(1)"},
    ],
)
def test_contradictions_are_refused(changes: dict[str, object]) -> None:
    with pytest.raises(WrongFact):
        samples.agreement(**changes)


def test_a_whole_identity_number_never_gets_in() -> None:
    with pytest.raises(WrongFact):
        replace(samples.PERSON, id_number="310104199001011234")


def test_a_natural_person_has_no_credit_code() -> None:
    with pytest.raises(WrongFact):
        replace(samples.PERSON, credit_code="91310115MA1K4XXX7P")


def test_a_signature_without_its_time_zone_is_refused() -> None:
    with pytest.raises(WrongFact):
        Signature(name="张䶮", at=datetime(2026, 9, 26, 10, 30))


def test_facts_come_back_from_their_json() -> None:
    facts = samples.signed()
    assert AgreementFacts.from_json(facts.to_json()) == facts


@pytest.mark.parametrize("schema", ["wuri/agreement/1", "wuri/agreement/2"])
def test_facts_of_earlier_forms_can_still_be_read_and_printed(schema: str) -> None:
    written = json.loads(samples.agreement().to_json()) | {"schema": schema}
    for name in ("articles", "wording", "signatories", "supersedes"):
        del written[name]
    if schema == "wuri/agreement/1":
        written["sealed"] = None
    facts = AgreementFacts.from_json(json.dumps(written))
    assert facts.articles == ()
    assert worded(facts) == samples.agreement()


def test_the_json_is_canonical() -> None:
    written = samples.agreement().to_json()
    assert written == json.dumps(json.loads(written), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def test_the_same_moment_in_another_zone_gives_the_same_digest() -> None:
    here = samples.agreement()
    there = samples.agreement(created_at=here.created_at.astimezone(UTC))
    assert here.digest == there.digest


def test_the_digest_of_the_terms_outlives_signing_and_sealing() -> None:
    assert samples.agreement().terms_digest == samples.signed().terms_digest
    assert samples.agreement().digest != samples.signed().digest


def test_any_changed_term_changes_the_digest_of_the_terms() -> None:
    assert samples.agreement(quota="不限").terms_digest != samples.agreement().terms_digest


@pytest.mark.parametrize("value", [1.5, {"a": 0.1}, datetime(2026, 1, 1), object()])
def test_what_has_no_canonical_form_is_a_type_error(value: object) -> None:
    with pytest.raises(TypeError):
        canonical_json(value)


def changed(**changes: object) -> str:
    return canonical_json(plain(json.loads(samples.agreement().to_json()) | changes))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        changed(schema="wuri/agreement/4"),
        changed(more="x"),
        changed(quota=3),
        changed(starts_on="2026-13-01"),
        changed(datasets="x"),
        changed(use_report_interval_months=True),
        samples.agreement().to_json().replace('"use_report_interval_months":6', '"use_report_interval_months":6.0'),
        samples.agreement().to_json().replace('{"application', '{"quota":"x","application', 1),
    ],
)
def test_a_file_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFacts):
        AgreementFacts.from_json(text)


@given(
    purpose=st.text(st.characters(codec="utf-8"), min_size=1).filter(bare),
    days=st.integers(0, 4000),
    months=st.none() | st.integers(1, 60),
)
def test_any_facts_survive_the_round_trip(purpose: str, days: int, months: int | None) -> None:
    facts = samples.agreement(
        purpose=purpose,
        ends_on=date(2026, 10, 1) + timedelta(days=days),
        use_report_interval_months=months,
    )
    assert AgreementFacts.from_json(facts.to_json()).digest == facts.digest
