"""A data set in use, and what goes wrong with it."""

from datetime import date
from typing import Any

from accounts.models import Membership, User
from accounts.roles import Role
from conduct.actions.decide import decide
from conduct.actions.hear import hear
from conduct.actions.identify import identify
from conduct.actions.report_breach import report_breach
from conduct.actions.take_up import take_up
from conduct.models import Breach, Finding, Outcome
from tests.factories import Cast, Life, shanghai, the_cast

# Friday; a hearing of five working days ends on the Friday after.
NOON = shanghai("2026-09-11 12:00")
UNTIL = date(2027, 9, 30)
REASONS = {
    "reasons": "向第三方转让数据，事实清楚。",
    "ground": "《数据利用协议》第六条",
    "remedy": "可以依法申请行政复议。",
}


def a_second_supervisor(cast: Cast) -> User:
    """Beside the cast's own."""
    made = User.objects.create_user("second.supervisor@wuri.example", name="余督")
    Membership.objects.create(user=made, organisation=cast.authority, role=Role.SUPERVISOR, since=date(2020, 1, 1))
    return made


def a_breach(**said: Any) -> Breach:
    words = {"facts": "转卖客流数据。", "said_body": "沪桥智行科技有限公司", "reporter": None, "now": NOON}
    return report_breach(**(words | said))


def taken_up(life: Life | None = None, **said: Any) -> Breach:
    """In the hands of the cast's supervisor; about the application of the life, where there is one."""
    supervisor = the_cast().supervisor
    breach = take_up(breach=a_breach(**said), actor=supervisor, now=NOON)
    if life is None:
        return breach
    return identify(breach=breach, actor=supervisor, applications=[life.application], body=None, now=NOON)


def heard(life: Life) -> Breach:
    breach = taken_up(life)
    hear(breach=breach, actor=the_cast().supervisor, charge="涉嫌转让数据，拟终止开放。", now=NOON)
    breach.refresh_from_db()
    return breach


def decided(life: Life, outcome: Outcome = Outcome.RESTRICTED) -> Finding:
    """On the working day after the hearing, in which nothing was said."""
    until = UNTIL if outcome == Outcome.RESTRICTED else None
    return decide(
        breach=heard(life), actor=the_cast().supervisor, outcome=outcome, until=until, now=shanghai("2026-09-21 10:00"),
        **REASONS,
    )  # fmt: skip
