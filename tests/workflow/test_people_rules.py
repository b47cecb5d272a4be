"""Four eyes, and nobody in his own case: over the whole product of people, roles, bodies and cases.

Every person of the cast with every further role, towards a case that he has, or has not, assessed or decided, and of a
body that he belongs to, has left, or never knew: the rules' answer is held against the sentence they stand for. Plain
values, no database: 5 roles x 4 pasts x 4 belongings x every entry of the law x every state.
"""

from itertools import product

import pytest

from workflow.lifecycle import LAW, NOTES, Transition
from workflow.refusals import NotYours, OwnCase, OwnDecision, SamePerson, WrongState
from workflow.rights import CaseFile, Post, capacities, refusal
from workflow.states import Capacity, State

ME, ANOTHER = 1, 2
PROVIDER, BODY = 10, 20
ROLES = ("handler", "risk_assessor", "approver", "deputy_leader", "supervisor")
BELONGS = ("never", "member", "left", "applicant")


def posts_of(role: str, belongs: str) -> tuple[Post, ...]:
    mine = [Post(ME, PROVIDER, role, in_authority=role == "supervisor")]
    if belongs == "member":
        mine.append(Post(ME, BODY, "member"))
    if belongs == "applicant":
        mine.append(Post(ME, BODY, "applicant"))
    return tuple(mine)


def case_of(state: State, belongs: str, assessed: bool, decided: bool) -> CaseFile:
    return CaseFile(
        state=state, applicant_id=ANOTHER, body_id=BODY, provider_id=PROVIDER,
        assessor_id=ME if assessed else ANOTHER, decider_id=ME if decided else ANOTHER,
        former_ids=frozenset({ME}) if belongs == "left" else frozenset(),
    )  # fmt: skip


def answer(name: str, role: str, belongs: str, case: CaseFile) -> type | None:
    law = LAW.get(name) or NOTES[name]
    states = law.sources if isinstance(law, Transition) else law.states
    decides, reviews = (law.decides, law.reviews) if isinstance(law, Transition) else (False, False)
    said = refusal(ME, posts_of(role, belongs), case, by=law.by, states=states, decides=decides, reviews=reviews)
    return type(said) if said else None


@pytest.mark.parametrize("name", [*LAW, *NOTES])
def test_the_rules_hold_for_everybody_in_every_case(name: str) -> None:
    law = LAW.get(name) or NOTES[name]
    states = law.sources if isinstance(law, Transition) else law.states
    seen = set()
    for role, belongs, assessed, decided, state in product(ROLES, BELONGS, (False, True), (False, True), State):
        case = case_of(state, belongs, assessed, decided)
        said = answer(name, role, belongs, case)
        seen.add(said)
        applies = Capacity.APPLICANT in law.by and belongs == "applicant"
        officially = Capacity(role) in law.by
        if applies:
            assert said in (None, WrongState), (role, belongs, state)
        elif not officially:
            assert said is NotYours
        elif belongs != "never":
            assert said is OwnCase
        elif state not in states:
            assert said is WrongState
        elif isinstance(law, Transition) and law.decides and assessed:
            assert said is SamePerson
        elif isinstance(law, Transition) and law.reviews and decided:
            assert said is OwnDecision
        else:
            assert said is None
    assert seen


def test_the_acts_that_decide_are_these() -> None:
    assert {name for name, row in LAW.items() if row.decides} == {"approve", "refuse", "uphold", "reverse"}
    assert {name for name, row in LAW.items() if row.reviews} == {"uphold", "reverse"}


@pytest.mark.parametrize("belongs", ["member", "left", "applicant"])
@pytest.mark.parametrize("role", ROLES)
def test_whoever_belongs_or_belonged_to_the_body_has_no_official_capacity_at_all(role: str, belongs: str) -> None:
    for state in State:
        mine = capacities(ME, posts_of(role, belongs), case_of(state, belongs, assessed=False, decided=False))
        assert mine <= {Capacity.APPLICANT}
