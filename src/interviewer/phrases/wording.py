"""The list of phrases; `en` and `zh` say them."""

from typing import NamedTuple


class Phrases(NamedTuple):
    """One language's wording of everything the program says while practising.

    A named tuple, since a dataclass with so many fields takes four times as long to make at every start.
    """

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
    doubt: str  # said, expected
    doubt_question: str  # said, expected
    confirmed: str  # said, expected
    judged: str  # judge
    unsure: str  # status
    unsure_about: str  # count
    belongs_to: str  # question
    keywords: str
    muddled: str
    scored_by: str  # scorer
    learned: str  # change, answers, nearest, grade
    learned_point: str  # change
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

    # Learning from grades
    lesson: str  # about, answers, bias, error
    lesson_error: str  # error
    batch: str  # batch, date, examples, origins
    learnt: str  # examples, batch
    would_learn: str  # examples
    silent: str  # answers
    nothing_new: str
    nothing_learnt: str
    forgotten: str
    # Agreement with human grades
    within_question: str
    graded_answers: str  # file, answers, questions
    mean_of_files: str
    all_rows: str
    by_scorer: str
    by_length: str
    by_tfidf: str
    by_second_grader: str
    about_agreement: str
    about_second_grader: str

    # Drill
    times: tuple[str, ...]
    ground_missed: str  # amount, of, times
    ground_point: str  # percent, times
    ground_score: str  # percent
    ground_faded: str  # share, target
    ground_lapses: str  # amount
    ground_due: str  # amount
    ground_ready: str  # amount
    ground_changed: str
    ground_new: str
    rating_again: str
    rating_hard: str
    rating_good: str
    rating_easy: str
    rated: str  # rating
    rated_by_you: str  # rating, suggested
    again_in: str  # when
    not_scheduled: str
    today: str
    tomorrow: str
    in_days: str  # days
    nothing_due: str
    nothing_weak: str
    held_back: str  # count
    next_due: str  # when, date
    plan: str  # by, days, count, minutes, most
    plan_fits: str
    plan_fails: str  # left, needed
    why: str
    semicolon: str
    comes_again: str
    nothing_to_undo: str
    undone_answer: str
    undone_hint: str
    undone_close: str
    undone_overrule: str
    undone_rate: str
    rate_usage: str
    suspended: str  # item
    leech: str  # lapses, path
    mode_mock: str
    mode_drill: str
    mode_cram: str
    mode_imported: str

    # What to expect
    plan_hopeless: str  # left
    ground_expected: str  # percent

    # Other programs
    key_points: str
    rated_elsewhere: str
    # Drill on the screens
    rating_keys: str
    minutes_left: str  # minutes
    answer_is_back: str
    let_in_again: str  # item
    count_due: str  # count
    count_new: str  # count
    about_minutes: str  # minutes
    comma: str
    drill_due: str  # what
    drill_weak: str  # count
    drill_more: str  # what
    drill_done: str
    resume_drill: str  # mode, number, count, topics, date
    repeat_question: str
    answers: str
    key_rate: str
    key_undo: str
    key_suspend: str
    key_admit: str
    key_repeat: str
    key_drill: str
    key_weak: str

    # History
    past_sessions: str
    past_answers: str
    kind_mock: str
    kind_drill: str
    kind_cram: str
    kind_imported: str
    kind_column: str
    score_column: str
    rating_column: str
    question_column: str
    points_missed: str  # count
    missed_column: str
    mark_unfinished: str
    mark_changed: str
    mark_gone: str
    count_gone: str  # count
    changed_since_answer: str
    gone_since_answer: str
    vanished_questions: str
    practise_with: str  # command
    two_answers: str
    answer_before: str
    answer_after: str
    change_gained: str
    change_lost: str
    change_still_missed: str
    change_kept: str
    change_uncompared: str
    score_change: str  # before, after, change
    not_comparable: str  # before, after
    reworded_between: str
    point_unknown: str
    which_other: str
    filter_history: str
    history_no_match: str
    answer_place: str  # number, count
    key_past_answers: str
    key_past_sessions: str
    key_filter: str
    key_drop_filter: str
    key_compare: str
    key_same_again: str
    key_previous_answer: str
    key_next_answer: str
    key_debrief: str

    # Statistics
    stats: str
    stats_empty: str
    stats_today: str
    stats_days: str  # days
    stats_ever: str
    stats_answers: str
    stats_time: str
    stats_minutes: str  # minutes
    stats_hours: str  # hours, minutes
    stats_streak: str  # current, longest
    stats_open: str
    stats_due: str  # count, time
    stats_none_due: str
    stats_year: str
    stats_weekdays: tuple[str, ...]
    stats_months: tuple[str, ...]
    stats_weakest: str
    stats_about_weakest: str
    stats_more: str  # count
    stats_mastery: str
    stats_about_mastery: str
    stats_mastery_heads: tuple[str, ...]
    stats_elsewhere: str  # count
    stats_forecast: str
    stats_about_forecast: str
    stats_ahead: str  # count, time, date, most
    stats_nothing_ahead: str
    stats_scores: str
    stats_daily: str  # scorer
    stats_weekly: str  # scorer
    stats_trends: str
    stats_about_trends: str
    stats_missed: str
    stats_about_missed: str
    stats_last: str  # share
    stats_ratings: str
    stats_about_ratings: str
    stats_rating_heads: tuple[str, ...]
    stats_leeches: str
    stats_about_leeches: str
    stats_suspended: str
    stats_changed: str
    stats_about_changed: str
    stats_gone: str
    stats_about_gone: str
    stats_gone_item: str  # reviews, date, score
    key_stats: str
    key_practise: str
    key_all: str

    # Plain mode
    plain_help: str
    minutes: str
    kept: str  # command
    not_saved: str
    press_enter: str
    no_more_hints: str
    nothing_to_overrule: str
    overrule_usage: str
    last_words: str
    draft_kept: str
    no_model_answer: str
    unfinished: str  # command
    unfinished_drill: str  # command
    set_aside: str

    # TUI
    spared: str
    follow_up: str
    hint: str
    question_place: str  # number, count
    time_of: str  # used, planned
    your_answer: str
    how_to_send: str  # send, new_line
    reading: str
    next_question: str  # key
    unsent: str
    drop_draft: str
    keep_draft: str
    editor_failed: str  # error
    end_question: str
    end_now: str
    end_later: str
    end_quit: str
    overrule_question: str
    overrule_whole: str
    tagline: str
    bank_size: str  # questions, topics
    new_interview: str
    resume: str  # number, count, topics, date
    start: str
    topics: str
    difficulty: str
    language: str
    questions: str
    all_questions: str
    written: str  # path
    not_written: str  # error
    history: str
    date: str
    no_history: str
    home: str
    home_help: str
    themes: str
    themes_help: str
    search_commands: str
    search_themes: str
    help: str
    help_text: str
    help_close: str
    key_help: str
    key_hint: str
    key_skip: str
    key_editor: str
    key_reveal: str
    key_overrule: str
    key_overall: str
    key_commands: str
    key_end: str
    key_send: str
    key_new_line: str
    key_back: str
    key_start: str
    key_choose: str
    key_resume: str
    key_history: str
    key_quit: str
    key_save: str
    key_practise_weak: str
    key_home: str
    key_open: str

    # What a bank covers, and what a question being tried out earns
    coverage_amount: str
    coverage_complete: str
    coverage_questions: str
    coverage_drafts: str
    coverage_minutes: str
    coverage_points: str
    coverage_both: str
    coverage_model: str
    coverage_sources: str
    coverage_probes: str
    coverage_rewordings: str
    coverage_claims: str
    coverage_all: str
    trial_answer: str
    trial_model: str
    trial_question: str
    trial_rewording: str
    trial_wrong_claim: str
    trial_surprises: str  # count, total
    trial_as_expected: str  # total
    trial_no_points: str
    trial_watching: str  # path

    # Writing a question
    new_intro: str
    new_topic: str
    new_languages: str
    new_question: str  # language
    new_id: str
    new_point: str  # number, language
    new_weight: str
    new_required: str
    new_rewording: str  # language
    new_claim: str  # language
    new_probe: str  # language
    new_model_answer: str  # language
    new_source: str
    new_difficulty: str
    new_minutes: str
    new_keep: str
    new_nothing: str
    new_written: str  # path
    new_draft: str  # path
    new_wrong: str  # reason
    new_expected: str  # expected, text
    new_model_score: str  # language, percent
