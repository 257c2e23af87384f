"""Measurements of the assistant, run from a clone: ``python -m evals``.

``run`` asks the cases in cases/ about corpus/ and seeds/, scores what comes and writes a report;
``gate`` compares it with baseline.json. ``bench`` times it beside references on made articles;
``retrieval`` ranks pages for claims.
The package ``assistant`` never imports this one.
"""
