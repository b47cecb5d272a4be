"""Whom the engine's records refer to: people and the bodies they act for, which it knows by name only."""

from django.conf import settings

PERSON = settings.AUTH_USER_MODEL
BODY = "accounts.Organisation"
