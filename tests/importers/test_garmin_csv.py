"""Garmin Connect's activity list: columns by name, units and signs from the data, bad rows told."""

import csv

import pandas as pd
import pytest

from analysis.errors import UnreadableFile
from analysis.importers import garmin_csv, pain_csv
from analysis.importers.base import File, Hints, shape_of
from analysis.importers.garmin_words import FIELD_OF, SPORT_OF
from analysis.tables import ACTIVITIES, check

from .garmin_list import file_of, one, read, sentences

EN = "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR,Avg Run Cadence,Avg Pace,Total Ascent,Total Descent,Avg Stride Length,Elapsed Time"  # noqa: E501
# 5 km in 25:00 at 180 steps a minute of 1.11 m: 1.11 x 180 x 5 = 999 m per unit, so the unit is the kilometre.
KM_RUN = (
    'Running,2024-03-12 07:30:15,false,"Park","5.00","350","00:25:00","150","180","5:00","40","38","1.11","00:26:10"'
)
# 6.24 miles at 9:00 a mile, 165 steps a minute of 1.084 m: 1.084 x 165 x 9 = 1610 m per unit, the mile.
MI_RUN = (
    'Running,2024-03-12 07:30:15,false,"Park","6.24","650","00:56:10","150","165","9:00","514","500","1.084","00:57:00"'
)


TIMES = {"Time", "Zeit", "Tid", "Tiempo", "Tempo", "Durée", "Idő", "Tijd", "时间"}


def test_one_run_is_read_in_metres_seconds_and_steps():
    run = one(EN, KM_RUN)
    assert run["local_date"] == pd.Timestamp("2024-03-12")
    assert run["local_start_time"] == pd.Timestamp("2024-03-12 07:30:15")
    assert pd.isna(run["start_time"])
    assert (run["sport"], run["title"], run["source_format"]) == ("running", "Park", "garmin_csv")
    assert run["distance_m"] == pytest.approx(5000)
    assert (run["moving_time_s"], run["elapsed_time_s"]) == (1500, 1570)
    assert (run["ascent_m"], run["descent_m"]) == (40, 38)
    assert (run["avg_heart_rate_bpm"], run["avg_cadence_spm"], run["avg_stride_m"]) == (150, 180, 1.11)
    assert (run["surface"], run["surface_source"]) == ("unknown", "unknown")
    assert pd.isna(run["sub_sport"])
    assert pd.isna(run["perceived_exertion"])


def test_a_list_with_evidence_has_nothing_to_say():
    assert read(EN, KM_RUN).issues == ()


def test_miles_are_computed_from_stride_cadence_and_pace_and_climb_is_feet():
    content = read(EN, MI_RUN)
    run = content.activities.iloc[0]
    assert run["distance_m"] == pytest.approx(6.24 * 1609.344)
    assert run["ascent_m"] == pytest.approx(514 * 0.3048)
    assert run["avg_stride_m"] == 1.084
    assert sentences(content) == [
        "Activities.csv: Distances were read as miles and climbs as feet: stride, cadence and pace fit only miles."
        " If that is wrong, switch Garmin Connect to kilometres and export the list again."
    ]


def test_without_evidence_kilometres_are_assumed_and_said():
    content = read("Activity Type,Date,Distance,Time", 'Running,2024-03-12 07:30:15,"5.00","00:25:00"')
    assert content.activities["distance_m"].tolist() == [5000]
    assert sentences(content) == [
        "Activities.csv: The file does not say whether distances are kilometres or miles. They were read as kilometres."
        " If they are miles, say so where you import it. The columns for stride length and run cadence would tell."
    ]
    (question,) = content.questions
    assert (question.topic, question.guess) == ("distance_unit", "km")
    assert question.choices == (("km", "Kilometres"), ("mi", "Miles"))


