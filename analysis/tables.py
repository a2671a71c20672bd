"""The words of Twinge: every column of every table, declared once. `check()` holds frames to it.

Units are SI and stand in the names. Missing is missing (NaN, NaT, NA) and never 0; 0 is a value.
"""

from __future__ import annotations

from dataclasses import replace

# Given on from here, so that whoever uses a table finds what handles it beside it.
from analysis.contract import (  # noqa: F401
    DTYPES,
    Column,
    Columns,
    Kind,
    Table,
    check,
    check_key,
    conform,
    empty,
    of_rows,
    same_text,
    sound,
)  # fmt: skip
from analysis.families import grade_column, intensity_column, score, surface_column
from analysis.vocabulary import *

_ID = Column("activity_id", "text", "Identity: the same recording has the same id in every import.", required=True)
_DATE = Column("local_date", "day", "Calendar day where the athlete was when it began.", required=True, label="Day")

ACTIVITIES = Table("ACTIVITIES", "one activity", ("activity_id",), (
    _ID,
    _DATE,
    Column("local_start_time", "clock", "Wall clock at the start."),
    Column("start_time", "instant", "Instant of the start; missing where the file has no time zone."),
    Column("sport", "text", "running, cycling, …; `rest` confirms a day without training.", required=True),
    Column("sub_sport", "text", "treadmill, trail, track, …, as in FIT."),
    Column("distance_m", "number", "Distance.", "m", low=0, high=1_000_000, precision=1),
    Column("moving_time_s", "number", "Timer time, pauses left out.", "s", low=0),
    Column("elapsed_time_s", "number", "Time from start to end, pauses included.", "s", low=0),
    Column("ascent_m", "number", "Climb, as the device totals it.", "m", low=0, high=30_000),
    Column("descent_m", "number", "Drop, as the device totals it.", "m", low=0, high=30_000),
    Column("avg_heart_rate_bpm", "number", "Mean heart rate.", "bpm", low=20, high=260),
    Column("avg_cadence_spm", "number", "Mean steps a minute, both feet.", "spm", low=0, high=400),
    Column("avg_stride_m", "number", "Mean length of one step.", "m", low=0, high=4, precision=2),
    Column("perceived_exertion", "number", "Effort the runner entered.", "0-10", low=0, high=10),
    Column("surface", "text", "What the athlete ran on.", values=SURFACES, required=True),
    Column("surface_source", "text", "Who says so.", values=SOURCES, required=True),
    Column("session_type", "text", "What kind of run it was, as the file or the runner says; missing where neither "
           "does.", values=SESSION_TYPES),
    Column("session_type_source", "text", "Who says so.", values=SOURCES),
    Column("shoe", "text", "Name of the pair."),
    Column("ground_contact_left_pct", "number", "Share of the time on the ground that was the left foot's.", "%",
           low=0, high=100, precision=1),
    Column("place", "text", "Words for where it began, `;` between: two starts within 500 m share one. They tell "
           "nobody where that is; missing without positions."),
    Column("route", "text", "Words for the way it took, `;` between: the more two runs share, the more they went the "
           "same way. They tell nobody where that is; missing without positions."),
    Column("title", "text", "Name the runner or the service gave."),
    Column("source_format", "text", "Importer that read it, or `entered`.", required=True),
    Column("source_file", "text", "File it came from."),
    Column("also_in", "text", "Other files that hold the same activity, `; ` between."),
    Column("part_of", "text", "Id of the recording that this one goes on, where the runner called them one run."),
))  # fmt: skip

RECORDS = Table("RECORDS", "one sample of one activity", ("activity_id", "elapsed_s"), (
    _ID,
    Column("elapsed_s", "number", "Seconds since the start of the activity.", "s", low=0, required=True),
    Column("distance_m", "number", "Distance so far.", "m", low=0),
    Column("altitude_m", "number", "Altitude.", "m", low=-1000, high=10_000),
    Column("speed_m_s", "number", "Speed.", "m/s", low=0, high=100, precision=2),
    Column("heart_rate_bpm", "number", "Heart rate.", "bpm", low=0, high=260),
    Column("cadence_spm", "number", "Steps a minute, both feet.", "spm", low=0, high=600),
    Column("stride_m", "number", "Length of one step.", "m", low=0, high=5, precision=2),
))  # fmt: skip

