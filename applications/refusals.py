"""Why the dossier said no, where the law and the person's rights would have allowed it."""

from django.utils.translation import gettext_lazy as _

from workflow.refusals import Refused


class NudgedToday(Refused):
    """The same person has reminded the office of this case on this working day."""

    message = _("本工作日已经催办过，承办人已收到提醒，请等待办理。")
    code = "nudged_today"


class TooEarlyToNudge(Refused):
    """Less than half of the time has gone."""

    message = _("办理时限尚未过半，承办人正在办理。时限过半后可以催办，每个工作日一次。")
    code = "too_early_to_nudge"


class NothingToExtend(Refused):
    """No reply is owed any more."""

    message = _("本件的答复时限已经结束，不能延期。")
    code = "nothing_to_extend"


class ExtensionTooLate(Refused):
    """An extension is asked for, and granted, before the limit expires."""

    message = _("答复时限已经届满，延期应当在届满之前申请和批准。")
    code = "extension_too_late"


class ExtendedOnce(Refused):
    """An extension is asked for once."""

    message = _("本件已经申请过延期，每件只能申请一次。")
    code = "extended_once"


class NoExtensionAsked(Refused):
    """Nobody waits for an answer to a request."""

    message = _("本件没有待审批的延期申请。")
    code = "no_extension_asked"


class NoOrderToAnswer(Refused):
    """No supervision order waits for an answer."""

    message = _("本件没有待答复的督办单。")
    code = "no_order_to_answer"


class NoOrderToClear(Refused):
    """No supervision order can be cleared."""

    message = _("本件没有可以销号的督办单；尚未办理的，应当先由承办人答复。")
    code = "no_order_to_clear"


class AlreadyAssigned(Refused):
    """Somebody has the case; giving it to another is to reassign it."""

    message = _("本件已有承办人，更换承办人请使用改派。")
    code = "already_assigned"


class NotYoursToHandOver(Refused):
    """A handler gives away what he has himself, nothing else."""

    status = 403
    message = _("本件不由本人承办，更换承办人由分管领导或者督办人员改派。")
    code = "not_yours_to_hand_over"


class AlreadyHandled(Refused):
    """The person has the case already."""

    message = _("本件已由本人承办。")
    code = "already_handled"


class TakenOver(Refused):
    """A deputy leader deals with the case himself."""

    message = _("本件已由分管领导接管；需要由他人承办的，由分管领导或者督办人员改派。")
    code = "taken_over"


class ReportOwed(Refused):
    """A report on use is overdue: until it is handed in, the data are not applied for again from there."""

    message = _("利用情况报告逾期未交，现在不能续用。请先在“数据领取”中补交报告，再重新申请。")
    code = "report_owed"
