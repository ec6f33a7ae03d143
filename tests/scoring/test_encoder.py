"""The built-in encoder: the right files, or a clear word."""

import shutil
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from interviewer.errors import ExitCode, ModelError
from interviewer.scoring import encoder as encoder_module
from interviewer.scoring.encoder import load_static_encoder
from interviewer.scoring.text import phrase


def test_related_words_are_nearer_than_others() -> None:
    encoder = load_static_encoder()
    king, queen, python = (
        tokens.whole for tokens in encoder.encode([phrase(word) for word in ("overfitting", "过拟合", "banana")])
    )

    def cosine(a: np.ndarray, b: np.ndarray) -> float:
        return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))

    assert cosine(king, queen) > cosine(king, python) + 0.2


def test_a_file_that_is_not_the_one_we_know_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = shutil.copytree(encoder_module._table_folder(), tmp_path / "static")
    (copy / "pieces.txt").write_bytes(b"changed")
    monkeypatch.setattr(encoder_module, "_table_folder", lambda: copy)
    with pytest.raises(ModelError, match=r"pieces\.txt") as raised:
        load_static_encoder()
    assert raised.value.exit_code == ExitCode.MODEL_UNAVAILABLE
    assert "pip install" in raised.value.hint


def test_a_missing_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder_module, "_table_folder", lambda: tmp_path)
    with pytest.raises(ModelError, match=r"vectors\.npy"):
        load_static_encoder()


def test_ever_new_words_take_no_more_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder_module, "WORDS_KEPT", 500)
    encoder = load_static_encoder()
    expected = [encoder.weight("overfitting"), encoder.weight("过拟合")]

    def held_after(numbers: range) -> int:
        for number in numbers:
            encoder.weight(f"word{number}")
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    few = held_after(range(600))
    many = held_after(range(600, 6600))
    tracemalloc.stop()
    assert many < few * 2
    assert [encoder.weight("overfitting"), encoder.weight("过拟合")] == expected
