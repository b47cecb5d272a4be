"""Why an answer came late: the fixed list that the statistics are split by."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Lateness(models.TextChoices):
    OURS = "ours", _("本单位原因")
    APPLICANT = "applicant", _("申请人原因")
    THIRD_PARTY = "third_party", _("第三方原因")
    HOLIDAY = "holiday", _("节假日调整")
    SYSTEM = "system", _("系统故障")
