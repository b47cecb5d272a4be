"""The decision on a breach on paper: what it says, and who may read it."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from applications.documents.engine import render_breach_decision
from applications.documents.party import PartyKind
from applications.documents.refusals import MissingFact
from conduct.actions.answer import answer
from conduct.actions.decide import decide
from conduct.decision_paper import decision_facts, has_paper
from conduct.models import Breach, Finding, Outcome
from jobs.clock import travel
from tests.conduct.matters import NOON, REASONS, decided, heard, taken_up
from tests.delivery.lives import a_delivered_life
from tests.documents.reading import text
from tests.factories import Life, shanghai, the_cast

pytestmark = pytest.mark.django_db
MONDAY = shanghai("2026-09-14 09:00")
LATER = shanghai("2026-09-21 10:00")


@pytest.fixture
def life() -> Life:
    return a_delivered_life()


def printed(finding: Finding) -> str:
    return text(render_breach_decision(decision_facts(finding.breach)))


def test_it_says_what_was_found_what_follows_and_where_to_turn(life: Life) -> None:
    said = printed(decided(life))
    in_order = (
        "市数据局", "数违决〔2026〕0001号", "违规处理决定书", "沪桥智行科技有限公司：", life.application.number,
        "于2026年9月11日告知贵单位", "贵单位在规定期限内没有陈述申辩。", "向第三方转让数据，事实清楚。",
        "依据《数据利用协议》第六条，本单位决定：", "终止向贵单位开放上述申请涉及的公共数据；",
        "列入违规名单，自2026年9月21日起至2027年9月30日止。", "可以依法申请行政复议。也可以在2026年10月12日前",
    )  # fmt: skip
    places = [said.find(words) for words in in_order]
    assert -1 not in places, in_order[places.index(-1)]
    assert places == sorted(places)


def test_a_warning_after_an_answer_says_both(life: Life) -> None:
    answer(breach=(breach := heard(life)), actor=the_cast().applicant, statement="已经改正。", now=NOON)
    said = printed(decide(breach=breach, actor=the_cast().supervisor, outcome=Outcome.WARNED, **REASONS, now=MONDAY))
    assert "贵单位于2026年9月11日提交了陈述申辩，本单位已经研究。" in said
    assert "对贵单位给予警告，责令改正。" in said
    assert "违规名单" not in said


def test_what_is_unfounded_ends_without_measures(life: Life) -> None:
    words = {"reasons": "经核查未转让数据。", "ground": "《数据利用协议》第六条"}
    breach = heard(life)
    finding = decide(breach=breach, actor=the_cast().supervisor, outcome=Outcome.UNFOUNDED, **words, now=MONDAY)
    said = printed(finding)
    assert "本单位认定违规情况不成立，决定不予处理。" in said
    assert "没有陈述申辩" not in said, "his limit has not ended"
    assert "行政复议" not in said


def test_a_person_is_spoken_to_as_one(life: Life) -> None:
    facts = replace(decision_facts(decided(life).breach), addressee="许言", addressee_kind=PartyKind.NATURAL_PERSON)
    assert "您在规定期限内没有陈述申辩。" in text(render_breach_decision(facts))


def test_the_same_decision_gives_the_same_bytes(life: Life) -> None:
    facts = decision_facts(decided(life).breach)
    assert render_breach_decision(facts) == render_breach_decision(facts)


@pytest.mark.parametrize("gap", ["number", "addressee", "issuer", "legal_ground", "remedy"])
def test_a_decision_without_a_fact_is_not_printed(life: Life, gap: str) -> None:
    facts = decision_facts(decided(life).breach)
    with pytest.raises(MissingFact):
        replace(facts, **{gap: " "})


def test_before_the_decision_and_without_a_hearing_there_is_none(life: Life) -> None:
    assert not has_paper(heard(life))
    alone = taken_up()
    words = {"reasons": "线索不具体，无法核查。", "ground": "《数据利用协议》第六条"}
    decide(breach=alone, actor=the_cast().supervisor, outcome=Outcome.UNFOUNDED, **words, now=NOON)
    assert not has_paper(Breach.objects.get(pk=alone.pk))


@pytest.mark.parametrize(
    ("part", "name", "status"),
    [
        ("applicant", "my-breach-decision", 200),
        ("colleague", "my-breach-decision", 200),
        ("supervisor", "breach-decision", 200),
        ("handler", "breach-decision", 200),
        ("stranger", "my-breach-decision", 404),
        ("stranger", "breach-decision", 404),
        ("applicant", "breach-decision", 404),
    ],
)
def test_the_respondent_and_those_who_dealt_with_it_read_it(life: Life, part: str, name: str, status: int) -> None:
    finding = decided(life)
    client = Client()
    client.force_login(getattr(the_cast(), part))
    with travel(LATER):
        answered = client.get(reverse(name, args=[finding.breach_id]))
        assert answered.status_code == status
        if status == 200:
            assert answered.content.startswith(b"%PDF-")
            page = client.get(reverse(name.removesuffix("-decision"), args=[finding.breach_id])).content.decode()
            assert f'href="{reverse(name, args=[finding.breach_id])}"' in page


def test_where_nothing_is_decided_there_is_nothing_to_read(life: Life) -> None:
    client = Client()
    client.force_login(the_cast().supervisor)
    with travel(LATER):
        assert client.get(reverse("breach-decision", args=[heard(life).pk])).status_code == 404
