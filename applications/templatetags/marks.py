"""Small tables of look: which tone, icon or word belongs to which value."""

from django.utils.translation import gettext_lazy as _

# The pill of a state. Without one the authority is at work; wait: the applicant's turn; good, bad, plain: as it stands.
STATE_TONES = {
    "draft": "plain",
    "submitted": "plain",
    "supplement": "wait",
    "agreement": "wait",
    "in_use": "good",
    "suspended": "bad",
    "closed": "plain",
    "not_accepted": "bad",
    "refused": "bad",
    "withdrawn": "plain",
    "lapsed": "plain",
    "revoked": "bad",
}

RISK_WORDS = {
    "": (0, _("未评估")),
    "low": (1, _("低")),
    "medium": (2, _("中")),
    "high": (3, _("高")),
}

# kind of a journal entry -> symbol of the sprite
JOURNAL_MARKS = {
    "now": "t-now",
    "done": "t-done",
    "pause": "l-grey",
    "resume": "t-done",
    "warn": "l-amber",
    "bad": "l-red",
    "file": "i-file",
    "stop": "t-stop",
}

# supervision documents: the character on the card, and its name
CARDS = {
    "yellow_card": (_("黄"), _("黄牌督办")),
    "red_card": (_("红"), _("红牌督办")),
}

# state of a step -> what a screen reader hears after its name
STEP_WORDS = {
    "done": _("，已办理"),
    "now": _("，当前环节"),
    "stop": _("，已终结"),
    "todo": _("，未开始"),
}

# state of a line of a check-list -> symbol, word
CHECKS = {
    "ok": ("l-green", _("已具备")),
    "missing": ("l-red", _("缺少")),
    "todo": ("t-now", _("待核对")),
}

NOTE_ICONS = {
    "info": "i-info",
    "debug": "i-info",
    "success": "i-ok",
    "warning": "i-warn",
    "error": "i-warn",
}


def readable_size(size: int) -> str:
    """86 KB, 1.4 MB; `size` in bytes, 1024 to a step."""
    if size < 1024:
        return f"{size} B"
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    if size < 1024**3:
        return f"{size / 1024**2:.1f} MB"
    return f"{size / 1024**3:.1f} GB"
