"""End a membership: at once, by an administrator or by the member himself."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import Membership, User

from .members import locked, require_administrator, require_another_administrator


@transaction.atomic
def end_membership(*, post: Membership, actor: User, now: datetime) -> None:
    """The applications of the body stay with the body. Raises NotAdministrator, LastAdministrator."""
    body, today = locked(post.organisation), localdate(now)
    if post.user_id != actor.pk:
        require_administrator(actor, body, today)
    post = Membership.objects.get(pk=post.pk)
    if post.is_admin:
        require_another_administrator(body, post, today)
    if post.since >= today:
        post.delete()  # the last day counts, so a post of today can only be taken away
        return
    post.until, post.is_admin = today - timedelta(days=1), False
    post.save(update_fields=["until", "is_admin"])
