"""Is every byte of the last stamp vouched for? It covers the whole file but itself.

A signature leaves out the place it stands in, and of what stands there only a part is signed: certificates that lie
beside it, the case of hexadecimal digits, what fills the place up. A file that differs there says the same; it is not
the file that was archived all the same.
"""

from collections.abc import Iterable
from typing import Any

from asn1crypto import cms
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature


def is_exact(pdf: bytes, stamp: EmbeddedPdfSignature, vouched: Iterable[bytes]) -> bool:
    """Whether the stamp holds nothing but its signature and certificates (DER) that are `vouched` for."""
    _, before, after, _ = stamp.byte_range
    written = pdf[before:after]
    content = bytes(stamp.pkcs7_content)
    if written not in (b"<" + content.hex().encode() + b">", b"<" + content.hex().upper().encode() + b">"):
        return False
    token = cms.ContentInfo.load(content)
    bare = token.dump()
    if content.rstrip(b"\0") != bare.rstrip(b"\0") or not content.startswith(bare):
        return False
    return _is_plain(token["content"], set(vouched)) and token.dump(force=True) == bare


def _is_plain(signed: Any, vouched: set[bytes]) -> bool:
    """One signer, one digest, no list of revocations and no attribute that is not signed."""
    (signer,) = signed["signer_infos"]
    algorithms = [one.dump() for one in signed["digest_algorithms"]]
    return (
        signed["version"].native == "v3"
        and algorithms == [signer["digest_algorithm"].dump()]
        and not signed["crls"].native
        and not signer["unsigned_attrs"].native
        and all(one.chosen.dump() in vouched for one in signed["certificates"])
    )
