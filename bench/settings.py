"""The tests' settings, and this package as an app: viewflow asks in which app a flow is (plain_flow.py)."""

from config.settings.test import *  # noqa: F403
from config.settings.test import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "bench"]
