"""Which form carries out which entry of the law; acts of the system have none."""

from .applicant_moves import CloseForm, FirstSignForm, NudgeForm, ResubmitForm, SignForm, SubmitForm, WithdrawForm
from .approver_moves import ApproveForm, RefuseForm, ReturnForm, RevokeForm, SealForm
from .assessor_moves import AssessForm, ConsultForm, GiveOpinionForm
from .extension_moves import DenyExtensionForm, GrantExtensionForm, RequestExtensionForm
from .handler_moves import (
    AcceptForm,
    ClaimForm,
    DeliverForm,
    KeepAssessmentForm,
    NotAcceptForm,
    RequestSupplementForm,
    ResumeForm,
    SuspendForm,
)
from .move_form import MoveForm
from .order_moves import AnswerOrderForm, ClearOrderForm
from .review_moves import AdviseReviewForm, RequestReviewForm, ReverseForm, UpholdForm
from .sampling_moves import RecheckForm
from .supervisor_moves import AssignForm, ReassignForm, TakeOverForm

FORMS: dict[str, type[MoveForm]] = {
    form.name: form
    for form in (
        SubmitForm,
        RequestSupplementForm,
        ResubmitForm,
        AcceptForm,
        NotAcceptForm,
        KeepAssessmentForm,
        AssessForm,
        ConsultForm,
        GiveOpinionForm,
        ReturnForm,
        ApproveForm,
        RefuseForm,
        RequestReviewForm,
        UpholdForm,
        ReverseForm,
        AdviseReviewForm,
        SignForm,
        FirstSignForm,
        SealForm,
        DeliverForm,
        SuspendForm,
        ResumeForm,
        RevokeForm,
        CloseForm,
        WithdrawForm,
        ClaimForm,
        AssignForm,
        ReassignForm,
        TakeOverForm,
        NudgeForm,
        RequestExtensionForm,
        GrantExtensionForm,
        DenyExtensionForm,
        AnswerOrderForm,
        ClearOrderForm,
        RecheckForm,
    )
}
