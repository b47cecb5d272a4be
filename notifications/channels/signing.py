"""Proof that a call comes from Wuri, was not changed, and is not an old one played again.

The form is that of Standard Webhooks: the headers webhook-id, webhook-timestamp (seconds since 1970) and
webhook-signature ("v1," and the HMAC-SHA256 of "id.timestamp.body", in Base64).
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping

REPLAY_SECONDS = 300


class NotAuthentic(ValueError):
    """The call is forged, changed, or too old."""


def signed(secret: str, key: str, body: bytes, at: int) -> dict[str, str]:
    """The headers of a call at `at` (seconds since 1970); `key` is the same for every attempt."""
    return {
        "webhook-id": key,
        "webhook-timestamp": str(at),
        "webhook-signature": f"v1,{_mac(secret.encode(), f'{key}.{at}.'.encode() + body)}",
    }


def verify(secret: str, headers: Mapping[str, str], body: bytes, now: int) -> str:
    """What a receiver does: the id of an authentic call, by which he tells a repeat. Raises NotAuthentic.

    The names of `headers` are in lower case.
    """
    key, stamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not (stamp.isascii() and stamp.isdigit()) or abs(now - int(stamp)) > REPLAY_SECONDS:
        raise NotAuthentic("too old, or from the future")
    wanted = signed(secret, key, body, int(stamp))["webhook-signature"]
    given = headers.get("webhook-signature", "").split()
    if not any(hmac.compare_digest(wanted.encode(), one.encode()) for one in given):
        raise NotAuthentic("the signature does not fit")
    return key


def of_dingtalk(secret: str, milliseconds: int) -> str:
    """钉钉: the HMAC of "timestamp\\nsecret" under the secret."""
    return _mac(secret.encode(), f"{milliseconds}\n{secret}".encode())


def of_feishu(secret: str, seconds: int) -> str:
    """飞书: the HMAC of nothing under "timestamp\\nsecret"."""
    return _mac(f"{seconds}\n{secret}".encode(), b"")


def _mac(key: bytes, said: bytes) -> str:
    return base64.b64encode(hmac.new(key, said, hashlib.sha256).digest()).decode()
