"""Why an application is refused or not accepted: a fixed list with its legal ground, to which free text is added.

What is chosen goes into an official document: it is Chinese, whatever language its writer reads. Articles that could
be read are named (docs/legal-sources.md); for the rest the open list of the data set is the ground.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

REGULATIONS = "《上海市数据条例》"
OPEN_LIST = "该数据集开放清单载明的开放条件"


@dataclass(frozen=True)
class Cause:
    """One entry of the list: a whole sentence, and the ground it rests on."""

    key: str
    words: str | Promise
    ground: str


REFUSAL: tuple[Cause, ...] = (
    Cause("scope", _("使用目的超出该数据集的开放条件。"), OPEN_LIST),
    Cause("fields", _("申请字段超出应用场景所需的范围。"), OPEN_LIST),
    Cause(
        "privacy", _("申请内容涉及个人隐私、个人信息、商业秘密或者保密商务信息，不得开放。"), f"{REGULATIONS}第四十一条"
    ),
    Cause("security", _("申请人的安全保护能力达不到开放要求。"), f"{REGULATIONS}第七十八条、第七十九条"),
    Cause("stopped", _("风险评估存在一票否决情形，不得有条件开放。"), f"{REGULATIONS}第四十一条"),
)
NON_ACCEPTANCE: tuple[Cause, ...] = (
    Cause("not_conditional", _("申请的数据不属于有条件开放的范围。"), f"{REGULATIONS}第四十一条"),
    Cause("not_ours", _("申请的数据不由本单位提供。"), OPEN_LIST),
    Cause("not_for_this_kind", _("申请人不属于该数据集的开放对象。"), OPEN_LIST),
    Cause("not_specific", _("应用场景不明确，无法判断数据用途。"), OPEN_LIST),
)


def stated(known: Sequence[Cause], chosen: Iterable[str], reasons: str, ground: str) -> tuple[str, str]:
    """The reasons and the ground as the document has them: what was chosen, in the order of the list, then what was
    written; the grounds of the list where no other was written."""
    keys = set(chosen)
    causes = [cause for cause in known if cause.key in keys]
    with override("zh-hans"):
        lines = [*(str(cause.words) for cause in causes), reasons.strip()]
    grounds = list(dict.fromkeys(cause.ground for cause in causes))
    return "\n".join(line for line in lines if line), ground.strip() or "；".join(grounds)
