"""The record of a breach or of an incident: written once, each entry holding the digest of the one before."""

import json
from datetime import UTC
from typing import Any

from cryptography.hazmat.primitives import hashes
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Record(models.Model):
    """The database refuses UPDATE, DELETE and TRUNCATE, as of the journal (workflow.triggers). Nothing in `facts` tells
    who reported a breach. `actor` None is the system, or a reporter."""

    breach = models.ForeignKey(
        "conduct.Breach", on_delete=models.PROTECT, null=True, related_name="record", verbose_name=_("违规线索")
    )
    incident = models.ForeignKey(
        "conduct.Incident", on_delete=models.PROTECT, null=True, related_name="record", verbose_name=_("安全事件")
    )
    seq = models.PositiveIntegerField(_("序号"))
    at = models.DateTimeField(_("时间"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("经办人")
    )
    name = models.CharField(_("事项"), max_length=40)
    facts = models.JSONField(_("内容"), default=dict)
    prev_hash = models.CharField(_("前一条摘要"), max_length=64, blank=True)
    hash = models.CharField(_("摘要"), max_length=64)

    class Meta:
        verbose_name = _("处置记录")
        verbose_name_plural = _("处置记录")
        ordering = ["seq"]
        constraints = [
            models.CheckConstraint(
                condition=Q(breach__isnull=True, incident__isnull=False)
                | Q(breach__isnull=False, incident__isnull=True),
                name="an_entry_is_about_one_matter",
            ),
            models.UniqueConstraint(fields=["breach", "seq"], name="entry_of_a_breach_once"),
            models.UniqueConstraint(fields=["incident", "seq"], name="entry_of_an_incident_once"),
        ]

    def __str__(self) -> str:
        return f"{self.breach_id or self.incident_id}/{self.seq} {self.name}"

    def digest(self) -> str:
        """SM3 of everything the entry says and of the digest before it, in the canonical form of the journal."""
        content: dict[str, Any] = {
            "breach": self.breach_id, "incident": self.incident_id, "seq": self.seq,
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"), "actor": self.actor_id,
            "name": self.name, "facts": self.facts, "prev": self.prev_hash,
        }  # fmt: skip
        sm3 = hashes.Hash(hashes.SM3())
        sm3.update(json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())
        return sm3.finalize().hex()
