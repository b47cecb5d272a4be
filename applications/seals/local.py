"""Seals put on by this machine, with certificates of its own making: for trials and for installations without a
seal service. They prove that a file is unchanged and came from here; they prove nothing about who is who."""

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import crl as asn1_crl
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, TimestampDSSContentSettings
from pyhanko.stamp.static import StaticStampStyle
from pyhanko_certvalidator import ValidationContext

from .apart import apart
from .authority import Authority, Identity
from .order import ARCHIVE_FIELD, SealOrder, Side
from .picture import seal_picture
from .reading import QuickReader
from .signing import HASH, Signer, TimeStamper, root_of

REASON = "订立公共数据利用协议"
# Hexadecimal digits of a signature with its certificates and time stamp, a fifth more than there are; to find out,
# pyHanko would make each signature twice. It raises where they are too few.
RESERVED = 12288


class _AtTheMoment(signers.PdfSigner):
    """Signs at the moment of the site's clock, which a demonstration may have moved, not of the machine's."""

    at: datetime

    def init_signing_session(self, *args: Any, **options: Any) -> Any:
        session = super().init_signing_session(*args, **options)
        session.system_time = self.at
        return session


@dataclass(frozen=True)
class LocalSeals:
    """A SealProvider that holds its own keys (authority.py)."""

    authority: Authority
    is_trial: bool = True

    def trusted(self) -> list[bytes]:
        return [self.authority.root_certificate()]

    def affix(self, pdf: bytes, order: SealOrder) -> bytes:
        if order.side == Side.DATA_USER:
            identity = self.authority.event(order.party, order.credit_code, order.at)
        else:
            identity = self.authority.department(order.party, order.credit_code)
        return self._signed(pdf, order, identity)

    def _signed(self, pdf: bytes, order: SealOrder, identity: Identity) -> bytes:
        last = order.side == Side.DATA_PROVIDER
        context = self._evidence(order.at) if last else None
        about = signers.PdfSignatureMetadata(
            field_name=order.side.value,
            md_algorithm=HASH,
            subfilter=SigSeedSubFilter.PADES,
            reason=REASON,
            name=order.party,
            certify=not last,
            docmdp_permissions=MDPPerm.FILL_FORMS,
            embed_validation_info=last,
            use_pades_lta=last,
            timestamp_field_name=ARCHIVE_FIELD,
            # The evidence comes before the time stamp, which then is the end of the file.
            dss_settings=DSSContentSettings(
                include_vri=False,
                next_ts_settings=TimestampDSSContentSettings(include_vri=False, update_before_ts=True),
            ),
            validation_context=context,
            signer_key_usage={"non_repudiation"},
        )
        root = self.authority.root_certificate()
        stamper = TimeStamper(self.authority.time_stamper(), order.at, root)
        signer = _AtTheMoment(about, Signer(identity, root), timestamper=stamper, stamp_style=_style(order))
        signer.at = order.at
        out = io.BytesIO()
        writer = IncrementalPdfFileWriter.from_reader(QuickReader(pdf))
        apart(signer.sign_pdf, writer, existing_fields_only=True, bytes_reserved=RESERVED, output=out)
        return out.getvalue()

    def _evidence(self, at: datetime) -> ValidationContext:
        """What the file takes along for checks in later years: certificates and the list of revoked ones."""
        return ValidationContext(
            trust_roots=[root_of(self.authority.root_certificate())],
            crls=[asn1_crl.CertificateList.load(self.authority.revocations(at))],
            moment=at,
            allow_fetching=False,
            revocation_mode="hard-fail",
        )


def _style(order: SealOrder) -> StaticStampStyle:
    # Without a box of its own the drawing keeps its size and stands where the margins put it.
    flush = SimpleBoxLayoutRule(
        x_align=AxisAlignment.ALIGN_MIN, y_align=AxisAlignment.ALIGN_MIN, margins=Margins.uniform(0)
    )
    picture = RawContent(seal_picture(order, trial=True))
    return StaticStampStyle(border_width=0, background=picture, background_layout=flush, background_opacity=1.0)
