"""Do the texts say what happened, in every state in which it can, and nothing that a reader should not see?"""

import re

import pytest
from django.utils.translation import override

from applications.conditions import Conditions
from notifications.models import Message
from notifications.wording import in_english
from tests.factories import a_dataset, a_life, case_in, the_cast
from workflow.lifecycle import STOPPABLE
from workflow.states import State

from .occasions import OCCASIONS, TITLE, happen, life_in, undone

pytestmark = pytest.mark.django_db

# The applicant's withdrawal of a draft, and what is written down of every download, concern nobody else.
# An answered order is read by supervisors in their digest.
# Of a security incident everyone is told by name (conduct.telling).
SILENT = {
    ("withdraw", State.DRAFT), ("collect", State.IN_USE), *(("answer_order", state) for state in State),
    *((name, state) for name in ("stop_data", "release_data") for state in STOPPABLE),
}  # fmt: skip
STATES = sorted({state for _name, state in OCCASIONS}, key=list(State).index)


# What a template leaves behind when it goes wrong: no value, an unfilled place, escaped signs, torn punctuation.
SLIPS = re.compile(r"None|\{\{|\{%|&amp;|&lt;|&quot;|&#|\n{3}|，。|。。|：。|（）|“”")


@pytest.mark.parametrize("state", STATES)
def test_every_text_reads_well_in_every_state(state: State) -> None:
    life = life_in(state)
    for name in [name for name, source in OCCASIONS if source == state]:
        with undone():
            messages = happen(life, name)
            assert bool(messages) != ((name, state) in SILENT), name
            for message in messages:
                text = message.subject + message.body
                assert TITLE in message.subject
                assert life.application.number in message.subject
                assert message.body.strip()
                assert not SLIPS.search(text), f"{name}: {text}"
                # 您 is for those who apply; the office is written to without it.
                assert message.recipient == life.applicant or "您" not in text, f"{name}: {text}"


CHINESE = re.compile(r"[\u4e00-\u9fff，。：；（）]+")


@pytest.mark.parametrize("state", STATES)
def test_every_text_can_be_read_in_english_too(state: State) -> None:
    """What stays Chinese are names and what people wrote; no sentence of ours does."""
    life = life_in(state)
    for name in [name for name, source in OCCASIONS if source == state]:
        with undone():
            for message in happen(life, name):
                found = in_english(message)
                assert found is not None
                assert life.application.number in found.subject
                assert not CHINESE.match(found.subject), f"{name}: {found.subject}"
                assert re.search("[a-z]{3} [a-z]{2}", found.body.partition("\n")[0]), f"{name}: {found.body}"
                assert not SLIPS.search(found.body), f"{name}: {found.body}"


def test_a_natural_person_is_not_told_that_he_acted_for_himself() -> None:
    life = a_life(body=None)
    for verb in ("submit", "accept", "assess", "approve", "sign", "withdraw"):
        life.do(verb)
    texts = Message.objects.filter(case=life.pk, recipient=life.applicant).values_list("body", flat=True)
    name = life.applicant.name
    assert not [text for text in texts if re.search(f"{name}[^。]*{name}", text)]


def test_a_supplement_notice_lists_every_defect_and_the_days_there_are() -> None:
    life = a_life()
    life.do("submit")
    message = told(happen(life, "request_supplement", note="可来电咨询。"), "沈知远")
    assert "1. 应用场景说明：请写明数据用在哪个系统、由谁使用。\n2. 安全承诺书：" in message.body
    assert "10 个工作日" in message.body
    assert "视为放弃" in message.body
    assert "其他说明：可来电咨询。" in message.body


def test_a_partial_approval_is_called_one() -> None:
    life = a_life()
    for verb in ("submit", "accept", "assess"):
        life.do(verb)
    message = told(happen(life, "approve", conditions=Conditions(("stop_id",), "download", 6)), "沈知远")
    assert message.subject.startswith("部分同意开放，请签订协议")
    assert "6 个月" in message.body


def test_a_decision_against_the_applicant_gives_its_reasons_and_the_way_of_appeal() -> None:
    life = a_life()
    for verb in ("submit", "accept", "assess"):
        life.do(verb)
    message = told(happen(life, "refuse"), "沈知远")
    assert "理由：使用目的与数据开放范围不符。" in message.body
    assert "救济途径" in message.body


def test_an_opinion_tells_what_the_department_thinks() -> None:
    life = a_life()
    for verb in ("submit", "accept", "consult"):
        life.do(verb)
    message = told(happen(life, "give_opinion", agrees=False, opinion="涉及公共安全。"), "严签")
    assert "市公安局" in message.body
    assert "不同意开放" in message.body
    assert "涉及公共安全。" in message.body


def test_a_subject_is_one_line_whatever_the_title_holds() -> None:
    dataset = a_dataset(the_cast().provider, title="客流\r\nBcc: x@example.org")
    application = case_in("submitted", dataset=dataset)
    subjects = Message.objects.filter(case=application.pk).values_list("subject", flat=True)
    assert subjects
    assert all(len(subject.splitlines()) == 1 for subject in subjects)


def test_the_longest_title_still_fits_into_a_subject() -> None:
    dataset = a_dataset(the_cast().provider, title="数" * 120)
    life = a_life(dataset=dataset)
    for verb in ("submit", "accept", "consult", "give_opinion", "approve", "sign", "seal", "deliver"):
        life.do(verb)
    assert max(len(message.subject) for message in Message.objects.filter(case=life.pk)) <= 200


def test_the_reader_is_written_to_in_chinese_whatever_language_the_page_has() -> None:
    with override("en"):
        application = case_in("submitted")
    assert Message.objects.filter(case=application.pk, subject__startswith="已收到您的申请").count() == 1


def told(messages: list[Message], name: str) -> Message:
    (message,) = [message for message in messages if message.recipient.name == name]
    return message
