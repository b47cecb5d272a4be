"""Unified social credit codes and their check digit (GB 32100-2015)."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Digits and capitals without I, O, S, V, Z.
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
# 3^i mod 31 for the first 17 places.
WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
SHAPE = re.compile(rf"^[{ALPHABET}]{{18}}$")


def check_character(first_seventeen: str) -> str:
    """The 18th character that belongs to the first 17; KeyError-free: raises ValueError on a foreign character."""
    total = sum(ALPHABET.index(character) * weight for character, weight in zip(first_seventeen, WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def is_valid_credit_code(code: str) -> bool:
    """Whether `code` has the shape of a unified social credit code and the right check digit."""
    return bool(SHAPE.match(code)) and check_character(code[:17]) == code[17]


def validate_credit_code(code: str) -> None:
    """Raise ValidationError, saying what to look at, unless the code is valid."""
    if not SHAPE.match(code):
        raise ValidationError(
            _("统一社会信用代码应为 18 位数字或大写字母（不含 I、O、S、V、Z），请核对营业执照或法人证书。"),
            code="credit_code_shape",
        )
    if not is_valid_credit_code(code):
        raise ValidationError(
            _("统一社会信用代码校验位不正确，请逐位核对营业执照或法人证书。"),
            code="credit_code_check",
        )
