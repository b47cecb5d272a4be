"""Sign-in by e-mail and password, for the administration pages and the command line."""

from django.contrib.auth.backends import ModelBackend


class ActiveStaffBackend(ModelBackend):
    """Django's own backend under a name of ours; an e-mail address is found in any case."""
