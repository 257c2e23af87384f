"""Article text made harmless for a terminal: an article must not be able to send it orders."""

from __future__ import annotations

import re

# ECMA-48: control sequences (CSI), the strings that end in ST or BEL (OSC, DCS, SOS, PM, APC), and
# the short escapes. A string that is not ended on its line loses only its opening: otherwise one
# stray byte would hide the rest of an article. No opening stands inside a string, so that the
# search for its end never reads a character twice.
_STRING_BODY = r"[^\x07\x1b\x90\x98\x9c-\x9f\n]*(?:\x07|\x1b\\|\x9c)"
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,16}[@-~]"
    rf"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f]){_STRING_BODY}"
    r"|\x1b[ -/]{0,16}[0-~]"
)
_LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
# Overrides, embeddings and isolates can make a line read otherwise than it is written. The plain
# direction marks (U+200E, U+200F) cannot reorder Latin text and are left.
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def safe(text: str) -> str:
    """The text without escape sequences and controls; line ends are ``\\n``, tabs stay.

    A mark that overrides the direction of writing is shown by its name, ``<U+202E>``.
    """
    text = _ESCAPES.sub("", text)
    text = _LINE_ENDS.sub("\n", text)
    text = _CONTROLS.sub("", text)
    text = _BIDI.sub(lambda mark: f"<U+{ord(mark[0]):04X}>", text)
    return _SURROGATES.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The safe text on one line, each run of white space one space."""
    return " ".join(safe(text).split())
