"""How each kind of group robot is spoken to, and how it says no (it answers 200 to everything)."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote_plus

from ..models import Endpoint, EndpointKind
from .http import Answer, post
from .signing import of_dingtalk, of_feishu
from .trouble import ChannelTrouble, Refusal

# "Too many messages in this minute", in the words of each.
TOO_FAST = {45009, 45033, 130101, 410100, 9499, 11232}


@dataclass(frozen=True)
class Call:
    """What is posted, and where."""

    url: str
    said: dict[str, Any]


def wecom(endpoint: Endpoint, text: str, now: datetime) -> Call:
    """企业微信: the key stands in the address."""
    return Call(endpoint.url, {"msgtype": "text", "text": {"content": text}})


def dingtalk(endpoint: Endpoint, text: str, now: datetime) -> Call:
    """钉钉: time stamp (milliseconds) and signature go into the address."""
    url = endpoint.url
    if endpoint.secret:
        stamp = int(now.timestamp() * 1000)
        url += f"{'&' if '?' in url else '?'}timestamp={stamp}&sign={quote_plus(of_dingtalk(endpoint.secret, stamp))}"
    return Call(url, {"msgtype": "text", "text": {"content": text}})


def feishu(endpoint: Endpoint, text: str, now: datetime) -> Call:
    """飞书: time stamp (seconds) and signature go into the body."""
    said: dict[str, Any] = {"msg_type": "text", "content": {"text": text}}
    if endpoint.secret:
        stamp = int(now.timestamp())
        said |= {"timestamp": str(stamp), "sign": of_feishu(endpoint.secret, stamp)}
    return Call(endpoint.url, said)


ROBOTS: dict[str, Callable[[Endpoint, str, datetime], Call]] = {
    EndpointKind.WECOM: wecom,
    EndpointKind.DINGTALK: dingtalk,
    EndpointKind.FEISHU: feishu,
}


def tell(endpoint: Endpoint, text: str, now: datetime) -> None:
    """Say it in the group. Raises ChannelTrouble or Refusal."""
    call = ROBOTS[endpoint.kind](endpoint, text, now)
    body = json.dumps(call.said, ensure_ascii=False).encode()
    judge(post(call.url, body, {"Content-Type": "application/json; charset=utf-8"}))


def judge(answer: Answer) -> None:
    """What the robot's own code says."""
    said = answer.json()
    codes = [said[name] for name in ("errcode", "code", "StatusCode") if isinstance(said.get(name), int)]
    code = codes[0] if codes else -1
    if code == 0:
        return
    words = f"{code}: {str(said.get('errmsg') or said.get('msg') or '')[:200]}"
    raise ChannelTrouble(words) if code in TOO_FAST else Refusal(words)
