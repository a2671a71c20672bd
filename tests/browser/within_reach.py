"""What a page owes to everybody: nothing axe calls serious, and targets that a finger hits."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

FINGER = 44  # px, WCAG 2.5.5; half a pixel less is a rounding
GRAVE = ("serious", "critical")

# Links in a sentence, charts, canvases and Streamlit's own menu are not measured. A field is as large as its box, and a
# box to tick as its label.
_SMALL = """finger => {
  const boxes = '[role=group], [data-testid=stTextInputRootElement], [data-testid=stNumberInputContainer]';
  const apart = '.js-plotly-plot, [data-testid=stHeader], [data-testid=stDataFrame], [aria-hidden=true]';
  const inside = e => e.matches('input') && e.closest('label') || e.tabIndex < 0 && e.closest(boxes);
  const inText = e => e.matches('a') && getComputedStyle(e).display === 'inline';
  const box = e => e.matches('input') ? e.closest(boxes) ?? e : e;
  const what = 'button, [role=button], [role=tab], [role=radio], summary, a[href], input, textarea, label:has(input)';
  return [...document.querySelectorAll(what)]
    .filter(e => e.checkVisibility({visibilityProperty: true, opacityProperty: true}) && !e.disabled)
    .filter(e => !e.closest(apart) && !inside(e) && !inText(e))
    .map(e => [e, box(e).getBoundingClientRect()])
    .filter(([e, r]) => r.width > 1 && r.height > 1 && Math.min(r.width, r.height) < finger - 0.5)
    .map(([e, r]) => [e.ariaLabel ?? e.textContent, Math.round(r.width), Math.round(r.height)].join(' '))
}"""


def grave_violations(page: Page) -> list[str]:
    """What axe calls serious or critical: the rule and the element."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]  # the rest takes as long
    return [
        f"{rule['id']}: {node['html'][:200]}" for rule in found if rule["impact"] in GRAVE for node in rule["nodes"]
    ]


def small_targets(page: Page) -> list[str]:
    """What a finger may miss, with its size."""
    return list(dict.fromkeys(page.evaluate(_SMALL, FINGER)))
