"""What is written about each item of a supplement: kept while it is written, read by the office once handed in."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from applications.actions.save_answers import save_answers
from applications.models import Application, SupplementItem
from jobs.clock import Journey
from tests.factories import Cast, case_in, shanghai
from workflow.models import Event
from workflow.refusals import NotYours, WrongState

from .pages import text_of

pytestmark = pytest.mark.either


@pytest.fixture
def asked(cast: Cast, now: Journey) -> Application:
    application = case_in("supplement")
    now.move_to(shanghai("2026-09-11 10:00"))
    return application


def address(application: Application) -> str:
    return reverse("supplement-answers", args=[application.pk])


def form_of(application: Application) -> str:
    return reverse("move", args=[application.pk, "resubmit"])


def answers(application: Application) -> list[str]:
    items = SupplementItem.objects.filter(supplement__application=application)
    return list(items.order_by("position").values_list("answer", flat=True))


def test_an_answer_is_kept_and_stands_in_the_form_when_one_comes_back(applicant: Client, asked: Application) -> None:
    saved = applicant.post(address(asked), {"answer_1": "已写了一半", "reply": "另附说明"})
    assert saved["Location"] == form_of(asked)
    assert answers(asked)[0] == "已写了一半"
    shown = applicant.get(form_of(asked)).content.decode()
    assert "已写了一半</textarea>" in shown
    assert "另附说明</textarea>" in shown


def test_an_autosave_says_when_and_writes_nothing_into_the_journal(applicant: Client, asked: Application) -> None:
    before = Event.objects.filter(case=asked.pk).count()
    said = applicant.post(address(asked), {"answer_1": "已写"}, headers={"HX-Request": "true"})
    assert "已自动保存（2026-09-11 10:00）" in said.content.decode()
    assert Event.objects.filter(case=asked.pk).count() == before


def test_one_that_does_not_fit_is_told_and_the_others_are_kept(applicant: Client, asked: Application) -> None:
    typed = {"answer_1": "长" * 1001, "reply": "其余照旧"}
    said = applicant.post(address(asked), typed, headers={"HX-Request": "true"})
    assert said.status_code == 422
    assert "其余内容已保存" in said.content.decode()
    assert answers(asked)[0] == ""
    assert asked.supplements.get().reply == "其余照旧"
    page = applicant.post(address(asked), typed).content.decode()
    assert "长" * 1001 in page
    assert "field-err" in page


def test_the_office_reads_it_only_when_it_is_handed_in(
    client: Client, applicant: Client, asked: Application, cast: Cast
) -> None:
    applicant.post(address(asked), {"answer_1": "还没写完的话", "reply": "还没写完的说明"})
    mine = text_of(applicant.get(reverse("supplements", args=[asked.pk])))
    assert "还没写完的话" in mine
    client.force_login(cast.handler)
    for page in (reverse("supplements", args=[asked.pk]), reverse("case", args=[asked.pk])):
        said = text_of(client.get(page))
        assert "还没写完" not in said


def test_handing_in_takes_what_was_kept_as_it_stands(applicant: Client, asked: Application) -> None:
    count = len(answers(asked))
    applicant.post(address(asked), {f"answer_{n}": f"第{n}项已补" for n in range(1, count + 1)})
    form = applicant.get(form_of(asked)).context["form"]
    typed = {name: form[name].value() for name in form.fields}
    assert applicant.post(form_of(asked), typed).status_code == 302
    assert answers(asked) == [f"第{n}项已补" for n in range(1, count + 1)]
    assert asked.supplements.get().answered_at is not None


def test_a_colleague_may_and_nobody_else(client: Client, asked: Application, cast: Cast) -> None:
    given = {}
    for part in ("colleague", "stranger", "handler", "supervisor"):
        client.force_login(cast.people[part])
        given[part] = client.post(address(asked), {"answer_1": part}).status_code
    assert given == {"colleague": 302, "stranger": 404, "handler": 404, "supervisor": 404}
    assert answers(asked)[0] == "colleague"
    assert client.get(address(asked)).status_code == 405


def test_there_is_nothing_to_save_where_nothing_is_asked(cast: Cast, now: Journey) -> None:
    for state in ("draft", "assessing", "in_use"):
        with pytest.raises(WrongState):
            save_answers(application=case_in(state), actor=cast.applicant, answers={1: "x"}, now=now.moment)
    with pytest.raises(NotYours):
        save_answers(application=case_in("supplement"), actor=cast.stranger, answers={1: "x"}, now=now.moment)


def test_who_was_signed_out_meanwhile_is_told_that_nothing_was_saved(client: Client, asked: Application) -> None:
    said = client.post(address(asked), {"answer_1": "已写"}, headers={"HX-Request": "true"})
    assert said.status_code == 401
    assert answers(asked)[0] == ""


def test_saving_takes_the_same_queries_for_one_item_and_for_many(
    applicant: Client, asked: Application, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    applicant.post(address(asked), {"answer_1": "先来一次"})
    with django_assert_num_queries(QUERIES):
        applicant.post(address(asked), {"answer_1": "一"})
    supplement = asked.supplements.get()
    first = supplement.items.count()
    more = [
        SupplementItem(supplement=supplement, position=first + n, subject="材料", problem="请补") for n in range(1, 9)
    ]
    SupplementItem.objects.bulk_create(more)
    with django_assert_num_queries(QUERIES):
        applicant.post(address(asked), {f"answer_{n}": "二" for n in range(1, first + 9)})


QUERIES = 13
