"""Further data sets of the same department as one form: which fields of which, and how they are to be delivered."""

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from ..actions.choose_datasets import Choice
from ..further import choosable, chosen, is_for
from ..models import Application, Dataset, DeliveryMode


class FurtherForm(forms.Form):
    """A data set with no field chosen is not applied for."""

    def __init__(self, *args: Any, application: Application, **options: Any) -> None:
        super().__init__(*args, **options)
        self.datasets = [one for one in choosable(application) if is_for(one, application)]
        before = {one.dataset_id: one for one in chosen(application)}
        for dataset in self.datasets:
            was = before.get(dataset.pk)
            self.fields[f"fields_{dataset.pk}"] = forms.MultipleChoiceField(
                label=_("申请字段"),
                choices=[(field.name, field.title) for field in dataset.fields.all()],
                initial=was.requested_fields if was else [],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            self.fields[f"mode_{dataset.pk}"] = forms.ChoiceField(
                label=_("提供方式"),
                choices=[(mode, DeliveryMode(mode).label) for mode in dataset.delivery_modes],
                initial=was.delivery_mode if was else dataset.delivery_modes[0],
                required=False,
            )

    @property
    def rows(self) -> list[tuple[Dataset, BoundField, BoundField]]:
        return [(one, self[f"fields_{one.pk}"], self[f"mode_{one.pk}"]) for one in self.datasets]

    def choices(self) -> list[Choice]:
        """As choose_datasets() takes them."""
        said = self.cleaned_data
        return [
            (one, said[f"fields_{one.pk}"], said[f"mode_{one.pk}"] or one.delivery_modes[0])
            for one in self.datasets
            if said[f"fields_{one.pk}"]
        ]
