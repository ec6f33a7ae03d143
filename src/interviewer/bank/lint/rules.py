"""Every rule of the review, the worst first."""

from collections.abc import Iterator

from interviewer.bank.lint import languages, points, shape, whole, wordings
from interviewer.bank.lint.rule import Case, Found, Rule
from interviewer.model.finding import Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


def _nothing(case: Case) -> Iterator[Found]:
    """Files that give no question have no case."""
    yield from ()


BROKEN = Rule("broken-file", ERROR, "A file that is no question, or whose id is taken; it is left out.", _nothing)

RULES = (
    BROKEN,
    Rule(
        "wrong-claim-earns",
        ERROR,
        "A wrong claim that scores as right, or says what a point says.",
        wordings.wrong_claim_earns,
    ),
    Rule(
        "wrong-claim-accepted",
        ERROR,
        "A wrong claim that is accepted in the same words.",
        wordings.wrong_claim_accepted,
    ),
    Rule("model-answer-misses", WARNING, "A model answer that does not make every point.", whole.model_answer_misses),
    Rule("no-model-answer", WARNING, "No model answer; points are calibrated by it.", whole.no_model_answer),
    Rule("not-atomic", WARNING, "A point that makes two claims: half of it earns nothing, or all.", points.not_atomic),
    Rule("overlapping-points", WARNING, "Two points of which saying one earns the other.", points.overlapping_points),
    Rule("given-away", WARNING, "A point that the question itself makes.", points.given_away),
    Rule("rewording-misses", WARNING, "A rewording that does not reach its point.", wordings.rewording_misses),
    Rule(
        "rewording-elsewhere", WARNING, "A rewording that reaches another point better.", wordings.rewording_elsewhere
    ),
    Rule("rewording-repeats", WARNING, "A rewording in the point's own words.", wordings.rewording_repeats),
    Rule("near-duplicate", WARNING, "A question asked twice, in other words or languages.", whole.near_duplicate, True),
    Rule(
        "missing-translation",
        WARNING,
        "A text that one of the question's languages lacks.",
        languages.missing_translation,
    ),
    Rule("wrong-language", WARNING, "A text under the other language's name.", languages.wrong_language, True),
    Rule("point-count", WARNING, "Fewer than 3 or more than 9 key points.", shape.point_count),
    Rule("minutes", WARNING, "Time that does not fit what has to be said.", shape.minutes),
    Rule("no-source", WARNING, "Claims that no source backs.", shape.no_source),
    Rule("any-of", WARNING, "A group that says nothing or counts a point twice.", shape.any_of),
    Rule("id-not-path", WARNING, "An id that is not the file's path.", shape.id_not_path, True),
    Rule("difficulty", NOTE, "A difficulty that does not fit the question's size, as the bank goes.", shape.difficulty),
    Rule("few-rewordings", NOTE, "A point with fewer than 2 rewordings.", wordings.few_rewordings),
    Rule("no-wrong-claim", NOTE, "A point of which no usual mistake is known.", wordings.no_wrong_claim),
    Rule("no-probe", NOTE, "A point without a follow-up question.", points.no_probe),
    Rule("one-language", NOTE, "A question in one language only.", languages.one_language),
    Rule("draft", NOTE, "A question that waits for its author.", shape.draft, True),
)
