"""The application form in steps: every field on one of them, and nothing lost between them."""

import pytest
from django.test import Client
from django.urls import reverse

from applications.form_steps import BY_NAME, STEPS, wanting
from applications.forms.draft import DraftForm
from applications.models import Application
from tests.factories import Cast, a_life
from tests.factories.verbs import FILLED

from .pages import hidden, text_of

pytestmark = pytest.mark.either


@pytest.fixture
def draft(cast: Cast) -> Application:
    return a_life(filled=False).application


def page(application: Application, step: str = "") -> str:
    return reverse("draft", args=[application.pk]) + (f"?step={step}" if step else "")


def stored(application: Application) -> Application:
    return Application.objects.get(pk=application.pk)


def test_every_field_of_the_form_stands_on_one_step() -> None:
    on_steps = [field for step in STEPS for field in step.fields]
    assert sorted([*on_steps, "revision"]) == sorted(DraftForm.base_fields)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_a_step_shows_its_own_fields_alone(applicant: Client, draft: Application, step: "object") -> None:
    name, fields = step.name, step.fields  # type: ignore[attr-defined]
    shown = applicant.get(page(draft, name))
    assert list(shown.context["form"].fields) == ["revision", *fields]
    assert "填写步骤" in shown.content.decode()


def test_going_on_saves_and_leads_to_the_next_step(applicant: Client, draft: Application) -> None:
    revision = hidden(applicant.get(page(draft, "scene")), "revision")
    said = {"step": "scene", "revision": revision, "purpose": "公交线网优化", "go": "data"}
    assert applicant.post(page(draft), said)["Location"] == page(draft, "data")
    assert stored(draft).purpose == "公交线网优化"


def test_a_step_says_nothing_about_the_fields_of_the_others(applicant: Client, cast: Cast) -> None:
    full = a_life().application
    applicant.post(page(full), {"step": "contact", "contact_name": "新联系人"})
    after = stored(full)
    assert (after.contact_name, after.undertaking, after.requested_fields) == (
        "新联系人", True, FILLED["requested_fields"],
    )  # fmt: skip
    applicant.post(reverse("draft-autosave", args=[full.pk]), {"step": "scene", "purpose": "自动保存"})
    assert (stored(full).purpose, stored(full).undertaking) == ("自动保存", True)


def test_what_does_not_fit_keeps_the_person_on_the_step_with_what_he_typed(
    applicant: Client, draft: Application
) -> None:
    shown = applicant.post(page(draft), {"step": "data", "term_months": "一年", "go": "security"})
    assert shown.status_code == 422
    assert 'value="一年"' in shown.content.decode()
    assert shown.context["walk"].step == BY_NAME["data"]


def test_the_next_step_is_the_first_that_still_wants_something(applicant: Client, draft: Application) -> None:
    assert applicant.get(page(draft, "next")).context["walk"].step.name == "scene"
    applicant.post(page(draft), {"step": "scene", **dict.fromkeys(BY_NAME["scene"].fields, "内容")})
    assert applicant.get(page(draft, "next")).context["walk"].step.name == "data"
    full = a_life().application
    assert applicant.get(page(full, "next")).context["walk"].step.name == "undertaking"


def test_each_step_counts_what_it_wants(applicant: Client, draft: Application, cast: Cast) -> None:
    assert wanting(draft, []) == {
        "scene": 4, "data": 3, "security": 1, "contact": 3 - bool(draft.contact_name) - bool(draft.contact_phone)
        - bool(draft.contact_address), "documents": 3, "undertaking": 1,
    }  # fmt: skip
    full = a_life().application
    assert set(wanting(full, full.attachments.current()).values()) == {0}


@pytest.mark.parametrize("step", ["", "x", "\0", "SCENE"])
def test_an_unknown_step_is_the_whole_form(applicant: Client, draft: Application, step: str) -> None:
    shown = applicant.get(page(draft), {"step": step})
    assert shown.context["walk"] is None
    assert set(shown.context["form"].fields) == set(DraftForm.base_fields)


def test_a_form_that_was_overtaken_shows_the_difference_on_its_step(applicant: Client, draft: Application) -> None:
    applicant.post(page(draft), {"step": "scene", "purpose": "同事写的", "revision": 0})
    shown = applicant.post(page(draft), {"step": "scene", "purpose": "我写的", "revision": 0})
    assert shown.status_code == 422
    assert "同事写的" in text_of(shown)
    assert stored(draft).purpose == "同事写的"


def test_an_autosave_brings_the_steps_up_to_date(applicant: Client, draft: Application) -> None:
    said = {"step": "scene", "purpose": "公交线网优化", "use_case": "分析换乘。", "benefit": "缩短候车。"}
    answer = applicant.post(reverse("draft-autosave", args=[draft.pk]), said)
    steps = answer.content.decode().partition('id="walk"')[2]
    assert 'hx-swap-oob="true"' in steps
    assert "缺 1 项" in steps.partition('value="data"')[0]
    assert steps.count('aria-current="step"') == 1


def test_an_autosave_of_the_whole_form_has_no_steps(applicant: Client, draft: Application) -> None:
    answer = applicant.post(reverse("draft-autosave", args=[draft.pk]), {"purpose": "公交线网优化"})
    assert 'id="walk"' not in answer.content.decode()


def test_a_document_that_was_taken_back_brings_the_steps_up_to_date(applicant: Client, cast: Cast) -> None:
    full = a_life().application
    document = full.attachments.current().first()
    assert document is not None
    remove = reverse("attachment-remove", args=[full.pk, document.pk])
    answer = applicant.post(f"{remove}?step=documents", headers={"HX-Request": "true"})
    steps = answer.content.decode().partition('id="walk"')[2]
    assert "缺 1 项" in steps.partition('value="documents"')[2]


def test_the_checklist_leads_to_the_step_where_something_is_wanting(applicant: Client, draft: Application) -> None:
    shown = applicant.get(page(draft, "scene")).content.decode()
    assert f'href="{page(draft, "security")}#id_security_measures"' in shown
    assert f'href="{page(draft)}#id_security_measures"' in applicant.get(page(draft)).content.decode()
