"""The picture in the documentation is the law."""

from xml.etree import ElementTree

from django.core.management import call_command

from workflow.drawing import mermaid, svg
from workflow.lifecycle import LIFECYCLE
from workflow.states import State


def test_the_drawings_in_the_documentation_are_current() -> None:
    call_command("draw_lifecycle", check=True)


def test_the_diagram_has_every_transition() -> None:
    lines = mermaid().splitlines()
    for row in LIFECYCLE:
        for source, target in row.edges:
            assert any(line.strip().startswith(f"{source} --> {target}: {row.title}") for line in lines)


def test_the_picture_is_well_formed_and_names_every_state_and_transition() -> None:
    words = "".join(ElementTree.fromstring(svg()).itertext())
    assert [state.label for state in State if str(state.label) not in words] == []
    assert [row.title for row in LIFECYCLE if str(row.title) not in words] == []
