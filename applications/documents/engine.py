"""Official documents from templates: render() for any; agreement, notices, decisions on breaches, orders and bulletins
have their own.

Same facts, same fonts, same bytes: dates and identifier come from the facts, never from the clock.
"""

import atexit
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.template import Context, Engine
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe

from . import agreement, breach_decision, bulletin, notice, supervision_order
from .breach_facts import BreachDecisionFacts
from .bulletin_facts import BulletinFacts
from .clauses.standard import worded
from .facts import AgreementFacts
from .notice_facts import NoticeFacts
from .order_facts import OrderFacts
from .press import Press
from .qr import qr_code
from .refusals import RenderRefused
from .sheet import Sheet
from .stated import Issued

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
CHINA = ZoneInfo("Asia/Shanghai")
# Control characters, zero-width and direction marks: none is seen on paper, and a mark of
# direction would make the paper read otherwise than the facts.
INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")

press = Press()
os.register_at_fork(after_in_child=press.forget)
atexit.register(press.close)


@dataclass(frozen=True, kw_only=True)
class EmbeddedFile:
    """A text file to travel inside the PDF (PDF/A-3 associated file, relationship Data)."""

    name: str
    description: str
    text: str


class UnknownTemplateName(Exception):
    """A template uses a name that its context does not have. A programmer's mistake, not a person's."""


class _NoBlanks(str):
    """Django fills this in for an unknown name. An official text must not lose a word silently, so it raises."""

    def __mod__(self, name: object) -> str:
        raise UnknownTemplateName(str(name))


def render(
    template: str,
    css: Sequence[str],
    context: Mapping[str, Any],
    *,
    created_at: datetime,
    identifier: str,
    modified_at: datetime | None = None,
    attachment: EmbeddedFile | None = None,
    key_facts: Iterable[str] = (),
    fields: Mapping[str, list[Any]] | None = None,
    running: str = "",
) -> bytes:
    """The template as a tagged PDF/A-3a, checked: it holds every Han character of the page and all `key_facts`.

    With `running`, the head of every page but the first, it is compared with the page sign by sign. `template` is a
    path below templates/, `css` names stylesheets in assets/, the moments are aware, `identifier` is a hex digest of
    what is printed. Raises the refusals of refusals.py.
    """
    html = to_html(template, context)
    sheet = Sheet(
        html=html,
        css=list(css),
        created=_iso(created_at),
        modified=_iso(modified_at or created_at),
        identifier=identifier[:32],
        key_facts=[fact for fact in key_facts if fact],
        attachment=[attachment.name, attachment.description, attachment.text] if attachment else None,
        fields=dict(fields or {}),
        running=running,
    )
    return press.print(sheet.to_message())


def render_agreement(facts: AgreementFacts) -> bytes:
    """The agreement as PDF/A-3a with agreement.json inside.

    Until the applicant has signed it bears a watermark. Once he has, it is the text that both seals are put on: no
    watermark, and empty fields for them, because what a first signature covers can never change again.
    """
    facts = worded(facts)
    css = ["agreement.css"] if facts.signed else ["agreement.css", "unsealed.css"]
    return render(
        "documents/agreement.html",
        css,
        agreement.context(facts) | {"qr": qr_code(facts.verify_url)},
        created_at=facts.created_at,
        modified_at=facts.modified_at,
        identifier=facts.digest,
        attachment=EmbeddedFile(name="agreement.json", description="协议机器可读文本", text=facts.to_json()),
        key_facts=agreement.key_facts(facts),
        fields=agreement.SEAL_FIELDS if facts.signed else None,
        running=f"协议编号：{facts.number}",
    )


def agreement_reading(
    facts: AgreementFacts, *, parts: int | None = None, sealed_at: datetime | None = None
) -> SafeString:
    """The agreement's text for reading on a page: what is typeset, escaped by the same engine; with `parts`, the first
    so many parts of it. Where the paper has the pictures of the seals, the page says who signed and sealed when."""
    facts = worded(facts)
    whole = agreement.reading_parts(facts)
    context = {"facts": facts, "parts": whole[:parts], "is_whole": parts is None or parts >= len(whole)}
    context |= {"on_page": True, "sealed_at": sealed_at}
    return mark_safe(to_html("documents/agreement_reading.html", context))


def render_notice(facts: NoticeFacts) -> bytes:
    """The notice or decision as PDF/A-3a with notice.json inside."""
    said = notice.context(facts) | {"qr": qr_code(facts.verify_url)}
    return _letter(facts, said, "notice.json", notice.key_facts(facts))


def render_breach_decision(facts: BreachDecisionFacts) -> bytes:
    """The decision on a breach, in the dress of a notice, as PDF/A-3a with breach_decision.json inside."""
    return _letter(facts, breach_decision.context(facts), "breach_decision.json", breach_decision.key_facts(facts))


def _letter(facts: Issued, context: Mapping[str, Any], name: str, key_facts: list[str]) -> bytes:
    return render(
        "documents/notice.html",
        ["notice.css"],
        context,
        created_at=facts.created_at,
        identifier=facts.digest,
        attachment=EmbeddedFile(name=name, description="文书机器可读文本", text=facts.to_json()),
        key_facts=key_facts,
    )


def render_order(facts: OrderFacts) -> bytes:
    """The supervision order as PDF/A-3a with supervision_order.json inside."""
    return render(
        "documents/supervision_order.html",
        ["supervision_order.css"],
        supervision_order.context(facts),
        created_at=facts.raised_at,
        modified_at=facts.modified_at,
        identifier=facts.digest,
        attachment=EmbeddedFile(name="supervision_order.json", description="督办单机器可读文本", text=facts.to_json()),
        key_facts=supervision_order.key_facts(facts),
    )


def render_bulletin(facts: BulletinFacts) -> bytes:
    """The monthly bulletin as PDF/A-3a with bulletin.json inside."""
    return render(
        "documents/bulletin.html",
        ["bulletin.css"],
        bulletin.context(facts),
        created_at=facts.created_at,
        identifier=facts.digest,
        attachment=EmbeddedFile(name="bulletin.json", description="通报机器可读文本", text=facts.to_json()),
        key_facts=bulletin.key_facts(facts),
    )


def to_html(template: str, context: Mapping[str, Any]) -> str:
    """The page before typesetting: always in Chinese and in China's time, whatever the reader's settings."""
    with translation.override("zh-hans"), timezone.override(CHINA):
        page = _engine().get_template(template)
        html = page.render(Context(dict(context), use_l10n=False, use_tz=True))
    if marks := sorted(set(INVISIBLE.findall(html))):
        raise RenderRefused([("control", "、".join(f"U+{ord(mark):04X}" for mark in marks))])
    return html


@cache
def _engine() -> Engine:
    # Not the site's engine: no context processors, no reader's settings, and autoescape cannot be switched off.
    return Engine(dirs=[str(TEMPLATES)], autoescape=True, string_if_invalid=_NoBlanks("%s"))


def _iso(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("a document's moment needs its time zone")
    return moment.astimezone(CHINA).isoformat(timespec="seconds")
