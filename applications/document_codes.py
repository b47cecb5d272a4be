"""The code by which anybody can look up an official document: printed on it, never changed, not to be guessed."""

import secrets

from django.conf import settings
from django.urls import reverse

from .models import Application, DocumentCode

# Without what is easily misread (I L O U 0 1): 16 signs of 30 are 78 bits.
SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16


def first_url(application: Application, slug: str) -> str:
    """The address on a document that has had none so far, as a new agreement; one statement."""
    return _address(DocumentCode.objects.create(application=application, slug=slug, code=_new_code()))


def verify_url(application: Application, slug: str) -> str:
    """The address on the document `slug` (papers.py) of a case; its code is made at the first asking."""
    row, _made = DocumentCode.objects.get_or_create(application=application, slug=slug, defaults={"code": _new_code()})
    return _address(row)


def _new_code() -> str:
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def _address(row: DocumentCode) -> str:
    return f"{settings.WURI_BASE_URL.rstrip('/')}{reverse('verify-code', args=[row.code])}"


def read_code(typed: str) -> str:
    """What was typed or pasted as a code: blanks, dashes, small letters and a whole address do not matter."""
    last = typed.strip().rstrip("/").rsplit("/", 1)[-1]
    return "".join(sign for sign in last.upper() if sign not in " -－—　")[:LENGTH]
