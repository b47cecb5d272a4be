"""A place outside that is told of entries: another system (webhook), or the robot of a group chat."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from workflow.lifecycle import LAW, NOTES

from ..channels.addresses import AddressRefused, check_address


class EndpointKind(models.TextChoices):
    WEBHOOK = "webhook", _("系统接口（Webhook）")
    WECOM = "wecom", _("企业微信群机器人")
    DINGTALK = "dingtalk", _("钉钉群机器人")
    FEISHU = "feishu", _("飞书群机器人")


class Endpoint(models.Model):
    """Only an administrator writes these: the address is called from inside the network (SSRF).

    `events`: names of entries, none meaning all. `department` None: the cases of all departments.
    """

    kind = models.CharField(_("类别"), max_length=10, choices=EndpointKind.choices)
    name = models.CharField(_("名称"), max_length=60, unique=True)
    url = models.CharField(_("地址"), max_length=500)
    secret = models.CharField(_("签名密钥"), max_length=200, blank=True)
    department = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("仅限部门"),
    )  # fmt: skip
    events = models.JSONField(_("办理记录"), default=list, blank=True)
    is_active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name = _("消息推送地址")
        verbose_name_plural = _("消息推送地址")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def channel(self) -> str:
        """Its name among the breakers."""
        return f"endpoint:{self.pk}"

    @property
    def is_a_robot(self) -> bool:
        """Robots speak to people, in office hours; a webhook speaks to a machine, at any time."""
        return self.kind != EndpointKind.WEBHOOK

    def wants(self, event: str, provider_id: int) -> bool:
        """Whether it is told of an entry in a case of that department."""
        return event in (self.events or [event]) and self.department_id in (None, provider_id)

    def clean(self) -> None:
        """A webhook without a secret could not be told from a forgery; names of entries are those of the law."""
        errors: dict[str, Any] = {}
        try:
            check_address(self.url)
        except AddressRefused as refused:
            errors["url"] = str(refused)
        if self.kind == EndpointKind.WEBHOOK and len(self.secret) < 24:
            errors["secret"] = _("系统接口的签名密钥至少 24 个字符。")
        known = {*LAW, *NOTES}
        if not isinstance(self.events, list) or not all(isinstance(one, str) and one in known for one in self.events):
            errors["events"] = _('请填写办理记录名称的列表，例如 ["submit", "approve"]；留空列表表示全部。')
        if errors:
            raise ValidationError(errors)
