"""What may stand in each column of a catalogue file: its header, whether it must be there, and what its text means."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Choices
from django.utils.translation import gettext as _
from django.utils.translation import override

from ..models import ApplicantKind, Dataset, DatasetField, DatasetTag, DeliveryMode, Grade, Openness, UpdateFrequency
from .field_types import FieldType, type_named
from .problems import UnreadableCell

# A code stands in the address of the data set's page.
CODE = re.compile(r"\w[\w.\-]*")
SEPARATORS = re.compile(r"[、，,;；|/\s]+")
MOST_TAGS = 10
YES = {"是", "true", "yes", "y", "1", "√"}
NO = {"否", "false", "no", "n", "0", "×", ""}
Reader = Callable[[str], Any]


@dataclass(frozen=True)
class Column:
    """One column; `header` is its title in Chinese, `name` its identifier: a file may use either."""

    name: str
    header: str
    read: Reader
    required: bool = False
    limit: int | None = None

    def value(self, text: str) -> Any:
        """What a cell means. Raises UnreadableCell."""
        if self.required and not text:
            raise UnreadableCell(_("不能为空，请填写。"))
        if self.limit is not None and len(text) > self.limit:
            raise UnreadableCell(
                _("共 %(n)d 个字符，最多 %(limit)d 个，请缩短。") % {"n": len(text), "limit": self.limit}
            )
        return self.read(text)


def as_written(text: str) -> str:
    """Text of any kind; only what no database and no page can hold is refused."""
    if any(ord(character) < 32 and character not in "\n\r\t" for character in text):
        raise UnreadableCell(_("含有不可见的控制字符，请删除后重新输入。"))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def one_line(text: str) -> str:
    if re.search(r"[\r\n\t]", text):
        raise UnreadableCell(_("不能换行，请写成一行。"))
    return as_written(text)


def code(text: str) -> str:
    if not CODE.fullmatch(text):
        raise UnreadableCell(_("编号只能由字母、数字、汉字、“-”“_”“.”组成，且不以符号开头，请改正。"))
    return text


def yes_or_no(text: str) -> bool:
    if text.lower() in YES:
        return True
    if text.lower() in NO:
        return False
    raise UnreadableCell(_("不认识“%(text)s”，请填写“是”或者“否”。") % {"text": text})


def field_type(text: str) -> str:
    found = type_named(text)
    if found is None:
        raise _unknown(text, _by_word(FieldType))
    return found.value


def one_of(choices: type[Choices]) -> Reader:
    """One of the choices, by its identifier or by its Chinese words; nothing stays nothing."""
    words = _by_word(choices)

    def read(text: str) -> str:
        if text and text not in words:
            raise _unknown(text, words)
        return words.get(text, "")

    return read


def several_of(choices: type[Choices]) -> Reader:
    """Any number of the choices, in the order of the choices."""
    words = _by_word(choices)

    def read(text: str) -> list[str]:
        named = [word for word in SEPARATORS.split(text) if word]
        for word in named:
            if word not in words:
                raise _unknown(word, words)
        chosen = {words[word] for word in named}
        return [value for value in choices.values if value in chosen]

    return read


def tags(text: str) -> tuple[str, ...]:
    """Any words, each once, in the order of the cell."""
    words = tuple(dict.fromkeys(word for word in SEPARATORS.split(one_line(text)) if word))
    longest = int(DatasetTag._meta.get_field("name").max_length or 0)
    for word in words:
        if len(word) > longest:
            raise UnreadableCell(_("标签“%(text)s”超过 %(limit)d 个字符，请缩短。") % {"text": word, "limit": longest})
    if len(words) > MOST_TAGS:
        raise UnreadableCell(_("标签最多 %(n)d 个，请删减。") % {"n": MOST_TAGS})
    return words


def _by_word(choices: type[Choices]) -> dict[str, str]:
    with override("zh-hans"):
        return {str(label): value for value, label in choices.choices} | {value: value for value in choices.values}


def _unknown(text: str, words: dict[str, str]) -> UnreadableCell:
    known = _("、").join(word for word, value in words.items() if word != value)
    return UnreadableCell(_("不认识“%(text)s”，请填写：%(known)s。") % {"text": text, "known": known})


def _column(model: type[Dataset] | type[DatasetField], name: str, read: Reader, required: bool = False) -> Column:
    """A column that is kept in the model's field of the same name, with its title and its limit."""
    kept: Any = model._meta.get_field(name)
    with override("zh-hans"):
        return Column(name, str(kept.verbose_name), read, required, getattr(kept, "max_length", None))


CATALOGUE = (
    _column(Dataset, "code", code, required=True),
    _column(Dataset, "title", one_line, required=True),
    _column(Dataset, "domain", one_line, required=True),
    Column("provider", "数据提供单位", one_line, required=True, limit=120),
    _column(Dataset, "openness", one_of(Openness), required=True),
    _column(Dataset, "source", one_line),
    _column(Dataset, "description", as_written),
    _column(Dataset, "grade", one_of(Grade)),
    _column(Dataset, "conditions", as_written),
    _column(Dataset, "applicant_kinds", several_of(ApplicantKind)),
    _column(Dataset, "delivery_modes", several_of(DeliveryMode)),
    _column(Dataset, "update_frequency", one_of(UpdateFrequency)),
    _column(Dataset, "fast_track", yes_or_no),
    Column("tags", "标签", tags),
    Column("fields", "字段", as_written),
)
FIELDS = (
    Column("code", "编号", code, required=True, limit=40),
    _column(DatasetField, "name", one_line, required=True),
    _column(DatasetField, "title", one_line, required=True),
    _column(DatasetField, "type", field_type, required=True),
    _column(DatasetField, "description", one_line),
    _column(DatasetField, "is_sensitive", yes_or_no),
)
