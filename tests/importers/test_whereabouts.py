"""Positions become words that keep secret where they lie, and nothing else of them is left."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import hmac
import json
import logging

import numpy as np
import pandas as pd
import pytest

from analysis.importers import Content, File, Hints, fit, gpx, read_each, suunto, tcx
from analysis.importers.positions import Track, on_earth, steps_m
from analysis.importers.whereabouts import words
from analysis.tables import RECORDS
from analysis.whereabouts import SAME_WAY, on_route
from tests.importers.fit_bytes import file_id, fit_file, record, session

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
METRE = 1 / 111_195  # degrees of latitude, and of longitude at the equator
SOMEWHERE = [(52.0, 13.0), (-33.9, 151.2), (0.0, 0.001), (64.1, -21.9), (0.0, 180.0), (-17.0, -180.0), (89.9, 40.0),
             (90.0, 0.0), (-89.995, 179.99)]  # fmt: skip


def standing(latitude: float, longitude: float) -> Track:
    return Track(np.array([latitude]), np.array([longitude]), np.array([0.0]))


def moved(latitude: float, longitude: float, metres: float, towards: float) -> tuple[float, float]:
    """The position so far away, along the great circle that sets out in that direction (radians from north)."""
    lat, lon, angle = np.radians(latitude), np.radians(longitude), metres / 6_371_008.8
    new = np.arcsin(np.sin(lat) * np.cos(angle) + np.cos(lat) * np.sin(angle) * np.cos(towards))
    east = np.arctan2(np.sin(towards) * np.sin(angle) * np.cos(lat), np.cos(angle) - np.sin(lat) * np.sin(new))
    return float(np.degrees(new)), float((np.degrees(lon + east) + 540) % 360 - 180)


def place_of(latitude: float, longitude: float, key: bytes = KEY) -> set[str]:
    return set(words(standing(latitude, longitude), key)["place"].split(";"))


@pytest.mark.parametrize("where", SOMEWHERE)
def test_starts_within_500_m_share_a_word_everywhere_on_earth(where: tuple[float, float]):
    random = np.random.default_rng(1)
    for _ in range(60):
        one = moved(*where, random.uniform(0, 3000), random.uniform(0, 2 * np.pi))
        other = moved(*one, random.choice([500, random.uniform(0, 500)]), random.uniform(0, 2 * np.pi))
        assert place_of(*one) & place_of(*other)


@pytest.mark.parametrize("where", SOMEWHERE)
def test_starts_far_apart_share_none(where: tuple[float, float]):
    farthest = 1500 if abs(where[0]) < 89.9 else 3100
    random = np.random.default_rng(2)
    for _ in range(60):
        one = moved(*where, random.uniform(0, 3000), random.uniform(0, 2 * np.pi))
        other = moved(*one, farthest + random.uniform(0, 500), random.uniform(0, 2 * np.pi))
        assert not place_of(*one) & place_of(*other)


def test_without_the_key_the_words_are_others():
    assert not place_of(52.0, 13.0) & place_of(52.0, 13.0, OTHER_KEY)


def test_a_word_is_the_keyed_hash_of_its_cell():
    # The row counts from the south pole.
    row = int((52 + 90) * np.pi / 180 * 6_371_008.8 // 1010)
    found = {
        hmac.new(KEY, f"place 0 {row} {column}".encode(), hashlib.sha256).digest()[:5]
        for column in range(12_000, 14_000)
    }
    letters = {base64.b32hexencode(digest).decode().lower() for digest in found}
    assert len(place_of(52.0, 13.0) & letters) == 1


def test_a_place_has_four_words_of_eight_letters_in_the_order_of_the_alphabet():
    place = words(standing(52.0, 13.0), KEY)["place"].split(";")
    assert [len(word) for word in place] == [8, 8, 8, 8]
    assert place == sorted(place)


def test_0_0_is_no_position():
    track = Track(np.array([0.0, 52.0]), np.array([0.0, 13.0]), np.array([0.0, 1.0]))
    assert words(track, KEY) == words(standing(52.0, 13.0), KEY)
    assert words(standing(0.0, 0.0), KEY) == {"place": None, "route": None}


def test_a_first_position_that_strays_does_not_move_the_start():
    time = np.arange(20.0)
    latitude = np.where(time < 3, 52.3, 52.0)  # the watch still shows where it was switched off, 33 km away
    assert words(Track(latitude, np.full(20, 13.0), time), KEY)["place"] == words(standing(52.0, 13.0), KEY)["place"]


def test_the_start_is_where_the_first_half_minute_was():
    time = np.arange(0.0, 3600.0)
    track = Track(52.0 + np.where(time <= 30, 0, time * 3 * METRE), np.full(3600, 13.0), time)
    assert words(track, KEY)["place"] == words(standing(52.0, 13.0), KEY)["place"]


def test_without_positions_both_are_missing():
    nothing = Track(np.full(3, np.nan), np.full(3, np.nan), np.arange(3.0))
    assert words(nothing, KEY) == {"place": None, "route": None}


@pytest.mark.parametrize(
    ("latitude", "longitude", "expected"),
    [
        (90, 0, True),
        (90.1, 0, False),
        (0, -180, True),
        (0, 181, False),
        (0, 0, False),
        (0, 1, True),
        (np.nan, 1, False),
    ],
)
def test_what_is_a_position(latitude: float, longitude: float, expected: bool):
    assert on_earth(np.array([latitude]), np.array([longitude])).tolist() == [expected]


def test_a_step_is_as_long_as_the_great_circle():
    # One degree along the equator and along a meridian: pi / 180 of the mean radius.
    assert steps_m(np.array([0.0, 0.0, 1.0]), np.array([179.5, -179.5, -179.5])) == pytest.approx([111_195.08] * 2)


# --- routes


def loop(km: float, turn: float = 0.0) -> np.ndarray:
    """A round way from the origin, in metres east and north, a position every 3 m; `turn` is its direction."""
    radius = 1000 * km / 2 / np.pi
    angle = np.linspace(0, 2 * np.pi, round(1000 * km / 3))
    return radius * np.column_stack([np.cos(angle + turn) - np.cos(turn), np.sin(angle + turn) - np.sin(turn)])


def track_of(metres: np.ndarray, noise_m: float = 0.0, seed: int = 0) -> Track:
    """The way as a watch near 52 north, 13 east writes it, off by as much as it wanders in half a minute."""
    random = np.random.default_rng(seed)
    knots = random.normal(0, noise_m, (len(metres) // 10 + 2, 2))
    wander = np.column_stack([np.interp(np.arange(len(metres)) / 10, np.arange(len(knots)), k) for k in knots.T])
    east, north = (metres + wander).T
    return Track(52.0 + north * METRE, 13.0 + east * METRE / np.cos(np.radians(52)), np.arange(len(metres)) * 1.0)


def likeness(one: Track, other: Track) -> float:
    first, second = (set(words(track, KEY)["route"].split(";")) for track in (one, other))
    return len(first & second) / len(first | second)


@pytest.mark.parametrize("km", [3, 5, 10, 30])
def test_the_same_way_is_recognised_in_either_direction_though_positions_wander(km: float):
    for seed in range(5):
        there, back = track_of(loop(km), 5, seed), track_of(loop(km)[::-1], 5, seed + 100)
        assert likeness(there, back) >= SAME_WAY


@pytest.mark.parametrize("km", [3, 5, 10, 30])
def test_another_way_from_the_same_start_is_not_taken_for_it(km: float):
    for turn in (1.0, 2.0, 3.0):
        assert likeness(track_of(loop(km), 5), track_of(loop(km, turn), 5, 1)) < SAME_WAY


def test_half_of_a_way_is_not_the_way():
    assert likeness(track_of(loop(10)), track_of(loop(10)[: len(loop(10)) // 2])) < SAME_WAY


def test_it_does_not_matter_how_often_the_device_wrote_a_position():
    whole = track_of(loop(10))
    sparse = Track(*(values[::7] for values in whole))
    assert likeness(whole, sparse) > 0.85


def test_a_route_fits_into_400_letters_however_far():
    assert len(words(track_of(loop(100)), KEY)["route"]) == 44 * 8 + 43


def test_a_way_across_180_degrees_is_no_way_around_the_earth():
    longitude = (179.99 + np.arange(0, 3000, 3) * METRE + 180) % 360 - 180
    track = Track(np.zeros(1000), longitude, np.arange(1000.0))
    assert 18 <= len(words(track, KEY)["route"].split(";")) <= 22  # 3 km in cells of 150 m


# --- the readers

ROUND = loop(2)


def _positions() -> list[tuple[float, float]]:
    track = track_of(ROUND)
    return list(zip(track.latitude.tolist(), track.longitude.tolist(), strict=True))


def clock(second: int) -> str:
    return f"{pd.Timestamp('2025-03-01T07:00:00Z') + pd.Timedelta(second, 's'):%FT%TZ}"


def a_gpx() -> File:
    points = "".join(
        f'<trkpt lat="{lat:.7f}" lon="{lon:.7f}"><time>{clock(n)}</time></trkpt>'
        for n, (lat, lon) in enumerate(_positions())
    )
    return File("a.gpx", f"<gpx><trk><type>running</type><trkseg>{points}</trkseg></trk></gpx>".encode())


def a_tcx() -> File:
    points = "".join(
        f"<Trackpoint><Time>{clock(n)}</Time><Position>"
        f"<LatitudeDegrees>{lat:.7f}</LatitudeDegrees><LongitudeDegrees>{lon:.7f}</LongitudeDegrees></Position></Trackpoint>"
        for n, (lat, lon) in enumerate(_positions())
    )
    lap = f"<Lap StartTime='2025-03-01T07:00:00Z'><Track>{points}</Track></Lap>"
    body = f"<Activities><Activity Sport='Running'>{lap}</Activity></Activities>"
    return File("a.tcx", f"<TrainingCenterDatabase>{body}</TrainingCenterDatabase>".encode())


def a_fit() -> File:
    samples = [
        record(n, 3.0 * n, position_lat=round(lat * 2**31 / 180), position_long=round(lon * 2**31 / 180))
        for n, (lat, lon) in enumerate(_positions())
    ]
    return File("a.fit", fit_file(file_id(), *samples, session(km=2, minutes=11)))


def a_suunto() -> File:
    samples = [
        {"TimeISO8601": clock(n), "Distance": 3.0 * n,
         "Latitude": np.radians(lat), "Longitude": np.radians(lon)}
        for n, (lat, lon) in enumerate(_positions())
    ]  # fmt: skip
    header = {"DateTime": "2025-03-01T08:00:00", "Duration": 660, "Activity": "Running", "Distance": 2000}
    return File("a.json", json.dumps({"DeviceLog": {"Header": header, "Samples": samples}}).encode())


READERS = {"gpx": (gpx, a_gpx), "tcx": (tcx, a_tcx), "fit": (fit, a_fit), "suunto": (suunto, a_suunto)}
KEYED = Hints(time_zone="Europe/Berlin", place_key=KEY)


def content_of(name: str, hints: Hints) -> Content:
    reader, file = READERS[name]
    return reader.read(file(), hints)


@pytest.mark.parametrize("name", READERS)
def test_every_reader_of_tracks_gives_the_same_words_for_the_same_run(name: str):
    activities = content_of(name, KEYED).activities
    assert set(activities["place"].iloc[0].split(";")) == place_of(*_positions()[15])
    assert on_route(activities, words(track_of(ROUND), KEY)["route"]).all()


@pytest.mark.parametrize("name", READERS)
def test_without_a_key_there_are_no_words(name: str):
    activities = content_of(name, Hints(time_zone="Europe/Berlin")).activities
    assert activities[["place", "route"]].isna().all(axis=None)


@pytest.mark.parametrize("name", READERS)
def test_the_words_change_nothing_else(name: str):
    with_words, without = content_of(name, KEYED), content_of(name, Hints(time_zone="Europe/Berlin"))
    apart = ["place", "route"]
    pd.testing.assert_frame_equal(with_words.activities.drop(columns=apart), without.activities.drop(columns=apart))
    pd.testing.assert_frame_equal(with_words.records, without.records)


@pytest.mark.parametrize("name", READERS)
def test_no_position_is_left_in_what_a_reader_gives(name: str, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.DEBUG):
        ((outcome, content),) = read_each(READERS[name][1](), hints=KEYED)
    assert list(content.records.columns) == RECORDS.names  # none of which holds a position
    numbers = content.activities.select_dtypes("number").to_numpy(float)
    for degrees in (52.0, 13.0, np.radians(52), 52 * 2**31 / 180):
        assert not np.isclose(numbers, degrees, rtol=1e-3).any()
    said = repr(outcome) + repr(dataclasses.replace(content, records=content.records.head(0))) + caplog.text
    assert "52.0" not in said
    assert "latitude" not in said.lower()
    assert "position" not in said.lower()


def test_hints_do_not_show_the_key():
    assert "kkk" not in repr(KEYED)


def test_a_fit_file_without_positions_has_no_place():
    file = File("a.fit", fit_file(file_id(), *(record(n, 3.0 * n) for n in range(700)), session(km=2, minutes=11)))
    assert fit.read(file, KEYED).activities[["place", "route"]].isna().all(axis=None)


@pytest.mark.parametrize(("raw", "expected"), [(5034, 50.34), (0, None), (10_000, None), (None, None)])
def test_the_left_foots_share_is_read_where_it_was_measured(raw: int | None, expected: float | None):
    file = File("a.fit", fit_file(file_id(), session(avg_stance_time_balance=raw)))
    share = fit.read(file, Hints()).activities["ground_contact_left_pct"].iloc[0]
    assert np.isnan(share) if expected is None else share == expected