def test_where_nothing_tells_the_unit_the_answer_does():
    header, run = "Activity Type,Date,Distance,Ascent,Time", 'Running,2024-03-12 07:30:15,"5.00",,"00:45:00"'
    (question,) = read(header, run).questions
    miles = garmin_csv.read(file_of(header, run), Hints(answers={(question.shape, "distance_unit"): "mi"}))
    assert miles.activities["distance_m"].iloc[0] == pytest.approx(5 * 1609.344)
    assert (miles.issues, miles.questions) == ((), ())


def test_an_answer_does_not_outdo_what_the_data_tell():
    file = file_of(EN, KM_RUN)
    answers = {(shape_of(EN.split(",")), "distance_unit"): "mi"}
    content = garmin_csv.read(file, Hints(answers=answers))
    assert content.activities["distance_m"].tolist() == garmin_csv.read(file, Hints()).activities["distance_m"].tolist()


@pytest.mark.parametrize("answer", ["", "furlongs"])
def test_an_answer_that_is_no_unit_is_none(answer):
    header, run = "Activity Type,Date,Distance,Time", 'Running,2024-03-12 07:30:15,"5.00","00:25:00"'
    content = garmin_csv.read(
        file_of(header, run), Hints(answers={(shape_of(header.split(",")), "distance_unit"): answer})
    )
    assert content.activities["distance_m"].tolist() == [5000]
    assert len(content.questions) == 1


def test_steps_tell_the_unit_where_cadence_is_not_in_the_list():
    header = "Activity Type,Date,Distance,Time,Steps,Avg Stride Length"
    km = read(header, 'Running,2024-03-12 07:30:15,"5.00","00:25:00","4,500","1.11"')
    miles = read(header, 'Running,2024-03-12 07:30:15,"5.00","00:45:00","7,250","1.11"')
    assert km.issues == ()
    assert miles.activities["distance_m"].iloc[0] == pytest.approx(5 * 1609.344)


def test_steps_of_a_paused_run_decide_nothing():
    header = "Activity Type,Date,Distance,Time,Steps,Avg Stride Length"
    content = read(header, 'Running,2024-03-12 07:30:15,"5.00","00:25:00","6,825","1.11"')  # 1515 m per unit
    assert "They were read as kilometres." in content.issues[0].found


@pytest.mark.parametrize("distance", ["5,00", "5.00"])
def test_the_header_language_does_not_decide_the_decimal_sign(distance):
    run = one("Activity Type,Date,Distance,Time", f'Running,2024-03-12 07:30:15,"{distance}","00:25:00"')
    assert run["distance_m"] == 5000


def test_thousands_in_a_point_file_and_in_a_comma_file():
    header = "Activity Type,Date,Distance,Time,Total Ascent"
    point = read(header, 'Running,2024-03-12 07:30:15,"50.00","09:00:00","3,317"')
    comma = read(header, 'Running,2024-03-12 07:30:15,"50,00","09:00:00","3.317"')
    assert point.activities["ascent_m"].tolist() == comma.activities["ascent_m"].tolist() == [3317]


def test_swims_are_in_metres():
    swim = one("Activity Type,Date,Distance,Time", 'Pool Swim,2024-03-12 07:30:15,"1,200","00:43:20"')
    assert (swim["sport"], swim["sub_sport"], swim["distance_m"]) == ("swimming", "lap_swimming", 1200)


def test_an_old_open_water_swim_in_kilometres():
    swim = one("Activity Type,Date,Distance,Time", 'Open Water Swimming,2024-03-12 07:30:15,"1.28","00:32:11"')
    assert swim["distance_m"] == pytest.approx(1280)


@pytest.mark.parametrize("mark", ["--", "0", "0.00", ""])
def test_zero_and_marks_where_nothing_was_measured_are_missing(mark):
    run = one(
        EN,
        f'Running,2024-03-12 07:30:15,false,"","5.00","350","00:25:00","{mark}","{mark}","5:00","0","0","{mark}","--"',
    )
    assert pd.isna(run[["avg_heart_rate_bpm", "avg_cadence_spm", "avg_stride_m", "elapsed_time_s"]]).all()
    assert (run["ascent_m"], run["descent_m"]) == (0, 0)  # a flat run was measured


