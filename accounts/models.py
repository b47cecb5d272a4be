"""User, Organisation and Membership: who acts, for which body, in which role."""

from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .credit_code import validate_credit_code
from .invitation import Invitation
from .roles import OFFICER_ROLES, SEPARATED_ROLES, Role

__all__ = [
    "Invitation",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "Substitution",
    "User",
    "UserManager",
    "display_name",
]


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address; addresses are unique without regard to case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        if not email:
            raise ValueError("a user needs an e-mail address")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A natural person; signs in by e-mail."""

    email = models.EmailField(_("电子邮箱"), unique=True)
    name = models.CharField(_("姓名"), max_length=60)
    phone = models.CharField(_("联系电话"), max_length=30, blank=True)
    is_active = models.BooleanField(_("启用"), default=True)
    is_staff = models.BooleanField(_("可进入后台"), default=False)
    is_demo = models.BooleanField(_("演示人员"), default=False)
    joined_at = models.DateTimeField(_("注册时间"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("用户")
        verbose_name_plural = _("用户")
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once_in_any_case")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


def display_name(user: User) -> str:
    """What allauth's pages call the person."""
    return str(user)


class OrganisationKind(models.TextChoices):
    DEPARTMENT = "department", _("政府部门")
    LEGAL_PERSON = "legal_person", _("法人")
    ORGANIZATION = "organization", _("非法人组织")


class Organisation(models.Model):
    """A department that opens or supervises data, or a body that applies for it."""

    kind = models.CharField(_("类别"), max_length=20, choices=OrganisationKind.choices)
    name = models.CharField(_("名称"), max_length=120, unique=True)
    # Departments may have none on file: NULL is not equal to NULL, "" would be.
    credit_code = models.CharField(
        _("统一社会信用代码"), max_length=18, unique=True, null=True, blank=True, validators=[validate_credit_code]
    )
    address = models.CharField(_("地址"), max_length=200, blank=True)
    contact_name = models.CharField(_("联系人"), max_length=60, blank=True)
    phone = models.CharField(_("联系电话"), max_length=30, blank=True)
    is_competent_authority = models.BooleanField(_("公共数据主管部门"), default=False)
    is_demo = models.BooleanField(_("演示机构"), default=False)

    class Meta:
        verbose_name = _("机构")
        verbose_name_plural = _("机构")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="department") | Q(credit_code__isnull=False),
                name="an_applicant_body_has_a_credit_code",
            ),
            models.CheckConstraint(
                condition=Q(is_competent_authority=False) | Q(kind="department"),
                name="the_competent_authority_is_a_department",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def name_of_authority(cls) -> str:
        """Of the competent authority, which issues orders, bulletins and decisions on breaches; "" where none is."""
        names = cls.objects.filter(is_competent_authority=True).order_by("pk").values_list("name", flat=True)
        return names.first() or ""


class SubstitutionQuerySet(models.QuerySet["Substitution"]):
    def on(self, day: date) -> "SubstitutionQuerySet":
        """Those in force on a day (both ends included)."""
        return self.filter(since__lte=day, until__gte=day)


class Substitution(models.Model):
    """Someone is away: his messages and tasks go to both from a day to a day.

    A substitution gives no rights: the substitute acts by the roles that he holds himself.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="substitutions", verbose_name=_("离岗人员"))
    substitute = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="substituting", verbose_name=_("代办人员")
    )
    since = models.DateField(_("开始日期"))
    until = models.DateField(_("结束日期"))
    reason = models.CharField(_("事由"), max_length=200)

    objects = SubstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("代办安排")
        verbose_name_plural = _("代办安排")
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=models.F("since")), name="a_substitution_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~Q(user=models.F("substitute")), name="nobody_is_his_own_substitute"),
        ]

    def __str__(self) -> str:
        return f"{self.user}→{self.substitute}"


def in_force(day: date) -> Q:
    """The condition of a membership that is in force on a day (both ends included)."""
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))


def a_year_before(day: date) -> date:
    """The same day a year earlier; of 29 February the day before."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def on(self, day: date) -> "MembershipQuerySet":
        """Those in force on a day (both ends included)."""
        return self.filter(in_force(day))

    def lately(self, day: date) -> "MembershipQuerySet":
        """Those in force on a day, or that ended within the year before it."""
        return self.filter(Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=a_year_before(day))))


class Membership(models.Model):
    """A person's role in a body, from a day, until a day."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("用户"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("机构")
    )
    role = models.CharField(_("角色"), max_length=20, choices=Role.choices)
    since = models.DateField(_("开始日期"), default=timezone.localdate)
    until = models.DateField(_("结束日期"), null=True, blank=True)
    # Of a body that applies: whether he may invite others, end their membership and change the body's particulars.
    is_admin = models.BooleanField(_("单位管理员"), default=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("任职")
        verbose_name_plural = _("任职")
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation", "role"], name="one_membership_per_role"),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(role__in=[role.value for role in SEPARATED_ROLES]),
                name="sysadmin_and_auditor_are_not_one_person",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="membership_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(is_admin=False) | Q(role="applicant"), name="only_those_who_apply_administer_their_body"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}·{self.organisation}·{self.get_role_display()}"

    def is_held(self, day: date) -> bool:
        """Whether it is in force on a day (both ends included)."""
        return self.since <= day and (self.until is None or day <= self.until)

    def clean(self) -> None:
        department = self.organisation.kind == OrganisationKind.DEPARTMENT
        if self.role in OFFICER_ROLES and not department:
            raise ValidationError({"role": _("该角色只能在政府部门内担任，请选择“申请人”。")})
        if self.role == Role.SUPERVISOR and not self.organisation.is_competent_authority:
            raise ValidationError({"role": _("督办人员只能在公共数据主管部门内担任。")})
