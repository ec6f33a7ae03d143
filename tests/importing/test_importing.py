"""Questions that come into a bank: what is new is written, what is known is recognised, nothing is overwritten."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from interviewer.bank import Bank, load_bank
from interviewer.errors import BankError
from interviewer.model import Language, Localized
from interviewer.model.draft import Collection, Completeness, Draft
from interviewer.model.intake import Fate, Placed, Provenance, Treatment
from interviewer.session import Grader
from interviewer.session.importing import Importing

NOTES = Path("notes.md")

BRANCH = Draft(
    Localized(en="How does a hash table resolve collisions?"),
    line=3,
    claims={
        Language.EN: ("Colliding keys share a bucket as a linked list", "Open addressing probes the next free slot")
    },
)
UNANSWERED = Draft(Localized(zh="什么是死锁？"), line=9, completeness=Completeness.UNANSWERED)
REBASE = Draft(
    Localized(zh="git rebase 有什么作用，什么时候不能用"),
    line=12,
    claims={Language.ZH: ("提交会被逐个重放，得到哈希不同的新提交", "合并冲突要逐个提交解决")},
)

Import = Callable[..., list[Placed]]


@pytest.fixture
def folder(own_bank_folder: Path) -> Path:
    """The small bank, to be imported into."""
    return own_bank_folder


@pytest.fixture
def bring(folder: Path, shared_cache: Path) -> Import:
    """Imports drafts into a folder, the bank's own where none is given, as a program started anew."""

    def bringer(*drafts: Draft, into: Path = folder, treatment: Treatment = Treatment.SKIP) -> list[Placed]:
        bank = load_bank(dict.fromkeys([folder, *([into] if into.is_dir() else [])]))
        importing = Importing(bank, Grader(bank, shared_cache), into)
        return list(importing.place([(proposal, treatment) for proposal in proposals(importing, drafts)]))

    return bringer


def proposals(importing: Importing, drafts: Sequence[Draft]) -> tuple:  # type: ignore[type-arg]
    """What the drafts of one file would become."""
    return importing.propose([(Collection(NOTES, "Markdown", tuple(drafts)), Provenance())])


def contents(folder: Path) -> dict[str, str]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def loaded(folder: Path) -> Bank:
    """The bank in a folder, which has to be sound."""
    bank = load_bank([folder])
    assert bank.issues == ()
    return bank


def test_what_is_new_is_written_and_can_be_practised(folder: Path, bring: Import) -> None:
    (placed,) = bring(BRANCH)
    assert placed.proposal.fate is Fate.NEW
    assert placed.written == folder / f"{placed.proposal.question.id}.yaml"
    question = loaded(folder).get(placed.proposal.question.id)
    assert question.topic == "notes"
    assert [point.text.en for point in question.key_points] == list(BRANCH.claims[Language.EN])


def test_without_an_answer_it_is_a_draft_that_is_not_asked(folder: Path, bring: Import) -> None:
    (placed,) = bring(UNANSWERED)
    bank = loaded(folder)
    assert [draft.id for draft in bank.drafts] == [placed.proposal.question.id]
    assert placed.proposal.question.id not in bank


def test_importing_twice_changes_nothing(folder: Path, bring: Import) -> None:
    bring(BRANCH, UNANSWERED)
    before = contents(folder)
    again = bring(BRANCH, UNANSWERED)
    assert [placed.proposal.fate for placed in again] == [Fate.PRESENT, Fate.PRESENT]
    assert [placed.written for placed in again] == [None, None]
    assert contents(folder) == before


def test_what_an_author_has_changed_since_stays(folder: Path, bring: Import) -> None:
    (placed,) = bring(BRANCH)
    assert placed.written is not None
    placed.written.write_text(placed.written.read_text().replace("minutes: 4", "minutes: 9  # it takes long"))
    before = contents(folder)
    bring(BRANCH)
    assert contents(folder) == before


