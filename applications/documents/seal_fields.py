"""Empty signature fields in a finished page, each over an element: tagged, so that the file stays PDF/A-3a.

Works on WeasyPrint's objects before they are written. Traps: the structure element of a field must have one OBJR
dictionary, not an array, or pyHanko takes the later seal for a change of the document; a field without an
appearance stream is no PDF/A.
"""

from collections.abc import Mapping
from typing import Any

import pydyf

POINTS = 72 / 25.4  # of a millimetre
PIXELS = 0.75  # points of a CSS pixel
PRINTED_AND_LOCKED = 132


class NoPlaceForSeal(Exception):
    """The page has no element with the id that a field is to hang on. A programmer's mistake."""


def add(document: Any, pdf: Any, fields: Mapping[str, list[Any]]) -> None:
    """`fields` as in Sheet: name -> [element id, tooltip, width, height]; 0 by 0 is an invisible field."""
    form = pydyf.Array()
    for name, (element, tooltip, width, height) in fields.items():
        place, box = _find(document, element)
        rectangle = _rectangle(box, document.pages[place].height * PIXELS, width * POINTS, height * POINTS)
        form.append(_field(pdf, pdf.page_references[place], name, tooltip, rectangle))
    root = pydyf.Dictionary({"Fields": form, "SigFlags": 1})
    pdf.add_object(root)
    pdf.catalog["AcroForm"] = root.reference


def _find(document: Any, element: str) -> tuple[int, list[float]]:
    for place, page in enumerate(document.pages):
        if element in page.anchors:
            return place, [edge * PIXELS for edge in page.anchors[element]]
    raise NoPlaceForSeal(element)


def _rectangle(box: list[float], page_height: float, width: float, height: float) -> list[float]:
    """Centred across the element and standing on its lower edge, in PDF's upward coordinates."""
    if not width:
        return [0, 0, 0, 0]
    left, _top, right, bottom = box
    middle, foot = (left + right) / 2, page_height - bottom
    return [round(edge, 2) for edge in (middle - width / 2, foot, middle + width / 2, foot + height)]


def _field(pdf: Any, page: Any, name: str, tooltip: str, rectangle: list[float]) -> Any:
    size = [0, 0, round(rectangle[2] - rectangle[0], 2), round(rectangle[3] - rectangle[1], 2)]
    empty = {"Type": "/XObject", "Subtype": "/Form", "BBox": pydyf.Array(size), "Resources": pydyf.Dictionary()}
    appearance = pydyf.Stream([b""], pydyf.Dictionary(empty))
    pdf.add_object(appearance)
    widget = pydyf.Dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Widget",
            "FT": "/Sig",
            "T": pydyf.String(name),
            "TU": pydyf.String(tooltip),
            "F": PRINTED_AND_LOCKED,
            "Rect": pydyf.Array(rectangle),
            "P": page,
            "AP": pydyf.Dictionary({"N": appearance.reference}),
        }
    )
    pdf.add_object(widget)
    _object(pdf, page).setdefault("Annots", pydyf.Array()).append(widget.reference)
    _tag(pdf, widget, page)
    return widget.reference


def _tag(pdf: Any, widget: Any, page: Any) -> None:
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    document, parents = _object(pdf, root["K"][0]), _object(pdf, root["ParentTree"])["Nums"]
    widget["StructParent"] = max(parents[0::2]) + 1
    link = pydyf.Dictionary({"Type": "/OBJR", "Obj": widget.reference, "Pg": page})
    entry = {"Type": "/StructElem", "S": "/Form", "P": document.reference, "Pg": page, "K": link}
    element = pydyf.Dictionary(entry)
    pdf.add_object(element)
    document["K"].append(element.reference)
    parents.extend([widget["StructParent"], element.reference])


def _object(pdf: Any, reference: Any) -> Any:
    """The object behind b"12 0 R"."""
    return pdf.objects[int(reference.split()[0])]
