"""Why the door said no. Each message tells the person what happened, why, and what to do now."""

from collections.abc import Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """The act was not done and nothing was changed. `status` is the HTTP answer a page gives."""

    message: str | Promise = _("该操作未能完成，内容没有变化，请刷新页面后重试。")
    status = 409
    code = "refused"

    def __init__(self, **details: Any) -> None:
        self.details = details
        super().__init__(self.code)

    def __str__(self) -> str:
        return str(self.message)


class NoSuchCase(Refused):
    """There is no such case, or it is none of the person's business."""

    message = _("没有找到该申请，请核对编号。")
    status = 404
    code = "no_such_case"


class WrongState(Refused):
    """The law has no such transition from the state the case is in."""

    message = _("申请当前所处环节不能进行该操作，请查看最新进度。")
    code = "wrong_state"


class NotYours(Refused):
    """The person has none of the roles that may do this."""

    message = _("您没有办理该事项的权限。如确需办理，请联系本部门负责人调整角色。")
    status = 403
    code = "not_yours"


class OwnCase(Refused):
    """An officer never handles an application of a body he belongs to, or belonged to in the last year."""

    message = _("您现在或者近一年内在申请单位任职，应当回避，请由其他人员办理。")
    status = 403
    code = "own_case"


class SamePerson(Refused):
    """Assessor and approver are two people."""

    message = _("本件的风险评估由您出具，审核决定应当由另一人作出。")
    status = 403
    code = "same_person"


class OwnDecision(Refused):
    """A review goes to another person than the decision it is about."""

    message = _("原决定由您作出，复核应当由另一人办理。")
    status = 403
    code = "own_decision"


class StaleView(Refused):
    """Someone else acted after the page was opened; `details` has `seen` and `seq`."""

    message = _("在您打开页面之后，其他人已对该申请进行了操作。请核对下列变化后再决定。")
    code = "stale_view"


class MissingFacts(Refused):
    """Something that the transition needs is not there; `missing` lists it in the user's words."""

    message = _("尚不能进行该操作，请先完成下列事项。")
    status = 422
    code = "missing_facts"

    def __init__(self, missing: Sequence[str | Promise]) -> None:
        self.missing = tuple(missing)
        super().__init__(missing=self.missing)

    def __str__(self) -> str:
        return "\n".join([str(self.message), *(str(one) for one in self.missing)])


class OutsideTheDoor(Refused):
    """A programmer called a transition without the door."""

    message = _("申请状态只能由办理程序改变。")
    status = 403
    code = "outside_the_door"
