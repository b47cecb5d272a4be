"""Both seals on one file: in their order, by the right parties, and everything after them is noticed."""

import io
import random
import re
import stat
import subprocess
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pypdf
import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from PIL import Image
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from applications.documents.engine import render_agreement
from applications.seals.authority import Authority
from applications.seals.judge import judge
from applications.seals.local import LocalSeals
from applications.seals.order import SealRefused, Side
from tests.documents import samples
from tests.documents.reading import picture, reader

from .conftest import NOW, SEALED_AT, Stages, order


def holds(pdf: bytes, roots: list[bytes]) -> bool:
    return judge(pdf, roots, NOW).holds


def test_two_seals_and_an_archive_time_stamp_hold_a_year_later(stages: Stages, roots: list[bytes]) -> None:
    judgement = judge(stages.sealed, roots, NOW)
    assert judgement.holds, judgement.problem
    assert [(seal.side, seal.party, seal.at) for seal in judgement.seals] == [
        (Side.DATA_USER, samples.COMPANY.name, samples.SIGNED.at),
        (Side.DATA_PROVIDER, samples.DEPARTMENT.name, SEALED_AT),
    ]
    assert judgement.archived_at == SEALED_AT


def test_each_seal_is_added_behind_what_was_there(stages: Stages) -> None:
    assert stages.signed.startswith(stages.text)
    assert stages.sealed.startswith(stages.signed)


def test_another_reader_finds_the_seals_whole(stages: Stages, tmp_path: Path) -> None:
    file = tmp_path / "agreement.pdf"
    file.write_bytes(stages.sealed)
    said = subprocess.run(["pdfsig", "-nocert", str(file)], capture_output=True, text=True).stdout
    assert said.count("Signature is Valid.") == 2
    assert "Total document signed" in said.split("Signature #3:")[1]


def test_the_seals_are_seen_on_the_last_page(stages: Stages) -> None:
    last = len(reader(stages.text).pages)
    before, after = (ink(picture(pdf, last, 72)) for pdf in (stages.text, stages.sealed))
    assert after > before * 1.5


def ink(page: Image.Image) -> int:
    """How many points are darker than a light grey."""
    return sum(1 for grey in page.tobytes() if grey < 160)


def test_a_person_has_a_square_name_seal(seals: LocalSeals) -> None:
    facts = samples.signed(party_b=samples.PERSON)
    signed = seals.affix(render_agreement(facts), order(Side.DATA_USER, facts))
    assert reader(signed).get_fields()["DataUser"]["/V"]["/Name"] == "欧阳𬭎"


def test_a_character_that_no_seal_can_show_is_named(seals: LocalSeals, stages: Stages) -> None:
    wrong = order(Side.DATA_USER, samples.signed(party_b=replace(samples.PERSON, name="李\U0001f600")))
    with pytest.raises(SealRefused, match="U\\+1F600"):
        seals.affix(stages.text, wrong)


# ---- keys ----


def test_keys_lie_encrypted_and_readable_by_the_service_alone(authority: Authority, stages: Stages) -> None:
    keys = sorted(authority.folder.glob("*.key"))
    # The applicant's is kept nowhere; departments have one each.
    assert {re.sub("-[0-9a-f]{24}$", "", key.stem) for key in keys} == {"root", "time-stamp", "department"}
    for key in keys:
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
        assert b"ENCRYPTED PRIVATE KEY" in key.read_bytes()
        with pytest.raises(ValueError):
            load_pem_private_key(key.read_bytes(), b"another passphrase")
    assert stat.S_IMODE(authority.folder.stat().st_mode) == 0o700


def test_a_department_keeps_its_certificate_and_an_applicant_gets_a_new_one(authority: Authority) -> None:
    first, second = (authority.department("上海市交通委员会", "11310000MB2F30463X") for _ in range(2))
    assert first.certificate == second.certificate
    events = {authority.event("甲", "", NOW).certificate.serial_number for _ in range(2)}
    assert len(events) == 2


# ---- what must not pass ----


def test_a_file_without_both_seals_does_not_hold(stages: Stages, roots: list[bytes]) -> None:
    assert not holds(stages.text, roots)
    assert not holds(stages.signed, roots)


def test_cutting_back_to_the_first_seal_is_noticed(stages: Stages, roots: list[bytes]) -> None:
    ends = [match.end() for match in re.finditer(rb"%%EOF\n?", stages.sealed)]
    assert len(ends) >= 4
    assert not any(holds(stages.sealed[:end], roots) for end in ends[:-1])


