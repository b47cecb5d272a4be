"""Who may see which breach, incident and statement; views get records only from here.

The reporter of a breach is shown to nobody but the supervisor who has it in hand: may_know_reporter().
"""

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.roles import OFFICER_ROLES, Role
from delivery.models import Grant
from workflow.access import DEPARTMENT_ROLES, in_charge, lately_of, posts_of

from .models import Breach, Incident, Stage, Statement

# Who may report a security incident of his department's data set, and let it go on.
ACTING = frozenset({Role.HANDLER.value, Role.APPROVER.value, Role.DEPUTY_LEADER.value})
READS_THE_LIST = frozenset(role.value for role in OFFICER_ROLES | {Role.AUDITOR})


def roles_of(user: User) -> frozenset[str]:
    return frozenset(posts_of(user).values_list("role", flat=True))


def is_supervisor(user: User) -> bool:
    """Whether he examines breaches and decides on them."""
    return posts_of(user).filter(role=Role.SUPERVISOR, organisation__is_competent_authority=True).exists()


def oversees(user: User) -> bool:
    return posts_of(user).filter(role__in=[Role.SUPERVISOR, Role.AUDITOR]).exists()


def breaches_seen_by(user: User) -> QuerySet[Breach]:
    """All for those who oversee; for officers of a department those about its data, once somebody examines them. Never
    one about a body that he belongs to, or belonged to in the last year."""
    seen = Breach.objects.exclude(body__in=lately_of(user).values("organisation")).exclude(person=user)
    if oversees(user):
        return seen
    mine = posts_of(user).filter(role__in=DEPARTMENT_ROLES).values("organisation")
    about = Breach.objects.filter(applications__case__provider__in=mine).values("pk")
    return seen.exclude(stage=Stage.REPORTED).filter(pk__in=about)


def breaches_about(user: User) -> QuerySet[Breach]:
    """Those in which he, or a body he applies for, was asked to answer."""
    bodies = posts_of(user).filter(role=Role.APPLICANT).values("organisation")
    return Breach.objects.filter(Q(person=user) | Q(body__in=bodies), hearing__isnull=False)


def may_know_reporter(user: User, breach: Breach) -> bool:
    return breach.handler_id == user.pk and is_supervisor(user)


def incidents_seen_by(user: User) -> QuerySet[Incident]:
    """All for those who oversee, else those of one's own departments' data sets."""
    if oversees(user):
        return Incident.objects.all()
    mine = posts_of(user).filter(role__in=DEPARTMENT_ROLES).values("organisation")
    return Incident.objects.filter(dataset__provider__in=mine)


def may_act_on(user: User, provider: int) -> bool:
    """Whether he may stop a data set of this department, and let it go on."""
    return is_supervisor(user) or posts_of(user).filter(role__in=ACTING, organisation=provider).exists()


def own_statements(user: User) -> QuerySet[Statement]:
    return Statement.objects.filter(grant__in=Grant.objects.of(user).values("pk"))


def statements_seen_by(user: User) -> QuerySet[Statement]:
    """Of the cases that he is in charge of."""
    return Statement.objects.filter(grant__application__case__in=in_charge(user))
