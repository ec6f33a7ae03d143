"""Each rule of `bank lint` finds its own fault, at its line, and nothing in a question that is fine."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from interviewer.bank import Bank, builtin_directory, load_bank
from interviewer.bank.lint import RULES, Scoring, review
from interviewer.bank.lint.rule import Kin
from interviewer.model import (
    AnyOf,
    Difficulty,
    KeyPoint,
    Language,
    Localized,
    Match,
    Place,
    Question,
    Score,
    Status,
)
from interviewer.model.finding import Finding, Neighbourhood, Severity
from interviewer.session import Grader
from interviewer.session.workshop import Workshop

Run = Callable[..., subprocess.CompletedProcess[str]]

WRONG = "Rates are chosen by the compiler."
FILE = Path("bank/topic/name.yaml")
LINES = {"one": 10, "two": 20, "three": 30}


def point(point_id: str) -> KeyPoint:
    """A point without any fault."""
    return KeyPoint(
        point_id,
        Localized(en=f"The {point_id} keeps gradients stable.", zh=f"{point_id} 让梯度保持稳定。"),
        accept={
            Language.EN: (f"Training converges, thanks to {point_id}.", f"With {point_id} nothing explodes."),
            Language.ZH: (f"有了 {point_id}，训练能够收敛。", f"多亏 {point_id}，数值不会爆炸。"),
        },
        contradicts={Language.EN: (WRONG,), Language.ZH: ("速率由编译器决定。",)},
        probe=Localized(en=f"And {point_id}?", zh=f"那 {point_id} 呢？"),
    )


GOOD = Question(
    id="topic/name",
    text=Localized(en="How do deep networks learn?", zh="深层网络怎样学习？"),
    key_points=(point("one"), point("two"), point("three")),
    minutes=3,
    model_answer=Localized(en="All of it.", zh="都有。"),
    sources=("a book",),
)


def grade(question: Question, answer: str) -> Score:
    """Covers every point by the model answer, and by each wording its own."""
    matches = [Match(p.id, *_earned(p, answer, question)) for p in question.key_points]
    return Score(sum(match.coverage for match in matches) / len(matches), tuple(matches), "test")


def _earned(point: KeyPoint, answer: str, question: Question) -> tuple[float, Status]:
    wordings = {text for texts in point.accept.values() for text in texts} | {point.text.en, point.text.zh}
    covered = answer in wordings | {question.model_answer.en, question.model_answer.zh}
    return (1.0, Status.COVERED) if covered else (0.0, Status.MISSING)


SCORING = Scoring(grade, lambda _: (), lambda _: (), lambda _: (), lambda part, whole: 0.0)


def findings(
    question: Question, scoring: Scoring = SCORING, others: Sequence[Question] = (), file: Path = FILE
) -> list[Finding]:
    """What a review finds in one question of a bank; its points stand in the lines 10, 20 and 30."""
    everything = (question, *others)
    places = {one.id: Place(file if one is question else Path(f"bank/{one.id}.yaml"), LINES) for one in everything}
    asked, drafts = (tuple(one for one in everything if one.draft is waits) for waits in (False, True))
    return list(review(Bank(asked, (), places, drafts), [question], RULES, scoring, lambda: None))


def changed(**fields: object) -> Question:
    """The good question with its second point changed."""
    first, second, third = GOOD.key_points
    return replace(GOOD, key_points=(first, replace(second, **fields), third))  # type: ignore[arg-type]


def test_a_good_question_has_no_finding() -> None:
    assert findings(GOOD) == []


ENGLISH = Localized(en="Batch statistics keep every layer in range.")


@pytest.mark.parametrize(
    ("question", "rule", "line", "said"),
    [
        (replace(GOOD, id="topic/other"), "id-not-path", 1, "the id 'topic/other' is not the file's path"),
        (replace(GOOD, key_points=GOOD.key_points[:2], minutes=2), "point-count", 1, "2 key points; 3 to 9"),
        (replace(GOOD, model_answer=Localized(zh="都有。")), "missing-translation", 1, "the model answer is there"),
        (replace(GOOD, model_answer=Localized()), "no-model-answer", 1, "no model answer"),
        (replace(GOOD, sources=()), "no-source", 1, "no source"),
        (replace(GOOD, any_of=(AnyOf(("one", "two"), 1), AnyOf(("two", "three"), 1))), "any-of", 20, "two comes twice"),
        (replace(GOOD, any_of=(AnyOf(("one", "two"), 2),)), "any-of", 1, "any_of needs all 2"),
        (changed(text=ENGLISH), "missing-translation", 20, "two: the text is there in English, not in Chinese"),
        (changed(probe=Localized(en="And two?")), "missing-translation", 20, "two: the probe"),
        (changed(probe=Localized()), "no-probe", 20, "two has no probe"),
        (changed(contradicts={}), "no-wrong-claim", 20, "two names no wrong claim"),
        (changed(contradicts={Language.EN: (WRONG,)}), "missing-translation", 20, "two: the wrong claims are there in"),
        (changed(text=Localized(zh="two 保持稳定。", en="它让数值稳定。")), "wrong-language", 20, "two: the text"),
        (replace(GOOD, minutes=12), "minutes", 1, "12 min for 3 key points; 2.1 would be usual"),
        (replace(GOOD, draft=True), "draft", 1, "a draft, which nobody is asked"),
    ],
)  # fmt: skip
def test_each_fault_of_the_content_is_found_alone_at_its_line(
    question: Question, rule: str, line: int, said: str
) -> None:
    (found,) = findings(question)
    assert (found.rule, found.line) == (rule, line)
    assert found.message.startswith(said)
    assert found.suggestion
    assert found.question_id == question.id


def test_a_group_of_which_one_is_required_contradicts_itself() -> None:
    question = replace(changed(required=True), any_of=(AnyOf(("one", "two"), 1),))
    (found,) = findings(question)
    assert (found.rule, found.point_id) == ("any-of", "two")


def test_too_few_rewordings_are_told_for_each_language() -> None:
    accept = {Language.EN: ("Only one of them.",), Language.ZH: ("只有一句。",)}
    found = findings(changed(accept=accept))
    assert [(one.rule, one.line, one.severity) for one in found] == [("few-rewordings", 20, Severity.NOTE)] * 2


def test_ten_points_are_too_many_to_remember() -> None:
    question = replace(GOOD, key_points=tuple(point(f"p{number}") for number in range(10)), minutes=7)
    assert [one.rule for one in findings(question)] == ["point-count"]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        (Localized(en="It scales the inputs; the batch gives the mean."), "the batch gives the mean"),
        (Localized(en="It scales the inputs. The batch gives the mean."), "The batch gives"),
        (Localized(en="It scales the inputs, and also shifts every output."), "and also shifts"),
        (Localized(en="It scales the inputs, and it also shifts every output."), "and it also shifts"),
        (Localized(en="A scale is learnt by the layer and it is one per channel."), "and it is one"),
        (Localized(en="The scale multiplies each input and the shift multiplies nothing."), "and the shift multiplies"),
        (Localized(zh="它会缩放输入；均值来自当前批次。"), "均值来自"),
        (Localized(zh="它会加快模型收敛，但会占用更多内存。"), "但会占用"),
        (Localized(zh="BN 依赖批次大小，LN 不依赖批次大小。"), "LN 不依赖"),
        (Localized(zh="它会缩放输入，并且让学习率可以更大。"), "并且让"),
        (Localized(zh="它会缩放输入。均值来自当前批次。"), "均值来自"),
    ],
)
def test_two_claims_in_a_point_are_told_apart(text: Localized, second: str) -> None:
    both = replace(GOOD.key_points[1].text, **{language.value: text[language] for language in text.languages})
    (found,) = findings(changed(text=both))
    assert (found.rule, found.line) == ("not-atomic", 20)
    assert second in found.message


@pytest.mark.parametrize(
    "text",
    [
        Localized(en="Some layers use it, e.g. the last one; for example a softmax does."),
        Localized(en="It slows down, because steps are noisy, and also because few weights move."),
        Localized(en="The call `f(a); g(b)` evaluates both of them."),
        Localized(en="Outputs are never negative, so their mean is above zero and they are not centred."),
        Localized(en="Stacked layers form a hierarchy in which early layers see edges and later layers see objects."),
        Localized(
            en="The output layer follows the task, with a sigmoid for two classes and a linear output for numbers."
        ),
        Localized(zh="它的误差往往更高，但所需的样本更少，所以小数据时更好。"),
        Localized(zh="BN 缩放输入，减小内部协变量偏移。"),
        Localized(zh="它会减慢收敛，因为梯度的噪声更大，而且只更新一部分网络。"),
        Localized(zh="目标检测也用它；例如 TridentNet 就有三个分支。"),
        Localized(zh="参数默认值在定义函数时求值，而且只一次。"),
    ],
)
def test_reasons_examples_and_asides_are_part_of_one_claim(text: Localized) -> None:
    both = replace(GOOD.key_points[1].text, **{language.value: text[language] for language in text.languages})
    assert [one.rule for one in findings(changed(text=both))] == []


def test_rewordings_are_compared_by_their_words_in_both_languages() -> None:
    accept = {
        Language.EN: ("Here the two keeps its gradients stable.", "Nothing explodes."),
        Language.ZH: ("two 让梯度保持稳定的。", "步子迈得不过头，损失就不会震荡。"),
    }
    found = findings(changed(accept=accept))
    assert [one.rule for one in found] == ["rewording-repeats"] * 2
    assert "梯度保持稳定的" in found[1].message


def test_one_is_told_as_one() -> None:
    found = findings(replace(GOOD, key_points=GOOD.key_points[:1], minutes=5))
    assert [one.message.partition(";")[0] for one in found] == ["1 key point", "5 min for 1 key point"]


def test_texts_in_a_language_that_the_question_lacks_are_told_once() -> None:
    question = replace(GOOD, text=Localized(en="How do deep networks learn?"))
    (found,) = findings(question)
    assert found.rule == "missing-translation"
    assert found.message.startswith("the question has no Chinese text, but one: the text has")


def test_one_language_is_a_note() -> None:
    points = tuple(
        replace(
            one,
            text=Localized(en=one.text.en),
            probe=Localized(en=one.probe.en),
            accept={Language.EN: one.accept[Language.EN]},
            contradicts={Language.EN: one.contradicts[Language.EN]},
        )
        for one in GOOD.key_points
    )
    question = replace(
        GOOD, text=Localized(en=GOOD.text.en), key_points=points, model_answer=Localized(en="All of it.")
    )
    (found,) = findings(question)
    assert (found.rule, found.severity) == ("one-language", Severity.NOTE)


def test_what_the_scorer_makes_of_the_wordings_is_told() -> None:
    def wrongly(question: Question, answer: str) -> Score:
        """Covers the points by the wrong claim only."""
        status = Status.COVERED if answer == WRONG else Status.MISSING
        return Score(0.2, tuple(Match(p.id, 0.0, status) for p in question.key_points), "test")

    found = findings(GOOD, replace(SCORING, grade=wrongly))
    counts = {rule.name: sum(one.rule == rule.name for one in found) for rule in RULES}
    assert {name: count for name, count in counts.items() if count} == {
        "model-answer-misses": 2,
        "rewording-misses": 12,
        "wrong-claim-earns": 3,
    }
    assert found[0].message == "the model answer in zh scores 20%; it misses one, two, three"


def test_a_model_answer_that_makes_a_wrong_claim_is_told_which() -> None:
    def contradicted(question: Question, answer: str) -> Score:
        """The model answer is taken for a wrong claim about its first point."""
        score = grade(question, answer)
        if answer != question.model_answer.en:
            return score
        first = Match("one", 0.0, Status.CONTRADICTED, claim=WRONG)
        return replace(score, overall=0.67, matches=(first, *score.matches[1:]))

    (found,) = findings(GOOD, replace(SCORING, grade=contradicted))
    assert found.rule == "model-answer-misses"
    assert found.message == f'the model answer in en scores 67%; of one it makes a wrong claim: "{WRONG}"'


def test_a_wrong_claim_in_accepted_words_is_an_error() -> None:
    accepted = "  training CONVERGES, thanks to one "
    (found,) = findings(changed(contradicts={Language.EN: (accepted,), Language.ZH: ("不对。",)}))
    assert (found.rule, found.severity, found.point_id) == ("wrong-claim-accepted", Severity.ERROR, "two")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (100, [("rewording-elsewhere", "one"), ("rewording-misses", "two"), ("rewording-misses", "three")]),
        (20, [("rewording-elsewhere", "one"), ("rewording-misses", "two")]),
    ],
)
def test_a_rewording_among_those_of_another_point_or_of_none_is_told(
    texts: int, expected: list[tuple[str, str]]
) -> None:
    def near(point_id: str, number: int, own: float, other: float, other_point: str, shares: bool) -> Neighbourhood:
        nearest = max(own, other)
        return Neighbourhood(point_id, Language.EN, number, own, other, other_point, nearest, shares, texts)

    def beside(question: Question) -> tuple[Neighbourhood, ...]:
        return (
            near("one", 0, 0.6, 0.9, "three", True),
            near("two", 1, 0.3, 0.3, "one", False),
            near("two", 0, 0.5, 0.6, "one", True),
            near("three", 0, 0.5, 0.5, "one", False),  # far for a large question, not for one of few texts
        )

    found = findings(GOOD, replace(SCORING, neighbourhoods=beside))
    assert [(one.rule, one.point_id) for one in found] == expected
    assert "nearer to three" in found[0].message


def twins(likeness: float | None, shared_points: float) -> Scoring:
    """Takes topic/earlier and topic/name for kin of one another."""
    other = {"topic/earlier": "topic/name", "topic/name": "topic/earlier"}
    return replace(SCORING, kin=lambda question: [Kin(other[question.id], likeness, shared_points)])


EARLIER = replace(GOOD, id="topic/earlier", text=Localized(en="What makes a network learn?", zh="网络为何能学习？"))
EARLIER_FILE = Path("bank/topic/earlier.yaml")


def test_a_question_that_is_asked_twice_is_told_once_at_the_later_one() -> None:
    both = (EARLIER, GOOD)
    places = {"topic/earlier": Place(EARLIER_FILE, LINES), "topic/name": Place(FILE, LINES)}
    (found,) = review(Bank(both, (), places), both, RULES, twins(0.9, 0.7), lambda: None)
    assert (found.rule, found.question_id) == ("near-duplicate", "topic/name")
    assert "topic/earlier (90% alike, 70% of the key points in common)" in found.message


@pytest.mark.parametrize(("question", "other", "file"), [(GOOD, EARLIER, FILE), (EARLIER, GOOD, EARLIER_FILE)])
def test_a_question_reviewed_alone_is_told_what_asks_the_same_whichever_comes_first(
    question: Question, other: Question, file: Path
) -> None:
    (found,) = findings(question, twins(0.9, 0.7), [other], file)
    assert f"asks the same as {other.id}" in found.message


def test_it_takes_points_or_the_same_words_to_ask_the_same() -> None:
    assert findings(GOOD, twins(0.9, 0.2), [EARLIER]) == []
    in_the_same_words = replace(EARLIER, text=Localized(en="how do deep networks learn"))
    (found,) = findings(GOOD, twins(0.9, 0.2), [in_the_same_words])
    assert "90% alike, 20% of the key points in common" in found.message
    (otherwise,) = findings(GOOD, twins(None, 0.8), [EARLIER])
    assert "80% of the key points in common, though worded otherwise" in otherwise.message


def test_the_difficulty_is_held_against_the_banks_own_sizes() -> None:
    easy = [replace(GOOD, id=f"a/e{n}", difficulty=Difficulty.EASY) for n in range(5)]
    points = tuple(point(f"p{number}") for number in range(6))
    hard = [replace(GOOD, id=f"a/h{n}", difficulty=Difficulty.HARD, key_points=points, minutes=6) for n in range(5)]
    heavy = replace(changed(weight=8), difficulty=Difficulty.EASY)
    (found,) = findings(heavy, others=[*easy, *hard])
    assert (found.rule, found.severity) == ("difficulty", Severity.NOTE)
    assert "weigh 10; the median of easy questions is 3, of hard ones 6" in found.message


def test_minutes_must_do_for_saying_the_model_answer() -> None:
    answer = Localized(en="word " * 600, zh="都有。")
    scored = replace(SCORING, grade=lambda question, _: grade(question, "都有。"))
    found = [one for one in findings(replace(GOOD, model_answer=answer), scored) if one.rule == "minutes"]
    assert found[0].message == "3 min, but saying the model answer alone takes 4.6"


# With the real scorer, on real files


@pytest.fixture
def damage(tmp_path: Path, shared_cache: Path) -> Iterator[Callable[..., list[Finding]]]:
    """Reviews a copy of a part of the built-in bank in which one text was replaced."""
    folder = tmp_path / "knowledge"
    for topic in ("regularization", "training"):
        shutil.copytree(builtin_directory() / topic, folder / topic)

    def damaged(name: str, old: str, new: str) -> list[Finding]:
        file = folder / f"{name}.yaml"
        text = file.read_text(encoding="utf-8")
        assert text.count(old) >= 1, old
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        bank = load_bank([folder])
        workshop = Workshop(bank, Grader(bank, shared_cache))
        return list(workshop.review(workshop.chosen([name]), (), lambda: None))

    yield damaged


DROPOUT = "regularization/dropout"
MASK = "You multiply the activations by a random 0/1 mask that is redrawn at each iteration."
POINT = (
    "During training each unit is set to zero at random with some probability, so it temporarily leaves the network."
)
PARTNERS = "Each neuron has to learn a feature that is useful on its own, because its usual partners may be missing."
PRUNES = "Dropout permanently prunes some weights once training is over."


def line_with(text: str) -> int:
    """Where a text stands in the undamaged file."""
    lines = (builtin_directory() / f"{DROPOUT}.yaml").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (MASK, "Bananas are yellow and taste sweet.", "rewording-misses"),
        (MASK, "这家餐厅的鱼很好吃。", "rewording-misses"),
        (MASK, PARTNERS, "rewording-elsewhere"),
        (MASK, "An ensemble of models.", "rewording-elsewhere"),
        (PRUNES, "Units are set to zero at random in training, with some probability.", "wrong-claim-earns"),
        (PRUNES, "Each neuron learns a feature that is useful on its own.", "wrong-claim-earns"),
        ("en: " + POINT, "en: Dropout curbs overfitting during training.", "given-away"),
        ("en: " + POINT, "en: It will curb overfitting, also in training.", "given-away"),
        ("zh: 训练时每个神经元以一定概率被随机置零，暂时退出网络。", "zh: 它会缓解训练的过拟合。", "given-away"),
        (PRUNES, MASK, "wrong-claim-accepted"),
        ("en: " + POINT, f"en: {POINT[:-1]}; frameworks rescale the units that survive.", "not-atomic"),
    ],
)
def test_damage_to_a_real_question_is_found_where_it_is(
    damage: Callable[..., list[Finding]], old: str, new: str, rule: str
) -> None:
    found = {(one.rule, one.line) for one in damage(DROPOUT, old, new)}
    assert (rule, line_with(old)) in found


@pytest.mark.parametrize(
    "claim",
    [
        "Weights are set to zero at random during training, with some probability.",
        "During testing each unit is set to zero at random with some probability.",
        "Each neuron has to learn a feature together with its usual partners.",
    ],
)
def test_a_wrong_claim_in_the_points_words_with_one_turned_is_wrong(
    damage: Callable[..., list[Finding]], claim: str
) -> None:
    assert [one.message for one in damage(DROPOUT, PRUNES, claim) if one.severity is Severity.ERROR] == []


def test_a_point_said_twice_overlaps(damage: Callable[..., list[Finding]]) -> None:
    old = "en: Each mini-batch trains a different thinned sub-network with shared weights, which"
    rest = " approximates averaging a huge ensemble of models."
    twice = "en: In each training step every unit is randomly set to zero with a certain probability."
    found = damage(DROPOUT, old + rest, twice)
    (overlap,) = [one for one in found if one.rule == "overlapping-points"]
    assert overlap.line == line_with(old)
    assert "overlaps with random-drop" in overlap.message


def test_a_model_answer_that_says_too_little_is_told(damage: Callable[..., list[Finding]]) -> None:
    text = (builtin_directory() / f"{DROPOUT}.yaml").read_text(encoding="utf-8")
    answer = text.partition("model_answer:")[2].partition("  en:")[2].partition("sources:")[0]
    (found,) = [one for one in damage(DROPOUT, answer, f" {POINT}\n") if one.rule == "model-answer-misses"]
    assert "it misses" in found.message
    assert found.line == text.partition(answer)[0].count("\n") + 1


def twin_of_dropout(damage: Callable[..., list[Finding]], tmp_path: Path, asked: str) -> Finding:
    """What is found where the question on dropout is there once more, with this text."""
    copy = tmp_path / "knowledge" / "regularization" / "twin.yaml"
    source = (builtin_directory() / f"{DROPOUT}.yaml").read_text(encoding="utf-8")
    head, _, rest = source.partition("question:")
    _, _, points = rest.partition("key_points:")
    head = head.replace("regularization/dropout", "regularization/twin")
    copy.write_text(f"{head}question:\n  {asked}\nkey_points:{points}", encoding="utf-8")
    found = damage("regularization/twin", "id: regularization/twin", "id: regularization/twin")
    (twin,) = [one for one in found if one.rule == "near-duplicate"]
    return twin


def test_a_question_in_other_words_and_another_language_is_a_duplicate(
    damage: Callable[..., list[Finding]], tmp_path: Path
) -> None:
    twin = twin_of_dropout(damage, tmp_path, "zh: 请说明 Dropout 的做法，以及它防止过拟合的原因。")
    assert "asks the same as regularization/dropout" in twin.message


def test_the_same_points_under_another_question_are_a_duplicate_in_one_language(
    damage: Callable[..., list[Finding]], tmp_path: Path
) -> None:
    twin = twin_of_dropout(damage, tmp_path, "en: Explain stochastic deactivation.")
    assert "regularization/dropout (100% of the key points in common, though worded otherwise)" in twin.message


def test_free_rewordings_of_a_small_question_belong_to_it(small_bank: Bank, shared_cache: Path) -> None:
    workshop = Workshop(small_bank, Grader(small_bank, shared_cache))
    found = workshop.review(workshop.chosen(), ("rewording-misses", "rewording-elsewhere"), lambda: None)
    assert [one.message for one in found] == []


def test_the_built_in_bank_has_no_finding_at_all(run_interviewer: Run) -> None:
    finished = run_interviewer("bank", "lint", "--fail-on", "note")
    assert finished.stdout == ""
    assert finished.stderr == "24 questions, 0 findings\n"


# The command


@pytest.fixture
def poor_bank(tmp_path: Path) -> Path:
    """One broken file, a draft, and a question with much to say about."""
    folder = tmp_path / "poor"
    (folder / "git").mkdir(parents=True)
    (folder / "git" / "broken.yaml").write_text("id: git/broken\nquestion: {en: Why?}\nkeypoints: []\n")
    (folder / "git" / "later.yaml").write_text("id: git/later\ndraft: true\nquestion: {en: How does a merge work?}\n")
    (folder / "git" / "stash.yaml").write_text(
        "id: git/stash\nquestion: {en: What is a stash for?}\nkey_points:\n"
        "  - id: keeps\n    text: {en: It keeps changes aside; the tree is clean again.}\n"
    )
    return folder


def test_findings_are_grouped_by_file_and_each_is_one_line(run_interviewer: Run, poor_bank: Path) -> None:
    finished = run_interviewer("bank", "lint", "--bank", poor_bank, expected=1)
    lines = finished.stdout.splitlines()
    heads = [line for line in lines if line and not line.startswith("    ")]
    assert "broken.yaml:3: error broken-file: unknown key 'keypoints' in the file; known are id" in heads[0]
    assert [head.rpartition("/")[2].partition(":")[0] for head in heads] == sorted(
        head.rpartition("/")[2].partition(":")[0] for head in heads
    )
    assert any(".yaml:5: warning not-atomic: keeps makes two claims" in head for head in heads)
    assert lines.count("") == 2
    assert "\x1b" not in finished.stdout
    assert finished.stderr.startswith("1 question, 1 draft waits, ")


def test_severities_and_rules_choose_what_is_shown_and_what_fails(run_interviewer: Run, poor_bank: Path) -> None:
    lint = ("bank", "lint", "--bank", poor_bank)
    shown = run_interviewer(*lint, "--severity", "error", expected=1)
    assert {line.split(": ")[1].split()[0] for line in shown.stdout.splitlines() if line[:1].strip()} == {"error"}
    assert "not shown" in shown.stderr
    alone = run_interviewer(*lint, "--rule", "draft", "--rule", "one-language")
    assert {line.split()[2] for line in alone.stdout.splitlines() if line[:1].strip()} == {"draft:", "one-language:"}
    run_interviewer(*lint, "--rule", "draft", "--fail-on", "note", expected=1)
    run_interviewer(*lint, "--fail-on", "never", expected=0)
    run_interviewer(*lint, "--rule", "not-atomic", "--fail-on", "error", expected=0)
    assert "Did you mean not-atomic" in run_interviewer(*lint, "--rule", "non-atomic", expected=2).stderr


def test_one_question_is_reviewed_alone_and_drafts_can_be_named(run_interviewer: Run, poor_bank: Path) -> None:
    finished = run_interviewer("bank", "lint", "git/later", "--bank", poor_bank)
    assert [line.split()[2] for line in finished.stdout.splitlines() if line[:1].strip()] == ["draft:"]
    assert run_interviewer("bank", "lint", "git/no", "--bank", poor_bank, expected=2).stdout == ""


def test_programs_get_every_part_of_a_finding(run_interviewer: Run, poor_bank: Path) -> None:
    finished = run_interviewer("bank", "lint", "--bank", poor_bank, "--json", expected=1)
    document = json.loads(finished.stdout)
    assert (document["schema_version"], document["questions"], document["drafts"]) == (1, 1, 1)
    assert all(set(one) == {"path", "line", "rule", "severity", "message", "suggestion", "question_id", "point_id"}
               for one in document["findings"])  # fmt: skip
    (seam,) = [one for one in document["findings"] if one["rule"] == "not-atomic"]
    assert (seam["line"], seam["question_id"], seam["point_id"]) == (5, "git/stash", "keeps")


def test_colour_is_for_those_who_want_it(run_interviewer: Run, poor_bank: Path) -> None:
    lint = ("bank", "lint", "--bank", poor_bank, "--rule", "broken-file")
    assert "\x1b[31merror broken-file\x1b[0m" in run_interviewer(*lint, expected=1, FORCE_COLOR="1").stdout
    assert "\x1b" not in run_interviewer(*lint, expected=1, FORCE_COLOR="1", NO_COLOR="1").stdout


def test_every_rule_is_explained_in_a_line(run_interviewer: Run) -> None:
    listed = run_interviewer("bank", "lint", "--list-rules").stdout.splitlines()
    assert [line.split()[0] for line in listed] == [rule.name for rule in RULES]
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(len(line) <= 110 for line in listed)
