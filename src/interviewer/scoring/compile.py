"""A sentence-transformers model -> files that run without torch. The only importer of torch, by design.

Pooling, dense layers and normalisation go into the same graph as the transformer, traced from sentence-transformers'
own modules: nothing of them is written anew, so nothing of them can be written wrongly.
"""

import contextlib
import logging
import pickle
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from interviewer.errors import ModelError
from interviewer.scoring.agreement import OTHER_MODEL, cosines, overlaps, sample, settle
from interviewer.scoring.anatomy import (
    Order,
    described,
    kind_of,
    labels_of,
    max_tokens_of,
    prompt_for,
    refuse_classifier,
    write_tokenizer,
)
from interviewer.scoring.entailment import LABELS
from interviewer.scoring.hub import obtain
from interviewer.scoring.manifest import GRAPH, TABLE, Kind, Manifest, Precision
from interviewer.scoring.text import phrase

if TYPE_CHECKING:
    import torch

OPSET = 17
"""The newest that the exporter of the pinned torch traces without conversions."""

INPUTS = ("input_ids", "attention_mask", "token_type_ids")
"""In the order in which the tracer passes them; many models have no use for the last."""

STEPS = ("loading", "exporting", "comparing")

Tick = Callable[[str], None]
"""Told of each of STEPS before it begins."""

UNREADABLE = (
    OSError,
    ValueError,
    KeyError,
    RuntimeError,
    TypeError,
    AttributeError,
    ImportError,
    pickle.UnpicklingError,
)
"""What loading a folder that is no model may raise."""


def compile_encoder(order: Order, folder: Path, texts: Sequence[str], tick: Tick) -> Manifest:
    """Writes a model's runtime files and manifest into an empty folder, and compares them with the original.

    Args:
        order: What is wanted.
        folder: Where the files go.
        texts: What the vectors are compared on.
        tick: Hears of every step.

    Raises:
        ModelError: The model cannot be got or read, is of a kind that cannot be compiled, or what came out of it
            does not agree with the original.
    """
    tick("loading")
    path = obtain(order.source, "sentence-transformers")
    with _quiet():
        refuse_classifier(order.source, path)
        model = _load(order.source, path, "SentenceTransformer")
        modules = list(model)
        manifest = order.manifest(
            kind_of(order.source, modules),
            dim=model.get_embedding_dimension(),
            layers=tuple(described(module) for module in modules),
            prompt=prompt_for(order, model, path),
        )
        write_tokenizer(order.source, modules[0].tokenizer, folder)
        tick("exporting")
        if manifest.kind is Kind.STATIC:
            np.save(folder / TABLE, modules[0].embedding.weight.detach().numpy().astype(np.float16))
            manifest = replace(manifest, precision=Precision.FLOAT16)
        else:
            manifest = replace(manifest, max_tokens=max_tokens_of(model.max_seq_length))
            _export(order.source, _traced(model, manifest.prompt), modules[0].tokenizer, ("tokens", "whole"), folder)
        tick("comparing")
        texts = sample(list(dict.fromkeys(phrase(text).text for text in texts)))
        expected = model.encode(texts, prompt=manifest.prompt, show_progress_bar=False)
        return settle(manifest, order.precision, folder, lambda made: cosines(made, folder, texts, expected))


def compile_judge(order: Order, folder: Path, pairs: Sequence[tuple[str, str]], tick: Tick) -> Manifest:
    """As `compile_encoder`, for a cross-encoder that tells entailment and contradiction apart.

    Args:
        order: What is wanted.
        folder: Where the files go.
        pairs: (premise, hypothesis), what the probabilities are compared on.
        tick: Hears of every step.

    Raises:
        ModelError: As for an encoder, or the model's outputs are others.
    """
    tick("loading")
    path = obtain(order.source, "cross-encoder")
    with _quiet():
        model = _load(order.source, path, "CrossEncoder")
        labels = labels_of(order.source, model)
        manifest = order.manifest(Kind.JUDGE, labels=labels, max_tokens=max_tokens_of(model.max_length))
        write_tokenizer(order.source, model.tokenizer, folder)
        tick("exporting")
        _export(order.source, _traced_judge(model), model.tokenizer, ("logits",), folder)
        tick("comparing")
        pairs = sample(pairs)
        expected = model.predict(pairs, apply_softmax=True, show_progress_bar=False)
        expected = expected[:, [labels.index(label) for label in LABELS]]
        return settle(manifest, order.precision, folder, lambda made: overlaps(made, folder, pairs, expected))


