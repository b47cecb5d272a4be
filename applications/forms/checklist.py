"""A check-list as a form: a line for each thing, emptied ones are left out, keys stay."""

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from ..checklists import Check
from ..models import ChecklistVersion

ROWS = 12


class ChecklistForm(forms.Form):
    """`row` is what it begins with."""

    def __init__(self, *args: Any, row: ChecklistVersion | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = [Check(**item) for item in row.items] if row else []
        for place in range(ROWS):
            known = self.known[place] if place < len(self.known) else None
            self.fields[f"title_{place}"] = forms.CharField(
                label=_("第 %(n)d 项核对事项") % {"n": place + 1},
                max_length=60,
                required=False,
                initial=known.title if known else "",
            )
            self.fields[f"hint_{place}"] = forms.CharField(
                label=_("第 %(n)d 项要求") % {"n": place + 1},
                max_length=200,
                required=False,
                initial=known.hint if known else "",
            )

    @property
    def rows(self) -> list[tuple[BoundField, BoundField]]:
        return [(self[f"title_{place}"], self[f"hint_{place}"]) for place in range(ROWS)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        titles = [title for place in range(ROWS) if (title := cleaned.get(f"title_{place}", ""))]
        if not titles:
            self.add_error("title_0", _("请至少填写一项核对事项。"))
        for place in range(ROWS):
            title = cleaned.get(f"title_{place}", "")
            if cleaned.get(f"hint_{place}") and not title:
                self.add_error(f"title_{place}", _("请填写核对事项的名称。"))
            if title and titles.count(title) > 1:
                self.add_error(f"title_{place}", _("核对事项不能重复。"))
        return cleaned

    def items(self) -> list[Check]:
        """As applications.checklists.write() takes them; a line keeps its key, a new one gets the next free one."""
        free = max((int(check.key[1:]) for check in self.known), default=0) + 1
        found = []
        for place in range(ROWS):
            title = self.cleaned_data[f"title_{place}"]
            if not title:
                continue
            key = self.known[place].key if place < len(self.known) else f"c{free}"
            free += place >= len(self.known)
            found.append(Check(key, title, self.cleaned_data[f"hint_{place}"]))
        return found


class SeenForm(forms.Form):
    """Which change of the draft was looked at."""

    seen = forms.IntegerField(min_value=0)
