"""From the two acts to the sealed file: in the background, once, whatever dies in between."""

import hashlib

import pytest
from django.core.files.base import ContentFile

from applications.agreement_texts import Made, make, outstanding, store
from applications.background import seal_again
from applications.documents.facts import AgreementFacts
from applications.models import Agreement
from applications.seals import choice
from applications.seals.judge import embedded_facts, judge
from applications.seals.local import LocalSeals
from applications.seals.order import SealUnavailable, Side
from jobs import clock
from jobs.clock import Journey
from jobs.models import Job
from jobs.runner import run_due
from tests.factories import Cast, case_in

from .conftest import AFTERNOON

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def both_acts(kept: None, media: None) -> int:
    """Both acts are on record, no seal is on: the state in which a worker finds it."""
    with clock.travel(AFTERNOON):
        agreement: Agreement = case_in("delivering").agreement
    agreement.signed_file, agreement.sealed_file, agreement.sealed_sha256 = "", "", ""
    agreement.save(update_fields=["signed_file", "sealed_file", "sealed_sha256"])
    return agreement.pk


@pytest.fixture
def to_seal(both_acts: int, cast: Cast, now: Journey, seals: LocalSeals, monkeypatch: pytest.MonkeyPatch) -> Agreement:
    monkeypatch.setattr("applications.agreement_texts.provider", lambda: seals)
    return Agreement.objects.get(pk=both_acts)


def test_the_worker_puts_both_seals_on(to_seal: Agreement, seals: LocalSeals, now: Journey) -> None:
    assert outstanding(to_seal) == ["signed_file", "sealed_file"]
    run_due()
    to_seal.refresh_from_db()
    assert (to_seal.problem, outstanding(to_seal)) == ("", [])
    content = to_seal.sealed_file.read()
    assert hashlib.sha256(content).hexdigest() == to_seal.sealed_sha256
    judgement = judge(content, seals.trusted(), now.moment)
    assert judgement.holds
    assert [seal.at for seal in judgement.seals] == [to_seal.signed_at, to_seal.sealed_at]
    signed_by = AgreementFacts.from_json(embedded_facts(content)).signed
    assert signed_by and to_seal.signed_by and signed_by.name == to_seal.signed_by.name


def test_a_second_run_changes_nothing(to_seal: Agreement, now: Journey) -> None:
    once = store(to_seal.pk, Made({"signed_file": b"one", "sealed_file": b"two"}), now.moment)
    again = store(to_seal.pk, Made({"signed_file": b"other", "sealed_file": b"other"}), now.moment)
    assert again.sealed_sha256 == once.sealed_sha256 == hashlib.sha256(b"two").hexdigest()
    assert outstanding(again) == []


def test_the_department_seals_the_very_file_that_the_applicant_signed(
    to_seal: Agreement, seals: LocalSeals, now: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    to_seal.signed_file.save("signed.pdf", ContentFile(b"%PDF- signed"))
    handed: list[tuple[bytes, Side]] = []

    class Watched(LocalSeals):
        def affix(self, pdf, order):  # type: ignore[no-untyped-def]
            handed.append((pdf, order.side))
            raise SealUnavailable("down")

    monkeypatch.setattr("applications.agreement_texts.provider", lambda: Watched(seals.authority))
    with pytest.raises(SealUnavailable):
        make(to_seal, now.moment)
    assert handed == [(b"%PDF- signed", Side.DATA_PROVIDER)]


def test_a_service_that_is_down_is_asked_again_and_the_reader_has_the_text_meanwhile(
    to_seal: Agreement, now: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down() -> LocalSeals:
        raise SealUnavailable("down")

    monkeypatch.setattr("applications.agreement_texts.provider", down)
    monkeypatch.setattr("applications.agreement_texts.render_agreement", lambda facts: b"%PDF-")
    run_due()
    waiting = Job.objects.filter(name="applications.agreement_text", state="ready")
    assert waiting and all("SealUnavailable" in job.last_error for job in waiting)
    to_seal.refresh_from_db()
    assert to_seal.file and not to_seal.sealed_file


def test_an_installation_without_a_passphrase_says_so_and_tries_again_later(
    to_seal: Agreement, now: Journey, settings, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    settings.WURI_SEAL_PASSPHRASE = ""
    monkeypatch.setattr("applications.agreement_texts.provider", choice.provider)
    monkeypatch.setattr("applications.agreement_texts.render_agreement", lambda facts: b"%PDF-")
    run_due()
    to_seal.refresh_from_db()
    assert "WURI_SEAL_PASSPHRASE" in to_seal.problem
    before = Job.objects.count()
    seal_again(now.moment)
    seal_again(now.moment)
    assert Job.objects.count() == before + 1


def test_a_file_whose_seals_do_not_hold_is_not_archived(
    to_seal: Agreement, seals: LocalSeals, now: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Careless(LocalSeals):
        def affix(self, pdf, order):  # type: ignore[no-untyped-def]
            return super().affix(pdf, order) if order.side == Side.DATA_USER else pdf + b"%sealed"

    monkeypatch.setattr("applications.agreement_texts.provider", lambda: Careless(seals.authority))
    made = make(to_seal, now.moment)
    assert list(made.texts) == ["signed_file"]
    assert "不齐全" in made.problem


def test_before_the_acts_nothing_is_sealed(cast: Cast, now: Journey) -> None:
    agreement = case_in("agreement").agreement
    agreement.file = "x"
    assert outstanding(agreement) == []
