"""The mail of an invitation, in the official language."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, override

from accounts.models import Invitation


def invitation_mail(invitation: Invitation) -> EmailMessage:
    """Not sent yet. `invitation` with its organisation and its inviter."""
    address = settings.WURI_BASE_URL.rstrip("/") + reverse("join", args=[invitation.token])
    with override("zh-hans"):
        values = {"invitation": invitation, "url": address, "site": settings.SITE_NAME}
        text = render_to_string("organisation/invitation.txt", values).strip() + "\n"
        subject = gettext("邀请您加入%(body)s") % {"body": invitation.organisation.name}
    # RFC 3834: no automatic answer shall come back.
    return EmailMessage(subject, text, to=[invitation.email], headers={"Auto-Submitted": "auto-generated"})
