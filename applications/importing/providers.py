"""The departments that a file names as providers: which are there, which are not."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import gettext as _

from accounts.models import Organisation, OrganisationKind

from .columns import CATALOGUE
from .entries import Entry
from .problems import Problem

HEADER = next(column.header for column in CATALOGUE if column.name == "provider")


@dataclass(frozen=True)
class Providers:
    """The kinds of all bodies by their names."""

    kinds: dict[str, str]

    @classmethod
    def read(cls) -> "Providers":
        return cls(dict(Organisation.objects.values_list("name", "kind")))

    def missing(self, entries: Iterable[Entry]) -> tuple[str, ...]:
        """Names that no body has, each once, in the order of the file."""
        return tuple(dict.fromkeys(entry.provider for entry in entries if entry.provider not in self.kinds))

    def problems(self, entries: Iterable[Entry], create_departments: bool) -> list[Problem]:
        """Lines whose provider is not there, unless it is to be created, or is not a department."""
        wrong = []
        for entry in entries:
            kind = self.kinds.get(entry.provider)
            if kind is None and not create_departments:
                wrong.append(Problem(entry.line, HEADER, self._not_there(entry.provider)))
            elif kind not in (None, OrganisationKind.DEPARTMENT):
                message = _("“%(name)s”不是政府部门，不能作为数据提供单位，请核对名称。")
                wrong.append(Problem(entry.line, HEADER, message % {"name": entry.provider}))
        return wrong

    def _not_there(self, name: str) -> str:
        departments = [known for known, kind in self.kinds.items() if kind == OrganisationKind.DEPARTMENT]
        alike = get_close_matches(name, departments, n=1)
        if alike:
            message = _("没有登记“%(name)s”，是否应为“%(alike)s”？请改正，或者加 --create-departments 一并登记。")
            return message % {"name": name, "alike": alike[0]}
        message = _("没有登记“%(name)s”，请先在后台登记该部门，或者加 --create-departments 一并登记。")
        return message % {"name": name}
