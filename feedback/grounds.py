"""Why data cannot be open: a list with the legal ground of each, to which the department adds its own words.

Articles that could be read are named (docs/legal-sources.md); what goes on record is Chinese (applications.causes).
"""

from django.utils.translation import gettext_lazy as _

from applications.causes import REGULATIONS, Cause

CANNOT: tuple[Cause, ...] = (
    Cause("privacy", _("涉及个人隐私、个人信息、商业秘密或者保密商务信息。"), f"{REGULATIONS}第四十一条"),
    Cause("forbidden", _("法律、法规规定不得开放。"), f"{REGULATIONS}第四十一条"),
    Cause("not_held", _("本市公共管理和服务机构在履行职责中没有采集或者产生该数据。"), "该数据不属于公共数据"),
)
GROUNDS: dict[str, Cause] = {cause.key: cause for cause in CANNOT}
