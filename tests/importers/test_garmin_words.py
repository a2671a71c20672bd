"""Garmin Connect's list in each language it is known in, as downloaded and as spreadsheets leave it.

Headers of de to hu, it, nb, zh, ja and ko are as Garmin Connect writes them; those of fi, cs and ru are translated.
"""

# ruff: noqa: E501 (a header is one line)

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import pytest

from analysis.importers import READERS, garmin_csv
from analysis.importers.base import Content, File, Hints
from analysis.importers.delimited import plain
from analysis.importers.garmin_words import HEADERS, TYPES

# type, date, favourite, title, distance, calories, time, heart rate, cadence, pace, ascent, descent, stride, elapsed
LISTS = {
    "en": "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR,Avg Run Cadence,Avg Pace,Total Ascent,Total Descent,Avg Stride Length,Elapsed Time",
    "de": "Aktivitätstyp,Datum,Favorit,Titel,Distanz,Kalorien,Zeit,Ø Herzfrequenz,Ø Schrittfrequenz (Laufen),Ø Pace,Anstieg gesamt,Abstieg gesamt,Ø Schrittlänge,Verstrichene Zeit",
    "es": "Tipo de actividad,Fecha,Favorito,Título,Distancia,Calorías,Tiempo,Frecuencia cardiaca media,Cadencia de carrera media,Ritmo medio,Ascenso total,Descenso total,Longitud media de zancada,Tiempo transcurrido",
    "pt": "Tipo de atividade,Data,Favorito,Título,Distância,Calorias,Tempo,FC Média,Cadência de corrida média,Ritmo médio,Subida total,Descida total,Comprimento médio da passada,Tempo decorrido",
    "sv": "Aktivitetstyp,Datum,Favorit,Namn,Distans,Kalorier,Tid,Medelpuls,Medellöpkadens,Medeltempo,Total stigning,Totalt nedför,Medelsteglängd,Total tid",
    "fr": "Type d'activité,Date,Favori,Titre,Distance,Calories,Durée,Fréquence cardiaque moyenne,Cadence de course moyenne,Allure moyenne,Ascension totale,Descente totale,Longueur moyenne des foulées,Temps écoulé",
    "nl": "Activiteittype,Datum,Favoriet,Titel,Afstand,Calorieën,Tijd,Gem. HS,Gem. loopcadans,Gemiddeld tempo,Totale stijging,Totale daling,Gem. staplengte,Verstreken tijd",
    "da": "Aktivitetstype,Dato,Favorit,Titel,Distance,Kalorier,Tid,Gennemsnitlig puls,Gennemsnitlig løbekadence,Gennemsnitstempo,Samlet stigning,Samlet nedstigning,Gennemsnitlig skridtlængde,Tidsforbrug",
    "pl": "Typ aktywności,Data,Ulubiony,Tytuł,Dystans,Kalorie,Czas,Średnie tętno,Średni rytm biegu,Średnie tempo,Całkowity wznios,Całkowity spadek,Średnia długość kroku,Upłynęło czasu",
    "hu": "Tevékenység típusa,Dátum,Kedvenc,Cím,Távolság,Kalóriaszám,Idő,Átlagos pulzusszám,Átlagos futókadencia,Átlagos tempó,Teljes emelkedés,Teljes süllyedés,Átlagos lépéshossz,Eltelt idő",
    "it": "Tipo di attività,Data,Preferita,Titolo,Distanza,Calorie,Tempo,FC Media,Cadenza di corsa media,Passo medio,Ascesa totale,Discesa totale,Lunghezza media passo,Tempo trascorso",
    "nb": "Aktivitetstype,Dato,Favoritt,Tittel,Distanse,Totale kalorier,Tid,Gjennomsnittlig puls,Gjennomsnittlig frekvens for løping,Gjennomsnittlig tempo,Total stigning,Totalt fall,Gjennomsnittlig skrittlengde,Medgått tid",
    "zh": "活动类型,日期,我的最爱,标题,距离,热量消耗,时间,平均心率,平均步频,平均速度,累计爬升,累计下降,平均步长,全程耗时",
    "ja": "アクティビティタイプ,日付,お気に入り,タイトル,距離,カロリー,タイム,平均心拍数,平均ピッチ,平均ペース,総上昇量,総下降量,平均歩幅,経過時間",
    "ko": "활동 종류,날짜,즐겨찾기,제목,거리,칼로리,시간,평균 심박,평균 달리기 케이던스,평균 페이스,총 상승,총 하강,평균 보폭,경과 시간",
    "fi": "Aktiviteettityyppi,Päivämäärä,Suosikki,Otsikko,Matka,Kalorit,Aika,Keskisyke,Keskimääräinen juoksukadenssi,Keskivauhti,Kokonaisnousu,Kokonaislasku,Keskimääräinen askelpituus,Kulunut aika",
    "cs": "Typ aktivity,Datum,Oblíbené,Název,Vzdálenost,Kalorie,Čas,Průměrný srdeční tep,Průměrná běžecká kadence,Průměrné tempo,Celkový výstup,Celkový sestup,Průměrná délka kroku,Uplynulý čas",
    "ru": "Тип занятия,Дата,Избранное,Название,Расстояние,Калории,Время,Средняя ЧСС,Средняя частота шагов,Средний темп,Общий подъем,Общий спуск,Средняя длина шага,Прошедшее время",
}  # fmt: skip
# a run, one on the treadmill, one on a trail, strength training
KINDS = {
    "en": ("Running", "Treadmill Running", "Trail Running", "Strength Training"),
    "de": ("Laufen", "Laufbandtraining", "Trailrunning", "Krafttraining"),
    "es": ("Carrera", "Entrenamiento en cinta", "Carrera por montaña", "Entrenamiento de fuerza"),
    "pt": ("Corrida", "Corrida em esteira", "Corrida em trilhas", "Treinamento de força"),
    "sv": ("Löpning", "Löpband", "Terränglöpning", "Styrketräning"),
    "fr": ("Course à pied", "Course à pied sur tapis roulant", "Trail", "Musculation"),
    "nl": ("Hardlopen", "Hardlopen op loopband", "Trailrunning", "Krachttraining"),
    "da": ("Løb", "Løbebånd", "Trailløb", "Styrketræning"),
    "pl": ("Bieganie", "Bieganie na bieżni", "Bieganie w terenie", "Trening siłowy"),
    "hu": ("Futás", "Futópad", "Terepfutás", "Erősítő edzés"),
    "it": ("Corsa", "Corsa su tapis roulant", "Trail corsa", "Allenamento di forza"),
    "nb": ("Løping", "Tredemølle", "Terrengløping", "Styrketrening"),
    "zh": ("跑步", "跑步机", "越野跑", "力量训练"),
    "ja": ("ラン", "トレッドミル", "トレイルラン", "筋力トレーニング"),
    "ko": ("러닝", "트레드밀 러닝", "트레일 러닝", "근력 훈련"),
    "fi": ("Juoksu", "Juoksumatto", "Polkujuoksu", "Voimaharjoittelu"),
    "cs": ("Běh", "Běžecký pás", "Trailový běh", "Silový trénink"),
    "ru": ("Бег", "Беговая дорожка", "Трейлраннинг", "Силовая тренировка"),
}
SPORTS = [("running", ""), ("running", "treadmill"), ("running", "trail"), ("training", "strength_training")]


