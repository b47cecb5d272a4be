"""The risk of opening data to one applicant: four sides, the strictest counts (就高从严, GB/T 43697-2024)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ORDER = ("low", "medium", "high")


@dataclass(frozen=True)
class Question:
    """One side of the risk, and what its three answers mean."""

    key: str
    title: Any
    low: str | Promise
    medium: str | Promise
    high: str | Promise

    @property
    def choices(self) -> list[tuple[str, str | Promise]]:
        return [("low", self.low), ("medium", self.medium), ("high", self.high)]


QUESTIONS: tuple[Question, ...] = (
    Question(
        "data",
        _("数据本身"),
        _("不含个人信息和商业秘密，汇总或公开程度高"),
        _("含单位信息或者细粒度信息，泄露会造成一定影响"),
        _("含个人信息、重要数据，或者可与其他数据结合识别特定对象"),
    ),
    Question(
        "use",
        _("使用目的和范围"),
        _("目的明确，成果只在申请单位内部使用"),
        _("成果向特定对象提供"),
        _("成果向社会公开或者涉及跨境，目的不够具体"),
    ),
    Question(
        "applicant",
        _("申请人的保护能力"),
        _("制度、人员、技术措施齐全，有等级保护备案证明"),
        _("主要措施具备，个别需要完善"),
        _("措施不足，或者有违约、逾期未报告记录"),
    ),
    Question(
        "delivery",
        _("提供方式"),
        _("数据沙箱，原始数据不出域"),
        _("接口访问，可计量可停用"),
        _("下载原始数据"),
    ),
)


def level_of(answers: Mapping[str, str]) -> str:
    """The level that follows from complete answers; "" while one is missing. A download alone is at most medium."""
    levels = [answers.get(question.key, "") for question in QUESTIONS]
    if any(level not in ORDER for level in levels):
        return ""
    data, use, applicant, delivery = levels
    weighed = [data, use, applicant, min(delivery, "medium", key=ORDER.index)]
    return max(weighed, key=ORDER.index)
