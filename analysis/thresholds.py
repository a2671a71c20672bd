"""Every number a rule uses, once: value, unit, where it comes from and how good that evidence is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Grade = Literal["cohort", "guideline", "convention", "simulation", "lay advice", "definition", "personal"]


@dataclass(frozen=True)
class Threshold:
    """One number with its source.

    Parameters
    ----------
    grade
        cohort: an observational study of runners. guideline: a clinical guideline or measured clinical change.
        convention: common practice without a trial. simulation: chosen on simulated athletes, see docs/methods.md.
        lay advice: what runners are told, untested. definition: it only says what a word means here. personal: the
        runner's own setting.
    """

    value: float
    unit: str
    source: str
    grade: Grade

    @property
    def whole(self) -> int:
        """The value of a count, as an int."""
        return int(self.value)


_FRANDSEN = "Frandsen et al. 2025, Br J Sports Med 59:1203-1210 (5,205 runners, 588,071 sessions; observational)"
_NIELSEN = "Nielsen et al. 2014, J Orthop Sports Phys Ther (hazard 1.59, 0.96-2.66: not significant)"
_FARRAR = "Farrar et al. 2001, Pain 94:149-158 (2 points or 30 % on a 0-10 scale)"
_LANDORF = "Landorf et al. 2010, J Foot Ankle Res 3:7 (8 mm of 100 in average plantar heel pain)"
_GUIDE = "advice runners are commonly given; no trial found"
_SIMULATED = "chosen on simulated athletes of known truth; see docs/methods.md"

# What counts as known training
UNKNOWN_GAP_DAYS = Threshold(
    10, "days", "a gap this long may be a missing export: ask, do not assume rest", "simulation"
)
SPLIT_GAP_MINUTES = Threshold(15, "min", "recordings of one run closer than this are one run", "definition")

RECORD_RUN_M_S = Threshold(7.21, "m/s", "the world record over one mile, 3:43.13; no whole run is faster", "definition")

# L1: a run longer than the longest of the 30 days before
SPIKE_WINDOW_DAYS = Threshold(30, "days", _FRANDSEN, "cohort")
SPIKE_SMALL = Threshold(1.10, "x", _FRANDSEN, "cohort")
SPIKE_MODERATE = Threshold(1.30, "x", _FRANDSEN, "cohort")
SPIKE_LARGE = Threshold(2.00, "x", _FRANDSEN, "cohort")
SPIKE_SHOWN_DAYS = Threshold(7, "days", "a spike stays in view for a week", "convention")
RETURN_SHARE = Threshold(0.5, "of the usual long run", "a cautious first run after a break; untested", "convention")

# L2: week against week, shown, never alarming by itself
WEEKLY_CHANGE = Threshold(1.30, "x", _NIELSEN, "cohort")
COMPARABLE_WEEK_M = Threshold(5000, "m", "below this a share of the week says nothing", "convention")

# The usual week
USUAL_WEEKS = Threshold(8, "weeks", _SIMULATED, "simulation")
USUAL_KEEP = Threshold(0.5, "of the upper quartile", _SIMULATED, "simulation")
USUAL_FREEZE_DAYS = Threshold(56, "days", "pain that lasts longer makes a new usual, as a cut does", "convention")
USUAL_MIN_DAYS = Threshold(28, "days", _SIMULATED, "simulation")

# An episode of pain that is going on
EPISODE_SCORE = Threshold(1, "points", "any pain counts as early attention", "lay advice")
EPISODE_DAYS = Threshold(3, "of the last 7 logged days", _GUIDE, "lay advice")
EPISODE_LOGS = Threshold(7, "logged days", "the last week of a daily log", "definition")
EPISODE_CALM = Threshold(0.75, "points (5-day mean)", _SIMULATED, "simulation")
EPISODE_LOOK_BACK_DAYS = Threshold(120, "days", "pain that began earlier is dated this far back", "simulation")
PAIN_KNOWN_DAYS = Threshold(14, "days", "a score older than this says nothing about today", "convention")

# P: the traffic light of a run, borrowed from Achilles care
_SILBERNAGEL = "Silbernagel et al. 2007, Am J Sports Med 35:897-906: 38 people with painful Achilles tendons, not heels"
LIGHT_GREEN_WORST = Threshold(3, "points at most, for green", _SILBERNAGEL, "convention")
LIGHT_AMBER_WORST = Threshold(5, "points at most, for amber", _SILBERNAGEL, "convention")
LIGHT_WORSE = Threshold(2, "points more at the end than at the start, for red", _GUIDE, "lay advice")
LIGHT_MORNING = Threshold(2, "points more on the next morning", f"settled by the next morning: {_SILBERNAGEL}",
                          "convention")  # fmt: skip
LIGHT_LATE_HOURS = Threshold(2, "hours after the run", _GUIDE, "lay advice")
LIGHT_LATE_SCORE = Threshold(4, "points two hours or more after the run, for red", _GUIDE, "lay advice")
LIGHT_SHOWN_DAYS = Threshold(7, "days", "the light of a run stays in view for a week", "convention")

# S: what the pain itself tells
_SIDES = "about a third of heel pain is on both sides (a secondary source); untested as a rule"
MORNING_SCORE = Threshold(2, "points", f"the smallest change of one day worth acting on: {_FARRAR}", "convention")
MORNING_DAYS = Threshold(3, "of the last 7 logged days", _GUIDE, "lay advice")
SITTING_EASED = Threshold(1, "points lower once moving", _GUIDE, "lay advice")
DELAYED_RISE = Threshold(2, "points more than at the end of the run", _FARRAR, "guideline")
DELAYED_RUNS = Threshold(2, "of the last 4 runs that say", _GUIDE, "lay advice")
DELAYED_HOURS = Threshold(24, "hours after the run at most", _SILBERNAGEL, "convention")
RECENT_RUNS = Threshold(4, "runs", "the last few, so that old ones do not speak for today", "convention")
RECENT_RUN_DAYS = Threshold(28, "days", "runs before this say nothing about today", "convention")
FADE_START = Threshold(2, "points at the start", _GUIDE, "lay advice")
FADE_DROP = Threshold(2, "points less at the end", _FARRAR, "guideline")
FADE_END = Threshold(1, "points at the end, or less", _GUIDE, "lay advice")
FADE_RUNS = Threshold(2, "of the last 4 painful runs", _GUIDE, "lay advice")
SHORT_RUN_MINUTES = Threshold(15, "min; a shorter run is hardly a warm-up", "a convention", "convention")
NO_FADE_RUNS = Threshold(2, "of the last 3 painful runs", "general descriptions of bone stress injury", "convention")
SITE_RECENT_DAYS = Threshold(28, "days", "where it hurt in the last four weeks", "definition")
ONE_SIDED_SHARE = Threshold(80, "% of the painful days", _SIDES, "convention")
ONE_SIDED_DAYS = Threshold(5, "days with 2 points or more", _SIDES, "convention")

# H: shoes
_COOK = "Cook et al. 1985: most cushioning is lost early, with no cliff at 300 miles; no injury trial found"
SHOE_NOTICE_M = Threshold(483_000, "m", f"300 miles; {_COOK}", "lay advice")
SHOE_DUE_M = Threshold(805_000, "m", f"500 miles; {_COOK}", "lay advice")
SHOE_IN_USE_DAYS = Threshold(28, "days", "a pair without a run for longer is not in use", "definition")
SHOE_KNOWN_SHARE = Threshold(0.8, "of the runs", "with fewer named, the others could turn the finding", "convention")
THUMB_TEST_DAYS = Threshold(90, "days", "foam wears on; an older firm answer says little", "convention")
SWITCH_DROP_MM = Threshold(4, "mm", "a smaller difference of drop is hardly another shoe", "convention")
SWITCH_SHARE = Threshold(33, "% of the distance", "Ridge et al. 2013, Med Sci Sports Exerc 45:1363 (10 of 19 runners "
                         "showed more bone marrow oedema after 10 weeks of change to minimalist shoes)",
                         "convention")  # fmt: skip
SWITCH_DAYS = Threshold(14, "days", "from the first run in the other kind of shoe", "convention")
SWITCH_PAIN_DAYS = Threshold(28, "days", "pain that begins this soon is mentioned beside it", "convention")
ROTATION_SHARE = Threshold(20, "% of the runs", "less than this hardly varies the load", "convention")
ROTATION_DAYS = Threshold(28, "days", "long enough to see a habit", "convention")
ROTATION_RUNS = Threshold(5, "runs", "with fewer, one run alone is a fifth", "definition")

# L3: the acute to chronic ratio, shown only where asked for; there is no limit to hold it against
_ACWR = "uncoupled, so that the 7 days are no part of what they are held against (Lolli et al. 2019)"
ACWR_ACUTE_DAYS = Threshold(7, "days", _ACWR, "definition")
ACWR_CHRONIC_DAYS = Threshold(21, "days before those", _ACWR, "definition")

# X1: hard ground
_TESSUTTI = "Tessutti et al. 2012, J Sports Sci 30:1545: concrete and asphalt load the heel alike, grass 9 to 17 % less"
HARD_JUMP = Threshold(1.3, "x the median of the four weeks before", _TESSUTTI, "convention")
HARD_LEAST_M = Threshold(5000, "m", "on less hard ground than this in a week a ratio says nothing", "convention")
SURFACE_KNOWN = Threshold(0.8, "of the distance", "with less, the runs of unknown surface could turn the finding",
                          "convention")  # fmt: skip

# X2, X3: hills
STEEP_GRADE = Threshold(
    5, "%", "Horiguchi et al. 2025, Front Sports Act Living: heel pressure rises 32 % at -6 degrees", "convention"
)
HILLY_RUN = Threshold(15, "m a km", "a run that rolls; no study names a limit", "convention")
SAME_ROUTE_RUNS = Threshold(3, "runs", "what is run again and again", "convention")
SAME_ROUTE_DAYS = Threshold(14, "days", "two weeks", "convention")
SAME_ROUTE_LENGTH = Threshold(0.1, "of the length", "as far as two runs of one route differ", "convention")
CLIMB_JUMP = Threshold(1.3, "x the median of the four weeks before", "the jump of other loads; not studied for climb",
                       "convention")  # fmt: skip
CLIMB_LEAST_M = Threshold(100, "m a week", "on less climb than this a ratio says nothing", "convention")
CLIMB_KNOWN = Threshold(0.8, "of the distance", "with less, runs of unknown climb could turn the finding",
                        "convention")  # fmt: skip
CLIMB_DRIFT = Threshold(0.1, "of the larger", "ascent and descent of loops are equal; twice the median error of the"
                        " computed totals", "convention")  # fmt: skip
CLIMB_DRIFT_LEAST_M = Threshold(300, "m", "of less climb a tenth is noise", "convention")
LEVEL_GRADE = Threshold(2, "%", "less than this is called level", "definition")

# F1, F2: cadence and stride, like with like
FORM_GRADE = Threshold(1, "%", "cadence is compared on ground no steeper than this", "definition")
FORM_SPEED = Threshold(0.05, "of the usual speed", "cadence is compared at speeds no further from it", "definition")
FORM_USUAL_DAYS = Threshold(365, "days", "slow to change, so that a new pace does not pass for a new stride",
                            "convention")  # fmt: skip
FORM_LEAST_S = Threshold(300, "s", "a day with less time at the usual speed says nothing", "convention")
FORM_WINDOW_DAYS = Threshold(14, "days", "long enough to be new, short enough to be sudden", "convention")
FORM_BEFORE_DAYS = Threshold(28, "days", "the four weeks before", "convention")
FORM_WINDOW_RUNS = Threshold(3, "days with a known cadence in the last 14", "fewer are chance", "convention")
FORM_BEFORE_RUNS = Threshold(5, "days with a known cadence in the 28 before", "fewer are chance", "convention")
_HEIDERSCHEIT = "Heiderscheit et al. 2011, Med Sci Sports Exerc 43:296 (45 runners in a laboratory)"
CADENCE_NOTICE = Threshold(0.05, "of the cadence before", _HEIDERSCHEIT, "convention")
CADENCE_SUDDEN = Threshold(0.10, "of the cadence before", _HEIDERSCHEIT, "convention")
STRIDE_LONGER = Threshold(0.05, "of the stride before", _HEIDERSCHEIT, "convention")

# Easy, moderate and fast, against the athlete's own running
EFFORT_DAYS = Threshold(90, "days", "what the athlete did lately; nothing later counts", "convention")
EFFORT_RUNS = Threshold(5, "runs with a speed in 90 days", "fewer do not show what is fast for someone", "convention")
EFFORT_LONG_S = Threshold(1200, "s", "20 minutes stand for what can be held for long", "convention")
EFFORT_BEST = Threshold(0.90, "of the runs have a slower best", "a slip of the GPS is not a best", "convention")
FAST_PACE = Threshold(1.05, "x the pace of the best 20 minutes", "all at this pace or quicker is fast", "convention")
FAST_USUAL = Threshold(1.15, "x the usual speed", "what is run on most days is not fast, even without a hard run in 90"
                       " days", "convention")  # fmt: skip
EASY_SPEED = Threshold(0.90, "of the speed from which on running is fast", "about 85 % of the best 20 minutes",
                       "convention")  # fmt: skip
FAST_HEART = Threshold(0.88, "of the highest heart rate of 90 days", "near the usual place of the second lactate"
                       " threshold; only where no speed was recorded", "convention")  # fmt: skip
EASY_HEART = Threshold(0.80, "of the highest heart rate of 90 days", "near the usual place of the first lactate"
                       " threshold; only where no speed was recorded", "convention")  # fmt: skip
HEART_HELD_S = Threshold(60, "s", "a heart rate held for less may be a slip of the sensor", "convention")
STEADY_EXERTION = Threshold(6, "of 10", "an effort that felt this hard was hardly even: its mean speed hides how fast"
                            " it was", "convention")  # fmt: skip
STEADY_CLIMB = Threshold(0.015, "m of ascent per m", "on hills the mean speed says little of the effort", "convention")

# Kinds of session
REPEATS_LEAST = Threshold(3, "times", "fewer are a change of pace or a rolling road", "definition")
HILL_CLIMB_M = Threshold(15, "m", "a lower rise is none", "definition")
HILL_GRADE = Threshold(4, "%", "a flatter rise is none", "definition")
REPEATS_TOTAL_S = Threshold(180, "s", "less in all is strides in an easy run", "convention")
RUN_WALK_LEAST = Threshold(4, "times", "fewer walks are stops on the way", "definition")
RUN_WALK_RUN_S = Threshold(90, "s", "two minutes of running, more or less", "lay advice")
RUN_WALK_RUN_LONGEST_S = Threshold(150, "s", "two minutes of running, more or less", "lay advice")
RUN_WALK_WALK_S = Threshold(45, "s", "one minute of walking, more or less", "lay advice")
RUN_WALK_WALK_LONGEST_S = Threshold(90, "s", "one minute of walking, more or less", "lay advice")
WALKING_M_S = Threshold(2.0, "m/s", "people change from walking to running near this speed", "convention")
TEMPO_S = Threshold(600, "s", "less fast time than this is no session", "convention")
TEMPO_HELD_S = Threshold(300, "s", "so long without slowing down, else it was strides or a stop", "convention")
EASY_SHARE = Threshold(0.5, "of the distance easy or moderate", "what most of an easy run is", "definition")
LONG_RUN = Threshold(1.5, "x the median run of the 90 days before", "a long run", "definition")
RACE_SHARE = Threshold(0.9, "of the distance fast; from a half marathon on, not easy", "a race is run to its end",
                       "definition")  # fmt: skip
RACE_SHORT = Threshold(0.01, "of the length of the race", "a watch measures this much too little", "convention")
RACE_LONG = Threshold(0.03, "of the length of the race", "no one runs the shortest line", "convention")

# F3, B3: fast running
SPEED_RAMP_M = Threshold(2000, "m", "a new stimulus, not a danger", "convention")
SPEED_RAMP_SHARE = Threshold(0.10, "of the weekly distance", "a new stimulus, not a danger", "convention")
SPEED_BREAK_DAYS = Threshold(28, "days", "a session after a break this long is a new stimulus", "convention")
SPEED_WEEKS = Threshold(4, "weeks", "what was usual lately", "convention")
EFFORT_UNKNOWN = Threshold(0.2, "of the distance at an effort nobody knows", "more may hide a session", "convention")
BACKOFF_FAST = Threshold(0.05, "of the distance of 7 days", _GUIDE, "lay advice")

# B1: was the load really cut?
BACKOFF_TARGET = Threshold(0.67, "of the usual week", _GUIDE, "lay advice")
BACKOFF_KEPT = Threshold(0.75, "of the usual week", "the target and a tolerance of 0.08", "convention")
BACKOFF_PARTIAL = Threshold(0.90, "of the usual week", "less of a cut than this is none", "convention")
BACKOFF_TOO_FAR = Threshold(0.25, "of the usual week", _GUIDE, "lay advice")
BACKOFF_FIRST_REVIEW_DAYS = Threshold(7, "days", _GUIDE, "lay advice")
BACKOFF_REVIEW_DAYS = Threshold(14, "days", _GUIDE, "lay advice")


# B0, B2, B4 to B7: the other parts of backing off
IGNORING = Threshold(0.95, "of the usual week", "as much as before, give or take", "convention")
STOPPED_DAYS = Threshold(7, "days without a run", _GUIDE, "lay advice")
RUN_DAYS_FEWER = Threshold(1, "day fewer than usual", _GUIDE, "lay advice")
RUN_DAYS_MOST = Threshold(5, "days a week", "six or seven become four or five", "lay advice")
RUN_DAYS_KEPT = Threshold(3, "days a week or fewer stay as they are", _GUIDE, "lay advice")
LONG_RUN_TARGET = Threshold(0.5, "of the usual long run", _GUIDE, "lay advice")
LONG_RUN_KEPT = Threshold(0.6, "of the usual long run", "the target and a tolerance of 0.1", "convention")
RUN_WALK_LIGHTS = Threshold(2, "amber or red runs", _GUIDE, "lay advice")
RUN_WALK_RUN_MINUTES = Threshold(2, "minutes of running, in turns with walking", _GUIDE, "lay advice")
RUN_WALK_WALK_MINUTES = Threshold(1, "minute of walking, in turns with running", _GUIDE, "lay advice")
RUN_WALK_DAYS = Threshold(7, "days", _GUIDE, "lay advice")
REPLACING_BOUT_S = Threshold(1200, "s", "a bout of 20 minutes or more", "lay advice")
REPLACED_SHARE = Threshold(0.5, "of the minutes left out", _GUIDE, "lay advice")
REPLACED_LEAST_S = Threshold(1200, "s", "less than one bout left out needs no replacing", "definition")
REPLACED_PAIN = Threshold(2, "points on the next morning", _GUIDE, "lay advice")
REVIEW_LOGS = Threshold(3, "logged days of 7", "fewer do not stand for a week", "convention")
REVIEW_LAST_DAYS = Threshold(21, "days", "no better after three weeks is worth an appointment", "lay advice")
TIGHTER_TARGET = Threshold(0.5, "of the usual week", _GUIDE, "lay advice")

# G: signs a clinician should see
REST_PAIN_SCORE = Threshold(
    4, "points", "pain at rest on two days, or waking pain on two nights of seven", "convention"
)
REST_PAIN_DAYS = Threshold(
    2, "days of 7", "pain at rest on two days, or waking pain on two nights of seven", "convention"
)
NIGHT_PAIN_SCORE = Threshold(1, "points", "any pain in the night, on two nights of seven", "convention")
REST_PAIN_WINDOW = Threshold(7, "days", "pain at rest on two days, or pain on two nights of seven", "convention")
SIGN_ASKED_DAYS = Threshold(14, "days", "an answer older than this says nothing about today", "convention")
SIGN_CHECK_SCORE = Threshold(4, "points", "pain of this much asks for the warning signs each time", "convention")
SIGN_CHECK_DAYS = Threshold(7, "days", "with less pain they are asked for once a week", "convention")
WALKING_HURTS = Threshold(8, "points", "what the scale of the page Log calls pain that hurts in walking", "definition")
SITE_SHOWN_DAYS = Threshold(120, "days", "a site without an entry for this long is left out", "definition")

# G1: a sign beside what the runner says
BALANCE_SHIFT = Threshold(2, "percentage points of ground contact", "supports a limp, never raises", "convention")
BALANCE_PAIN = Threshold(4, "points on the same day", "supports a limp, never raises", "convention")
BALANCE_DAYS = Threshold(28, "days", "the athlete's own usual", "convention")
BALANCE_KNOWN_DAYS = Threshold(5, "days with a value", "fewer give no usual", "convention")

# R, T: what is done for recovery and strength
_REVIEW = "simulated pain that does not change: noise alone looks 2 points worse in 8 %, a point better in 30 %"
CARE_NEW_DAYS = Threshold(14, "days without it; then it starts anew", "an item taken up again", "definition")
CARE_SHOWN_DAYS = Threshold(28, "days", "an item begun earlier is no longer reviewed", "convention")
CARE_BEFORE_DAYS = Threshold(7, "days before the start; never the day it was started", _REVIEW, "simulation")
CARE_BEFORE_LOGS = Threshold(3, "of them logged", _REVIEW, "simulation")
CARE_FIRST_DAY = Threshold(2, "days after the start, the first that counts", _GUIDE, "lay advice")
CARE_LAST_DAY = Threshold(4, "days after the start, the last that counts", _GUIDE, "lay advice")
CARE_LATEST_DAY = Threshold(7, "days after the start, where fewer than two were logged", _GUIDE, "lay advice")
CARE_AFTER_LOGS = Threshold(2, "logged days after the start", _REVIEW, "simulation")
CARE_CHANGE = Threshold(2, "points, for helped or worse", _REVIEW, "simulation")
CARE_LITTLE = Threshold(1, "points, for a little", _GUIDE, "lay advice")
CARE_WORSE_TICKS = Threshold(2, "entries felt as worse", _GUIDE, "lay advice")
CARE_APART_DAYS = Threshold(3, "days apart; two items begun closer are not told apart", "a convention", "convention")
CARE_LOAD_CHANGE = Threshold(0.20, "of the week before", "a change of load may be what pain answers to", "convention")
STRENGTH_MORNING = Threshold(2, "points more first-step pain on the next morning", _GUIDE, "lay advice")
STRENGTH_DAYS = Threshold(14, "days", "an answer to strength work older than this is past", "convention")
STRENGTH_STOP = Threshold(2, "such answers", _GUIDE, "lay advice")

# E: coming back to running
_NIELSEN_2014 = "Nielsen et al. 2014, PLoS One 9:e99877: new runners with an injury"
RETURN_DAYS = Threshold(56, "days after the pain went", "eight weeks of coming back", "convention")
RETURN_DURING = Threshold(1, "points during runs (7-day mean)", _GUIDE, "lay advice")
RETURN_FIRST_STEPS = Threshold(2, "points on the first steps (7-day mean)", _GUIDE, "lay advice")
RETURN_QUIET_DAYS = Threshold(7, "days without an amber or red run", _GUIDE, "lay advice")
DIALS_AT_ONCE = Threshold(1, "dial in 7 days", _GUIDE, "lay advice")
DIAL_SHARE = Threshold(0.10, "above the median of the two weeks before", _GUIDE, "lay advice")
DIAL_DISTANCE_M = Threshold(2000, "m of long run or week", "smaller steps are no change", "convention")
DIAL_FAST_M = Threshold(1000, "m of fast running", "smaller steps are no change", "convention")
DIAL_HILL_M = Threshold(50, "m of climb or descent", "smaller steps are no change", "convention")
DIAL_DAYS = Threshold(1, "run day", "smaller steps are no change", "convention")
STAGE_LONG_SHARE = Threshold(0.9, "of the usual long run", "the long run counts as back", "convention")
STAGE_PICKUPS = Threshold(2, "days with fast running since the pain went", _GUIDE, "lay advice")
HABIT_STRENGTH = Threshold(2, "days a week of strength work", _GUIDE, "lay advice")
HABIT_RECOVERY = Threshold(3, "days a week of recovery work", _GUIDE, "lay advice")
HABIT_SILENT_DAYS = Threshold(10, "days without either", _GUIDE, "lay advice")
FLARE_RISE = Threshold(2, "points above the usual of late", _FARRAR, "guideline")
FLARE_LOGS = Threshold(2, "of 3 scores in a row", _GUIDE, "lay advice")
FLARE_BASE_LOGS = Threshold(14, "scores before them, at least 5", "the usual of late", "convention")
FLARE_SHOWN_DAYS = Threshold(7, "days", "a flare stays in view for a week", "convention")
FLARE_CUT_LEAST = Threshold(0.33, "of what was raised last", _GUIDE, "lay advice")
FLARE_CUT_MOST = Threshold(0.5, "of what was raised last", _GUIDE, "lay advice")
FLARE_CUT_DAYS = Threshold(5, "days at most, then try again", _GUIDE, "lay advice")
FLARE_HOLD = Threshold(2, "flares, to hold for two weeks", _GUIDE, "lay advice")
FLARE_CLINICIAN = Threshold(3, "flares, to see a clinician", _GUIDE, "lay advice")
RECOVERY_MEDIAN = Threshold(71, "days, the median", _NIELSEN_2014, "cohort")
RECOVERY_SHORTEST = Threshold(9, "days, the shortest", _NIELSEN_2014, "cohort")
RECOVERY_LONGEST = Threshold(617, "days, the longest", _NIELSEN_2014, "cohort")

# G3: worsening despite back-off (the balanced preset of docs/methods.md)
WORSENING_CUT = Threshold(0.20, "of the usual week", _SIMULATED, "simulation")
WORSENING_CUT_BLOCK = Threshold(0.15, "of the usual week, in the first and in every 7 days", _SIMULATED, "simulation")
WORSENING_CUT_DAYS = Threshold(14, "days", "the shortest cut that is one", "simulation")
WORSENING_CUT_LONGEST = Threshold(56, "days", "a longer one is the new usual", "simulation")
WORSENING_CUT_LEAD = Threshold(2, "days", "the cut may begin this long before the pain is dated", "simulation")
WORSENING_FREEZE_DAYS = Threshold(42, "days", "a cut this soon is held against the week before the pain", "simulation")
WORSENING_DAYS = Threshold(20, "days since the cut", _SIMULATED, "simulation")
WORSENING_RISE = Threshold(1.0, "points", _LANDORF, "guideline")
WORSENING_PROBABILITY = Threshold(0.90, "probability", _SIMULATED, "simulation")
WORSENING_STILL_RISING = Threshold(0.90, "probability", _SIMULATED, "simulation")
WORSENING_LEVEL = Threshold(3.0, "points (7-day mean)", _SIMULATED, "simulation")
WORSENING_LOGS = Threshold(5, "days logged since the cut", _SIMULATED, "simulation")
WORSENING_PERSIST = Threshold(2, "of the last 4 days", _SIMULATED, "simulation")
WORSENING_PERSIST_DAYS = Threshold(4, "days", _SIMULATED, "simulation")
WORSENING_APART_DAYS = Threshold(14, "days", "raised days closer than this are one finding", "definition")
WORSENING_OVER_LOGS = Threshold(14, "logged days in a row", "two calm weeks of log let the flag go", "convention")

# What change of pain is worth acting on
MEANINGFUL_DAY = Threshold(2, "points", _FARRAR, "guideline")
MEANINGFUL_WEEK = Threshold(1, "points (7-day mean)", _LANDORF, "guideline")
MEANINGFUL_SHARE = Threshold(0.30, "of the 7-day mean", _FARRAR, "guideline")

# What goes with more pain: how much log a statement needs
_MAX_T = "simulated athletes of known truth: see docs/methods.md, Associations"
ASSOCIATION_P = Threshold(0.05, "chance of any finding where nothing matters", "the usual convention", "convention")
ASSOCIATION_WINDOW_DAYS = Threshold(1096, "days", "three years: what went with pain before that was another runner's",
                                    "convention")  # fmt: skip
ASSOCIATION_SPAN_DAYS = Threshold(42, "days from the first score to the last", _MAX_T, "simulation")
ASSOCIATION_LOGS = Threshold(28, "logged days of them", _MAX_T, "simulation")
ASSOCIATION_LOW_POWER = Threshold(90, "logged days; with fewer a real link is missed more often than found", _MAX_T,
                                  "simulation")  # fmt: skip
ASSOCIATION_KNOWN = Threshold(0.9, "of the days of the best known exposure", "lest one gap cost all the others",
                              "convention")  # fmt: skip
ASSOCIATION_POWER = Threshold(0.8, "of such logs", "the usual convention", "convention")
ASSOCIATION_ALIKE = Threshold(0.7, "correlation of two exposures", _MAX_T, "simulation")

# Kinds of days in the table of contrasts
CONTRAST_HARD = Threshold(0.5, "of the distance on concrete or asphalt", "what most of a day was", "definition")
CONTRAST_FAST = Threshold(0.2, "of the distance run fast", "a session with a fast part", "definition")
CONTRAST_HILLY = Threshold(0.012, "m of descent per m", "12 m a km", "definition")
CONTRAST_LONG = Threshold(1.5, "x the median of the longest runs of run days", "a long run", "definition")
CONTRAST_LEAST_DAYS = Threshold(3, "days", "fewer give no interval", "definition")

# Is pain rising or falling?
_TREND = "simulated logs of known slope: see docs/methods.md, Trend"
TREND_ALPHA = Threshold(0.05, "of the chance on each side of the interval of a slope", _TREND,
                        "simulation")  # fmt: skip
TREND_LOGS = Threshold(6, "scores in the window", "fewer do not tell a slope from a swing", "convention")
TREND_FLOOR = Threshold(0.5, "of the scores at 0", "half of the log cannot fall", "definition")
WEEK_LOGS = Threshold(2, "logged days of a week", "one score says nothing of the other days", "convention")
CHANGE_LOGS = Threshold(42, "scores in the last year", "six weeks of daily log", "convention")
CHANGE_SIDE_LOGS = Threshold(7, "scores before and after a change", "a week on each side", "convention")
CHANGE_P = Threshold(0.05, "chance of any change where nothing moved", "the usual convention", "convention")


@dataclass(frozen=True)
class Personal:
    """A number that runners may set for themselves, from `low` to `high`; `usual` counts where they do not."""

    usual: Threshold
    low: float
    high: float


# None of them is behind a warning for a clinician. The bands of pain in use disagree (0-3, 4-5, 6-10 and 0-3, 4-6, 7-10
# and 0-3, 4-7, 8-10), and nobody knows how far a midsole goes.
PERSONAL: Mapping[str, Personal] = {
    "green_up_to": Personal(LIGHT_GREEN_WORST, 0, 4),
    "amber_up_to": Personal(LIGHT_AMBER_WORST, 2, 7),
    "shoe_notice_m": Personal(SHOE_NOTICE_M, 100_000, 2_000_000),
    "shoe_due_m": Personal(SHOE_DUE_M, 100_000, 2_000_000),
}
