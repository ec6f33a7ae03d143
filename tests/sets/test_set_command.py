"""`interviewer set new` and `practice --set` as processes of their own."""

import json
import re
import shlex
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from interviewer.bank import builtin_directory, load_bank
from interviewer.bank.files import add_question
from interviewer.model import Language, Localized, Question, Wordings

Run = Callable[..., Any]
MIX = ("--mix", "easy:2,medium:3,hard:1")


@pytest.fixture
def made(run_interviewer: Run) -> Callable[..., dict[str, Any]]:
    """Makes a set of the built-in bank; what is said about it as JSON."""

    def make(*arguments: str, number: int = 0) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(run_interviewer("set", "new", "--json", *arguments).stdout)["sets"][number]
        return found

    return make


def ids(of: dict[str, Any]) -> list[str]:
    return [question["id"] for question in of["questions"]]


def test_a_set_is_met_exactly_and_shown_with_its_figures(made: Callable[..., dict[str, Any]]) -> None:
    found = made(*MIX, "--topics", "cnn:2,python,activation,recurrent,regularization", "--lang", "zh", "--seed", "4")
    assert found["mix"] == {"easy": 2, "medium": 3, "hard": 1}
    assert found["topics"]["cnn"] == 2
    assert set(found["topics"]) == {"cnn", "python", "activation", "recurrent", "regularization"}
    assert found["minutes"] == sum(question["minutes"] for question in found["questions"])
    assert [question["difficulty"] for question in found["questions"]] == ["easy"] * 2 + ["medium"] * 3 + ["hard"]
    assert (found["language"], found["seed"], found["file"]) == ("zh", 4, None)
    assert 0 < found["diversity"] <= 1


def test_without_a_size_it_is_for_45_minutes(made: Callable[..., dict[str, Any]]) -> None:
    assert 40.5 <= made()["minutes"] <= 45


def test_the_same_seed_gives_the_same_set_in_every_process(run_interviewer: Run) -> None:
    first, second = (run_interviewer("set", "new", *MIX, PYTHONHASHSEED=seed).stdout for seed in ("1", "2"))
    assert first == second
    assert first.startswith("name: questions\nseed: 0\nwish: --mix easy:2,medium:3,hard:1\nquestions:\n")


def test_must_not_and_not_in_are_heeded(made: Callable[..., dict[str, Any]], run_interviewer: Run) -> None:
    run_interviewer("set", "new", "--questions", "5", "--must", "activation/relu", "--name", "old")
    found = made(
        "--questions", "5", "--must", "cnn/characteristics", "--not", "python/range-xrange", "--not-in", "old.yaml"
    )
    old = made("--questions", "5", "--must", "activation/relu")
    assert "activation/relu" in ids(old)
    assert "cnn/characteristics" in ids(found)
    assert "python/range-xrange" not in ids(found)
    assert not set(ids(found)) & set(ids(old))


def test_variants_are_files_of_equal_mix_and_time_without_a_common_question(
    run_interviewer: Run, tmp_path: Path
) -> None:
    told = run_interviewer("set", "new", *MIX, "--variants", "2", "--name", "后端")
    shown = json.loads(run_interviewer("set", "new", *MIX, "--variants", "2", "--json").stdout)["sets"]
    assert {path.name for path in tmp_path.glob("*.yaml")} == {"后端-a.yaml", "后端-b.yaml"}
    assert told.stdout == ""
    assert told.stderr.splitlines()[0].startswith("后端-a.yaml: 6 questions, ")
    assert shown[0]["mix"] == shown[1]["mix"]
    assert shown[0]["minutes"] == shown[1]["minutes"]
    assert not set(ids(shown[0])) & set(ids(shown[1]))


def test_nothing_is_overwritten(run_interviewer: Run, tmp_path: Path) -> None:
    (tmp_path / "q-b.yaml").write_text("mine")
    refused = run_interviewer("set", "new", *MIX, "--variants", "2", "--name", "q", expected=2)
    assert "q-b.yaml is there already" in refused.stderr
    assert [path.name for path in tmp_path.glob("*.yaml")] == ["q-b.yaml"]


def test_what_cannot_be_met_is_refused_with_what_would_come_closest(run_interviewer: Run, tmp_path: Path) -> None:
    refused = run_interviewer("set", "new", *MIX, "--minutes", "15", "--name", "q", expected=1)
    assert "--minutes 15, --mix easy:2,medium:3,hard:1." in refused.stderr
    closest = re.search(r"--minutes (\d+) --mix easy:2,medium:3,hard:1$", refused.stderr, re.MULTILINE)
    assert closest is not None
    assert not list(tmp_path.glob("*.yaml"))
    run_interviewer("set", "new", *MIX, "--minutes", closest[1])


