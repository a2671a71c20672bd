"""What people call the places that hurt, in the languages of `words` and written as there."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.importers.pain.words import by_word

SITES: Mapping[str, str] = {
    "plantar_heel": (
        "plantar heel|heel|heels|heel pad|under heel|under the heel|bottom of heel|plantar|plantar fascia|"
        "plantar fasciitis|fascia|ferse|fersen|plantarfasziitis|fersensporn|talon|fascitis plantar|talon plantaire|"
        "talon inferior|fasciite plantaire|tallone|fascite plantare|calcanhar|fascite plantar|hiel|fasciitis plantaris|"
        "hielspoor|hal|halen|halsporre|hael|haelen|haelspore|pieta|piety|piecie"
    ),
    "posterior_heel": (
        "posterior heel|back of heel|back of the heel|heel back|haglund|hintere ferse|fersenruckseite|talon posterior|"
        "arriere du talon|talon posterieur|tallone posteriore|calcanhar posterior|achterkant hiel|bakre hal"
    ),
    "heel_side": "heel side|side of heel|inner heel|outer heel|heel inner|heel outer",
    "arch": (
        "arch|midfoot|foot arch|fussgewolbe|arco|arco plantar|voute|voute plantaire|arco plantare|arco do pe|voetboog|"
        "halfot|halfoten|svang|fotbue|luk stopy"
    ),
    "achilles": (
        "achilles|achilles tendon|achilles tendinopathy|achilles tendonitis|achillessehne|achillessehnen|aquiles|"
        "tendon de aquiles|tendon d achille|achille|tendine d achille|tendine di achille|tendao de aquiles|"
        "achillespees|halsena|halsenan|akilles|akillessene|achillessene|achillesa|sciegno achillesa"
    ),
    "ankle": (
        "ankle|ankles|sprunggelenk|knochel|fussgelenk|tobillo|cheville|caviglia|tornozelo|enkel|fotled|fotleden|ankel|"
        "ankelen|kostka|kostki"
    ),
    "forefoot": (
        "forefoot|ball of foot|ball of the foot|metatarsal|metatarsals|vorfuss|fussballen|antepie|avant pied|avampiede|"
        "antepe|voorvoet|framfot|forfod|forfot|przodostopie"
    ),
    "toes": "toes|toe|big toe|zehen|zeh|dedo|dedos|orteil|orteils|alluce|tenen|teen|stora tan|palce|palec",
    "shin": (
        "shin|shins|tibia|shin splints|schienbein|tibias|espinilla|stinco|canela|scheen|scheenbeen|skenben|benhinnor|"
        "skinneben|piszczel|piszczele|goleni"
    ),
    "calf": (
        "calf|calves|soleus|gastrocnemius|wade|waden|pantorrilla|gemelo|gemelos|mollet|polpaccio|panturrilha|kuit|vad|"
        "vaden|laeg|laeggen|legg|leggen|lydka|lydki"
    ),
    "knee": (
        "knee|knees|kneecap|patella|runners knee|runner s knee|knie|rodilla|rodillas|genou|ginocchio|joelho|kna|knat|"
        "knae|knaeet|kne|kneet|kolano|kolana"
    ),
    "thigh": (
        "thigh|thighs|quad|quads|quadriceps|it band|itb|oberschenkel|muslo|cuisse|coscia|coxa|bovenbeen|dij|lar|laret|"
        "udo|uda"
    ),
    "hamstring": "hamstring|hamstrings|isquio|isquiotibiales|ischio|ischios|bicipite femorale|isquiotibiais",
    "groin": "groin|adductor|adductors|leiste|ingle|aine|inguine|virilha|lies|ljumske|ljumsken|lyske|lysken|pachwina",
    "hip": (
        "hip|hips|glute|glutes|hufte|huft|huften|cadera|caderas|hanche|anca|quadril|heup|hoft|hoften|hofte|biodro|"
        "biodra"
    ),
    "lower_back": (
        "lower back|back|low back|back lower|rucken|unterer rucken|dos|espalda|lumbar|bas du dos|schiena|zona lombare|"
        "costas|lombar|rug|onderrug|rygg|ryggen|landrygg|ryg|laend|korsrygg|plecy|krzyz|ledzwia"
    ),
    "other": (
        "other|shoulder|neck|arm|elbow|wrist|hand|upper back|chest|head|schulter|nacken|hombro|epaule|andere|autre|"
        "otro|spalla|ombro|schouder|skulder|bark"
    ),
    "unknown": "unknown",
}  # fmt: skip
# May mean the underside or the back.
HEELS = frozenset(
    "heel heels ferse fersen talon tallone calcanhar hiel hal halen hael haelen pieta piety piecie".split()
)
SITE_OF = by_word(SITES)
