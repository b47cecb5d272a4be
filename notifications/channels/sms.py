"""Short messages go through an adapter: the installation names its own in WURI_SMS_ADAPTER.

An adapter is a class without arguments whose `send` raises ChannelTrouble when the service is out of order and Refusal
when it will not take this message. `key` is the same for every attempt; most services take it as their own number for
the message, and so send nothing twice.
"""

from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from .trouble import ChannelTrouble


class Adapter(Protocol):
    """What a service for short messages is asked."""

    def send(self, to: str, text: str, key: str) -> None:
        """Send `text` to the telephone number `to`."""


class FileSink:
    """Writes each message into WURI_VAR/sms instead of sending it: for demonstrations, tests and rehearsals."""

    def send(self, to: str, text: str, key: str) -> None:
        """One file for each key, however often it is sent."""
        try:
            folder = Path(settings.WURI_SMS_FOLDER)
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{key}.txt").write_text(f"{to}\n{text}\n", encoding="utf-8")
        except OSError as error:
            raise ChannelTrouble(str(error)) from error


def adapter() -> Adapter | None:
    """The installation's; None where it has none, and short messages are not offered."""
    path: str = settings.WURI_SMS_ADAPTER
    return import_string(path)() if path else None
