"""The list of phrases; `en` and `zh` say them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language's wording of everything the program says while practising."""

    # Who speaks
    interviewer: str
    you: str

    # Statuses of a key point
    covered: str
    partial: str
    missing: str
    contradicted: str
    overruled: str

    # Bands of a score, from the best to the worst
    band_full: str
    band_most: str
    band_half: str
    band_little: str
    band_none: str

    # Feedback
    missing_points: str
    contradiction: str  # claim
    belongs_to: str  # question
    scored_by: str  # scorer
    nothing_missing: str
    model_answer: str
    sources: str

    # Difficulties
    easy: str
    medium: str
    hard: str

    # Debrief
    debrief: str
    overall_score: str
    by_topic: str
    strongest: str
    weakest: str
    missed_points: str
    time_used: str  # used, planned
    drill_next: str
    not_answered: str
    skipped: str
    revealed: str
    nothing_answered: str
    hints_taken: str  # count

    # Plain mode
    plain_help: str
    minutes: str
    kept: str
    not_saved: str
    press_enter: str
    no_more_hints: str
    nothing_to_overrule: str
    overrule_usage: str
    last_words: str
    draft_kept: str
    no_model_answer: str
    unfinished: str
    set_aside: str
