"""Parts of the path that several journeys walk."""

from .applicants import Applicant
from .catalogue import STOPS
from .deciders import Approver
from .officials import Handler
from .papers import Papers
from .site import Site

# None of them is sensitive.
HARMLESS = ("站点编号", "站点名称", "统计时间")


def open_at_once(site: Site, papers: Papers) -> Applicant:
    """An applicant whom the system has just granted data that open at once; the agreement is there to be signed."""
    applicant = site.enter(Applicant)
    applicant.applies(STOPS, papers, HARMLESS)
    site.works()
    return applicant


def in_use(site: Site, papers: Papers) -> tuple[Applicant, Handler, Approver]:
    """The applicant has the data, and those of the office who gave them."""
    applicant, handler, approver = open_at_once(site, papers), site.enter(Handler), site.enter(Approver)
    applicant.opens_progress()
    applicant.signs()
    applicant.sees("已完成：签订协议。")
    approver.opens(applicant.number)
    approver.seals()
    approver.sees("已完成：盖章。")
    handler.opens(applicant.number)
    handler.delivers("")
    handler.sees("已完成：数据交付。")
    return applicant, handler, approver
