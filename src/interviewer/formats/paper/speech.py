"""What is said in every language that is wanted: the words of the paper, and the texts of the bank."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from interviewer.formats.paper.page import Phrase, Text
from interviewer.model import Language, Localized, Wordings
from interviewer.phrases.paper import PAPER, Paper


@dataclass(frozen=True, slots=True)
class Speech:
    """The languages that are wanted, the main one first."""

    languages: tuple[Language, ...]

    def say(self, words: Callable[[Paper], str]) -> Text:
        """The paper's own words; once where two languages say it alike."""
        phrases = tuple(Phrase(language, words(PAPER[language])) for language in self.languages)
        return phrases if len({phrase.text for phrase in phrases}) > 1 else phrases[:1]

    def each(self, words: Callable[[Paper], tuple[str, ...]]) -> tuple[Text, ...]:
        """Several of the paper's own words, which are as many in every language."""
        count = len(words(PAPER[self.languages[0]]))
        return tuple(self.say(_at(words, place)) for place in range(count))

    def text(self, text: Localized) -> Text:
        """A text of the bank in the languages wanted in which it exists; what is missing is noted.

        Empty where there is no text at all.
        """
        there = [language for language in self.languages if text[language]] or list(text.languages)
        missing = [language for language in self.languages if not text[language]]
        return tuple(
            self._noted(Phrase(language, text[language]), missing[0] if missing and not place else None)
            for place, language in enumerate(there)
        )

    def wordings(self, wordings: Wordings) -> tuple[Text, ...]:
        """Texts that are no translations of one another, language by language; a missing language is noted once."""
        there = [language for language in self.languages if wordings.get(language)]
        missing = [language for language in self.languages if not wordings.get(language)]
        texts = [
            Phrase(language, text)
            for language in there or [language for language in Language if wordings.get(language)]
            for text in wordings[language]
        ]
        first = [self._noted(phrase, missing[0] if missing else None) for phrase in texts[:1]]
        return tuple((phrase,) for phrase in first + texts[1:])

    def plain(self, text: str) -> Text:
        """A text that is the same in every language, such as a source."""
        return (Phrase(Language.of(text) or self.languages[0], text),) if text else ()

    def _noted(self, phrase: Phrase, missing: Language | None) -> Phrase:
        if missing is None:
            return phrase
        return Phrase(phrase.language, phrase.text, PAPER[missing].only_in[phrase.language], missing)


def _at(words: Callable[[Paper], tuple[str, ...]], place: int) -> Callable[[Paper], str]:
    return lambda paper: words(paper)[place]


def joined(*texts: Text) -> Text:
    """Several texts as one, language by language, with a dot between them."""
    by_place = zip_longest(*(text for text in texts if text))
    return tuple(_joined([phrase for phrase in phrases if phrase]) for phrases in by_place)


def _joined(phrases: list[Phrase]) -> Phrase:
    return Phrase(phrases[0].language, " · ".join(phrase.text for phrase in phrases))


def number(value: float) -> str:
    """A number as people write it."""
    return f"{round(value, 3):g}"


def listed(items: list[str], words: Paper) -> str:
    """The items in a sentence: `1, 2 and 3`."""
    *most, last = items
    return f"{words.comma.join(most)}{words.last_comma}{last}" if most else last


def points_named(numbers: Sequence[int], words: Paper) -> str:
    """Key points by their numbers: `points 1, 2 and 3`."""
    name = words.point_number if len(numbers) == 1 else words.point_numbers
    return name.format(numbers=listed([str(each) for each in numbers], words))


def any_of_points(numbers: Sequence[int], words: Paper) -> str:
    """Key points of which one will do, by their numbers: `point 1, 2 or 3`."""
    *most, last = (str(each) for each in numbers)
    return words.point_number.format(
        numbers=f"{words.comma.join(most)} {words.either.strip()} {last}" if most else last
    )
