"""After a notice, open deadlines are settled anew: once, with a revision, an entry in the journal and a message."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import Error, connection, transaction
from django.test.utils import CaptureQueriesContext

from applications.actions.lapse import lapse
from calendars import store
from calendars.drafts import read_drafts
from calendars.intake import all_facts, record
from calendars.models import HolidayNotice
from jobs import runner
from jobs.clock import travel
from jobs.models import Job
from notifications.models import Message
from tests.calendars.notice_texts import NEXT_YEAR
from tests.factories import Life, a_life, shanghai
from workflow import resettle
from workflow.enforcement import JOB, pick_up, put_in_force
from workflow.models import Deadline, DeadlineRevision, Event
from workflow.refusals import MissingFacts
from workflow.resettle import relied_on, resettle_chunk
from workflow.shifts import moving

pytestmark = [pytest.mark.django_db, pytest.mark.both]

NOW = shanghai("2026-12-29 10:00")
# A Monday: five working days later is Tuesday 5 January, by the estimate and by the invented notice for 2027 alike.
RECEIVED = shanghai("2026-12-28 09:00")

# An amendment that frees 30 and 31 December; the next one makes a Saturday and a Sunday in September working days.
LATER = """国务院办公厅关于调整2026年元旦假期安排的通知
国办发明电〔2026〕88号
现将2026年元旦放假安排调整为：2026年1月1日至3日放假，2026年12月30日、12月31日放假。2026年12月27日（周日）上班。
国务院办公厅
2026年12月28日"""
EARLIER = """国务院办公厅关于调整2026年国庆节假期安排的通知
国办发明电〔2026〕77号
现将2026年国庆节放假安排调整为：10月1日至7日放假，共7天。9月12日（周六）、9月13日（周日）上班。
国务院办公厅
2026年9月14日"""


@pytest.fixture(autouse=True)
def _no_index_is_remembered() -> None:
    store.index_for.cache_clear()
    resettle.cause_of.cache_clear()


def imported(text: str, *, overruled: str = "按通知原文") -> str:
    """The code of a notice that the first person has recorded."""
    (draft,) = read_drafts(text, all_facts())
    row, _new = record(draft, by="甲", now=NOW, overruled=overruled)
    return row.code


def approved(text: str, now: Any = NOW) -> str:
    """The digest of the calendar that a notice gave when the second person approved it."""
    with travel(now):
        return put_in_force(imported(text), by="乙", now=now).version


def worked(now: Any = NOW) -> None:
    """All that the background has to do is done."""
    with travel(now):
        runner.run_due()


def submitted(at: Any = RECEIVED) -> Life:
    life = a_life(starts_at=at - timedelta(hours=1))
    life.do("submit", at=at)
    return life


def reply_of(life: Life) -> Deadline:
    return Deadline.objects.get(case=life.application.case_id, clock="valid_reply")


def test_a_provisional_day_becomes_certain_and_those_concerned_are_told() -> None:
    life = submitted()
    before = reply_of(life)
    assert (before.due_on, before.firm) == (date(2027, 1, 5), False)
    digest = approved(NEXT_YEAR)
    worked()
    after = reply_of(life)
    assert (after.due_on, after.firm, after.alarm_from) == (date(2027, 1, 5), True, date(2027, 1, 5))
    assert after.calendar_version == digest != before.calendar_version
    told = Message.objects.filter(case=life.application.case_id, kind="resettle")
    assert {message.recipient.name for message in told} == {"沈知远", "陈承", "林续"}
    assert all("届满日确定为 2027 年 1 月 5 日" in message.body for message in told)
    assert all((message.due_on, message.due_firm) == (date(2027, 1, 5), True) for message in told)


def test_a_day_that_moves_leaves_a_revision_and_an_entry_that_say_why() -> None:
    life = submitted()
    old = reply_of(life)
    digest = approved(LATER)
    worked()
    revision = DeadlineRevision.objects.get(case=life.application.case_id)
    assert (revision.old_due_on, revision.new_due_on) == (date(2027, 1, 5), date(2027, 1, 7))
    assert (revision.old_calendar, revision.new_calendar) == (old.calendar_version, digest)
    assert (revision.cause, revision.at, revision.moved_into_past) == ("CN-2026-2026-88", NOW, False)
    entry = Event.objects.get(case=life.application.case_id, seq=revision.seq)
    assert (entry.name, entry.capacity, entry.actor) == ("resettle", "system", None)
    assert entry.facts["doc_no"] == "国办发明电〔2026〕88号"
    assert entry.facts["changes"][0] | {"old": "2027-01-05", "new": "2027-01-07"} == entry.facts["changes"][0]


def test_the_proof_and_the_journal_hold_after_a_run() -> None:
    for verbs in ((), ("request_supplement",), ("accept", "assess", "approve"), ("accept", "assess", "refuse")):
        life = submitted()
        for verb in verbs:
            life.do(verb)
    approved(LATER)
    worked()
    call_command("prove_deadlines")
    call_command("verify_journal")


def test_an_ended_deadline_keeps_its_day_and_its_calendar() -> None:
    life = submitted()
    life.do("not_accept")
    before = reply_of(life)
    approved(LATER)
    worked()
    after = reply_of(life)
    assert (after.due_on, after.calendar_version) == (before.due_on, before.calendar_version)
    assert not DeadlineRevision.objects.exists()


def test_a_paused_clock_takes_up_the_calendar_and_nobody_is_told_of_it() -> None:
    life = submitted()
    life.do("request_supplement")
    digest = approved(NEXT_YEAR)
    worked()
    assert reply_of(life).calendar_version == digest
    changes = Event.objects.get(case=life.application.case_id, name="resettle").facts["changes"]
    assert [one["clock"] for one in changes] == ["supplement"]


def test_a_deadline_that_does_not_move_takes_up_the_calendar_in_silence() -> None:
    life = submitted(shanghai("2026-11-02 09:00"))
    digest = approved(NEXT_YEAR, shanghai("2026-11-03 09:00"))
    worked(shanghai("2026-11-03 09:00"))
    assert reply_of(life).calendar_version == digest
    assert not Event.objects.filter(name="resettle").exists()


def test_a_second_run_finds_nothing() -> None:
    submitted()
    digest = approved(LATER)
    worked()
    before = Event.objects.count(), Message.objects.count()
    assert resettle_chunk(digest, after=0, now=NOW).last is None
    assert not pick_up(NOW)
    assert (Event.objects.count(), Message.objects.count()) == before


def test_a_run_goes_on_where_it_was_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    lives = [submitted() for _ in range(5)]
    digest = approved(LATER)
    first = resettle_chunk(digest, after=0, now=NOW, limit=2)
    assert (first.moved, first.last) == (2, lives[1].application.case_id)
    worked()
    assert {reply_of(life).calendar_version for life in lives} == {digest}
    assert DeadlineRevision.objects.count() == 5


def test_each_chunk_is_a_job_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resettle_chunk, "__kwdefaults__", {"limit": 1})
    lives = [submitted() for _ in range(3)]
    digest = approved(LATER)
    worked()
    keys = [f"resettle:{digest}:0:{after}" for after in (0, *(life.application.case_id for life in lives))]
    assert list(Job.objects.filter(name=JOB).order_by("pk").values_list("key", flat=True)) == keys


def test_a_case_that_fails_holds_up_no_other_and_is_taken_again(monkeypatch: pytest.MonkeyPatch) -> None:
    broken, sound = submitted(), submitted()
    digest = approved(LATER)
    facts_of = resettle._facts

    def fail(revision: DeadlineRevision) -> dict[str, Any]:
        if revision.case_id == broken.application.case_id:
            raise RuntimeError("a fault")
        return facts_of(revision)

    monkeypatch.setattr(resettle, "_facts", fail)
    worked()
    assert reply_of(broken).calendar_version != digest == reply_of(sound).calendar_version
    monkeypatch.undo()
    assert pick_up(NOW)
    worked()
    assert reply_of(broken).calendar_version == digest


def test_a_calendar_that_was_replaced_settles_nothing_more() -> None:
    life = submitted()
    first = approved(NEXT_YEAR)
    second = approved(LATER)
    worked()
    assert reply_of(life).calendar_version == second != first
    assert DeadlineRevision.objects.count() == 1


def test_a_day_moved_into_the_past_is_told_to_the_supervisors_as_the_notices_doing() -> None:
    life = submitted(shanghai("2026-09-09 09:00"))
    assert reply_of(life).due_on == date(2026, 9, 16)
    now = shanghai("2026-09-16 10:00")
    approved(EARLIER, now)
    worked(now)
    revision = DeadlineRevision.objects.get()
    assert (revision.new_due_on, revision.moved_into_past) == (date(2026, 9, 14), True)
    assert [one.pk for one in resettle.moved_into_past()] == [revision.pk]
    told = Message.objects.get(kind="resettle", recipient__name="段督")
    assert "并非承办超期" in told.body


def test_an_applicant_loses_no_day_to_a_notice_that_came_afterwards() -> None:
    life = submitted(shanghai("2026-09-02 09:00"))
    life.do("request_supplement", at=shanghai("2026-09-02 10:00"))
    own = Deadline.objects.get(case=life.application.case_id, clock="supplement")
    assert own.due_on == date(2026, 9, 16)
    now = shanghai("2026-09-15 10:00")
    approved(EARLIER, now)
    with pytest.raises(MissingFacts):
        lapse(application=life.application, now=shanghai("2026-09-18 00:05"))
    worked(now)
    own.refresh_from_db()
    assert (own.due_on, relied_on(own)) == (date(2026, 9, 14), date(2026, 9, 16))
    with pytest.raises(MissingFacts):
        lapse(application=life.application, now=shanghai("2026-09-16 23:59"))
    assert lapse(application=life.application, now=shanghai("2026-09-17 00:05")).case.state == "lapsed"


def test_the_dry_run_names_what_the_job_then_does() -> None:
    lives = [submitted(), submitted(shanghai("2026-11-02 09:00"))]
    (draft,) = read_drafts(LATER, all_facts())
    index = store.index_with(draft.notice)
    foretold = [(shift.deadline.pk, shift.becomes.on) for shift in moving(index)]
    assert foretold == [(reply_of(lives[0]).pk, date(2027, 1, 7))]
    approved(LATER)
    worked()
    assert foretold == list(DeadlineRevision.objects.values_list("deadline", "new_due_on"))


def test_approving_again_starts_no_second_run() -> None:
    code = imported(NEXT_YEAR)
    first = put_in_force(code, by="乙", now=NOW)
    again = put_in_force(code, by="丙", now=NOW)
    assert (first.new, again.new, again.version) == (True, False, first.version)
    assert HolidayNotice.objects.get(code=code).approved_by == "乙"
    assert Job.objects.filter(name=JOB).count() == 1


@pytest.mark.parametrize("change", ["update", "delete"])
def test_a_revision_cannot_be_changed_or_taken_away(change: str) -> None:
    submitted()
    approved(LATER)
    worked()
    rows = DeadlineRevision.objects.all()
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        rows.update(cause="") if change == "update" else rows._raw_delete(rows.db)


def test_a_chunk_asks_as_often_for_three_cases_as_for_two() -> None:
    for _n in range(7):
        submitted()
    digest = approved(NEXT_YEAR)
    asked = []
    last = resettle_chunk(digest, after=0, now=NOW, limit=2).last  # what is remembered is read
    for limit in (2, 3):
        with CaptureQueriesContext(connection) as statements:
            chunk = resettle_chunk(digest, after=last or 0, now=NOW, limit=limit)
        assert chunk.moved == limit
        last, asked = chunk.last, [*asked, len(statements)]
    assert asked[0] == asked[1]
