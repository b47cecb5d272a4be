"""A sandbox service over HTTP: the contract is docs/sandbox-service.md."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.utils.translation import gettext as _

from .order import SandboxOrder, SandboxRefused, SandboxUnavailable

SECONDS, SECONDS_FOR_DATA = 30, 600
LARGEST_ANSWER = 64 * 1024
# The service has heard a later word, or the sandbox is gone already.
OVERTAKEN = (409, 410)
FINAL = (400, 401, 403, 404, 413, 422)


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **options: Any) -> None:
        """Data go to the address that the operator set, and nowhere else."""


@dataclass(frozen=True)
class RemoteSandbox:
    """A Sandbox at `address`."""

    address: str
    token: str

    def reserve(self, order: SandboxOrder) -> str:
        place = self._ask("PUT", self._path(order), _told(order)).get("place")
        if not isinstance(place, str) or not place:
            raise SandboxUnavailable("the answer names no place")
        return place[:300]

    def put(self, order: SandboxOrder, file: Path, name: str, manifest: dict[str, Any]) -> None:
        self._ask("PUT", self._path(order, "manifest"), manifest)
        with file.open("rb") as data:
            headers = {
                "Content-Type": "application/octet-stream", "Content-Length": str(file.stat().st_size),
                "X-File-Name": quote(name), "X-SHA256": manifest["file"]["sha256"],
            }  # fmt: skip
            self._send("PUT", self._path(order, "data"), data, headers, SECONDS_FOR_DATA)

    def admit(self, order: SandboxOrder) -> None:
        self._ask("PUT", self._path(order, "access"), _told(order))

    def remove(self, order: SandboxOrder) -> None:
        self._send("DELETE", self._path(order), None, {}, SECONDS)

    def _path(self, order: SandboxOrder, part: str = "") -> str:
        return f"{self.address.rstrip('/')}/sandboxes/{order.reference}{'/' if part else ''}{part}"

    def _ask(self, method: str, url: str, said: dict[str, Any]) -> dict[str, Any]:
        body = json.dumps(said, ensure_ascii=False).encode()
        text = self._send(method, url, body, {"Content-Type": "application/json"}, SECONDS)
        try:
            answer = json.loads(text or b"{}")
        except ValueError as error:
            raise SandboxUnavailable("the answer is not JSON") from error
        return answer if isinstance(answer, dict) else {}

    def _send(
        self, method: str, url: str, body: bytes | BinaryIO | None, headers: dict[str, str], seconds: int
    ) -> bytes:
        request = Request(url, data=body, headers={**headers, "Authorization": f"Bearer {self.token}"}, method=method)
        try:
            with build_opener(_NoRedirect).open(request, timeout=seconds) as answer:
                return bytes(answer.read(LARGEST_ANSWER))
        except HTTPError as error:
            return _overtaken_or_raise(error, method)
        except (URLError, OSError) as error:
            raise SandboxUnavailable(str(error)) from error


def _told(order: SandboxOrder) -> dict[str, Any]:
    return {
        "revision": order.revision, "account": order.account, "recipient": order.recipient,
        "application": order.application, "agreement": order.agreement,
        "dataset": {"code": order.dataset, "title": order.title},
        "starts_at": order.starts_at.isoformat(), "ends_at": order.ends_at.isoformat(),
        "open": order.is_open, "secret_sha256": order.secret_sha256,
    }  # fmt: skip


def _overtaken_or_raise(error: HTTPError, method: str) -> bytes:
    """409 and 410 are no fault; to remove what is not there is done. 400 to 422 are final and say why; everything else
    may pass."""
    if error.code in OVERTAKEN or (error.code == 404 and method == "DELETE"):
        return error.read(LARGEST_ANSWER)
    if error.code not in FINAL:
        raise SandboxUnavailable(f"status {error.code}") from error
    try:
        said = str(json.loads(error.read(10_000)).get("message", ""))[:300]
    except (ValueError, AttributeError):
        said = ""
    raise SandboxRefused(_("数据沙箱未予办理：%(reason)s") % {"reason": said or error.code}) from error
