"""A seal service over HTTP: what it is asked, what is taken from it, and what is not."""

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest

from applications.seals.judge import judge
from applications.seals.order import SealRefused, SealUnavailable, Side
from applications.seals.remote import RemoteSeals
from tests.servers.seal_service import TOKEN, SealService

from .conftest import NOW, Stages, order


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SealService]:
    running = SealService(tmp_path_factory.mktemp("service"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def remote(service: SealService) -> RemoteSeals:
    service.answers.clear()
    return RemoteSeals(service.address, TOKEN, service.roots)


def test_both_seals_come_from_the_service_and_hold_against_its_roots(
    remote: RemoteSeals, service: SealService, stages: Stages
) -> None:
    signed = remote.affix(stages.text, order(Side.DATA_USER))
    sealed = remote.affix(signed, order(Side.DATA_PROVIDER))
    assert judge(sealed, remote.trusted(), NOW).holds
    asked = service.seen[-1]
    assert (asked["party"], asked["field"], asked["signer"]) == ("上海市交通委员会", "DataProvider", "王𬭎")


def test_asked_again_for_the_same_seal_the_service_seals_once(
    remote: RemoteSeals, service: SealService, stages: Stages
) -> None:
    first = remote.affix(stages.text, order(Side.DATA_USER))
    sealed_before = len(service.done)
    assert remote.affix(stages.text, order(Side.DATA_USER)) == first
    assert len(service.done) == sealed_before


def test_another_text_is_another_seal(stages: Stages) -> None:
    one = order(Side.DATA_USER)
    assert one.reference(stages.text) != one.reference(stages.signed)
    assert one.reference(stages.text) != order(Side.DATA_PROVIDER).reference(stages.text)


@pytest.mark.parametrize("status", [400, 403, 404, 409, 422])
def test_a_final_refusal_is_told_in_the_words_of_the_service(
    remote: RemoteSeals, service: SealService, status: int
) -> None:
    service.answers.append((status, {"message": "印章已停用"}))
    with pytest.raises(SealRefused, match="印章已停用"):
        remote.affix(b"%PDF-", order(Side.DATA_USER))


@pytest.mark.parametrize(
    "answer", [(500, {}), (503, b"busy"), (200, b"no JSON"), (200, []), (200, {}), (200, {"pdf": "?"}), (302, b"")]
)
def test_what_may_pass_is_tried_again(remote: RemoteSeals, service: SealService, answer: tuple[int, object]) -> None:
    service.answers.append(answer)
    with pytest.raises(SealUnavailable):
        remote.affix(b"%PDF-", order(Side.DATA_USER))


def test_a_service_that_is_not_there_is_tried_again(service: SealService) -> None:
    with pytest.raises(SealUnavailable):
        RemoteSeals("http://127.0.0.1:9", TOKEN, service.roots).affix(b"%PDF-", order(Side.DATA_USER))


def test_a_file_that_is_not_ours_with_a_seal_behind_it_is_not_taken(remote: RemoteSeals, service: SealService) -> None:
    for other in (b"%PDF-1.7 another file, and longer", b"%PDF-1.7 ours"):
        service.answers.append((200, {"pdf": base64.b64encode(other).decode()}))
        with pytest.raises(SealRefused, match="不符"):
            remote.affix(b"%PDF-1.7 ours", order(Side.DATA_USER))


def test_a_wrong_token_is_refused(service: SealService) -> None:
    with pytest.raises(SealRefused, match="令牌无效"):
        RemoteSeals(service.address, "another", Path()).affix(b"%PDF-", order(Side.DATA_USER))
