"""The sandbox of this installation, by settings.WURI_SANDBOX."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from .local import LocalSandbox
from .order import Sandbox, SandboxRefused
from .remote import RemoteSandbox

LOCAL = "local"


def sandbox() -> Sandbox:
    """SandboxRefused where the settings leave a service without its token."""
    if settings.WURI_SANDBOX == LOCAL:
        return LocalSandbox(Path(settings.WURI_SANDBOX_FOLDER))
    if not settings.WURI_SANDBOX_TOKEN:
        raise SandboxRefused(_("未设置 WURI_SANDBOX_TOKEN，不能使用外部数据沙箱，请联系系统管理员。"))
    return RemoteSandbox(settings.WURI_SANDBOX, settings.WURI_SANDBOX_TOKEN)
