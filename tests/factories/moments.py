"""Moments as one writes them."""

from datetime import datetime

from calendars.local import SHANGHAI


def shanghai(text: str) -> datetime:
    """The aware moment of "2026-09-28 09:00" on Shanghai's wall clock."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)
