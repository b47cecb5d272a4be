"""Do the seals of a finished agreement hold? Everything unexpected is "no".

Beyond what pyHanko checks for each signature: both seals must be there, the applicant's first, each by the party that
the facts inside name, and the archive's time stamp must cover the file to its last byte. Other tools call a file valid
that was cut back to its first seal, or painted over in an added revision.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import x509 as asn1_x509
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from ..documents.canonical import parse_json
from .apart import apart
from .exact import is_exact
from .order import ARCHIVE_FIELD, Side
from .reading import QuickReader, embedded_file

log = logging.getLogger("wuri.seals")
FACTS = "agreement.json"
PARTIES = {Side.DATA_USER: "party_b", Side.DATA_PROVIDER: "party_a"}


@dataclass(frozen=True)
class SealFound:
    """One side's seal as its certificate has it, with the time-stamped moment."""

    side: Side
    party: str
    credit_code: str
    at: datetime


@dataclass(frozen=True)
class Judgement:
    """`problem` is a sentence, blank where all holds; `seals` are in their order."""

    seals: tuple[SealFound, ...] = ()
    archived_at: datetime | None = None
    problem: str | Promise = ""

    @property
    def holds(self) -> bool:
        return not self.problem


class _Broken(Exception):
    def __init__(self, sentence: str | Promise) -> None:
        self.sentence = sentence
        super().__init__(sentence)


def judge(pdf: bytes, roots: Sequence[bytes], now: datetime) -> Judgement:
    """The judgement on a file; `roots` are trusted certificates (DER). Slow, some tenths of a second."""
    try:
        return apart(_judge, pdf, roots, now)
    except _Broken as broken:
        return Judgement(problem=broken.sentence)
    except Exception as error:  # a damaged file makes the readers raise anything at all
        log.info("a file could not be judged: %r", error)
        return Judgement(problem=_("文件已损坏，或者不是带有电子印章的协议。"))


def _judge(pdf: bytes, roots: Sequence[bytes], now: datetime) -> Judgement:
    reader = QuickReader(pdf)
    signed = list(reader.embedded_signatures)
    if [one.field_name for one in signed] != [*Side, ARCHIVE_FIELD]:
        raise _Broken(_("双方印章或者归档时间戳不齐全。"))
    *seals, stamp = signed
    if stamp.evaluate_signature_coverage() != SignatureCoverageLevel.ENTIRE_FILE:
        raise _Broken(_("归档时间戳之后又有改动。"))
    trusted = [asn1_x509.Certificate.load(root) for root in roots]
    archived_at = _archived_at(reader, stamp, trusted, now, pdf)
    facts = parse_json(embedded_file(reader, FACTS))
    found = [_seal(reader, side, one, trusted, archived_at, facts) for side, one in zip(Side, seals, strict=True)]
    return Judgement(tuple(found), archived_at)


def _archived_at(reader: Any, stamp: EmbeddedPdfSignature, trusted: list[Any], now: datetime, pdf: bytes) -> datetime:
    # A demonstration's clock may have been set back since.
    status = validate_pdf_timestamp(stamp, _context(reader, trusted, max(now, _moment_in(stamp.signed_data))))
    if not (status.intact and status.valid and status.trusted):
        raise _Broken(_("归档时间戳无效。"))
    held = DocumentSecurityStore.read_dss(reader).load_certs()
    if not is_exact(pdf, stamp, [one.dump() for one in (*held, *(status.validation_path or ()), *trusted)]):
        raise _Broken(_("归档时间戳无效。"))
    moment: datetime = status.timestamp
    return moment


def _moment_in(token: Any) -> datetime:
    moment: datetime = token["encap_content_info"]["content"].parsed["gen_time"].native
    return moment


def _own_stamp(one: EmbeddedPdfSignature) -> Any:
    for attribute in one.signer_info["unsigned_attrs"]:
        if attribute["type"].native == "signature_time_stamp_token":
            return attribute["values"][0]["content"]
    raise _Broken(_("印章没有时间戳。"))


def _seal(
    reader: Any, side: Side, one: EmbeddedPdfSignature, trusted: list[Any], archived_at: datetime, facts: dict[str, Any]
) -> SealFound:
    # The certificate of an event has long run out by the time of a check: what counts is the moment that its own time
    # stamp proves, and that one is judged as of the archive's.
    then = _context(reader, trusted, _moment_in(_own_stamp(one)))
    status = validate_pdf_signature(one, then, _context(reader, trusted, archived_at))
    if not status.bottom_line or not status.timestamp_validity:
        raise _Broken(_("印章无效：文件在盖章后被改动，或者证书不受信任。"))
    subject = one.signer_cert.subject.native
    party, code = subject.get("common_name", ""), subject.get("serial_number", "")
    named = facts[PARTIES[side]]
    if (party, code) != (named["name"][:64], named["credit_code"]):
        raise _Broken(_("印章与协议载明的当事人不一致。"))
    return SealFound(side, named["name"], code, status.timestamp_validity.timestamp)


def _context(reader: Any, trusted: list[Any], moment: datetime) -> ValidationContext:
    """Judged at `moment` with nothing but the evidence inside the file: nothing is fetched."""
    return DocumentSecurityStore.read_dss(reader).as_validation_context(
        {
            "trust_roots": trusted,
            "moment": moment,
            "allow_fetching": False,
            "revocation_mode": "hard-fail",
            "retroactive_revinfo": True,
        }
    )


def embedded_facts(pdf: bytes) -> bytes:
    """The agreement.json inside; raises where there is not exactly one."""
    return embedded_file(QuickReader(pdf), FACTS)
