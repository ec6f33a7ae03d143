"""Whether one text says what another says: in other forms of its words it does, with one word turned it does not."""

import pytest

from interviewer.scoring.encoder import Encoder, load_static_encoder
from interviewer.scoring.restating import restates

LOCK = "Only one thread holds the lock at a time."
REBASE = "Rebasing replays commits onto another base and writes new commits with new hashes."
SATURATES = "The derivative of the sigmoid has its maximum of 0.25 at the origin, and the curve is not linear."


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    """The built-in encoder."""
    return load_static_encoder()


@pytest.mark.parametrize(
    ("said", "wording"),
    [
        ("The lock is held by only one thread at a time.", LOCK),
        ("Reads are made faster by an index.", "An index makes reads faster."),
        ("A connection starts with a three-way handshake.", "A connection begins with a three-way handshake."),
        ("Commits are replayed onto another base.", REBASE),
        ("它可靠地传输数据。", "它可靠地传输数据，而且保证字节的顺序。"),
        ("公共分支被别人拉取过就不能变基。", "别人已经拉取过的公共分支不能变基。"),
    ],
)
def test_other_forms_orders_and_near_words_say_the_same(encoder: Encoder, said: str, wording: str) -> None:
    assert restates(encoder, said, ["Something else entirely.", wording])


@pytest.mark.parametrize(
    ("said", "wording"),
    [
        ("Two threads hold the lock at a time.", LOCK),
        ("Only one thread waits for the lock at a time.", LOCK),
        ("Rebasing replays commits onto another base with the same hashes.", REBASE),
        ("The derivative of the sigmoid has its maximum of 1 at the origin.", SATURATES),
        ("The curve of the sigmoid is linear.", SATURATES),
        ("The outputs lie in (1, 0).", "The outputs lie in (−1, 1)."),
        ("UDP is slower than TCP.", "TCP is slower than UDP."),
        ("An index makes reads slower.", "An index makes reads faster."),
        ("连接从四次握手开始。", "连接从三次握手开始。"),
        ("隐藏层用 Tanh 的网络更晚收敛。", "隐藏层用 Tanh 的网络更早收敛。"),
        ("", LOCK),
        ("It is what it is.", LOCK),
    ],
)
def test_one_word_turned_says_something_else(encoder: Encoder, said: str, wording: str) -> None:
    assert not restates(encoder, said, [wording])


def test_no_wording_is_restated_by_nothing(encoder: Encoder) -> None:
    assert not restates(encoder, LOCK, [])
