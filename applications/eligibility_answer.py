"""Can I apply? The plain answer, with what to do next, before anything is begun."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .checklist import required_attachments
from .eligibility import refusal
from .forms.eligibility_check import NO
from .models import ApplicantKind, AttachmentKind, Dataset

# What each "no" means, in the order of the questions.
OBSTACLES: tuple[tuple[str, str | Promise], ...] = (
    (
        "purpose",
        _("还没有明确的应用场景：应用场景是审核的主要内容，说不清用途的申请一般不予同意。请先确定用途，再提出申请。"),
    ),
    (
        "conditions",
        _("不能遵守开放条件：开放条件写入数据利用协议，违反的将中止或者终止开放。确有困难的，请先咨询数据提供单位。"),
    ),
    (
        "security",
        _(
            "还不能落实安全保护措施：申请时应当提交安全承诺书，并写明存储、访问控制和处置措施。请先作出安排，再提出申请。"
        ),
    ),
)


@dataclass(frozen=True)
class Answer:
    """`may` tells whether the applicant is admitted by kind; `obstacles` are what would stand against approval."""

    may: bool
    kind: ApplicantKind
    obstacles: tuple[str, ...] = ()
    documents: tuple[AttachmentKind, ...] = ()

    @property
    def kind_label(self) -> str:
        return str(self.kind.label)

    @property
    def is_ready(self) -> bool:
        return self.may and not self.obstacles


def answer(dataset: Dataset, said: Mapping[str, str]) -> Answer:
    """For a data set that takes applications, and answers that are whole (EligibilityCheck)."""
    kind = ApplicantKind(said["kind"])
    if refusal(dataset, kind):
        return Answer(False, kind)
    against = tuple(str(sentence) for question, sentence in OBSTACLES if said[question] == NO)
    return Answer(True, kind, against, required_attachments(kind))
