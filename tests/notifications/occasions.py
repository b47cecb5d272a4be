"""Every occasion on which a message is written: each entry of the law, in each state where it may happen."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import transaction

from applications.passage import note, passage
from notifications.models import Message
from tests.factories import PATHS, Life, a_dataset, a_life, the_cast
from workflow.guards import CaseFacts
from workflow.lifecycle import LAW, NOTES
from workflow.states import State

# The applicant presses after half of the time.
HALF_OF_EVERY_LIMIT = timedelta(days=6)
# Nothing in a title may be taken for markup, and nothing of it lost.
TITLE = "道路&桥梁“健康监测”<2026>数据集"

# What a re-settling records; here it made a case late, so that everyone concerned is told.
MOVED = {
    "notice": "CN-2027",
    "doc_no": "国办发明电〔2026〕99号",
    "calendar": "0123456789ab",
    "into_past": True,
    "changes": [
        {"clock": "valid_reply", "round": 1, "old": "2026-09-17", "new": "2026-09-16", "was_firm": False,
         "firm": True, "into_past": True},
        {"clock": "supplement", "round": 1, "old": "2027-01-06", "new": "2027-01-06", "was_firm": False,
         "firm": True, "into_past": False},
        {"clock": "signing", "round": 1, "old": "", "new": "", "was_firm": True, "firm": False, "into_past": False},
    ],
}  # fmt: skip

# Entries about the clock whose actions ask for more than a state; what each records.
EXTENSION = {"clock": "valid_reply", "days": 2, "reasons": "需现场核查"}
CARD = {"clock": "valid_reply", "round": 1, "due_on": "2026-09-17", "limit_on": "2026-09-20"}
ORDER = {"order": "督〔2026〕0001号", "clock": "valid_reply", "round": 1, "due_on": "2026-09-17", "reasons": "已有安排"}
OF_THE_CLOCK: dict[str, dict[str, Any]] = {
    "request_extension": EXTENSION,
    "grant_extension": EXTENSION,
    "deny_extension": EXTENSION,
    "yellow_card": CARD,
    "red_card": CARD,
    "answer_order": ORDER | {"reason": "ours", "text": "出差", "planned_on": "2026-09-21"},
    "clear_order": ORDER,
}

# Entries about reports on use and the end of access; what each records.
OF_USE: dict[str, dict[str, Any]] = {
    "enter_sandbox": {"place": "/srv/sandbox/1", "account": "wuri-1", "ends_on": "2027-09-10", "sha256": "0" * 64},
    "remind_report": {"number": 1, "due_on": "2027-03-10", "left": 3},
    "report_overdue": {"number": 1, "due_on": "2027-03-10", "left": 0},
    "submit_report": {"number": 1, "due_on": "2027-03-10", "late": False},
    "accept_report": {"number": 1, "published": True, "remark": ""},
    "return_report": {"number": 1, "remark": "请补充效益。"},
    "announce_end": {"ends_on": "2027-09-10", "left": 10},
    "remind_statement": {"due_on": "2026-10-08"},
    "statement_overdue": {"due_on": "2026-10-08"},
    "submit_statement": {"due_on": "2026-10-08", "late": False, "manner": "destroyed"},
    "stop_data": {"incident": "AQ-2026-0001"},
    "release_data": {"incident": "AQ-2026-0001"},
}

# Entries whose actions ask for a sample that was drawn, or a review that nobody has advised on yet.
OF_JUDGEMENT: dict[str, dict[str, Any]] = {
    "draw_check": {"day": "2026-09-10", "opened": 4, "drawn": 1},
    "recheck": {"right": True, "finding": "与预先评估相符。"},
    "advise_review": {"advises": "reversed", "advice": "申请材料能够证明使用目的。"},
}

OCCASIONS = [(name, state) for name, law in LAW.items() for state in law.sources] + [
    (note.name, state) for note in NOTES.values() for state in note.states
]


def life_in(state: State) -> Life:
    """A life that stands in `state`; its data set may be opened at once and has a title full of traps."""
    cast = the_cast()
    dataset = a_dataset(cast.provider, title=TITLE, fast_track=True, grade="general_1")
    life = a_life(cast=cast, dataset=dataset, requested_fields=["stop_id", "stop_name"])
    for verb in PATHS[state]:
        life.do(verb)
    return life


def happen(life: Life, name: str, **said: Any) -> list[Message]:
    """Do it, and give the messages it made."""
    if name in ("assign", "warn", "resettle", *OF_THE_CLOCK, *OF_USE, *OF_JUDGEMENT):
        by_note(life, name)
    elif name == "claim":
        life.do(name)
        by_note(life, name)
    elif name in ("collect", "first_sign"):
        by_note(life, name)
    elif name == "keep_assessment":
        by_move(life, name)
    elif name == "nudge":
        now = life.moment
        life.do(name, at=now + HALF_OF_EVERY_LIMIT, **said)
        life.moment = now + life.step
    else:
        life.do(name, **said)
    case = life.application.case
    return list(Message.objects.filter(case=case, seq=case.seq).select_related("recipient").order_by("pk"))


def by_move(life: Life, name: str) -> None:
    """A move that only a renewal can take."""
    with passage(life.application, name, life.cast.handler, now=life.moment) as step:
        step.require(CaseFacts())
        step.case.assessor, step.case.risk = life.cast.handler, "low"
        step.record = {"follows": "SQ-2026-000001", "level": "low", "opinion": "没有变化。"}


def by_note(life: Life, name: str) -> None:
    """Entries whose action is still to come, or needs another actor than the factory's."""
    cast = life.cast
    actor = {
        "assign": cast.approver,
        "warn": None,
        "resettle": None,
        "claim": cast.second_handler,
        "collect": cast.applicant,
        "first_sign": cast.applicant,
        "request_extension": cast.handler,
        "grant_extension": cast.supervisor,
        "deny_extension": cast.supervisor,
        "yellow_card": None,
        "red_card": None,
        "answer_order": cast.handler,
        "clear_order": cast.supervisor,
        **dict.fromkeys(("enter_sandbox", "remind_report", "report_overdue", "announce_end"), None),
        **dict.fromkeys(("remind_statement", "statement_overdue", "stop_data", "release_data"), None),
        **dict.fromkeys(("submit_report", "submit_statement"), cast.applicant),
        **dict.fromkeys(("accept_report", "return_report"), cast.handler),
        "draw_check": None,
        "recheck": cast.handler,
        "advise_review": cast.supervisor,
    }[name]
    with note(life.application, name, actor, now=life.moment) as step:
        former = step.case.handler_id
        if name in ("assign", "claim"):
            step.case.handler = cast.second_handler
            step.record = {"from": former, "to": cast.second_handler.pk, "to_name": cast.second_handler.name}
        if name == "resettle":
            step.record = MOVED
        step.record |= (OF_THE_CLOCK | OF_USE | OF_JUDGEMENT).get(name, {})


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is taken back, so that one life serves many occasions."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