PAIN = Table("PAIN", "one entry", ("local_date", "moment", "site", "side", "entry"), (
    _DATE,
    Column("moment", "text", "When the score applies.", values=MOMENTS, required=True),
    Column("site", "text", "Where it hurts.", values=SITES, required=True),
    Column("side", "text", "Left, right or both.", values=SIDES, required=True),
    Column("entry", "count", "1 for the first entry of that day, moment, site and side; 2 … where several disagree.",
           low=1, required=True),
    score("score", "Pain, 0 none to 10 worst; missing where only signs were logged."),
    Column("warm_up", "text", "How pain moved during a run.", values=("eased", "same", "worse")),
    score("start_score", "Pain in the first minutes of the run; moment `during` only."),
    score("end_score", "Pain at the end of the run; for moment `rest`, once moving again after sitting."),
    Column("hours_after", "number", "How long after the run; moment `after` only.", "h", low=0, high=48, precision=1),
    Column("quality", "text", "How it felt (sharp, ache, throb, burning, numb), `;` between."),
    Column("activity_id", "text", "The activity the entry belongs to."),
    Column("signs", "text", "Warning signs, `;` between; `none` where asked and absent; missing where nobody asked."),
    Column("note", "text", "The runner's words."),
    Column("source", "text", "File it came from, or `entered`.", required=True),
))  # fmt: skip

RUNS = Table("RUNS", "one run, once, with the pain around it", ("activity_id",), (
    _ID,
    _DATE,
    Column("distance_m", "number", "Distance.", "m", "Distance", 0, precision=1),
    Column("moving_time_s", "number", "Timer time, pauses left out.", "s", "Time", 0),
    Column("longest_30_days_m", "number", "Longest run of the 30 days before.", "m", low=0, precision=1),
    Column("spike_ratio", "number", "Distance over the longest run of the 30 days before.", "x", "Run spike", 0,
           precision=2, validity="moderate"),
    Column("session_type", "text", "What kind of run it was.", values=SESSION_TYPES),
    Column("session_type_source", "text", "Who says so; `recognised` from the recording.",
           values=(*SOURCES, "recognised")),
    score("before_score", "Worst pain before this run."),
    score("during_score", "Worst pain during this run."),
    score("after_score", "Worst pain in the hours after this run."),
    score("start_score", "Worst pain in the first minutes of this run."),
    score("end_score", "Worst pain at the end of this run."),
    score("same_morning_score", "First-step pain of the morning of the run: what it started from."),
    score("next_morning_score", "First-step pain of the next morning: the run's answer. On a day with several runs it"
           " belongs to the last."),
    Column("light", "text", "Traffic light of the pain around it; missing where too little was logged.",
           values=LIGHTS),
    Column("light_because", "text", "What made it amber or red, or what was not logged to call it green, `;` between."),
))  # fmt: skip

EXPOSURES = Table("EXPOSURES", "one activity, dimension and band", ("activity_id", "dimension", "band"), (
    _ID,
    Column("dimension", "text", "What the bands are parts of. surface, grade, intensity and shoe: where and in what was"
           " run. elevation: one band `whole` with the climb. speed: speed on the level that costs as much. heart_rate."
           " form: speed on level ground, with cadence. best: the most within so many seconds. repeats: fast bouts,"
           " climbs or running between walks, again and again.", required=True, values=DIMENSIONS),
    Column("band", "text", "Part of the dimension: asphalt, steep_downhill, fast; the lower edge in m/s or bpm for "
           "speed, form and heart rate; seconds for best.", required=True),
    Column("distance_m", "number", "Distance in the band; for best, the distance on the level that costs as much.", "m",
           low=0, precision=1),
    Column("time_s", "number", "Time in the band.", "s", low=0),
    Column("ascent_m", "number", "Climb worked out from the altitude; elevation only.", "m", low=0),
    Column("descent_m", "number", "Drop worked out from the altitude; elevation only.", "m", low=0),
    Column("cadence_spm", "number", "Mean steps a minute, both feet, over the time; form only.", "spm", low=0),
    Column("repeats", "number", "How many of them; repeats only.", "times", low=0),
    Column("source", "text", "Who says so.", required=True, values=SOURCES),
))  # fmt: skip

