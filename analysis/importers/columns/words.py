"""What runners call the columns of their own tables, in the languages they write them in.

Words are compared plain (`delimited.plain`). What the lists of services and pain logs call things counts here too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from analysis.importers import garmin_words
from analysis.importers.delimited import plain
from analysis.importers.pain import words as pain_words

# Field -> names. English, German, Spanish, French, Italian, Dutch, Portuguese, Swedish.
NAMES: Mapping[str, str] = {
    "date": (
        "date|day|when|datum|tag|lauftag|fecha|dia|jour|data|giorno|dag|start|start date|start time|started|started at|"
        "start date local|workout date|activity date|date time|datetime|timestamp|zeitstempel|horodateur|"
        "marca temporal|fecha y hora|datum und uhrzeit|beginn|debut|inicio|inizio|starttid|local date|training day"
    ),
    "time": (
        "time of day|clock|start clock|hour|uhrzeit|startzeit|hora|hora de inicio|heure|heure de debut|ora|orario|tijd|"
        "starttijd|klockslag"
    ),
    "distance": (
        "distance|dist|km|kms|kilometer|kilometers|kilometre|kilometres|mileage|miles|mi|distanz|strecke|entfernung|"
        "streckenlange|laufstrecke|distancia|kilometros|recorrido|distanza|chilometri|afstand|distancia percorrida|"
        "quilometros|distans|stracka|strecka|distance covered|length"
    ),
    "duration": (
        "duration|time|moving time|elapsed time|workout time|total time|run time|minutes|min|mins|hours|laufzeit|dauer|"
        "zeit|minuten|stunden|duracion|tiempo|tiempo total|minutos|duree|temps|temps de course|durata|tempo|duur|"
        "looptijd|duracao|tid|varaktighet|duration min|time min|total time moving"
    ),
    "pace": (
        "pace|avg pace|average pace|tempo km|pace min km|schnitt|ritmo|ritmo medio|allure|allure moyenne|passo|rythme|"
        "min km|min mi|min mile|temposchnitt"
    ),
    "sport": (
        "sport|activity|activity type|workout type|type|discipline|kind|exercise|sportart|aktivitat|art|training|"
        "einheit|trainingsart|deporte|actividad|tipo|tipo de actividad|tipo de entrenamiento|activite|type d activite|"
        "seance|attivita|sport type|activiteit|atividade|aktivitet|workout"
    ),
    "ascent": (
        "ascent|climb|elevation|elevation gain|elev gain|elevation ascended|gain|up|vert|hohenmeter|aufstieg|anstieg|"
        "hm|desnivel|desnivel positivo|subida|ascenso|denivele|denivele positif|d|d+|dislivello|hoogtemeters|stigning|"
        "total ascent|hohenmeter aufwarts"
    ),
    "descent": (
        "descent|drop|elevation loss|elev loss|elevation descended|loss|down|abstieg|gefalle|bajada|descenso|"
        "desnivel negativo|descente|denivele negatif|discesa|daling|total descent"
    ),
    "heart_rate": (
        "heart rate|hr|avg hr|average hr|avg heart rate|average heart rate|mean hr|bpm|pulse|average|puls|herzfrequenz|"
        "hf|durchschnittspuls|o puls|pulso|fc|fc media|frecuencia cardiaca|fc moyenne|frequence cardiaque|cardio|pouls|"
        "battito|hartslag|medelpuls"
    ),
    "cadence": (
        "cadence|avg cadence|average cadence|steps per minute|spm|step cadence|schrittfrequenz|kadenz|cadencia|"
        "cadenza|cadans|kadens"
    ),
    "exertion": (
        "exertion|perceived exertion|rpe|effort|how hard|borg|session rpe|training rpe|trainingrpe|anstrengung|"
        "belastungsempfinden|esfuerzo|esfuerzo percibido|effort percu|effort ressenti|difficulte|sforzo|inspanning"
    ),
    "surface": (
        "surface|terrain|ground|untergrund|belag|gelande|superficie|terreno|sol|revetement|ondergrond|underlag"
    ),
    "shoe": (
        "shoe|shoes|gear|footwear|schuh|schuhe|laufschuh|zapatillas|zapatilla|chaussures|chaussure|scarpe|schoenen|skor"
    ),
    "title": (
        "title|name|activity name|route|course name|titel|bezeichnung|strecke name|nombre|titulo|ruta|titre|nom|"
        "parcours|titolo|percorso|description|beschreibung|descripcion"
    ),
    "note": (
        "note|notes|comment|comments|remark|remarks|notiz|notizen|bemerkung|bemerkungen|kommentar|kommentare|"
        "anmerkung|anmerkungen|nota|notas|comentario|comentarios|observaciones|commentaire|commentaires|remarque|"
        "remarques|commento|note personali|opmerking|opmerkingen|anteckning|anteckningar|detail|details"
    ),
}
# Words for pain in the name of a score; a bare `0`, `10` belongs to its scale.
PAIN = frozenset(
    "pain ache aches sore soreness hurt hurts discomfort ouch twinge niggle nrs vas schmerz schmerzen schmerzstarke "
    "schmerzwert beschwerden dolor dolores molestia molestias douleur douleurs gene mal dolore pijn dor smarta smart "
    "bol".split()
)
# Words for the contrary: the high end is the good one.
WELL = frozenset(
    "comfort feeling feel wellness wellbeing good condition befinden wohlbefinden gefuhl bienestar sensacion bien "
    "forme sensation ressenti benessere welzijn".split()
)
SURFACES: Mapping[str, str] = {
    "concrete": "concrete|pavement|sidewalk|beton|gehweg|hormigon|acera|trottoir|cemento|betong",
    "asphalt": (
        "asphalt|road|street|tarmac|tar|strasse|teer|asfalto|carretera|asphalte|bitume|route|strada|asfalt|weg"
    ),
    "gravel": "gravel|dirt road|schotter|kies|feldweg|grava|tierra|gravier|chemin|ghiaia|grind|grus",
    "trail": "trail|forest|woods|wald|waldweg|pfad|sendero|montana|monte|sentier|foret|sentiero|bos|skog|stig",
    "track": "track|tartan|bahn|laufbahn|pista|piste|baan|bana",
    "treadmill": "treadmill|laufband|cinta|tapis|tapis roulant|tapis de course|loopband|lopband",
    "grass": "grass|lawn|gras|wiese|rasen|hierba|cesped|herbe|pelouse|erba|prato",
}
SURFACE_OF = {plain(word): surface for surface, words in SURFACES.items() for word in words.split("|")}
RESTS = frozenset(
    plain(word)
    for word in (
        "rest|rest day|day off|off|no run|ruhetag|ruhe|pause|frei|laufpause|descanso|dia de descanso|repos|"
        "jour de repos|riposo|rust|rustdag|vila|vilodag|none"
    ).split("|")
)
# What runners call their runs where no service does.
_RUNS = re.compile(
    r"\b(?:runs?|running|jog|jogging|dauerlauf|\w*laufe?|laufen|footing|course|carrera|rodaje|tirada|series|corsa|"
    r"loop|hardlopen|lopning|parkrun|marathon|halbmarathon|10k|5k|tempo|intervals?|intervalle|fartlek|long|easy|recovery)\b"
)
_NO_RUNS = re.compile(r"\b(?:ski\w*|langlauf|eislauf|schlittschuh\w*|bike|rad|swim|row\w*)\b|^course de velo")

_UNITS: Mapping[str, Mapping[str, str]] = {
    "distance": {
        "km": "km|kms|kilometer|kilometers|kilometre|kilometres|kilometros|chilometri|quilometros",
        "mi": "mi|mile|miles|meilen|millas",
        "m": "m|meter|meters|metres|metros|metri",
    },
    "duration": {
        "min": "min|mins|minutes|minuten|minutos|minuti|m",
        "s": "s|sec|secs|seconds|sekunden|segundos|secondes|secondi",
        "h": "h|hr|hrs|hours|stunden|std|horas|heures|ore",
        "m:ss": "mm ss|m ss|min s|min sec",
        "h:mm": "hh mm|h mm",
    },
    "height": {"m": "m|meter|meters|metres|metros|hm|hohenmeter", "ft": "ft|feet|foot"},
}  # fmt: skip
_UNIT_OF = {
    kind: {plain(word): unit for unit, words in units.items() for word in words.split("|")}
    for kind, units in _UNITS.items()
}
_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]|\b(?:in|en)\s+(\w+)\s*$|[,/]\s*([^\W\d_]+)\s*$")
_SERVICE_FIELDS = ("date", "title", "distance", "heart_rate", "cadence", "ascent", "descent", "pace")


def _names() -> dict[str, str]:
    known = {plain(name): field for field, names in NAMES.items() for name in names.split("|")}
    services = {name: field for name, field in garmin_words.FIELD_OF.items() if field in _SERVICE_FIELDS}
    types = {name: "sport" for name, field in garmin_words.FIELD_OF.items() if field == "type"}
    times = {name: "duration" for name, field in garmin_words.FIELD_OF.items() if field in ("time", "elapsed")}
    pain = {name: field for name, field in pain_words.COLUMN_OF.items() if field in _PAIN_FIELDS}
    return {**services, **types, **times, **pain, **known}


_PAIN_FIELDS = ("moment", "site", "side", "warm_up", "signs", "note")
FIELD_OF = _names()


def bare_name(name: str) -> str:
    """A column's name, plain, without the unit or scale in brackets."""
    return plain(_BRACKETS.sub(" ", name)) or plain(name)


def unit_in(name: str, kind: str) -> str | None:
    """The unit that a column's name gives (`Distance (km)`, `Dauer in min`, `Miles`); `kind` is a key of `_UNITS`."""
    units = _UNIT_OF[kind]
    told = [plain(part) for match in _BRACKETS.finditer(name) for part in match.groups() if part]
    tokens = plain(name).split()
    told += [plain(name), *(tokens[-1:] if len(tokens) > 1 else [])]
    return next((units[word] for word in told if word in units), None)


def names_distance(header: Sequence[str]) -> bool:
    """Whether a column is certainly the distance of a training."""
    return any(FIELD_OF.get(bare_name(name)) == "distance" for name in header)


def is_run_word(word: str) -> bool:
    """Whether a word for a training sounds like a run, though no service uses it."""
    name = plain(word)
    return bool(_RUNS.search(name)) and not _NO_RUNS.search(name)
