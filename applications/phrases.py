"""Phrases for forms (常用语): which field takes which kind, whose they are, and those that one begins with."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q

from .forms.handler_moves import DEFECT_ROWS
from .forms.move_form import MoveForm
from .models import Phrase, PhraseKind

Kind = PhraseKind

# The fields of each form that phrases can be chosen into.
FIELDS: dict[str, dict[str, PhraseKind]] = {
    "request_supplement": {f"problem_{row}": Kind.DEFECT for row in range(1, DEFECT_ROWS + 1)},
    "not_accept": {"reasons": Kind.NOT_ACCEPTED},
    "assess": {"opinion": Kind.ASSESSMENT},
    "consult": {"opinion": Kind.ASSESSMENT, "question": Kind.QUESTION},
    "give_opinion": {"opinion": Kind.OPINION},
    "return_to_assessment": {"reasons": Kind.RETURNED},
    "approve": {"reasons": Kind.APPROVED},
    "refuse": {"reasons": Kind.REFUSED},
}

# They go into official documents, so they are Chinese whatever language the administrator reads.
STANDARD: tuple[tuple[PhraseKind, str, str], ...] = (
    (Kind.DEFECT, "应用场景不具体", "请写明数据用于哪个系统或产品、由谁使用、使用流程和预期成效。"),
    (Kind.DEFECT, "申请字段超出需要", "请逐项说明所申请字段与应用场景的关系，删去不需要的字段。"),
    (Kind.DEFECT, "安全措施不完整", "请补充数据存储、访问控制、人员管理和到期删除的具体措施。"),
    (Kind.DEFECT, "承诺书未签字盖章", "请提交由法定代表人签字并加盖公章的安全承诺书扫描件。"),
    (Kind.DEFECT, "证照不清晰或已失效", "请提交在有效期内、内容清晰可辨的证照扫描件。"),
    (Kind.NOT_ACCEPTED, "不属于受理范围", "所申请的数据不属于有条件开放的公共数据，可以通过公共数据开放平台直接获取。"),
    (Kind.NOT_ACCEPTED, "申请人不符合条件", "申请人不属于该数据集列明的可申请主体。"),
    (Kind.ASSESSMENT, "低风险", "申请字段不含敏感信息，应用场景明确，安全保护措施完整，建议同意开放。"),
    (Kind.ASSESSMENT, "限制字段", "部分字段与应用场景无直接关系，建议取消相应字段后开放。"),
    (Kind.ASSESSMENT, "限制使用方式", "建议开放，并要求不得与其他数据关联识别特定自然人，成果发布前应当脱敏。"),
    (Kind.QUESTION, "是否影响公共安全", "请就开放上述字段是否影响公共安全出具意见。"),
    (Kind.OPINION, "无不同意见", "经研究，无不同意见。"),
    (Kind.RETURNED, "评估依据不足", "请补充说明风险等级的依据，并提出具体的开放条件。"),
    (Kind.APPROVED, "同意开放", "申请材料齐全，应用场景明确，安全保护措施符合要求，同意开放。"),
    (Kind.REFUSED, "安全风险不可控", "所申请数据在该应用场景下的安全风险无法通过开放条件有效控制，不予开放。"),
)


def offered_to(departments: Iterable[int]) -> dict[str, list[Phrase]]:
    """The phrases in use, by kind: those of the departments, then those of all. One query."""
    found: dict[str, list[Phrase]] = {}
    his = Phrase.objects.filter(Q(department__in=list(departments)) | Q(department__isnull=True), in_use=True)
    for phrase in sorted(his, key=lambda phrase: phrase.department_id is None):
        found.setdefault(phrase.kind, []).append(phrase)
    return found


def offer(forms: Iterable[MoveForm], phrases: Mapping[str, Sequence[Phrase]]) -> None:
    """Give each form the phrases for its fields."""
    for form in forms:
        form.phrases = {name: phrases.get(kind, ()) for name, kind in FIELDS.get(form.name, {}).items()}


def text_of(key: str, departments: Iterable[int]) -> str:
    """The text of a phrase that is offered to the departments; empty for anything else."""
    if not key.isdecimal() or len(key) > 18:
        return ""
    his = Q(department__in=list(departments)) | Q(department__isnull=True)
    return Phrase.objects.filter(his, pk=key, in_use=True).values_list("text", flat=True).first() or ""


def appended(typed: str, text: str) -> str:
    """The phrase on a line of its own behind what stands there."""
    return f"{typed.rstrip()}\n{text}" if typed.strip() else text


def seed(phrases: Any) -> None:
    """Write the standard phrases for all departments; `phrases` is the model, or what a migration knows of it."""
    rows = [phrases(kind=kind.value, title=title, text=text) for kind, title, text in STANDARD]
    phrases.objects.bulk_create(rows)
