"""Documents handed in: stored out of reach, served only through the rules, never more than is allowed."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.test import Client
from django.urls import reverse

from applications.actions.attach import attach
from applications.actions.detach import detach
from applications.models import Application, Attachment, AttachmentKind
from applications.upload_refusals import TooManyFiles
from applications.uploads import MOST_FILES
from jobs.clock import Journey
from tests.factories import Cast, a_life, case_in
from workflow.refusals import WrongState

from . import files
from .pages import text_of

pytestmark = pytest.mark.either

HTMX = {"hx-request": "true"}


@pytest.fixture
def draft(cast: Cast, now: Journey) -> Application:
    return a_life(filled=False).application


def pdf(name: str = "安全承诺书.pdf", content: bytes = files.PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")


def sent(browser: Client, application: Application, file: UploadedFile, kind: str = "security_commitment") -> Any:
    return browser.post(reverse("attachment-add", args=[application.pk]), {kind: file}, headers=HTMX)


def handed_in(application: Application, cast: Cast, now: Journey, file: UploadedFile | None = None) -> Attachment:
    kind = AttachmentKind.SECURITY_COMMITMENT
    return attach(application=application, actor=cast.applicant, kind=kind, file=file or pdf(), now=now.moment)


def address(attachment: Attachment, name: str = "attachment") -> str:
    return reverse(name, args=[attachment.application_id, attachment.pk])


def stored_files(folder: Path) -> list[Path]:
    return [path for path in (folder / "attachments").rglob("*") if path.is_file()]


# ---- taking ----


def test_a_document_is_stored_under_a_name_that_tells_nothing(
    applicant: Client, draft: Application, tmp_path: Path
) -> None:
    answer = sent(applicant, draft, pdf("../../安全承诺书.pdf"))
    assert answer.status_code == 200
    kept = Attachment.objects.get()
    assert (kept.name, kept.content_type) == ("安全承诺书.pdf", "application/pdf")
    assert kept.sha256 == hashlib.sha256(files.PDF).hexdigest()
    [path] = stored_files(tmp_path)
    assert path.name.isalnum() and len(path.name) == 32
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_answer_brings_documents_and_check_list_anew(applicant: Client, draft: Application) -> None:
    answer = sent(applicant, draft, pdf())
    assert "安全承诺书.pdf" in text_of(answer)
    assert 'id="checks"' in answer.content.decode() and "hx-swap-oob" in answer.content.decode()


def test_without_scripts_the_form_page_comes_back(applicant: Client, draft: Application) -> None:
    where = reverse("attachment-add", args=[draft.pk])
    assert applicant.post(where, {"other": pdf()})["Location"] == reverse("draft", args=[draft.pk])
    refused = applicant.post(where, {"other": pdf(content=files.EXE)})
    assert refused.status_code == 422
    assert "的内容不是可以接收的类型" in text_of(refused)


@pytest.mark.parametrize("content", [files.EXE, files.HTML, files.SVG, files.bomb(), b""])
def test_what_is_refused_leaves_nothing_behind(
    applicant: Client, draft: Application, tmp_path: Path, content: bytes
) -> None:
    answer = sent(applicant, draft, pdf(content=content))
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert not Attachment.objects.exists()
    assert not stored_files(tmp_path)


def test_a_file_over_the_limit_is_dropped_while_it_arrives(
    applicant: Client, draft: Application, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.WURI_UPLOAD_MAX_BYTES = 200_000
    kept: list[int] = []
    monkeypatch.setattr("applications.views.draft_files.attach", lambda **said: kept.append(said["file"].size))
    answer = sent(applicant, draft, pdf("大.pdf", files.PDF + bytes(200_000)))
    assert answer.status_code == 422
    assert "“大.pdf”超过了大小限制" in text_of(answer)
    assert not kept


def test_a_form_with_a_file_over_the_limit_still_saves_its_text(
    applicant: Client, draft: Application, settings: Any
) -> None:
    settings.WURI_UPLOAD_MAX_BYTES = 1000
    said = {"revision": 0, "other": pdf(content=files.PDF + bytes(1000)), "purpose": "线网优化"}
    assert applicant.post(reverse("draft", args=[draft.pk]), said).status_code == 422
    assert Application.objects.get(pk=draft.pk).purpose == "线网优化"


def test_a_request_that_claims_to_be_huge_is_not_read(applicant: Client, draft: Application, settings: Any) -> None:
    settings.WURI_UPLOAD_MAX_BYTES = 1000
    assert sent(applicant, draft, pdf(content=files.PDF + bytes(6000))).status_code == 400


def test_the_same_file_twice_is_one_document(cast: Cast, draft: Application, now: Journey, tmp_path: Path) -> None:
    assert handed_in(draft, cast, now) == handed_in(draft, cast, now)
    assert len(stored_files(tmp_path)) == 1


def test_there_are_never_more_documents_than_allowed(
    cast: Cast, draft: Application, now: Journey, tmp_path: Path
) -> None:
    for n in range(MOST_FILES):
        handed_in(draft, cast, now, pdf(content=files.PDF + b"%" * n))
    with pytest.raises(TooManyFiles, match="最多上传 20 个文件"):
        handed_in(draft, cast, now, pdf(content=files.PDF + b"\n"))
    assert len(stored_files(tmp_path)) == MOST_FILES


@pytest.mark.parametrize("state", ["submitted", "assessing", "agreement", "in_use", "withdrawn"])
def test_nothing_is_added_or_taken_back_after_handing_in(
    cast: Cast, now: Journey, tmp_path: Path, applicant: Client, state: str
) -> None:
    application = case_in(state)
    before = len(stored_files(tmp_path))
    with pytest.raises(WrongState):
        handed_in(application, cast, now, pdf(content=files.PDF + b"\n"))
    attachment = application.attachments.first()
    assert applicant.post(address(attachment, "attachment-remove")).status_code == 409
    assert len(stored_files(tmp_path)) == before
    assert application.attachments.current().count() == 3


def test_a_supplement_takes_documents(cast: Cast, now: Journey) -> None:
    assert handed_in(case_in("supplement"), cast, now, pdf(content=files.PDF + b"\n")).pk


# ---- taking back ----


def test_a_document_taken_back_stays_on_record(
    applicant: Client, cast: Cast, draft: Application, now: Journey, tmp_path: Path
) -> None:
    kept = handed_in(draft, cast, now)
    answer = applicant.post(address(kept, "attachment-remove"), headers=HTMX)
    assert "安全承诺书.pdf" not in text_of(answer)
    assert Attachment.objects.get().removed_at == now.moment
    assert len(stored_files(tmp_path)) == 1
    assert applicant.get(address(kept)).status_code == 404


def test_taking_back_twice_changes_nothing(cast: Cast, draft: Application, now: Journey) -> None:
    kept = handed_in(draft, cast, now)
    detach(attachment=kept, actor=cast.applicant, now=now.moment)
    first = Attachment.objects.get().removed_at
    detach(attachment=kept, actor=cast.applicant, now=now.moment.replace(hour=23))
    assert Attachment.objects.get().removed_at == first


# ---- giving out ----


def test_a_document_is_given_out_as_a_file_and_never_as_a_page(
    applicant: Client, cast: Cast, draft: Application, now: Journey
) -> None:
    answer: Any = applicant.get(address(handed_in(draft, cast, now)))
    assert b"".join(answer.streaming_content) == files.PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%E5%AE%89")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, max-age=0, must-revalidate"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize(
    ("part", "status"),
    [("applicant", 200), ("colleague", 200), ("handler", 200), ("assessor", 200), ("approver", 200),
     ("supervisor", 200), ("stranger", 404), ("person", 404), ("consulted_handler", 404)],
)  # fmt: skip
def test_a_document_is_for_its_applicants_and_the_officials_of_the_case(
    client: Client, cast: Cast, now: Journey, part: str, status: int
) -> None:
    client.force_login(cast.people[part])
    assert client.get(address(case_in("assessing").attachments.first())).status_code == status


def test_a_draft_is_nobody_elses(client: Client, cast: Cast, draft: Application, now: Journey) -> None:
    client.force_login(cast.handler)
    assert client.get(address(handed_in(draft, cast, now))).status_code == 404


def test_a_document_is_not_found_under_another_application(
    applicant: Client, cast: Cast, draft: Application, now: Journey
) -> None:
    kept = handed_in(draft, cast, now)
    other = a_life(filled=False).application
    for key in (kept.pk, 2**70):
        assert applicant.get(reverse("attachment", args=[other.pk, key])).status_code == 404
        assert applicant.post(reverse("attachment-remove", args=[other.pk, key])).status_code == 404


def test_a_document_whose_file_is_gone_is_not_found(
    applicant: Client, cast: Cast, draft: Application, now: Journey
) -> None:
    kept = handed_in(draft, cast, now)
    default_storage.delete(kept.file.name)
    assert applicant.get(address(kept)).status_code == 404


def test_sending_a_file_is_protected_against_forged_requests(cast: Cast, draft: Application) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.applicant)
    assert sent(browser, draft, pdf()).status_code == 403
    assert not Attachment.objects.exists()
