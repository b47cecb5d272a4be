"""What an officer has typed is kept for him alone until the act is done; phrases come in with a button or a script."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications import phrases
from applications.models import Application, KeptText, Phrase, PhraseKind
from jobs import clock
from tests.factories import Cast, case_in, shanghai
from workflow.models import Case, Event
from workflow.states import State

pytestmark = pytest.mark.django_db

THURSDAY = shanghai("2026-09-24 09:00")
HTMX = {"HX-Request": "true"}


@pytest.fixture
def sends(monday: clock.Journey) -> Callable[..., Any]:
    """sends(person, application, verb, data): what the form of that verb answers him."""

    def post(person: User, application: Application, verb: str, data: dict[str, Any], **headers: Any) -> Any:
        client = Client()
        client.force_login(person)
        return client.post(reverse("move", args=[application.pk, verb]), data, headers=headers or None)

    return post


def form_on(page: Any, name: str) -> Any:
    return next(form for form in page.context["actions"].forms if form.name == name)


def case_page(application: Application) -> str:
    return reverse("case", args=[application.pk])


def test_what_is_put_by_is_there_again_and_nothing_has_happened(
    sends: Callable[..., Any], sees: Callable[..., Any], cast: Cast
) -> None:
    application = case_in("assessing", starts_at=THURSDAY)
    entries = Event.objects.filter(case=application.pk).count()
    answer = sends(cast.assessor, application, "assess", {"keep": "1", "opinion": "写到一半", "content": "low"})
    assert answer.url == f"{case_page(application)}#do-assess"
    form = form_on(sees(cast.assessor, case_page(application)), "assess")
    assert form["opinion"].value() == "写到一半"
    assert Event.objects.filter(case=application.pk).count() == entries
    assert "写到一半" in sees(cast.assessor, reverse("move", args=[application.pk, "assess"])).content.decode()


def test_choices_and_numbers_come_back_as_they_were_left(
    sends: Callable[..., Any], sees: Callable[..., Any], cast: Cast
) -> None:
    application = case_in("deciding", starts_at=THURSDAY)
    typed = {"keep": "1", "fields": ["stop_id"], "term_months": "七", "quota": "3", "special": "=1+1"}
    sends(cast.approver, application, "approve", typed)
    form = form_on(sees(cast.approver, case_page(application)), "approve")
    assert [form[name].value() for name in ("fields", "term_months", "quota", "special")] == [
        ["stop_id"], "七", "3", "=1+1",
    ]  # fmt: skip


def test_a_page_keeps_by_itself_without_an_answer_to_show(sends: Callable[..., Any], cast: Cast) -> None:
    application = case_in("submitted", starts_at=THURSDAY)
    typed = {"keep": "1", "subject_1": "承诺", "problem_1": "请勾选"}
    answer = sends(cast.handler, application, "request_supplement", typed, **HTMX)
    assert (answer.status_code, answer.content) == (204, b"")
    assert KeptText.objects.get().data["problem_1"] == ["请勾选"]


def test_nobody_else_is_shown_it(sends: Callable[..., Any], sees: Callable[..., Any], cast: Cast) -> None:
    application = case_in("submitted", starts_at=THURSDAY)
    sends(cast.handler, application, "not_accept", {"keep": "1", "reasons": "只给自己看"})
    for part in ("second_handler", "approver", "supervisor", "auditor"):
        assert "只给自己看" not in sees(cast.people[part], case_page(application)).content.decode()


def test_it_is_dropped_when_the_act_is_done_and_with_a_button(sends: Callable[..., Any], cast: Cast) -> None:
    application = case_in("deciding", starts_at=THURSDAY)
    said = {"reasons": "风险不可控", "ground": "暂行办法第二十条"}
    for last in ({"drop": "1"}, said):
        sends(cast.approver, application, "refuse", {"keep": "1", **said})
        assert KeptText.objects.count() == 1
        sends(cast.approver, application, "refuse", last)
        assert not KeptText.objects.exists()
    assert Case.objects.get(pk=application.pk).state == State.REFUSED


def test_what_a_page_sends_by_itself_while_the_act_is_done_is_neither_kept_nor_refused(
    sends: Callable[..., Any], cast: Cast
) -> None:
    application = case_in("deciding", starts_at=THURSDAY)
    late = {"keep": "1", "opinion": "写到一半"}
    assert sends(cast.assessor, application, "assess", late, **HTMX).status_code == 204
    assert not KeptText.objects.exists()
    moved_on = case_in("agreement", starts_at=THURSDAY)
    assert sends(cast.assessor, moved_on, "assess", late, **HTMX).status_code == 409


def test_a_form_with_faults_keeps_what_was_put_by(sends: Callable[..., Any], cast: Cast) -> None:
    application = case_in("deciding", starts_at=THURSDAY)
    sends(cast.approver, application, "refuse", {"keep": "1", "reasons": "甲"})
    assert sends(cast.approver, application, "refuse", {"reasons": "甲", "ground": ""}).status_code == 200
    assert KeptText.objects.count() == 1


@pytest.mark.parametrize(("part", "status"), [("handler", 403), ("stranger", 404), ("auditor", 403)])
def test_someone_who_may_not_do_it_keeps_nothing(sends: Callable[..., Any], cast: Cast, part: str, status: int) -> None:
    application = case_in("deciding", starts_at=THURSDAY)
    assert sends(cast.people[part], application, "refuse", {"keep": "1", "reasons": "甲"}).status_code == status
    assert not KeptText.objects.exists()


def test_a_declaration_is_made_anew_each_time(sees: Callable[..., Any], cast: Cast) -> None:
    page = sees(cast.approver, case_page(case_in("sealing", starts_at=THURSDAY)))
    assert form_on(page, "seal").kept_fields == []


@pytest.mark.parametrize("typed", ["", "前一句。"])
def test_a_phrase_is_put_in_without_a_script(
    sends: Callable[..., Any], sees: Callable[..., Any], cast: Cast, typed: str
) -> None:
    application = case_in("deciding", starts_at=THURSDAY)
    phrase = Phrase.objects.create(kind=PhraseKind.REFUSED, title="一", text="后一句。", department=cast.provider)
    data = {"insert": "reasons", "phrase_reasons": phrase.pk, "reasons": typed, "ground": "某条"}
    sends(cast.approver, application, "refuse", data)
    form = form_on(sees(cast.approver, case_page(application)), "refuse")
    assert (form["reasons"].value(), form["ground"].value()) == (phrases.appended(typed, "后一句。"), "某条")


@pytest.mark.parametrize("key", ["", "x", "-1", "9" * 30, "999999"])
def test_no_phrase_or_an_unknown_one_changes_nothing(
    sends: Callable[..., Any], sees: Callable[..., Any], cast: Cast, key: str
) -> None:
    application = case_in("deciding", starts_at=THURSDAY)
    sends(cast.approver, application, "refuse", {"insert": "reasons", "phrase_reasons": key, "reasons": "甲"})
    assert form_on(sees(cast.approver, case_page(application)), "refuse")["reasons"].value() == "甲"


def test_an_officer_is_offered_the_phrases_of_his_department_and_those_of_all(
    sees: Callable[..., Any], cast: Cast
) -> None:
    Phrase.objects.all().delete()
    rows = {"本部门": cast.provider, "各部门": None, "外部门": cast.consulted}
    for title, department in rows.items():
        Phrase.objects.create(kind=PhraseKind.REFUSED, title=title, text=title, department=department)
    Phrase.objects.create(kind=PhraseKind.REFUSED, title="停用", text="停用", in_use=False)
    page = sees(cast.approver, case_page(case_in("deciding", starts_at=THURSDAY)))
    offered = form_on(page, "refuse").phrases["reasons"]
    assert [phrase.title for phrase in offered] == ["本部门", "各部门"]
    assert "外部门" not in page.content.decode()


def test_another_departments_phrase_is_not_put_in(sends: Callable[..., Any], cast: Cast) -> None:
    application = case_in("deciding", starts_at=THURSDAY)
    theirs = Phrase.objects.create(kind=PhraseKind.REFUSED, title="一", text="外部门的", department=cast.consulted)
    sends(cast.approver, application, "refuse", {"insert": "reasons", "phrase_reasons": theirs.pk, "reasons": "甲"})
    assert KeptText.objects.get().data["reasons"] == ["甲"]


def test_every_kind_of_phrase_has_a_field_and_an_installation_begins_with_some() -> None:
    used = {kind for fields in phrases.FIELDS.values() for kind in fields.values()}
    assert used == set(PhraseKind) == {kind for kind, _title, _text in phrases.STANDARD}
