"""A request behind `login_required`."""

from django.http import HttpRequest

from accounts.models import User


class SignedIn(HttpRequest):
    """The person is known."""

    user: User
