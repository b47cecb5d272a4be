"""Ending a digest from the mail itself: a signed address, for this reader and this digest, that needs no sign-in."""

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from accounts.models import User

from .models import Digest, DigestKind, Preferences
from .short import link
from .topics import CHANNELS, Mail, Topic

SALT = "notifications.unsubscribe"


def address_for(digest: Digest) -> str:
    """Where the reader of a digest ends it."""
    token = Signer(salt=SALT).sign(f"{digest.recipient_id}.{digest.kind}")
    return link(reverse("message-unsubscribe", args=[token]))


def read(token: str) -> tuple[User, DigestKind] | None:
    """Whose digest of which kind; None when the address was not made here."""
    try:
        key, kind = Signer(salt=SALT).unsign(token).split(".")
        return User.objects.get(pk=int(key), is_active=True), DigestKind(kind)
    except (BadSignature, ValueError, User.DoesNotExist):
        return None


def end(user: User, kind: DigestKind) -> None:
    """No such digest by mail from now on; may be done twice. The messages stay in the inbox."""
    chosen = Preferences.of(user)
    if kind == DigestKind.OVERSIGHT:
        chosen.mail[Topic.OVERSIGHT.value] = Mail.NEVER.value
    else:
        daily = [topic for topic in CHANNELS if chosen.mail_about(topic) == Mail.DAILY]
        chosen.mail |= {topic.value: Mail.NEVER.value for topic in daily}
    chosen.save()
