"""What people call moments, sites, sides and warning signs in a pain log.

Words are compared without case, accents and punctuation (`delimited.plain`). English, with German, French and Spanish.
"""

from __future__ import annotations

from collections.abc import Mapping

from analysis.importers.delimited import plain

# Columns that are no score. `|` between names.
COLUMNS: Mapping[str, str] = {
    "date": "date|local date|day|timestamp|datetime|date time|datum|tag|jour|fecha|dia",
    "moment": "moment|when|time of pain|zeitpunkt|quand|cuando|momento",
    "site": "site|location|body part|where|area|place|stelle|ort|lieu|endroit|lugar|zona",
    "side": "side|foot|leg|seite|cote|lado",
    "entry": "entry",
    "warm_up": "warm up|warmup|warmup response|warm up response|aufwarmen|echauffement|calentamiento",
    "activity_id": "activity id",
    "signs": "signs|sign|warning signs|red flags|red flag|symptoms|warnzeichen|symptome|signes|signos|sintomas",
    "note": "note|notes|comment|comments|remarks|notiz|notizen|bemerkung|bemerkungen|commentaire|nota|notas|comentario",
    "source": "source",
}  # fmt: skip

# The day's score, or the score of the moment that another column names.
SCORES = (
    "score|intensity|severity|nrs|vas|pain|pain score|pain level|pain intensity|pain rating|daily pain|worst pain|"
    "schmerz|schmerzen|douleur|dolor"
)
# Scores only in a file that is about nothing else.
WEAK_SCORES = "score|intensity|severity|nrs|vas"
TRAINING_COLUMNS = "sport|activity|activity type|type|distance|duration|workout|exercise|calories|heart rate"

NEXT_MORNING = "next_morning"  # first steps of the day after
MOMENTS: Mapping[str, str] = {
    "first_steps": (
        "first steps|first step|first steps pain|morning|in the morning|am|waking|on waking|waking up|getting up|"
        "erste schritte|morgen|morgens|premiers pas|matin|primeros pasos|manana"
    ),
    "rest": "rest|at rest|resting|sitting|ruhe|in ruhe|repos|au repos|reposo",
    "before": (
        "before|before run|before running|before the run|before activity|pre|pre run|vor|vorher|vor dem lauf|avant|"
        "antes"
    ),
    "during": (
        "during|during run|during running|during the run|during activity|while running|wahrend|beim laufen|"
        "pendant|durante"
    ),
    "after": (
        "after|after run|after running|after the run|after activity|post|post run|nach|nachher|danach|nach dem lauf|"
        "apres|despues"
    ),
    "night": "night|at night|nacht|nachts|in der nacht|nuit|la nuit|noche",
    "day": "day|daily|all day|overall|tag|jour|dia",
    NEXT_MORNING: "next morning|next day|morning after|next day morning|nachster morgen|lendemain|manana siguiente",
}  # fmt: skip
PAIN_WORDS = frozenset("pain schmerz schmerzen douleur dolor score level rating nrs vas 0 10".split())

SITES: Mapping[str, str] = {
    "plantar_heel": (
        "plantar heel|heel|heel pad|under heel|bottom of heel|plantar|plantar fascia|plantar fasciitis|fascia|ferse|"
        "talon|talon plantaire|talon inferior"
    ),
    "posterior_heel": "posterior heel|back of heel|heel back|haglund",
    "heel_side": "heel side|side of heel|inner heel|outer heel",
    "arch": "arch|midfoot|fussgewolbe|voute|arco",
    "achilles": "achilles|achilles tendon|achillessehne|tendon d achille|aquiles",
    "ankle": "ankle|sprunggelenk|knochel|cheville|tobillo",
    "forefoot": "forefoot|ball of foot|metatarsal|metatarsals|vorfuss|avant pied|antepie",
    "toes": "toes|toe|big toe|zehen|zeh|orteil|orteils|dedo|dedos",
    "shin": "shin|shins|tibia|shin splints|schienbein|tibias|espinilla",
    "calf": "calf|calves|soleus|gastrocnemius|wade|mollet|pantorrilla|gemelo",
    "knee": "knee|kneecap|patella|runners knee|knie|genou|rodilla",
    "thigh": "thigh|quad|quads|quadriceps|it band|itb|oberschenkel|cuisse|muslo",
    "hamstring": "hamstring|hamstrings|ischio|isquio",
    "groin": "groin|adductor|adductors|leiste|aine|ingle",
    "hip": "hip|hips|glute|glutes|hufte|hanche|cadera",
    "lower_back": "lower back|back|low back|rucken|dos|espalda|lumbar",
    "other": (
        "other|shoulder|neck|arm|elbow|wrist|hand|upper back|chest|head|schulter|nacken|epaule|hombro|andere|autre|otro"
    ),
    "unknown": "unknown",
}  # fmt: skip
HEELS = frozenset("heel ferse talon".split())  # may mean under it or behind it

