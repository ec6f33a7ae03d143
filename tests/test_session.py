"""The story of an interview, told by the real scorer over the real database."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from interviewer.bank import Bank
from interviewer.errors import BankError
from interviewer.model import (
    Attempt,
    Interview,
    Kind,
    Language,
    Message,
    Outcome,
    Rating,
    Role,
    Selection,
    Status,
)
from interviewer.session import Session, open_session
from interviewer.settings import Places, Settings

Start = Callable[..., Interview]
OpenSession = Callable[..., Session]

NEW_COMMITS = "Rebasing replays commits onto another base and writes new commits with new hashes."
SHARED = "A public branch that colleagues have already pulled must not be rebased."
STRAIGHT = "The log becomes one straight line without merge commits."


def ask(session: Session, interview: Interview, now: datetime) -> Attempt:
    """The attempt at the interview's next question."""
    question = session.next_question(session.interview(interview.id) or interview)
    assert question is not None
    return session.ask(interview, question, now)


def say(attempt: Attempt, text: str, now: datetime) -> Message:
    """What the candidate says, as a message."""
    return Message(Role.CANDIDATE, Kind.ANSWER, text, now)


@pytest.fixture
def asked(session: Session, start: Start, now: datetime) -> Attempt:
    """An attempt at `git/rebase`, just asked."""
    return ask(session, start(session, "git/rebase"), now)


@pytest.fixture
def judged(session: Session, asked: Attempt, now: datetime) -> Attempt:
    """The same attempt with a verdict: one point of three is missing."""
    probed = session.submit(asked, f"{NEW_COMMITS} {STRAIGHT}", 5, now)
    return session.submit(probed.attempt, "I cannot think of anything else.", 9, now).attempt


# Asking


def test_an_interview_asks_its_questions_in_order_until_none_is_left(
    session: Session, start: Start, now: datetime
) -> None:
    interview = start(session, "sql/index", "git/bisect")
    first = ask(session, interview, now)
    assert (first.question_id, first.messages[0].text) == ("sql/index", session.bank.get("sql/index").text.en)
    session.close_attempt(first, Outcome.SKIPPED, 1, now)
    second = ask(session, interview, now)
    assert second.question_id == "git/bisect"
    session.close_attempt(second, Outcome.SKIPPED, 1, now)
    assert session.next_question(session.interview(interview.id) or interview) is None


def test_the_question_is_asked_in_the_language_of_the_interview(session: Session, start: Start, now: datetime) -> None:
    attempt = ask(session, start(session, "git/bisect", language=Language.ZH), now)
    assert attempt.language is Language.ZH
    assert attempt.messages == (Message(Role.INTERVIEWER, Kind.QUESTION, "git bisect 是做什么的？", now),)


def test_asking_again_goes_on_with_what_is_there(session: Session, asked: Attempt, now: datetime) -> None:
    interview = session.interview(asked.interview_id)
    assert interview is not None
    session.save_draft(asked.id, "half a tho", 7)
    again = ask(session, interview, now)
    assert again == replace(asked, draft="half a tho", elapsed_s=7)


def test_a_question_that_left_the_bank_is_passed_over(
    session: Session, open_session: OpenSession, start: Start, small_bank: Bank
) -> None:
    interview = start(session, "git/rebase", "sql/index")
    rest = Bank(tuple(question for question in small_bank.questions if question.id != "git/rebase"))
    found = open_session(bank=rest).next_question(interview)
    assert found is not None
    assert found.id == "sql/index"


# Answering


def test_a_full_answer_gets_its_verdict_at_once(session: Session, asked: Attempt, now: datetime) -> None:
    reply = session.submit(asked, f"{NEW_COMMITS} {SHARED} {STRAIGHT}", 30, now)
    assert reply.probe is None
    assert reply.attempt.outcome is Outcome.ANSWERED
    assert reply.attempt.elapsed_s == 30
    assert reply.attempt.score is not None
    assert reply.attempt.score.overall >= 0.85
    assert {match.status for match in reply.attempt.score.matches} == {Status.COVERED}


