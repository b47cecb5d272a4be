"""Ways of appeal that decisions against the applicant name."""

from django.utils.translation import gettext as _
from django.utils.translation import override


def default_appeal() -> str:
    """The way of appeal printed where the department has not written its own."""
    with override("zh-hans"):  # a decision is in the official language, whatever language its writer reads
        return _(
            "如不服本决定，可以自收到本决定之日起六十日内依法申请行政复议，"
            "或者自收到本决定之日起六个月内依法向人民法院提起行政诉讼。"
        )
