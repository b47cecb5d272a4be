"""The roles of a person in a body (GLOSSARY: People and bodies)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    APPLICANT = "applicant", _("申请人")
    HANDLER = "handler", _("承办人")
    RISK_ASSESSOR = "risk_assessor", _("风险评估员")
    APPROVER = "approver", _("签发人")
    DEPUTY_LEADER = "deputy_leader", _("分管领导")
    SUPERVISOR = "supervisor", _("督办人员")
    SYSADMIN = "sysadmin", _("系统管理员")
    AUDITOR = "auditor", _("审计管理员")


# Roles an officer holds in a department; `applicant` is held in the body that applies.
OFFICER_ROLES = frozenset({Role.HANDLER, Role.RISK_ASSESSOR, Role.APPROVER, Role.DEPUTY_LEADER, Role.SUPERVISOR})
# Configuration and audit are never the same person (三员分立).
SEPARATED_ROLES = (Role.SYSADMIN, Role.AUDITOR)
