"""Share links and the list of who looked, as they are kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from dashboard.workspace import LOCAL_ATHLETE, Shares, Terms, Workspace
from dashboard.workspace.audit import MOST

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
END = NOW + timedelta(days=14)
TERMS = Terms("My physio", ["pain", "training"], date(2026, 1, 1), None, END)


@pytest.fixture
def shares(home: Path) -> Shares:
    for athlete in (LOCAL_ATHLETE, "other"):
        Workspace(home, athlete).close()
    opened = Shares(home)
    yield opened
    opened.close()


def test_a_token_finds_its_link_with_everything_chosen(shares: Shares) -> None:
    found = shares.find(shares.create(LOCAL_ATHLETE, TERMS, NOW), NOW)
    assert (found.athlete_id, found.label, found.scopes) == (LOCAL_ATHLETE, "My physio", {"training", "pain"})
    assert (found.first_day, found.last_day) == (date(2026, 1, 1), None)
    assert (found.created_at, found.expires_at, found.revoked_at) == (NOW, END, None)
    assert (found.seen_count, found.last_seen_at) == (0, None)


def test_a_token_has_256_bits_and_only_its_fingerprint_is_kept(shares: Shares, home: Path) -> None:
    tokens = {shares.create(LOCAL_ATHLETE, TERMS, NOW) for _ in range(50)}
    assert len(tokens) == 50
    assert all(len(token) == 43 for token in tokens)  # 32 bytes in base 64
    kept = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert not [token for token in tokens if token.encode() in kept]


@pytest.mark.parametrize(
    ("when", "opens"),
    [(END - timedelta(seconds=1), True), (END, False), (NOW - timedelta(days=400), True), (END + timedelta(1), False)],
    ids=["a second before its end", "at its end", "a clock set back", "a day later"],
)
def test_a_link_opens_until_its_end(shares: Shares, when: datetime, opens: bool) -> None:
    token = shares.create(LOCAL_ATHLETE, TERMS, NOW)
    assert (shares.find(token, when) is not None) is opens


def test_taken_back_is_taken_back_for_good(shares: Shares) -> None:
    token = shares.create(LOCAL_ATHLETE, TERMS, NOW)
    number = shares.find(token, NOW).share_id
    shares.revoke(LOCAL_ATHLETE, number, NOW)
    assert shares.find(token, NOW) is None
    assert shares.find(shares.rotate(LOCAL_ATHLETE, number), NOW) is None
    assert shares.listed(LOCAL_ATHLETE)[0].revoked_at == NOW


def test_another_address_ends_the_one_before_and_shows_the_same(shares: Shares) -> None:
    old = shares.create(LOCAL_ATHLETE, TERMS, NOW)
    before = shares.find(old, NOW)
    new = shares.rotate(LOCAL_ATHLETE, before.share_id)
    assert shares.find(old, NOW) is None
    assert shares.find(new, NOW) == before


def test_visits_are_counted(shares: Shares) -> None:
    token = shares.create(LOCAL_ATHLETE, TERMS, NOW)
    for hours in (1, 2):
        shares.opened(shares.find(token, NOW), NOW + timedelta(hours=hours))
    found = shares.find(token, NOW)
    assert (found.seen_count, found.last_seen_at) == (2, NOW + timedelta(hours=2))


def test_nobody_touches_the_links_of_another_athlete(shares: Shares) -> None:
    token = shares.create(LOCAL_ATHLETE, TERMS, NOW)
    number = shares.find(token, NOW).share_id
    shares.revoke("other", number, NOW)
    shares.rotate("other", number)
    assert shares.find(token, NOW) is not None
    assert shares.listed("other") == []


def test_who_looked_is_listed_newest_first_for_one_athlete(shares: Shares) -> None:
    shares.note(LOCAL_ATHLETE, "My physio", "Pain", NOW)
    shares.note(LOCAL_ATHLETE, "My physio", "Flags", NOW + timedelta(minutes=1))
    shares.note("other", "Coach", "Pain", NOW)
    assert shares.audit(LOCAL_ATHLETE) == [
        (NOW + timedelta(minutes=1), "My physio", "Flags"),
        (NOW, "My physio", "Pain"),
    ]


def test_the_list_of_who_looked_does_not_grow_without_end(shares: Shares) -> None:
    shares.note("other", "Coach", "Pain", NOW)
    for number in range(MOST + 3):
        shares.note(LOCAL_ATHLETE, "My physio", str(number), NOW)
    kept = [what for _, _, what in shares.audit(LOCAL_ATHLETE)]
    assert kept == [str(number) for number in range(MOST + 2, 2, -1)]
    assert len(shares.audit("other")) == 1


def test_deleting_everything_for_good_ends_every_link_and_forgets_who_looked(shares: Shares, home: Path) -> None:
    tokens = {athlete: shares.create(athlete, TERMS, NOW) for athlete in (LOCAL_ATHLETE, "other")}
    shares.note(LOCAL_ATHLETE, "My physio", "Pain", NOW)
    workspace = Workspace(home)
    workspace.delete_for_good()
    workspace.close()
    assert shares.find(tokens[LOCAL_ATHLETE], NOW) is None and shares.listed(LOCAL_ATHLETE) == []
    assert shares.audit(LOCAL_ATHLETE) == []
    assert shares.find(tokens["other"], NOW) is not None