def test_missing_climb_is_missing_and_not_zero():
    run = one("Activity Type,Date,Distance,Time,Total Ascent", 'Running,2024-03-12 07:30:15,"5.00","00:25:00","--"')
    assert pd.isna(run["ascent_m"])


def test_a_run_without_distance_has_none_and_says_so():
    content = read("Activity Type,Date,Distance,Time", 'Running,2024-03-12 07:30:15,"0.00","00:25:00"')
    assert content.activities["distance_m"].isna().all()
    assert sentences(content) == [
        "Activities.csv: 1 run without a distance (row 2 first). They count as days with a run. Enter the distance in"
        " Garmin Connect if you know it."
    ]


def test_of_two_columns_with_one_name_the_first_with_a_value_counts():
    header = "Activity Type,Date,Distance,Time,Avg Run Cadence,Avg Run Cadence"
    assert one(header, 'Running,2024-03-12 07:30:15,"5.00","00:25:00","180","0"')["avg_cadence_spm"] == 180
    assert one(header, 'Running,2024-03-12 07:30:15,"5.00","00:25:00","0","181"')["avg_cadence_spm"] == 181


def test_run_cadence_under_the_name_of_bike_cadence_counts_for_runs_only():
    header = "Aktivitetstyp,Datum,Distans,Tid,Medelcykelkadens"
    content = read(
        header,
        'Löpning,2024-03-12 07:30:15,"5.00","00:25:00","171"',
        'Cykling,2024-03-11 07:30:15,"25.00","01:00:00","85"',
    )
    assert content.activities["avg_cadence_spm"].tolist()[0] == 171
    assert pd.isna(content.activities["avg_cadence_spm"].iloc[1])


@pytest.mark.parametrize(
    ("name", "sport", "sub_sport", "surface"),
    [
        ("Treadmill Running", "running", "treadmill", "treadmill"),
        ("Laufbandtraining", "running", "treadmill", "treadmill"),
        ("Entrenamiento en cinta", "running", "treadmill", "treadmill"),
        ("Corrida em esteira", "running", "treadmill", "treadmill"),
        ("Lopband", "running", "treadmill", "treadmill"),
        ("跑步机", "running", "treadmill", "treadmill"),
        ("Trail Running", "running", "trail", "trail"),
        ("Corrida em trilhas", "running", "trail", "trail"),
        ("Track Running", "running", "track", "track"),
        ("Teremfutás", "running", "indoor_running", "unknown"),
        ("Course à pied", "running", None, "unknown"),
        ("Løb", "running", None, "unknown"),
        ("Bieganie", "running", None, "unknown"),
        ("open_water_swimming", "swimming", "open_water", "unknown"),
        ("Gång", "walking", None, "unknown"),
        ("Utförsåkning i pist", "alpine_skiing", None, "unknown"),
    ],
)
def test_types_of_any_language_become_sports_and_surfaces(name, sport, sub_sport, surface):
    row = one("Activity Type,Date,Distance,Time", f'{name},2024-03-12 07:30:15,"5.00","00:25:00"')
    assert row["sport"] == sport
    assert (None if pd.isna(row["sub_sport"]) else row["sub_sport"]) == sub_sport
    assert row["surface"] == surface
    assert row["surface_source"] == ("unknown" if surface == "unknown" else "file")


def test_an_unknown_type_is_kept_as_other_and_named():
    content = read("Activity Type,Date,Distance,Time", 'Quidditch,2024-03-12 07:30:15,"0.00","00:25:00"')
    assert content.activities["sport"].tolist() == ["other"]
    assert sentences(content) == [
        "Activities.csv: Twinge does not know these types of activity: “Quidditch” (1). They count as other training."
        " If one is a run, change its type in Garmin Connect and export again."
    ]


