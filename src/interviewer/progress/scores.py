"""Scores: how well each topic is known, how scores went, what is missed, what the candidate's own ratings are worth."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta, tzinfo
from statistics import fmean

from interviewer.days import day_of
from interviewer.model import POINT_MARK, Question, Rating
from interviewer.model.progress import Mark, Mastery, OftenMissed, OwnRating, Period, ScoreCurve, Trend
from interviewer.model.review import Review

COVERED_FROM = 0.6
"""The coverage from which a point counts as made; the same as for what is weak."""

MARKS = 30
"""Of each trend so many marks are told."""

DAILY_UP_TO = 28
"""Days over which scores are told day by day; from there on week by week."""

LONGEST_WEEKS = 53

RATINGS = tuple(Rating)

LEARNT = re.compile(r"\+\d+\.\w+$")
"""What a scorer's name ends with for a question that graded answers taught it about."""


def mastery_of(
    reviews: Sequence[Review],
    questions: Iterable[Question],
    retrievability: Mapping[str, float],
    due: Collection[str],
) -> tuple[Mastery, ...]:
    """How well each topic is known; reviews come oldest first."""
    last = {review.item: review for review in reviews if review.overall is not None}
    by_topic: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        by_topic[question.topic].append(question)
    return tuple(_mastery(topic, found, last, retrievability, due) for topic, found in by_topic.items())


def _mastery(
    topic: str,
    questions: Sequence[Question],
    last: Mapping[str, Review],
    retrievability: Mapping[str, float],
    due: Collection[str],
) -> Mastery:
    judged = [last[question.id] for question in questions if question.id in last and question.id in retrievability]
    scorer = _latest_scorer(judged)
    counted = [review for review in judged if _family(review) == scorer]
    levels = [(review.overall or 0.0, retrievability[review.item]) for review in counted]
    elsewhere = len(judged) - len(counted)
    asked = len(questions) - elsewhere
    return Mastery(
        topic=topic,
        mastery=sum(coverage * share for coverage, share in levels) / asked,
        coverage=fmean(coverage for coverage, _ in levels) if levels else None,
        retrievability=fmean(share for _, share in levels) if levels else None,
        asked=len(levels),
        questions=asked,
        due=sum(question.id in due for question in questions),
        scorer=scorer,
        elsewhere=elsewhere,
    )


def curve_of(reviews: Iterable[Review], zone: tzinfo | None) -> ScoreCurve:
    """The mean scores of answers to whole questions, day by day at first and week by week later."""
    whole = [review for review in reviews if review.overall is not None and POINT_MARK not in review.item]
    scorer = _latest_scorer(whole)
    days = [(day_of(r.reviewed_at, zone), r.overall) for r in whole if _family(r) == scorer and r.overall is not None]
    if not days:
        return ScoreCurve()
    span = 1 if (days[-1][0] - days[0][0]).days < DAILY_UP_TO else 7
    scores: dict[date, list[float]] = defaultdict(list)
    for day, score in days:
        scores[day if span == 1 else day - timedelta(days=day.weekday())].append(score)
    oldest = max(scores) - timedelta(weeks=LONGEST_WEEKS)
    periods = [Period(start, fmean(found), len(found)) for start, found in sorted(scores.items()) if start > oldest]
    return ScoreCurve(scorer, span, tuple(periods), len(whole) - len(days))


def trends_of(reviews: Iterable[Review], here: Collection[str], points: bool) -> tuple[Trend, ...]:
    """How the scores of each question, or the coverages of each key point, went; reviews come oldest first."""
    marks: dict[str, list[Mark]] = defaultdict(list)
    for review in reviews:
        if points:
            for item, coverage in _coverages(review):
                marks[item].append(Mark(review.reviewed_at, coverage, review.scorer))
        elif review.overall is not None:
            marks[review.item].append(Mark(review.reviewed_at, review.overall, review.scorer))
    return tuple(_trend(item, found, item in here) for item, found in sorted(marks.items()))


def _trend(item: str, marks: Sequence[Mark], known: bool) -> Trend:
    *_, last = marks
    comparable = len(marks) > 1 and marks[-2].scorer == last.scorer
    return Trend(item, tuple(marks[-MARKS:]), len(marks), last.score - marks[-2].score if comparable else None, known)


def missed_of(reviews: Iterable[Review], questions: Iterable[Question]) -> tuple[OftenMissed, ...]:
    """The key points that were ever missed; points of a group of which enough was named are not."""
    by_id = {question.id: question for question in questions}
    asked: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    last: dict[str, float] = {}
    for review in reviews:
        question = by_id.get(review.question_id)
        if question is None:
            continue
        spared = _spared(review, question)
        wanted = {point.id for point in question.key_points} - spared
        for item, coverage in _coverages(review):
            if item.partition(POINT_MARK)[2] in wanted:
                asked[item] += 1
                missed[item] += coverage < COVERED_FROM
                last[item] = coverage
    found = [OftenMissed(item, missed[item], asked[item], last[item]) for item in asked if missed[item]]
    return tuple(sorted(found, key=lambda point: (-point.missed, -point.missed / point.reviews, point.item)))


def ratings_of(reviews: Iterable[Review], bounds: tuple[float, float, float]) -> tuple[OwnRating, ...]:
    """What the candidate's own ratings were worth, where there are any."""
    chosen = [review for review in reviews if review.chosen and review.overall is not None]
    scorer = _latest_scorer(chosen)
    hard, good, easy = bounds
    expected = {
        Rating.AGAIN: (0.0, hard),
        Rating.HARD: (hard, good),
        Rating.GOOD: (good, easy),
        Rating.EASY: (easy, 1.0),
    }
    by_rating = {rating: [review for review in chosen if review.chosen is rating] for rating in RATINGS}
    return tuple(_own_rating(rating, by_rating[rating], expected[rating], scorer) for rating in RATINGS if chosen)


def _own_rating(rating: Rating, reviews: Sequence[Review], expected: tuple[float, float], scorer: str) -> OwnRating:
    scores = [review.overall for review in reviews if _family(review) == scorer and review.overall is not None]
    chosen, suggested = RATINGS.index(rating), [RATINGS.index(review.suggested) for review in reviews]
    return OwnRating(
        rating=rating,
        answers=len(reviews),
        score=fmean(scores) if scores else None,
        stricter=sum(number > chosen for number in suggested),
        milder=sum(number < chosen for number in suggested),
        expected=expected,
        scorer=scorer,
        elsewhere=len(reviews) - len(scores),
    )


def _coverages(review: Review) -> Iterator[tuple[str, float]]:
    """The coverage of each key point that was judged, by the id of its item."""
    for point_id, coverage in review.coverages.items():
        yield f"{review.question_id}{POINT_MARK}{point_id}", coverage


def _spared(review: Review, question: Question) -> set[str]:
    covered = {point_id for point_id, coverage in review.coverages.items() if coverage >= COVERED_FROM}
    groups = [group for group in question.any_of if len(covered & set(group.points)) >= group.need]
    return {point_id for group in groups for point_id in group.points} - covered


def _family(review: Review) -> str:
    """The scorer, without what graded answers taught it about single questions."""
    return LEARNT.sub("", review.scorer)


def _latest_scorer(reviews: Sequence[Review]) -> str:
    """Whose score is the latest; an empty text where there is none."""
    return _family(max(reviews, key=lambda review: (review.reviewed_at, review.attempt_id))) if reviews else ""
