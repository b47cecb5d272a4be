"""Who somebody is to a matter, and whether he may do something now. Plain functions of plain values."""

from collections.abc import Iterable
from dataclasses import dataclass

from workflow.refusals import Refused
from workflow.rights import Post

from .law import Act, By
from .refusals import NotForYou, OwnMatter, WrongMoment


@dataclass(frozen=True)
class MatterFile:
    """What rights depend on."""

    kind: str
    state: str
    author_id: int
    department_id: int | None


def official(user_id: int, posts: Iterable[Post], file: MatterFile) -> frozenset[By]:
    """The capacities that follow from posts in departments, before anyone stands back."""
    found = set()
    for post in posts:
        if post.user_id != user_id:
            continue
        if post.organisation_id == file.department_id and post.role == "handler":
            found.add(By.HANDLER)
        if post.in_authority and post.role == "supervisor":
            found.add(By.SUPERVISOR)
    return frozenset(found)


def capacities(user_id: int | None, posts: Iterable[Post], file: MatterFile) -> frozenset[By]:
    """All in which the person may act; None is the system. Who has handed it in is its author and nothing else."""
    if user_id is None:
        return frozenset({By.SYSTEM})
    return frozenset({By.AUTHOR}) if user_id == file.author_id else official(user_id, posts, file)


def why_not(act: Act, user_id: int | None, posts: Iterable[Post], file: MatterFile) -> Refused | None:
    """The refusal, or None. Rights come before states, so that strangers learn nothing."""
    posts = tuple(posts)
    if not capacities(user_id, posts, file) & act.by:
        if user_id is not None and official(user_id, posts, file) & act.by:
            return OwnMatter()
        return NotForYou()
    return None if file.kind in act.kinds and file.state in act.sources else WrongMoment()