@pytest.mark.parametrize(
    "header",
    [
        "Activity Type,Date,Distance,Time,Avg HR",
        "Aktivitätstyp,Datum,Distanz,Zeit,Ø Herzfrequenz",
        "Tipo de actividad,Fecha,Distancia,Tiempo,Frecuencia cardiaca media",
        "Tipo de atividade,Data,Distância,Tempo,FC Média",
        "Aktivitetstyp,Datum,Distans,Tid,Medelpuls",
        "Type d'activité,Date,Distance,Durée,Fréquence cardiaque moyenne",
        "Activiteittype,Datum,Afstand,Tijd,Gem. HS",
        "Aktivitetstype,Dato,Distance,Tid,Gennemsnitlig puls",
        "Typ aktywności,Data,Dystans,Czas,Średnie tętno",
        "Tevékenység típusa,Dátum,Távolság,Idő,Átlagos pulzusszám",
        "Tipo di attività,Data,Distanza,Tempo,FC Media",
        "活动类型,日期,距离,时间,平均心率",
        "アクティビティタイプ,日付,距離,タイム,平均心拍数",
        "Aktivitetstype,Dato,Distanse,Tid,Gjennomsnittlig puls",
        "Aktiviteetin tyyppi,Päivämäärä,Matka,Aika,Keskisyke",
        "Typ aktivity,Datum,Vzdálenost,Čas,Průměrný srdeční tep",
        "Тип занятия,Дата,Расстояние,Время,Средняя ЧСС",
        "활동 유형,날짜,거리,시간,평균 심박수",
    ],
    ids="en de es pt sv fr nl da pl hu it zh ja nb fi cs ru ko".split(),
)
def test_the_list_is_read_in_every_language(header):
    row = 'running,2024-03-12 07:30:15,"5.00","00:25:00","150"'
    assert garmin_csv.looks_like(file_of(header, row))
    run = one(header, row)
    assert (run["distance_m"], run["moving_time_s"], run["avg_heart_rate_bpm"]) == (5000, 1500, 150)


def test_columns_are_found_by_name_wherever_they_stand_and_unknown_ones_are_ignored():
    run = one("Time,Mood,Distance,Activity Type,Avg HR,Date", "00:25:00,great,5.00,Running,150,2024-03-12 07:30:15")
    assert (run["distance_m"], run["avg_heart_rate_bpm"]) == (5000, 150)


# the file as a whole


def rows(n):
    return [f'Running,2024-03-{day + 1:02d} 07:30:15,"5.00","00:25:00"' for day in range(n)]


@pytest.mark.parametrize(("n", "warned"), [(19, False), (20, True), (21, False)])
def test_exactly_twenty_rows_are_probably_a_partly_loaded_page(n, warned):
    content = read("Activity Type,Date,Distance,Time", *rows(n))
    assert len(content.activities) == n
    assert any("It holds exactly 20 activities" in sentence for sentence in sentences(content)) is warned


def test_an_activity_that_stands_twice_is_taken_once():
    content = read(EN, KM_RUN, KM_RUN)
    assert len(content.activities) == 1
    assert sentences(content) == [
        "Activities.csv: 1 activity more than once in the file (row 3 first). Each was taken once."
        " There is nothing to do."
    ]


def test_two_activities_of_one_start_but_different_type_or_duration_are_two():
    content = read(
        "Activity Type,Date,Distance,Time",
        'Running,2024-03-12 07:30:15,"5.00","00:25:00"',
        'Cycling,2024-03-12 07:30:15,"5.00","00:25:00"',
        'Running,2024-03-12 07:30:15,"5.00","00:26:00"',
    )
    assert len(content.activities) == 3


