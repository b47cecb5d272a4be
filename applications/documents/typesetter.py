"""HTML to PDF/A-3a inside the child: no network, no file but ours, no warning let through, same bytes every time."""

import logging
import re
from datetime import UTC, datetime
from typing import Any, Self

from weasyprint import CSS, HTML, Attachment
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration

from . import assets, justify, lean_file, lean_fonts, lean_tags, probe, seal_fields, selfcheck
from .sheet import Sheet

LOGGER = logging.getLogger("weasyprint")
NOTDEF = re.compile(r"^\.notdef glyph rendered .*\(U\+([0-9A-F]+)\)$", re.DOTALL)
MANY_MISSING = "Too many glyphs missing"


class Unprintable(Exception):
    """The page would not show what it should; `reasons` is a list of (kind, detail)."""

    def __init__(self, reasons: list[tuple[str, str]]) -> None:
        self.reasons = reasons
        super().__init__(reasons)


class Warnings(logging.Handler):
    """Collects what WeasyPrint says while it works, as reasons."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.characters: dict[str, None] = {}
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if match := NOTDEF.match(message):
            self.characters[chr(int(match[1], 16))] = None
        elif not message.startswith(MANY_MISSING):  # always follows the line above, and names no character
            self.messages.append(message[:200])

    def __enter__(self) -> Self:
        LOGGER.addHandler(self)
        return self

    def __exit__(self, *exception: object) -> None:
        LOGGER.removeHandler(self)

    @property
    def reasons(self) -> list[tuple[str, str]]:
        glyphs = [("glyph", "、".join(f"{sign}（U+{ord(sign):04X}）" for sign in self.characters))]
        return (glyphs if self.characters else []) + [("warning", message) for message in self.messages[:5]]


class Typesetter:
    """Our stylesheets, parsed once. Makes no Pango object: newer Pango keeps threads, and a fork would lose them."""

    def __init__(self) -> None:
        LOGGER.propagate = False
        justify.install()
        lean_fonts.install()
        lean_tags.install()
        lean_fonts.keep_font_list()
        self.fetcher = assets.AssetFetcher()
        self.counter_style = CounterStyle()
        self.fonts: FontConfiguration | None = None
        with Warnings() as warnings:
            self.css = {name: self._parse(name) for name in assets.NAMES if name.endswith(".css")}
        self.problems = [("stylesheet", message) for message in warnings.messages]

    def _parse(self, name: str) -> CSS:
        return CSS(
            url=assets.BASE_URL + name,
            base_url=assets.BASE_URL,
            url_fetcher=self.fetcher,
            counter_style=self.counter_style,
        )

    def make_ready(self) -> None:
        """Open the fonts of our stylesheets for the one sheet that comes next. From now on there are Pango objects."""
        self.fonts = FontConfiguration()
        signs = f"<h1>{probe.SAMPLE}</h1><h2>{probe.SAMPLE}</h2><p>{probe.SAMPLE}<table><tr><th>{probe.SAMPLE}</table>"
        with Warnings():
            self._typeset(f'<html lang="zh-CN">{signs}', ["agreement.css"], self.fonts)

    def print(self, sheet: Sheet) -> bytes:
        """The checked PDF of one sheet; Unprintable where it would not show what it should."""
        with Warnings() as warnings:
            try:
                pdf = self._print(sheet)
            except assets.BlockedURL as blocked:
                raise Unprintable([("url", blocked.url)]) from None
        if warnings.reasons:
            raise Unprintable(warnings.reasons)
        attached = (sheet.attachment[0], sheet.attachment[2]) if sheet.attachment else None
        if reasons := selfcheck.check(pdf, sheet.html, sheet.key_facts, attached, sheet.running):
            raise Unprintable(reasons)
        return pdf

    def _print(self, sheet: Sheet) -> bytes:
        fonts, self.fonts = self.fonts or FontConfiguration(), None
        document = self._typeset(sheet.html, sheet.css, fonts)
        document.metadata.title = (document.metadata.title or "").strip()
        document.metadata.created, document.metadata.modified = sheet.created, sheet.modified
        pdf: bytes = document.write_pdf(
            finisher=_finisher(sheet),
            pdf_variant="pdf/a-3a",
            pdf_identifier=sheet.identifier.encode(),
            attachments=[_attachment(sheet)] if sheet.attachment else [],
        )
        return pdf

    def _typeset(self, html: str, css: list[str], fonts: FontConfiguration) -> Any:
        page = HTML(string=html, base_url=assets.BASE_URL, url_fetcher=self.fetcher)
        return page.render(
            font_config=fonts,
            counter_style=self.counter_style,
            stylesheets=[self.css[name] for name in css],
            pdf_variant="pdf/a-3a",
        )

    def missing_glyphs(self, text: str) -> list[str]:
        """The characters of `text` that no font of this machine shows."""
        html = f'<html lang="zh-CN"><p>{text}</p></html>'
        with Warnings() as warnings:
            page = HTML(string=html, url_fetcher=self.fetcher)
            page.write_pdf(font_config=FontConfiguration(), stylesheets=[self.css["official.css"]])
        return list(warnings.characters)


def _attachment(sheet: Sheet) -> Attachment:
    name, description, text = sheet.attachment or ("", "", "")
    # WeasyPrint writes an attachment's dates as they are and calls them UTC; its own default is now().
    created, modified = (datetime.fromisoformat(mark).astimezone(UTC) for mark in (sheet.created, sheet.modified))
    return Attachment(
        string=text.encode(),
        name=name,
        description=description,
        relationship="Data",
        created=created,
        modified=modified,
    )


def _finisher(sheet: Sheet) -> Any:
    def finish(document: Any, pdf: Any) -> None:
        if sheet.fields:
            seal_fields.add(document, pdf, sheet.fields)
        _leave_metadata_readable(pdf)
        lean_file.shrink(pdf)

    return finish


def _leave_metadata_readable(pdf: Any) -> None:
    """Archive tools read XMP without a PDF library, and strict PDF/A checkers object to a compressed one."""
    for item in pdf.objects:
        if getattr(item, "extra", {}).get("Type") == "/Metadata":
            item.compress = False
