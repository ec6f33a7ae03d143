"""What stands around a question in the files for other programs, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from interviewer.model import Difficulty, Language


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words; `{}` is filled in with `str.format`."""

    difficulty: Mapping[Difficulty, str]
    minutes: str
    weight: str
    required: str
    accepted: str
    warning: str
    probe: str
    any_of: str
    licence: str
    carried: str


WORDS: Mapping[Language, Words] = {
    Language.EN: Words(
        difficulty={Difficulty.EASY: "easy", Difficulty.MEDIUM: "medium", Difficulty.HARD: "hard"},
        minutes="{} min",
        weight="weight {}",
        required="required",
        accepted="Also counts: {}",
        warning="Warning sign: {}",
        probe="Ask when it is missing: {}",
        any_of="{} of these are enough: {}",
        licence="Licence: {}",
        carried="For interviewer import",
    ),
    Language.ZH: Words(
        difficulty={Difficulty.EASY: "简单", Difficulty.MEDIUM: "中等", Difficulty.HARD: "困难"},
        minutes="{} 分钟",
        weight="权重 {}",
        required="必答",
        accepted="也算对：{}",
        warning="错误信号：{}",
        probe="没有提到时追问：{}",
        any_of="以下答出 {} 个即可：{}",
        licence="许可：{}",
        carried="供 interviewer import 使用",
    ),
}
