"""The frame of every page: navigation by what the person is, and how he wants pages to look."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import OFFICER_ROLES, Role
from workflow import access

DESK_ROLES = frozenset({role.value for role in OFFICER_ROLES - {Role.SUPERVISOR}})
OVERSIGHT = frozenset({Role.SUPERVISOR.value, Role.AUDITOR.value})

# Cookies of the display settings and the values they may have.
DISPLAY = {"size": ("normal", "large"), "contrast": ("normal", "high"), "keys": ("normal", "off")}


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context: `nav` items, `roles` of the person, `display` settings, today's data for the header."""
    user = getattr(request, "user", None)
    roles = roles_of(request, user) if user is not None and user.is_authenticated else frozenset()
    return {"nav": nav(request, roles), "roles": roles, "display": display(request)}


def remember(request: HttpRequest, roles: frozenset[str]) -> None:
    """A page that has read the person's posts saves the frame from reading them again."""
    request.wuri_roles = roles  # type: ignore[attr-defined]


def roles_of(request: HttpRequest, user: User) -> frozenset[str]:
    """The person's roles, read once a request."""
    known: frozenset[str] | None = getattr(request, "wuri_roles", None)
    if known is None:
        known = frozenset(access.posts_of(user).values_list("role", flat=True))
        remember(request, known)
    return known


def is_officer(roles: frozenset[str]) -> bool:
    return bool(roles & {role.value for role in OFFICER_ROLES})


def oversees(roles: frozenset[str]) -> bool:
    """Whether the person looks at the cases of all departments."""
    return bool(roles & OVERSIGHT)


def display(request: HttpRequest) -> dict[str, str]:
    """Size, contrast and single keys from cookies; anything unknown is normal."""
    chosen = {name: request.COOKIES.get(f"display_{name}", "normal") for name in DISPLAY}
    return {name: value if value in DISPLAY[name] else "normal" for name, value in chosen.items()}


def nav(request: HttpRequest, roles: frozenset[str]) -> list[dict[str, Any]]:
    """The main navigation, by role."""
    user = getattr(request, "user", None)
    items: list[tuple[str, str]] = []
    if oversees(roles):
        items.append((_("监督总览"), reverse("supervision")))
    if roles & DESK_ROLES:
        items.append((_("审核办理"), reverse("queue")))
    if Role.SYSADMIN in roles:
        items += [(_("放假通知"), reverse("notices")), (_("风险问卷"), reverse("risk-versions"))]
        items.append((_("协议范本"), reverse("wordings")))
        items.append((_("运行状况"), reverse("health")))
    items.append((_("数据目录"), reverse("catalogue")))
    if not roles & DESK_ROLES and not oversees(roles):
        items.append((_("办事指南"), reverse("guide")))
    if user is not None and user.is_authenticated:
        if not is_officer(roles) and not oversees(roles):
            items += [(_("我的申请"), reverse("my-applications")), (_("数据领取"), reverse("my-data"))]
            items.append((_("我的反馈"), reverse("feedback")))
        items.append((_("消息"), reverse("messages")))
    else:
        items += [(_("办理情况公开"), reverse("performance")), (_("应用成果"), reverse("data-results"))]
        items.append((_("开放需求"), reverse("demands")))
    return [{"label": label, "url": url, "current": request.path.startswith(url)} for label, url in items]
