"""Anybody can ask what a file or a code is, and is told no more than he may know."""

import hashlib
import random
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from applications.actions.revoke import revoke
from applications.document_codes import read_code, verify_url
from applications.models import Agreement, Application, DocumentCode
from applications.seals.local import LocalSeals
from applications.verification import Verdict, masked, standing, verify
from jobs import clock
from jobs.clock import Journey
from tests.documents import samples
from tests.factories import Cast, case_in, the_cast

from .conftest import AFTERNOON, Stages

pytestmark = pytest.mark.django_db


NOVEMBER = AFTERNOON.replace(month=11)


@pytest.fixture(scope="module")
def delivered(kept: None, media: None, stages: Stages) -> int:
    """A delivered agreement whose sealed file is the sample's: its bytes are what verification reads."""
    with clock.travel(NOVEMBER):
        agreement: Agreement = case_in("in_use").agreement
        put(agreement, stages.sealed)
    return agreement.pk


@pytest.fixture
def sealed(delivered: int, cast: Cast, now: Journey, seals: LocalSeals, monkeypatch: pytest.MonkeyPatch) -> Agreement:
    """The delivered agreement, in November."""
    monkeypatch.setattr("applications.verification.provider", lambda: seals)
    now.move_to(NOVEMBER)
    return Agreement.objects.get(pk=delivered)


def put(agreement: Agreement, content: bytes) -> None:
    agreement.number = samples.signed().number
    agreement.sealed_file.save("sealed.pdf", ContentFile(content), save=False)
    agreement.sealed_sha256 = hashlib.sha256(content).hexdigest()
    agreement.save()


def verdict(pdf: bytes, now: Journey) -> Verdict:
    return verify(pdf, now.moment).verdict


def test_the_sealed_file_is_genuine(sealed: Agreement, stages: Stages, now: Journey) -> None:
    found = verify(stages.sealed, now.moment)
    assert (found.verdict, found.agreement) == (Verdict.GENUINE, sealed)


@pytest.mark.parametrize("state", ["revoked", "closed"])
def test_an_agreement_that_has_ended_is_no_longer_good(cast: Cast, now: Journey, state: str) -> None:
    assert standing(case_in(state).agreement, now.moment) == Verdict.REVOKED


def test_after_its_last_day_an_agreement_has_expired(sealed: Agreement, stages: Stages, now: Journey) -> None:
    now.move_to(now.moment.replace(year=now.moment.year + 2))
    assert verdict(stages.sealed, now) == Verdict.EXPIRED


def test_an_agreement_whose_place_another_has_taken_is_superseded_and_the_page_names_it(
    client: Client, sealed: Agreement, stages: Stages, now: Journey, cast: Cast
) -> None:
    after = case_in("in_use", body=cast.other_body).agreement
    after.supersedes = sealed
    after.save(update_fields=["supersedes"])
    found = verify(stages.sealed, now.moment)
    assert (found.verdict, found.successor, found.is_good) == (Verdict.SUPERSEDED, after, False)
    shown = page_of(client, stages.sealed)
    assert "已被新的协议取代" in shown and re.sub(r"\s", "", after.number) in shown


def test_a_terminated_agreement_tells_when(client: Client, sealed: Agreement, stages: Stages, now: Journey) -> None:
    revoke(application=sealed.application, actor=the_cast().approver, reasons="违反约定。", now=now.moment)
    assert verdict(stages.sealed, now) == Verdict.REVOKED
    assert "终止时间" in page_of(client, stages.sealed)


def test_two_hundred_harmed_files_are_none_of_them_good(sealed: Agreement, stages: Stages, now: Journey) -> None:
    chance = random.Random(20260928)
    for _attempt in range(200):
        harmed = harm(stages.sealed, chance)
        assert harmed != stages.sealed
        assert verdict(harmed, now) in (Verdict.ALTERED, Verdict.UNKNOWN)


def harm(pdf: bytes, chance: random.Random) -> bytes:
    """Flip, cut, append or swap."""
    one, other = sorted(chance.sample(range(len(pdf) - 64), 2))
    kind = chance.randrange(4)
    if kind == 0:
        return pdf[:one] + bytes([pdf[one] ^ 1 << chance.randrange(8)]) + pdf[one + 1 :]
    if kind == 1:
        return pdf[:one]
    if kind == 2:
        return pdf + chance.randbytes(1 + chance.randrange(64))
    return pdf[:one] + pdf[other : other + 32] + pdf[one + 32 : other] + pdf[one : one + 32] + pdf[other + 32 :]


def test_a_file_on_record_whose_seals_do_not_hold_is_invalid(sealed: Agreement, stages: Stages, now: Journey) -> None:
    put(sealed, stages.signed)
    found = verify(stages.signed, now.moment)
    assert found.verdict == Verdict.INVALID and found.judgement and found.judgement.problem


