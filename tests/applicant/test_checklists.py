"""A department's own check-list for a data set: the applicant sees it, the handler ticks it, versions are kept."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from applications.checklists import Check, checks_of, in_force, publish, write
from applications.models import ChecklistVersion, Supplement
from applications.refusals import ChecklistChanged
from jobs import clock
from tests.factories import MORNING, Life, a_dataset, a_life, the_cast
from workflow.models import Event
from workflow.refusals import MissingFacts
from workflow.states import State

pytestmark = pytest.mark.django_db

USE = Check("c1", "使用系统与应用场景一致", "写明系统名称和部署位置")
TEAM = Check("c2", "列明可以接触数据的人员")
BEFORE = MORNING - timedelta(days=1)


def in_use(*items: Check, kind: str = "", at: object = BEFORE) -> ChecklistVersion:
    cast = the_cast()
    dataset = a_dataset(cast.provider)
    row = write(dataset=dataset, kind=kind, items=items, actor=cast.handler, now=at)  # type: ignore[arg-type]
    return publish(pk=row.pk, seen=row.revision, actor=cast.approver, now=at)  # type: ignore[arg-type]


def handed_in() -> Life:
    life = a_life()
    life.do("submit")
    return life


def test_nothing_is_accepted_before_everything_is_ticked() -> None:
    in_use(USE, TEAM)
    life = handed_in()
    with pytest.raises(MissingFacts, match="列明可以接触数据的人员"):
        life.do("accept", ticked=["c1"])
    life.do("accept", ticked=["c1", "c2"])
    facts = Event.objects.get(case=life.pk, name="accept").facts
    assert (facts["checklist"], facts["checked"]) == (1, [USE.title, TEAM.title])


def test_an_application_keeps_the_version_of_its_day_of_receipt() -> None:
    in_use(USE)
    life = handed_in()
    in_use(USE, TEAM, at=life.moment)
    assert checks_of(life.application, life.moment).items == (USE,)
    assert [one.key for one in in_force(life.application.dataset_id, "legal_person", life.moment).items] == ["c1", "c2"]
    life.do("accept", ticked=["c1"])


def test_a_kind_of_applicant_has_a_list_of_its_own_before_the_one_for_all() -> None:
    in_use(USE)
    in_use(TEAM, kind="natural_person")
    dataset = a_dataset(the_cast().provider)
    assert in_force(dataset.pk, "natural_person", MORNING).items == (TEAM,)
    assert in_force(dataset.pk, "legal_person", MORNING).items == (USE,)


def test_a_draft_binds_nobody_and_is_published_by_another_as_he_saw_it() -> None:
    cast = the_cast()
    said = {"dataset": a_dataset(cast.provider), "kind": "", "actor": cast.handler, "now": BEFORE}
    row = write(items=[USE], **said)
    assert not checks_of(handed_in().application, MORNING).items
    with pytest.raises(ChecklistChanged):
        publish(pk=row.pk, seen=row.revision, actor=cast.handler, now=BEFORE)
    write(items=[USE, TEAM], **said)
    with pytest.raises(ChecklistChanged):
        publish(pk=row.pk, seen=row.revision, actor=cast.approver, now=BEFORE)
    with pytest.raises(IntegrityError, match="second_person"), transaction.atomic():
        ChecklistVersion.objects.update(published_by=cast.handler, published_at=BEFORE)
    assert ChecklistVersion.objects.get().revision == 1


@pytest.fixture
def as_one_of(client: Client) -> Callable[[str], Client]:
    def enter(part: str) -> Client:
        client.force_login(the_cast().people[part])
        return client

    return enter


def test_the_applicant_sees_the_same_list_before_he_hands_in(as_one_of: Callable[[str], Client]) -> None:
    in_use(USE)
    life = a_life()
    shown = as_one_of("applicant").get(reverse("draft", args=[life.pk])).text
    assert "承办人还将逐项核对" in shown and USE.title in shown and USE.hint in shown


def test_the_handler_ticks_on_the_page_and_asks_by_the_same_words(as_one_of: Callable[[str], Client]) -> None:
    in_use(USE)
    life, client = handed_in(), as_one_of("handler")
    with clock.travel(life.moment):
        accept = reverse("move", args=[life.pk, "accept"])
        assert "请核对本项" in client.post(accept).text
        asking = {"subject_1": USE.title, "problem_1": "没有写明部署位置。"}
        assert client.post(reverse("move", args=[life.pk, "request_supplement"]), asking).status_code == 302
    assert Supplement.objects.get().items.get().subject == USE.title
    life.do("resubmit")
    with pytest.raises(MissingFacts, match="督办人员"):
        life.do("request_supplement", items=[(USE.title, "仍没有写明。")])
    with clock.travel(life.moment):
        assert client.post(accept, {"check_c1": "on"}).status_code == 302
    assert life.application.case.state == State.ASSESSING


def test_a_handler_writes_the_list_and_an_approver_puts_it_in_force(as_one_of: Callable[[str], Client]) -> None:
    where = ["JT-0001", "all"]
    a_dataset(the_cast().provider)
    said = {"title_0": USE.title, "hint_0": USE.hint, "title_3": TEAM.title}
    assert as_one_of("handler").post(reverse("checklist", args=where), said).status_code == 302
    row = ChecklistVersion.objects.get()
    assert [item["key"] for item in row.items] == ["c1", "c2"]
    publishing = reverse("checklist-publish", args=where)
    assert as_one_of("handler").post(publishing, {"seen": 0}).status_code == 404
    assert as_one_of("approver").post(publishing, {"seen": "x"}).status_code == 409
    assert as_one_of("approver").post(publishing, {"seen": 0}).status_code == 302
    row.refresh_from_db()
    assert row.published_by == the_cast().approver


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "请至少填写一项核对事项。"),
        ({"title_0": "甲", "hint_1": "乙"}, "请填写核对事项的名称。"),
        ({"title_0": "甲", "title_1": "甲"}, "核对事项不能重复。"),
    ],
)
def test_what_is_wrong_with_a_list_is_said_at_its_line(
    as_one_of: Callable[[str], Client], said: dict[str, str], words: str
) -> None:
    a_dataset(the_cast().provider)
    response = as_one_of("handler").post(reverse("checklist", args=["JT-0001", "all"]), said or {"title_0": ""})
    assert response.status_code == 200 and words in response.text


def test_a_line_that_is_taken_out_leaves_the_keys_of_the_others(as_one_of: Callable[[str], Client]) -> None:
    in_use(USE, TEAM)
    said = {"title_1": TEAM.title, "title_2": "新的一项"}
    as_one_of("handler").post(reverse("checklist", args=["JT-0001", "all"]), said)
    assert [item["key"] for item in ChecklistVersion.objects.get(version=2).items] == ["c2", "c3"]
