"""The demo's mail: what would have been sent, read from the folder where Django's file backend put it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

LIMIT = 200
PER_PAGE = 20
# The file backend ends every message with such a line.
BETWEEN = re.compile(rb"^-{79}\n", re.MULTILINE)


@dataclass(frozen=True)
class Mail:
    """One mail as its reader would see it; `at` is None when its Date cannot be read."""

    subject: str
    to: str
    at: datetime | None
    body: str


@require_safe
def demo_mail(request: HttpRequest) -> HttpResponse:
    """The newest mails that have not left this machine; 404 outside the demo."""
    if not settings.WURI_DEMO:
        raise Http404
    mails = list(islice(mails_in(Path(settings.EMAIL_FILE_PATH)), LIMIT))
    page = Paginator(mails, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "notifications/demo_mail.html", {"page": page, "limit": LIMIT})


def mails_in(folder: Path) -> Iterator[Mail]:
    """The mails of a folder, newest first; a file may hold several, in the order they were sent."""
    try:
        for file in sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime_ns, reverse=True):
            parts = BETWEEN.split(file.read_bytes())
            yield from (read(part) for part in reversed(parts) if part.strip())
    except FileNotFoundError:  # the demo was reset while we looked
        return


def read(raw: bytes) -> Mail:
    """The mail in its bytes; whatever of it is damaged is left empty."""
    parsed = message_from_bytes(raw, policy=policy.default)
    return Mail(_line(parsed["Subject"]), _line(parsed["To"]), _moment(parsed), _text(parsed))


def _line(header: object) -> str:
    """A header that was folded is one line again."""
    return " ".join(str(header or "").split())


def _moment(parsed: EmailMessage) -> datetime | None:
    try:
        moment = parsedate_to_datetime(str(parsed["Date"]))
    except (TypeError, ValueError):
        return None
    # "-0000" is UTC of which the sender's own zone is not told (RFC 5322, 3.3).
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _text(parsed: EmailMessage) -> str:
    part = parsed.get_body(preferencelist=("plain", "html"))
    try:
        return str(part.get_content()).strip() if part else ""
    except (LookupError, ValueError):  # a character set nobody knows
        return ""
