"""Statistics: everything that progress is made of, brought together."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from interviewer.bank import Bank
from interviewer.errors import BankError
from interviewer.model.progress import Leech, Progress, Weak
from interviewer.model.review import Card, Review
from interviewer.progress import Outlook, make_progress, topic_of
from interviewer.schedule import balanced, is_weak, reasons_of, retrievability, weakness_of
from interviewer.schedule.queue import minutes_of
from interviewer.session.drills import Drills


def read_progress(
    bank: Bank, reviews: Sequence[Review], drills: Drills, now: datetime, topics: tuple[str, ...]
) -> Progress:
    """What all the reviews add up to.

    Raises:
        BankError: There is no such topic, neither in the bank nor in the reviews.
    """
    known = dict.fromkeys((*bank.topics, *sorted({topic_of(review.item) for review in reviews} if topics else ())))
    for topic in topics:
        if topic not in known:
            raise BankError(f"There is no topic {topic!r}.", f"Topics: {', '.join(known)}.")
    return make_progress(reviews, bank.questions, _outlook(bank, drills, now), now, topics)


def _outlook(bank: Bank, drills: Drills, now: datetime) -> Outlook:
    cards, suspended = drills.cards(), drills.suspended()
    asked = {question.id: cards[question.id] for question in bank.questions if question.id in cards}
    drilled = {item: card for item, card in asked.items() if item not in suspended}
    return Outlook(
        retrievability={item: retrievability(card, now) for item, card in asked.items() if card.reviews},
        due_at={item: at for item, at in balanced(cards.values()).items() if item in drilled},
        minutes={item: minutes_of(bank.get(item), card) for item, card in drilled.items()},
        weakest=_weakest(bank, drilled, drills.pace.retention, now),
        leeches=_leeches(drilled, drills),
        suspended=suspended,
        bounds=drills.pace.bounds,
    )


def _weakest(bank: Bank, cards: Mapping[str, Card], target: float, now: datetime) -> list[Weak]:
    weak = [
        Weak(item, weakness_of(card, bank.get(item), now), reasons_of(card, bank.get(item), now, target))
        for item, card in cards.items()
        if is_weak(card, bank.get(item), now)
    ]
    return sorted(weak, key=lambda found: (-found.weakness, found.item))


def _leeches(cards: Mapping[str, Card], drills: Drills) -> list[Leech]:
    found = [Leech(item, card.lapses) for item, card in cards.items() if drills.is_leech(card)]
    return sorted(found, key=lambda leech: (-leech.lapses, leech.item))
