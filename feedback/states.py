"""The two kinds of matters, and the states that they can be in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MatterKind(models.TextChoices):
    CORRECTION = "correction", _("数据纠错")
    DEMAND = "demand", _("开放需求")


class MatterState(models.TextChoices):
    UNASSIGNED = "unassigned", _("待分派")
    WAITING = "waiting", _("待接办")
    HANDLING = "handling", _("核实办理")
    ANSWERED = "answered", _("已答复")
    DISPUTED = "disputed", _("复查中")
    OPENED = "opened", _("已开放")
    CLOSED = "closed", _("已办结")
    WITHDRAWN = "withdrawn", _("已撤回")


# In which somebody of the office owes something.
OWED = (MatterState.UNASSIGNED, MatterState.WAITING, MatterState.HANDLING, MatterState.DISPUTED)
# In which everybody may read a demand: a supervisor has looked at it and given it to a department.
PUBLIC = (MatterState.WAITING, MatterState.HANDLING, MatterState.ANSWERED, MatterState.OPENED)
# In which a demand can still be supported.
SUPPORTED = (MatterState.WAITING, MatterState.HANDLING, MatterState.ANSWERED)
