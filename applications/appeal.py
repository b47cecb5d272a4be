"""Ways of appeal that decisions against the applicant name."""

from django.utils.translation import gettext as _
from django.utils.translation import override


def default_appeal() -> str:
    """The ways of appeal printed where the department has not written its own."""
    with override("zh-hans"):  # a decision is in the official language, whatever language its writer reads
        return _(
            "如不服本决定，可以自收到本决定之日起六十日内依法申请行政复议，"
            "或者自收到本决定之日起六个月内依法向人民法院提起行政诉讼。"
        )


def appeal_of_refusal(days: int) -> str:
    """With the review within so many working days, which a refusal leaves open beside them."""
    with override("zh-hans"):
        review = _("可以自本决定作出之日的次日起%(days)d个工作日内，通过本平台向本单位申请复核一次。")
        return default_appeal() + review % {"days": days}
