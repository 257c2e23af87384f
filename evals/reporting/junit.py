"""The cases as JUnit XML, which every CI can show: a failure is a deciding metric below 1."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from typing import Any

# What XML 1.0 does not allow, however it is escaped.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(summary: dict[str, Any], rows: Sequence[dict[str, Any]]) -> str:
    failures = sum(not row["passed"] and not row["error"] for row in rows)
    errors = sum(row["error"] is not None for row in rows)
    suite = ET.Element(
        "testsuite",
        name=f"evals {summary['suite']}",
        tests=str(len(rows)),
        failures=str(failures),
        errors=str(errors),
        skipped="0",
    )
    for row in rows:
        case = ET.SubElement(suite, "testcase", classname=f"evals.{row['corpus']}", name=row["id"])
        if row["error"] is not None:
            ET.SubElement(case, "error", message=_clean(row["error"]))
        elif not row["passed"]:
            told = [f"{name}: {row['scores'][name]['explanation']}" for name in row["failed"]]
            failure = ET.SubElement(case, "failure", message=_clean("; ".join(row["failed"])))
            failure.text = _clean("\n".join([row["question"], *told]))
    root = ET.Element("testsuites")
    root.append(suite)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, "unicode") + "\n"


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("�", text)
