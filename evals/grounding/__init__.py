"""The grounding check measured, and its weights learned: ``python -m evals grounding``.

``learn FILE`` takes claims that people judged beside their sources (WiCE's format: JSON Lines with
claim, source, label), makes perturbed pairs of them, and writes assistant/grounding/weights.json.
``measure FILE`` prints the area under the ROC curve, how far scores are shares, and the kinds of
errors that are seen.
"""
