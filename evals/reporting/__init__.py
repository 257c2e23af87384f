"""Reports of a Run: JSON Lines, a JSON summary, JUnit XML, Markdown, and one HTML file.

``write(run, folder)`` writes them all. Only ``latency.json`` differs from run to run.
"""

from evals.reporting.files import read_rows, write

__all__ = ["read_rows", "write"]
