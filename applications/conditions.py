"""The conditions under which data are opened: one value, the same in decision, agreement and delivery."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .masking import METHODS


@dataclass(frozen=True)
class Masked:
    """A column that is not handed over as it is: its name, its title, and one of masking.METHODS."""

    field: str
    title: str
    method: str


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
    masked: tuple[Masked, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {"fields": list(self.fields), "masked": [asdict(one) for one in self.masked]}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Conditions":
        masked = tuple(Masked(**one) for one in data.get("masked", ()))
        return cls(**{**data, "fields": tuple(data["fields"]), "masked": masked})

    @property
    def methods(self) -> Mapping[str, str]:
        """How the columns are masked, by their names."""
        return {one.field: one.method for one in self.masked if one.field in self.fields}

    def sentences(self) -> list[str]:
        """The conditions beyond fields, mode and term, as sentences of the decision and the agreement."""
        said = [
            _("“%(field)s”经处理后提供：%(method)s。") % {"field": one.title, "method": METHODS[one.method]}
            for one in self.masked
            if one.field in self.fields
        ]
        if self.quota:
            said.append(
                ngettext("数据下载不超过 %(n)d 次。", "数据下载不超过 %(n)d 次。", self.quota) % {"n": self.quota}
            )
        if self.report_months:
            said.append(_("每 %(n)d 个月提交一次利用情况报告。") % {"n": self.report_months})
        return said + [text for text in (self.publication, self.special) if text]
