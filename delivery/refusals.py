"""Why data are not handed over now. `label` is the short word for a list, the message the whole answer."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workflow.refusals import Refused


class NotCollectable(Refused):
    """The grant does not let anyone take data now."""

    message = _("现在不能领取数据，请查看办理进度。")
    label: str | Promise = _("不可领取")
    status = 403
    code = "not_collectable"


class NotDelivered(NotCollectable):
    """The data have not been handed over yet."""

    message = _("该申请的数据尚未交付，不能领取。请查看办理进度，数据交付后将另行通知您。")
    label = _("待交付")
    status = 409
    code = "not_delivered"


class AccessSuspended(NotCollectable):
    """The opening is suspended: nothing is handed over until it is resumed."""

    message = _("数据已中止开放，现在不能领取。中止的理由见办理进度；恢复开放后将通知您，届时可以继续领取。")
    label = _("已中止")
    code = "access_suspended"


class AccessEnded(NotCollectable):
    """The use of the data was closed or revoked, for good."""

    message = _("本次数据使用已经结束，不能再领取数据。请按协议处置已领取的副本；仍需使用的，请重新申请。")
    label = _("已结束")
    code = "access_ended"


class AgreementExpired(NotCollectable):
    """The agreement has come to its end, even where the case is not closed yet."""

    message = _("数据利用协议已经到期，不能再领取数据。请按协议处置已领取的副本；仍需使用的，请重新申请。")
    label = _("已到期")
    code = "agreement_expired"


class QuotaUsedUp(NotCollectable):
    """The decided number of downloads has been reached."""

    message = _("约定的下载次数已经用完，不能再领取数据。确需增加次数的，请联系数据提供单位或者重新申请。")
    label = _("次数已用完")
    code = "quota_used_up"


class NotByDownload(NotCollectable):
    """The decided way of delivery is an interface or a sandbox, not a file."""

    message = _("约定的提供方式不是数据下载，不能在这里领取文件。请按交付说明接入；有疑问的，请联系数据提供单位。")
    label = _("按交付说明接入")
    code = "not_by_download"


class DataUnavailable(NotCollectable):
    """The data file is missing or does not hold what it should; nothing was counted."""

    message = _("数据文件暂时无法提供，本次不计入下载次数。请稍后再试；仍不能领取的，请联系数据提供单位。")
    label = _("暂时无法提供")
    status = 409
    code = "data_unavailable"


class TooLateToDeliver(Refused):
    """The agreement ended before the data were handed over."""

    message = _("数据利用协议已经到期，不能再交付数据。请终止本件，申请人仍需使用的，由其重新申请。")
    code = "too_late_to_deliver"
