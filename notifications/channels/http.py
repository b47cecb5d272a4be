"""One POST to an address that an administrator entered: no redirect, no proxy, a short wait, a small answer."""

import http.client
import json
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from .addresses import check_address, resolve
from .trouble import ChannelTrouble, Refusal

SECONDS = 10.0
ANSWER_BYTES = 64 * 1024


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes

    def json(self) -> dict[str, Any]:
        """The answer as an object; {} when it is none."""
        try:
            said = json.loads(self.body)
        except ValueError:
            return {}
        return said if isinstance(said, dict) else {}


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Send it. Raises ChannelTrouble when nobody is there or he is overloaded, Refusal when he says no."""
    check_address(url)
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection = _connection(parts.scheme, parts.hostname or "", parts.port)
    try:
        connection.request("POST", path, body, {**headers, "Host": parts.netloc, "User-Agent": "Wuri"})
        response = connection.getresponse()
        answer = Answer(response.status, response.read(ANSWER_BYTES))
    except (OSError, http.client.HTTPException) as error:
        raise ChannelTrouble(f"{type(error).__name__}: {error}") from error
    finally:
        connection.close()
    if answer.status >= 500 or answer.status in (408, 425, 429):
        raise ChannelTrouble(f"HTTP {answer.status}")
    if not 200 <= answer.status < 300:
        raise Refusal(f"HTTP {answer.status}: {answer.body[:200].decode('utf-8', 'replace')}")
    return answer


def _connection(scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
    port = port or (443 if scheme == "https" else 80)
    try:
        number = resolve(host, port)
    except OSError as error:
        raise ChannelTrouble(f"{host}: {error}") from error
    if scheme == "https":
        return _PinnedHTTPS(host, port, number)
    return http.client.HTTPConnection(number, port, timeout=SECONDS)


class _PinnedHTTPS(http.client.HTTPSConnection):
    """To the number that was looked at, with the certificate of the name."""

    def __init__(self, host: str, port: int, number: str) -> None:
        super().__init__(host, port, timeout=SECONDS, context=ssl.create_default_context())
        self._number = number

    def connect(self) -> None:
        """As the parent's, but to the number."""
        plain = socket.create_connection((self._number, self.port), SECONDS)
        self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)
