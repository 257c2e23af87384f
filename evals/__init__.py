"""Measurements of the assistant, run from a clone: ``python -m evals``.

``bench`` times it beside references on made articles; ``retrieval`` ranks pages for claims.
The package ``assistant`` never imports this one.
"""
