"""The registry of models and its commands: what is there, what is in use, and a word where something is missing."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from interviewer.errors import ModelError, UsageError
from interviewer.scoring.manifest import Kind, Manifest, Precision, seal, write_manifest
from interviewer.scoring.models import list_models, load_encoder, model_name, remove_model, workspace
from interviewer.settings import Places, load_settings, save_setting

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def models(own_places: Places) -> Path:
    """A registry with one model, whose files are nothing that could run."""
    with workspace(own_places.models, own_places.models / "mine") as making:
        (making / "model.onnx").write_bytes(b"no graph")
        files, size = seal(making)
        manifest = Manifest("mine", Kind.TRANSFORMER, "me/mine", Precision.INT8, 16, files=files, size=size)
        write_manifest(manifest, making)
    return own_places.models


def test_the_builtin_encoder_is_always_listed_first(models: Path, tmp_path: Path) -> None:
    assert [item.name for item in list_models(models)] == ["builtin", "mine"]
    assert [item.name for item in list_models(tmp_path / "nowhere")] == ["builtin"]
    assert load_encoder("builtin", None).name == "builtin-static-1"


@pytest.mark.parametrize("name", ["unknown", "judge", "..", "../models/mine", "", "a b"])
def test_an_unknown_name_is_refused_with_what_to_do(models: Path, name: str) -> None:
    for use in (load_encoder, remove_model):
        with pytest.raises(ModelError, match="There is no model") as caught:
            use(name, models)
        assert "interviewer model list" in caught.value.hint
    assert (models / "mine").is_dir()


def test_files_that_changed_are_named(models: Path) -> None:
    (models / "mine" / "model.onnx").write_bytes(b"changed")
    with pytest.raises(ModelError, match=r"model\.onnx is not the file that was compiled"):
        load_encoder("mine", models)
    (models / "mine" / "model.onnx").unlink()
    with pytest.raises(ModelError, match=r"model\.onnx cannot be read"):
        load_encoder("mine", models)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": 99}', '{"format": 1, "kind": "odd"}'])
def test_a_damaged_description_is_named(models: Path, content: str) -> None:
    (models / "mine" / "model.json").write_text(content)
    with pytest.raises(ModelError, match=r"model\.json") as caught:
        list_models(models)
    assert "interviewer model remove mine" in caught.value.hint
    remove_model("mine", models)
    assert [item.name for item in list_models(models)] == ["builtin"]


def test_a_name_comes_from_the_source_and_is_given_once(models: Path) -> None:
    assert model_name("intfloat/multilingual-e5-small", None, models) == "multilingual-e5-small"
    for source, wanted in [("me/mine", None), ("x/builtin", None), ("x/y", "judge"), ("x/y", "../y"), ("x/y", ".y")]:
        with pytest.raises(UsageError):
            model_name(source, wanted, models)


def test_the_model_in_use_is_a_setting_and_the_rest_of_the_file_stays(own_places: Places) -> None:
    own_places.config.mkdir()
    own_places.settings_file.write_text('# mine\nquestions = 3 # few\nbank = ["builtin"]\n')
    save_setting(own_places, "model", "mine")
    save_setting(own_places, "model", "other")
    text = own_places.settings_file.read_text()
    assert text.startswith('# mine\nquestions = 3 # few\nbank = ["builtin"]\n')
    assert load_settings(own_places, {}).model == "other"
    assert load_settings(own_places, {"INTERVIEWER_MODEL": "mine"}).model == "mine"


def test_a_settings_file_behind_a_link_is_changed_where_it_is(own_places: Places, tmp_path: Path) -> None:
    own_places.config.mkdir()
    real = tmp_path / "dotfiles.toml"
    real.write_text("questions = 3\n")
    own_places.settings_file.symlink_to(real)
    save_setting(own_places, "model", "mine")
    assert own_places.settings_file.is_symlink()
    assert 'model = "mine"' in real.read_text()


# The commands


def test_use_list_and_remove(models: Path, run_interviewer: Run) -> None:
    run_interviewer("model", "use", "mine")
    listed = json.loads(run_interviewer("model", "list", "--json").stdout)
    assert listed["in_use"] == "mine"
    assert [item["name"] for item in listed["models"]] == ["builtin", "mine"]
    assert "* mine" in run_interviewer("model", "list").stdout
    assert "is in use" in run_interviewer("model", "remove", "mine", expected=2).stderr
    told = run_interviewer("model", "use", "builtin", INTERVIEWER_MODEL="mine").stderr
    assert "INTERVIEWER_MODEL says 'mine'" in told
    run_interviewer("model", "remove", "mine")
    assert not (models / "mine").exists()


def test_scoring_with_a_model_that_is_not_there_says_so(run_interviewer: Run, bank_folder: Path) -> None:
    grade = ["--bank", bank_folder, "grade", "--question", "git/rebase", "--answer", "It rewrites."]
    finished = run_interviewer(*grade, expected=3, INTERVIEWER_MODEL="gone")
    assert "There is no model 'gone'" in finished.stderr


@pytest.mark.parametrize("command", ["add", "judge"])
@pytest.mark.parametrize(
    ("environ", "reason"),
    [
        ({"HF_HUB_OFFLINE": "1"}, "HF_HUB_OFFLINE forbids"),
        ({"HF_HUB_OFFLINE": "0", "HF_ENDPOINT": "http://127.0.0.1:9"}, "127.0.0.1:9 cannot be reached"),
    ],
    ids=["offline", "unreachable"],
)
def test_a_hub_that_cannot_be_reached_is_said_at_once(
    run_interviewer: Run, own_places: Places, bank_folder: Path, command: str, environ: dict[str, str], reason: str
) -> None:
    call = ["--bank", bank_folder, "model", command, "nobody/nothing"]
    finished = run_interviewer(*call, expected=3, **environ, NO_PROXY="*", no_proxy="*")
    assert reason in finished.stderr
    assert "folder" in finished.stderr, "what to do next"
    assert list(own_places.models.iterdir()) == []


def test_a_judge_needs_a_name_or_none(run_interviewer: Run) -> None:
    run_interviewer("model", "judge", expected=2)
    assert "no judge" in run_interviewer("model", "judge", "--none").stderr
