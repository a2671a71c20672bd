"""The colours: readable, apart for every eye, the same in Streamlit's theme as in the charts."""

from __future__ import annotations

import itertools
import tomllib
from pathlib import Path

import numpy as np
import pytest

from analysis.tables import GRADES, INTENSITIES, MOMENTS, SURFACES
from dashboard.components.palette import DARK, LIGHT, Palette, contrast, luminance, of, text_on

CONFIG = Path(__file__).parents[2] / "streamlit_config.toml"
THEMES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
GROUNDS = ("paper", "raised", "sunken")

# How a colour looks in linear RGB to eyes without one kind of cone. Source: Machado, Oliveira, Fernandes 2009, IEEE
# Trans Vis Comput Graph 15:1291-1298, severity 1.0.
EYES = {
    "all cones": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


def oklab(colour: str, eyes: str) -> np.ndarray:
    """Where a colour lies in a space of equal perceived steps. Source: Ottosson 2020, the Oklab colour space."""
    rgb = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(EYES[eyes]) @ linear, 0, 1)
    cones = np.array([[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
                      [0.0883024619, 0.2817188376, 0.6299787005]]) @ seen  # fmt: skip
    return np.array([[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
                     [0.0259040371, 0.7827717662, -0.8086757660]]) @ np.cbrt(cones)  # fmt: skip


def apart(one: str, other: str, eyes: str = "all cones") -> float:
    return float(np.linalg.norm(oklab(one, eyes) - oklab(other, eyes)))


def bars(palette: Palette, kind: str) -> dict[str, str]:
    """The colours of one stack of bars; what is not known of a pair of shoes is drawn as everywhere."""
    if kind == "pairs":
        return {**{str(n): colour for n, colour in enumerate(palette.pairs)}, "unknown": palette.surfaces["unknown"]}
    return dict(getattr(palette, kind))


def test_contrast_is_what_wcag_says():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)
    assert luminance("#FF0000") == pytest.approx(0.2126)


@THEMES
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_reads_on_every_ground(palette, ground):
    inks = {"ink": palette.ink, "soft ink": palette.soft_ink, "accent": palette.accent, **palette.states}
    poor = {name: round(contrast(ink, getattr(palette, ground)), 2) for name, ink in inks.items()
            if contrast(ink, getattr(palette, ground)) < 4.5}  # fmt: skip
    assert not poor


@THEMES
def test_text_reads_on_the_accent_and_on_every_pain_chip(palette):
    assert contrast(palette.on_accent, palette.accent) >= 4.5
    assert min(contrast(colour, text_on(colour)) for colour in palette.pain) >= 4.5


@THEMES
def test_lines_and_the_usual_week_stand_out_from_the_paper(palette):
    drawn = {**palette.moments, "usual": palette.usual, "load": palette.load}
    assert min(contrast(colour, palette.paper) for colour in drawn.values()) >= 3


@THEMES
def test_pain_goes_up_in_even_steps(palette):
    steps = [apart(one, other) for one, other in itertools.pairwise(palette.pain)]
    assert len(palette.pain) == 11
    assert max(steps) / min(steps) < 1.3


@THEMES
@pytest.mark.parametrize("eyes", EYES)
def test_calm_and_severe_pain_differ_for_every_eye(palette, eyes):
    assert apart(palette.pain[0], palette.pain[10], eyes) > 0.25
    assert apart(palette.pain[2], palette.pain[7], eyes) > 0.1


@THEMES
@pytest.mark.parametrize("eyes", EYES)
def test_each_step_of_pain_is_seen_by_every_eye_and_goes_the_same_way(palette, eyes):
    """About 0.02 is the least that is seen."""
    assert min(apart(*pair, eyes) for pair in itertools.pairwise(palette.pain)) > 0.03
    assert min(apart(*pair, eyes) for pair in zip(palette.pain, palette.pain[2:], strict=False)) > 0.06
    lightness = [oklab(colour, eyes)[0] for colour in palette.pain]
    assert lightness == sorted(lightness, reverse=palette is LIGHT)


@THEMES
@pytest.mark.parametrize("eyes", EYES)
def test_the_states_stay_apart_for_every_eye(palette, eyes):
    """Each has a shape and a word besides."""
    pairs = {pair: apart(*(palette.states[name] for name in pair), eyes)
             for pair in itertools.combinations(palette.states, 2)}  # fmt: skip
    assert min(pairs.values()) > 0.045, min(pairs, key=pairs.get)


@THEMES
@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("kind", ["surfaces", "intensities", "grades", "pairs"])
def test_bars_of_one_chart_stay_apart_for_every_eye(palette, eyes, kind):
    colours = list(bars(palette, kind).values())
    pairs = {pair: apart(*pair, eyes) for pair in itertools.combinations(colours, 2)}
    assert min(pairs.values()) > 0.05, min(pairs, key=pairs.get)


@THEMES
@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("kind", ["surfaces", "intensities", "grades", "pairs"])
def test_bars_stand_out_from_the_paper_for_every_eye(palette, eyes, kind):
    from_paper = {name: apart(colour, palette.paper, eyes) for name, colour in bars(palette, kind).items()}
    assert min(from_paper.values()) > 0.12, min(from_paper, key=from_paper.get)


@THEMES
def test_a_harder_effort_stands_out_more(palette):
    strength = [contrast(palette.intensities[name], palette.paper) for name in ("easy", "moderate", "fast")]
    assert strength == sorted(strength)
    assert contrast(palette.intensities["easy"], palette.paper) > 1.5


@THEMES
def test_what_is_not_known_looks_the_same_in_every_chart(palette):
    assert palette.surfaces["unknown"] == palette.intensities["unknown"] == palette.grades["unknown"]


@THEMES
def test_no_pair_of_shoes_looks_like_a_surface(palette):
    between = [(pair, name) for pair in palette.pairs for name in palette.surfaces]
    assert min(apart(pair, palette.surfaces[name]) for pair, name in between) > 0.04


@THEMES
def test_every_surface_effort_grade_and_moment_has_a_colour(palette):
    assert set(palette.surfaces) == set(SURFACES)
    assert set(palette.intensities) == set(INTENSITIES)
    assert set(palette.grades) == set(GRADES)
    assert set(palette.moments) == {*MOMENTS, "worst"}


@pytest.mark.parametrize(("score", "place"), [(0, 0), (0.4, 0), (5, 5), (9.6, 10), (10, 10)])
def test_a_score_has_the_colour_of_its_step(score, place):
    assert LIGHT.score(score) == LIGHT.pain[place]


def test_the_theme_is_light_where_it_is_not_known():
    assert (of("dark"), of("light"), of(None)) == (DARK, LIGHT, LIGHT)


@pytest.mark.parametrize(("theme", "palette"), [("light", LIGHT), ("dark", DARK)])
def test_streamlit_has_the_same_colours(theme, palette):
    said = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"][theme]
    assert said == {
        "primaryColor": palette.accent,
        "backgroundColor": palette.paper,
        "secondaryBackgroundColor": palette.sunken,
        "textColor": palette.ink,
        "borderColor": palette.line,
        "linkColor": palette.accent,
        "chartCategoricalColors": [
            palette.load,
            palette.moments["first_steps"],
            *(palette.surfaces[name] for name in ("gravel", "treadmill", "grass", "track")),
        ],
    }
