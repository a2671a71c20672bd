"""Activities.csv as Garmin Connect writes it: its columns, quotes, `--`, thousands commas, newest first."""

from __future__ import annotations

from collections.abc import Sequence

from sample_data.training import Activity

METRES = {"km": 1000.0, "mi": 1609.344}
FEET = 1 / 0.3048
NOT_MEASURED = "--"
BARE = 3  # the first fields stand without quotes

# Header of the export -> what the column holds. A language has its own list because exports differ in more than words.
HEADERS: dict[str, dict[str, str]] = {
    "en": {
        "Activity Type": "type", "Date": "date", "Favorite": "favorite", "Title": "title", "Distance": "distance",
        "Calories": "calories", "Time": "time", "Avg HR": "avg_hr", "Max HR": "max_hr", "Aerobic TE": "effect",
        "Avg Run Cadence": "cadence", "Max Run Cadence": "max_cadence", "Avg Pace": "pace", "Best Pace": "best_pace",
        "Total Ascent": "ascent", "Total Descent": "descent", "Avg Stride Length": "stride",
        "Avg Vertical Ratio": "not_measured", "Avg Vertical Oscillation": "not_measured",
        "Avg Ground Contact Time": "not_measured", "Training Stress Score®": "zero", "Avg Power": "not_measured",
        "Max Power": "not_measured", "Steps": "steps", "Body Battery Drain": "drain", "Decompression": "no",
        "Best Lap Time": "best_lap", "Number of Laps": "laps", "Moving Time": "moving", "Elapsed Time": "elapsed",
        "Min Elevation": "not_measured", "Max Elevation": "not_measured",
    },
    "de": {
        "Aktivitätstyp": "type", "Datum": "date", "Favorit": "favorite", "Titel": "title", "Distanz": "distance",
        "Kalorien": "calories", "Zeit": "time", "Ø Herzfrequenz": "avg_hr", "Maximale Herzfrequenz": "max_hr",
        "Ø Schrittfrequenz (Laufen)": "cadence", "Max. Schrittfrequenz (Laufen)": "max_cadence", "Ø Pace": "pace",
        "Beste Pace": "best_pace", "Anstieg gesamt": "ascent", "Abstieg gesamt": "descent", "Ø Schrittlänge": "stride",
        "Durchschnittliches vertikales Verhältnis": "zero", "Ø vertikale Bewegung": "zero",
        "Training Stress Score®": "zero", "Dekompression": "no", "Beste Rundenzeit": "best_lap",
        "Anzahl der Runden": "laps", "Zeit in Bewegung": "moving", "Verstrichene Zeit": "elapsed",
        "Minimale Höhe": "not_measured", "Maximale Höhe": "not_measured",
    },
}  # fmt: skip
WORDS = {
    "en": {"generic": "Running", "trail": "Trail Running", "track": "Track Running", "treadmill": "Treadmill Running",
           "cycling": "Cycling", "no": "No"},
    "de": {"generic": "Laufen", "treadmill": "Laufbandtraining", "cycling": "Radfahren", "no": "Nein"},
}  # fmt: skip


def activities_csv(training: Sequence[Activity], language: str, units: str) -> bytes:
    """The whole history as one file."""
    header = HEADERS[language]
    lines = [",".join(header)]
    for activity in sorted(training, key=lambda a: a.local_start, reverse=True):
        fields = _fields(activity, language, units)
        lines.append(",".join(_written(i, fields[name]) for i, name in enumerate(header.values())))
    return ("\n".join(lines) + "\n").encode()


def written_distance_m(activity: Activity, units: str) -> float:
    """The distance the file states: two decimals of a kilometre or mile."""
    return round(activity.distance_m / METRES[units], 2) * METRES[units]


def _written(position: int, value: str) -> str:
    return value if position < BARE else f'"{value}"'


def _fields(activity: Activity, language: str, units: str) -> dict[str, str]:
    words = WORDS[language]
    kind = words[activity.sub_sport if activity.is_run else activity.sport]
    lap_s = METRES[units] / activity.speed_m_s
    laps = int(activity.distance_m // METRES[units]) + 1
    return {
        "type": kind,
        "date": f"{activity.local_start:%Y-%m-%d %H:%M:%S}",
        "favorite": "false",
        "title": kind,
        "distance": f"{activity.distance_m / METRES[units]:,.2f}",
        "calories": f"{activity.calories:,}",
        "time": _clock(activity.timer_s),
        "avg_hr": str(activity.avg_heart_rate),
        "max_hr": str(activity.max_heart_rate),
        "effect": f"{activity.avg_heart_rate / 48:.1f}",
        "cadence": _or_missing(activity.cadence_spm, "{}"),
        "max_cadence": _or_missing(activity.cadence_spm and activity.cadence_spm + 11, "{}"),
        "pace": _pace(lap_s) if activity.is_run else f"{3600 / lap_s:.1f}",
        "best_pace": _pace(0.85 * lap_s) if activity.is_run else f"{3600 / (0.6 * lap_s):.1f}",
        "ascent": _climb(activity.ascent_m, units),
        "descent": _climb(activity.descent_m, units),
        "stride": _or_missing(activity.stride_m, "{:.2f}"),
        "steps": _or_missing(activity.cadence_spm and round(activity.cadence_spm * activity.timer_s / 60), "{:,}"),
        "drain": f"-{max(1, round(activity.timer_s / 320))}",
        "no": words["no"],
        "best_lap": _clock(0.93 * min(lap_s, activity.timer_s)),
        "laps": str(laps),
        "moving": _clock(activity.timer_s - 1),
        "elapsed": _clock(activity.elapsed_s),
        "zero": "0.0",
        "not_measured": NOT_MEASURED,
    }


def _or_missing(value: float | None, form: str) -> str:
    return NOT_MEASURED if value is None else form.format(value)


def _climb(metres: int | None, units: str) -> str:
    return _or_missing(metres if metres is None or units == "km" else round(metres * FEET), "{:,}")


def _pace(seconds: float) -> str:
    return f"{round(seconds) // 60}:{round(seconds) % 60:02d}"


def _clock(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"
