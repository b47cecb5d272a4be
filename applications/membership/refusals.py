"""Why a change of members is refused: each docstring is for us, each message for the person."""

from django.utils.translation import gettext_lazy as _

from workflow.refusals import Refused


class NotAdministrator(Refused):
    """Only an administrator of the body may do it."""

    message = _("只有本单位管理员可以进行此项操作，请联系本单位管理员。")
    status = 403
    code = "not_administrator"


class AlreadyMember(Refused):
    """The person applies for the body already."""

    message = _("该人员已是本单位成员，无需邀请。")
    code = "already_member"


class LastAdministrator(Refused):
    """A body keeps at least one administrator."""

    message = _("本单位至少保留一名管理员，请先将其他成员设为管理员。")
    code = "last_administrator"


class TooManyInvitations(Refused):
    """So many are waiting that it looks like a mistake, or worse."""

    message = _("等待加入的邀请已达上限，请先撤销不再需要的邀请。")
    code = "too_many_invitations"


class InvitationOver(Refused):
    """It was taken up, withdrawn, or has run out."""

    message = _("邀请已失效：可能已经使用、被撤销或者超过有效期。请联系本单位管理员重新邀请。")
    code = "invitation_over"


class NotInvited(Refused):
    """The invitation was sent to another address."""

    message = _("邀请发送给了其他电子邮箱，请使用收到邀请的邮箱登录后再接受。")
    status = 403
    code = "not_invited"
