"""A range, or a topic, to a timeline: dated sentences in order, one development each.

``reading`` finds the sentences that may be entries, ``topic`` those that are about the topic,
``folding`` puts together what tells the same, ``choice`` keeps the most important of every time.
"""

from assistant.answering.timeline.writer import Timeline

__all__ = ["Timeline"]
