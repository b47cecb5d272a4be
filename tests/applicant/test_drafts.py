"""From the data set to the handed-in application, through the pages."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from applications.actions.save_draft import save_draft
from applications.models import Application, Attachment
from jobs.clock import Journey
from tests.factories import PASSWORD, Cast, a_dataset, a_life, case_in
from tests.factories.verbs import FILLED
from workflow.states import State

from . import files
from .pages import hidden, squeezed, text_of

pytestmark = pytest.mark.either


@pytest.fixture
def draft(cast: Cast) -> Application:
    """A draft with nothing in it but the contact."""
    return a_life(filled=False).application


def posted(application: Application, **changes: Any) -> dict[str, Any]:
    """What the browser sends for a complete form."""
    values = {**FILLED, "undertaking": "on", "revision": application.revision, **changes}
    return {name: value for name, value in values.items() if value is not None}


def page(application: Application, name: str = "draft") -> str:
    return reverse(name, args=[application.pk])


# ---- begin ----


def test_someone_begins_for_his_body(applicant: Client, cast: Cast) -> None:
    dataset = a_dataset(cast.provider)
    answer = applicant.post(reverse("begin", args=[dataset.code]), {"body": cast.body.pk})
    made = Application.objects.get()
    assert answer["Location"] == page(made) + "?step=next"
    assert (made.case.body, made.case.applicant, made.case.provider) == (cast.body, cast.applicant, cast.provider)


def test_someone_begins_for_himself(client: Client, cast: Cast, now: Journey) -> None:
    client.force_login(cast.person)
    client.post(reverse("begin", args=[a_dataset(cast.provider).code]), {"body": ""})
    assert Application.objects.get().applicant_kind == "natural_person"


@pytest.mark.parametrize("key", ["{other}", "{provider}", "0", "x", "9" * 30])
def test_nobody_begins_for_a_body_that_is_not_his(applicant: Client, cast: Cast, key: str) -> None:
    body = key.format(other=cast.other_body.pk, provider=cast.provider.pk)
    answer = applicant.post(reverse("begin", args=[a_dataset(cast.provider).code]), {"body": body})
    assert answer.status_code == 403
    assert not Application.objects.exists()


def test_a_data_set_that_is_closed_to_his_kind_is_refused_in_words(applicant: Client, cast: Cast) -> None:
    dataset = a_dataset(cast.provider, applicant_kinds=["natural_person"])
    answer = applicant.post(reverse("begin", args=[dataset.code]), {"body": cast.body.pk})
    assert answer.status_code == 403
    assert "暂不向您这一类主体开放" in text_of(answer)


def test_an_open_draft_is_found_again_instead_of_a_second_one(applicant: Client, draft: Application) -> None:
    answer = applicant.post(reverse("begin", args=[draft.dataset.code]), {"body": draft.case.body_id})
    assert answer["Location"] == page(draft) + "?step=next"
    assert Application.objects.count() == 1


def test_who_had_to_sign_in_first_comes_back_to_the_data_set(client: Client, cast: Cast) -> None:
    address = reverse("begin", args=[a_dataset(cast.provider).code])
    sent_away = client.post(address, {"body": cast.body.pk})
    signed_in = client.post(sent_away["Location"], {"login": cast.applicant.email, "password": PASSWORD})
    assert signed_in["Location"] == address
    assert client.get(address)["Location"] == reverse("dataset", args=["JT-0001"])


# ---- fill in ----


def test_the_empty_form_says_what_is_missing(applicant: Client, draft: Application) -> None:
    shown = applicant.get(page(draft))
    assert shown.status_code == 200
    assert "已具备3/15项" in squeezed(shown)


def test_part_of_the_form_is_saved_without_asking_for_the_rest(applicant: Client, draft: Application) -> None:
    applicant.post(page(draft), {"revision": 0, "purpose": "线网优化", "contact_name": "沈知远"})
    stored = Application.objects.get(pk=draft.pk)
    assert (stored.purpose, stored.revision, stored.use_case) == ("线网优化", 1, "")


def test_all_fields_are_kept_as_typed(applicant: Client, draft: Application) -> None:
    lines = "第一行\r\n第二行"
    applicant.post(page(draft), posted(draft, use_case=lines, requested_fields=["passengers", "stop_id", "stop_id"]))
    stored = Application.objects.get(pk=draft.pk)
    assert stored.use_case == "第一行\n第二行"
    assert stored.requested_fields == ["stop_id", "passengers"]
    assert (stored.delivery_mode, stored.term_months, stored.undertaking) == ("download", 12, True)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("term_months", "61", "使用期限不能超过 60 个月。"),
        ("term_months", "0", "使用期限不能少于 1 个月。"),
        ("term_months", "一年", "请填写整数，例如 12。"),
        ("delivery_mode", "sandbox", "该数据集不支持所选的提供方式"),
        ("requested_fields", ["stop_id", "secret"], "所选字段不在该数据集中"),
        ("purpose", "长" * 101, "100"),
    ],
)
def test_what_does_not_fit_is_told_next_to_its_field_and_all_else_is_saved(
    applicant: Client, draft: Application, field: str, value: Any, told: str
) -> None:
    answer = applicant.post(page(draft), posted(draft, **{field: value}))
    assert answer.status_code == 422
    assert told in text_of(answer)
    assert f'id="id_{field}_error"' in answer.content.decode()
    stored = Application.objects.get(pk=draft.pk)
    assert getattr(stored, field) in ("", None, [])
    assert stored.benefit == FILLED["benefit"]
    assert FILLED["benefit"] in text_of(answer)


def test_a_text_is_as_long_as_the_browser_counts_it(applicant: Client, draft: Application) -> None:
    text = "字\r\n" * 1000
    assert applicant.post(page(draft), posted(draft, use_case=text)).status_code == 302


def test_nothing_is_written_when_nothing_was_changed(applicant: Client, draft: Application) -> None:
    applicant.post(page(draft), posted(draft))
    applicant.post(page(draft), posted(draft, revision=1))
    assert Application.objects.get(pk=draft.pk).revision == 1


# ---- two people at once ----


def overtaken(draft: Application, cast: Cast, now: Journey) -> None:
    save_draft(application=draft, actor=cast.colleague, changes={"purpose": "同事写的"}, now=now.moment)


def test_a_form_that_was_overtaken_shows_both_and_keeps_what_was_typed(
    applicant: Client, draft: Application, cast: Cast, now: Journey
) -> None:
    overtaken(draft, cast, now)
    answer = applicant.post(page(draft), posted(draft, purpose="我写的"))
    assert answer.status_code == 422
    assert "我写的" in text_of(answer) and "同事写的" in text_of(answer)
    assert Application.objects.get(pk=draft.pk).purpose == "同事写的"


def test_saving_again_after_seeing_both_is_a_decision(
    applicant: Client, draft: Application, cast: Cast, now: Journey
) -> None:
    overtaken(draft, cast, now)
    shown = applicant.post(page(draft), posted(draft, purpose="我写的"))
    applicant.post(page(draft), posted(draft, purpose="我写的", revision=hidden(shown, "revision")))
    assert Application.objects.get(pk=draft.pk).purpose == "我写的"


def test_a_page_that_was_overtaken_but_says_nothing_new_is_no_conflict(
    applicant: Client, draft: Application, cast: Cast, now: Journey
) -> None:
    applicant.post(page(draft), posted(draft))
    answer = applicant.post(page(draft), posted(draft, revision=0))
    assert answer.status_code == 302


# ---- autosave ----


def test_autosave_answers_with_the_revision_the_time_and_the_check_list(applicant: Client, draft: Application) -> None:
    answer = applicant.post(page(draft, "draft-autosave"), posted(draft), headers={"hx-request": "true"})
    assert answer.status_code == 200
    assert hidden(answer, "revision") == "1"
    assert "已自动保存（2026-09-10 15:00）" in answer.content.decode()
    assert "已具备12/15项" in squeezed(answer)
    assert answer.content.decode().count("hx-swap-oob") == 3


def test_autosave_keeps_the_rest_when_one_field_does_not_fit(applicant: Client, draft: Application) -> None:
    answer = applicant.post(page(draft, "draft-autosave"), posted(draft, term_months="99"))
    assert answer.status_code == 422
    assert "使用期限不能超过 60 个月。其余内容已保存。" in answer.content.decode()
    assert hidden(answer, "revision") == "1"


def test_autosave_of_an_overtaken_page_writes_nothing_and_does_not_renew_its_revision(
    applicant: Client, draft: Application, cast: Cast, now: Journey
) -> None:
    overtaken(draft, cast, now)
    answer = applicant.post(page(draft, "draft-autosave"), posted(draft, purpose="我写的"))
    assert answer.status_code == 409
    assert 'name="revision"' not in answer.content.decode()
    assert "其他人同时修改了本申请" in answer.content.decode()
    assert Application.objects.get(pk=draft.pk).purpose == "同事写的"


def test_a_page_whose_session_ended_is_told_so_instead_of_getting_the_sign_in_page(
    client: Client, draft: Application
) -> None:
    for name in ("draft-autosave", "attachment-add"):
        assert client.post(page(draft, name), posted(draft), headers={"hx-request": "true"}).status_code == 401


# ---- preview and submit ----


def test_the_preview_saves_first_and_shows_everything(applicant: Client, draft: Application) -> None:
    answer = applicant.post(page(draft), posted(draft, look="1"), follow=True)
    assert answer.redirect_chain == [(page(draft, "draft-preview"), 302)]
    for value in ("公交线网优化研究", "高峰候车时间预计缩短 8%。", "客流量（敏感）", "12 个月"):
        assert value in text_of(answer)
    assert "确认提交" not in text_of(answer)


def test_a_complete_draft_is_handed_in_from_the_preview(applicant: Client, cast: Cast) -> None:
    draft = a_life().application
    shown = applicant.get(page(draft, "draft-preview"))
    answer = applicant.post(reverse("move", args=[draft.pk, "submit"]), {"seen": hidden(shown, "seen")}, follow=True)
    assert Application.objects.get(pk=draft.pk).case.state == State.SUBMITTED
    assert answer.redirect_chain == [(page(draft, "application"), 302)]
    assert "SQ-2026-000001" in text_of(answer)


def test_an_incomplete_draft_is_not_handed_in_and_every_gap_is_named(applicant: Client, draft: Application) -> None:
    answer = applicant.post(reverse("move", args=[draft.pk, "submit"]), {"seen": 0})
    assert answer.status_code == 200
    assert "请填写应用场景名称。" in text_of(answer) and "请上传“主体资格证明”。" in text_of(answer)
    assert Application.objects.get(pk=draft.pk).case.state == State.DRAFT


def test_a_draft_is_given_up(applicant: Client, draft: Application) -> None:
    answer = applicant.post(reverse("move", args=[draft.pk, "withdraw"]), {"seen": 0}, follow=True)
    assert Application.objects.get(pk=draft.pk).case.state == State.WITHDRAWN
    assert answer.status_code == 200


# ---- in which states, by whom ----


@pytest.mark.parametrize("state", [state for state in State if state not in (State.DRAFT, State.SUPPLEMENT)])
def test_what_was_handed_in_can_only_be_read(applicant: Client, cast: Cast, state: State) -> None:
    application = case_in(state)
    assert applicant.get(page(application))["Location"] == page(application, "application")
    assert applicant.post(page(application), posted(application, purpose="改")).status_code == 409
    assert applicant.post(page(application, "draft-autosave"), posted(application, purpose="改")).status_code == 409
    assert Application.objects.get(pk=application.pk).purpose == FILLED["purpose"]


@pytest.mark.parametrize("part", ["stranger", "person", "handler", "supervisor", "auditor"])
@pytest.mark.parametrize("name", ["draft", "draft-preview", "draft-autosave", "attachment-add"])
def test_the_draft_of_another_is_not_found(
    client: Client, draft: Application, cast: Cast, now: Journey, part: str, name: str
) -> None:
    client.force_login(cast.people[part])
    send = client.get if name == "draft-preview" else client.post
    assert send(page(draft, name), posted(draft)).status_code == 404


def test_a_colleague_goes_on_with_the_draft(client: Client, draft: Application, cast: Cast, now: Journey) -> None:
    client.force_login(cast.colleague)
    assert client.post(page(draft), posted(draft)).status_code == 302


@pytest.mark.parametrize("name", ["draft", "draft-preview", "application", "my-applications"])
def test_nobody_gets_in_without_signing_in(client: Client, draft: Application, name: str) -> None:
    address = reverse(name) if name == "my-applications" else page(draft, name)
    assert client.get(address)["Location"] == f"{reverse('account_login')}?next={address}"


# ---- supplement ----


def test_the_form_of_a_supplement_shows_what_is_asked_and_by_when(applicant: Client, cast: Cast) -> None:
    application = case_in("supplement")
    shown = text_of(applicant.get(page(application)))
    assert "请写明数据用在哪个系统、由谁使用。" in shown
    assert "2026 年 9 月 23 日（星期三）" in shown


def test_a_supplement_is_written_handed_in_and_goes_back_to_who_asked(applicant: Client, cast: Cast) -> None:
    application = case_in("supplement")
    answer = applicant.post(page(application), posted(application, use_case="补充的说明", resubmit="1"), follow=True)
    assert answer.redirect_chain == [(reverse("move", args=[application.pk, "resubmit"]), 302)]
    said = {"seen": hidden(answer, "seen"), "answer_1": "见应用场景说明", "answer_2": "已补签"}
    applicant.post(reverse("move", args=[application.pk, "resubmit"]), said)
    stored = Application.objects.get(pk=application.pk)
    assert (stored.case.state, stored.use_case) == (State.SUBMITTED, "补充的说明")


def test_an_answer_that_is_missing_keeps_the_others(applicant: Client, cast: Cast) -> None:
    application = case_in("supplement")
    answer = applicant.post(reverse("move", args=[application.pk, "resubmit"]), {"answer_1": "见应用场景说明"})
    assert "见应用场景说明" in text_of(answer) and "请写明本项的补正情况。" in text_of(answer)
    assert Application.objects.get(pk=application.pk).case.state == State.SUPPLEMENT


# ---- without scripts: documents come with the form ----


def test_a_document_comes_with_the_form_and_the_text_is_saved_too(applicant: Client, draft: Application) -> None:
    file = SimpleUploadedFile("安全承诺书.pdf", files.PDF)
    answer = applicant.post(page(draft), posted(draft, security_commitment=file, upload="security_commitment"))
    assert answer["Location"].endswith("#id_security_commitment")
    assert Application.objects.get(pk=draft.pk).purpose == FILLED["purpose"]
    assert Attachment.objects.get().kind == "security_commitment"


def test_a_document_that_is_refused_costs_no_text(applicant: Client, draft: Application) -> None:
    file = SimpleUploadedFile("安全承诺书.pdf", files.EXE)
    answer = applicant.post(page(draft), posted(draft, security_commitment=file))
    assert answer.status_code == 422
    assert "的内容不是可以接收的类型" in text_of(answer)
    assert Application.objects.get(pk=draft.pk).purpose == FILLED["purpose"]


def test_a_button_pressed_before_a_file_was_chosen_says_so(applicant: Client, draft: Application) -> None:
    answer = applicant.post(page(draft), posted(draft, upload="credential"))
    assert "请先选择要上传的文件。" in text_of(answer)


def test_a_document_is_taken_back_with_the_form(applicant: Client, cast: Cast) -> None:
    draft = a_life().application
    gone = draft.attachments.get(kind="credential")
    applicant.post(page(draft), posted(draft, remove=str(gone.pk), revision=1))
    assert not draft.attachments.current().filter(kind="credential").exists()


def test_saving_says_so(applicant: Client, draft: Application) -> None:
    answer = applicant.post(page(draft), posted(draft))
    assert [str(message) for message in get_messages(answer.wsgi_request)] == ["已保存。"]


def test_the_form_is_protected_against_forged_requests(draft: Application, cast: Cast, now: Journey) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.applicant)
    assert browser.post(page(draft), posted(draft)).status_code == 403
    token = hidden(browser.get(page(draft)), "csrfmiddlewaretoken")
    assert browser.post(page(draft), posted(draft, csrfmiddlewaretoken=token)).status_code == 302
