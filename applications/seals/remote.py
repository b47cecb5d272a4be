"""Seals put on by a seal service over HTTP: the contract is docs/seal-service.md."""

import base64
import binascii
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.utils.translation import gettext as _

from .order import SealOrder, SealRefused, SealUnavailable

SECONDS = 60
LARGEST_ANSWER = 64 << 20


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **options: Any) -> None:
        """An agreement goes to the address that the operator set, and nowhere else."""


@dataclass(frozen=True)
class RemoteSeals:
    """A SealProvider at `address`; `roots` is a PEM file of the certificates that its seals must go back to."""

    address: str
    token: str
    roots: Path
    is_trial: bool = False

    def trusted(self) -> list[bytes]:
        return [one.public_bytes(Encoding.DER) for one in x509.load_pem_x509_certificates(self.roots.read_bytes())]

    def affix(self, pdf: bytes, order: SealOrder) -> bytes:
        answer = self._ask(_message(pdf, order), order.reference(pdf))
        try:
            sealed = base64.b64decode(answer["pdf"], validate=True)
        except (KeyError, TypeError, binascii.Error) as error:
            raise SealUnavailable("the answer holds no file") from error
        # A seal is added behind what was there: the service must not have touched a byte of the agreement.
        if not sealed.startswith(pdf) or len(sealed) == len(pdf):
            raise SealRefused(_("电子印章服务返回的文件与所送文件不符，已拒收。"))
        return sealed

    def _ask(self, message: bytes, reference: str) -> dict[str, Any]:
        headers = {"Content-Type": "application/json", "Idempotency-Key": reference}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        request = Request(f"{self.address.rstrip('/')}/seals", data=message, headers=headers, method="POST")
        try:
            with build_opener(_NoRedirect).open(request, timeout=SECONDS) as answer:
                return _object(answer.read(LARGEST_ANSWER))
        except HTTPError as error:
            raise _refusal(error) from error
        except (URLError, OSError) as error:
            raise SealUnavailable(str(error)) from error


def _message(pdf: bytes, order: SealOrder) -> bytes:
    told = {
        "reference": order.reference(pdf),
        "agreement": order.agreement,
        "field": order.side.value,
        "party": order.party,
        "credit_code": order.credit_code,
        "is_person": order.is_person,
        "signer": order.signer,
        "at": order.at.isoformat(),
        "pdf": base64.b64encode(pdf).decode(),
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _object(text: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(text)
    except ValueError as error:
        raise SealUnavailable("the answer is not JSON") from error
    if not isinstance(answer, dict):
        raise SealUnavailable("the answer is not an object")
    return answer


def _refusal(error: HTTPError) -> Exception:
    """400, 403, 404, 409 and 422 are final and say why; everything else may pass."""
    if error.code not in (400, 403, 404, 409, 422):
        return SealUnavailable(f"status {error.code}")
    try:
        said = str(json.loads(error.read(10_000)).get("message", ""))[:300]
    except (ValueError, AttributeError):
        said = ""
    return SealRefused(_("电子印章服务未予盖章：%(reason)s") % {"reason": said or error.code})
