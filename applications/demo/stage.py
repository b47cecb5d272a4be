"""Playing the script: every scene through the very action that a page would call, at a moment of the past."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any

from accounts.models import Organisation, User

from ..actions.accept import accept
from ..actions.advise_review import advise_review
from ..actions.approve import approve
from ..actions.ask_to_continue import ask_to_continue
from ..actions.assess import assess
from ..actions.begin import begin
from ..actions.clear_order import clear_order
from ..actions.consult import consult
from ..actions.deliver import deliver
from ..actions.fast_track import fast_track
from ..actions.give_opinion import give_opinion
from ..actions.not_accept import not_accept
from ..actions.refuse import refuse
from ..actions.request_extension import request_extension
from ..actions.request_review import request_review
from ..actions.request_supplement import request_supplement
from ..actions.resubmit import resubmit
from ..actions.save_draft import save_draft
from ..actions.seal import seal
from ..actions.sign import sign
from ..actions.submit import submit
from ..actions.withdraw import withdraw
from ..conditions import Conditions
from ..models import Application, Dataset
from ..readings import part_count, read_part
from .attachments import attach_all
from .dossiers import DOSSIERS
from .moments import Moments
from .past import PAST_DOSSIERS
from .people import DOMAIN
from .script import Scene, Story
from .texts import Texts

AS_THEY_ARE: dict[str, Callable[..., Any]] = {
    action.__name__: action
    for action in (
        accept, advise_review, ask_to_continue, assess, clear_order, deliver, give_opinion, not_accept, refuse,
        request_extension, request_review, request_supplement, resubmit, submit, withdraw,
    )
}  # fmt: skip
WRITTEN = DOSSIERS | PAST_DOSSIERS
WRITING = timedelta(minutes=20)


class Stage:
    """The people and things of the script, and how each kind of scene is played."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.people = {user.email.removesuffix(f"@{DOMAIN}"): user for user in User.objects.filter(is_demo=True)}
        self.bodies = {body.name: body for body in Organisation.objects.filter(is_demo=True)}
        self.datasets = {dataset.code: dataset for dataset in Dataset.objects.select_related("provider")}
        self.begun: dict[int, Application] = {}
        self.stopped: set[int] = set()

    def play(self, stories: Iterable[Story], moments: Moments) -> int:
        """All scenes in the order of time, so that numbers and messages follow it too; returns the applications."""
        scenes = [
            (moments.at(scene.days, scene.time), place, story, scene)
            for place, story in enumerate(stories)
            for scene in story.scenes
        ]
        for now, place, story, scene in sorted(scenes, key=itemgetter(0, 1)):
            if place not in self.stopped:
                self._scene(place, story, scene, now)
        return len(self.begun)

    def _scene(self, place: int, story: Story, scene: Scene, now: datetime) -> None:
        if scene.act == "begin":
            self.begun[place] = self._begin(story, now)
            return
        application = Application.objects.select_related("case__body", "dataset__provider").get(pk=self.begun[place].pk)
        if scene.act == "fast_track":
            fast_track(application=application, now=now)
            return
        if not self._act(scene, application, now):
            self.stopped.add(place)
        if scene.act == "approve" and any(later.act == "sign" for later in story.scenes):
            self.texts.order(application.agreement, now)

    def _act(self, scene: Scene, application: Application, now: datetime) -> bool:
        """False when the scene cannot be played here: without a text nobody can sign."""
        common: dict[str, Any] = {"application": application, "actor": self.people[scene.by], "now": now}
        if scene.act in ("sign", "seal"):
            seen = self.texts.deliver(application.agreement, now)
            if seen and scene.act == "sign":
                self._read(application, self.people[scene.by], seen, now)
            if seen:
                (sign if scene.act == "sign" else seal)(**common, seen_sha256=seen)
            return bool(seen)
        if scene.act == "approve":
            details = dict(scene.details)
            late = {"lateness": details.pop("lateness")} if "lateness" in details else {}
            approve(**common, **late, conditions=self._conditions(application, details))
        elif scene.act == "consult":
            departments = [self.bodies[name] for name in scene.details["departments"]]
            consult(**common, **{**scene.details, "departments": departments})
        else:
            AS_THEY_ARE[scene.act](**common, **scene.details)
        return True

    def _begin(self, story: Story, now: datetime) -> Application:
        applicant, dossier = self.people[story.applicant], WRITTEN[story.dossier]
        body = self.bodies[story.body] if story.body else None
        application = begin(dataset=self.datasets[story.dataset], applicant=applicant, body=body, now=now)
        changes = dossier.changes() | ({} if body else {"contact_address": "示例市听雨路9号"})
        application = save_draft(application=application, actor=applicant, changes=changes, now=now + WRITING)
        if dossier.is_finished:
            attach_all(application, applicant, now + WRITING)
        return application

    def _read(self, application: Application, reader: User, sha256: str, now: datetime) -> None:
        """Nobody signs what he has not read to its end."""
        for part in range(1, part_count(application.agreement) + 1):
            read_part(application.agreement, reader, sha256=sha256, part=part, now=now)

    def _conditions(self, application: Application, details: dict[str, Any]) -> Conditions:
        """What was asked for, with what the approver adds."""
        assert application.term_months is not None
        fields = tuple(application.requested_fields)
        return Conditions(fields, application.delivery_mode, application.term_months, **details)
