"""Costs against sizes as an SVG with two logarithmic axes, small enough to be kept."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT = 560, 380
LEFT, RIGHT, TOP, FOOT = 66, 400, 40, 330
INKS = ("#1f5f6b", "#b4532a", "#5a4a8a", "#3f7d3a")  # told apart with any colour vision; each line has its name too

Points = Sequence[tuple[float, float]]  # size, cost


def log_log(title: str, axes: tuple[str, str], lines: Mapping[str, Points], notes: Mapping[str, str]) -> str:
    """The drawing; `axes` are what goes right and up, `notes` what stands after the name of a line."""
    every = [point for line in lines.values() for point in line]
    sizes, costs = (min(every)[0], max(every)[0]), _decades([cost for _, cost in every])

    def place(point: tuple[float, float]) -> tuple[float, float]:
        return _along(point[0], sizes, LEFT, RIGHT), _along(point[1], costs, FOOT, TOP)

    ticks = sorted({size for line in lines.values() for size, _ in line})
    parts = [f'<text x="{LEFT}" y="20" font-size="14" font-weight="600">{escape(title)}</text>']
    for size in ticks:
        x = place((size, costs[0]))[0]
        parts.append(f'<path d="M{x:.1f} {TOP}V{FOOT}" stroke="#e4e0d6"/>')
        parts.append(f'<text x="{x:.1f}" y="{FOOT + 17}" text-anchor="middle">{size:,g}</text>')
    for power in range(round(math.log10(costs[0])), round(math.log10(costs[1])) + 1):
        y = place((sizes[0], 10.0**power))[1]
        parts.append(f'<path d="M{LEFT} {y:.1f}H{RIGHT}" stroke="#e4e0d6"/>')
        parts.append(f'<text x="{LEFT - 7}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:,g}</text>')
    parts.append(f'<text x="{(LEFT + RIGHT) / 2}" y="{FOOT + 38}" text-anchor="middle">{escape(axes[0])}</text>')
    parts.append(f'<text x="14" y="{(TOP + FOOT) / 2}" text-anchor="middle"'
                 f' transform="rotate(-90 14 {(TOP + FOOT) / 2})">{escape(axes[1])}</text>')  # fmt: skip
    parts += _drawn({name: [place(point) for point in line] for name, line in lines.items()}, notes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="system-ui, sans-serif"'
        f' font-size="12" fill="#2b2b28" role="img" aria-label="{escape(title)}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fbfaf6"/>{"".join(parts)}</svg>\n'
    )


def _drawn(lines: Mapping[str, Points], notes: Mapping[str, str]) -> list[str]:
    """Each line with its name where it ends, the names moved apart."""
    parts, lowest = [], math.inf
    for number, (name, line) in enumerate(sorted(lines.items(), key=lambda item: -item[1][-1][1])):
        ink, (x, y) = INKS[number % len(INKS)], line[-1]
        lowest = min(y, lowest - 32)
        parts.append(f'<path d="M{" L".join(f"{a:.1f} {b:.1f}" for a, b in line)}" fill="none" stroke="{ink}"'
                     ' stroke-width="2"/>')  # fmt: skip
        parts += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3.5" fill="{ink}"/>' for a, b in line]
        parts.append(f'<text x="{x + 12:.1f}" y="{lowest:.1f}" fill="{ink}" font-weight="600">{escape(name)}</text>')
        parts.append(f'<text x="{x + 12:.1f}" y="{lowest + 14:.1f}">{escape(notes.get(name, ""))}</text>')
    return parts


def _decades(values: Sequence[float]) -> tuple[float, float]:
    """Powers of ten around them."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return 10.0**low, 10.0 ** max(high, low + 1)


def _along(value: float, ends: tuple[float, float], begin: float, end: float) -> float:
    share = math.log10(value / ends[0]) / math.log10(ends[1] / ends[0])
    return begin + share * (end - begin)


def power(line: Points) -> float:
    """The power with which the cost grows from the middle to the largest size: 1 is linear. Least squares of logs."""
    xs, ys = ([math.log(value) for value in values] for values in zip(*line[(len(line) - 1) // 2 :], strict=True))
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)
