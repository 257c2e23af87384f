"""English cardinal numbers in words, written as digits: "twenty-one thousand" is 21000."""

from __future__ import annotations

import re

_SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_WORD = "|".join([*_TENS, *sorted(_SMALL, key=len, reverse=True), "hundred", "thousand"])
_BETWEEN = r"(?:[\s-]+|(?:(?<=hundred)|(?<=thousand))\s+and\s+)"
_RUN = re.compile(rf"\b(?:{_WORD})(?:{_BETWEEN}(?:{_WORD}))*\b")


def in_digits(text: str) -> str:
    """The text, which is in lower case, with its numbers below a million as digits.

    "One" on its own stays: more often than not it is a pronoun. So do "million" and what follows,
    which is written out beside digits, too.
    """
    return _RUN.sub(lambda match: _digits(match[0]), text)


def _digits(run: str) -> str:
    if run == "one":
        return run
    numbers: list[int] = []
    whole, part, last = 0, 0, 1_000_000  # thousands that are done; below a thousand; last step

    def done() -> None:
        numbers.append(whole + part)

    for word in re.findall(r"[a-z]+", run):
        if word == "and":
            continue
        if word == "thousand" and last != 0:
            whole, part, last = (part or 1) * 1000, 0, 1000
        elif word == "hundred" and part < 20:
            part, last = (part or 1) * 100, 100
        elif word in _TENS and last >= 100:
            part, last = part + _TENS[word], 10
        elif word in _SMALL and (last >= 100 or (last == 10 and 0 < _SMALL[word] < 10)):
            part, last = part + _SMALL[word], 1
        else:  # "seven seventy": two numbers
            done()
            whole, part = 0, _TENS.get(word, _SMALL.get(word, 0))
            last = 10 if word in _TENS else 1
    done()
    return " ".join(map(str, numbers))
