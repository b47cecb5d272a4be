"""All-day entries as an iCalendar file (RFC 5545): lines that end in CRLF, folded at 75 octets, texts escaped.

Written by hand because all that is needed of the standard is a list of all-day entries; what it writes was read back
by another program's parser when it was made, and the tests hold it to the standard's rules line by line.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

WIDEST = 75  # octets of a line, without its end (3.1)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Entry:
    """Days from `first` to `last`, both included. `uid` is the same for the same matter; `tentative`: may yet move."""

    uid: str
    first: date
    last: date
    summary: str
    description: str = ""
    tentative: bool = False


def written(name: str, entries: Iterable[Entry], now: datetime) -> bytes:
    """The calendar called `name`, as it stands at the aware moment `now`."""
    stamp = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Wuri//Working days//ZH", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(name)}", "X-WR-TIMEZONE:Asia/Shanghai"]
    # RFC 7986, 5.7: how often a program that follows the address should ask again.
    lines.append("REFRESH-INTERVAL;VALUE=DURATION:P1D")
    for entry in entries:
        lines.extend(_event(entry, stamp))
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def _event(entry: Entry, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(entry.uid)}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{entry.first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{entry.last + ONE_DAY:%Y%m%d}"  # the end is the first day that is not in it (3.6.1)
    yield f"SUMMARY:{escaped(entry.summary)}"
    if entry.description:
        yield f"DESCRIPTION:{escaped(entry.description)}"
    yield "STATUS:TENTATIVE" if entry.tentative else "STATUS:CONFIRMED"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """A TEXT value (3.3.11); line breaks of any kind become \\n, other control characters are not allowed at all."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    joined = "\\n".join(text.splitlines())
    return "".join(sign for sign in joined if sign >= " " and sign != "\x7f")


def folded(line: str) -> bytes:
    """The line with its end, broken into pieces of 75 octets; no character is torn (3.1)."""
    pieces, piece = [], b""
    for sign in line:
        octets = sign.encode()
        if len(piece) + len(octets) > WIDEST:
            pieces.append(piece)
            piece = b" "  # the space that marks a continuation is part of the line
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
