"""Which of several settings wins, and what a wrong one is answered with."""

import os
from pathlib import Path

import pytest

from interviewer.errors import UsageError
from interviewer.model import Language
from interviewer.settings import Places, Settings, find_places, load_settings


@pytest.fixture(autouse=True)
def own_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to be in; the path of its `interviewer.toml`."""
    monkeypatch.chdir(tmp_path)
    return tmp_path / "interviewer.toml"


@pytest.fixture
def user_file(own_places: Places) -> Path:
    """Where the user's settings are, in a folder that exists."""
    own_places.config.mkdir()
    return own_places.settings_file


def test_without_files_everything_has_its_default(own_places: Places) -> None:
    assert load_settings(own_places, {}) == Settings()
    assert (Settings().questions, Settings().probes, Settings().bank) == (5, 1, ("builtin",))


def test_the_nearer_setting_wins(own_places: Places, user_file: Path, own_project: Path) -> None:
    user_file.write_text('questions = 2\nprobes = 2\nlang = "zh"\ntheme = "nord"\n')
    own_project.write_text("questions = 3\nprobes = 3\n")
    settings = load_settings(own_places, {"INTERVIEWER_QUESTIONS": "4"})
    assert (settings.questions, settings.probes) == (4, 3)
    assert (settings.lang, settings.theme) == ("zh", "nord")


def test_an_empty_variable_says_nothing(own_places: Places) -> None:
    assert load_settings(own_places, {"INTERVIEWER_LANG": "", "INTERVIEWER_QUESTIONS": ""}) == Settings()


def test_the_bank_is_a_list_in_files_and_a_path_in_the_environment(own_places: Places, own_project: Path) -> None:
    own_project.write_text('bank = ["builtin", "mine"]\n')
    assert load_settings(own_places, {}).bank == ("builtin", "mine")
    assert load_settings(own_places, {"INTERVIEWER_BANK": f"a{os.pathsep}b"}).bank == ("a", "b")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("questions = 0", "questions is 0; it must be from 1 to 100"),
        ("questions = 101", "questions is 101"),
        ("questions = 2.5", "questions is 2.5"),
        ("questions = true", "questions is True"),
        ("probes = -1", "probes is -1; it must be from 0 to 9"),
        ('probes = "many"', "probes is 'many'"),
        ('lang = "fr"', "lang is 'fr'; it must be one of auto, zh, en"),
        ("lang = 1", "lang is 1"),
        ('question_lang = ["zh"]', "question_lang is ['zh']"),
        ("bank = []", "bank must be a list of folders"),
        ("bank = [1]", "bank must be a list of folders"),
        ("theme = 1", "theme = 1 is not a setting"),
        ("colour = 'red'", "colour = 'red' is not a setting"),
        ("questions = ", "is not valid TOML"),
    ],
)
def test_a_wrong_value_is_refused_with_its_place(
    own_places: Places, own_project: Path, line: str, message: str
) -> None:
    own_project.write_text(line + "\n")
    with pytest.raises(UsageError) as caught:
        load_settings(own_places, {})
    assert caught.value.message.startswith("interviewer.toml")
    assert message in caught.value.message


def test_a_wrong_variable_is_refused(own_places: Places) -> None:
    with pytest.raises(UsageError, match="the environment: probes is '10'"):
        load_settings(own_places, {"INTERVIEWER_PROBES": "10"})


@pytest.mark.parametrize("content", [b"\xff\xfe", b"theme = '\xe9'"])
def test_a_file_that_is_no_text_is_refused(own_places: Places, user_file: Path, content: bytes) -> None:
    user_file.write_bytes(content)
    with pytest.raises(UsageError, match=r"config\.toml is not valid TOML"):
        load_settings(own_places, {})


def test_a_file_that_cannot_be_read_is_refused(own_places: Places, user_file: Path) -> None:
    user_file.mkdir()
    with pytest.raises(UsageError, match=r"config\.toml cannot be read: Is a directory"):
        load_settings(own_places, {})


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, Language.ZH),
        ({"LANG": "zh_TW"}, Language.ZH),
        ({"LANG": "de_DE.UTF-8"}, Language.EN),
        ({"LANG": "C"}, Language.EN),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, Language.ZH),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, Language.EN),
    ],
)
def test_the_locale_chooses_the_language(
    monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], language: Language
) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert Settings().interface_language is language
    assert Settings().question_language is language
    assert Settings(lang="zh", question_lang="en").question_language is Language.EN
    assert Settings(lang="zh").question_language is Language.ZH


def test_the_environment_names_the_folders(tmp_path: Path) -> None:
    named = {f"INTERVIEWER_{name}_DIR": str(tmp_path / name.lower()) for name in ("CONFIG", "DATA", "CACHE")}
    places = find_places(named)
    assert places.settings_file == tmp_path / "config" / "config.toml"
    assert places.database == tmp_path / "data" / "interviewer.db"
    assert places.cache == tmp_path / "cache"


def test_without_it_the_folders_are_those_of_the_platform() -> None:
    places = find_places({})
    assert "interviewer" in places.data.parts
    assert len({places.config, places.data, places.cache}) > 1
