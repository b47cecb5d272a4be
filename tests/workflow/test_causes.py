"""Reasons from the list: what the document says, and that the form owes one or the other."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from applications.causes import NON_ACCEPTANCE, REFUSAL, stated
from applications.models import Decision
from jobs import clock
from tests.factories import MORNING, case_in, the_cast
from workflow.models import Event

FIELDS, PRIVACY = "申请字段超出应用场景所需的范围。", "《上海市数据条例》第四十一条"


def test_what_is_chosen_comes_first_in_the_order_of_the_list_and_own_words_follow() -> None:
    reasons, ground = stated(REFUSAL, ["privacy", "fields"], " 法定代表人不必要。 ", "")
    assert reasons.splitlines()[0] == FIELDS and reasons.splitlines()[2] == "法定代表人不必要。"
    assert ground == f"该数据集开放清单载明的开放条件；{PRIVACY}"


def test_a_ground_that_was_written_counts_alone() -> None:
    assert stated(REFUSAL, ["privacy"], "", "另有规定")[1] == "另有规定"


def test_the_document_is_chinese_whatever_its_writer_reads() -> None:
    with override("en"):
        assert stated(REFUSAL, ["fields"], "", "")[0] == FIELDS


def test_keys_are_used_once() -> None:
    keys = [cause.key for cause in (*REFUSAL, *NON_ACCEPTANCE)]
    assert len(keys) == len(set(keys))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({}, {"reasons", "ground"}), ({"reasons": "理由"}, {"ground"}), ({"ground": "依据"}, {"reasons"}),
        ({"causes": ["no_such_cause"]}, {"causes", "reasons", "ground"}),
    ],
)  # fmt: skip
def test_the_form_owes_a_cause_or_own_words(client: Client, said: dict[str, object], wrong: set[str]) -> None:
    application = case_in("deciding")
    client.force_login(the_cast().approver)
    with clock.travel(MORNING):
        page = client.post(reverse("move", args=[application.pk, "refuse"]), said)
    assert set(page.context["form"].errors) == wrong


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "name", "part"), [("deciding", "refuse", "approver"), ("submitted", "not_accept", "handler")]
)
def test_a_cause_alone_is_enough(client: Client, state: str, name: str, part: str) -> None:
    application = case_in(state)
    cause = (REFUSAL if name == "refuse" else NON_ACCEPTANCE)[0]
    client.force_login(the_cast().people[part])
    with clock.travel(MORNING):
        client.post(reverse("move", args=[application.pk, name]), {"causes": [cause.key]})
    decision = Decision.objects.get(application=application)
    assert (decision.reasons, decision.ground) == (str(cause.words), cause.ground)
    assert Event.objects.get(case=application.pk, name=name).facts["causes"] == [cause.key]
