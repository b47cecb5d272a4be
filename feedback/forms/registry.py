"""Which form stands behind each act that a person can do about a matter."""

from ..models import Matter
from .act_form import ActForm
from .acts import (
    AssignForm,
    ClearOrderForm,
    DeclineForm,
    DisputeForm,
    OpenForm,
    RetractForm,
    SendBackForm,
    TakeForm,
    TransferForm,
    UpholdForm,
    WithdrawForm,
)
from .answers import AnswerCorrectionForm, AnswerDemandForm

FORMS: dict[str, type[ActForm]] = {
    form.name: form
    for form in (
        TakeForm, AnswerCorrectionForm, TransferForm, AssignForm, DeclineForm, DisputeForm, UpholdForm, SendBackForm,
        OpenForm, WithdrawForm, RetractForm, ClearOrderForm,
    )
}  # fmt: skip


def form_of(name: str, matter: Matter) -> type[ActForm]:
    """Corrections and demands are answered in words of their own."""
    return AnswerDemandForm if name == "answer" and not matter.is_correction else FORMS[name]
