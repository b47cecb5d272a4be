"""What is on record of an applicant's conduct. The records themselves lie above (settings.WURI_PAST_CONDUCT names the
function that reads them); here is what the rules of an application have to know of them."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from workflow.guards import Missing
from workflow.models import Case
from workflow.refusals import Refused


class OnBreachList(Refused):
    """While an applicant is on the breach list, nothing is renewed for him."""

    status = 403
    message = _("申请人列入违规名单，尚未移出，现在不能续用。请在“违规处理”中查看移出日期和救济途径。")
    code = "on_breach_list"


@dataclass(frozen=True)
class PastConduct:
    """`listed` is the number of the decision that put the applicant on the breach list, "" where he is not on it, and
    `until` the last day of that; `warned`: a breach of his was answered with a warning."""

    listed: str = ""
    until: date | None = None
    warned: bool = False

    @property
    def barred(self) -> Missing:
        """For the guards of opening."""
        if not self.listed:
            return ()
        words = _("申请人列入违规名单（%(number)s，至 %(until)s），尚未移出，不得同意开放；请不予开放。")
        return (words % {"number": self.listed, "until": self.until},)


def past_conduct(case: Case, today: date) -> PastConduct:
    """Of the body that applies, or of the person who applies for himself. One query."""
    found: PastConduct = import_string(settings.WURI_PAST_CONDUCT)(case.applicant_id, case.body_id, today)
    return found