@pytest.mark.parametrize(
    ("answer", "about"),
    [
        (f"{NEW_COMMITS} {STRAIGHT}", "shared-history"),
        (f"{NEW_COMMITS} {SHARED}", "straight-line"),
        (NEW_COMMITS, "shared-history"),
        (SHARED, "new-commits"),
    ],
    ids=["heavy missing", "light missing", "heavier of two", "required first"],
)
def test_the_probe_asks_for_the_most_valuable_missing_point(
    session: Session, asked: Attempt, now: datetime, answer: str, about: str
) -> None:
    reply = session.submit(asked, answer, 5, now)
    probe = session.bank.get("git/rebase").point(about).probe.en
    assert reply.probe == Message(Role.INTERVIEWER, Kind.PROBE, probe, now, about)
    assert reply.attempt.messages[-1] == reply.probe
    assert reply.attempt.outcome is None


def test_what_the_candidate_adds_counts(session: Session, asked: Attempt, now: datetime) -> None:
    first = session.submit(asked, f"{NEW_COMMITS} {STRAIGHT}", 5, now).attempt
    second = session.submit(first, SHARED, 9, now).attempt
    assert first.score is not None
    assert second.score is not None
    assert first.score.match("shared-history").status is not Status.COVERED
    assert second.score.match("shared-history").status is Status.COVERED
    assert second.score.overall > first.score.overall
    ((match, span),) = second.spans_of_answer(1)
    assert match.point_id == "shared-history"
    assert SHARED[span.start : span.end] in SHARED


def test_no_point_is_probed_twice_and_the_number_of_probes_is_limited(
    open_session: OpenSession, start: Start, now: datetime
) -> None:
    session = open_session(probes=9)
    attempt = ask(session, start(session, "git/rebase"), now)
    for number in range(4):
        attempt = session.submit(attempt, f"I do not know, sorry, number {number}.", number, now).attempt
    probed = [message.point_id for message in attempt.messages if message.kind is Kind.PROBE]
    assert sorted(probed) == ["new-commits", "shared-history", "straight-line"]
    assert probed[0] == "new-commits"
    assert attempt.outcome is Outcome.ANSWERED


def test_without_probes_the_first_answer_is_the_last(open_session: OpenSession, start: Start, now: datetime) -> None:
    session = open_session(probes=0)
    reply = session.submit(ask(session, start(session, "git/rebase"), now), STRAIGHT, 1, now)
    assert (reply.probe, reply.attempt.outcome) == (None, Outcome.ANSWERED)


def test_a_point_without_a_probe_is_not_asked_for(session: Session, start: Start, now: datetime) -> None:
    attempt = ask(session, start(session, "web/etag"), now)
    reply = session.submit(attempt, "Bananas are yellow.", 1, now)
    assert (reply.probe, reply.attempt.outcome) == (None, Outcome.ANSWERED)


@pytest.mark.parametrize("language", Language)
def test_a_shrug_scores_nothing_in_either_language(
    session: Session, start: Start, now: datetime, language: Language
) -> None:
    attempt = ask(session, start(session, "git/rebase", language=language), now)
    reply = session.submit(attempt, {"zh": "不知道", "en": "I don't know"}[language], 1, now)
    assert reply.attempt.score is not None
    assert reply.attempt.score.overall == 0


@pytest.mark.parametrize(
    "text",
    ["\ud800 lone", "\0", "😀" * 50, "x" * 200_000, "   ", "![`*\x1b[31m"],
    ids=["surrogate", "nul", "emoji", "long", "blank", "control"],
)
def test_any_text_can_be_an_answer(session: Session, asked: Attempt, now: datetime, text: str) -> None:
    reply = session.submit(asked, text, 1, now)
    assert reply.attempt.score is not None
    assert 0 <= reply.attempt.score.overall <= 1
    assert reply.attempt.answers == (text.encode(errors="replace").decode(),)


def test_submitting_twice_saves_one_answer_and_gives_the_same_reply(
    session: Session, asked: Attempt, now: datetime
) -> None:
    first = session.submit(asked, NEW_COMMITS, 5, now)
    second = session.submit(asked, NEW_COMMITS, 5, now)
    assert second == first
    assert second.attempt.answers == (NEW_COMMITS,)
    assert second.attempt.probes == 1


