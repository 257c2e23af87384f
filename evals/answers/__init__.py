"""Answers without a model: their weights learned, and measured: ``python -m evals answers``.

``learn`` reads the cases that may be learned from and the further questions of ``questions.jsonl``
(most of them have no answer in the articles), and writes assistant/answering/weights.json.
``measure`` asks the cases and prints what came of it.
"""
