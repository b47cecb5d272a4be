"""The application form (申请书) as an official document: what was applied for, as it was handed in last."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import override

from .documents.engine import EmbeddedFile, render
from .documents.stated import Stated
from .models import ApplicantKind, Application, DeliveryMode

SCHEMA = "wuri/application/1"


@dataclass(frozen=True, kw_only=True)
class ApplicationFacts(Stated):
    """Everything the form states. Texts are as typed; `fields` are titles; `materials` are kinds with file names."""

    schema = SCHEMA

    number: str
    handed_in_at: datetime
    applicant: str
    kind: str
    credit_code: str
    contact: str
    phone: str
    address: str
    dataset_title: str
    dataset_code: str
    provider: str
    fields: tuple[str, ...]
    delivery_mode: str
    term_months: int
    purpose: str
    use_case: str
    benefit: str
    recipients: str
    security_measures: str
    materials: tuple[str, ...]


def render_application(facts: ApplicationFacts) -> bytes:
    """The form as PDF/A-3a with application.json inside; raises the refusals of documents/refusals.py."""
    return render(
        "documents/application_form.html",
        ["agreement.css"],
        {"facts": facts},
        created_at=facts.handed_in_at,
        identifier=facts.digest,
        attachment=EmbeddedFile(name="application.json", description="申请书机器可读文本", text=facts.to_json()),
        key_facts=[facts.number, facts.applicant, facts.dataset_title, facts.provider],
    )


def application_facts(application: Application, handed_in_at: datetime) -> ApplicationFacts:
    """Two queries: the fields of the data set, the documents that were handed in by then."""
    body = application.case.body
    there = application.attachments.filter(uploaded_at__lte=handed_in_at).exclude(removed_at__lte=handed_in_at)
    wanted = set(application.requested_fields)
    with override("zh-hans"):
        return ApplicationFacts(
            number=application.number,
            handed_in_at=handed_in_at,
            applicant=application.applicant_name,
            kind=str(ApplicantKind(application.applicant_kind).label),
            credit_code=(body.credit_code or "") if body else "",
            contact=application.contact_name,
            phone=application.contact_phone,
            address=application.contact_address,
            dataset_title=application.dataset.title,
            dataset_code=application.dataset.code,
            provider=application.dataset.provider.name,
            fields=tuple(field.title for field in application.dataset.fields.all() if field.name in wanted),
            delivery_mode=str(DeliveryMode(application.delivery_mode).label),
            term_months=application.term_months or 0,
            purpose=application.purpose,
            use_case=application.use_case,
            benefit=application.benefit,
            recipients=application.recipients,
            security_measures=application.security_measures,
            materials=tuple(f"{one.get_kind_display()}：{one.name}" for one in there.order_by("pk")),
        )
