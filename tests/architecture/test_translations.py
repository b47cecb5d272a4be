"""The English catalogue is whole: every msgid of the sources, a translation for each, nothing Chinese left in it."""

import re
from collections import Counter
from pathlib import Path

import polib
import pytest
from django.conf import settings

from .chinese_left import CHINESE
from .message_ids import in_python, in_sources, in_template, untranslated

ROOT = Path(settings.BASE_DIR)
CATALOGUE = polib.pofile(str(ROOT / "locale/en/LC_MESSAGES/django.po"))

# Latin punctuation that the fonts of our pages, being Chinese, draw a full width wide: department’s becomes two words.
WIDE = re.compile("[‘’“”·…—]")
# The name that a sheet of a workbook must have, whatever the language of the one who reads the help.
KEPT = frozenset({"字段"})

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]")
# Those that are filled by their place, and marks of markup: each as often as in the msgid.
COUNTED = re.compile(r"%[sd%]|</?[a-z][^>]*>")


def translations(entry: polib.POEntry) -> list[str]:
    """One, or one for each number."""
    return [entry.msgstr_plural[n] for n in sorted(entry.msgstr_plural)] if entry.msgid_plural else [entry.msgstr]


def test_every_msgid_of_the_sources_is_in_the_catalogue() -> None:
    known = {(entry.msgctxt, entry.msgid) for entry in CATALOGUE}
    missing = {message: where for message, where in in_sources(ROOT).items() if message not in known}
    assert missing == {}, "make messages"


def test_the_catalogue_has_no_msgid_that_the_sources_no_longer_have() -> None:
    found = in_sources(ROOT)
    assert [entry.msgid for entry in CATALOGUE if (entry.msgctxt, entry.msgid) not in found] == [], "make messages"


def test_every_entry_is_translated() -> None:
    assert [entry.msgid for entry in CATALOGUE if not all(translations(entry))] == []


def test_no_entry_is_a_guess_or_a_leftover() -> None:
    assert CATALOGUE.fuzzy_entries() == []
    assert CATALOGUE.obsolete_entries() == []
    assert not CATALOGUE.metadata_is_fuzzy


def test_every_translation_has_the_placeholders_and_the_markup_of_its_msgid() -> None:
    wrong = [
        (entry.msgid, text)
        for entry in CATALOGUE
        for text in translations(entry)
        if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(entry.msgid))
        or Counter(COUNTED.findall(text)) != Counter(COUNTED.findall(entry.msgid))
    ]
    assert wrong == []


def test_no_translation_has_chinese_characters_or_full_width_punctuation() -> None:
    left = [text for entry in CATALOGUE for text in translations(entry) if set(CHINESE.findall(text)) - KEPT]
    assert left == []


def test_no_translation_has_punctuation_that_our_fonts_draw_too_wide() -> None:
    assert [text for entry in CATALOGUE for text in translations(entry) if WIDE.search(text)] == []


def test_no_template_says_chinese_without_translating_it() -> None:
    """But for the official documents, which are Chinese for every reader."""
    bare = {
        (str(path.relative_to(ROOT)), text)
        for path in (ROOT / "templates").rglob("*.*")
        for text in untranslated(path.read_text(encoding="utf-8"))
        if "documents" not in path.parts
    }
    assert bare == {("templates/components/util.html", "中文")}  # the button that leads back to Chinese


@pytest.mark.parametrize("source", ['_("甲") + _("乙" "丙")', 'gettext_lazy("甲")\ngettext("乙丙" % facts)\n_("乙丙")'])
def test_the_msgids_of_python_are_found(source: str) -> None:
    assert set(in_python(source)) == {(None, "甲"), (None, "乙丙")}


def test_contexts_and_plurals_are_found() -> None:
    assert list(in_python('ngettext("甲", "甲们", n), pgettext("sign", "乙")')) == [(None, "甲"), ("sign", "乙")]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("{% translate '甲' %}", (None, "甲")),
        ('{% translate "甲" context "sign" as sign %}', ("sign", "甲")),
        ('{{ names|join:_("甲") }}', (None, "甲")),
        ("{% blocktranslate with a=b %}甲 {{ a }}，100%{% endblocktranslate %}", (None, "甲 %(a)s，100%%")),
        ("{% blocktranslate trimmed count n=a %}\n 甲\n{% plural %}\n 甲们\n{% endblocktranslate %}", (None, "甲")),
    ],
)
def test_the_msgids_of_templates_are_found(source: str, message: tuple[str | None, str]) -> None:
    assert list(in_template(source)) == [message]
