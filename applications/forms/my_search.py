"""What an applicant looks for among his applications: by number, data set or applicant."""

from .queue_filter import CaseFilter


class MySearch(CaseFilter):
    """Keyword alone; the kinds of applicants and the risk are the office's to ask."""

    kind = None
    risk = None