def test_other_words_are_recognised_and_left_alone(folder: Path, bring: Import) -> None:
    before = contents(folder)
    (placed,) = bring(REBASE)
    assert (placed.proposal.fate, placed.proposal.same_as) == (Fate.KNOWN, "git/rebase")
    assert placed.written is None
    assert contents(folder) == before


def test_merging_adds_the_wording_and_the_new_point(folder: Path, bring: Import) -> None:
    ours = loaded(folder).get("git/rebase")
    (placed,) = bring(REBASE, treatment=Treatment.MERGE)
    assert placed.written == folder / "git" / "rebase.yaml"
    both = loaded(folder).get("git/rebase")
    assert REBASE.claims[Language.ZH][0] in both.point("new-commits").accept[Language.ZH]
    assert both.key_points[-1].text.zh == REBASE.claims[Language.ZH][1]
    assert (both.text, both.model_answer) == (ours.text, ours.model_answer)


def test_a_point_in_the_other_language_becomes_the_text_of_ours(folder: Path, bring: Import) -> None:
    said = "A mutex makes sure that only one thread runs a critical section at a time"
    english = Draft(Localized(en="What is a mutex used for?"), answer=Localized(en=f"{said}."))
    claims = ("互斥锁保证同一时刻只有一个线程进入临界区", "没有拿到锁的线程会等待")
    chinese = Draft(
        Localized(zh="互斥锁有什么作用？"), answer=Localized(zh="。".join(claims)), claims={Language.ZH: claims}
    )
    (written,) = bring(english)
    (placed,) = bring(chinese, treatment=Treatment.MERGE)
    assert placed.written == written.written
    both = loaded(folder).get(written.proposal.question.id)
    assert [point.text for point in both.key_points] == [Localized(claims[0], said), Localized(claims[1])]
    assert both.model_answer == Localized("。".join(claims), f"{said}.")


def test_merging_twice_changes_nothing_more(folder: Path, bring: Import) -> None:
    bring(REBASE, treatment=Treatment.MERGE)
    before = contents(folder)
    (placed,) = bring(REBASE, treatment=Treatment.MERGE)
    assert placed.proposal.merged is None
    assert contents(folder) == before


def test_merging_gives_a_draft_its_answer(folder: Path, bring: Import) -> None:
    bring(UNANSWERED)
    answered = replace(
        UNANSWERED, claims={Language.ZH: ("两个线程互相等待对方持有的锁",)}, completeness=Completeness.ANSWERED
    )
    (placed,) = bring(answered, treatment=Treatment.MERGE)
    question = loaded(folder).get(placed.proposal.question.id)
    assert [point.text.zh for point in question.key_points] == ["两个线程互相等待对方持有的锁"]


def test_a_bank_that_is_not_imported_to_is_never_changed(folder: Path, bring: Import, tmp_path: Path) -> None:
    before = contents(folder)
    (placed,) = bring(REBASE, into=tmp_path / "mine", treatment=Treatment.MERGE)
    assert (placed.proposal.same_as, placed.proposal.merged, placed.written) == ("git/rebase", None, None)
    assert contents(folder) == before
    assert not (tmp_path / "mine").exists()


def test_keeping_both_writes_it_as_a_question_of_its_own(folder: Path, bring: Import) -> None:
    (placed,) = bring(REBASE, treatment=Treatment.KEEP)
    assert placed.written is not None
    assert len(loaded(folder).questions) == 5


def test_keeping_takes_a_question_of_another_bank_along_as_it_is(folder: Path, bring: Import, tmp_path: Path) -> None:
    ours = loaded(folder).get("git/rebase")
    draft = Draft(ours.text, question=ours)
    (placed,) = bring(draft, into=tmp_path / "mine", treatment=Treatment.KEEP)
    assert placed.written == tmp_path / "mine" / "git" / "rebase.yaml"
    (again,) = bring(draft, into=tmp_path / "mine", treatment=Treatment.KEEP)
    assert again.written is None


