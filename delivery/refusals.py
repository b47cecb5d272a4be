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


class NotBegun(NotCollectable):
    """The term of a renewed agreement begins when the former one's is over."""

    message = _("新协议的使用期限尚未开始，现在不能按新协议领取数据；在此之前，请按原协议使用。")
    label = _("待开始")
    status = 409
    code = "not_begun"


class AccessSuspended(NotCollectable):
    """The opening is suspended: nothing is handed over until it is resumed."""

    message = _("数据已中止开放，现在不能领取。中止的理由见办理进度；恢复开放后将通知您，届时可以继续领取。")
    label = _("已中止")
    code = "access_suspended"


class DataHalted(NotCollectable):
    """A security incident of the data set has stopped it for everybody."""

    message = _("该数据集因安全事件暂停提供，现在不能领取数据。请妥善保管已领取的副本，恢复提供后将通知您。")
    label = _("暂停提供")
    code = "data_halted"


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

    message = _("约定的提供方式不是数据下载，请在“数据领取”页使用接口密钥或者沙箱账号。")
    label = _("不以下载提供")
    code = "not_by_download"


class NotByInterface(NotCollectable):
    """The decided way of delivery is not the interface."""

    message = _("约定的提供方式不是接口访问，不能使用接口。请按约定的方式领取数据。")
    label = _("不经接口提供")
    code = "not_by_interface"


class NotBySandbox(NotCollectable):
    """The decided way of delivery is not the sandbox."""

    message = _("约定的提供方式不是数据沙箱，没有沙箱口令。请按约定的方式领取数据。")
    label = _("不经沙箱提供")
    code = "not_by_sandbox"


class WrongKey(NotCollectable):
    """No key, one that nobody knows, or one that has ended; which of them is not told."""

    message = _(
        "密钥无效。请在请求头 Authorization: Bearer 中给出有效的密钥；密钥已撤销或者到期的，请在“数据领取”中新建。"
    )
    label = _("密钥无效")
    status = 401
    code = "wrong_key"


class TooManyCalls(NotCollectable):
    """More calls than one key may make in a minute, or one grant in a day."""

    message = _("接口调用过于频繁，请稍后再试；每分钟和每日的调用次数见接口说明。")
    label = _("调用过于频繁")
    status = 429
    code = "too_many_calls"


class BeingPrepared(NotCollectable):
    """Large data are prepared by the background first."""

    message = _("数据正在准备，请稍后再试。")
    label = _("正在准备")
    status = 503
    code = "being_prepared"


class WrongQuestion(NotCollectable):
    """A parameter that the interface does not know, or a value that it cannot use."""

    message = _("请求参数不正确：%(parameter)s。可以使用的参数见接口说明。")
    label = _("参数不正确")
    status = 400
    code = "wrong_question"

    def __str__(self) -> str:
        return str(self.message) % {"parameter": self.details.get("parameter", "")}


class TooManyKeys(NotCollectable):
    """A grant has five keys at most."""

    message = _("有效密钥最多五个。请先撤销不再使用的密钥，再新建。")
    label = _("密钥过多")
    status = 409
    code = "too_many_keys"


class DataUnavailable(NotCollectable):
    """The data file is missing or does not hold what it should; nothing was counted."""

    message = _("数据文件暂时无法提供，本次不计入下载次数。请稍后再试；仍不能领取的，请联系数据提供单位。")
    label = _("暂时无法提供")
    status = 409
    code = "data_unavailable"


class TooLargeForThisFormat(NotCollectable):
    """A sheet holds so many rows and no more; nothing was counted."""

    message = _("数据行数超过 XLSX 一个工作表的上限，本次不计入下载次数。请改选 CSV、JSON 或者 Parquet 格式。")
    label = _("格式不适用")
    status = 409
    code = "too_large_for_this_format"


class LinkExpired(NotCollectable):
    """A link works for a day; the person asks for another copy."""

    message = _("下载链接已经过期。请回到“数据领取”重新领取。")
    label = _("链接已过期")
    status = 410
    code = "link_expired"


class LinkUsedUp(NotCollectable):
    """Much more was fetched through one link than the file holds."""

    message = _("该链接的下载流量已经用完。请回到“数据领取”重新领取。")
    label = _("链接流量已用完")
    code = "link_used_up"


class TooManyRequests(NotCollectable):
    """More requests in a minute than one person needs."""

    message = _("下载请求过于频繁，请一分钟后再试；下载中断的，可以从中断处继续。")
    label = _("请求过于频繁")
    status = 429
    code = "too_many_requests"


class TooLateToDeliver(Refused):
    """The agreement ended before the data were handed over."""

    message = _("数据利用协议已经到期，不能再交付数据。请终止本件，申请人仍需使用的，由其重新申请。")
    code = "too_late_to_deliver"
