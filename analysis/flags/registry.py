"""The machinery of flags: a rule is a registered function; the registry turns its findings into FLAGS."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

import pandas as pd

from analysis.episode import Episode, current_episode, pain_state
from analysis.errors import ContractError
from analysis.settings import Settings
from analysis.tables import ASSOCIATIONS, FLAGS, conform, empty, of_rows
from analysis.thresholds import SITE_SHOWN_DAYS, Threshold
from analysis.told import Told


@dataclass(frozen=True)
class Inputs:
    """What a rule may read. `today` is the day of the analysis; nothing in the frames lies after it.

    `told.shoes` is SHOES with what was counted. `raised` holds the rules for a clinician that are raised today; only
    rules that declare `reads_raised` are given it.
    """

    activities: pd.DataFrame
    runs: pd.DataFrame
    days: pd.DataFrame
    weeks: pd.DataFrame
    pain: pd.DataFrame
    exposures: pd.DataFrame
    told: Told
    settings: Settings
    today: pd.Timestamp
    associations: pd.DataFrame = field(default_factory=lambda: empty(ASSOCIATIONS))
    raised: frozenset[str] = frozenset()

    # Asked by many rules, worked out once.
    @cached_property
    def lately(self) -> pd.DataFrame:
        """PAIN of the last 120 days."""
        return from_day(self.pain, self.today - pd.Timedelta(days=SITE_SHOWN_DAYS.value - 1))

    @cached_property
    def lately_at(self) -> dict[str, pd.DataFrame]:
        """The same by site, in the order of the alphabet."""
        return {str(site): entries for site, entries in self.lately.groupby("site")}

    @cached_property
    def signed(self) -> pd.DataFrame:
        """Entries of PAIN in which the runner was asked about warning signs."""
        return self.pain[self.pain["signs"].notna()]

    @cached_property
    def episode(self) -> Episode | None:
        """The episode of pain that is going on."""
        return current_episode(self.days)

    @cached_property
    def pain_state(self) -> str:
        """Whether one is going on."""
        return pain_state(self.days)


def from_day(frame: pd.DataFrame, first: pd.Timestamp) -> pd.DataFrame:
    """The rows from that day on; where they stand in the order of days those before are not looked at."""
    dates = frame["local_date"]
    if dates.is_monotonic_increasing:
        return frame.iloc[int(dates.searchsorted(first)) :]
    return frame[dates >= first]


@dataclass(frozen=True)
class Finding:
    """One thing a rule has to say about one site and period.

    Every rule gives exactly one finding with `is_current` for each site it speaks of ("all" where the rule is not
    about a site), raised or not, and may add past raised periods.
    """

    status: str
    sentence: str
    period_start: pd.Timestamp
    period_end: pd.Timestamp
    site: str = "all"
    is_current: bool = True
    observed: float | None = None
    threshold: float | None = None
    n: int | None = None
    severity: str | None = None  # where it differs from the rule's own
    hint: str | None = None


@dataclass(frozen=True)
class Rule:
    """A rule as documented: what it asks, what it needs, what it is held against.

    `id` is stable. `book_id` is its id in the rule book. `needs` says in words which data it reads. `evidence` is what
    studies support, `not_shown` what they do not. A rule that
    `reads_raised` is asked after all that do not. The hint of one that `says_to_run` stands behind what a clinician
    should see first.
    """

    id: str
    book_id: str
    title: str
    question: str
    needs: str
    severity: str
    validity: str
    unit: str
    thresholds: tuple[Threshold, ...]
    evidence: str
    not_shown: str
    hint: str
    find: Callable[[Inputs], list[Finding]]
    reads_raised: bool = False
    says_to_run: bool = False


RULES: dict[str, Rule] = {}
CLINICIAN_FIRST = "A sign for a clinician is up: see to that first, and run no more than it allows. "


def rule(**declaration: object) -> Callable[[Callable[[Inputs], list[Finding]]], Callable[[Inputs], list[Finding]]]:
    """Register the decorated function as a rule. The keywords are the fields of `Rule` but `find`."""

    def register(find: Callable[[Inputs], list[Finding]]) -> Callable[[Inputs], list[Finding]]:
        made = Rule(find=find, **declaration)  # type: ignore[arg-type]
        if made.id in RULES:
            raise ValueError(f"two rules are called {made.id!r}")
        RULES[made.id] = made
        return find

    return register


def judge(inputs: Inputs) -> pd.DataFrame:
    """FLAGS: what every registered rule says of `inputs`; no row at all where there is no day to speak of.

    Raises
    ------
    ContractError
        A rule has not exactly one current finding for each site it speaks of.
    """
    if inputs.days.empty or pd.isna(inputs.today):
        return empty(FLAGS)
    return _flags(_asked(inputs))


def judge_some(inputs: Inputs, rules: Iterable[Rule]) -> pd.DataFrame:
    """FLAGS of these rules alone, none of which reads what others raise."""
    return _flags([(made, made.find(inputs)) for made in rules])


def _flags(asked: list[tuple[Rule, list[Finding]]]) -> pd.DataFrame:
    first = CLINICIAN_FIRST if any(_is_grave(made, found) for made, findings in asked for found in findings) else ""
    rows = [_row(made, finding, first) for made, findings in asked for finding in findings]
    flags = conform(of_rows(rows, FLAGS), FLAGS)
    current = flags.groupby(["flag_id", "site"])["is_current"].sum()
    if (current != 1).any():
        flag_id, site = current.index[current != 1][0]
        raise ContractError(f"FLAGS: {flag_id} has {current[flag_id, site]} current findings for {site}, not one")
    return flags


def _asked(inputs: Inputs) -> list[tuple[Rule, list[Finding]]]:
    """What each rule finds; those that read what is raised come last."""
    first = [(made, made.find(inputs)) for made in RULES.values() if not made.reads_raised]
    raised = frozenset(made.id for made, findings in first if any(_is_grave(made, found) for found in findings))
    seen = replace(inputs, raised=raised)
    return first + [(made, made.find(seen)) for made in RULES.values() if made.reads_raised]


def _is_grave(made: Rule, finding: Finding) -> bool:
    """Whether the finding is one for a clinician, and up today."""
    is_up = finding.is_current and finding.status == "raised"
    return is_up and (finding.severity or made.severity) == "clinician"


def _row(made: Rule, finding: Finding, first: str) -> dict[str, object]:
    return {
        "flag_id": made.id,
        "rule": made.book_id,
        "site": finding.site,
        "period_start": finding.period_start,
        "period_end": finding.period_end,
        "is_current": finding.is_current,
        "status": finding.status,
        "severity": finding.severity or made.severity,
        "observed": finding.observed,
        "threshold": finding.threshold,
        "unit": made.unit,
        "n": finding.n,
        "evidence": made.evidence,
        "sentence": finding.sentence,
        "hint": (first if made.says_to_run else "") + (finding.hint or made.hint),
        "validity": made.validity,
    }
