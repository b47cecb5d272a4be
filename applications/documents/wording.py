"""How numbers, days and sentences are written in official documents (GB/T 9704, GB/T 15835)."""

from datetime import date

DIGITS = "零一二三四五六七八九"
ENDINGS = "。；;.，, 　"


def han_numeral(number: int) -> str:
    """1 … 99 as in 第二十一条: 十, 十一, 二十, 二十一; ValueError beyond."""
    if not 1 <= number <= 99:
        raise ValueError(f"{number} is not between 1 and 99")
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十") + (DIGITS[ones] if ones else "")


def printed_day(day: date) -> str:
    """2026年9月28日: without blanks, as the standard prints it (pages put blanks there)."""
    return f"{day.year}年{day.month}月{day.day}日"


def bare(sentence: str) -> str:
    """The sentence without what people put at its end, so that the template ends it once."""
    return sentence.strip().rstrip(ENDINGS)