def test_junk_after_the_end_is_noticed(stages: Stages, roots: list[bytes]) -> None:
    assert not holds(stages.sealed + b"\n%", roots)
    assert not holds(stages.sealed + b"\x00", roots)


def test_an_added_revision_that_paints_over_a_page_is_noticed(stages: Stages, roots: list[bytes]) -> None:
    assert not holds(revised(stages.sealed, paint_over), roots)


def test_an_added_revision_that_swaps_the_attached_facts_is_noticed(stages: Stages, roots: list[bytes]) -> None:
    assert not holds(revised(stages.sealed, swap_facts), roots)


def test_replaced_fonts_are_noticed(stages: Stages, roots: list[bytes]) -> None:
    assert not holds(revised(stages.sealed, replace_fonts), roots)


def test_the_same_revisions_before_the_second_seal_are_noticed(
    stages: Stages, seals: LocalSeals, roots: list[bytes]
) -> None:
    """The department's seal, put on a file that was changed after the applicant's, does not heal it."""
    changed = seals.affix(revised(stages.signed, paint_over), order(Side.DATA_PROVIDER))
    assert not holds(changed, roots)


def test_seals_of_another_party_do_not_hold(stages: Stages, seals: LocalSeals, roots: list[bytes]) -> None:
    stranger = samples.signed(party_a=replace(samples.DEPARTMENT, name="他局"))
    assert not holds(seals.affix(stages.signed, order(Side.DATA_PROVIDER, stranger)), roots)


def test_certificates_of_another_authority_do_not_hold(stages: Stages, roots: list[bytes], tmp_path: Path) -> None:
    forger = LocalSeals(Authority(tmp_path / "forger", "x"))
    forged = forger.affix(forger.affix(stages.text, order(Side.DATA_USER)), order(Side.DATA_PROVIDER))
    assert judge(forged, forger.trusted(), NOW).holds
    assert not holds(forged, roots)


def test_what_is_no_pdf_does_not_hold(roots: list[bytes]) -> None:
    assert not holds(b"", roots)
    assert not holds(b"%PDF-1.7\n%%EOF", roots)
    assert not holds(zlib.compress(b"x" * 1000), roots)


@pytest.mark.parametrize("seed", range(10))
def test_a_flipped_bit_anywhere_is_noticed(stages: Stages, roots: list[bytes], seed: int) -> None:
    harmed = bytearray(stages.sealed)
    place = random.Random(seed).choice(list(covered(stages.sealed)))
    harmed[place] ^= 1 << seed % 8
    assert not holds(bytes(harmed), roots)


def covered(pdf: bytes) -> range:
    """The bytes of the text itself, before any seal."""
    return range(20, pdf.index(b"%%EOF"))


def revised(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    writer, out = IncrementalPdfFileWriter(io.BytesIO(pdf)), io.BytesIO()
    change(writer)
    writer.write(out)
    return out.getvalue()


def paint_over(writer: IncrementalPdfFileWriter) -> None:
    stream = writer.add_object(generic.StreamObject(stream_data=b"1 g 0 0 600 600 re f"))
    writer.add_stream_to_page(1, stream)


def swap_facts(writer: IncrementalPdfFileWriter) -> None:
    (_name, specification) = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
    old = specification.get_object()["/EF"].raw_get("/F")
    stream = old.get_object()
    stream._data = b"{}"
    stream._encoded_data = None
    stream.pop("/Filter", None)
    writer.mark_update(old)


def replace_fonts(writer: IncrementalPdfFileWriter) -> None:
    fonts = writer.root["/Pages"]["/Kids"][0]["/Resources"]["/Font"]
    for name in list(fonts):
        reference = fonts.raw_get(name)
        reference.get_object()["/BaseFont"] = generic.NameObject("/Helvetica")
        writer.mark_update(reference)


def test_the_embedded_facts_are_those_that_were_signed(stages: Stages) -> None:
    (inside,) = pypdf.PdfReader(io.BytesIO(stages.sealed)).attachments["agreement.json"]
    assert inside.decode() == samples.signed().to_json()


def test_the_moment_of_a_seal_is_the_site_clock_not_the_machine(seals: LocalSeals, stages: Stages) -> None:
    later = SEALED_AT + timedelta(days=3650)
    sealed = seals.affix(stages.signed, order(Side.DATA_PROVIDER, at=later))
    assert judge(sealed, seals.trusted(), later).archived_at == later
