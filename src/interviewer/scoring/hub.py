"""Where a model comes from: a folder, what was downloaded before, or the hub. The home of huggingface_hub."""

import os
import ssl
import sys
import urllib.error
import urllib.request
from pathlib import Path

from interviewer.errors import ModelError

REACH_S = 10.0
"""A hub that has not answered by then is not going to."""

WEIGHTS = ("*.safetensors", "pytorch_model*.bin")
NOT_NEEDED = ["onnx/*", "openvino/*", "*.onnx", "*.h5", "*.msgpack", "*.ot", "*.gguf", "*.ckpt", "imgs/*"]

_ELSEWHERE = "Give the folder of a model that is already on this machine, or try again with a network."


def obtain(source: str, owner: str) -> Path:
    """The folder with the model's files; nothing is asked of the network when they are on disk.

    Args:
        source: A folder, or the hub's name for a model.
        owner: Whose a name without one is.

    Raises:
        ModelError: There is no such model, or the hub is needed and cannot be reached.
    """
    folder = Path(source).expanduser()
    if folder.is_dir():
        return folder
    name = source if "/" in source else f"{owner}/{source}"
    if name.count("/") != 1 or name.startswith(("/", ".", "~")):
        raise ModelError(f"There is no folder {source}.", "Give a folder, or a model's name on the hub (owner/name).")
    return _downloaded_before(name) or _download(name)


def _downloaded_before(name: str) -> Path | None:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        folder = Path(snapshot_download(name, local_files_only=True))
    except LocalEntryNotFoundError:
        return None
    except HFValidationError as error:
        raise ModelError(f"{name!r} is not a name on the hub.", "Such a name is owner/name.") from error
    complete = any(path.exists() for pattern in WEIGHTS for path in folder.rglob(pattern))
    return folder if complete else None


def _download(name: str) -> Path:
    from huggingface_hub import constants, snapshot_download
    from huggingface_hub.errors import GatedRepoError, RepositoryNotFoundError

    if constants.HF_HUB_OFFLINE:
        raise ModelError(f"{name} is not on this machine, and HF_HUB_OFFLINE forbids to fetch it.", _ELSEWHERE)
    _reach(constants.ENDPOINT, name)
    if not sys.stderr.isatty():
        os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    try:
        return Path(snapshot_download(name, ignore_patterns=NOT_NEEDED))
    except (RepositoryNotFoundError, GatedRepoError) as error:
        raise ModelError(
            f"The hub has no model {name} for you.", "Check the name; `hf auth login` if needed."
        ) from error
    except OSError as error:
        raise ModelError(f"{name} could not be fetched: {_first_line(error)}", _ELSEWHERE) from error


def _reach(endpoint: str, name: str) -> None:
    """Asks for the model's page once: the hub's own client waits and tries again for much longer.

    Raises:
        ModelError: There is no answer of any kind.
    """
    try:
        with urllib.request.urlopen(f"{endpoint}/api/models/{name}", timeout=REACH_S):
            pass
    except urllib.error.HTTPError:
        return  # an answer; what it means is the client's to say
    except OSError as error:
        reason = getattr(error, "reason", error)
        if not isinstance(reason, ssl.SSLError):  # the client may know certificates that Python does not
            message = f"{name} is not on this machine, and {endpoint} cannot be reached: {_first_line(reason)}"
            raise ModelError(message, _ELSEWHERE) from error


def _first_line(error: object) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
