"""The commands, mostly as processes of their own: what they print where, and how they end."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from interviewer import cli as cli_module
from interviewer.bank import builtin_directory
from interviewer.cli import run
from interviewer.settings import Places

Run = Callable[..., subprocess.CompletedProcess[str]]

NEW_COMMITS = "Rebasing replays commits onto another base and writes new commits with new hashes."
SHARED = "A public branch that colleagues have already pulled must not be rebased."
STRAIGHT = "The log becomes one straight line without merge commits."


def parsed(text: str) -> dict[str, Any]:
    """A `--json` answer: one object with the schema version we know."""
    document: dict[str, Any] = json.loads(text)
    assert document.pop("schema_version") == 1
    return document


@pytest.fixture
def called(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Carries out a command line in this process; returns exit code, stdout and stderr."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        try:
            code = run([str(argument) for argument in arguments])
        except SystemExit as left:
            code = int(left.code or 0)
        return code, *capsys.readouterr()

    return call


Called = Callable[..., tuple[int, str, str]]


# The program


def test_help_names_every_command(run_interviewer: Run) -> None:
    finished = run_interviewer("--help")
    assert finished.stderr == ""
    assert len(cli_module.COMMANDS) >= 7
    for name in cli_module.COMMANDS:
        assert f"\n  {name} " in finished.stdout


COMMANDS = ["practice", "grade", "bank", "bank list", "bank show", "bank lint", "bank schema"]
COMMANDS += ["calibrate", "evaluate"]
COMMANDS += ["model", "model list", "model add", "model use", "model info", "model remove", "model test", "model judge"]
COMMANDS += ["history", "stats", "drill", "suspend", "doctor", "locate", "completion"]
COMMANDS += ["backup", "restore", "export", "import"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_and_its_options(called: Called, command: str) -> None:
    code, out, err = called(*command.split(), "-h")
    assert (code, err) == (0, "")
    assert out.startswith(f"Usage: interviewer {command} ")
    explained = [line for line in out.split("Options:")[1].splitlines() if line.startswith("  ")]
    assert all(len(line) > 20 for line in explained), "every option says what it does"


def test_the_version_is_that_of_the_package(run_interviewer: Run) -> None:
    assert run_interviewer("--version").stdout == f"interviewer, version {version('interviewer')}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("grade",),
        ("grade", "--question", "git/rebase"),
        ("grade", "--question", "git/rebase", "--answer", "a", "-"),
        ("grade", "--question", "git/rebase", "--answer-file", "nowhere.txt"),
        ("practice", "--questions", "0"),
        ("practice", "--plain", "--topic", "cooking"),
        ("practice", "--plain", "--question", "git/rebsae"),
        ("practice", "--plain", "--resume"),
        ("bank", "show", "git/nothing"),
        ("--bank", "nowhere", "bank", "list"),
        ("--lang", "fr", "bank", "list"),
        ("calibrate", "nowhere.jsonl"),
        ("calibrate", "--undo", "7"),
        ("calibrate", "--undo", "last"),
        ("calibrate", "--show", "--dry-run"),
        ("history", "nothing"),
        ("completion", "tcsh"),
    ],
    ids=" ".join,
)
def test_a_wish_that_cannot_be_met_is_a_usage_error(
    called: Called, monkeypatch: pytest.MonkeyPatch, bank_folder: Path, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setenv("INTERVIEWER_BANK", str(bank_folder))
    code, out, err = called(*arguments)
    assert (code, out) == (2, "")
    assert "Error: " in err
    assert len(err.splitlines()) >= 2, "what to do next is said, too"


@pytest.mark.parametrize(
    "command",
    [["set", "new", "--questions", "2", "--name"], ["grade", "--answers", __file__, "--out"]],
    ids=["set", "grade"],
)
def test_a_file_name_that_is_too_long_is_no_bug(run_interviewer: Run, command: list[str]) -> None:
    finished = run_interviewer(*command, "x" * 300, expected=2)
    assert "too long" in finished.stderr


def test_an_unknown_question_is_answered_with_the_nearest(run_interviewer: Run) -> None:
    finished = run_interviewer("grade", "--question", "regularization/droput", "--answer", "x", expected=2)
    assert finished.stdout == ""
    assert "There is no question 'regularization/droput'" in finished.stderr
    assert "Did you mean regularization/dropout" in finished.stderr


def test_wrong_settings_are_told_with_their_place(run_interviewer: Run, own_places: Places) -> None:
    own_places.config.mkdir()
    own_places.settings_file.write_text("questions = 0\n")
    finished = run_interviewer("bank", "list", expected=2)
    assert f"Error: {own_places.settings_file}: questions is 0" in finished.stderr


@pytest.mark.parametrize(
    "arguments", [("bank", "list"), ("bank", "schema"), ("--help",), ("practice", "--plain")], ids=" ".join
)
def test_a_reader_that_goes_away_is_no_error(arguments: tuple[str, ...], tmp_path: Path) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    finished = subprocess.run(
        [sys.executable, "-m", "interviewer", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=write_end,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    os.close(write_end)
    assert finished.returncode == 0
    assert "Error" not in finished.stderr
    assert "BrokenPipe" not in finished.stderr


@pytest.mark.parametrize(
    "environ",
    [
        {"LANG": "C", "LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONIOENCODING": "ascii"},
    ],
    ids=["C", "C, not coerced", "latin-1", "ascii"],
)
def test_chinese_gets_through_any_locale_without_a_crash(
    run_interviewer: Run, bank_folder: Path, environ: dict[str, str]
) -> None:
    finished = run_interviewer(
        *("--lang", "zh", "--bank", bank_folder, "practice", "--plain", "--question", "git/bisect"),
        stdin="它用二分查找定位引入错误的那次提交。\n\n不知道\n\n",
        **environ,
    )
    assert finished.stdout.startswith("Q 1/1 (")
    assert "✓" in finished.stdout or "\\u" in finished.stdout


def test_without_a_terminal_nothing_waits_for_one(run_interviewer: Run, bank_folder: Path) -> None:
    finished = run_interviewer("--bank", bank_folder)
    assert finished.stdout.startswith("Q 1/4 ")
    assert "\x1b" not in finished.stdout


def test_an_interrupt_ends_with_130_and_says_that_all_is_kept(tmp_path: Path, bank_folder: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "interviewer", "--bank", bank_folder, "practice", "--plain"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
    )
    assert process.stdin is not None and process.stdout is not None
    assert process.stdout.readline().startswith("Q 1/4 ")
    process.stdin.write("/skip\n")
    process.stdin.flush()
    assert any(line.startswith("Q 2/4 ") for line in process.stdout)
    process.send_signal(signal.SIGINT)
    _, remarks = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "practice --resume" in remarks
    assert "Traceback" not in remarks


# practice


def test_an_interview_over_pipes_leaves_a_debrief_in_the_history(run_interviewer: Run, bank_folder: Path) -> None:
    practised = run_interviewer(
        *("practice", "--bank", bank_folder, "--question", "git/rebase", "--probes", "0"),
        stdin=f"{NEW_COMMITS} {SHARED}\n\n\n",
    )
    assert "✓ covered: A public branch" in practised.stdout
    assert "Debrief: " in practised.stdout
    assert "Debrief" not in practised.stderr
    (interview,) = parsed(run_interviewer("history", "--json").stdout)["interviews"]
    assert (interview["questions"], interview["answered"]) == (1, 0), "the built-in bank has no such question"
    environ = {"INTERVIEWER_BANK": str(bank_folder)}
    (interview,) = parsed(run_interviewer("history", "--json", **environ).stdout)["interviews"]
    assert interview["answered"] == 1
    assert interview["by_topic"] == {"git": interview["score"]}
    one = parsed(run_interviewer("history", interview["id"][:8], "--json", **environ).stdout)
    assert [(missed["question_id"], missed["point_id"]) for missed in one["missed"]] == [
        ("git/rebase", "straight-line")
    ]
    assert one["attempts"][0]["messages"][1]["text"] == f"{NEW_COMMITS} {SHARED}"
    markdown = run_interviewer("history", interview["id"], "--markdown", **environ).stdout
    assert markdown.startswith("# Debrief ")
    assert run_interviewer("history", interview["id"], **environ).stdout.startswith("Debrief: ")
    assert interview["id"][:8] in run_interviewer("history", **environ).stdout


def test_an_interrupted_interview_is_mentioned_and_resumed(run_interviewer: Run, bank_folder: Path) -> None:
    ask = (
        "--bank",
        bank_folder,
        "practice",
        "--plain",
        "--question",
        "git/rebase",
        "--question",
        "sql/index",
    )
    run_interviewer(*ask, stdin="/skip\nthe beginning of a sentence\n")
    again = run_interviewer(*ask)
    assert "An interview is unfinished" in again.stderr
    resumed = run_interviewer("--bank", bank_folder, "practice", "--resume", stdin="no idea\n\n\n")
    assert resumed.stdout.startswith("Q 2/2 ")
    assert "You: the beginning of a sentence" in resumed.stdout
    assert "Debrief" in resumed.stdout


def test_the_seed_fixes_the_questions(run_interviewer: Run) -> None:
    first, second = (run_interviewer("practice", "--seed", "3", "--questions", "3").stdout for _ in range(2))
    assert first == second
    assert first.startswith("Q 1/3 ")


def test_language_number_and_probes_come_from_the_settings_too(
    run_interviewer: Run, bank_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "interviewer.toml").write_text(
        f'question_lang = "zh"\nquestions = 2\nprobes = 0\nbank = ["{bank_folder}"]\ndifficulty = 1\n'
    )
    assert "difficulty = 1 is not a setting" in run_interviewer("practice", expected=2).stderr
    (tmp_path / "interviewer.toml").write_text(
        f'question_lang = "zh"\nquestions = 2\nprobes = 0\nbank = ["{bank_folder}"]\n'
    )
    practised = run_interviewer("practice", "--seed", "1", stdin="不知道\n\n")
    assert practised.stdout.startswith("Q 1/2 ")
    assert "面试官" not in practised.stdout
    assert "0 %" in practised.stdout
    asked = run_interviewer("practice", "--lang", "en", "--topic", "web", "--difficulty", "medium").stdout
    assert asked.startswith("Q 1/1 (medium, 4 min): What is an ETag good for?")


# grade

ANSWERS = {
    "en": (
        "While training, each unit is switched off at random with some probability, anew in every step. "
        "So a neuron cannot rely on particular partners and must learn features that are useful alone. "
        "Each batch trains another sub-network with shared weights, which amounts to an ensemble. "
        "Inverted dropout divides the surviving activations by the keep probability during training, so that "
        "their expected value does not change. At test time dropout is off and every unit takes part.",
        "While training, each unit is switched off at random with some probability, anew in every step.",
        "Dropout permanently deletes the least important weights after training, which shrinks the model.",
    ),
    "zh": (
        "训练时以一定概率随机把一部分神经元关掉，每一步重新抽取。神经元不能依赖特定的同伴，打破了共适应。"
        "每个 batch 训练的是不同的、共享权重的子网络，相当于做集成。"
        "inverted dropout 在训练时把保留的激活除以保留概率，使期望不变。"
        "测试时关闭 dropout，所有神经元都参与计算。",
        "训练时以一定概率随机把一部分神经元关掉，每一步都重新抽取。",
        "Dropout 会在训练结束后永久删除最不重要的权重，让模型更小。",
    ),
}
"""A good, a partial and a wrong answer to `regularization/dropout`."""


@pytest.fixture(scope="module")
def builtin_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache of its own for the index of the built-in bank, which takes a while to build."""
    return tmp_path_factory.mktemp("builtin-cache")


