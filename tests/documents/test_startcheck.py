"""A machine that cannot typeset says what it lacks, and never crashes for want of it."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from applications.documents import probe, problems, startcheck
from applications.documents.press import Press
from applications.documents.refusals import RendererUnavailable
from applications.documents.sheet import Sheet


def test_this_machine_is_ready() -> None:
    assert startcheck.pdf_ready() == []


def test_a_machine_without_fonts_is_told_which_package_to_install(tmp_path: Path, fonts_in) -> None:  # type: ignore[no-untyped-def]
    fonts_in(tmp_path)
    assert startcheck.pdf_ready() == ["系统中没有任何可用字体，请安装软件包：fonts-noto-cjk"]


def test_the_first_document_on_such_a_machine_is_refused_not_crashed(
    tmp_path: Path, fonts_in, fresh_press: Press
) -> None:  # type: ignore[no-untyped-def]
    fonts_in(tmp_path)
    sheet = Sheet(html="<p>正文", css=["official.css"], created="", modified="", identifier="00")
    with pytest.raises(RendererUnavailable) as refusal:
        fresh_press.print(sheet.to_message())
    assert "fonts-noto-cjk" in str(refusal.value)


def test_a_machine_with_latin_fonts_only_is_told_which_faces_it_lacks(tmp_path: Path, fonts_in) -> None:  # type: ignore[no-untyped-def]
    latin = next(Path("/usr/share/fonts").rglob("DejaVuSans.ttf"))
    fonts_in(latin.parent)
    song, hei = startcheck.pdf_ready()
    assert "宋体（Noto Serif CJK SC，fonts-noto-cjk）" in song
    assert "黑体（Noto Sans CJK SC，fonts-noto-cjk）" in hei


def test_a_missing_library_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe, "LIBRARIES", {"libno-such-library.so.9": "libno-such-library9"})
    assert problems.in_words(probe.libraries_and_fonts()) == [
        "缺少排版所需的系统库，请安装括号中的软件包：libno-such-library.so.9（libno-such-library9）"
    ]


def test_a_process_that_does_not_start_is_reported(fresh_press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    assert fresh_press.problems() == ["排版程序未能启动（退出码 1），请查看服务日志"]


def test_the_stylesheet_asks_for_the_faces_that_the_probe_looks_for() -> None:
    css = (Path(startcheck.__file__).parent / "assets" / "official.css").read_text()
    assert [face for face in probe.SONG_FACES + probe.HEI_FACES if f'"{face}"' not in css] == []


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("manage.py up", True),
        ("manage.py up --port 8000", True),
        ("manage.py check --tag documents", True),
        ("manage.py check --tag=documents", True),
        ("manage.py check -t models -t documents", True),
        ("manage.py check", False),
        ("manage.py check --deploy", False),
        ("manage.py migrate", False),
        ("manage.py documents", False),
        ("manage.py", False),
    ],
)
def test_only_commands_that_serve_or_ask_pay_for_the_check(line: str, asked: bool) -> None:
    assert startcheck.is_asked(line.split()) is asked


def test_the_check_command_reports_each_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["manage.py", "check", "--tag", "documents"])
    monkeypatch.setattr(startcheck, "_answer", lambda: ("缺少字体",))
    with pytest.raises(SystemCheckError, match=r"documents\.E001.*缺少字体"):
        call_command("check", "--tag", "documents")


def test_the_check_is_silent_for_other_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["manage.py", "migrate"])
    monkeypatch.setattr(startcheck, "_answer", lambda: ("缺少字体",))
    assert startcheck.documents_can_be_typeset(None) == []
