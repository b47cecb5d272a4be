"""Make a member an administrator of his body, or an administrator a plain member."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import Membership, User

from .members import locked, require_administrator, require_another_administrator


@transaction.atomic
def appoint(*, post: Membership, actor: User, is_admin: bool, now: datetime) -> None:
    """Raises NotAdministrator, LastAdministrator."""
    body, today = locked(post.organisation), localdate(now)
    require_administrator(actor, body, today)
    post = Membership.objects.get(pk=post.pk)
    if post.is_admin and not is_admin:
        require_another_administrator(body, post, today)
    post.is_admin = is_admin
    post.save(update_fields=["is_admin"])
