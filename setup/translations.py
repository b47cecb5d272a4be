"""Are the translations compiled? locale/*/LC_MESSAGES/*.po become .mo beside them, where they are older."""

from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parents[1] / "locale"


def is_current(source: Path, compiled: Path) -> bool:
    return compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime


def compile_one(source: Path, compiled: Path) -> None:
    """Written beside and moved into place, so that a killed set-up leaves no half file behind."""
    unfinished = compiled.with_suffix(".mo.new")
    polib.pofile(str(source)).save_as_mofile(str(unfinished))
    unfinished.replace(compiled)


def compile_translations(locale: Path = LOCALE) -> list[Path]:
    """Compile what changed and return its sources. Needs neither Django nor gettext's tools."""
    stale = [
        source
        for source in sorted(locale.glob("*/LC_MESSAGES/*.po"))
        if not is_current(source, source.with_suffix(".mo"))
    ]
    for source in stale:
        compile_one(source, source.with_suffix(".mo"))
    return stale


if __name__ == "__main__":
    for translation in compile_translations():
        print(f"Compiled {translation.relative_to(LOCALE.parent)}")
