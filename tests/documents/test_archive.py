"""A file for the archive: PDF/A-3a, tagged, its facts inside, the same bytes whenever and wherever it is made."""

import pytest
from django.utils import timezone, translation

from applications.documents.engine import EmbeddedFile, render, render_agreement
from applications.documents.facts import AgreementFacts
from applications.documents.press import Press

from . import samples
from .reading import reader

page = pytest.importorskip("page", reason="page-validation checks PDF/A")


@pytest.mark.parametrize("made", ["unsealed_pdf", "signed_pdf", "bare_pdf"])
def test_a_validator_finds_no_fault(made: str, request: pytest.FixtureRequest) -> None:
    report = page.validate_pdf_bytes(request.getfixturevalue(made), profile="3a")
    assert [failure.message for failure in report.failures] == []
    assert report.rules.total > 100


@pytest.mark.parametrize(
    "changes",
    [
        {"supersedes": "数协〔2025〕0007号", "signatories": 2},
        {"datasets": (samples.BUSES, samples.PARKING) * 12},
        {
            "purpose": "研究 α–β 模型（𬭎、䶮、㛃、镕、喆、堃）\n第二行",
            "conditions": tuple(f"条件{n}" for n in range(40)),
        },
    ],
)
def test_a_validator_finds_no_fault_with_other_agreements_either(changes: dict[str, object]) -> None:
    report = page.validate_pdf_bytes(render_agreement(samples.agreement(**changes)), profile="3a")
    assert [failure.message for failure in report.failures] == []


def test_the_validator_would_find_a_fault(signed_pdf: bytes) -> None:
    broken = signed_pdf.replace(b'part="3"', b'part="2"')
    assert page.validate_pdf_bytes(broken, profile="3a").failures


def test_the_file_says_what_it_is(signed_pdf: bytes) -> None:
    catalog = reader(signed_pdf).trailer["/Root"]
    xmp = catalog["/Metadata"].get_data().decode()
    assert 'part="3"' in xmp
    assert 'conformance="A"' in xmp
    assert xmp.encode() in signed_pdf  # readable without a PDF library
    assert catalog["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "zh-CN"


def test_title_author_and_dates_come_from_the_facts(signed_pdf: bytes) -> None:
    information = reader(signed_pdf).metadata
    assert information.title == "公共数据利用协议（数协〔2026〕0001号）"
    assert information.author == "上海市交通委员会"
    assert information.creation_date == samples.signed().created_at
    assert information.modification_date == samples.SIGNED.at


def test_the_facts_travel_inside_as_an_associated_file(signed_pdf: bytes) -> None:
    inside = reader(signed_pdf)
    (only,) = inside.attachments["agreement.json"]
    assert AgreementFacts.from_json(only) == samples.signed()
    associated = inside.trailer["/Root"]["/AF"]
    assert {file.get_object()["/AFRelationship"] for file in associated} == {"/Data"}


def test_every_font_is_embedded(signed_pdf: bytes) -> None:
    fonts = [font.get_object() for one in reader(signed_pdf).pages for font in one["/Resources"]["/Font"].values()]
    descriptors = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    assert all({"/FontFile2", "/FontFile3"} & descriptor.keys() for descriptor in descriptors)


def test_the_same_facts_give_the_same_bytes_in_one_process(signed_pdf: bytes) -> None:
    assert render_agreement(samples.signed()) == signed_pdf


def test_the_same_facts_give_the_same_bytes_in_another_process(
    fresh_press: Press, signed_pdf: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    monkeypatch.setattr("applications.documents.engine.press", fresh_press)
    assert render_agreement(samples.signed()) == signed_pdf


def test_a_reader_of_another_language_changes_nothing(signed_pdf: bytes, settings) -> None:  # type: ignore[no-untyped-def]
    settings.USE_THOUSAND_SEPARATOR = True
    with translation.override("en"), timezone.override("America/New_York"):
        assert render_agreement(samples.signed()) == signed_pdf


def test_any_document_can_be_made_of_a_template() -> None:
    made = render(
        "documents/base.html",
        ["official.css"],
        {},
        created_at=samples.SIGNED.at,
        identifier="00",
        attachment=EmbeddedFile(name="facts.json", description="机器可读文件", text="{}"),
    )
    assert reader(made).attachments["facts.json"] == [b"{}"]
