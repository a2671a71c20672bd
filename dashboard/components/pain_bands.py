"""Which scores count as green, amber and red during a run: colour, shape and word, so that a limit can be seen."""

from __future__ import annotations

from dashboard.components.shapes import shape

_STATES = {"Green": "steady", "Amber": "watch", "Red": "act"}


def pain_bands(green_up_to: float, amber_up_to: float) -> str:
    """The three bands of the scores 0 to 10 as markup, each as wide as it reaches."""
    bands = {"Green": (0, green_up_to), "Amber": (green_up_to + 1, amber_up_to), "Red": (amber_up_to + 1, 10)}
    items = "".join(
        f'<li class="tw-{_STATES[name]}" style="flex-grow:{last - first + 1:g}">{shape(_STATES[name], 18)}'
        f"<b>{name}</b><span>{_scores(first, last)}</span></li>"
        for name, (first, last) in bands.items()
        if first <= last
    )
    return f'<ul class="tw-bands">{items}</ul>'


def _scores(first: float, last: float) -> str:
    return f"{first:g}" if first == last else f"{first:g} to {last:g}"
