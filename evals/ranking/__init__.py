"""The weights of the second look at what a search finds: ``python -m evals ranking learn``.

Learned from the cases that tuning may look at and the questions of evals/answers; takes nothing
from the held-out third.
"""
