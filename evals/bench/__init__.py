"""The benchmark: the assistant beside references that were measured in the same run.

``run_bench`` takes sizes and groups; gives Rows. Each measurement runs in fresh processes with
default settings, on made articles in a temporary folder; nothing of the user's is read or written.
"""

from evals.bench.report import machine, machine_line, save, table
from evals.bench.rows import Row
from evals.bench.suite import GROUPS, run_bench

__all__ = ["GROUPS", "Row", "machine", "machine_line", "run_bench", "save", "table"]
