"""What the name of a run tells: the surface and the kind of session, where it says so in plain words.

Names are a runner's own words, so only what can hardly mean anything else counts: “on track for Boston” is no track. A
name that tells of two things at once tells nothing. The languages are those of `garmin_words`; names were seen in
English, German, Spanish, Portuguese, Swedish and French exports, the other words are translated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

import pandas as pd

from analysis.importers.base import Content
from analysis.importers.delimited import plain
from analysis.tables import RUN_SPORT

# `|` between; compared without case, accents and punctuation, as whole words where a script has spaces.
_SURFACES: Mapping[str, str] = {
    "treadmill": (
        "treadmill|dreadmill|laufband|tapis de course|tapis roulant|sur tapis|seance tapis|cinta de correr|en cinta|"
        "esteira|passadeira|löpband|löpbandet|loopband|løbebånd|tredemølle|tredemølla|bieżnia mechaniczna|"
        "bieżni mechanicznej|futópad|futópadon|juoksumatto|juoksumatolla|běžecký pás|běžeckém pásu|běžeckém páse|"
        "беговая дорожка|беговой дорожке|跑步机|跑步機|トレッドミル|트레드밀|런닝머신|러닝머신"
    ),
    "trail": (
        "trail|trails|trail run|trailrun|trail running|trailrunning|traillauf|single trail|singletrack|sentier|"
        "sentiers|sendero|senderos|trilha|trilhas|sentiero|sentieri|terränglöpning|traillöpning|terrengløp|"
        "terrengløping|trailløb|polkujuoksu|maastojuoksu|terepfutás|trailfutás|trailový běh|трейл|трейлраннинг|越野跑|"
        "トレイルラン|트레일러닝|트레일 러닝"
    ),
    "track": (
        "track workout|track session|track intervals|track repeats|track practice|at the track|on the track|"
        "running track|tartan|tartanbahn|auf der bahn|bahntraining|bahnintervalle|bahnlauf|400m bahn|sur piste|"
        "séance piste|séance sur piste|piste d'athlétisme|pista de atletismo|en pista|in pista|na pista|"
        "pista di atletica|atletiekbaan|op de baan|baantraining|löparbana|löparbanan|friidrottsbana|atletikbane|"
        "friidrettsbane|bieżnia lekkoatletyczna|rekortán|atlétikai pálya|yleisurheilukenttä|atletický ovál|"
        "на стадионе|田径场|田徑場|トラック練習|트랙 훈련"
    ),
}
_SESSIONS: Mapping[str, str] = {
    "race": (
        "parkrun|race|rennen|wettkampf|compétition|carrera popular|wedstrijd|tävling|konkurrence|konkurranse|zawody|"
        "verseny|gara|závod|závody|соревнование|соревнования|kilpailu|比赛|比賽|レース|대회"
    ),
    "tempo": (
        "tempo run|tempo session|tempo workout|tempo intervals|tempolauf|tempodauerlauf|threshold|threshold run|"
        "schwellenlauf|séance seuil|au seuil|carrera tempo|umbral|limiar|medio in soglia|corsa in soglia|tempoduurloop|"
        "tröskel|tröskelpass|terskel|terskeløkt|bieg tempowy|küszöbfutás|tempový běh|темповый бег|темповая|"
        "темповая тренировка|节奏跑|節奏跑|テンポ走|템포런"
    ),
    "intervals": (
        "intervals|interval|interval run|interval training|interval session|fartlek|yasso 800s|intervalle|"
        "intervalltraining|intervalllauf|tempoläufe|fractionné|fractionnés|séance vma|intervalos|series|"
        "treino intervalado|ripetute|intervallen|intervaltraining|intervaller|intervaltræning|intervallträning|"
        "intervalltrening|interwały|intervallum|intervallumos|intervaly|intervalový|intervallit|vetoharjoitus|"
        "интервалы|интервальная|интервальный|间歇|間歇|インターバル|인터벌"
    ),
    "hills": (
        "hill repeats|hill reps|hill sprints|hill intervals|hill workout|hill session|hill training|bergintervalle|"
        "bergsprints|bergauflauf|bergaufläufe|séance côtes|séance de côtes|côtes courtes|series en cuesta|"
        "cuestas|treino de subidas|ripetute in salita|sprint in salita|heuveltraining|backintervaller|backlöpning|"
        "bakkeintervaller|bakkeløb|bakkeløp|podbiegi|mäkivedot|výběhy kopců|hegyi ismétlések|"
        "горки|坂ダッシュ|坡跑|坡道|언덕 훈련"
    ),
    "long": (
        "long run|longrun|long slow run|long slow distance|long jog|langer lauf|langer dauerlauf|longjog|sortie longue|"
        "tirada larga|rodaje largo|longão|treino longo|lungo lento|corsa lunga|lunghissimo|lange duurloop|långpass|"
        "langtur|langkøring|długie wybieganie|długi bieg|hosszú futás|pitkä lenkki|pitkis|dlouhý běh|"
        "длительная|длительный бег|长距离|長距離|ロング走|ロングラン|롱런|장거리"
    ),
    "easy": (
        "easy|easy run|easy jog|easy miles|recovery run|recovery jog|lockerer lauf|lockerer dauerlauf|locker|"
        "regenerationslauf|regenerativer lauf|footing de récupération|footing récup|endurance fondamentale|"
        "rodaje suave|trote suave|rodaje regenerativo|corrida leve|rodagem leve|corrida regenerativa|corsa lenta|"
        "fondo lento|corsa rigenerante|rustige duurloop|herstelloop|lugn löpning|återhämtningslöpning|"
        "restitutionsløb|rolig tur|restitusjonstur|spokojne wybieganie|bieg regeneracyjny|könnyű futás|"
        "regeneráló futás|kevyt lenkki|palauttava lenkki|volný běh|regenerační běh|легкий бег|восстановительный бег|"
        "轻松跑|輕鬆跑|恢复跑|イージーラン|回復走|이지런|회복런"
    ),
    "run_walk": "run walk|run walk run|walk run|jeffing|c25k|couch to 5k|laufen gehen|marche course|trote y caminata",
}
# Where one of these stands too, the name means something else.
_NOT: Mapping[str, str] = {
    "trail": (
        "rail trail|paved trail|bike trail|greenway trail|trail mix|trail shoe|trail shoes|paper trail|no trail|"
        "no trails|trailhead|trailschuhe"
    ),
    "track": (
        "on track|back on track|on the right track|on the track to|pista ciclabile|pista ciclable|pista forestal|"
        "pista ciclável|ciclopista|piste cyclable|piste forestière"
    ),
    "race": (
        "race pace|pace|pre race|post race|race prep|race week|race day|prep|week|simulation|sim|recon|recovery|"
        "shakeout|warm up|warmup|cool down|cooldown|before|after|until|practice|training|volunteer|volunteering|"
        "no race|not a race|to race|vor|nach|vorbereitung|race shoes|race course|race route|avant|après|para"
    ),
    "easy": "not easy|not so easy|easy peasy|easy does it|over easy|never easy",
    "long": "in the long run|not so long run",
    "intervals": "mini series|world series|series finale|series premiere",
}
_HAS_NO_SPACES = re.compile("[\u2e80-\u9fff\uac00-\ud7af]")
_REPEATS = re.compile(r"\b([3-9]|[1-4]\d) ?[x×] ?\d")  # 6x800, 10 × 400 m
_HILLY_REPEATS = {"hills", "intervals"}


def told(content: Content) -> Content:
    """The content with surface and kind of session of its runs as their names tell, where nothing else told them."""
    runs = content.activities
    is_named = (runs["sport"] == RUN_SPORT) & runs["title"].notna()
    if not is_named.any():
        return content
    titles = runs["title"].where(is_named, "")
    surfaces = [surface_in_title(title) for title in titles]
    sessions = [session_type_in_title(title) for title in titles]
    runs = _filled(runs, "surface", surfaces, runs["surface"] == "unknown")
    runs = _filled(runs, "session_type", sessions, runs["session_type"].isna())
    return replace(content, activities=runs)


def _filled(runs: pd.DataFrame, column: str, words: Iterable[str | None], is_open: pd.Series) -> pd.DataFrame:
    found = pd.Series(list(words), index=runs.index, dtype="str")
    is_told = is_open & found.notna()
    source = runs[f"{column}_source"].mask(is_told, "title")
    return runs.assign(**{column: runs[column].mask(is_told, found), f"{column}_source": source})


@cache
def _patterns(words: str) -> tuple[re.Pattern[str], ...]:
    """What finds any of the words: whole words, and parts of a text in scripts without spaces."""
    names = [plain(word) for word in words.split("|")]
    without = [re.escape(name) for name in names if _HAS_NO_SPACES.search(name)]
    whole = [re.escape(name) for name in names if not _HAS_NO_SPACES.search(name)]
    kinds = (rf"(?<!\S)(?:{'|'.join(whole)})(?!\S)" if whole else "", "|".join(without))
    return tuple(re.compile(kind) for kind in kinds if kind)


def _finds(words: str, text: str) -> bool:
    return any(pattern.search(text) for pattern in _patterns(words))


def _named(title: str, kinds: Mapping[str, str]) -> set[str]:
    text = plain(title)
    found = {kind for kind, words in kinds.items() if _finds(words, text)}
    return {kind for kind in found if kind not in _NOT or not _finds(_NOT[kind], text)}


def said_by_file(kind: str | None) -> dict[str, object]:
    """The kind of session as the file says it, as columns of ACTIVITIES; nothing where it says none."""
    return {} if kind is None else {"session_type": kind, "session_type_source": "file"}


def surface_in_title(title: str) -> str | None:
    """The one surface that a name tells of; None where it tells of none or several."""
    found = _named(title, _SURFACES)
    return found.pop() if len(found) == 1 else None


def session_type_in_title(title: str) -> str | None:
    """The one kind of session that a name tells of; None where it tells of none or several."""
    found = _named(title, _SESSIONS)
    if _REPEATS.search(title.casefold()):
        found.add("intervals")
    if found == _HILLY_REPEATS:
        return "hills"
    return found.pop() if len(found) == 1 else None
