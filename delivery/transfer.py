"""Send the bytes of a copy: piece by piece from the disk, and no longer than access lasts."""

import logging
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db.models import F

from accounts.models import User
from jobs import clock
from workflow import access

from .collect import terms_of
from .continuing import grant_for
from .copies import path_of
from .models import Copy, CopyStatus, Transfer, Way
from .ranges import Span
from .refusals import DataUnavailable, LinkExpired, LinkUsedUp, NotCollectable, TooManyRequests
from .rules import obstacle

log = logging.getLogger("wuri.delivery")

PIECE = 256 * 1024
# How often a running download asks whether it may go on, in seconds: revocation must reach it within five.
LOOK = 1.0
# A link carries its file so many times over, for what is lost on the way, and a little more for small files.
TIMES, MORE = 5, 16 * 1024 * 1024
A_MINUTE = timedelta(minutes=1)
PARTS = ("grant__application__case", "grant__application__decision", "person")


# The outcome where the person no longer belongs to the applicant, or may not sign in: for him the link does not exist.
GONE = "gone"


def copy_for(user: User, token: UUID) -> Copy | None:
    """The copy of a link, for the person it was made for and nobody else, as long as he applies for its body."""
    mine = access.as_applicant(user)
    found = Copy.objects.filter(token=token, person=user, way=Way.DOWNLOAD, grant__application__case__in=mine)
    return found.select_related(*PARTS).first()


def refusal(copy: Copy, now: datetime) -> NotCollectable | None:
    """Why nothing is sent by this link now, or None. The quota was counted when the copy was made."""
    found = obstacle(terms_of(grant_for(copy, now), 0), now)
    if found:
        return found
    if copy.status != CopyStatus.READY or copy.expires_at is None or now >= copy.expires_at:
        return LinkExpired()
    return LinkUsedUp() if copy.sent >= TIMES * copy.size + MORE else None


def begin(copy: Copy, span: Span, now: datetime) -> Transfer:
    """Write the request down. Raises what stands against it."""
    refused = refusal(copy, now)
    if refused:
        raise refused
    lately = Transfer.objects.filter(person=copy.person_id, began_at__gt=now - A_MINUTE)
    if lately.count() >= settings.WURI_TRANSFERS_A_MINUTE:
        raise TooManyRequests
    return Transfer.objects.create(copy=copy, person_id=copy.person_id, began_at=now, first=span.first)


def opened(copy: Copy) -> BinaryIO:
    """The file. Raises DataUnavailable."""
    try:
        return path_of(copy.file).open("rb", buffering=0)
    except OSError as problem:
        log.error("the file of copy %s is gone: %s", copy.pk, problem)
        raise DataUnavailable from problem


def pieces(copy: Copy, transfer: Transfer, span: Span, file: BinaryIO) -> Iterator[bytes]:
    """The bytes of the span. Ends early, which the reader sees by the length he was promised, as soon as the grant, the
    person's account or his post no longer allows it."""
    sent, looked, outcome = 0, time.monotonic(), "broken_off"
    try:
        with file:
            file.seek(span.first)
            while sent < span.length:
                if time.monotonic() - looked >= LOOK:
                    looked = time.monotonic()
                    if refused := _still(copy):
                        outcome = refused
                        log.info("download of copy %s was cut: %s", copy.pk, refused)
                        return
                piece = file.read(min(PIECE, span.length - sent))
                if not piece:
                    return
                sent += len(piece)
                yield piece
            outcome = "complete"
    finally:
        _end(transfer, sent, outcome)


def _still(copy: Copy) -> str:
    """Why it may not go on, or ""; read anew."""
    person = User.objects.filter(pk=copy.person_id, is_active=True).first()
    now_there = copy_for(person, copy.token) if person else None
    if now_there is None:
        return GONE
    now = clock.now()
    refused = obstacle(terms_of(grant_for(now_there, now), 0), now)
    return refused.code if refused else ""


def _end(transfer: Transfer, sent: int, outcome: str) -> None:
    Transfer.objects.filter(pk=transfer.pk).update(sent=sent, outcome=outcome)
    Copy.objects.filter(pk=transfer.copy_id).update(sent=F("sent") + sent)