def test_the_same_activity_has_the_same_id_in_every_language_and_column_order():
    english = one("Activity Type,Date,Distance,Time", 'Running,2024-03-12 07:30:15,"5.00","00:25:00.3"')
    german = one("Datum,Zeit,Distanz,Aktivitätstyp,Titel", '2024-03-12 07:30:15,"00:25:00","5.00",Laufen,x')
    assert english["activity_id"] == german["activity_id"]
    assert english["activity_id"].startswith("garmin-")


def test_reading_does_not_depend_on_the_time_zone():
    first, second = (garmin_csv.read(file_of(EN, KM_RUN), Hints(zone)) for zone in (None, "Asia/Tokyo"))
    pd.testing.assert_frame_equal(first.activities, second.activities)


# what it leaves to others


@pytest.mark.parametrize(
    "header",
    [
        "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Moving Time,Type,Start Time",
        "Date,Type,Route Name,Distance (mi),Duration,Average Pace,Climb (ft),Average Heart Rate (bpm),Notes",
        "Workout Type,Start,End,Duration,Distance (km)",
        "id,start_date_local,type,distance,moving_time,elapsed_time,name",
        "Split,GetDistance,Time,Moving Time,Avg Pace,Avg HR",
        "date,morning,during,after",
        "local_date,moment,site,side,score,warm_up,signs,note",
        "Date,Type,Distance,Time",
    ],
)
def test_lists_of_other_services_are_not_claimed(header):
    assert not garmin_csv.looks_like(file_of(header, "1,2,3"))


@pytest.mark.parametrize("data", [b"", b"\x0e\x10\x00\x00.FIT", b"PK\x03\x04", b"no table at all"])
def test_what_is_no_table_is_not_claimed(data):
    assert not garmin_csv.looks_like(File("Activities.csv", data))


def test_reading_what_is_no_list_says_so():
    with pytest.raises(UnreadableFile, match="This is not a Garmin Connect activity list"):
        garmin_csv.read(File("x.csv", b"a,b\n1,2\n"), Hints())


def test_a_pain_log_importer_leaves_the_list_alone():
    assert not pain_csv.looks_like(file_of(EN, KM_RUN))


def test_no_name_stands_for_two_things():
    assert FIELD_OF["date"] == "date"
    assert SPORT_OF["laufen"] == ("running", "")
    assert SPORT_OF["langlauf"][0] == "cross_country_skiing"  # no run


# real files


@pytest.mark.corpus
def test_every_real_list_is_claimed_and_read(real_lists):
    for path in real_lists:
        file = File("real.csv", path.read_bytes())
        assert garmin_csv.looks_like(file)
        assert not pain_csv.looks_like(file)
        content = garmin_csv.read(file, Hints())
        check(content.activities, ACTIVITIES)
        assert not [issue for issue in content.issues if "does not know" in issue.found]


@pytest.mark.corpus
def test_totals_of_real_lists_equal_plain_sums(real_lists):
    """Summed with the csv module alone, without swims (they have no point), each start, type and time once."""
    names = {"Distance", "Distanz", "Distans", "Distancia", "Distância", "Távolság", "Afstand", "距离"}
    compared = 0
    for path in real_lists:
        with path.open(encoding="utf-8", newline="") as lines:
            header, *table = csv.reader(lines)
        places = [place for place, name in enumerate(header) if name in names]
        if len(places) != 1 or not table or header[0].startswith(" "):
            continue
        clock = next(place for place, name in enumerate(header) if name in TIMES)
        once = {(row[0], row[1], row[clock]): row for row in table}
        total = sum(float(row[places[0]].replace(",", "")) for row in once.values() if "." in row[places[0]])
        read = garmin_csv.read(File("real.csv", path.read_bytes()), Hints()).activities
        ours = read.loc[read["sport"] != "swimming", "distance_m"].sum() / 1000
        assert ours == pytest.approx(total, abs=0.25)  # one row of 0.23 km in 10 s is left out
        compared += 1
    assert compared >= 10
