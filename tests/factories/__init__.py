"""Applications in any state, made by the real actions: no row is written that the product would not write.

    from tests.factories import case_in, the_cast

    application = case_in("assessing")                          # 沪桥智行 applies to 市交通委, accepted
    application = case_in("refused", starts_at=shanghai("2026-09-28 09:00"))
    application = case_in("deciding", via=("submit", "accept", "consult", "give_opinion"))
    application = case_in("submitted", body=None)               # a natural person
    client.force_login(the_cast().handler)

    life = a_life(); life.do("submit"); life.do("accept", at=shanghai("2026-09-29 10:00")); life.application

    keys = a_crowd([application], 2_500)                        # so many copies of it (PostgreSQL)

`the_cast()` are the same people and bodies however often it is called within a test; PASSWORD is everyone's
password. Nothing is typeset: an agreement's text is a small PDF put on file as the background would do it.
"""

from .cast import PASSWORD, Cast, the_cast
from .crowds import a_crowd
from .datasets import a_dataset
from .lives import MORNING, PATHS, Life, a_life, case_in
from .moments import shanghai

__all__ = [
    "MORNING",
    "PASSWORD",
    "PATHS",
    "Cast",
    "Life",
    "a_crowd",
    "a_dataset",
    "a_life",
    "case_in",
    "shanghai",
    "the_cast",
]