DAYS = Table("DAYS", "one calendar day, none skipped", ("local_date",), (
    _DATE,
    Column("coverage", "text", "How we know what was trained: recorded, confirmed rest, assumed rest, or unknown.",
           values=COVERAGES, required=True),
    Column("n_runs", "count", "Runs; missing where coverage is unknown.", "runs", "Runs", 0, weekly="sum"),
    Column("distance_m", "number", "Distance run; 0 on a rest day, missing where coverage is unknown.", "m", "Distance",
           0, weekly="sum", precision=1),
    Column("moving_time_s", "number", "Time run.", "s", "Running time", 0, weekly="sum"),
    Column("longest_run_m", "number", "Longest single run; recordings less than 15 minutes apart are one run.", "m",
           "Longest run", 0, weekly="max", precision=1),
    Column("spike_ratio", "number", "Longest run over the longest of the 30 days before.", "x", "Run spike", 0,
           weekly="max", precision=2, validity="moderate"),
    Column("rolling_7_m", "number", "Distance run on this day and the six before; missing where one of them is "
           "unknown.", "m", "Last seven days", 0, precision=1),
    Column("ascent_m", "number", "Climb of the runs, as their devices total it, else worked out from the altitude; "
           "missing where no run has either.", "m", "Ascent", 0, weekly="sum"),
    Column("descent_m", "number", "Drop of the runs, as their devices total it, else worked out from the altitude; "
           "missing where no run has either.", "m", "Descent", 0, weekly="sum"),
    *(grade_column(grade) for grade in GRADES),
    *(surface_column(surface) for surface in SURFACES),
    Column("hard_surface_m", "number", "Distance on concrete or asphalt; missing where no surface is known.", "m",
           "Hard surface", 0, weekly="sum", precision=1, validity="weak"),
    *(intensity_column(intensity, unit) for unit in ("m", "s") for intensity in INTENSITIES),
    Column("hard_sessions", "count", "Runs that were tempo, intervals, hills or a race.", "runs", "Hard sessions", 0,
           weekly="sum"),
    Column("matched_cadence_spm", "number", "Steps a minute on level ground at the athlete's usual speed.", "spm",
           "Cadence at usual speed", 0, weekly="mean", validity="weak"),
    Column("matched_stride_m", "number", "Length of a step on level ground at the athlete's usual speed.", "m",
           "Stride at usual speed", 0, weekly="mean", precision=2, validity="weak"),
    Column("ground_contact_left_pct", "number", "Share of the time on the ground that was the left foot's, mean of the "
           "day's runs by time.", "%", "Left foot on the ground", 0, 100, weekly="mean", precision=1, validity="weak"),
    Column("shoe_distance_m", "number", "Distance in the pair most recently taken into use, while two or more are in "
           "use; 0 on a rest day and while one is, missing where the pair is not known.", "m", "In the newest pair", 0,
           weekly="sum", precision=1, validity="weak"),
    Column("cross_training_s", "number", "Time in other sports.", "s", "Cross-training", 0, weekly="sum"),
    Column("replacing_s", "number", "Time in sports that spare the foot, in bouts of 20 minutes or more.", "s",
           "Low-impact training", 0, weekly="sum"),
    *(score(f"{moment}_score", f"Worst `{moment}` pain of the day over all sites.") for moment in MOMENTS),
    score("worst_score", "Worst pain of the day over all moments and sites."),
    Column("is_logged", "truth", "Whether any pain score was logged, 0 included.", label="Logged",
           required=True),
))  # fmt: skip


def _week_column(column: Column) -> Column:
    """The column of WEEKS that a DAYS column combines into."""
    how = {"sum": "Total of the week's known days", "max": "Largest of the week", "mean": "Mean of the week"}
    return replace(column, meaning=f"{how[column.weekly]}: {column.meaning}", required=False, weekly=None)  # type: ignore[index]


def _week_pain(moment: str) -> tuple[Column, ...]:
    what = "all moments (the day's worst)" if moment == "worst" else f"moment `{moment}`"
    return (
        score(f"{moment}_mean", f"Mean over the logged days of {what}."),
        score(f"{moment}_max", f"Worst of {what}."),
        Column(f"{moment}_days", "count", f"Days with a score for {what}.", "days", low=0, high=7),
        Column(f"{moment}_change", "number", f"Mean minus the mean of the week before for {what}.", "points",
               low=-10, high=10, precision=1),
    )  # fmt: skip


