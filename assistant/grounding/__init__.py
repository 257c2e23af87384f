"""Whether a source says what a claim says.

Takes a claim and a source with its day; gives a verdict, a score, the spans that say it, and what
speaks against it in plain words. Local, and the same every time.
"""

from assistant.grounding.checking import Checked, check, check_against
from assistant.grounding.quotes import is_verbatim
from assistant.grounding.source import Source, read_source

__all__ = ["Checked", "Source", "check", "check_against", "is_verbatim", "read_source"]
