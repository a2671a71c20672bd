"""Make the fonts beside this file anew out of those that come with Streamlit, see docs/decisions/0038.

By hand, after a new Streamlit or for a new icon, from the root of the checkout: pip install fonttools brotli, then
python dashboard/fonts/make.py.
"""

from __future__ import annotations

import re
from pathlib import Path

import streamlit as st
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).resolve().parent
STREAMLIT = Path(st.__file__).parent
MEDIA = STREAMLIT / "static" / "static" / "media"
RANGE = re.compile(r"unicode-range: ([^}]+)")  # of faces.css: languages in Latin letters, and the signs on our pages
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "lnum", "tnum", "case"]
FILE, FAMILY, FULL, POSTSCRIPT, TRADEMARK = 3, 1, 4, 6, 7
Limits = dict[str, float | tuple[float, float]]
TEXT: dict[str, tuple[str, Limits]] = {
    "Serif": ("SourceSerifVariable-Roman.*", {"wght": (400, 600), "opsz": 28}),
    "Sans": ("SourceSansVF-Upright.*", {"wght": (400, 700)}),
}
ICON = re.compile(r":material/([a-z0-9_]+)")


def main() -> None:
    for name, (there, limits) in TEXT.items():
        text_font(name, next(MEDIA.glob(there)), limits)
    symbols(next(MEDIA.glob("MaterialSymbols-Rounded.*")), icons())


def text_font(name: str, there: Path, limits: Limits) -> None:
    """The Latin letters of a font, in the weights that are used, under a name of our own as its licence asks."""
    font = TTFont(there, recalcTimestamp=False)
    options = subset.Options(layout_features=FEATURES, name_IDs=["*"], hinting=False)
    shown = RANGE.search((HERE / "faces.css").read_text(encoding="utf-8"))[1]
    reduced(font, options, unicodes=subset.parse_unicodes(shown.replace("U+", "")))
    instantiateVariableFont(font, limits, inplace=True)
    names = font["name"]
    for number, said in {FAMILY: f"Twinge {name}", FULL: f"Twinge {name}", POSTSCRIPT: f"Twinge{name}"}.items():
        names.setName(said, number, 3, 1, 0x409)
    for number in (FILE, TRADEMARK):
        names.removeNames(nameID=number)
    font.save(HERE / f"{name.lower()}.woff2")


def symbols(there: Path, names: set[str]) -> None:
    """The drawings of these icons: a font that puts one in the place of its name in letters."""
    font = TTFont(there, recalcTimestamp=False)
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items() if code < 128}
    drawn = {
        "".join(letters[part] for part in (first, *ligature.Component)): ligature.LigGlyph
        for lookup in font["GSUB"].table.LookupList.Lookup
        for table in lookup.SubTable
        for first, ligatures in getattr(table, "ExtSubTable", table).ligatures.items()
        for ligature in ligatures
    }
    kept = sorted(names & set(drawn))
    # Without the closure, else the letters bring in every icon they can write.
    options = subset.Options(layout_features=["*"], layout_closure=False, hinting=False)
    reduced(font, options, glyphs=[drawn[name] for name in kept], text="abcdefghijklmnopqrstuvwxyz0123456789_")
    font.save(HERE / "symbols.woff2")
    (HERE / "symbols.txt").write_text("\n".join(kept) + "\n", encoding="utf-8")


def reduced(font: TTFont, options: subset.Options, **kept: list[object] | str) -> None:
    """Take out of a font all but what is named, and have it packed."""
    cutter = subset.Subsetter(options)
    cutter.populate(**kept)
    cutter.subset(font)
    font.flavor = "woff2"


def icons() -> set[str]:
    """Names of the icons that our pages or Streamlit's own parts may show."""
    ours = HERE.parent.rglob("*.py")
    theirs = (STREAMLIT / "static" / "static" / "js").glob("*.js")
    return {name for file in (*ours, *theirs) for name in ICON.findall(file.read_text(encoding="utf-8"))}


if __name__ == "__main__":
    main()
