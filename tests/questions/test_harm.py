"""No file, however broken, ends a reader in any other way than with questions or a clear refusal."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.bank import builtin_directory, load_bank
from interviewer.errors import UsageError
from interviewer.formats import sets
from interviewer.formats.questions import FORMATS, QuestionFormat
from interviewer.formats.questions.source import LARGEST_BYTES
from interviewer.model.draft import Taking
from interviewer.model.question_set import Kit

ENDINGS = {"apkg": ".apkg", "moodle": ".xml", "yaml": ".yaml", "gift": ".gift", "csv": ".csv"}
READERS = [known for known in FORMATS if known.name in ENDINGS]
every_reader = pytest.mark.parametrize("reader", READERS, ids=[known.name for known in READERS])

SIGNS = b'{ } = ~ # \\ :: // " , ; --- id: &amp; \'= [" PK\3\4 <quiz> </text> <![CDATA[ ]]> <question'
fragments = st.sampled_from([*SIGNS.split(), b"\n\n", b"\t", b"\x00", b"\xff\xfe", b"\xe4\xb8", b"# interviewer: "])


@pytest.fixture(scope="module")
def valid(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A file of each format with two questions."""
    kit = Kit("set", load_bank([builtin_directory()]).questions[:2])
    folder = tmp_path_factory.mktemp("valid")
    written = {}
    for known in sets.FORMATS:
        known.write(folder / f"set{known.ending}", kit)
        written[known.name] = (folder / f"set{known.ending}").read_bytes()
    return written


@pytest.fixture(scope="module", autouse=True)
def temporary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The folder for temporary files, which must be empty again in the end."""
    folder = tmp_path_factory.mktemp("temporary")
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    yield
    tempfile.tempdir = before
    assert list(folder.iterdir()) == []


def read_all(reader: QuestionFormat, content: bytes, folder: Path) -> None:
    """Reads a file with this content, which may be refused, and writes nothing beside it."""
    path = folder / f"file{ENDINGS[reader.name]}"
    path.write_bytes(content)
    reader.recognises(path, content[:512])
    try:
        collection = reader.read(path, Taking())
    except UsageError as refusal:
        assert str(path) in refusal.message
        assert refusal.hint
    else:
        assert all(draft.text.languages for draft in collection.drafts)
        assert all(issue.message and issue.line >= 0 for issue in collection.issues)
    assert [each.name for each in folder.iterdir()] == [path.name]


@every_reader
@given(parts=st.lists(st.binary(max_size=30) | fragments | st.text(max_size=10).map(str.encode), max_size=20))
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, reader: QuestionFormat, parts: list[bytes]) -> None:
    read_all(reader, b"".join(parts), tmp_path_factory.mktemp("any"))


@every_reader
@given(
    cuts=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=8) | fragments), min_size=1, max_size=6
    )
)
def test_damaged_files(
    tmp_path_factory: pytest.TempPathFactory,
    valid: dict[str, bytes],
    reader: QuestionFormat,
    cuts: list[tuple[float, int, bytes]],
) -> None:
    content = valid[reader.name]
    for place, length, instead in cuts:
        start = int(place * len(content))
        content = content[:start] + instead + content[start + length :]
    read_all(reader, content, tmp_path_factory.mktemp("damaged"))


@every_reader
def test_files_that_cannot_be_questions(reader: QuestionFormat, tmp_path: Path) -> None:
    ending = ENDINGS[reader.name]
    (tmp_path / f"folder{ending}").mkdir()
    with (tmp_path / f"large{ending}").open("wb") as large:
        large.truncate(LARGEST_BYTES * 40)
    for name in ("folder", "large", "missing"):
        with pytest.raises(UsageError) as refusal:
            reader.read(tmp_path / f"{name}{ending}", Taking())
        assert refusal.value.hint
