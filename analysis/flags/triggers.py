"""What of the training goes with more pain: a pointer to the associations."""

from __future__ import annotations

import pandas as pd

from analysis.flags.registry import Finding, Inputs, rule
from analysis.thresholds import ASSOCIATION_LOGS, ASSOCIATION_P, ASSOCIATION_SPAN_DAYS
from analysis.wording import count


@rule(
    id="goes_with_more_pain",
    book_id="S7",
    title="What goes with more pain",
    question="In your log, does any part of the training go with more pain?",
    needs="At least 28 logged days within six weeks or more, with known training.",
    severity="info",
    validity="moderate",
    unit="probability",
    thresholds=(ASSOCIATION_P, ASSOCIATION_SPAN_DAYS, ASSOCIATION_LOGS),
    evidence="One test over all loads and moments that holds its error rate: on simulated athletes whose pain has"
    " nothing to do with training it claims something in at most 7 of 100. It shows what goes together, not why.",
    not_shown="Things that go together need not bring each other about. Weather, sleep, work and shoes change too.",
    hint="See Patterns for how large and how sure it is, and try less of that load for two weeks.",
)
def goes_with_more_pain(inputs: Inputs) -> list[Finding]:
    """In your log, does any part of the training go with more pain?"""
    table = inputs.associations
    found = table[table["verdict"] == "more_pain"].sort_values("p_adjusted", kind="stable")
    if len(found):
        best = found.iloc[0]
        others = len(found) - 1
        text = best["sentence"] + (f" {count(others, 'more pattern')} on the page Patterns." if others else "")
        return [_finding(inputs, "raised", text, best)]
    judged = table[table["verdict"] == "no_clear_association"].sort_values("p_adjusted", kind="stable")
    if len(judged):
        text = f"No part of the training clearly goes with more pain in {count(int(judged['n'].max()), 'logged day')}."
        return [_finding(inputs, "clear", text, judged.iloc[0])]
    text = (
        f"Too little data to say: this needs {ASSOCIATION_LOGS.whole} logged days within {ASSOCIATION_SPAN_DAYS.whole}"
        " days or more. The table on the page Patterns shows the mean pain after each kind of day."
    )
    return [_finding(inputs, "not_enough_data", text, None)]


def _finding(inputs: Inputs, status: str, text: str, row: pd.Series | None) -> Finding:
    first = inputs.days["local_date"].iloc[0]
    if row is None:
        return Finding(status, text, first, inputs.today, threshold=ASSOCIATION_P.value)
    return Finding(
        status, text, first, inputs.today, observed=row["p_adjusted"], threshold=ASSOCIATION_P.value, n=int(row["n"])
    )
