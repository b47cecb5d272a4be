"""What part of the matrix `make screenshots` and `make sweep` are asked for; all of it by default.

PAGES=/review/ takes only addresses that begin so, ROLE=handler only what one role is shown, and LANGUAGE=en only one
language. A LANGUAGE of the machine, such as en_US:en, says nothing about that.
"""

import os

from .cells import CHINESE, ENGLISH, Cell

PAGES, ROLE, LANGUAGE = (os.environ.get(name, "") for name in ("PAGES", "ROLE", "LANGUAGE"))
BOTH = [CHINESE, ENGLISH]
LANGUAGES = [one for one in BOTH if one.startswith(LANGUAGE)] or BOTH


def wanted(cell: Cell) -> bool:
    """Whether the cell belongs to the part."""
    return cell.address.path.startswith(PAGES) and ROLE in ("", cell.part)
