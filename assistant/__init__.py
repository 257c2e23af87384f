"""Dateline: ask dated news articles; every sentence of the answer is cited and checked.

From Python: ``from assistant.assembly import build``.
"""

import os as _os

# Before numpy is imported: its products here are small, and two threads that meet in one take
# 47 ms for what one does in 18. An answer's and a search's times rest on it.
_os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
