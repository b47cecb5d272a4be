"""The running site of a journey: its address, its clock, its background work, and who comes to it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from io import StringIO
from typing import Any, TypeVar

from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from playwright.sync_api import BrowserContext

from accounts.models import User
from jobs import clock
from jobs.clock import Journey
from jobs.models import Job
from jobs.runner import run_due
from jobs.timetable import timetable
from tests.factories import Cast, Life, a_life, shanghai
from tests.servers.browser import PageWatch
from workflow import worklist
from workflow.models import Case

from .people import Person

P = TypeVar("P", bound=Person)


@dataclass
class Site:
    """`turn` is held by whoever uses the database: in memory it has one connection, for every thread."""

    url: str
    cast: Cast
    time: Journey
    new_context: Callable[..., BrowserContext]
    turn: threading.RLock = field(default_factory=threading.RLock)
    contexts: list[BrowserContext] = field(default_factory=list)
    watches: list[PageWatch] = field(default_factory=list)

    def it_is(self, text: str) -> None:
        """The clock shows "2026-09-10 09:00" from now on, in Shanghai."""
        self.time.move_to(shanghai(text))

    def it_is_today(self) -> None:
        """The machine's own time, by which a registration is dated: accounts know of no other clock."""
        self.time.move_to(timezone.now())

    def works(self) -> None:
        """What the worker beside the site does in one round: what is due by itself, then the jobs that wait."""
        with self.turn:
            for periodic in timetable():
                periodic.work(clock.now())
            run_due()

    def has(self, *verbs: str, **start: Any) -> Life:
        """An application that is on its way already: what went before is not what the journey is about."""
        with self.turn:
            life = a_life(cast=self.cast, **start)
            for verb in verbs:
                life.do(verb)
        return life

    def enter(
        self, kind: type[P], part: str = "", *, signed_in: bool = True, user: User | None = None, **options: Any
    ) -> P:
        """A person at a browser of his own, which is watched; `part` is another one of the same kind, and `user` one
        who is not of the cast."""
        user = user or (getattr(self.cast, part or kind.part) if part or kind.part else None)
        context = self.new_context(base_url=self.url, **options)
        self.contexts.append(context)
        self.watches.append(PageWatch(context))
        person = kind(self, context.new_page(), self.watches[-1], user)
        if signed_in and user:
            self.sign_in(context, user)
            person.goes_to("/")
        return person

    def sign_in(self, context: BrowserContext, user: User) -> None:
        """By the cookie that signing in would give."""
        client = Client()
        with self.turn:
            client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.url}])

    def settles(self) -> None:
        """Whatever happened, the books agree with it: journals, deadlines and work lists, and no job has failed."""
        call_command("verify_journal", stdout=StringIO())
        call_command("prove_deadlines", stdout=StringIO())
        assert [str(case) for case in Case.objects.all() if not worklist.is_current(case)] == []
        assert list(Job.objects.exclude(last_error="").values_list("name", "last_error")) == []

    def leave(self) -> list[str]:
        """Everyone closes his browser; what went wrong in any of them and was not foreseen."""
        for context in self.contexts:
            context.cookies()  # a round trip, so that what the browser has already said is heard
        faults = [fault for watch in self.watches for fault in watch.unexpected()]
        for context in self.contexts:
            context.close()
        return faults


def taking_turns(app: Callable[..., Any], turn: threading.RLock) -> Callable[..., Any]:
    """The WSGI application, answering one request at a time."""

    def in_turn(environ: Any, start_response: Any) -> Any:
        with turn:
            return app(environ, start_response)

    return in_turn
