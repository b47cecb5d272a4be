"""Names of uploaded files: for display only, and never a reason to believe anything."""

import re
import unicodedata

from django.utils.translation import gettext as _

# Characters that change the direction of text or take no room: they make gpj.exe look like exe.jpg.
INVISIBLE = re.compile(
    "[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*\ufffe\uffff]')
LONGEST = 100

# An inner suffix of this list makes a name a disguise; "V1.2" and "Co.Ltd" do not.
_TELLING = """
    ade adp apk app appx asp aspx bat bin bmp cab cgi chm cmd com cpl csv deb dll dmg doc docm docx dot dotm exe gif
    gz hta htm html hwp img inf ini iso jar jpeg jpg js jse jsp lnk mht mhtml msc msi msix odt ofd pdf php pif png ppt
    pptm pptx ps1 py rar reg rpm rtf scr sh svg swf sys tar tif tiff txt url vb vbe vbs wps wsf xhtml xla xlam xls xlsb
    xlsm xlsx xml xz zip 7z
"""
TELLING = frozenset(_TELLING.split())


def clean_name(name: str, suffix: str = "") -> str:
    """The name as it is shown: one line, no path, no invisible signs, at most 100 characters.

    `suffix` is added to a name that has none. A name of which nothing is left becomes the empty string, or the
    suffix after 文件.
    """
    plain = unicodedata.normalize("NFC", name).encode("utf-8", "replace").decode()
    last = re.split(r"[/\\]", plain)[-1]
    stem, own = _parted(" ".join(FORBIDDEN.sub(" ", INVISIBLE.sub("", last)).split()).rstrip(". "))
    own = own or suffix
    stem = stem[: LONGEST - len(own)].strip(". ")
    return f"{stem or _('文件')}{own}" if stem or own else ""


def suffix_of(name: str) -> str:
    """The suffix in lower case, as the content should agree with it: ".pdf"; empty where there is none."""
    return _parted(clean_name(name))[1].lower()


def disguise(name: str) -> str:
    """The two suffixes of a name like 合同.exe.pdf, as ".exe.pdf"; empty for an honest name."""
    stem, last = _parted(clean_name(name))
    inner = _parted(stem)[1]
    return f"{inner}{last}" if last and inner[1:].lower() in TELLING else ""


def _parted(name: str) -> tuple[str, str]:
    """Stem and suffix; a suffix is a dot and one to five letters or digits, not all digits."""
    found = re.fullmatch(r"(.*?)\s*(\.(?![0-9]+$)[A-Za-z0-9]{1,5})", name, re.DOTALL)
    return (found[1], found[2]) if found else (name, "")
