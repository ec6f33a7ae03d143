"""The ratings of a question in words: a table of what a 5, a 3 and a 1 are like, and what lies between them."""

from collections.abc import Iterator

from interviewer.formats.paper.page import Block, Column, Paragraph, Phrase, Row, Table, Text, Tone
from interviewer.formats.paper.scale import RATINGS, Scale, full_weight, scale_of, weight_of
from interviewer.formats.paper.speech import Speech, any_of_points, number, points_named
from interviewer.model import Language, Question
from interviewer.phrases.paper import PAPER, Paper

CLAIMS = 2
"""More wrong claims than these stand in the key."""


def anchors(question: Question, speech: Speech) -> Block:
    """The table of ratings; where a question has no key points, the advice to agree on them."""
    if not full_weight(question):
        return Paragraph(speech.say(lambda words: words.no_anchors), Tone.NOTE)
    scale = scale_of(question)
    columns = (
        Column(speech.say(lambda words: words.rating_column), 3, centred=True),
        Column(speech.say(lambda words: words.sum_column), 4, centred=True),
        Column(speech.say(lambda words: words.anchor_column), 22),
    )
    rows = tuple(
        Row((speech.plain(str(rating)), _sums(scale, rating, speech), _described(question, scale, rating, speech)))
        for rating in RATINGS
        if rating in scale.bands
    )
    return Table(speech.say(lambda words: words.rating), columns, rows)


def _sums(scale: Scale, rating: int, speech: Speech) -> Text:
    least, most = (number(bound) for bound in scale.bands[rating])
    return speech.say(lambda words: least if least == most else words.from_to.format(least=least, most=most))


def _described(question: Question, scale: Scale, rating: int, speech: Speech) -> Text:
    match rating:
        case 5:
            return speech.say(lambda words: _best(question, scale, words))
        case 4:
            return speech.say(lambda words: _good(scale, words))
        case 3:
            return speech.say(lambda words: _middle(question, scale, words))
        case 2:
            return speech.say(lambda words: _below(scale, words))
        case _:
            return _worst(question, scale, speech)


def _best(question: Question, scale: Scale, words: Paper) -> str:
    if not scale.spare:
        return words.anchor_all
    weight = number(weight_of(question, scale.spare))
    return words.anchor_all_but.format(points=points_named(scale.spare, words), weight=weight)


def _good(scale: Scale, words: Paper) -> str:
    if not scale.required:
        return words.anchor_above
    return words.anchor_above_required.format(points=points_named(scale.required, words))


def _middle(question: Question, scale: Scale, words: Paper) -> str:
    if scale.half:
        weight = number(weight_of(question, scale.half))
        points = points_named(scale.half, words)
        if not scale.required:
            return words.anchor_half.format(points=points, weight=weight)
        required = points_named(scale.required, words)
        return words.anchor_half_required.format(required=required, points=points, weight=weight)
    heart = scale.required or (_heaviest_first(question)[0] + 1,)
    return words.anchor_half_loose.format(points=points_named(heart, words))


def _below(scale: Scale, words: Paper) -> str:
    if not scale.required:
        return words.anchor_below
    return words.anchor_below_required.format(points=any_of_points(scale.required, words))


def _worst(question: Question, scale: Scale, speech: Speech) -> Text:
    return tuple(
        Phrase(phrase.language, "\n".join([phrase.text, *_claims(question, phrase.language)]))
        for phrase in speech.say(lambda words: _least(question, scale, words))
    )


def _least(question: Question, scale: Scale, words: Paper) -> str:
    if scale.least is None:
        return words.anchor_nothing
    weight = number(weight_of(question, (scale.least,)))
    return words.anchor_least.format(points=points_named((scale.least,), words), weight=weight)


def _claims(question: Question, language: Language) -> Iterator[str]:
    """Wrong claims about the points that matter most, one of each."""
    words = PAPER[language]
    wrong = [question.key_points[place].contradicts for place in _heaviest_first(question)]
    told = [claims[0] for claim in wrong if (claims := claim.get(language) or next(iter(claim.values()), ()))]
    if told:
        quoted = [f"{words.open_quote}{claim}{words.close_quote}" for claim in told[:CLAIMS]]
        yield words.anchor_claim.format(claim=words.either.join(quoted))


def _heaviest_first(question: Question) -> list[int]:
    points = question.key_points
    return sorted(range(len(points)), key=lambda place: (not points[place].required, -points[place].weight, place))
