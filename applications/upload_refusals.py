"""Why a file was not taken. Each sentence says what is wrong; the base adds what is allowed."""

from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflow.refusals import Refused

from .file_names import clean_name
from .templatetags.marks import readable_size


class UploadRefused(Refused):
    """The file was not taken and nothing was stored."""

    message: str | Promise = gettext_lazy("“%(name)s”未能上传。")
    # Whether the list of what is allowed helps the person with this mistake.
    tells_allowed = True
    status = 422
    code = "upload_refused"

    def __init__(self, name: str = "", **details: Any) -> None:
        super().__init__(name=clean_name(name) or _("该文件"), **details)

    def __str__(self) -> str:
        sentence = str(self.message) % {key: str(value) for key, value in self.details.items()}
        return sentence + allowed() if self.tells_allowed else sentence


def allowed() -> str:
    """What may be handed in, as one sentence."""
    limit = readable_size(settings.WURI_UPLOAD_MAX_BYTES).replace(".0 ", " ")
    return _("可以上传 PDF、OFD、Word（.docx）、Excel（.xlsx）文件和 JPEG、PNG 图片，每个文件不超过 %(limit)s。") % {
        "limit": limit
    }


class NoFile(UploadRefused):
    """The button was pressed before a file was chosen."""

    message = gettext_lazy("请先选择要上传的文件。")
    code = "no_file"


class EmptyFile(UploadRefused):
    """Not a byte in it: often a file that is still being downloaded or synchronised."""

    message = gettext_lazy("“%(name)s”是空文件，请确认文件能够正常打开后重新选择。")
    tells_allowed = False
    code = "empty_file"


class TooLarge(UploadRefused):
    """Over settings.WURI_UPLOAD_MAX_BYTES."""

    message = gettext_lazy("“%(name)s”超过了大小限制，请压缩或者拆分后重新上传。")
    code = "too_large"


class WrongKind(UploadRefused):
    """Its content is none of the kinds that are taken, whatever its name says."""

    message = gettext_lazy("“%(name)s”的内容不是可以接收的类型，改名不能改变文件类型，请另存为下列类型后重新上传。")
    code = "wrong_kind"


class DamagedFile(UploadRefused):
    """It begins as a file of a kind that is taken, but is cut off or put together wrongly."""

    message = gettext_lazy("“%(name)s”不完整或者已损坏，请确认能够正常打开，重新另存后再上传。")
    tells_allowed = False
    code = "damaged_file"


class MixedFile(UploadRefused):
    """Two files in one: readers disagree about what it is."""

    message = gettext_lazy("“%(name)s”末尾附带了其他文件，请重新导出或者另存后再上传。")
    tells_allowed = False
    code = "mixed_file"


class HasScripts(UploadRefused):
    """Macros, scripts, controls or a template fetched from elsewhere."""

    message = gettext_lazy("“%(name)s”含有宏、脚本或者控件，请另存为不含宏的文件后重新上传。")
    tells_allowed = False
    code = "has_scripts"


class Locked(UploadRefused):
    """Protected by a password: the reviewer could not read it."""

    message = gettext_lazy("“%(name)s”设有打开密码，请取消密码后重新上传。")
    tells_allowed = False
    code = "locked"


class TooMuchInside(UploadRefused):
    """A package that would unpack to far more than any document holds."""

    message = gettext_lazy("“%(name)s”解压后的内容过多，不是正常的文档，请重新另存后再上传。")
    code = "too_much_inside"


class DisguisedName(UploadRefused):
    """A name such as 合同.exe.pdf."""

    message = gettext_lazy("“%(name)s”的文件名带有两个扩展名（%(hidden)s），请改正文件名后重新上传。")
    tells_allowed = False
    code = "disguised_name"


class NameAndContentDiffer(UploadRefused):
    """The suffix belongs to another kind than the content."""

    message = gettext_lazy(
        "“%(name)s”的内容是 %(label)s，与扩展名 %(suffix)s 不一致，请把扩展名改为 %(right)s，或者重新另存后再上传。"
    )
    tells_allowed = False
    code = "name_and_content_differ"


class TooManyFiles(UploadRefused):
    """The application holds as many files as it may."""

    message = gettext_lazy("每件申请最多上传 %(most)s 个文件，请先删除不需要的文件，或者合并后再上传。")
    tells_allowed = False
    code = "too_many_files"
