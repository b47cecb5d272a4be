"""A conditionally open data set with four fields and a small data file behind it."""

from typing import Any

from django.core.files.base import ContentFile

from accounts.models import Membership, Organisation
from applications.models import ApplicantKind, Dataset, DatasetField, DeliveryMode, StandingAssessment
from applications.standing_drafts import assess_beforehand, confirm

from .answers import LOW_RISK
from .moments import shanghai

BEFORE = "2026-09-01 09:00"

# name, title, type, sensitive
FIELDS = (
    ("stop_id", "站点编号", "文本", False),
    ("stop_name", "站点名称", "文本", False),
    ("counted_at", "统计时间", "时间", False),
    ("passengers", "客流量", "整数", True),
)
ROWS = (
    "stop_id,stop_name,counted_at,passengers\n"
    "S001,人民广场,2026-09-01T08:00,412\n"
    "S002,陆家嘴,2026-09-01T08:00,388\n"
    "S003,徐家汇,2026-09-01T08:00,297\n"
)  # fmt: skip


def a_dataset(provider: Organisation, code: str = "JT-0001", **said: Any) -> Dataset:
    """The data set with this code: the one that is there, or a new one as `said`.

    `data_file=""` makes one that cannot be delivered yet.
    """
    known = Dataset.objects.filter(code=code).first()
    return known or _new(provider, code, said)


def _new(provider: Organisation, code: str, said: dict[str, Any]) -> Dataset:
    default = {
        "title": "公交站点实时客流数据集",
        "description": "全市公交站点分时段上下客人数。",
        "domain": "交通出行",
        "openness": "conditional",
        "grade": "general_3",
        "conditions": "仅用于申请所列应用场景，不得用于识别特定个人。",
        "applicant_kinds": list(ApplicantKind.values),
        "delivery_modes": [DeliveryMode.DOWNLOAD.value, DeliveryMode.API.value],
        "update_frequency": "daily",
        "row_count": 3,
    }
    dataset = Dataset(provider=provider, code=code, **{**default, **said})
    if "data_file" not in said:
        dataset.data_file.save(f"{code}.csv", ContentFile(ROWS.encode()), save=False)
    dataset.save()
    DatasetField.objects.bulk_create(
        DatasetField(dataset=dataset, position=place, name=name, title=title, type=kind, is_sensitive=sensitive)
        for place, (name, title, kind, sensitive) in enumerate(FIELDS)
    )
    if dataset.fast_track:
        judge_beforehand(dataset)
    return dataset


def judge_beforehand(dataset: Dataset, **answers: str) -> StandingAssessment:
    """The department has judged the data set, all low but for `answers`."""
    posts = Membership.objects.filter(organisation=dataset.provider).select_related("user").order_by("-pk")
    people = {post.role: post.user for post in posts}  # of several with a role, the first
    said = {"answers": {**LOW_RISK, **answers}, "evidence": {}, "now": shanghai(BEFORE)}
    row = assess_beforehand(dataset=dataset, actor=people["risk_assessor"], **said)
    confirm(standing=row, actor=people["approver"], now=shanghai(BEFORE))
    return row
