"""Two drills at once on one database, of which one is killed again and again: no review is lost, none doubled."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from interviewer.model import Outcome
from interviewer.session import Session
from interviewer.settings import Places
from interviewer.store import Store

KILLS = 200

DRILLS = '''
import itertools, os, sys
from datetime import UTC, datetime
from pathlib import Path

from interviewer.bank import load_bank
from interviewer.model import Rating
from interviewer.model.review import Wish
from interviewer.scoring import load_scorer
from interviewer.session import Grader, Session
from interviewer.store import Store, read_examples

folder, database, cache = map(Path, sys.argv[1:])
bank = load_bank([folder])
scorer = load_scorer(bank.questions, cache)
names = itertools.count(1)


def tell(*words):
    os.write(1, (" ".join(map(str, words)) + "\\n").encode())


def now():
    return datetime.now(UTC)


def drill(name, number, interview_id):
    """Drills for ever, from the interview that was interrupted on; tells what is saved once it is."""
    ids = (f"{name}-{number}-{count}" for count in itertools.count(1))
    grader = Grader(bank, cache, lambda: read_examples(database))
    grader.__dict__["_scorer"] = scorer
    session = Session(bank, lambda: Store(database, now()), grader, 1, lambda: next(ids))
    interview = session.interview(interview_id) if interview_id else None
    for count in itertools.count(1):
        question = session.next_question(interview) if interview else None
        if question is None:
            interview, _ = session.start_drill(Wish(cram=True, scheduled=True, questions=3), count, now())
            tell(name, "interview", interview.id)
            continue
        attempt = session.ask(interview, question, now())
        while not attempt.outcome:
            text = f"{name} {number} says {next(ids)}: it makes new commits, and halves the range 二分"
            tell(name, "says", text)
            attempt = session.submit(attempt, text, count, now()).attempt
            tell(name, "saved", text)
        tell(name, "over", attempt.id)
        if count % 2:
            session.rate(attempt, Rating.HARD, now())
            tell(name, "rated", attempt.id)
        interview = session.interview(interview.id)


tell("ready")
for number, line in enumerate(sys.stdin):
    name, _, interview_id = line.strip().partition(" ")
    child = os.fork()
    if not child:
        try:
            drill(name, number, interview_id)
        except BaseException as error:
            tell(name, "failed", repr(error))
        os._exit(1)
    tell(name, "runs", child)
    if name == "killed":
        os.waitpid(child, 0)
        tell(name, "gone", child)
'''


class Drills:
    """Processes that drill, and what they have told so far."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.told: list[tuple[str, str, str]] = []

    def begin(self, name: str, interview_id: str = "") -> int:
        """Lets a process begin, or go on with an interview; its id."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{name} {interview_id}\n")
        self._process.stdin.flush()
        return int(self.wait_for(name, "runs"))

    def wait_for(self, name: str, *verbs: str) -> str:
        """Reads until a process tells one of these things; or anything, where none is named."""
        while True:
            teller, verb, what = self.read()
            if teller == name and (verb in verbs or not verbs):
                return what

    def read(self) -> tuple[str, str, str]:
        """The next thing that is told."""
        assert self._process.stdout is not None
        teller, verb, what = [*self._process.stdout.readline().rstrip("\n").split(" ", 2), "", ""][:3]
        assert verb not in {"", "failed"}, (teller, verb, what)
        self.told.append((teller, verb, what))
        return self.told[-1]

    def of(self, verb: str, name: str = "") -> list[str]:
        """All that was told in one sense."""
        return [what for teller, told, what in self.told if told == verb and name in {"", teller}]


@contextmanager
def drills(bank_folder: Path, places: Places) -> Iterator[Drills]:
    """Loads the scorer once, for all the processes to come."""
    process = subprocess.Popen(
        [sys.executable, "-c", DRILLS, bank_folder, places.database, places.cache],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    try:
        yield Drills(process)
    finally:
        process.kill()
        process.communicate()


def spin(turns: int) -> None:
    """Lets a short time go by."""
    for _ in range(turns):
        pass


def test_two_drills_at_once_and_one_killed_two_hundred_times_lose_and_double_nothing(
    bank_folder: Path, own_places: Places, open_session: Callable[..., Session]
) -> None:
    chance = random.Random(4)
    interview_id = ""
    with drills(bank_folder, own_places) as running:
        steady = running.begin("steady")
        for _ in range(KILLS):
            child = running.begin("killed", interview_id)
            for _ in range(chance.randrange(8)):
                running.wait_for("killed")
            spin(chance.randrange(60_000))
            os.kill(child, signal.SIGKILL)
            running.wait_for("killed", "gone")
            interview_id = (running.of("interview", "killed") or [""])[-1]
        os.kill(steady, signal.SIGKILL)
    assert len(running.of("gone")) == KILLS
    assert len(running.of("interview", "killed")) < KILLS, (
        "most of those killed left a drill that the next went on with"
    )
    session = open_session()
    all_is_there_once(running, own_places)
    the_rest_can_be_resumed(session)
    all_is_there_once(running, own_places)
    reviews = session._store.reviews()
    counts = Counter(review.item for review in reviews)
    assert {item: card.reviews for item, card in session.drills.cards().items()} == counts


def all_is_there_once(running: Drills, places: Places) -> None:
    """What was told as saved is in the database, what was not told at least not twice, and nothing else."""
    problems, _ = Store.inspect(places.database)
    assert problems == ()
    with closing(sqlite3.connect(places.database)) as connection:
        texts = Counter(
            text for (text,) in connection.execute("SELECT text FROM messages WHERE text LIKE '% says %'").fetchall()
        )
        rated = {name for (name,) in connection.execute("SELECT attempt_id FROM reviews WHERE chosen = 'hard'")}
        over = (
            "SELECT id FROM attempts JOIN reviews ON attempt_id = id WHERE outcome IS NOT NULL AND digest IS NOT NULL"
        )
        judged = Counter(name for (name,) in connection.execute(over))
        unjudged = connection.execute(
            f"SELECT count(*) FROM reviews WHERE attempt_id NOT IN ({over}) AND digest"
        ).fetchone()
    assert set(running.of("saved")) <= texts.keys() <= set(running.of("says"))
    assert set(texts.values()) == {1}
    assert set(running.of("over")) <= judged.keys()
    assert set(judged.values()) == {1}
    assert set(running.of("rated")) <= rated
    assert unjudged == (0,)
    in_between = len(running.of("says", "killed")) - len(running.of("saved", "killed"))
    assert in_between > KILLS / 20, "some were really killed while an answer was on its way"


def the_rest_can_be_resumed(session: Session) -> None:
    """Whatever was interrupted goes on where it stood, up to its end."""
    now = datetime.now(UTC)
    for interview in session.interviews(10_000):
        while question := session.next_question(session.interview(interview.id) or interview):
            attempt = session.ask(interview, question, now)
            if not attempt.outcome:
                session.close_attempt(attempt, Outcome.ANSWERED, 1, now)
        done = session.interview(interview.id)
        assert done is not None
        assert sorted(attempt.question_id for attempt in done.attempts) == sorted(done.question_ids)
