"""What allauth needs to know about our users."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Users have a name of their own, no user name."""

    def populate_username(self, request: Any, user: Any) -> None:
        """There is nothing to fill: the e-mail address signs in."""
