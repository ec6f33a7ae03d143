"""Two machines' data come together: nothing that was said is lost, nothing doubled, in whichever order."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.machines import BEGUN, DEEDS, Document, Machine, said

from interviewer.bank import Bank
from interviewer.scoring import Scorer
from interviewer.settings import Places
from interviewer.store import Store
from interviewer.store.differences import SAID
from interviewer.store.versions import digest_of, origin_of

NewMachine = Callable[[], Machine]

deeds = st.lists(
    st.tuples(
        st.sampled_from(["start", "ask", "ask", "answer", "answer", "answer", "undo", *DEEDS]), st.integers(0, 20)
    ),
    max_size=14,
)
"""What somebody does on one machine; the usual things more often."""


@pytest.fixture(scope="module")
def new_machine(tmp_path_factory: pytest.TempPathFactory, small_bank: Bank, scorer: Scorer) -> NewMachine:
    """Makes machines with nothing on them, in the same place each time."""
    folder = tmp_path_factory.mktemp("machines") / "first"

    def make() -> Machine:
        shutil.rmtree(folder, ignore_errors=True)
        machine = Machine("base", folder, small_bank, scorer)
        machine.do()
        return machine

    return make


def begun(new_machine: NewMachine, *more: tuple[str, int]) -> Machine:
    """A machine on which the first of two questions has been asked."""
    machine = new_machine()
    machine.do(("start", 0), ("ask", 0), *more)
    return machine


# The laws of merging


@settings(max_examples=40)
@given(common=deeds, here=deeds, there=deeds)
def test_it_does_not_matter_which_machine_takes_in_the_other_or_how_often(
    new_machine: NewMachine, common: list[tuple[str, int]], here: list[tuple[str, int]], there: list[tuple[str, int]]
) -> None:
    base = new_machine()
    base.do(("start", 0), ("ask", 0), *common)
    one, two = base.twin("one"), base.twin("two")
    one.do(*here)
    two.do(*there)
    before = [*one.attempts(), *two.attempts()]
    together = one.twin("together").take_in(two)
    assert together.data() == two.twin("other").take_in(one).data()
    once = together.data()
    assert together.take_in(two).take_in(one).data() == once
    nothing_is_lost(before, once)
    nothing_is_doubled(once)
    sound, _ = Store.inspect(together.places.database)
    assert sound == ()


@settings(max_examples=25)
@given(common=deeds, each=st.tuples(deeds, deeds, deeds), later=deeds)
def test_it_does_not_matter_which_of_three_machines_come_together_first(
    new_machine: NewMachine,
    common: list[tuple[str, int]],
    each: tuple[list[tuple[str, int]], ...],
    later: list[tuple[str, int]],
) -> None:
    base = new_machine()
    base.do(("start", 0), ("ask", 0), *common)
    one, two, three = (base.twin(name) for name in ("one", "two", "three"))
    for machine, done in zip((one, two, three), each, strict=True):
        machine.do(*done)
    three.take_in(two).do(*later)
    left = one.twin("left").take_in(two).take_in(three)
    right = two.twin("right").take_in(three).take_in(one)
    assert left.data() == right.data()


@settings(max_examples=25)
@given(done=deeds)
def test_an_export_taken_in_changes_nothing_and_makes_an_empty_machine_equal(
    new_machine: NewMachine, tmp_path_factory: pytest.TempPathFactory, done: list[tuple[str, int]]
) -> None:
    from interviewer.formats.data import merge_data, write_data

    machine = new_machine()
    empty = machine.twin("empty")
    machine.do(*done)
    folder = tmp_path_factory.mktemp("export")
    write_data(folder / "all.json", machine.archive, BEGUN)
    before = machine.data()
    merged = merge_data(folder / "all.json", machine.archive, BEGUN, True)
    assert merged == type(merged)()
    assert machine.data() == before
    merge_data(folder / "all.json", empty.archive, BEGUN, True)
    write_data(folder / "again.json", empty.archive, BEGUN)
    assert (folder / "again.json").read_bytes() == (folder / "all.json").read_bytes()
    with (
        closing(Store(machine.places.database, BEGUN)) as ours,
        closing(Store(empty.places.database, BEGUN)) as theirs,
    ):
        assert theirs.interviews(100) == ours.interviews(100)
        assert theirs.fingerprints() == ours.fingerprints()
        assert sorted(theirs.reviews(), key=str) == sorted(ours.reviews(), key=str)
        assert theirs.suspended() == ours.suspended()


def nothing_is_lost(before: list[Document], merged: Document) -> None:
    """All that was said on one of the machines stands in the merged data, or was taken back."""
    after = [attempt for interview in merged["interviews"] for attempt in interview["attempts"]]
    taken_back = {(row["attempt_id"], row["said"]): row["revision"] for row in merged["taken_back"]}
    for attempt in before:
        words = said(attempt)
        if taken_back.get((attempt["id"], digest_of(words)), -1) >= attempt["revision"]:
            continue
        alike = [said(other) for other in after if origin_of(other["id"]) == origin_of(attempt["id"])]
        assert not words or words in [found[: len(words)] for found in alike], (words, alike)


def nothing_is_doubled(merged: Document) -> None:
    """No attempt stands there twice with the same words."""
    words = [
        (origin_of(attempt["id"]), json.dumps(said(attempt)))
        for interview in merged["interviews"]
        for attempt in interview["attempts"]
    ]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("table", SAID)
def test_two_rows_are_compared_by_all_that_they_say(own_places: Places, store: Store, table: str) -> None:
    key, columns = SAID[table]
    with closing(sqlite3.connect(own_places.database)) as connection:
        there = {column[1] for column in connection.execute(f"PRAGMA table_info({table})")}
    assert {*key.split(", "), *columns.split()} == there - {"digest"}
