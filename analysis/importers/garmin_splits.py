"""The laps of one activity as Garmin Connect exports them beside the map (`activity_….csv`).

They say how far and how fast each lap was, but not on which day and in which sport: nothing can be made of them without
the activity they belong to, and that has its laps in its FIT file. So they are recognised, and the runner is told.

Field                      how
everything                 in the file without a date, so nothing is read
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.errors import Issue, UnreadableFile
from analysis.importers import delimited
from analysis.importers.base import Content, File, Hints
from analysis.importers.delimited import plain
from analysis.importers.garmin_words import FIELD_OF
from analysis.importers.listing import split_unit
from analysis.wording import count

FORMAT = "garmin_splits"
LABEL = "Garmin Connect laps of one activity (CSV)"

_LAP = {
    plain(name)
    for name in (
        "Split|Splits|Lap|Laps|Interval|Intervals|Runde|Runden|Intervall|Intervalle|Abschnitt|Vuelta|Vueltas|Intervalo|"
        "Intervalos|Volta|Voltas|Varv|Intervaller|Circuit|Circuits|Tour|Tours|Intervalles|Ronde|Ronden|Rondes|Omgang|"
        "Omgange|Okrążenie|Okrążenia|Interwały|Kör|Körök|Giro|Giri|Intervalli|圈数|圈|间隔|ラップ|インターバル|Kierros|"
        "Kierrokset|Kolo|Kola|Круг|Круги|랩|인터벌|Step Type|Kind"
    ).split("|")
}
_MORE_FIELDS = {plain("GetDistance"): "distance", plain("Cumulative Time"): "time"}
_SUMMARY = {
    plain(name) for name in "Summary|Zusammenfassung|Resumen|Resumo|Résumé|Riepilogo|Overzicht|Total".split("|")
}


def looks_like(file: File) -> bool:
    """Whether the file lists laps, with their distance and time, and no dates."""
    return delimited.has_header(file.data, _is_header)


def read(file: File, hints: Hints) -> Content:
    """How many laps are these? They have no date, so no activity can be made of them."""
    sheet = delimited.read_sheet(file.data, _is_header)
    if sheet is None:
        raise UnreadableFile("These are not the laps of an activity.", "Export them again from Garmin Connect.")
    laps = [row for row in sheet.rows if not _SUMMARY & {plain(cell) for cell in row.cells[:2]}]
    found = f"These are {count(len(laps), 'lap')} of one activity. They do not say on which day it was."
    advice = "Export the activity itself (Export Original, a FIT file), or the list of all activities as CSV."
    return Content(issues=(Issue(file.name, found, advice),))


def _is_header(cells: Sequence[str]) -> bool:
    names = [plain(split_unit(_without_unit(cell))[0]) for cell in cells]
    fields = {_MORE_FIELDS.get(name) or FIELD_OF.get(name) for name in names}
    return bool(_LAP & set(names[:3])) and {"distance", "time", "pace"} <= fields and not {"date", "type"} & fields


def _without_unit(name: str) -> str:
    """`Distance km` and `Avg Pace min/km` without what they are measured in."""
    words = name.split()
    return " ".join(words[:-1]) if len(words) > 1 and words[-1].lower() in _UNITS else name


_UNITS = {"km", "mi", "m", "ft", "yd", "min/km", "min/mi", "/km", "/mi", "km/h", "mph", "bpm", "spm", "w", "h:m:s"}