WEEKS = Table("WEEKS", "one calendar week, none skipped", ("week_start",), (
    Column("week_start", "day", "First day of the week.", required=True, label="Week of"),
    Column("is_complete", "truth", "Whether all seven days lie inside the data.", required=True),
    Column("known_days", "count", "Days whose training is known: recorded, confirmed or assumed rest.", "days",
           "Known days", 0, 7, required=True),
    Column("run_days", "count", "Days with a run.", "days", "Run days", 0, 7),
    Column("back_to_back_days", "count", "Days with a run directly after a day with one.", "days",
           "Run days in a row", 0, 7),
    *(_week_column(column) for column in DAYS.columns if column.weekly),
    Column("usual_run_days", "number", "Usual days with a run a week, over the same weeks as the usual week.", "days",
           "Usual run days", 0, 7),
    Column("acwr", "number", "Last 7 days over the weekly mean of the 21 days before them, on the last day of the "
           "week.", "x", "Acute to chronic", 0, precision=2, validity="none"),
    Column("change_previous", "number", "Distance against the week before; only between two whole, known weeks.", "x",
           "Against last week", 0, precision=2, validity="weak"),
    Column("change_mean_4", "number", "Distance against the mean of the four weeks before; all whole and known.", "x",
           "Against four weeks", 0, precision=2, validity="weak"),
    Column("usual_m", "number", "The usual week before this one, or before the pain that is going on: median of up to "
           "eight, odd weeks dropped.", "m", "Usual week", 0, precision=1),
    Column("usual_low_m", "number", "Lower quartile of those weeks.", "m", low=0, precision=1),
    Column("usual_high_m", "number", "Upper quartile of those weeks.", "m", low=0, precision=1),
    *(column for moment in (*MOMENTS, "worst") for column in _week_pain(moment)),
    Column("logged_days", "count", "Days with any pain score.", "days", "Days logged", 0, 7, required=True),
))  # fmt: skip

ASSOCIATIONS = Table("ASSOCIATIONS", "one exposure, lag and moment", ("exposure", "moment", "lag_days"), (
    Column("exposure", "text", "A column of DAYS.", required=True),
    Column("moment", "text", "When the pain was scored.", values=MOMENTS, required=True),
    Column("lag_days", "count", "Days from a load to the first score that may answer it.", "days", low=0,
           required=True),
    Column("half_life_days", "number", "Days after which half of the answer is gone.", "days", low=0),
    Column("step", "number", "Extra load the estimate is for.", "as the exposure", low=0),
    Column("estimate", "number", "Points of pain more, `lag_days` after a day with one `step` more.", "points",
           precision=1),
    Column("ci_low", "number", "Lower end of the 95 % interval.", "points", precision=1),
    Column("ci_high", "number", "Upper end of the 95 % interval.", "points", precision=1),
    Column("n", "count", "Logged days used.", "days", low=0, required=True),
    Column("n_effective", "number", "The same, allowing for days that resemble their neighbours.", "days", low=0),
    Column("p_adjusted", "number", "Chance of a finding this strong anywhere if nothing mattered.", low=0, high=1),
    Column("more_days", "count", "Logged days still missing until a difference of 2 points between light and heavy days"
           " would show in 8 of 10 such logs; missing where no log would do.", "days", low=0),
    Column("verdict", "text", "What may be said.", required=True,
           values=("more_pain", "no_clear_association", "not_enough_data")),
    Column("sentence", "text", "The verdict for a runner.", required=True),
))  # fmt: skip

CONTRASTS = Table("CONTRASTS", "one kind of day", ("kind",), (
    Column("kind", "text", "What was trained that day; a day may be of several kinds.", required=True,
           values=("hard_surface", "soft_surface", "fast", "hilly", "long", "rest")),
    Column("moment", "text", "Moment of the next day's score.", values=MOMENTS, required=True),
    Column("n", "count", "Such days that were followed by a score.", "days", low=1, required=True),
    score("mean", "Mean score of the next day.", required=True, precision=1),
    score("ci_low", "Lower end of its 95 % interval.", precision=1),
    score("ci_high", "Upper end of its 95 % interval.", precision=1),
))  # fmt: skip

_SITE = Column("site", "text", "Where it hurts.", values=SITES, required=True)
_MOMENT = Column("moment", "text", "When the score applies.", values=MOMENTS, required=True)