SIDES: Mapping[str, str] = {
    "left": "left|l|lt|links|linke|linker|linkes|gauche|izquierda|izquierdo",
    "right": "right|r|rt|rechts|rechte|rechter|rechtes|droite|droit|derecha|derecho",
    "both": "both|b|bilateral|both sides|left and right|beide|beidseitig|les deux|ambos",
    "unknown": "unknown",
}

SIGNS: Mapping[str, str] = {
    "limp": "limp|limping|limped|hinken|humpeln|boiterie|boite|cojera",
    "swelling": "swelling|swollen|schwellung|geschwollen|gonflement|hinchazon",
    "bruising": "bruising|bruise|bruised|bluterguss|ecchymose|bleu|moraton",
    "warmth": "warmth|warm|hot|heat|uberwarmung|chaleur|calor",
    "numbness": "numbness|numb|taubheit|taub|engourdissement|entumecimiento",
    "tingling": "tingling|pins and needles|tingle|kribbeln|fourmillements|hormigueo",
    "fall": "fall|fell|fallen|sturz|chute|caida",
    "pop": "pop|popping|heard a pop|felt a pop|snap|knall|craquement|chasquido",
    "cannot_hop": "cannot hop|can t hop|cant hop|unable to hop|no hop|hop impossible",
    "cannot_bear_weight": (
        "cannot bear weight|can t bear weight|cant bear weight|unable to bear weight|no weight bearing|cannot walk|"
        "can t walk|cannot stand on it"
    ),
    "night_wake": "night wake|night waking|wakes at night|woke at night|woken by pain|wakes me|woke me|waking at night",
    "rest_pain": "rest pain|pain at rest|ruheschmerz|douleur au repos|dolor en reposo",
}  # fmt: skip

YES = frozenset("yes y true x ja j oui o si s".split())
NO = frozenset("no n false nein non".split())
NONE = NO | frozenset("none nothing keine kein nichts aucun aucune rien ninguno ninguna nada".split())
TICKS = frozenset("✓ ✔ ☑".split())
WARM_UPS: Mapping[str, str] = {
    "eased": "eased|better|eases|improved|warms up|warmed up|besser|mieux|mejor",
    "same": "same|unchanged|no change|gleich|pareil|igual",
    "worse": "worse|worsened|worsens|schlechter|schlimmer|pire|peor",
}


def by_word(names: Mapping[str, str]) -> dict[str, str]:
    """Every word, plain, with what it stands for; the canonical names themselves too."""
    words = {plain(word): name for name, line in names.items() for word in line.split("|")}
    return words | {plain(name): name for name in names}


COLUMN_OF = by_word(COLUMNS)
MOMENT_OF = by_word(MOMENTS)
SITE_OF = by_word(SITES)
SIDE_OF = by_word(SIDES)
SIGN_OF = by_word(SIGNS)
WARM_UP_OF = by_word(WARM_UPS)
SCORE_NAMES = frozenset(SCORES.split("|"))
WEAK_SCORE_NAMES = frozenset(WEAK_SCORES.split("|"))
TRAINING_NAMES = frozenset(TRAINING_COLUMNS.split("|"))