SAID = {"random-drop", "co-adaptation", "sub-networks", "inverted-scaling", "test-off"}


def statuses(graded: dict[str, Any], status: str) -> set[str]:
    """The points that have this status."""
    return {point["id"] for point in graded["points"] if point["status"] == status}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_better_answer_scores_more_and_the_right_points_are_missing(
    called: Called, builtin_cache: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("INTERVIEWER_CACHE_DIR", str(builtin_cache))
    ask = ("grade", "--question", "regularization/dropout", "--json", "--answer")
    good, partial, wrong, empty = (parsed(called(*ask, answer)[1]) for answer in (*ANSWERS[language], ""))
    assert good["score"] > partial["score"] > wrong["score"] >= empty["score"] == 0
    assert statuses(good, "missing").isdisjoint(SAID)
    assert "slower-convergence" in good["missing"]
    assert "original-scaling" not in good["missing"], "the other way of scaling is enough"
    assert "random-drop" not in statuses(partial, "missing")
    assert {*SAID, "slower-convergence"} - {"random-drop"} <= set(partial["missing"])
    assert "random-drop" in wrong["missing"]
    assert len(empty["missing"]) == len(empty["points"]) == 7
    assert (good["language"], good["question_id"]) == (language, "regularization/dropout")
    for point in good["points"]:
        if point["evidence"]:
            evidence = ANSWERS[language][0][point["evidence"]["start"] : point["evidence"]["end"]]
            assert point["quote"] == evidence


def test_an_answer_comes_from_an_option_a_file_or_stdin(
    run_interviewer: Run, bank_folder: Path, tmp_path: Path
) -> None:
    ask = ("grade", "--bank", bank_folder, "--question", "git/rebase", "--json")
    (tmp_path / "answer.txt").write_bytes(b"\xef\xbb\xbf" + SHARED.encode())
    by_option = run_interviewer(*ask, "--answer", SHARED)
    by_file = run_interviewer(*ask, "--answer-file", "answer.txt")
    by_stdin = run_interviewer(*ask, "-", stdin=SHARED)
    assert by_option.stdout == by_file.stdout == by_stdin.stdout
    assert by_option.stderr == ""
    assert statuses(parsed(by_option.stdout), "covered") == {"shared-history"}


def test_an_answer_file_that_is_no_text_is_refused(called: Called, bank_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "answer.txt").write_bytes(b"\xff\xfe\x00")
    ask = ("--bank", bank_folder, "grade", "--question", "git/rebase", "--answer-file")
    assert "it is not UTF-8 text" in called(*ask, tmp_path / "answer.txt")[2]
    assert "Is a directory" in called(*ask, tmp_path)[2]


def test_bytes_that_are_no_text_are_graded_without_a_crash(run_interviewer: Run, bank_folder: Path) -> None:
    broken = os.fsdecode(b"\xff\xfe ") + SHARED
    finished = run_interviewer(
        *("--bank", bank_folder, "grade", "--question", "git/rebase", "--json", "--answer", broken)
    )
    assert "shared-history" in statuses(parsed(finished.stdout), "covered")


def test_grading_for_reading_speaks_the_answers_and_the_interfaces_language(called: Called, bank_folder: Path) -> None:
    ask = ("--bank", bank_folder, "grade", "--question", "git/rebase", "--answer")
    assert "✓ covered: 别人已经拉取过的公共分支不能变基。" in called(*ask, "别人已经拉取过的公共分支不能变基。")[1]
    assert "✓ 已答到: A public branch" in called("--lang", "zh", *ask, SHARED)[1]
    assert "✓ covered: 别人" in called(*ask, SHARED, "--lang", "zh")[1]


@pytest.mark.parametrize(("answer", "code"), [(f"{NEW_COMMITS} {SHARED} {STRAIGHT}", 0), (STRAIGHT, 1)])
def test_a_score_below_the_wanted_one_is_a_failure(called: Called, bank_folder: Path, answer: str, code: int) -> None:
    ask = (
        "--bank",
        bank_folder,
        "grade",
        "--question",
        "git/rebase",
        "--fail-under",
        "70",
        "--answer",
        answer,
    )
    ended, out, err = called(*ask)
    assert (ended, err) == (code, "")
    assert "%" in out


def test_grading_leaves_no_database(called: Called, bank_folder: Path, own_places: Places) -> None:
    called("--bank", bank_folder, "grade", "--question", "git/rebase", "--answer", SHARED)
    assert not own_places.data.exists()


def test_a_grade_says_what_is_doubtful(called: Called, bank_folder: Path) -> None:
    wrong = "A script runs the test manually at every step."
    ask = ("grade", "--bank", bank_folder, "--question", "git/bisect", "--answer", wrong)
    point = parsed(called(*ask, "--json")[1])["points"][2]
    assert point["doubt"] == {"kind": "antonym", "said": "manually", "expected": "automatically"}
    assert point["unsure"] is True
    assert "You wrote “manually”; the key point says “automatically”." in called(*ask)[1]


# bank


def test_the_list_is_the_bank_in_lines_or_json(called: Called, bank_folder: Path) -> None:
    _, out, err = called("--bank", bank_folder, "bank", "list")
    assert [line.split()[0] for line in out.splitlines()] == [
        "git/bisect",
        "git/rebase",
        "sql/index",
        "web/etag",
    ]
    assert err == ""
    assert len(called("--bank", bank_folder, "bank", "list", "--topic", "git")[1].splitlines()) == 2
    assert "git bisect 是做什么的？" in called("--bank", bank_folder, "bank", "list", "--lang", "zh")[1]
    questions = parsed(called("--bank", bank_folder, "bank", "list", "--json")[1])["questions"]
    assert questions[0]["id"] == "git/bisect"
    assert questions[0]["text"]["en"] == "What is git bisect for?"


def test_a_question_is_shown_with_its_points_and_its_answer(called: Called, bank_folder: Path) -> None:
    _, out, _ = called("bank", "show", "git/rebase", "--bank", bank_folder)
    assert f"- {NEW_COMMITS}  [new-commits, weight 2, required]" in out
    assert "git documentation" in out
    assert "any 1 of: good-and-bad, automatic" in called("bank", "show", "git/bisect", "--bank", bank_folder)[1]
    assert "变基把提交" in called("bank", "show", "git/rebase", "--lang", "zh", "--bank", bank_folder)[1]
    shown = parsed(called("bank", "show", "git/rebase", "--bank", bank_folder, "--json")[1])
    assert shown["topic"] == "git"
    assert shown["question"]["key_points"][0]["accept"]["en"][1] == "Old commit ids are abandoned."


def test_own_questions_stand_alone_or_beside_the_builtin_ones(called: Called, bank_folder: Path) -> None:
    builtin = called("bank", "list")[1].splitlines()
    own = called("bank", "list", "--bank", bank_folder)[1].splitlines()
    both = called("--bank", "builtin", "bank", "list", "--bank", bank_folder)[1].splitlines()
    assert len(own) == 4
    assert len(both) == len(builtin) + 4
    assert {line.split()[0] for line in builtin + own} == {line.split()[0] for line in both}


def test_a_broken_file_is_named_on_stderr_and_the_rest_works(run_interviewer: Run, own_bank_folder: Path) -> None:
    broken = own_bank_folder / "git" / "broken.yaml"
    broken.write_text("id: git/broken\nquestion: {en: Why?\n")
    for command in (("bank", "list"), ("practice", "--plain")):
        finished = run_interviewer("--bank", own_bank_folder, *command)
        assert f"Left out: {broken}:3: not valid YAML" in finished.stderr
        assert finished.stdout
        assert "broken" not in finished.stdout


def test_lint_prints_findings_to_stdout_and_fails(run_interviewer: Run, own_bank_folder: Path) -> None:
    (own_bank_folder / "git" / "broken.yaml").write_text("id: [\n")
    finished = run_interviewer("bank", "lint", "--bank", own_bank_folder, expected=1)
    assert "broken.yaml:2: error broken-file: not valid YAML" in finished.stdout
    assert finished.stderr.startswith("4 questions, ")
    document = parsed(run_interviewer("bank", "lint", "--bank", own_bank_folder, "--json", expected=1).stdout)
    assert document["questions"] == 4
    assert document["findings"][0]["line"] == 2
    assert document["findings"][0]["path"].endswith("broken.yaml")


def test_a_bank_without_findings_passes(called: Called, tmp_path: Path, bank_folder: Path) -> None:
    text = (bank_folder / "git" / "rebase.yaml").read_text(encoding="utf-8")
    (tmp_path / "git").mkdir()
    (tmp_path / "git" / "rebase.yaml").write_text(text, encoding="utf-8")
    assert called("bank", "lint", "--bank", tmp_path / "git") == (0, "", "1 question, 0 findings\n")


def test_the_schema_is_json(called: Called) -> None:
    code, out, err = called("bank", "schema")
    assert (code, err) == (0, "")
    assert json.loads(out)["required"] == ["id", "question"]


# The machine


def test_locate_prints_paths_and_nothing_else(run_interviewer: Run, own_places: Places) -> None:
    assert run_interviewer("locate", "data").stdout == f"{own_places.database}\n"
    assert run_interviewer("locate", "bank").stdout == f"{builtin_directory()}\n"
    assert len(run_interviewer("locate").stdout.splitlines()) == 4
    assert parsed(run_interviewer("locate", "--json").stdout)["config"] == str(own_places.settings_file)
    assert parsed(run_interviewer("locate", "cache", "--json").stdout) == {"cache": str(own_places.cache)}
    assert not own_places.data.exists()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_script_completes(run_interviewer: Run, shell: str) -> None:
    script = run_interviewer("completion", shell).stdout
    assert f"_INTERVIEWER_COMPLETE={shell}_complete" in script
    answered = run_interviewer(
        _INTERVIEWER_COMPLETE=f"{shell}_complete",
        COMP_WORDS="interviewer pra",
        COMP_CWORD="pra" if shell == "fish" else "1",
    )
    assert "practice" in answered.stdout
    assert "doctor" not in answered.stdout


def test_the_doctor_finds_nothing_wrong_on_a_sound_machine(
    run_interviewer: Run, bank_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTERVIEWER_BANK", str(bank_folder))
    finished = run_interviewer("doctor")
    assert "BAD" not in finished.stdout
    run_interviewer("practice", stdin="/skip\n")
    document = parsed(run_interviewer("doctor", "--json").stdout)
    assert document["ok"] is True
    details = {check["name"]: check["detail"] for check in document["checks"]}
    assert {"terminal", "colours", "encoding", "ime"} <= set(details)
    assert {"bank", "encoder", "index", "database", "disk"} <= set(details)
    assert "1 interviews, 2 attempts" in details["database"]
    assert "0 problems" in details["bank"]


def test_the_doctor_works_with_a_relative_data_folder(
    run_interviewer: Run, bank_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTERVIEWER_BANK", str(bank_folder))
    run_interviewer("practice", stdin="/skip\n", INTERVIEWER_DATA_DIR="data")
    assert "1 interviews" in run_interviewer("doctor", INTERVIEWER_DATA_DIR="data").stdout


@pytest.mark.parametrize(
    ("name", "harm", "detail", "remedy"),
    [
        ("database", lambda p: p.database.write_bytes(b"garbage" * 999), "is damaged", "sets the file aside"),
        ("database", lambda p: p.database.mkdir(), "a folder is in its place", "sets the file aside"),
        ("bank", lambda p: (p.data / "a.yaml").write_text("["), "1 problems", "bank lint"),
    ],
    ids=["damaged database", "folder as database", "broken bank"],
)
def test_the_doctor_names_what_is_wrong_and_the_remedy(
    run_interviewer: Run,
    own_places: Places,
    bank_folder: Path,
    name: str,
    harm: Callable[[Places], object],
    detail: str,
    remedy: str,
) -> None:
    own_places.data.mkdir()
    harm(own_places)
    ask = ("--bank", bank_folder, "--bank", own_places.data, "doctor")
    finished = run_interviewer(*ask, expected=1)
    assert [line.split()[1] for line in finished.stdout.splitlines() if line.startswith("BAD")] == [name]
    assert detail in finished.stdout
    assert remedy in finished.stdout
    assert parsed(run_interviewer(*ask, "--json", expected=1).stdout)["ok"] is False


def test_the_doctor_names_a_missing_bank(run_interviewer: Run) -> None:
    finished = run_interviewer("doctor", "--bank", "nowhere", expected=1)
    assert "BAD  bank        The question bank nowhere cannot be read" in finished.stdout
