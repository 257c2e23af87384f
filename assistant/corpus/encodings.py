"""Bytes -> text, exactly, or a CorpusError that says where they stop being text.

UTF-8, UTF-16 and UTF-32 are taken at their word. Older encodings are guessed by uchardet, which
resiliparse carries: on 22 samples in 16 encodings, each a sentence or two, it read 19 and
charset-normalizer 14 (Spanish and Swedish in Latin-1 came out as cp1250 and hp_roman8).
"""

from __future__ import annotations

import codecs

from assistant.errors import CorpusError

_MARKS = (  # the longer first: UTF-32 begins like UTF-16
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65_536  # bytes
_FEW_ACCENTS = 0.02  # of all letters; Polish and Czech have 0.06 to 0.15, French 0.03
_MANY_CONTROLS = 0.02  # of all characters


def marked_encoding(start: bytes) -> str | None:
    """The Python codec that a byte order mark announces; None without a mark."""
    return next((codec for mark, codec in _MARKS if start.startswith(mark)), None)


def decode(content: bytes, declared: str | None = None) -> str:
    """The text without its byte order mark, newlines and all else as they are.

    ``declared`` is what the file says of itself (an HTML page's ``meta charset``): it is asked
    after UTF-8, which hardly ever reads other text without an error. Raises CorpusError.
    """
    codec = marked_encoding(content) or "utf-8"
    try:
        text = content.decode(codec)
    except UnicodeDecodeError as exc:
        if codec != "utf-8":
            raise CorpusError(f"is damaged {codec.upper()} text: {_where(exc)}") from exc
        if _mostly_utf8(content):
            line = content.count(b"\n", 0, exc.start) + 1
            raise CorpusError(f"is UTF-8 text with a bad byte: {_where(exc)}", line=line) from exc
        text = _guessed(content, declared)
    if "\0" in text:
        raise CorpusError(
            "holds NUL characters: it is not a text, or it is UTF-16 without a byte order mark. "
            "Save it as UTF-8"
        )
    return text


def _guessed(content: bytes, declared: str | None) -> str:
    if b"\0" not in content:
        for codec in _likely(content, declared):
            try:
                text = content.decode(codec)
            except (UnicodeDecodeError, LookupError):
                continue
            if _controls(text) <= _MANY_CONTROLS * len(text):
                return text
    raise CorpusError("is in no encoding that is recognised, or not a text. Save it as UTF-8")


def _likely(content: bytes, declared: str | None) -> list[str]:
    """Codecs to try in turn."""
    from assistant.corpus.html import guess_encoding

    sample = _sample(content)
    guess = guess_encoding(sample)
    codecs_in_turn = [declared, guess, "cp1252"]
    western = sample.decode("cp1252", errors="ignore")
    letters = sum(character.isalpha() for character in western)
    accents = sum(character.isalpha() and character > "\x7f" for character in western)
    if accents <= _FEW_ACCENTS * letters:
        # English with a few names and curly quotation marks: too little to tell the neighbours
        # of cp1252 apart by, and of all of them it is by far the likeliest.
        codecs_in_turn = [declared, "cp1252", guess]
    # Latin-1 declared or guessed is cp1252 wherever they differ, as browsers have it.
    latin_1 = {"iso8859-1", "iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"}
    found = [("cp1252" if codec.lower() in latin_1 else codec) for codec in codecs_in_turn if codec]
    return list(dict.fromkeys(found))


def _sample(content: bytes) -> bytes:
    """A bounded part that begins shortly before the first byte that is not ASCII."""
    first = next((at for at in range(0, len(content), 4096) if not _plain(content, at)), 0)
    return content[max(0, first - 1024) : first + _SAMPLE]


def _plain(content: bytes, at: int) -> bool:
    return content[at : at + 4096].isascii()


def _mostly_utf8(content: bytes) -> bool:
    """Whether there are more well-formed sequences of UTF-8 than broken ones.

    Text in an older encoding hardly ever holds a well-formed one; then it is better to report a
    bad byte than to guess again and turn every good character into two wrong ones.
    """
    sample = _sample(content)
    read = sample.decode("utf-8", errors="replace")
    beyond = sum(character > "\x7f" for character in read)
    broken = read.count("\ufffd")
    return beyond - broken > broken


def _controls(text: str) -> int:
    return sum(
        (character < " " and character not in "\t\n\r\f\v") or "\x7f" <= character <= "\x9f"
        for character in text
    )


def _where(exc: UnicodeDecodeError) -> str:
    return f"byte {exc.object[exc.start]:#04x} at offset {exc.start:,}. Save it as UTF-8"
