"""The types a column of a data set can have, and the words by which catalogues name them."""

import re

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FieldType(TextChoices):
    TEXT = "text", _("文本")
    INTEGER = "integer", _("整数")
    DECIMAL = "decimal", _("小数")
    DATE = "date", _("日期")
    DATETIME = "datetime", _("日期时间")
    BOOLEAN = "boolean", _("是否")


# What departments' catalogues write. Not gettext: a file is Chinese whatever language its importer reads.
CALLED: dict[FieldType, str] = {
    FieldType.TEXT: "文本 文本型 字符型 字符串 字符串型 string varchar char",
    FieldType.INTEGER: "整数 整型 整数型 int bigint",
    FieldType.DECIMAL: "小数 数值 数值型 浮点型 number numeric float double",
    FieldType.DATE: "日期 日期型",
    FieldType.DATETIME: "日期时间 日期时间型 时间 时间型 timestamp",
    FieldType.BOOLEAN: "是否 布尔 布尔型 bool",
}
BY_WORD = {word: field_type for field_type, words in CALLED.items() for word in (field_type.value, *words.split())}


def type_named(word: str) -> FieldType | None:
    """The type that a word means, or None; a length in brackets, as in varchar(50), is passed over."""
    return BY_WORD.get(re.sub(r"[（(].*", "", word).strip().lower())


def label_of(stored: str) -> str:
    """The words of a stored type; what is stored itself where it is none of ours."""
    return str(FieldType(stored).label) if stored in FieldType.values else stored
