"""Why a step of conduct was refused."""

from django.utils.translation import gettext_lazy as _

from workflow.refusals import Refused


class NotAtThisStage(Refused):
    """Somebody else has gone on with it meanwhile, or it is too early."""

    message = _("该事项的进度已经变化，本次操作没有完成。请刷新页面后查看。")
    code = "not_at_this_stage"


class OwnReport(Refused):
    """Nobody examines what he has reported himself."""

    status = 403
    message = _("该线索由您本人举报，应当回避，请由其他督办人员核查。")
    code = "own_report"


class NotItsHandler(Refused):
    """A breach is in the hands of one supervisor."""

    status = 403
    message = _("该线索由其他督办人员核查。需要由您办理的，请先接手。")
    code = "not_its_handler"


class SameDecider(Refused):
    """An appeal is decided by another than who made the decision."""

    status = 403
    message = _("原处理决定由您作出，申诉应当由另一名督办人员处理。")
    code = "same_decider"


class NoRespondent(Refused):
    """Nobody can be heard, or anything decided, before it is known about whom."""

    status = 422
    message = _("尚未确定当事人。请先填写涉及的申请编号或者当事人单位。")
    code = "no_respondent"


class NotHeardYet(Refused):
    """Nothing is decided against anyone who could still answer."""

    message = _("当事人尚未陈述申辩，期限也没有届满。请等待其陈述，或者期限届满后再决定。")
    code = "not_heard_yet"


class HearingOver(Refused):
    """The statement was handed in, or the matter is decided."""

    message = _("陈述申辩已经提交或者该事项已经作出决定，不能再修改。请在页面上查看处理结果。")
    code = "hearing_over"


class AppealTooLate(Refused):
    """An appeal is made once, within its limit."""

    message = _("申诉期限已经届满或者已经申诉过。仍不服的，请按决定载明的途径救济。")
    code = "appeal_too_late"


class NothingToSuspend(Refused):
    """None of the applications concerned is in use."""

    message = _("涉及的申请没有使用中的，无需中止。请核对涉及的申请编号。")
    code = "nothing_to_suspend"


class StoppedAlready(Refused):
    """One incident at a time stops a data set; what is learned goes into its record."""

    message = _("该数据集已经因安全事件停用。请在已有的安全事件中补充处置记录。")
    code = "stopped_already"


class SecondPersonLifts(Refused):
    """Whoever reported an incident does not lift it."""

    status = 403
    message = _("该安全事件由您报告，解除停用应当由另一人办理。")
    code = "second_person_lifts"


class StatementGiven(Refused):
    """The statement was handed in meanwhile."""

    message = _("数据处置声明已经提交，本次操作没有完成。请刷新页面后查看。")
    code = "statement_given"
