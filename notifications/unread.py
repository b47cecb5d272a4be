"""How many messages wait for the person, on every page."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .models import Message


def unread(request: HttpRequest) -> dict[str, Any]:
    """Context: `unread_count`, asked of the database only by pages that show it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"unread_count": 0}
    return {"unread_count": SimpleLazyObject(Message.objects.to(user).unread().count)}
