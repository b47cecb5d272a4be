"""What the demonstration shows of conduct: a report that waits, and an incident that is over."""

from datetime import datetime, timedelta

from accounts.models import User
from applications.demo.people import DOMAIN
from applications.models import Dataset

from .actions.add_measure import add_measure
from .actions.lift_incident import lift_incident
from .actions.report_breach import report_breach
from .actions.report_incident import report_incident
from .models import Incident

# Nothing of this data set is in use: the incident stops nobody in the demonstration.
REPORTS, LIFTS = "luyao", "baiqing"


def seed(now: datetime) -> None:
    """Once."""
    if Incident.objects.exists():
        return
    reporter, leader = (User.objects.get(email=f"{key}@{DOMAIN}") for key in (REPORTS, LIFTS))
    dataset = Dataset.objects.filter(provider__memberships__user=reporter).order_by("code").first()
    if dataset is None:
        return
    began = now - timedelta(days=2)
    what = "夜间下载日志出现异常地址，疑似账号被盗用，先行停用核查。"
    incident = report_incident(dataset=dataset, actor=reporter, what=what, noticed_at=began, now=began)
    hour = timedelta(hours=1)
    add_measure(incident=incident, actor=reporter, text="封禁异常地址，核对近三十日的领取记录。", now=began + hour)
    reason = "经核查为安全巡检的访问，没有数据外泄，巡检地址已经登记。"
    lift_incident(incident=incident, actor=leader, reason=reason, now=began + 3 * hour)
    report_breach(
        said_body="浦津数据服务有限公司", said_data="公共停车场", reporter=None, now=now - hour,
        facts="在一个数据交易群里看到有人出售停车场明细，自称来自该公司领取的公共数据。",
    )  # fmt: skip
