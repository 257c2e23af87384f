"""``evals`` is no part of the installed package: these tests take it from the clone."""

import sys
from pathlib import Path

# At the end, so that an installed ``assistant`` is still the one that is tested.
sys.path.append(str(Path(__file__).resolve().parents[2]))