def test_a_mix_that_takes_less_than_the_time_there_is_leaves_some(made: Callable[..., dict[str, Any]]) -> None:
    found = made(*MIX, "--minutes", "45")
    assert found["mix"] == {"easy": 2, "medium": 3, "hard": 1}
    assert (found["minutes"], found["minutes_asked"]) == (34, 45), "no six questions take longer"


def test_a_set_that_leaves_time_says_so_and_why(run_interviewer: Run, tmp_path: Path) -> None:
    told = "34 of 45 minutes are filled: no set with --mix easy:2,medium:3,hard:1 takes 40.5 minutes or more."
    assert told in run_interviewer("set", "new", *MIX, "--minutes", "45", "--name", "q").stderr
    assert f"# {told}\n" in (tmp_path / "q.yaml").read_text(encoding="utf-8")
    assert "minutes are filled" not in run_interviewer("set", "new", "--minutes", "45").stderr


def test_what_the_documentation_shows_is_what_happens(run_interviewer: Run) -> None:
    text = (Path(__file__).parents[2] / "docs" / "sets.md").read_text(encoding="utf-8")
    shown = re.findall(r"^```\n\$ interviewer (set new .*)\n((?:.*\n)+?)```$", text, re.MULTILINE)
    assert len(shown) == 2
    for command, told in shown:
        expected = 1 if told.startswith("Error") else 0
        assert run_interviewer(*shlex.split(command), expected=expected).stderr == told


def test_what_is_proposed_keeps_the_old_sets_and_can_be_typed(run_interviewer: Run, tmp_path: Path) -> None:
    (tmp_path / "my old.yaml").write_text("questions: [cnn/dilated-convolution]\n")
    wish = ["--questions", "2", "--must", "cnn/dilated-convolution", "--not-in", "my old.yaml"]
    proposed = run_interviewer("set", "new", *wish, expected=1).stderr.splitlines()[2:]
    assert [line.strip() for line in proposed] == [
        "--questions 2 --not-in 'my old.yaml'",
        "--questions 2 --must cnn/dilated-convolution",
    ]
    for line in proposed:
        run_interviewer("set", "new", *shlex.split(line))


def test_old_questions_that_the_bank_does_not_have_are_named(run_interviewer: Run, tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text("questions:\n  - cnn/charateristics\n  - activation/relu\n")
    told = run_interviewer("set", "new", "--questions", "2", "--not-in", "old.yaml").stderr
    assert "old.yaml:2: There is no question 'cnn/charateristics' in the bank. Did you mean cnn/char" in told


def test_a_question_and_its_translation_are_never_in_one_set(run_interviewer: Run, tmp_path: Path) -> None:
    bank = load_bank([builtin_directory()])
    for name in ("regularization/methods", "activation/leaky-relu", "recurrent/lstm-gradients"):
        for language in Language:
            question = in_one_language(bank.get(name), language)
            add_question(tmp_path / "split", replace(question, id=f"{language}/{question.id.replace('/', '-')}"))
    split = ["--bank", str(tmp_path / "split")]
    both = ["--must", "en/regularization-methods", "--must", "zh/regularization-methods"]
    refused = run_interviewer("set", "new", *split, "--questions", "2", *both, expected=1)
    assert "ask nearly the same" in refused.stderr
    for seed in ("0", "1"):
        refused = run_interviewer("set", "new", *split, "--questions", "4", "--seed", seed, expected=1)
        assert refused.stderr.endswith("What would come closest:\n  --questions 3\n")


def in_one_language(question: Question, language: Language) -> Question:
    """The question as somebody would write it who speaks no other language."""

    def only(text: Localized) -> Localized:
        return Localized(**{language.value: text[language]})

    def wordings(given: Wordings) -> Wordings:
        return {language: given[language]} if given.get(language) else {}

    points = tuple(
        replace(
            point,
            text=only(point.text),
            accept=wordings(point.accept),
            contradicts=wordings(point.contradicts),
            probe=only(point.probe),
        )
        for point in question.key_points
    )
    return replace(question, text=only(question.text), key_points=points, model_answer=only(question.model_answer))


def test_letters_may_be_large_or_small(made: Callable[..., dict[str, Any]]) -> None:
    found = made("--mix", "EASY:1,medium:1", "--topics", "CNN:2")
    assert (found["mix"], found["topics"]) == ({"easy": 1, "medium": 1}, {"cnn": 2})


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--minutes", "nan"], "nan is not a number of minutes"),
        (["--mix", "easy:1,EASY:2"], "EASY comes twice"),
        (["--name", "q" * 300], "is too long for the name of a file"),
        (["--mix", "easy"], "not one of easy:N"),
        (["--mix", "easy:0"], "not NAME or NAME:NUMBER"),
        (["--mix", "simple:2"], "not one of easy:N"),
        (["--topics", "cnn:2,cnn"], "cnn comes twice"),
        (["--topics", "nothing"], "There is no topic 'nothing'"),
        (["--tags", "nothing"], "There is no tag 'nothing'"),
        (["--must", "cnn/nothing"], "There is no question 'cnn/nothing'"),
        (["--must", "activation/relu", "--not", "activation/relu"], "is in --must and in --not"),
        (["--must", "activation/relu", "--variants", "2", "--json"], "cannot all have the same one"),
        (["--variants", "2"], "Give --name"),
        (["--name", "../q"], "cannot be the name of a file"),
        (["--not-in", "none.yaml"], "cannot be read"),
    ],
)
def test_a_wish_that_makes_no_sense_is_refused(arguments: list[str], told: str, run_interviewer: Run) -> None:
    assert told in run_interviewer("set", "new", *arguments, expected=2).stderr


