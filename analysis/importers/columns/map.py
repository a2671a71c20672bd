"""What the columns of a table hold, as the runner confirmed it: kept as JSON, checked whenever it is read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from analysis.importers.base import shape_of
from analysis.importers.delimited import plain
from analysis.importers.pain.scale import SCALES, WORDS
from analysis.importers.sports import SPORTS_ASKED
from analysis.tables import MOMENTS, SIDES, SIGNS, SITES

VERSION = 1
MAX_LENGTH = 200_000  # of the JSON; 512 columns with long names are less
IGNORE = "ignore"
BOTH_FIELDS = ("date", "time")
ACTIVITY_FIELDS = (
    "distance", "duration", "pace", "sport", "ascent", "descent", "heart_rate", "cadence", "exertion", "surface",
    "shoe", "title",
)  # fmt: skip
PAIN_FIELDS = ("score", "moment", "site", "side", "signs", "sign", "warm_up", "note")
REPEATABLE = ("score", "sign", IGNORE)  # fields that several columns may hold
# What one row is -> what its columns may hold.
ROWS = {
    "activity": (*BOTH_FIELDS, *ACTIVITY_FIELDS, IGNORE),
    "pain": (*BOTH_FIELDS, *PAIN_FIELDS, IGNORE),
    "both": (*BOTH_FIELDS, *ACTIVITY_FIELDS, *PAIN_FIELDS, IGNORE),
}
# What a file may leave open -> its answers.
SETTINGS: dict[str, tuple[str, ...]] = {
    "date_order": ("day_first", "month_first"),
    "decimal": (".", ","),
    "distance_unit": ("km", "mi", "m"),
    "duration_unit": ("min", "s", "h", "day", "m:ss", "h:mm"),
    "height_unit": ("m", "ft"),
    "scale": (*SCALES, WORDS),  # with the end that hurts: `5-0` has its worst pain at 0
    "sport": tuple(sport for sport, _ in SPORTS_ASKED),
}


@dataclass(frozen=True)
class ColumnUse:
    """What one column holds. `moment`, `site` and `side` belong to a score, `sign` to a sign; empty says nothing."""

    name: str
    field: str = IGNORE
    moment: str = ""
    site: str = ""
    side: str = ""
    sign: str = ""


@dataclass(frozen=True)
class ColumnMap:
    """What the columns of every table of one shape hold.

    Parameters
    ----------
    row
        What one row is: an activity, pain, or both (a key of `ROWS`).
    columns
        One use per column, found again by name, so that their order does not matter.
    date_order, decimal, distance_unit, duration_unit, height_unit, scale, sport
        Answers from `SETTINGS`, None where nobody was asked: then the data decide. `sport` is what all rows are where
        no column says it.
    runs, not_runs
        Words of the sport column, plain, that the runner calls runs or not.
    """

    row: str
    columns: tuple[ColumnUse, ...]
    date_order: str | None = None
    decimal: str | None = None
    distance_unit: str | None = None
    duration_unit: str | None = None
    height_unit: str | None = None
    scale: str | None = None
    sport: str | None = None
    runs: tuple[str, ...] = ()
    not_runs: tuple[str, ...] = ()

    def to_json(self) -> str:
        return json.dumps({"version": VERSION, **asdict(self)}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> ColumnMap | None:
        """The map in `text`, None where it is none: an answer may be old, cut off or made up."""
        if len(text) > MAX_LENGTH:
            return None
        try:
            told = json.loads(text)
            if told.pop("version") != VERSION:
                return None
            columns = tuple(ColumnUse(**column) for column in told.pop("columns"))
            runs, not_runs = tuple(told.pop("runs", ())), tuple(told.pop("not_runs", ()))
            made = cls(columns=columns, runs=runs, not_runs=not_runs, **told)
            return made if made._is_valid else None
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None

    @property
    def _is_valid(self) -> bool:
        fields = [use.field for use in self.columns if use.field not in REPEATABLE]
        return (
            self.row in ROWS
            and all(_is_valid_use(use, self.row) for use in self.columns)
            and len(set(fields)) == len(fields)
            and all(getattr(self, name) in (None, *answers) for name, answers in SETTINGS.items())
            and all(isinstance(word, str) for word in (*self.runs, *self.not_runs))
        )

    def fits(self, header: Sequence[str]) -> bool:
        """Whether `header` has a column with the date, and whatever else the map says something about."""
        used = [use.field for use in self.placed(header).values()]
        asked = [use.field for use in self.columns if use.field != IGNORE]
        return "date" in used and sorted(used) == sorted(asked)

    def placed(self, header: Sequence[str]) -> dict[int, ColumnUse]:
        """Place in `header` -> what stands there; of columns with the same name the first takes the first use."""
        left = [use for use in self.columns]
        found = {}
        for place, name in enumerate(header):
            use = next((use for use in left if plain(use.name) == plain(name)), None)
            if use is not None:
                left.remove(use)
                if use.field != IGNORE:
                    found[place] = use
        return found


def shape(header: Sequence[str]) -> str:
    """What tables with these columns have in common, in whatever order and spelling a spreadsheet left them."""
    return shape_of(sorted(plain(name) for name in header))


def _is_valid_use(use: ColumnUse, row: str) -> bool:
    return (
        isinstance(use.name, str)
        and use.field in ROWS[row]
        and use.moment in ("", *MOMENTS)
        and use.site in ("", *SITES)
        and use.side in ("", *SIDES)
        and use.sign in ("", *SIGNS)
        and (use.field != "sign" or bool(use.sign))
    )
