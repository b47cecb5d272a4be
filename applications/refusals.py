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


class ReviewedOnce(Refused):
    """A refusal is reviewed once."""

    message = _("本件已经申请过复核，每件只能申请一次；仍不服的，请按决定书载明的途径救济。")
    code = "reviewed_once"


class ReviewTooLate(Refused):
    """A review is asked for within a limit."""

    message = _("申请复核的期限已经届满；仍不服的，请按决定书载明的途径救济。")
    code = "review_too_late"


class NotAdvised(Refused):
    """A supervisor has not said yet what he thinks of the review."""

    message = _("复核须先由督办人员提出监督意见，请等待其意见后再作决定。")
    code = "not_advised"


class ReviewAdvised(Refused):
    """A supervisor has said what he thinks of the review."""

    message = _("本件的复核监督意见已经提出，等待作出复核决定。")
    code = "review_advised"


class NothingToRecheck(Refused):
    """The case was not drawn, or has been looked at again."""

    message = _("本件没有待办的抽查复查。")
    code = "nothing_to_recheck"


class ChecklistChanged(Refused):
    """A check-list is put in force once, by another than who wrote it, as he saw it."""

    message = _("核对清单应当由起草人以外的签发人按所见内容发布；内容已有变化或者已经发布的，请刷新后核对。")
    code = "checklist_changed"


class NotConfirmable(Refused):
    """A standing assessment is confirmed once, by another than who wrote it, while it is the latest."""

    message = _("预先评估应当由评估人以外的签发人确认；已经确认或者已被新的评估代替的，不能再次确认。")
    code = "not_confirmable"


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


class OneSignatureSuffices(Refused):
    """The agreement asks for one signatory only."""

    message = _("本协议由一人签订即可，请直接签订。")
    code = "one_signature_suffices"


class SignedFirst(Refused):
    """The first of the two signatories has signed."""

    message = _("第一签署人已经签署，请由本单位另一名申请经办人签订。")
    code = "signed_first"


class SignatoryMissing(Refused):
    """Two people must sign, and the first has not."""

    message = _("本协议须由申请单位两人签署，请先由第一签署人签署。")
    code = "signatory_missing"


class NotToContinue(Refused):
    """The application was not asked for as a renewal or an amendment with its purpose unchanged."""

    message = _("本件不是使用目的不变的续签或者变更申请，请受理后进行风险评估。")
    code = "not_to_continue"


class GradeChanged(Refused):
    """What was assessed was data of another grade."""

    message = _("该数据集的级别已由“%(before)s”调整为“%(now)s”，须重新评估，请以本件内容重新申请。")
    code = "grade_changed"

    def __str__(self) -> str:
        return str(self.message) % {name: self.details.get(name, "") for name in ("before", "now")}


class SensitiveFieldsAdded(Refused):
    """Sensitive columns that nobody has weighed yet."""

    message = _("所选字段中有原来没有获准的敏感字段（%(fields)s），须重新评估，请以本件内容重新申请。")
    code = "sensitive_fields_added"

    def __str__(self) -> str:
        return str(self.message) % {"fields": "、".join(map(str, self.details.get("fields", ())))}


class RenewedTooEarly(Refused):
    """A renewal is asked for when the end comes near."""

    message = _("续签在协议到期前 %(days)s 天内申请，现在尚早；需要变更字段或者方式的，请申请变更。")
    code = "renewed_too_early"

    def __str__(self) -> str:
        return str(self.message) % {"days": self.details.get("days", "")}


class RenewedTooLate(Refused):
    """The agreement has been over for too long."""

    message = _("协议到期已超过 %(days)s 天，不能再续签，请以本件内容重新申请。")
    code = "renewed_too_late"

    def __str__(self) -> str:
        return str(self.message) % {"days": self.details.get("days", "")}


class ReportOwed(Refused):
    """A report on use is overdue: until it is handed in, the data are not applied for again from there."""

    message = _("利用情况报告逾期未交，现在不能续用。请先在“数据领取”中补交报告，再重新申请。")
    code = "report_owed"


class StatementOwed(Refused):
    """A statement of what became of the data is overdue: until it is handed in, they are not applied for again."""

    message = _("数据处置声明逾期未交，现在不能续用。请先在“数据处置声明”中补交，再重新申请。")
    code = "statement_owed"


class HeldBack(Refused):
    """Nothing of a data set is delivered while a security incident has stopped it."""

    message = _("该数据集因安全事件停用，暂不能交付。请在“安全事件”中查看处置情况，解除停用后再交付。")
    code = "held_back"
