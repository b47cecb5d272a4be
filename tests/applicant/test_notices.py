"""What the official documents of a case say: as it was when each was issued, whatever came later."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from applications.actions.attach import attach
from applications.application_form import application_facts
from applications.conditions import Conditions
from applications.documents.notice_facts import NoticeFacts
from applications.documents.party import PartyKind
from applications.models import Application, AttachmentKind, Dataset
from applications.notices import notice_of
from applications.papers import papers_of
from tests.factories import Cast, a_life, case_in, shanghai
from tests.factories.verbs import FILLED
from workflow.states import State

from .test_attachments import pdf

pytestmark = pytest.mark.django_db

FORM = {"application", "receipt"}
DECIDED = FORM | {"acceptance", "decision", "agreement"}

PAPERS: dict[State, set[str]] = {
    State.DRAFT: set(),
    State.SUBMITTED: FORM,
    State.SUPPLEMENT: FORM | {"supplement"},
    State.ASSESSING: FORM | {"acceptance"},
    State.CONSULTING: FORM | {"acceptance"},
    State.DECIDING: FORM | {"acceptance"},
    State.AGREEMENT: DECIDED,
    State.SEALING: DECIDED,
    State.DELIVERING: DECIDED,
    State.IN_USE: DECIDED,
    State.SUSPENDED: DECIDED,
    State.CLOSED: DECIDED,
    State.NOT_ACCEPTED: FORM | {"non_acceptance"},
    State.REFUSED: FORM | {"acceptance", "refusal"},
    State.WITHDRAWN: FORM,
    State.LAPSED: FORM | {"supplement"},
    State.REVOKED: DECIDED,
}


def facts(application: Application, slug: str) -> NoticeFacts:
    return notice_of(application, papers_of(application)[slug])


@pytest.mark.parametrize("state", PAPERS)
def test_every_state_has_its_documents_and_no_others(state: State) -> None:
    application = case_in(state)
    found = papers_of(application)
    assert set(found) == PAPERS[state]
    for slug, paper in found.items():
        if slug not in ("application", "agreement"):
            assert notice_of(application, paper).heading == paper.title


def test_a_receipt_lists_what_was_handed_in_and_tells_when_the_answer_is_due(cast: Cast) -> None:
    told = facts(case_in("assessing"), "receipt")
    assert told.number == "数开收〔2026〕000001号"
    assert told.items == (
        "申请书",
        "应用场景说明（应用场景说明.pdf）",
        "安全承诺书（安全承诺书.pdf）",
        "主体资格证明（主体资格证明.pdf）",
    )
    assert (told.issued_on, told.received_on, told.due_on) == (date(2026, 9, 10), date(2026, 9, 10), date(2026, 9, 17))
    assert (told.addressee, told.issuer) == ("沪桥智行科技有限公司", "市交通委")


def test_a_person_is_addressed_as_one() -> None:
    told = facts(case_in("submitted", body=None), "receipt")
    assert (told.addressee, told.addressee_kind) == ("周以宁", PartyKind.NATURAL_PERSON)


def test_a_receipt_does_not_learn_of_what_came_later(cast: Cast) -> None:
    life = a_life()
    before = facts(life.do("submit"), "receipt")
    life.do("request_supplement", at=shanghai("2026-09-11 10:00"))
    attach(application=life.application, actor=cast.applicant, kind=AttachmentKind.OTHER,
           file=pdf("补充.pdf"), now=shanghai("2026-09-14 10:00"))  # fmt: skip
    for verb in ("resubmit", "accept"):
        life.do(verb, at=life.moment + timedelta(days=3))
    assert facts(life.application, "receipt") == before
    assert facts(life.application, "receipt").digest == before.digest


def test_an_acceptance_after_a_supplement_tells_the_later_day() -> None:
    life = a_life()
    life.do("submit")
    life.do("request_supplement", at=shanghai("2026-09-11 14:30"))
    life.do("resubmit", at=shanghai("2026-09-18 16:22"))
    application = life.do("accept", at=shanghai("2026-09-21 09:00"))
    # One day used before the pause; the make-up Sunday the 20th counts; four days remain from the 18th.
    assert facts(application, "acceptance").due_on == date(2026, 9, 23)
    assert facts(application, "receipt").due_on == date(2026, 9, 17)


def test_each_supplement_has_its_own_notice_and_number() -> None:
    life = a_life()
    for verb in ("submit", "request_supplement", "resubmit", "accept"):
        life.do(verb)
    life.do("request_supplement", at=shanghai("2026-09-14 10:00"), items=[("联系电话", "号码不通")], note="请核对")
    application = life.application
    first, second = facts(application, "supplement"), facts(application, "supplement-2")
    assert first.items[0] == "应用场景说明：请写明数据用在哪个系统、由谁使用。"
    assert (second.items, second.paragraphs) == (("联系电话：号码不通",), ("请核对",))
    assert (first.number, second.number) == ("数开补〔2026〕000001号", "数开补〔2026〕000001号之2")
    assert (first.due_on, second.due_on) == (date(2026, 9, 23), date(2026, 9, 28))


def test_a_decision_states_what_is_opened_and_when_to_sign() -> None:
    told = facts(case_in("in_use"), "decision")
    assert told.items == (
        "开放字段：站点编号、站点名称、统计时间、客流量",
        "提供方式：数据下载",
        "利用期限：12个月",
        "每 6 个月提交一次利用情况报告。",
    )
    assert told.paragraphs == ()
    assert (told.number, told.due_on) == ("数开决〔2026〕0001号", date(2026, 9, 23))


def test_a_decision_in_part_says_why() -> None:
    life = a_life()
    for verb in ("submit", "accept", "assess"):
        life.do(verb)
    life.do("approve", conditions=Conditions(("stop_id",), "download", 6), reasons="客流量为敏感字段")
    assert facts(life.application, "decision").paragraphs == ("部分字段不予开放，理由：客流量为敏感字段",)


@pytest.mark.parametrize(("state", "slug"), [("refused", "refusal"), ("not_accepted", "non_acceptance")])
def test_a_refusal_states_reasons_ground_and_way_of_appeal(state: str, slug: str) -> None:
    told = facts(case_in(state), slug)
    assert told.paragraphs and told.legal_ground == "《上海市公共数据开放暂行办法》"
    assert "行政复议" in told.appeal and "行政诉讼" in told.appeal


def test_the_form_states_what_was_handed_in_last() -> None:
    life = a_life()
    life.do("submit")
    at = shanghai("2026-09-11 10:00")
    life.do("request_supplement", at=at)
    life.do("resubmit", at=at + timedelta(days=1))
    application = life.application
    paper = papers_of(application)["application"]
    told = application_facts(application, paper.record.at)
    assert told.handed_in_at == at + timedelta(days=1)
    assert (told.purpose, told.fields[0], told.delivery_mode) == (FILLED["purpose"], "站点编号", "数据下载")
    assert told.materials == (
        "应用场景说明：应用场景说明.pdf",
        "安全承诺书：安全承诺书.pdf",
        "主体资格证明：主体资格证明.pdf",
    )


def test_documents_speak_chinese_whatever_the_readers_language() -> None:
    application = case_in("agreement")
    chinese = facts(application, "decision")
    with override("en"):
        assert facts(application, "decision") == chinese
        paper = papers_of(application)["application"]
        assert application_facts(application, paper.record.at).kind == "法人"


def test_a_field_that_the_data_set_no_longer_has_keeps_its_name() -> None:
    application = case_in("agreement")
    Dataset.objects.get().fields.filter(name="passengers").delete()
    assert facts(application, "decision").items[0].endswith("统计时间、passengers")
