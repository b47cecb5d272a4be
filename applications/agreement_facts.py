"""What an agreement says, gathered from the case: parties, data, purpose, term, conditions."""

from dataclasses import replace
from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import override

from accounts.models import Organisation

from .conditions import Conditions
from .documents.facts import AgreementFacts, DatasetRow, Signature
from .documents.party import Party, PartyKind
from .models import Agreement, Application, DatasetField, Decision, DeliveryMode


def facts_of(
    application: Application, decision: Decision, conditions: Conditions, agreement: Agreement, now: datetime
) -> AgreementFacts:
    """All facts of the agreement; raises MissingFact naming what the dossier does not say. Always in Chinese."""
    with override("zh-hans"):
        return AgreementFacts(
            number=agreement.number,
            party_a=department(application.dataset.provider),
            party_b=data_user(application),
            datasets=(row(application, conditions),),
            purpose=application.purpose,
            starts_on=agreement.starts_on,
            ends_on=agreement.ends_on,
            conditions=tuple(conditions.sentences()),
            quota=f"数据下载不超过{conditions.quota}次" if conditions.quota else "",
            security_measures=(application.security_measures,),
            use_report_interval_months=conditions.report_months or None,
            application_number=application.number,
            decided_on=localdate(decision.at),
            created_at=now,
            signatories=agreement.signatories,
            supersedes=agreement.supersedes.number if agreement.supersedes else "",
        )


def department(provider: Organisation) -> Party:
    """The department as party A."""
    return Party(
        name=provider.name,
        credit_code=provider.credit_code or "",
        address=provider.address,
        contact=provider.contact_name,
        phone=provider.phone,
    )


def data_user(application: Application) -> Party:
    """The applicant as party B: his body, or he himself."""
    body = application.case.body
    return Party(
        name=application.applicant_name,
        credit_code=(body.credit_code or "") if body else "",
        address=application.contact_address,
        contact=application.contact_name if body else "",
        phone=application.contact_phone,
        kind=PartyKind(application.applicant_kind),
    )


def row(application: Application, conditions: Conditions) -> DatasetRow:
    """The data set with the fields that were granted, in the order of the data set."""
    dataset = application.dataset
    granted = DatasetField.objects.filter(dataset=dataset, name__in=conditions.fields).order_by("position")
    return DatasetRow(
        title=dataset.title,
        code=dataset.code,
        provider=dataset.provider.name,
        fields=tuple(field.title for field in granted),
        update_frequency=str(dataset.get_update_frequency_display()),
        delivery_mode=str(DeliveryMode(conditions.delivery_mode).label),
    )


def signed(facts: AgreementFacts, agreement: Agreement) -> AgreementFacts:
    """The facts with the signature, as far as it is there; of two who signed, both are named."""
    if not (agreement.signed_at and agreement.signed_by):
        return facts
    return replace(facts, signed=Signature(name=signers(agreement), at=agreement.signed_at))


def signers(agreement: Agreement) -> str:
    """Who signed for the applicant, in their order."""
    both = (agreement.first_signed_by, agreement.signed_by)
    return "、".join(person.name for person in both if person)
