"""Sports by whatever name a service gives them, in FIT's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from analysis.errors import Issue
from analysis.importers.base import Hints, Question, shape_of
from analysis.importers.delimited import plain
from analysis.importers.garmin_words import SPORT_OF

ON_FOOT = ("running", "walking", "hiking")
OTHER = ("other", "")
RUNNING_M_S = (1.8, 6.0)  # 9:15 to 2:45 a kilometre: slower is walking, faster is a wheel
FASTEST_RUN_M_S = 12.0  # faster than any runner ever was: the numbers are damaged
SPORTS_ASKED = (
    ("running", "Running"),
    ("walking", "Walking or hiking"),
    ("cycling", "Cycling"),
    ("other", "Something else"),
)
_SURFACES = {"treadmill": "treadmill", "track": "track", "trail": "trail"}

# Names other services use where Garmin has none or another one; `|` between.
_MORE: Mapping[tuple[str, str], str] = {
    ("running", ""): (
        "9|RunningRace|Jog|Jogging|Course|Hlaup|Run / Jog|Regular Run|Road Running|Outdoor Run|Laufen (Outdoor)|"
        "Course en extérieur|Carrera al aire libre|Correr al aire libre|Corrida ao ar livre|Corsa all'aperto"
    ),
    ("running", "indoor_running"): "Indoor Run|Indoor Run / Jog|Laufen (Indoor)|Course en intérieur",
    ("running", "track"): "Track and Field Running",
    ("running", "ultra"): "Ultrarunning Running",
    ("running", "trail"): "TrailRun|Trailrun|Trail|Carrera de trail|Corrida de trilha|Corrida em trilha",
    ("running", "virtual_activity"): "VirtualRun|Virtueller Lauf|Course virtuelle",
    ("walking", ""): (
        "Spaziergang|Spazieren|Promenade|Passeggiata|Nordic Walking|Steps|Outdoor Walk|Paseo al aire libre|"
        "Caminata al aire libre|Caminhada ao ar livre|Marche en extérieur"
    ),
    ("walking", "indoor_walking"): "Indoor Walk",
    ("hiking", ""): "Wanderung|Excursión",
    ("cycling", ""): (
        "1|Radfahrt|Fahrt|Sortie à vélo|Bicicleta|Vuelta ciclista|Pedalada|Pedalata|Bici|Rit|EBikeRide|E-Bike Ride|"
        "E-Bike-Fahrt|Vélo électrique|Handcycle|Velomobile|Bike|Bike Ride|Outdoor Cycle|Outdoor Cycling"
    ),
    ("cycling", "mountain"): "Mountain Bike Ride|MountainBikeRide|Mountainbike-Fahrt|E-Mountain Bike Ride|MTB",
    ("cycling", "indoor_cycling"): "Indoor Cycle|Spin|Spinning",
    ("cycling", "gravel_cycling"): "Gravel Ride|GravelRide|Gravel-Fahrt",
    ("cycling", "virtual_activity"): "VirtualRide|Virtuelle Radfahrt|Virtuelle Fahrt|Sortie à vélo virtuelle",
    ("rowing", ""): "Virtual Row|VirtualRow",
    ("training", "strength_training"): (
        "WeightTraining|Gewichtstraining|Entraînement aux poids|Entrenamiento con pesas|Treinamento com peso|"
        "Treino com pesos|Allenamento con i pesi|Crossfit|Circuit Training|Traditional Strength Training|"
        "Functional Strength Training|Weightlifting|Body building"
    ),
    (
        "training",
        "",
    ): (
        "Workout|Training|Entraînement|Entrenamiento|Treino|Treinamento|Allenamento|Fitness|Physical Therapy|X-Train|"
        "Cross Training|Core|Core Training|Functional Training|High Intensity Interval Training"
    ),
    ("cross_country_skiing", ""): "Nordic Ski|NordicSki|XC-Ski|XCSki|Nordischer Skilanglauf|Ski nordique|Roller Ski",
    ("alpine_skiing", ""): "Alpine Ski|AlpineSki|Alpinski",
    ("alpine_skiing", "backcountry"): "Backcountry Ski|BackcountrySki",
    ("inline_skating", ""): "Inline Skate|InlineSkate|Ice Skate|Ice Skating|Skateboard|Skateboarding",
    ("rock_climbing", ""): "Climbing|Bouldering",
    ("fitness_equipment", "stair_climbing"): "Stair-Stepper|StairStepper|Stairmaster / Stepwell",
    ("paddling", ""): "Kayak|Canoe|Stand Up Paddling|StandUpPaddling",
    ("surfing", ""): "Surf|Surfing|Kitesurf|Windsurf|Wellenreiten",
    ("multisport", ""): "MultiSport|Brick",
}
_BY_NAME = {plain(name): sport for sport, names in _MORE.items() for name in names.split("|")} | SPORT_OF
_PLAIN_SPORTS = {name: sport for name, sport in SPORT_OF.items() if sport[0] in (*ON_FOOT, "cycling") and not sport[1]}


def sport_of(name: str) -> tuple[str, str] | None:
    """(sport, sub_sport) of a name like `trail_running`, `VirtualRun` or `Lauf`; None where nobody knows it."""
    return _BY_NAME.get(plain(name))


def sport_in_title(title: str) -> tuple[str, str] | None:
    """The one sport that a title like `Morning Run` names; None where it names none or several."""
    named = {_PLAIN_SPORTS[word] for word in plain(title).split() if word in _PLAIN_SPORTS}
    return named.pop() if len(named) == 1 else None


def surface_of(sport: str, sub_sport: str) -> tuple[str, str]:
    """What a run of this kind is run on, and who says so."""
    surface = _SURFACES.get(sub_sport, "unknown") if sport == "running" else "unknown"
    return surface, "unknown" if surface == "unknown" else "file"


@dataclass(frozen=True)
class Asked:
    """That the sport is the runner's answer, or a guess that goes with a question, and not what the file says."""

    questions: tuple[Question, ...] = ()


def sport_or_question(
    name: str, source_format: str, hints: Hints, guess: str = "other"
) -> tuple[tuple[str, str], Asked | None]:
    """(sport, sub_sport) of a recording; where its name is unknown or missing, what the runner says or is asked.

    The answer holds for every file of this format with the same name.
    """
    if known := sport_of(name):
        return known, None
    shape = shape_of((source_format, plain(name)))
    if answer := hints.answer(shape, "sport"):
        return (answer, ""), Asked()
    text = f"Which sport is “{name[:40]}”?" if name else "Which sport was it? The file does not say."
    return (guess, ""), Asked((Question("sport", shape, text, SPORTS_ASKED, guess),))


def guessed_by_speed(speed_m_s: float) -> str:
    """Which sport is it probably, at this typical speed while moving?"""
    slowest, fastest = RUNNING_M_S
    return "running" if slowest <= speed_m_s <= fastest else "other"


def unknown_sports(file: str, names: Iterable[str]) -> list[Issue]:
    """What to say of names of sports that nobody knows: nothing, or one sentence with all of them."""
    unknown = Counter(name for name in names if sport_of(name) is None)
    if not unknown:
        return []
    listed = ", ".join(f"“{name[:40] or 'empty'}” ({n})" for name, n in unknown.most_common(10))
    found = f"Twinge does not know these types of activity: {listed}."
    return [Issue(file, found, "They count as other training. If one is a run, change its type and export again.")]
