"""One application for several data sets of a department: written once, handed in together, decided each by itself."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Organisation
from applications.actions.choose_datasets import choose_datasets
from applications.actions.submit_all import submit_all
from applications.eligibility import NotConditional, NotEligible
from applications.further import belonging
from applications.models import Application, Dataset, DecisionKind, FurtherDataset
from tests.factories import Life, a_dataset, a_life, the_cast
from workflow.models import Case
from workflow.refusals import MissingFacts, NotYours, WrongState
from workflow.states import State

pytestmark = pytest.mark.django_db
FIELDS = ["stop_id", "stop_name"]


def another(code: str = "JT-0009", **said: object) -> Dataset:
    return a_dataset(the_cast().provider, code, title=f"公交站点设施 {code}", **said)


def a_draft(*datasets: Dataset) -> Life:
    life = a_life()
    choose(life, *datasets)
    return life


def choose(life: Life, *datasets: Dataset) -> None:
    choices = [(dataset, FIELDS, "download") for dataset in datasets]
    choose_datasets(application=life.application, actor=life.applicant, choices=choices, now=life.moment)


def hand_in(life: Life) -> list[Application]:
    submit_all(application=life.application, actor=life.applicant, now=life.moment)
    return [life.application, *belonging(life.application)]


def test_each_data_set_becomes_a_case_with_the_same_words_and_documents() -> None:
    first, second = hand_in(a_draft(another()))
    assert first.number != second.number
    assert (second.dataset.code, second.requested_fields) == ("JT-0009", FIELDS)
    assert (second.use_case, second.contact_phone) == (first.use_case, first.contact_phone)
    assert [one.sha256 for one in second.attachments.order_by("kind")] == [
        one.sha256 for one in first.attachments.order_by("kind")
    ]
    assert {one.case.state for one in (first, second)} == {State.SUBMITTED}
    assert [one.pk for one in belonging(second)] == [first.pk]


def test_each_data_set_is_decided_by_itself() -> None:
    life = a_draft(another())
    _first, second = hand_in(life)
    other = Life(life.cast, second.pk, life.moment)
    for verb in ("accept", "assess", "approve"):
        life.do(verb)
    for verb in ("accept", "assess", "refuse"):
        other.do(verb)
    assert life.application.decision.kind == DecisionKind.APPROVE
    assert other.application.decision.kind == DecisionKind.REFUSE
    assert life.application.agreement.number and not hasattr(other.application, "agreement")


def test_all_are_handed_in_or_none() -> None:
    closed = another("JT-0010")
    life = a_draft(another(), closed)
    Dataset.objects.filter(pk=closed.pk).update(openness="closed")
    with pytest.raises(MissingFacts, match="JT-0010"):
        hand_in(life)
    assert Case.objects.get().state == State.DRAFT
    assert not FurtherDataset.objects.filter(became__isnull=False).exists()


def test_a_field_that_is_no_longer_offered_is_said_with_its_data_set() -> None:
    dataset = another()
    life = a_draft(dataset)
    dataset.fields.filter(name="stop_name").delete()
    with pytest.raises(MissingFacts, match="公交站点设施 JT-0009：所选字段中有已下架的"):
        hand_in(life)


def test_what_is_not_to_be_had_together_is_refused() -> None:
    department = Organisation.objects.create(kind="department", name="市体育局")
    life = a_life()
    for dataset, refused in (
        (a_dataset(department, "TY-0001"), NotConditional),
        (life.application.dataset, NotConditional),
        (another("JT-0011", openness="closed"), NotConditional),
        (another("JT-0012", applicant_kinds=["natural_person"]), NotEligible),
    ):
        with pytest.raises(refused):
            choose(life, dataset)


def test_only_the_applicant_chooses_and_only_while_it_is_a_draft() -> None:
    life, dataset = a_life(), another()
    choice = [(dataset, FIELDS, "download")]
    with pytest.raises(NotYours):
        choose_datasets(application=life.application, actor=life.cast.stranger, choices=choice, now=life.moment)
    life.do("submit")
    with pytest.raises(WrongState):
        choose(life, dataset)


@pytest.fixture
def as_one_of(client: Client) -> Callable[[str], Client]:
    def enter(part: str) -> Client:
        client.force_login(the_cast().people[part])
        return client

    return enter


def test_the_whole_way_through_the_pages(as_one_of: Callable[[str], Client]) -> None:
    dataset, life = another(), a_life()
    another("JT-0013", applicant_kinds=["natural_person"])
    client, address = as_one_of("applicant"), reverse("draft-datasets", args=[life.pk])
    assert "JT-0013" not in client.get(address).text
    wrong = client.post(address, {f"fields_{dataset.pk}": ["no_such"], f"mode_{dataset.pk}": "download"})
    assert wrong.status_code == 200 and not FurtherDataset.objects.exists()
    said = {f"fields_{dataset.pk}": FIELDS, f"mode_{dataset.pk}": "download"}
    assert client.post(address, said).status_code == 302
    assert dataset.title in client.get(reverse("draft-preview", args=[life.pk])).text
    assert client.post(reverse("move", args=[life.pk, "submit"])).status_code == 302
    [second] = belonging(life.application)
    assert second.number in client.get(reverse("application", args=[life.pk])).text
    assert life.application.number in as_one_of("handler").get(reverse("case", args=[second.pk])).text
    assert as_one_of("applicant").get(address).status_code == 302


def test_choosing_anew_replaces_what_was_chosen(as_one_of: Callable[[str], Client]) -> None:
    life = a_draft(another())
    as_one_of("applicant").post(reverse("draft-datasets", args=[life.pk]), {"none": ""})
    assert not FurtherDataset.objects.exists()
