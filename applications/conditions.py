"""The conditions under which data are opened: one value, the same in decision, agreement and delivery."""

from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True)
class Conditions:
    """`fields` are column names in order; `term_months` 1-60; `quota` is the number of downloads, 0 for no limit."""

    fields: tuple[str, ...]
    delivery_mode: str
    term_months: int
    quota: int = 0
    report_months: int = 6
    publication: str = ""
    special: str = ""

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {"fields": list(self.fields)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Conditions":
        return cls(**{**data, "fields": tuple(data["fields"])})

    def sentences(self) -> list[str]:
        """The conditions beyond fields, mode and term, as sentences of the decision and the agreement."""
        said = []
        if self.quota:
            said.append(
                ngettext("数据下载不超过 %(n)d 次。", "数据下载不超过 %(n)d 次。", self.quota) % {"n": self.quota}
            )
        if self.report_months:
            said.append(_("每 %(n)d 个月提交一次利用情况报告。") % {"n": self.report_months})
        return said + [text for text in (self.publication, self.special) if text]