def test_a_text_without_seals_is_told_from_an_altered_one(sealed: Agreement, now: Journey) -> None:
    assert verdict(sealed.file.read(), now) == Verdict.UNSEALED


def test_strangers_files_are_not_read(now: Journey, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("applications.verification.judge", None)
    assert verdict(b"%PDF-1.7 anything", now) == Verdict.UNKNOWN
    assert verdict(b"", now) == Verdict.UNKNOWN


# ---- the page ----


def page_of(browser: Client, content: bytes) -> str:
    answer = browser.post(reverse("verify"), {"file": SimpleUploadedFile("x.pdf", content)})
    assert answer.status_code == 200
    return re.sub(r"\s", "", answer.content.decode())


def test_a_stranger_is_told_that_it_is_genuine_and_sees_the_applicant_masked(
    client: Client, sealed: Agreement, stages: Stages
) -> None:
    shown, name = page_of(client, stages.sealed), sealed.application.applicant_name
    assert "真实有效" in shown and "测试专用" in shown
    assert name not in shown and masked(name, is_person=False) in shown


def test_who_may_see_the_case_sees_the_whole_name(
    client: Client, sealed: Agreement, stages: Stages, cast: Cast
) -> None:
    client.force_login(cast.people["handler"])
    assert sealed.application.applicant_name in page_of(client, stages.sealed)


def test_an_altered_file_is_named_and_tells_nothing_of_its_parties(
    client: Client, sealed: Agreement, stages: Stages
) -> None:
    shown = page_of(client, stages.sealed + b"\n")
    assert "内容被改动，无效" in shown and sealed.number in shown
    assert masked(sealed.application.applicant_name, is_person=False) not in shown


def test_without_a_file_the_page_says_so(client: Client, db: None) -> None:
    assert "请选择要核验的文件" in client.post(reverse("verify")).content.decode()


@pytest.mark.parametrize(("name", "is_person", "seen"), [
    ("上海浦江智行数据科技有限公司", False, "上海****公司"), ("某公司", False, "某**"),
    ("欧阳𬭎", True, "欧**"), ("李", True, "李*"),
])  # fmt: skip
def test_names_are_masked(name: str, is_person: bool, seen: str) -> None:
    assert masked(name, is_person=is_person) == seen


# ---- codes ----


def code_on(application: Application, slug: str) -> str:
    return verify_url(application, slug).rstrip("/").rsplit("/", 1)[-1]


@pytest.mark.parametrize("slug", ["receipt", "acceptance", "decision", "agreement"])
def test_the_address_on_a_document_leads_to_its_record(client: Client, sealed: Agreement, slug: str) -> None:
    address = verify_url(sealed.application, slug)
    assert address == verify_url(sealed.application, slug)
    answer = client.get(address.removeprefix("http://127.0.0.1:8000"))
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert sealed.application.dataset.provider.name in shown
    assert sealed.application.applicant_name not in shown


def test_the_agreement_carries_its_own_address(sealed: Agreement) -> None:
    code = DocumentCode.objects.get(application=sealed.application, slug="agreement").code
    assert f"/verify/{code}/" in sealed.facts


@pytest.mark.parametrize("typed", ["{}", " {} ", "http://x/verify/{}/"])
def test_a_code_can_be_typed_as_people_type(client: Client, sealed: Agreement, typed: str) -> None:
    code = code_on(sealed.application, "decision")
    answer = client.get(reverse("verify"), {"code": typed.format(code.lower())})
    assert answer["Location"] == reverse("verify-code", args=[code])
    assert read_code(f"{code[:4]}-{code[4:8]} {code[8:]}") == code


@pytest.mark.parametrize("code", ["ZZZZZZZZZZZZZZZZ", "x", "%00", "核验码"])
def test_an_unknown_code_is_said_to_be_unknown(client: Client, db: None, code: str) -> None:
    answer = client.get(reverse("verify-code", args=[code]))
    assert answer.status_code == 404
    assert "请核对文书上的核验码" in answer.content.decode()


# ---- the command ----


def test_the_command_ends_well_for_a_genuine_file_only(
    sealed: Agreement, stages: Stages, tmp_path: Path, capsys: Any
) -> None:
    file = tmp_path / "agreement.pdf"
    file.write_bytes(stages.sealed)
    call_command("verify_agreement", file)
    said = capsys.readouterr().out
    assert "genuine" in said and samples.COMPANY.name in said
    file.write_bytes(stages.sealed + b" ")
    with pytest.raises(CommandError):
        call_command("verify_agreement", file)
    with pytest.raises(CommandError):
        call_command("verify_agreement", tmp_path / "absent.pdf")