@dataclass(frozen=True)
class Damage:
    """How a program leaves the file."""

    delimiter: str = ","
    point: str = "."
    date: str = "%Y-%m-%d %H:%M:%S"
    encoding: str = "utf-8"

    def file(self, language: str) -> File:
        """Four activities of 5 km in 25 minutes, 180 steps a minute of 1.11 m: 999 m per unit, so kilometres."""
        rows = [LISTS[language].replace(",", self.delimiter)]
        for day, kind in enumerate(KINDS[language], start=12):
            when = pd.Timestamp(2024, 3, day, 7, 30, 15).strftime(self.date)
            values = ["5.00", "350", "00:25:00", "150", "180", "5:00", "40", "38", "1.11", "00:26:10"]
            cells = [kind, when, "false", "Park", *(value.replace(".", self.point) for value in values)]
            rows.append(self.delimiter.join(f'"{cell}"' for cell in cells))
        return File("Activities.csv", "\r\n".join(rows).encode(self.encoding))


AS_DOWNLOADED = Damage()
BY_EXCEL_IN_EUROPE = Damage(";", ",", "%d.%m.%Y %H:%M", "utf-8-sig")
BY_EXCEL_AS_UNICODE_TEXT = Damage("\t", ".", "%m/%d/%Y %H:%M", "utf-16")