PAIN_WEEKS = Table("PAIN_WEEKS", "one week of one site and moment", ("site", "moment", "week_start"), (
    _SITE,
    _MOMENT,
    Column("week_start", "day", "First day of the week.", required=True, label="Week of"),
    Column("n", "count", "Logged days.", "days", low=1, high=7, required=True),
    score("mean", "Mean of the worst scores of the logged days.", required=True, precision=1),
    score("ci_low", "Lower end of the 95 % interval for the mean of all seven days.", precision=1),
    score("ci_high", "Upper end of that interval.", precision=1),
))  # fmt: skip

TRENDS = Table("TRENDS", "one site, moment and window", ("site", "moment", "window_days"), (
    _SITE,
    _MOMENT,
    Column("window_days", "count", "Days up to the day of the analysis.", "days", low=1, required=True),
    Column("n", "count", "Scores in the window.", "days", low=0, required=True),
    Column("slope_per_week", "number", "Change of pain a week.", "points", precision=1),
    Column("ci_low", "number", "Lower end of its 90 % interval.", "points", precision=1),
    Column("ci_high", "number", "Upper end of its 90 % interval.", "points", precision=1),
    Column("p_rising", "number", "Chance of such a rise if nothing changed.", "probability", low=0, high=1),
    Column("change", "number", "Mean of the last 7 days minus mean of the first 7 days.", "points", low=-10, high=10,
           precision=1),
    Column("floor_share", "number", "Share of the scores that are 0.", "share", low=0, high=1, precision=2),
    Column("verdict", "text", "What may be said.", required=True,
           values=("rising", "falling", "no_clear_change", "not_enough_data")),
    Column("sentence", "text", "The verdict for a runner.", required=True),
))  # fmt: skip

PAIN_CHANGES = Table("PAIN_CHANGES", "one change of level", ("site", "moment", "local_date"), (
    _SITE,
    _MOMENT,
    Column("local_date", "day", "First logged day of the new level, give or take.", required=True, label="Day"),
    Column("change", "number", "New level minus old.", "points", required=True, precision=1),
    Column("ci_low", "number", "Lower end of its 95 % interval.", "points", precision=1),
    Column("ci_high", "number", "Upper end of its 95 % interval.", "points", precision=1),
    Column("p_adjusted", "number", "Chance of a change this strong anywhere if nothing moved.", low=0, high=1),
    Column("sentence", "text", "The change for a runner.", required=True),
))  # fmt: skip

FLAGS = Table("FLAGS", "one rule, site and period", ("flag_id", "site", "period_start", "period_end"), (
    Column("flag_id", "text", "Stable name of the rule.", required=True),
    Column("rule", "text", "Id in the rule book, as L1 or G3.", required=True),
    Column("site", "text", "Where it hurts; `all` where the rule is not about one site.", required=True,
           values=("all", *SITES)),
    Column("period_start", "day", "First day the finding speaks of.", required=True),
    Column("period_end", "day", "Last day the finding speaks of.", required=True),
    Column("is_current", "truth", "Whether it holds on the day of the analysis; exactly one row per rule and site.",
           required=True),
    Column("status", "text", "raised, clear or not_enough_data.", values=STATUSES, required=True),
    Column("severity", "text", "How much it matters when raised.", values=SEVERITIES, required=True),
    Column("observed", "number", "What was measured.", precision=2),
    Column("threshold", "number", "What it was held against.", precision=2),
    Column("unit", "text", "Unit of both."),
    Column("n", "count", "Observations behind it.", low=0),
    Column("evidence", "text", "Where the threshold comes from.", required=True),
    Column("sentence", "text", "What was seen, for a runner.", required=True),
    Column("hint", "text", "What to do.", required=True),
    Column("validity", "text", "How far science trusts the rule.", values=VALIDITIES, required=True),
))  # fmt: skip

PLAN = Table("PLAN", "one step", ("step",), (
    Column("step", "count", "Order, most urgent first.", low=1, required=True),
    Column("what", "text", "What to do.", required=True),
    Column("target", "text", "How much."),
    Column("why", "text", "The reason, with its numbers.", required=True),
    Column("until", "day", "When to look again."),
    Column("ends_when", "text", "What ends the step.", required=True),
    Column("flag_id", "text", "The flag it answers."),
))  # fmt: skip

