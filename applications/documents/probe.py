"""Can this machine typeset? Asked before WeasyPrint is imported, because without fonts it kills its process.

Runs in the child, without Django: answers are (code, detail) pairs that problems.py puts into words.
"""

import ctypes
from collections.abc import Iterator

LIBRARIES = {
    "libgobject-2.0.so.0": "libglib2.0-0",
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz.so.0": "libharfbuzz0b",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    "libfontconfig.so.1": "libfontconfig1",
}
# Complete faces: every character of the 通用规范汉字表. One of each is enough; CSS names the same families.
SONG_FACES = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC")
HEI_FACES = ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC")
# Everyday text, the signs of official documents, and name characters outside GB 2312 and outside the BMP.
SAMPLE = "公共数据利用协议〔2026〕第0001号，“甲方”《条例》（一）1.5—…·￥①镕喆䶮𬭎"

Problem = tuple[str, str]


class _FontSet(ctypes.Structure):
    _fields_ = [("count", ctypes.c_int), ("size", ctypes.c_int), ("fonts", ctypes.POINTER(ctypes.c_void_p))]


def libraries_and_fonts() -> list[Problem]:
    """What is missing of shared libraries, or, where all are there, of fonts."""
    return list(_missing_libraries()) or list(_missing_fonts())


def _missing_libraries() -> Iterator[Problem]:
    for library, package in LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            yield "library", f"{library}（{package}）"


def _missing_fonts() -> Iterator[Problem]:
    families = _font_families()
    if not families:
        yield "no_fonts", "fonts-noto-cjk"
        return
    for name, faces in (("宋体", SONG_FACES), ("黑体", HEI_FACES)):
        if families.isdisjoint(faces):
            yield "family", f"{name}（{faces[0]}，fonts-noto-cjk）"


def _font_families() -> set[str]:
    """Names of all families that fontconfig offers; empty where it has no font or no configuration."""
    library = ctypes.CDLL("libfontconfig.so.1")
    library.FcInitLoadConfigAndFonts.restype = ctypes.c_void_p
    library.FcConfigGetFonts.restype = ctypes.POINTER(_FontSet)
    library.FcConfigGetFonts.argtypes = [ctypes.c_void_p, ctypes.c_int]
    library.FcConfigDestroy.argtypes = [ctypes.c_void_p]
    config = library.FcInitLoadConfigAndFonts()
    if not config:
        return set()
    try:
        found = library.FcConfigGetFonts(config, 0)
        return set(_names(library, found.contents)) if found else set()
    finally:
        library.FcConfigDestroy(config)


def _names(library: ctypes.CDLL, fonts: _FontSet) -> Iterator[str]:
    get_string = library.FcPatternGetString
    get_string.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.POINTER(ctypes.c_char_p)]
    for place in range(fonts.count):
        name, which = ctypes.c_char_p(), 0
        while get_string(fonts.fonts[place], b"family", which, ctypes.byref(name)) == 0:
            yield (name.value or b"").decode(errors="replace")
            which += 1
