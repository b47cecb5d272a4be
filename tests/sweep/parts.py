"""What part of the matrix `make screenshots` and `make sweep` are asked for; all of it by default.

PAGES=/review/ takes only addresses that begin so, ROLE=handler only what one role is shown, and LANGUAGE=en only one
language. A LANGUAGE of the machine, such as en_US:en, says nothing about that.
"""

import os

from .cells import CHINESE, ENGLISH

PAGES, ROLE, LANGUAGE = (os.environ.get(name, "") for name in ("PAGES", "ROLE", "LANGUAGE"))
BOTH = [CHINESE, ENGLISH]
LANGUAGES = [one for one in BOTH if one.startswith(LANGUAGE)] or BOTH


def wanted(part: str, path: str) -> bool:
    """Whether a role at an address belongs to what is asked for."""
    return path.startswith(PAGES) and ROLE in ("", part)
