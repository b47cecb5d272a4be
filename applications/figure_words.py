"""What the supervisor's figures are called, and what exactly each of them counts."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .oversight import OF_A_PERIOD

TITLES: dict[str, str | Promise] = {
    "open_cases": _("在办"),
    "amber": _("临期"),
    "overdue_open": _("超期在办"),
    "overdue_after": _("后续环节超期"),
    "extensions": _("延期待批"),
    "received": _("新收"),
    "closed": _("办结"),
    "on_time": _("按期办结"),
    "early": _("提前办结"),
    "closed_late": _("超期办结"),
    "unanswered": _("期末待答复"),
    "overdue_then": _("期末超期未答复"),
}
MEANINGS: dict[str, str | Promise] = {
    "open_cases": _("已提交、尚未交付数据的申请"),
    "amber": _("答复时限临近届满、尚未超期的申请"),
    "overdue_open": _("答复时限已届满、尚未答复的申请"),
    "overdue_after": _("已作出答复，复核、盖章或者交付时限已届满的申请"),
    "extensions": _("承办人已申请延期、尚未审批的申请"),
    "received": _("期间内收到的申请"),
    "closed": _("期间内作出答复的申请，撤回和视为放弃的不计"),
    "on_time": _("期间内按期作出答复的申请"),
    "early": _("期间内在届满日之前作出答复的申请"),
    "closed_late": _("期间内超期作出答复的申请"),
    "unanswered": _("期间最后一日结束时尚未作出答复的申请"),
    "overdue_then": _("期间最后一日结束时已过答复时限、尚未作出答复的申请"),
}
# Those that speak of a period, not of now.
DATED = frozenset(OF_A_PERIOD)