def test_submitting_from_two_threads_saves_one_answer(session: Session, asked: Attempt, now: datetime) -> None:
    threads = [threading.Thread(target=session.submit, args=(asked, NEW_COMMITS, 5, now)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    interview = session.interview(asked.interview_id)
    assert interview is not None
    assert interview.attempts[0].answers == (NEW_COMMITS,)
    assert interview.attempts[0].probes == 1


def test_two_sessions_answering_the_same_question_are_both_heard(
    session: Session, open_session: OpenSession, asked: Attempt, now: datetime
) -> None:
    other = open_session()
    session.submit(asked, NEW_COMMITS, 5, now)
    reply = other.submit(asked, SHARED, 5, now)
    assert reply.attempt.answers == (NEW_COMMITS, SHARED)
    assert reply.attempt.score is not None
    assert reply.attempt.score.match("shared-history").status is Status.COVERED


def test_an_answer_that_was_saved_but_not_scored_is_scored_on_the_way_back(
    session: Session, open_session: OpenSession, asked: Attempt, now: datetime
) -> None:
    session.open()
    session._store.save_answer(asked.id, 1, say(asked, f"{NEW_COMMITS} {SHARED} {STRAIGHT}", now), 5)
    again = open_session()
    unfinished = again.unfinished()
    assert unfinished is not None
    attempt = ask(again, unfinished, now)
    assert attempt.answers == (f"{NEW_COMMITS} {SHARED} {STRAIGHT}",)
    assert attempt.outcome is Outcome.ANSWERED
    assert attempt.score is not None
    assert attempt.score.overall >= 0.85


# Doubts

MANUALLY = (
    "It finds the commit that introduced a bug by binary search. A script can run the test manually at every step."
)


@pytest.fixture
def doubted(session: Session, start: Start, now: datetime) -> Attempt:
    """An attempt at `git/bisect` that has been asked which of two things it means."""
    attempt = ask(session, start(session, "git/bisect"), now)
    return session.submit(attempt, MANUALLY, 5, now).attempt


def test_a_doubt_is_asked_about_before_anything_missing_and_costs_nothing(doubted: Attempt) -> None:
    assert doubted.outcome is None
    assert (doubted.messages[-1].kind, doubted.messages[-1].point_id) == (Kind.PROBE, "automatic")
    assert "manually" in doubted.messages[-1].text
    assert "automatically" in doubted.messages[-1].text
    assert doubted.score is not None
    match = doubted.score.match("automatic")
    assert (match.status, match.unsure) == (Status.COVERED, True)


def test_who_means_the_right_thing_is_in_no_doubt(session: Session, doubted: Attempt, now: datetime) -> None:
    score = session.submit(doubted, "Automatically, of course.", 9, now).attempt.score
    assert score is not None
    assert score.match("automatic").doubt is None
    assert score.match("automatic").status is Status.COVERED


def test_who_says_the_wrong_thing_again_contradicts_the_point(
    session: Session, doubted: Attempt, now: datetime
) -> None:
    hinted = session.hint(doubted, now)  # something between question and reply
    reply = session.submit(hinted, "I mean manually.", 9, now)
    assert reply.attempt.outcome is Outcome.ANSWERED
    assert reply.attempt.score is not None
    match = reply.attempt.score.match("automatic")
    assert (match.status, match.coverage) == (Status.CONTRADICTED, 0)
    assert match.doubt is not None
    assert match.doubt.said == "manually"


def test_a_doubt_is_asked_about_once_and_counts_among_the_follow_ups(
    open_session: OpenSession, start: Start, now: datetime
) -> None:
    session = open_session(probes=9)
    attempt = ask(session, start(session, "git/bisect"), now)
    for number, text in enumerate((MANUALLY, "I am not sure.", "No idea.", "Sorry.")):
        attempt = session.submit(attempt, text, number, now).attempt
    asked = [message.point_id for message in attempt.messages if message.kind is Kind.PROBE]
    assert asked.count("automatic") == 1
    assert asked[0] == "automatic"
    assert attempt.score is not None
    assert attempt.score.match("automatic").doubt is not None
    silent = open_session(probes=0)
    again = silent.submit(ask(silent, start(silent, "git/bisect"), now), MANUALLY, 1, now)
    assert again.probe is None


def test_the_doubt_is_asked_about_in_the_questions_language(session: Session, start: Start, now: datetime) -> None:
    attempt = ask(session, start(session, "git/bisect", language=Language.ZH), now)
    probe = session.submit(attempt, "使用者最后标记一个好的提交和一个坏的提交。", 5, now).probe
    assert probe is not None
    assert "你写的是“最后”" in probe.text


def test_a_settled_doubt_survives_the_database_and_an_overruling_ends_it(
    session: Session, doubted: Attempt, now: datetime
) -> None:
    interview = session.interview(doubted.interview_id)
    assert interview is not None
    assert interview.attempts[0].score == doubted.score
    judged = session.close_attempt(doubted, Outcome.REVEALED, 9, now)
    overruled = session.overrule_point(judged, "automatic", Status.COVERED, now)
    assert overruled.score is not None
    match = overruled.score.match("automatic")
    assert (match.doubt, match.unsure, match.overruled) == (None, False, True)


# Hints


def test_a_hint_asks_first_and_then_gives_the_beginning_away(session: Session, asked: Attempt, now: datetime) -> None:
    point = session.bank.get("git/rebase").key_points[0]
    first = session.hint(asked, now)
    second = session.hint(first, now)
    assert first.messages[-1] == Message(Role.INTERVIEWER, Kind.HINT, point.probe.en, now, point.id)
    begun = second.messages[-1].text.removesuffix(" …")
    assert point.text.en.startswith(begun + " ")
    assert 0 < len(begun) < len(point.text.en) / 2
    assert second.hints == 2


def test_hints_run_out_after_two_for_each_point(session: Session, asked: Attempt, now: datetime) -> None:
    attempt = asked
    for _ in range(20):
        attempt = session.hint(attempt, now)
    assert attempt.hints == 6
    assert len({message.text for message in attempt.messages}) == 7
    assert session.hint(attempt, now) is attempt


def test_a_hint_is_about_what_is_missing_and_no_answer(session: Session, asked: Attempt, now: datetime) -> None:
    probed = session.submit(asked, f"{NEW_COMMITS} {STRAIGHT}", 1, now).attempt
    hinted = session.hint(probed, now)
    assert hinted.messages[-1].point_id == "shared-history"
    assert hinted.answers == probed.answers
    assert session.submit(hinted, SHARED, 2, now).attempt.answers == (*probed.answers, SHARED)


def test_chinese_hints_are_cut_between_characters(session: Session, start: Start, now: datetime) -> None:
    attempt = ask(session, start(session, "git/rebase", language=Language.ZH), now)
    hint = session.hint(session.hint(attempt, now), now).messages[-1].text
    assert hint == "变基把提交逐个重放 …"


# Ending


def test_who_has_the_answer_revealed_at_once_missed_every_point_and_who_skips_missed_none(
    session: Session, start: Start, now: datetime
) -> None:
    interview = start(session, "git/rebase", "sql/index")
    revealed = session.close_attempt(ask(session, interview, now), Outcome.REVEALED, 12, now)
    assert revealed.score is not None
    assert {match.status for match in revealed.score.matches} == {Status.MISSING}
    assert (revealed.score.overall, revealed.rating) == (0, Rating.AGAIN)
    skipped = session.close_attempt(ask(session, interview, now), Outcome.SKIPPED, 12, now)
    assert (skipped.score, skipped.rating) == (None, None)


@pytest.mark.parametrize("outcome", [Outcome.SKIPPED, Outcome.REVEALED])
def test_closing_an_attempt_moves_on_to_the_next(
    session: Session, start: Start, now: datetime, outcome: Outcome
) -> None:
    interview = start(session, "git/rebase", "sql/index")
    closed = session.close_attempt(ask(session, interview, now), outcome, 12, now)
    assert (closed.outcome, closed.elapsed_s) == (outcome, 12)
    assert ask(session, interview, now).question_id == "sql/index"


def test_an_interrupted_interview_goes_on_where_it_stood(
    session: Session, open_session: OpenSession, asked: Attempt, now: datetime
) -> None:
    probed = session.submit(asked, NEW_COMMITS, 5, now).attempt
    session.save_draft(asked.id, "on shared bra", 8)
    session.close()
    again = open_session()
    unfinished = again.unfinished()
    assert unfinished is not None
    resumed = ask(again, unfinished, now)
    assert resumed == replace(probed, draft="on shared bra", elapsed_s=8)
    assert again.submit(resumed, SHARED, 9, now).attempt.answers == (NEW_COMMITS, SHARED)


def test_an_interview_that_has_ended_is_not_resumed(session: Session, judged: Attempt, now: datetime) -> None:
    session.end(judged.interview_id, now)
    assert session.unfinished() is None
    assert [interview.ended_at for interview in session.interviews()] == [now]


def test_the_debrief_says_what_was_missed_and_what_to_drill(session: Session, judged: Attempt, now: datetime) -> None:
    debrief = session.end(judged.interview_id, now)
    assert judged.score is not None
    assert debrief.overall == judged.score.overall
    assert debrief.missed[0].point.id == "shared-history"
    assert (debrief.elapsed_s, debrief.planned_s) == (9, 180)
    assert [question.id for question in debrief.drill] == ["git/rebase"]
    assert session.debrief(judged.interview_id) == debrief


def test_the_debrief_of_no_interview_is_an_error_with_a_hint(session: Session) -> None:
    with pytest.raises(BankError, match="no interview 'nothing'") as caught:
        session.debrief("nothing")
    assert "history" in caught.value.hint


# Overruling


def test_overruling_a_point_moves_the_score_along(session: Session, judged: Attempt, now: datetime) -> None:
    changed = session.overrule_point(judged, "shared-history", Status.COVERED, now)
    assert judged.score is not None
    assert changed.score is not None
    match = changed.score.match("shared-history")
    assert (match.status, match.coverage, match.overruled) == (Status.COVERED, 1.0, True)
    assert changed.score.overall > judged.score.overall
    assert changed.score.match("straight-line") == judged.score.match("straight-line")
    back = session.overrule_point(changed, "shared-history", Status.MISSING, now)
    assert back.score is not None
    assert back.score.overall < changed.score.overall
    assert session.debrief(judged.interview_id).overall == back.score.overall


def test_overruling_the_whole_score_is_kept_and_marked(session: Session, judged: Attempt, now: datetime) -> None:
    changed = session.overrule(judged, 0.95, now)
    assert changed.score is not None
    assert (changed.score.overall, changed.score.overruled) == (0.95, True)
    assert session.debrief(judged.interview_id).overall == 0.95


def test_there_is_nothing_to_overrule_before_the_verdict(
    session: Session, asked: Attempt, judged: Attempt, now: datetime
) -> None:
    with pytest.raises(ValueError, match="has no score"):
        session.overrule(asked, 0.5, now)
    for wrong in (-0.1, 1.1, float("nan")):
        with pytest.raises(ValueError, match=str(wrong)):
            session.overrule(judged, wrong, now)


# Grading and linting


def test_grading_saves_nothing(session: Session, own_places: Places) -> None:
    score = session.grader.grade(session.bank.get("git/rebase"), SHARED)
    assert score.match("shared-history").status is Status.COVERED
    assert not own_places.database.exists()


def test_a_review_of_the_bank_starts_no_database(session: Session, own_places: Places) -> None:
    workshop = session.workshop
    found = list(workshop.review(workshop.chosen(["web/etag"]), (), lambda: None))
    assert any("1 key point;" in finding.message for finding in found)
    assert not own_places.database.exists()


# Opening


def places_with(tmp_path: Path) -> Places:
    """Places below this folder."""
    return Places(tmp_path / "config", tmp_path / "data", tmp_path / "cache")


def test_opening_a_session_touches_no_database(tmp_path: Path, bank_folder: Path, now: datetime) -> None:
    places = places_with(tmp_path)
    session = open_session(Settings(bank=(str(bank_folder), "builtin")), places, now, str)
    assert {"git/rebase", "regularization/dropout"} <= {question.id for question in session.bank.questions}
    session.close()
    assert not places.data.exists()


def test_an_empty_folder_is_no_bank(tmp_path: Path, now: datetime) -> None:
    with pytest.raises(BankError, match="no questions in") as caught:
        open_session(Settings(bank=(str(tmp_path),)), places_with(tmp_path), now, str)
    assert "bank schema" in caught.value.hint


def test_a_question_of_the_fewest_words_can_be_practised(tmp_path: Path, own_places: Places, now: datetime) -> None:
    folder = tmp_path / "least"
    folder.mkdir()
    (folder / "a.yaml").write_text(
        "id: a\nquestion: {en: What is a stack?}\n"
        "key_points: [{id: p, text: {en: The last element pushed is the first one popped.}}]\n"
    )
    session = open_session(Settings(bank=(str(folder),)), own_places, now, iter("ia").__next__)
    attempt = ask(session, session.start(Selection(), 0, now), now)
    reply = session.submit(attempt, "The last element pushed is the first one popped.", 1, now)
    session.close()
    assert reply.attempt.score is not None
    assert reply.attempt.score.match("p").status is Status.COVERED
