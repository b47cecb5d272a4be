"""The seal provider of this installation, by settings.WURI_SEAL_SERVICE."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from .authority import Authority
from .local import LocalSeals
from .order import SealProvider, SealRefused
from .remote import RemoteSeals

LOCAL = "local"


def provider() -> SealProvider:
    """The provider; SealRefused where the settings leave it without keys or roots."""
    if settings.WURI_SEAL_SERVICE == LOCAL:
        if not settings.WURI_SEAL_PASSPHRASE:
            raise SealRefused(_("未设置 WURI_SEAL_PASSPHRASE，不能使用本机测试印章，请联系系统管理员。"))
        return LocalSeals(Authority(Path(settings.WURI_SEAL_FOLDER), settings.WURI_SEAL_PASSPHRASE))
    if not settings.WURI_SEAL_ROOTS:
        raise SealRefused(_("未设置 WURI_SEAL_ROOTS，无法核对电子印章服务的证书，请联系系统管理员。"))
    return RemoteSeals(settings.WURI_SEAL_SERVICE, settings.WURI_SEAL_TOKEN, Path(settings.WURI_SEAL_ROOTS))
