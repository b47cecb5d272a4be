"""The error summary of a form: one line per error, pointing at the control that can be corrected."""

from dataclasses import dataclass

from django.forms import BaseForm, BoundField, CheckboxSelectMultiple, RadioSelect


@dataclass(frozen=True)
class Line:
    """`target` is the id of a control, or empty for what concerns the whole form."""

    target: str
    label: str
    text: str


def lines(form: BaseForm) -> list[Line]:
    """All errors of a bound form in the order of its fields, the form's own first."""
    if not form.is_bound:
        return []
    whole = [Line("", "", str(error)) for error in form.non_field_errors()]
    return whole + [Line(control_id(field), str(field.label), str(error)) for field in form for error in field.errors]


def control_id(field: BoundField) -> str:
    """The id a link can jump to; a group of choices is entered at its first."""
    if isinstance(field.field.widget, RadioSelect | CheckboxSelectMultiple):
        return f"{field.auto_id}_0"
    return field.id_for_label or field.auto_id
