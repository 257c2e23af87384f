"""Whether a source says what a claim says.

Takes a claim and an article's body; gives the spans that say it, or None. Here: verbatim.
"""

from assistant.grounding.quotes import is_verbatim

__all__ = ["is_verbatim"]
