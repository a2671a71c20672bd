"""What people call columns, moments, sides and warning signs in a pain log, in eleven languages.

English, German, Spanish, French, Italian, Portuguese, Dutch, Swedish, Danish, Norwegian and Polish, in this order where
a line has them all. Words are compared without case, accents and punctuation (`delimited.plain`); `|` stands between
them. Where it hurts is in `places`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time

from analysis.importers.delimited import plain

# Columns that are no score.
COLUMNS: Mapping[str, str] = {
    "date": "date|local date|day|datetime|date time|datum|tag|fecha|dia|jour|data|giorno|dag|dato|dzien",
    "timestamp": (  # when a form was filled in: the day, where no column is the date
        "timestamp|submitted at|submission date|submission time|completion time|time stamp|zeitstempel|"
        "fertigstellungszeit|marca temporal|hora de finalizacion|horodateur|heure de fin|informazioni cronologiche|"
        "ora di completamento|carimbo de data hora|hora de conclusao|tijdstempel|tijdstip van voltooien|tidstampel|"
        "tidsstampel|slutforandetid|tidsstempel|fuldforelsestidspunkt|fullforingstidspunkt|sygnatura czasowa|"
        "godzina ukonczenia"
    ),
    "clock": "time|hour|uhrzeit|zeit|hora|heure|ora|tijd|tid|klockan|klokkeslaet|klokkeslett|godzina",
    "moment": (
        "moment|when|time of pain|time of day|part of day|zeitpunkt|tageszeit|momento|cuando|quand|quando|wanneer|nar|"
        "hvornar|kiedy|pora dnia"
    ),
    "site": (
        "site|location|locations|body part|body parts|body location|body area|where|area|place|pain location|"
        "pain locations|location of pain|pain site|pain area|pain areas|stelle|ort|korperteil|wo|lugar|zona|sitio|"
        "donde|lieu|endroit|ou|localisation|luogo|dove|local|localizacao|onde|plaats|locatie|plek|waar|plats|stalle|"
        "var|var gor det ont|sted|hvor|hvor gor det ondt|hvor gjor det vondt|miejsce|gdzie"
    ),
    "side": (
        "side|foot|leg|feet|pain side|side of pain|seite|fuss|bein|lado|pie|pierna|cote|pied|jambe|lato|piede|gamba|pe|"
        "perna|kant|zijde|voet|been|sida|fot|ben|fod|strona|stopa|noga"
    ),
    "entry": "entry",
    "warm_up": (
        "warm up|warmup|warmup response|warm up response|aufwarmen|calentamiento|echauffement|riscaldamento|"
        "aquecimento|opwarmen|opwarming|uppvarmning|opvarmning|oppvarming|rozgrzewka"
    ),
    "start_score": "start score|score at the start",
    "end_score": "end score|score at the end",
    "hours_after": "hours after|hours after the run",
    "quality": "quality|qualities|pain quality|type of pain|kind of pain|pain type|schmerzart|art des schmerzes",
    "activity_id": "activity id",
    "signs": (
        "signs|sign|warning signs|warning sign|red flags|red flag|symptoms|symptom|warnzeichen|symptome|signos|"
        "sintomas|senales|signes|symptomes|segni|sintomi|sinais|tekenen|symptomen|klachten|tecken|varningstecken|tegn|"
        "symptomer|objawy"
    ),
    "note": (
        "note|notes|comment|comments|remark|remarks|anything else|free text|notiz|notizen|bemerkung|bemerkungen|"
        "kommentar|kommentare|nota|notas|comentario|comentarios|commentaire|commentaires|remarque|remarques|commento|"
        "commenti|observacao|observacoes|notitie|notities|opmerking|opmerkingen|anteckning|anteckningar|kommentarer|"
        "notat|notater|bemaerkning|bemaerkninger|merknad|merknader|notatka|notatki|uwagi|komentarz"
    ),
    "source": "source",
}  # fmt: skip
# Who answered a form, and how: never read, never named.
IDENTITY = frozenset(
    "id|name|first name|last name|full name|email|e mail|email address|e mail address|username|user name|user id|"
    "respondent|response id|respondent id|network id|submission id|submission ip|ip|ip address|start time|"
    "start date utc|last modified time|language|tags|ending|nombre|nom|nome|naam|namn|navn|imie|adres e mail|"
    "e mail adresse|direccion de correo electronico|adresse e mail|indirizzo email|endereco de e mail|e mailadres|"
    "e postadress|startzeit|hora de inicio|heure de debut|ora di inizio|begintijd|starttid|starttidspunkt|"
    "godzina rozpoczecia".split("|")
)  # fmt: skip

# The day's score, or the score of the moment that another column names.
SCORES = (
    "score|intensity|severity|nrs|vas|pain|pain score|pain level|pain intensity|pain rating|daily pain|worst pain|"
    "pain severity|schmerz|schmerzen|schmerzstarke|schmerzskala|dolor|douleur|dolore|dor|pijn|smarta|smerte|smerter|bol"
)
# Scores only in a file that is about nothing else.
WEAK_SCORES = "score|intensity|severity|nrs|vas"
TRAINING_COLUMNS = "sport|activity|activity type|type|distance|duration|workout|exercise|calories|heart rate"
# Words that make a name one of pain; those that do so beside a place or a moment; those that say nothing more.
PAIN_WORDS = frozenset(
    "pain pains painful hurt hurts hurting ache aches aching schmerz schmerzen schmerzhaft weh "
    "dolor dolores duele douleur douleurs mal dolore dolori male dor dores doi pijn pijnlijk smarta smartan ont smerte "
    "smerter ondt vondt vond bol bolu boli bolesci".split()
)  # fmt: skip
WEAK_PAIN_WORDS = frozenset("score level rating nrs vas".split())
SCALE_WORDS = frozenset(
    "scale intensity severity skala starke stufe intensitat escala intensidad nivel echelle intensite niveau scala "
    "intensita livello intensidade schaal sterkte intensiteit styrka niva styrke niva nasilenie poziom skali".split()
)  # fmt: skip
PAIN_ENDINGS = ("schmerzen", "schmerz", "smerter", "smerte", "smarta", "pijn")  # Fersenschmerz, hielpijn

NEXT_MORNING = "next_morning"  # first steps of the day after
MOMENTS: Mapping[str, str] = {
    "first_steps": (
        "first steps|first step|first steps pain|first steps in the morning|morning|in the morning|am|waking|on waking|"
        "waking up|wake up|getting up|out of bed|getting out of bed|first steps out of bed|first thing|"
        "erste schritte|ersten schritte|ersten schritten|morgen|morgens|am morgen|aufstehen|nach dem aufstehen|"
        "primeros pasos|manana|por la manana|al levantarse|premiers pas|matin|le matin|au reveil|reveil|au lever|"
        "primi passi|mattina|mattino|al risveglio|risveglio|primeiros passos|manha|de manha|ao acordar|"
        "eerste stappen|ochtend|s ochtends|bij het opstaan|opstaan|forsta stegen|morgon|morgonen|pa morgonen|"
        "forste skridt|morgenen|om morgenen|forste skritt|forste steg|pierwsze kroki|pierwszych krokach|rano|poranny|"
        "po wstaniu|po przebudzeniu|vanochtend|vanmorgen|stamattina|morse|morges"
    ),
    "rest": (
        "rest|at rest|resting|sitting|ruhe|in ruhe|reposo|en reposo|repos|au repos|riposo|a riposo|repouso|em repouso|"
        "rust|in rust|vila|i vila|hvile|i hvile|spoczynek|w spoczynku|spoczynkowy"
    ),
    "before": (
        "before|before run|before running|before the run|before activity|pre|pre run|vor|vorher|davor|vor dem lauf|"
        "antes|avant|prima|voor|vooraf|ervoor|voor het lopen|fore|innan|inden|smerte for|smerter for|for lob|"
        "for lobet|for traening|for loping|for lopetur|for trening|for turen|przed"
    ),
    "during": (
        "during|during run|during running|during the run|during activity|while running|wahrend|beim|beim laufen|"
        "durante|pendant|durant|tijdens|smarta under|ont under|smerte under|smerter under|under lopning|"
        "under lopningen|under passet|under traning|under lob|under lobet|under traening|under loping|under lopetur|"
        "under trening|under turen|underveis|podczas|w trakcie"
    ),
    "after": (
        "after|after run|after running|after the run|after activity|post|post run|nach|nachher|danach|nach dem lauf|"
        "despues|apres|dopo|depois|apos|erna|achteraf|pijn na|na afloop|na het lopen|na het hardlopen|na hardlopen|"
        "na de training|na training|efter|efterat|bagefter|etter|etterpa|po"
    ),
    "night": (
        "night|at night|nacht|nachts|in der nacht|noche|nuit|la nuit|notte|di notte|noite|s nachts|natt|natten|"
        "pa natten|nat|om natten|noc|w nocy|nocny"
    ),
    "day": (
        "day|daily|all day|overall|whole day|tag|ganzer tag|tagsuber|dia|jour|journee|giorno|giornata|dag|hele dag|"
        "overdag|dagen|hela dagen|hele dagen|dzien|caly dzien|w ciagu dnia"
    ),
    NEXT_MORNING: (
        "next morning|next day|morning after|next day morning|nachster morgen|am nachsten morgen|nachster tag|folgetag|"
        "manana siguiente|dia siguiente|lendemain|lendemain matin|mattina dopo|giorno dopo|manha seguinte|dia seguinte|"
        "volgende ochtend|volgende dag|nasta morgon|nasta dag|naeste morgen|naeste dag|neste morgen|neste dag|"
        "nastepny ranek|nastepnego dnia"
    ),
}  # fmt: skip
# Parts of the day that are no moment of their own, with a time that tells them apart.
PARTS: Mapping[str, time] = {
    word: at
    for at, line in (
        (time(12), "noon|midday|mittag|mittags|mediodia|midi|mezzogiorno|meio dia"),
        (time(15), "afternoon|nachmittag|nachmittags|apres midi|pomeriggio|namiddag|eftermiddag|"
                   "ettermiddag|popoludnie"),
        (time(20), "evening|pm|abend|abends|am abend|tarde|soir|le soir|sera|la sera|avond|s avonds|kvall|aften|kveld|"
                   "wieczor|wieczorem"),
    )
    for word in line.split("|")
}  # fmt: skip
# What one did when it hurt, and which of the day's pains it was: the day's pain, told apart by the note.
SITUATIONS = frozenset(
    "walking|walk|stairs|on stairs|standing|after sitting|work|worst|max|maximum|average|avg|mean|current|usual|gehen|"
    "treppen|treppe|caminar|escaleras|marche|escaliers|camminare|scale|caminhar|escadas|wandelen|lopen|traplopen|"
    "trappen|trappor|trapper|chodzenie|schody".split("|")
)  # fmt: skip
RUN_WORDS = frozenset(
    "run runs running ran jog jogging workout training activity exercise session laufen lauf joggen laufs correr "
    "carrera entrenamiento entrenar course courir sortie seance corsa allenamento corrida treino correr hardlopen "
    "rennen lopning lopningen passet traning lob lobet lobetur traening loping lopingen lopetur lopeturen trening "
    "turen bieg biegu bieganie bieganiu biegania bieganiem treningu treningiem".split()
)  # fmt: skip
# Beside a side they only say that it is a limb; the site stays unknown.
LIMB_WORDS = frozenset(
    "foot feet leg legs fuss fusse bein pie pies pierna pied pieds jambe piede piedi gamba pe perna voet been fot "
    "foten ben benet fod foden stopa stopy stopie noga nogi".split()
)  # fmt: skip
# `Which foot hurts?` asks for the foot, not for the pain.
WHICH = frozenset(
    "which welcher welche welches welchem que cual quel quelle quale qual welk welke vilken vilket hvilken hvilket "
    "ktora ktory".split()
)  # fmt: skip
# Words of questions that say nothing on what is asked.
FILLERS = frozenset(
    "how bad badly strong severe intense much what which was were is are did do does have had has you your the this "
    "that these those my a an any of in on at to from it its with when while please rate rated describe notice "
    "noticed feel felt feeling experience experienced today s located around following additional other further about "
    "entry and und wie stark war waren ist der die das dein deine deiner deinen deinem dir heute im den dem bei beim "
    "hast du hattest welcher welche welches welchem gab es bitte tat tut ihr ihre ihren sonstige sonst y como fuerte "
    "esta fue es el la los las tu tus hoy en que tan cual te del de al tuviste por otros un una et ce cette a quel "
    "point etait est ton ta tes le les votre vos aujourd hui au du des quelle quels l d avez vous as eu autres quanto "
    "era e il lo i gli un tuo tua oggi della dello alla nel nella di quale altri hai avuto forte fa ti qual foi o os "
    "as um uma seu sua hoje do da no na em quao teve outros hoe erg is het je jouw jij vandaag bij op van mijn welke "
    "had heb er andere doet och hur mycket var ar din ditt dina idag pa vilken hade andra og hvor meget er dit dine i "
    "dag hvilken havde har andre mye vondt hvilke hadde jak silny silna byl byla jest twoj twoja dzis dzisiaj w na "
    "ktora inne".split()
)  # fmt: skip

SIDES: Mapping[str, str] = {
    "left": (
        "left|l|lt|links|linke|linker|linkes|linken|izquierda|izquierdo|gauche|sinistra|sinistro|esquerda|esquerdo|"
        "vanster|venstre|lewa|lewy|lewe|lewej|lewego"
    ),
    "right": (
        "right|r|rt|rechts|rechte|rechter|rechtes|rechten|derecha|derecho|droite|droit|destra|destro|direita|direito|"
        "hoger|hojre|hoyre|prawa|prawy|prawe|prawej|prawego"
    ),
    "both": (
        "both|b|bilateral|both sides|left and right|beide|beiden|beidseitig|ambos|ambas|les deux|entrambi|entrambe|"
        "bada|begge|obie|oba|obu"
    ),
    "unknown": "unknown",
}

SIGNS: Mapping[str, str] = {
    "limp": (
        "limp|limping|limped|mechanics changed|hinken|humpeln|gehinkt|gehumpelt|cojera|cojear|boiterie|boite|boiter|"
        "zoppia|zoppicare|mancar|mancando|mank|mank lopen|hinken|halta|haltar|halte|halter|utykanie"
    ),
    "swelling": (
        "swelling|swollen|schwellung|geschwollen|hinchazon|gonflement|gonfle|gonfiore|inchaco|zwelling|gezwollen|"
        "svullnad|svullen|haevelse|haevet|hevelse|hoven|obrzek|opuchlizna"
    ),
    "bruising": (
        "bruising|bruise|bruised|bluterguss|moraton|ecchymose|bleu|livido|hematoma|blauwe plek|blamarke|blaa maerker|"
        "blamerke|siniak"
    ),
    "warmth": "warmth|warm|hot|heat|uberwarmung|calor|chaleur|calore|warmte|varme|cieplo",
    "numbness": (
        "numbness|numb|numbness or tingling|numbness tingling|numbness and tingling|neurological symptoms|taubheit|"
        "taub|entumecimiento|engourdissement|intorpidimento|dormencia|gevoelloos|gevoelloosheid|doof gevoel|domning|"
        "folelseslos|nummenhet|nummen|dretwienie"
    ),
    "tingling": (
        "tingling|pins and needles|tingle|kribbeln|hormigueo|fourmillements|formicolio|formigamento|tintelingen|"
        "tinteling|stickningar|prikken|prikking|mrowienie"
    ),
    "fall": "fall|fell|fallen|sturz|gesturzt|caida|chute|caduta|queda|val|gevallen|ramlade|upadek",
    "pop": "pop|popping|heard a pop|felt a pop|snap|knall|chasquido|craquement|schiocco|estalo|knap|knak|small|trzask",
    "cannot_hop": (
        "cannot hop|can t hop|cant hop|unable to hop|no hop|nicht hupfen|kann nicht hupfen|hop impossible|"
        "kan niet hinkelen|kan inte hoppa|kan ikke hoppe"
    ),
    "cannot_bear_weight": (
        "cannot bear weight|can t bear weight|cant bear weight|unable to bear weight|no weight bearing|cannot walk|"
        "can t walk|cannot stand on it|kann nicht auftreten|nicht belastbar|no puedo apoyar|ne peut pas marcher|"
        "appui impossible|non riesco a camminare|kan niet staan|kan inte stodja|kan ikke stotte"
    ),
    "night_wake": (
        "night wake|night waking|wakes at night|woke at night|woken by pain|wakes me|woke me|waking at night|"
        "wake night|woke night|wake up at night|nachts aufgewacht|me despierta|reveil nocturne|mi sveglia|me acorda|"
        "wakker van pijn|vaknar av smarta|vagner af smerte|vakner av smerte|budzi w nocy"
    ),
    "rest_pain": (
        "rest pain|pain at rest|ruheschmerz|ruheschmerzen|dolor en reposo|douleur au repos|dolore a riposo|"
        "dor em repouso|pijn in rust|vilosmarta|hvilesmerter|bol spoczynkowy"
    ),
    "heel_squeeze": (
        "heel squeeze|heel squeeze positive|positive heel squeeze|heel squeeze painful|painful heel squeeze|"
        "squeeze test positive|positive squeeze test|squeezing the heel hurts|fersenkompression schmerzhaft"
    ),
    "fever": (
        "fever|feverish|feeling ill|fieber|fiebrig|fiebre|fievre|febbre|febre|koorts|feber|goraczka"
    ),
    "calf_swelling": (
        "calf swelling|swollen calf|geschwollene wade|wadenschwellung|pantorrilla hinchada|mollet gonfle|"
        "polpaccio gonfio|panturrilha inchada|gezwollen kuit|svullen vad|haevet laeg|hoven legg|obrzek lydki"
    ),
    "breathless": (
        "breathless|breathlessness|short of breath|shortness of breath|out of breath at rest|atemnot|kurzatmig|"
        "falta de aire|disnea|essoufflement|essouffle|fiato corto|affanno|falta de ar|kortademig|andfadd|andenod|"
        "tungpusten|dusznosc"
    ),
    "foot_wound": (
        "foot wound|wound on the foot|open wound|foot ulcer|wunde am fuss|offene wunde|herida en el pie|plaie au pied|"
        "ferita al piede|ferida no pe|wond aan de voet|sar pa foten|sar pa foden|sar pa fot|rana stopy"
    ),
}  # fmt: skip
# How it hurts, which is no warning sign; what has no word of its own in PAIN is kept in the note.
QUALITIES: Mapping[str, str] = {
    "sharp": "sharp|stabbing|shooting|stechend|punzante|vif|acuto|agudo|scherp|stekend|skarp|stickande|stikkende|ostry",
    "ache": "ache|aching|achy|dull|dull ache|sore|soreness|dumpf|ziehend|sordo|sourd|zeurend|molande|murrende|tepy",
    "throb": "throb|throbbing|pochend|pulsierend|pulsante|lancinant|kloppend|bultande|bankende|pulsujacy",
    "burning": "burning|burn|brennend|ardor|ardiente|brulure|brulant|bruciore|bruciante|brandend|brannande|piekacy",
    "numb": "numb|taub|entumecido|engourdi|intorpidito|dormente|gevoelloos|domnad|folelseslos|nummen",
}
OTHER_QUALITIES = frozenset("stiff|stiffness|tender|tight|tightness|cramp|cramping|steif|raideur".split("|"))

YES = frozenset("yes y true x ja j oui o si s sim tak jes".split())
NO = frozenset("no n false nein non nao nee nej nei nie".split())
NONE = NO | frozenset(
    "none|nothing|none of these|none of the above|none of them|keine|kein|nichts|nichts davon|keines davon|ninguno|"
    "ninguna|nada|ninguno de estos|aucun|aucune|rien|aucun de ces|nessuno|nessuna|niente|nenhum|nenhuma|geen|niets|"
    "inga|ingen|inget|ingenting|intet|brak|zaden|zadne".split("|")
)  # fmt: skip
TICKS = frozenset("✓ ✔ ☑".split())
WARM_UPS: Mapping[str, str] = {
    "eased": (
        "eased|eased off|better|got better|eases|improved|improves|warms up|warmed up|went away|besser|mejor|mieux|"
        "meglio|melhor|beter|battre|bedre|lepiej"
    ),
    "same": (
        "same|the same|unchanged|no change|stayed the same|gleich|unverandert|igual|pareil|uguale|hetzelfde|gelijk|"
        "samma|samme|uendret|uaendret|bez zmian"
    ),
    "worse": (
        "worse|got worse|worsened|worsens|schlechter|schlimmer|peor|pire|peggio|pior|erger|slechter|samre|vaerre|verre|"
        "gorzej"
    ),
}


def by_word(names: Mapping[str, str]) -> dict[str, str]:
    """Every word, plain, with what it stands for; the canonical names themselves too."""
    words = {plain(word): name for name, line in names.items() for word in line.split("|")}
    return words | {plain(name): name for name in names}


COLUMN_OF = by_word(COLUMNS)
MOMENT_OF = by_word(MOMENTS)
SIDE_OF = by_word(SIDES)
SIGN_OF = by_word(SIGNS)
QUALITY_OF = by_word(QUALITIES)
WARM_UP_OF = by_word(WARM_UPS)
SCORE_NAMES = frozenset(SCORES.split("|"))
WEAK_SCORE_NAMES = frozenset(WEAK_SCORES.split("|"))
TRAINING_NAMES = frozenset(TRAINING_COLUMNS.split("|"))