# Loading


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keeps warnings, log lines and bars of other people's libraries off the screen, and all they print off stdout."""
    from transformers.utils import logging as narration

    bars = narration.is_progress_bar_enabled()
    narration.disable_progress_bar()  # type: ignore[no-untyped-call]
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(sys.stderr):
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(logging.NOTSET)
        if bars:
            narration.enable_progress_bar()  # type: ignore[no-untyped-call]


def _load(source: str, path: Path, kind: str) -> Any:
    import sentence_transformers
    from safetensors import SafetensorError

    try:
        model = getattr(sentence_transformers, kind)(str(path), device="cpu", local_files_only=True)
    except (*UNREADABLE, SafetensorError) as error:
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise ModelError(f"sentence-transformers cannot load {source}: {reason}", OTHER_MODEL) from error
    return model.float().eval()  # some are stored in half precision


# Writing


def _traced(model: Any, prompt: str) -> "torch.nn.Module":
    """The model as a function of arrays: (tokens, whole)."""
    import torch

    transformer, *rest = list(model)
    prompt_length = transformer._get_prompt_length(prompt) if prompt else None

    class Traced(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.transformer = transformer.auto_model
            self.rest = torch.nn.ModuleList(rest)

        def forward(self, *arrays: Any) -> Any:
            inputs = dict(zip(INPUTS, arrays, strict=False))
            hidden = self.transformer(**inputs, return_dict=True).last_hidden_state
            features = {"token_embeddings": hidden, "attention_mask": inputs["attention_mask"]}
            if prompt_length:
                features["prompt_length"] = prompt_length
            for module in self.rest:
                features = module(features)
            return hidden, features["sentence_embedding"]

    return Traced().eval()


def _traced_judge(model: Any) -> "torch.nn.Module":
    """The cross-encoder as a function of arrays: (logits,)."""
    import torch

    class Traced(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.classifier = model.model

        def forward(self, *arrays: Any) -> Any:
            return self.classifier(**dict(zip(INPUTS, arrays, strict=False)), return_dict=True).logits

    return Traced().eval()


def _export(source: str, traced: "torch.nn.Module", tokenizer: Any, outputs: Sequence[str], folder: Path) -> None:
    """Writes the graph, in float32, into a folder of its own: with very large models there are more files than one."""
    import torch

    example = tokenizer(["an example of a text", "and one more"], padding=True, return_tensors="pt")
    inputs = {name: example[name] for name in INPUTS if name in example}
    axes = {name: {0: "batch", 1: "length"} for name in inputs}
    axes |= {name: {0: "batch", 1: "length"} if name == "tokens" else {0: "batch"} for name in outputs}
    exact = folder / Precision.FLOAT32
    exact.mkdir()
    try:
        with torch.no_grad():
            torch.onnx.export(
                traced,
                tuple(inputs.values()),
                str(exact / GRAPH),
                input_names=list(inputs),
                output_names=list(outputs),
                dynamic_axes=axes,
                opset_version=OPSET,
                dynamo=False,  # a third of the time of the newer exporter, and the same graph
            )
    except (RuntimeError, ValueError, TypeError, IndexError) as error:
        reason = str(error).strip().splitlines()[0]
        raise ModelError(f"{source} cannot be turned into an ONNX graph: {reason}", OTHER_MODEL) from error
