"""What axe-core finds wrong with a page as it stands, for those who read it otherwise than by eye.

The rules are those of WCAG 2.0, 2.1 and 2.2, levels A and AA, and axe's own "best practice". The
script is evaluated by the debugger, which the page's Content-Security-Policy does not concern; a
script tag would be refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
GRAVE = ("critical", "serious")
IMPACTS = (*GRAVE, "moderate", "minor")


def findings(page: Page) -> list[str]:
    """Each as "impact rule: target (what axe says)", the gravest first.

    A rule that fails at three places gives three. What axe cannot decide (contrast over a picture,
    say) is not among them: :func:`undecided`.
    """
    return _found(page, "violations")


def undecided(page: Page) -> list[str]:
    """What axe leaves to a person's eye, written as :func:`findings` are."""
    return _found(page, "incomplete")


def grave(page: Page) -> list[str]:
    """Those findings that keep somebody from using the page."""
    return [one for one in findings(page) if one.startswith(GRAVE)]


def _found(page: Page, kind: str) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    # A colour that is still fading in would be measured half way.
    page.evaluate(
        "Promise.all(document.getAnimations()"
        ".filter(one => one.effect?.getComputedTiming().iterations !== Infinity)"
        ".map(one => one.finished.catch(() => null)))"
    )
    options = {"runOnly": {"type": "tag", "values": list(RULES)}, "resultTypes": [kind]}
    results = Axe().run(page, options=options).response
    assert len(results["passes"]) > 10, "axe has looked at hardly anything"
    found = []
    for rule in results[kind]:
        for node in rule["nodes"]:
            impact = node["impact"] or rule["impact"] or "minor"
            said = [one["message"] for kind in ("any", "all", "none") for one in node[kind]]
            target = " ".join(str(part) for part in node["target"])
            line = f"{impact} {rule['id']}: {target} ({'; '.join(said)})"
            found.append((IMPACTS.index(impact), line))
    return [line for _, line in sorted(found)]
