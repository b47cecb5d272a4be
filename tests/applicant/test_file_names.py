"""Names as they are shown: nothing in them can mislead a reader or a program."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.file_names import FORBIDDEN, INVISIBLE, LONGEST, clean_name


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("安全承诺书.pdf", "安全承诺书.pdf"),
        (r"C:\Users\沈\安全承诺书.pdf", "安全承诺书.pdf"),
        ("../../etc/passwd", "passwd"),
        ("  安全   承诺书 .pdf ", "安全 承诺书.pdf"),
        ("a\nb\tc.pdf", "a b c.pdf"),
        ('说"明"<1>.pdf', "说 明 1.pdf"),
        ("扫描\u202efdp.exe", "扫描fdp.exe"),
        ("\u200b\ufeff.pdf", "文件.pdf"),
        ("...", ""),
        ("", ""),
        ("长" * 300 + ".pdf", "长" * 96 + ".pdf"),
    ],
)
def test_a_name_is_cleaned_for_display(given_name: str, shown: str) -> None:
    assert clean_name(given_name) == shown


def test_a_file_without_a_name_is_called_a_file() -> None:
    assert clean_name("", ".pdf") == "文件.pdf"


def test_a_name_without_a_suffix_gets_that_of_the_content() -> None:
    assert clean_name("承诺书 2026.09", ".pdf") == "承诺书 2026.09.pdf"


@given(st.text(max_size=400), st.sampled_from(["", ".pdf"]))
def test_whatever_is_typed_the_shown_name_is_one_short_visible_line(name: str, suffix: str) -> None:
    shown = clean_name(name, suffix)
    assert len(shown) <= LONGEST
    assert not FORBIDDEN.search(shown) and not INVISIBLE.search(shown)
    assert "/" not in shown and "\\" not in shown and not shown.startswith(".")
    assert not any(unicodedata.category(sign) == "Cs" for sign in shown)
    assert clean_name(shown, suffix) == shown