def test_drafts_and_doubles_are_never_in_a_set(run_interviewer: Run, own_bank_folder: Path, tmp_path: Path) -> None:
    (own_bank_folder / "git" / "draft.yaml").write_text("id: git/draft\ndraft: true\nquestion: {en: Why tags?}\n")
    again = (own_bank_folder / "git" / "rebase.yaml").read_text().replace("id: git/rebase", "id: git/rebase-again")
    (own_bank_folder / "git" / "again.yaml").write_text(again)
    bank = ["--bank", str(own_bank_folder)]
    everything = json.loads(run_interviewer("set", "new", *bank, "--questions", "4", "--json").stdout)["sets"][0]
    assert len(set(ids(everything)) & {"git/rebase", "git/rebase-again"}) == 1
    refused = run_interviewer("set", "new", *bank, "--questions", "5", expected=1)
    assert "ask nearly the same" in refused.stderr
    assert "--questions 4" in refused.stderr
    both = ["--must", "git/rebase", "--must", "git/rebase-again"]
    assert "git/rebase and git/rebase-again" in run_interviewer("set", "new", *bank, *both, expected=1).stderr
    assert "is a draft" in run_interviewer("set", "new", *bank, "--must", "git/draft", expected=2).stderr


# Practising a set


def test_a_set_is_practised_in_its_order_and_language(run_interviewer: Run, tmp_path: Path) -> None:
    (tmp_path / "two.yaml").write_text("language: zh\nquestions: [python/range-xrange, activation/relu]\n")
    out = run_interviewer("practice", "--plain", "--set", "two.yaml", stdin="/skip\n/skip\n").stdout
    asked = [line for line in out.splitlines() if line.startswith("Q ")]
    assert asked[0].startswith("Q 1/2 (easy, 5 min): Python")
    assert "区别" in asked[0]
    assert "ReLU" in asked[1]
    out = run_interviewer("practice", "--plain", "--set", "two.yaml", "--lang", "en", stdin="/skip\n").stdout
    assert "What is the difference between range and xrange" in out


def test_a_set_that_was_interrupted_is_resumed(run_interviewer: Run, tmp_path: Path) -> None:
    (tmp_path / "two.yaml").write_text("questions: [python/range-xrange, activation/relu]\n")
    run_interviewer("practice", "--plain", "--set", "two.yaml", stdin="/skip\n")
    (tmp_path / "two.yaml").unlink()
    assert run_interviewer("practice", "--plain", "--resume").stdout.startswith("Q 2/2 ")


@pytest.mark.parametrize(
    "option", [["--question", "activation/relu"], ["--topic", "cnn"], ["--questions", "3"], ["--resume"]], ids=" ".join
)
def test_a_set_says_itself_what_is_asked(option: list[str], run_interviewer: Run, tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("questions: [activation/relu]\n")
    refused = run_interviewer("practice", "--plain", "--set", "one.yaml", *option, expected=2)
    assert "A set says itself what is asked." in refused.stderr


def test_a_set_of_another_bank_is_told_line_by_line(run_interviewer: Run, tmp_path: Path, bank_folder: Path) -> None:
    (tmp_path / "one.yaml").write_text("questions:\n  - activation/relu\n")
    refused = run_interviewer("--bank", bank_folder, "practice", "--plain", "--set", "one.yaml", expected=2)
    assert "one.yaml:2: There is no question 'activation/relu' in the bank." in refused.stderr
