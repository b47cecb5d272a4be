"""The people and bodies of a case, each role once, and a stranger."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password

from accounts.credit_code import check_character
from accounts.models import Membership, Organisation, OrganisationKind, User
from accounts.roles import Role

PASSWORD = "五个工作日-2026"
SINCE = date(2020, 1, 1)

DEPARTMENT, LEGAL_PERSON, ORGANIZATION = OrganisationKind

BODIES: dict[str, tuple[str, str, str]] = {
    "provider": (DEPARTMENT, "市交通委", "11310000MB2F30211"),
    "consulted": (DEPARTMENT, "市公安局", "11310000MB2F30301"),
    "authority": (DEPARTMENT, "市数据局", "11310000MB2F30401"),
    "body": (LEGAL_PERSON, "沪桥智行科技有限公司", "91310000MA1FL0001"),
    "other_body": (ORGANIZATION, "申城出行研究会", "51310000MA1FL0002"),
}

# Who holds which role in which body; nobody of the name stands for a natural person without any.
PEOPLE: dict[str, tuple[str, tuple[tuple[str, Role], ...]]] = {
    "applicant": ("沈知远", (("body", Role.APPLICANT),)),
    "colleague": ("顾明澄", (("body", Role.APPLICANT),)),
    "person": ("周以宁", ()),
    "stranger": ("钱若谷", (("other_body", Role.APPLICANT),)),
    "handler": ("陈承", (("provider", Role.HANDLER),)),
    "second_handler": ("林续", (("provider", Role.HANDLER),)),
    "assessor": ("何评", (("provider", Role.RISK_ASSESSOR),)),
    "approver": ("严签", (("provider", Role.APPROVER),)),
    "deputy_leader": ("方岳", (("provider", Role.DEPUTY_LEADER),)),
    "consulted_handler": ("江会", (("consulted", Role.HANDLER),)),
    "supervisor": ("段督", (("authority", Role.SUPERVISOR),)),
    "auditor": ("石察", (("authority", Role.AUDITOR),)),
    "sysadmin": ("温管", (("authority", Role.SYSADMIN),)),
}

# Those who invite others to apply for their body.
ADMINISTRATORS = ("applicant", "stranger")


@dataclass(frozen=True)
class Cast:
    """`applicant` and `colleague` apply for `body`, `stranger` for `other_body`, `person` for himself."""

    provider: Organisation
    consulted: Organisation
    authority: Organisation
    body: Organisation
    other_body: Organisation
    applicant: User
    colleague: User
    person: User
    stranger: User
    handler: User
    second_handler: User
    assessor: User
    approver: User
    deputy_leader: User
    consulted_handler: User
    supervisor: User
    auditor: User
    sysadmin: User

    @property
    def people(self) -> dict[str, User]:
        """Everyone by the name of his part."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name in PEOPLE}


def the_cast() -> Cast:
    """The one cast of this database, made at the first call."""
    bodies = {part: _body(part) for part in BODIES}
    known = {user.email: user for user in User.objects.filter(email__in=map(email_of, PEOPLE))}
    if len(known) < len(PEOPLE):
        known = _make_people(bodies)
    people: dict[str, Any] = {part: known[email_of(part)] for part in PEOPLE}
    return Cast(**bodies, **people)


def email_of(part: str) -> str:
    """handler@wuri.example and so on."""
    return f"{part.replace('_', '.')}@wuri.example"


def _body(part: str) -> Organisation:
    kind, name, code = BODIES[part]
    made, _new = Organisation.objects.get_or_create(
        name=name,
        defaults={
            "kind": kind,
            "credit_code": code + check_character(code),
            "address": f"上海市人民大道 {200 + list(BODIES).index(part)} 号",
            "contact_name": "联络室",
            "phone": "021-0000 0000",
            "is_competent_authority": part == "authority",
        },
    )
    return made


def _make_people(bodies: dict[str, Organisation]) -> dict[str, User]:
    password = make_password(PASSWORD)
    made = User.objects.bulk_create(
        User(email=email_of(part), name=name, phone="13800000000", password=password)
        for part, (name, _posts) in PEOPLE.items()
    )
    known = {user.email: user for user in made}
    Membership.objects.bulk_create(
        Membership(
            user=known[email_of(part)],
            organisation=bodies[body],
            role=role,
            since=SINCE,
            is_admin=part in ADMINISTRATORS,
        )
        for part, (_name, posts) in PEOPLE.items()
        for body, role in posts
    )
    return known
