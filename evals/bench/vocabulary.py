"""Words for made articles: ordinary English first, then invented forms, drawn as in real text.

Word frequencies follow Zipf with Mandelbrot's offset: the weight of rank r is 1 / (r + 2.7)
(Mandelbrot 1953). English words hold the first ranks and invented ones a long tail. What
embedding costs hangs on both: measured with the local embedding's tokenizer, made articles have
1.6 tokens a word (the seeds 1.4, web pages 1.7) and 35,000 different words in a million.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random

ROLES = (
    "finance chief",
    "head of safety",
    "chairman",
    "chief engineer",
    "sales director",
    "legal adviser",
    "head of research",
    "treasurer",
)
_ONSETS = (*"bcdfghjklmnprstvwz", "br", "gr", "st", "tr")
_VOWELS = ("a", "e", "i", "o", "u", "ea")
_CODAS = ("", "", "", "n", "r", "l", "s", "m", "nd")
_TOWNS = ("ton", "ville", "ford", "burg", "stad", "field", "ham", "wick", "port", "dale")
_RARE_SHARE = 0.15


def coin(rng: Random, syllables: int) -> str:
    """An invented lower-case word of so many syllables."""
    return "".join(
        rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_CODAS) for _ in range(syllables)
    )


@dataclass(frozen=True)
class Pool:
    """Words in order of frequency; ``draw`` gives the word of rank r with weight 1 / (r + 2.7)."""

    words: Sequence[str]
    sums: Sequence[float]

    @classmethod
    def of(cls, words: Sequence[str], rare: Sequence[str] = ()) -> Pool:
        """``rare`` words follow the others and are ``_RARE_SHARE`` of what is drawn."""
        weights = [1 / (rank + 2.7) for rank in range(1, len(words) + len(rare) + 1)]
        if rare:
            common, tail = sum(weights[: len(words)]), sum(weights[len(words) :])
            scale = _RARE_SHARE / (1 - _RARE_SHARE) * common / tail
            weights[len(words) :] = [weight * scale for weight in weights[len(words) :]]
        return cls((*words, *rare), tuple(accumulate(weights)))

    def draw(self, rng: Random) -> str:
        return rng.choices(self.words, cum_weights=self.sums)[0]


@dataclass(frozen=True)
class Vocabulary:
    """Every pool that a made article draws from."""

    nouns: Pool
    verbs: Pool
    adjectives: Pool
    adverbs: Pool
    people: Pool
    places: Pool
    organisations: Pool


def _read_english() -> dict[str, list[str]]:
    """Words of words.txt by the ``[kind]`` that they stand under."""
    text = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8")
    kinds: dict[str, list[str]] = {}
    for word in text.split():
        if word.startswith("["):
            words = kinds.setdefault(word.strip("[]"), [])
        else:
            words.append(word)
    return kinds


def make_vocabulary(rng: Random) -> Vocabulary:
    """The same words for the same state of ``rng``: some 21,000 common words and 9,600 names."""

    def distinct(count: int, make: Callable[[], str]) -> list[str]:
        made: dict[str, None] = {}
        while len(made) < count:
            made[make()] = None
        return list(made)

    def pool(kind: str, invented: int, ending: str) -> Pool:
        known = set(english[kind])
        forms = distinct(invented, lambda: coin(rng, rng.choice((1, 2, 2))) + ending)
        return Pool.of(english[kind], [form for form in forms if form not in known])

    def town() -> str:
        return rng.choice(english["nouns"]).title() + rng.choice(_TOWNS)

    english = _read_english()
    first_names = distinct(240, lambda: coin(rng, rng.choice((1, 2))).title())
    kinds = ("Group", "Bank", "Institute", "Union", "Energy", "Press", "Council", "Works")
    return Vocabulary(
        nouns=pool("nouns", 12000, ""),
        verbs=pool("verbs", 4000, "ed"),
        adjectives=pool("adjectives", 4000, "ic"),
        adverbs=pool("adverbs", 1000, "ly"),
        people=Pool.of(distinct(8000, lambda: f"{rng.choice(first_names)} {coin(rng, 2).title()}")),
        places=Pool.of(distinct(600, town)),
        organisations=Pool.of(distinct(1000, lambda: f"{town()} {rng.choice(kinds)}")),
    )