SHOES = Table("SHOES", "one pair of shoes", ("shoe",), (
    Column("shoe", "text", "Name of the pair, as it stands in ACTIVITIES.", required=True),
    Column("first_use", "day", "First activity in it, as entered or as seen here, whichever is earlier."),
    Column("last_use", "day", "Latest activity in it."),
    Column("starting_distance_m", "number", "Distance in it before the first run known here.", "m", low=0, precision=1),
    Column("distance_m", "number", "Distance in it altogether, walks included: the starting distance and what is known "
           "here.", "m", "Distance", 0, precision=1),
    Column("n_runs", "count", "Runs in it known here.", "runs", "Runs", 0),
    Column("n_unmeasured", "count", "Activities in it without a distance: they are not in `distance_m`.", "activities",
           "Without a distance", 0),
    Column("category", "text", "What kind of shoe it is.", values=SHOE_CATEGORIES),
    Column("drop_mm", "number", "Heel height over forefoot height.", "mm", "Drop", -5, 25),
    Column("retired", "day", "Day from which it is not in use."),
    Column("thumb_test", "text", "How the midsole answers the thumb.", values=("firm", "mushy")),
    Column("thumb_test_day", "day", "Day of that test."),
))  # fmt: skip

CORRECTIONS = Table("CORRECTIONS", "one value the runner set right", ("activity_id", "field"), (
    _ID,
    Column("field", "text", "Column of ACTIVITIES.", values=CORRECTABLE, required=True),
    Column("value", "text", "What it is.", required=True),
))  # fmt: skip

DEFAULTS = Table("DEFAULTS", "one rule of the runner for runs of a kind", ("kind", "key", "field"), (
    Column("kind", "text", "Which runs it is for.", values=DEFAULT_KINDS, required=True),
    Column("key", "text", "The place or route in ACTIVITIES' words; empty for the other kinds.", required=True),
    Column("field", "text", "Column of ACTIVITIES.", values=CORRECTABLE, required=True),
    Column("value", "text", "What it is.", required=True),
    Column("name", "text", "What the runner calls the place or route."),
))  # fmt: skip

CARE = Table("CARE", "one thing done for recovery or strength on one day", ("local_date", "item"), (
    _DATE,
    Column("item", "text", "What was done: ice, calf stretch, calf raises.", required=True),
    Column("dose", "text", "How much."),
    Column("felt", "text", "How it felt.", values=FELT),
))  # fmt: skip

CHANGES = Table("CHANGES", "one activity or pain entry that an import would bring, change or take away", ("change",), (
    Column("change", "text", "Name of the row.", required=True),
    Column("kind", "text", "What the import would do. other_source: the same activity, from a source more. gone: an"
           " earlier list held it, this one does not. split: a recording that goes on another.", required=True,
           values=CHANGE_KINDS),
    Column("about", "text", "An activity, or the pain of one day, moment, site and side.", required=True,
           values=("activity", "pain")),
    Column("is_ticked", "truth", "Whether it is done unless the runner says otherwise.", required=True),
    Column("ids", "text", "Activities in the files that it stands for, `; ` between."),
    Column("other_ids", "text", "Kept activities that it replaces, takes away or goes on, `; ` between."),
    _DATE,
    Column("local_start_time", "clock", "Wall clock at the start."),
    Column("sport", "text", "Sport of the activity."),
    Column("distance_m", "number", "Distance.", "m", "Distance", 0, precision=1),
    Column("moving_time_s", "number", "Timer time.", "s", "Time", 0),
    Column("moment", "text", "When the score applies.", values=MOMENTS),
    Column("site", "text", "Where it hurts.", values=SITES),
    Column("side", "text", "Left, right or both.", values=SIDES),
    score("score", "Worst score of the entries."),
    Column("sentence", "text", "What changes, why it is doubtful, where else it stands; empty where nothing is to be"
           " said.", required=True),
    Column("source_file", "text", "File it came from."),
))  # fmt: skip

TABLES = (ACTIVITIES, RECORDS, PAIN, RUNS, EXPOSURES, DAYS, WEEKS, ASSOCIATIONS, CONTRASTS, PAIN_WEEKS, TRENDS,
          PAIN_CHANGES, FLAGS, PLAN, SHOES, CORRECTIONS, DEFAULTS, CARE, CHANGES)  # fmt: skip
