"""Why something was refused; each carries the sentence that the person reads."""

from django.utils.translation import gettext_lazy as _

from workflow.refusals import Refused


class WrongMoment(Refused):
    """The law has no such act in the state the matter is in."""

    message = _("该事项当前所处的环节不能进行这项操作，内容没有变化。请刷新页面，查看最新进展。")
    code = "wrong_moment"


class NotForYou(Refused):
    """The person has none of the roles that may do this."""

    message = _("您没有办理该事项的权限。如确需办理，请联系本单位负责人调整角色。")
    status = 403
    code = "not_for_you"


class OwnMatter(Refused):
    """Nobody of the office deals with what he has reported or asked for himself."""

    message = _("该事项由您本人提出，应当回避，请由其他人员办理。")
    status = 403
    code = "own_matter"


class ChangedMeanwhile(Refused):
    """Somebody else acted after the page was opened."""

    message = _("在您打开页面之后，他人已对该事项进行了操作，本次操作没有完成。请刷新页面，核对最新进展后再办理。")
    code = "changed_meanwhile"


class DisputedBefore(Refused):
    """An answer is disputed once."""

    message = _("对该纠错的异议只能提出一次，已经提出过。如有新的情况，请另行提交纠错。")
    code = "disputed_before"


class NoOrder(Refused):
    """There is no supervision order to clear."""

    message = _("该事项没有尚未销号的督办单。")
    code = "no_order"


class NotPublic(Refused):
    """Only what a supervisor has looked at and the department has not settled yet can be supported."""

    message = _("该需求目前不能表示支持：尚未公开，或者已经办结。")
    code = "not_public"


class TooMany(Refused):
    """One person hands in so many a day."""

    message = _("您今日提交的反馈已达到上限，请明日再提交；同一数据集的多处错误可以写在一件里。")
    status = 429
    code = "too_many"