def test_what_comes_twice_in_one_import_is_written_once(folder: Path, bring: Import) -> None:
    first, again = bring(BRANCH, replace(BRANCH, line=40))
    assert first.written is not None
    assert (again.proposal.same_as, again.written) == (first.proposal.question.id, None)
    assert (again.proposal.fate, again.proposal.merged) == (Fate.REPEATED, None)


def test_a_second_answer_to_the_same_text_is_told_and_can_be_merged(
    folder: Path, bring: Import, tmp_path: Path
) -> None:
    other = replace(BRANCH, line=40, claims={Language.EN: ("A good hash function keeps the buckets short",)})
    _, skipped = bring(BRANCH, other, into=tmp_path / "skipped")
    assert skipped.proposal.fate is Fate.REPEATED
    assert skipped.proposal.merged is not None
    first, again = bring(BRANCH, other, treatment=Treatment.MERGE)
    assert again.written == first.written
    points = loaded(folder).get(first.proposal.question.id).key_points
    assert [point.text.en for point in points] == [*BRANCH.claims[Language.EN], *other.claims[Language.EN]]


@pytest.mark.parametrize("size", [1_200_000, 400_000])
def test_what_the_bank_could_not_read_is_left_out(folder: Path, bring: Import, size: int) -> None:
    before = contents(folder)
    text = "长" * size  # three bytes each
    (placed,) = bring(replace(BRANCH, claims={}, answer=Localized(zh=text)))
    assert (placed.proposal.fate, placed.written) == (Fate.TOO_LARGE, None)
    assert contents(folder) == before


def test_where_a_file_stands_in_the_way_nothing_is_written(folder: Path, bring: Import) -> None:
    (folder / "blocked").write_text("a file where a topic's folder should be")
    before = contents(folder)
    with pytest.raises(BankError, match="blocked is a file"):
        bring(BRANCH, replace(BRANCH, text=Localized(en="What is a blocked thread?"), section=("Blocked",)))
    assert contents(folder) == before


def test_what_one_list_asks_twice_in_other_words_is_written_twice(folder: Path, bring: Import) -> None:
    reworded = replace(BRANCH, text=Localized(en="How are collisions resolved in a hash table?"))
    assert all(placed.written for placed in bring(BRANCH, reworded))


def test_an_import_that_was_stopped_goes_on_where_it_was(bring: Import) -> None:
    reworded = replace(BRANCH, text=Localized(en="How are collisions resolved in a hash table?"))
    bring(BRANCH)
    first, second = bring(BRANCH, reworded)
    assert (first.written, second.proposal.fate) == (None, Fate.NEW)


ANOTHER = Draft(
    Localized(en="How does git store commits?"),
    answer=Localized(en="As snapshots: a tree of blobs with a parent."),
)


def test_a_question_that_only_looks_alike_is_written_and_the_likeness_is_told(bring: Import) -> None:
    (placed,) = bring(ANOTHER)
    assert (placed.proposal.fate, placed.proposal.same_as) == (Fate.NEW, "git/bisect")
    assert placed.written is not None


def test_without_an_answer_that_could_tell_it_apart_it_is_left_out(bring: Import) -> None:
    (placed,) = bring(replace(ANOTHER, answer=Localized(), completeness=Completeness.UNANSWERED))
    assert (placed.proposal.fate, placed.proposal.same_as, placed.written) == (Fate.KNOWN, "git/bisect", None)


def test_proposing_alone_writes_nothing(folder: Path, shared_cache: Path) -> None:
    before = contents(folder)
    bank = loaded(folder)
    found = proposals(Importing(bank, Grader(bank, shared_cache), folder), [BRANCH, REBASE, UNANSWERED])
    assert [proposal.fate for proposal in found] == [Fate.NEW, Fate.KNOWN, Fate.NEW]
    assert contents(folder) == before
