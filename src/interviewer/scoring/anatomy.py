"""What a model is made of, read off the objects that sentence-transformers has loaded; none of its libraries is needed.

What cannot be compiled is refused here, with the reason.
"""

import contextlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from interviewer.errors import ModelError
from interviewer.scoring.agreement import OTHER_MODEL
from interviewer.scoring.entailment import LABELS
from interviewer.scoring.manifest import TOKENIZER, Kind, Manifest, Precision

LONGEST = 512
"""In tokens, whatever more the model could take: no sentence is that long, and the cost grows with the square."""

AFTER_TRANSFORMER = {"Pooling", "Dense", "Normalize", "LayerNorm", "Dropout"}
AFTER_TABLE = {"Normalize", "Dropout"}


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be compiled.

    Attributes:
        name: What the user calls it.
        source: The hub's name for it, or a folder.
        precision: INT8 or FLOAT32 for a transformer; INT8 that agrees too little gives way to FLOAT32.
        prompt: What to put before every text; None for what the model itself asks for.
        made_at: When.
    """

    name: str
    source: str
    precision: Precision
    prompt: str | None
    made_at: datetime

    def manifest(self, kind: Kind, **known: Any) -> Manifest:
        """What is known before anything is measured."""
        stamp = self.made_at.isoformat(timespec="seconds")
        return Manifest(self.name, kind, self.source, Precision.FLOAT32, **{"dim": 0, **known}, made_at=stamp)


def refuse_classifier(source: str, path: Path) -> None:
    """A cross-encoder would load as an encoder, with whatever pooling, and be of no use."""
    config = path / "config.json"
    if not config.is_file() or (path / "modules.json").is_file():
        return
    with contextlib.suppress(OSError, ValueError, AttributeError):  # the loader says better what is wrong
        named = json.loads(config.read_text(encoding="utf-8")).get("architectures") or [""]
        if named[0].endswith("ForSequenceClassification"):
            raise ModelError(f"{source} compares two texts and has no vectors.", "Is it for `interviewer model judge`?")


def kind_of(source: str, modules: Sequence[Any]) -> Kind:
    """How a chain of modules can be run.

    Raises:
        ModelError: It cannot be compiled.
    """
    first, *rest = (type(module).__name__ for module in modules)
    if first == "StaticEmbedding" and set(rest) <= AFTER_TABLE:
        return Kind.STATIC
    if first == "Transformer" and set(rest) <= AFTER_TRANSFORMER and "Pooling" in rest:
        return Kind.TRANSFORMER
    chain = ", ".join((first, *rest))
    raise ModelError(f"{source} is made of {chain}; that cannot be compiled.", OTHER_MODEL)


def described(module: Any) -> str:
    """A module in words, for `interviewer model info`."""
    name = type(module).__name__
    if name == "Transformer":
        return str(module.auto_model.config.model_type)
    if name == "Pooling":
        return f"pooling {module.pooling_mode}"
    if name == "Dense":
        return f"dense {module.in_features} to {module.out_features}"
    return name.lower()


def prompt_for(order: Order, model: Any, path: Path) -> str:
    """The prompt for queries goes before every text: both sides of a comparison are of one kind.

    E5's published configurations name none, though its model cards ask for "query: " before texts that are compared.
    """
    if order.prompt is not None:
        return order.prompt
    configured = model.prompts.get("query") or model.prompts.get(model.default_prompt_name or "")
    name = Path(order.source).name.lower()
    return configured or ("query: " if name.startswith(("e5-", "multilingual-e5-")) else "")


def max_tokens_of(longest: float | None) -> int:
    """Where texts are cut: at the model's own length, at most LONGEST."""
    return int(min(longest or LONGEST, LONGEST))


def labels_of(source: str, model: Any) -> tuple[str, ...]:
    """What each output means, as the model's configuration says."""
    named = model.model.config.id2label or {}
    found = tuple(
        next((label for label in LABELS if str(named[number]).lower().startswith(label[:7])), "")
        for number in sorted(named)
    )
    if sorted(found) != sorted(LABELS):
        given = ", ".join(str(named[number]) for number in sorted(named))
        message = f"{source} is no judge: its outputs are {given}, not contradiction, neutral and entailment."
        raise ModelError(message, "Take a cross-encoder that was trained for natural language inference (NLI).")
    return found


def write_tokenizer(source: str, tokenizer: Any, folder: Path) -> None:
    """Writes `tokenizer.json`.

    Raises:
        ModelError: The tokenizer is not a fast one.
    """
    fast = getattr(tokenizer, "backend_tokenizer", None) or tokenizer
    if not hasattr(fast, "save") or not hasattr(fast, "encode_batch"):
        raise ModelError(f"{source} has no fast tokenizer, which alone runs without its library.", OTHER_MODEL)
    fast.save(str(folder / TOKENIZER))
