"""The words that columns hold: what may stand in a table, once."""

from __future__ import annotations

SURFACES = ("concrete", "asphalt", "gravel", "trail", "track", "treadmill", "grass", "unknown")
HARD_SURFACES = ("concrete", "asphalt")
MOMENTS = ("first_steps", "rest", "before", "during", "after", "night", "day")
SIDES = ("left", "right", "both", "unknown")
SITES = (
    "plantar_heel", "posterior_heel", "heel_side", "arch", "achilles", "ankle", "forefoot", "toes", "shin", "calf",
    "knee", "thigh", "hamstring", "groin", "hip", "lower_back", "other", "unknown",
)  # fmt: skip
SIGNS = (
    "limp", "swelling", "bruising", "warmth", "numbness", "tingling", "fall", "pop", "cannot_hop",
    "cannot_bear_weight", "night_wake", "rest_pain", "heel_squeeze", "fever", "calf_swelling", "breathless",
    "foot_wound",
)  # fmt: skip
HEEL_SITES = ("plantar_heel", "posterior_heel", "heel_side")
NO_SIGNS = "none"  # the runner was asked and has none; a missing value means nobody asked
QUALITIES = ("sharp", "ache", "throb", "burning", "numb")
HISTORY = ("under_15", "diabetes", "cancer", "steroids", "osteoporosis", "missed_periods", "low_energy")
RUN_SPORT = "running"  # an activity of this sport is a run; everything else is cross-training
REST_SPORT = "rest"  # an activity row that confirms a day without training
SESSION_TYPES = ("easy", "long", "tempo", "intervals", "hills", "race", "run_walk", "unknown")
HARD_SESSIONS = ("tempo", "intervals", "hills", "race")
INTENSITIES = ("easy", "moderate", "fast", "unknown")
LIGHTS = ("green", "amber", "red")
# Who says what a run was: the file's own field, its name, a map, the runner's rule for a place or route, the runner.
SOURCES = ("file", "title", "map", "route", "entered", "unknown")
CORRECTABLE = ("surface", "shoe", "session_type", "sport")  # columns of ACTIVITIES that the runner may set right
DEFAULT_KINDS = ("weekdays", "weekend", "place", "route", "all")
SHOE_CATEGORIES = ("standard", "max_cushion", "minimalist", "carbon", "trail", "spikes")
FELT = ("better", "same", "worse", "worse_next_day")
GRADES = ("steep_downhill", "downhill", "level", "uphill", "steep_uphill", "unknown")
DIMENSIONS = ("surface", "grade", "elevation", "speed", "best", "heart_rate", "form", "repeats", "intensity", "shoe")
SPEED_BAND_M_S = 0.1  # a band of speed is named by its lower edge, "2.9" holds 2.9 up to 3.0 m/s
HEART_RATE_BAND_BPM = 5  # "150" holds 150 up to 155 bpm
COVERAGES = ("recorded", "confirmed_rest", "assumed_rest", "unknown")
STATUSES = ("raised", "clear", "not_enough_data")
SEVERITIES = ("info", "watch", "act", "clinician")
CHANGE_KINDS = ("new", "changed", "other_source", "same", "doubtful", "gone", "split")
VALIDITIES = ("measured", "strong", "moderate", "weak", "none")