def languages(damage: Damage) -> list[object]:
    return [pytest.param(damage, language, id=language) for language in LISTS]


def check(content: Content) -> None:
    """Every column of every language was found, and every type understood."""
    assert content.issues == ()
    activities = content.activities
    assert list(zip(activities["sport"], activities["sub_sport"].fillna(""), strict=True)) == SPORTS
    assert activities["surface"].tolist() == ["unknown", "treadmill", "trail", "unknown"]
    assert activities["title"].tolist() == ["Park"] * 4
    run = activities.iloc[0]
    assert run["local_date"] == pd.Timestamp("2024-03-12")
    assert (run["distance_m"], run["moving_time_s"], run["elapsed_time_s"]) == (5000, 1500, 1570)
    assert (run["ascent_m"], run["descent_m"]) == (40, 38)
    assert (run["avg_heart_rate_bpm"], run["avg_cadence_spm"], run["avg_stride_m"]) == (150, 180, 1.11)


@pytest.mark.parametrize(("damage", "language"), languages(AS_DOWNLOADED))
def test_a_list_as_downloaded_is_read_in_every_language(damage: Damage, language: str):
    content = garmin_csv.read(damage.file(language), Hints())
    check(content)
    assert str(content.activities["local_start_time"].iloc[0]) == "2024-03-12 07:30:15"


@pytest.mark.parametrize(("damage", "language"), languages(BY_EXCEL_IN_EUROPE))
def test_a_list_saved_by_a_spreadsheet_with_decimal_commas_is_read_in_every_language(damage: Damage, language: str):
    check(garmin_csv.read(damage.file(language), Hints()))


@pytest.mark.parametrize(("damage", "language"), languages(BY_EXCEL_AS_UNICODE_TEXT))
def test_a_list_saved_as_unicode_text_is_read_in_every_language(damage: Damage, language: str):
    check(garmin_csv.read(damage.file(language), Hints()))


@pytest.mark.parametrize(("damage", "language"), languages(AS_DOWNLOADED))
def test_no_other_reader_takes_a_list_of_any_language(damage: Damage, language: str):
    file = damage.file(language)
    assert [reader.FORMAT for reader in READERS[:-1] if reader.looks_like(file)] == ["garmin_csv"]


@pytest.mark.parametrize("words", [HEADERS, TYPES], ids=["columns", "types"])
def test_no_name_stands_for_two_things(words):
    owners: dict[str, set[object]] = {}
    for owner, names in words.items():
        for name in names.split("|"):
            owners.setdefault(plain(name), set()).add(owner)
    assert {name: found for name, found in owners.items() if len(found) > 1 or not name} == {}


@pytest.mark.parametrize(
    ("name", "sport"),
    [
        ("屋内ラン", ("running", "indoor_running")),
        ("トラックラン", ("running", "track")),
        ("バーチャルラン", ("running", "virtual_activity")),
        ("屋内バイク", ("cycling", "indoor_cycling")),
        ("バーチャルバイク", ("cycling", "virtual_activity")),
        ("カーディオ", ("training", "cardio_training")),
        ("실내 달리기", ("running", "indoor_running")),
        ("트랙 러닝", ("running", "track")),
        ("보행", ("walking", "")),
        ("풀 수영", ("swimming", "lap_swimming")),
        ("室内骑行", ("cycling", "indoor_cycling")),
        ("Bassengsvømming", ("swimming", "lap_swimming")),
    ],
)
def test_types_seen_in_lists_of_asia_and_norway_are_known(name: str, sport: tuple[str, str]):
    assert garmin_csv.SPORT_OF[plain(name)] == sport
