"""People: who logs in, who coaches whom, and what each coach may see. Each coach asks with their id."""

from __future__ import annotations

import json
import secrets
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from dashboard.workspace import schema, tokens
from dashboard.workspace.database import open_database

_GRANTS = schema.grants.c
NAMELESS = "Somebody without a name"
LONGEST_NAME = 80
JOINERS = "\u200c\u200d"  # Persian, the scripts of India and many emoji are written with them
BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"


@dataclass(frozen=True)
class Account:
    """Somebody who logged in, and the athlete they are. `name` is what the provider of the login calls them."""

    account_id: str
    name: str
    athlete_id: str


@dataclass(frozen=True)
class Grant:
    """What an athlete lets a coach see, since when, and by which wording."""

    grant_id: int
    athlete_id: str
    athlete: str
    coach: str
    scopes: frozenset[str]
    consent_version: str
    granted_at: datetime


@dataclass(frozen=True)
class Note:
    """What a coach wrote down about an athlete; nobody else sees it."""

    note_id: int
    written_at: datetime
    text: str


@dataclass(frozen=True)
class Summary:
    """What was worked out of an athlete's data: the word for their state then, and one part for each set of scopes."""

    data_version: str
    parts: Mapping[str, dict[str, Any]]


class People:
    """The people of one workspace; each method is one transaction."""

    def __init__(self, home: Path) -> None:
        self._database = open_database(home)

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def log_in(self, identity: tuple[str, str], name: str, now: datetime) -> Account:
        """The account of issuer and subject, made with an athlete of its own where it is their first time."""
        table, name = schema.accounts, called(name)
        own = (table.c.issuer == identity[0], table.c.subject == identity[1])
        with self._database.writing(" ".join(identity)) as connection:  # two tabs may come for the first time
            there = connection.execute(select(table.c.account_id, table.c.athlete_id).where(*own)).one_or_none()
            if there is None:
                there = secrets.token_hex(8), secrets.token_hex(8)
                _add(connection, schema.athletes, athlete_id=there[1], data_version=secrets.token_hex(8))
                ids = {"account_id": there[0], "athlete_id": there[1], "is_administrator": False, "created_at": now}
                _add(connection, table, issuer=identity[0], subject=identity[1], name=name, **ids)
            else:
                connection.execute(update(table).where(*own).values(name=name))
        return Account(there[0], name, there[1])

    # Invitations

    def invite(self, coach_id: str, now: datetime, expires_at: datetime) -> str:
        """The token of a new invitation, which is nowhere kept: only what it hashes to is."""
        token = tokens.new()
        times = {"created_at": now, "expires_at": expires_at}
        with self._database.writing() as connection:
            _add(connection, schema.invitations, token_hash=tokens.hashed(token), coach_id=coach_id, **times)
        return token

    def invited_by(self, token: str, now: datetime) -> Account | None:
        """The coach whose invitation it is; None where it was used, has expired, or never was."""
        accounts = schema.accounts
        query = select(accounts.c.account_id, accounts.c.name, accounts.c.athlete_id).join(schema.invitations)
        with self._database.reading() as connection:
            found = connection.execute(query.where(*_open(token, now))).one_or_none()
        return None if found is None else Account(*found)

    def open_invitations(self, coach_id: str, now: datetime) -> list[datetime]:
        """When each invitation of this coach that may still be used runs out, in order."""
        table = schema.invitations.c
        query = select(table.expires_at).where(table.coach_id == coach_id, *_unused(now)).order_by(table.expires_at)
        with self._database.reading() as connection:
            return list(connection.scalars(query))

    def close_invitations(self, coach_id: str, now: datetime) -> None:
        """Nobody can use an invitation of this coach any more; what was agreed to before stays."""
        which = (schema.invitations.c.coach_id == coach_id, *_unused(now))
        with self._database.writing() as connection:
            connection.execute(update(schema.invitations).where(*which).values(expires_at=now))

    def accept(self, token: str, athlete_id: str, agreed: tuple[Collection[str], str], now: datetime) -> bool:
        """Use the invitation: the coach sees these scopes from now on, by this version of the wording.

        What the same coach was let see before is withdrawn. False where the invitation was no longer open.
        """
        scopes, version = agreed
        table = schema.invitations
        with self._database.writing() as connection:
            coach_id = connection.scalar(select(table.c.coach_id).where(*_open(token, now)))
            used = connection.execute(update(table).where(*_open(token, now)).values(used_at=now)).rowcount
            if not used:
                return False
            both = (_GRANTS.athlete_id == athlete_id, _GRANTS.coach_id == coach_id)
            _withdraw(connection, both, now)
            grant = {"consent_version": version, "granted_at": now, "scopes": ";".join(sorted(scopes))}
            _add(connection, schema.grants, athlete_id=athlete_id, coach_id=coach_id, **grant)
        return True

    # What is granted

    def scopes(self, coach_id: str, athlete_id: str) -> frozenset[str]:
        """What the athlete lets this coach see at this moment."""
        held = (_GRANTS.coach_id == coach_id, _GRANTS.athlete_id == athlete_id, _GRANTS.withdrawn_at.is_(None))
        with self._database.reading() as connection:
            return _words(connection.scalar(select(_GRANTS.scopes).where(*held)))

    def coached(self, coach_id: str) -> list[Grant]:
        """The athletes who let this coach see something, by name."""
        return self._grants(_GRANTS.coach_id == coach_id)

    def granted(self, athlete_id: str) -> list[Grant]:
        """The coaches whom this athlete lets see something."""
        return self._grants(_GRANTS.athlete_id == athlete_id)

    def _grants(self, whose: ColumnElement[bool]) -> list[Grant]:
        athlete, coach = schema.accounts.alias(), schema.accounts.alias()
        query = (
            select(_GRANTS.grant_id, _GRANTS.athlete_id, athlete.c.name, coach.c.name, _GRANTS.scopes,
                   _GRANTS.consent_version, _GRANTS.granted_at)
            .join(athlete, athlete.c.athlete_id == _GRANTS.athlete_id)
            .join(coach, coach.c.account_id == _GRANTS.coach_id)
            .where(whose, _GRANTS.withdrawn_at.is_(None))
            .order_by(athlete.c.name, coach.c.name, _GRANTS.grant_id)
        )  # fmt: skip
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return [Grant(*row[:4], _words(row[4]), *row[5:]) for row in rows]

    def withdraw(self, athlete_id: str, grant_id: int, now: datetime) -> None:
        """The athlete takes back what they granted: the coach sees nothing from now on."""
        with self._database.writing() as connection:
            _withdraw(connection, (_GRANTS.athlete_id == athlete_id, _GRANTS.grant_id == grant_id), now)

    # Notes

    def add_note(self, coach_id: str, athlete_id: str, text: str, now: datetime) -> None:
        """Keep a note of the coach about an athlete."""
        with self._database.writing() as connection:
            _add(connection, schema.coach_notes, coach_id=coach_id, athlete_id=athlete_id, text=text, written_at=now)

    def notes(self, coach_id: str, athlete_id: str) -> list[Note]:
        """What this coach wrote about the athlete, newest first."""
        table = schema.coach_notes.c
        own = (table.coach_id == coach_id, table.athlete_id == athlete_id, table.removed_at.is_(None))
        query = select(table.note_id, table.written_at, table.text).where(*own).order_by(table.note_id.desc())
        with self._database.reading() as connection:
            return [Note(*row) for row in connection.execute(query)]

    def remove_note(self, coach_id: str, note_id: int, now: datetime | None) -> None:
        """Take a note away at `now`; None brings it back."""
        table = schema.coach_notes
        own = (table.c.coach_id == coach_id, table.c.note_id == note_id)
        with self._database.writing() as connection:
            connection.execute(update(table).where(*own).values(removed_at=now))

    # Summaries

    def data_versions(self, coach_id: str) -> dict[str, str]:
        """The word for the present state of the data of each athlete who lets this coach see something."""
        table = schema.athletes.c
        query = select(table.athlete_id, table.data_version).where(_lets_look(coach_id, table.athlete_id))
        with self._database.reading() as connection:
            return {athlete_id: version for athlete_id, version in connection.execute(query)}

    def summaries(self, coach_id: str, athlete_id: str | None = None) -> dict[str, Summary]:
        """What was worked out last of each athlete (or of this one) who lets the coach look, where anything was."""
        table = schema.summaries.c
        query = select(table.athlete_id, table.data_version, table.packed)
        query = query.where(_lets_look(coach_id, table.athlete_id))
        if athlete_id is not None:
            query = query.where(table.athlete_id == athlete_id)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return {athlete_id: Summary(version, json.loads(packed)) for athlete_id, version, packed in rows}

    def keep_summary(self, coach_id: str, athlete_id: str, summary: Summary, day: date) -> None:
        """Keep what was worked out, in place of what was there, unless the athlete took back meanwhile."""
        table, packed = schema.summaries, json.dumps(summary.parts).encode()
        lets_look = select(schema.athletes.c.athlete_id).where(
            schema.athletes.c.athlete_id == athlete_id, _lets_look(coach_id, schema.athletes.c.athlete_id)
        )
        with self._database.writing(athlete_id) as connection:
            if connection.scalar(lets_look) is None:
                return
            connection.execute(delete(table).where(table.c.athlete_id == athlete_id))
            _add(connection, table, athlete_id=athlete_id, data_version=summary.data_version, day=day, packed=packed)

    def counts(self) -> dict[str, int]:
        """How many people, athletes with data, grants and share links there are; nothing of what they hold."""
        with_data = select(func.count(func.distinct(schema.imports.c.athlete_id)))
        shares = schema.shares.c
        asked = {
            "people": select(func.count()).select_from(schema.accounts),
            "athletes with data": with_data,
            "coaches’ views": select(func.count()).where(_GRANTS.withdrawn_at.is_(None)),
            "share links": select(func.count()).where(shares.revoked_at.is_(None)),
        }
        with self._database.reading() as connection:
            return {name: int(connection.scalar(query) or 0) for name, query in asked.items()}


def called(name: str) -> str:
    """A person's name as others read it: one line, without what nobody sees or what would turn the words around it."""
    seen = " ".join("".join(map(_as_seen, name[:10_000])).split())
    if not seen.strip(JOINERS + " "):
        return NAMELESS
    return seen if len(seen) <= LONGEST_NAME else f"{seen[: LONGEST_NAME - 1].rstrip()}…"


def _as_seen(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind in ("Cc", "Zl", "Zp", "Zs") or letter in BLANK_LETTERS:
        return " "
    return letter if kind[0] != "C" or letter in JOINERS else ""


def _add(connection: Connection, table: Any, **values: Any) -> None:
    connection.execute(insert(table).values(**values))


def _open(token: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    """What holds of the invitation with this token while it may be used."""
    return schema.invitations.c.token_hash == tokens.hashed(token), *_unused(now)


def _unused(now: datetime) -> tuple[ColumnElement[bool], ...]:
    table = schema.invitations.c
    return table.used_at.is_(None), table.expires_at > now


def _withdraw(connection: Connection, which: Iterable[ColumnElement[bool]], now: datetime) -> None:
    there = update(schema.grants).where(*which, _GRANTS.withdrawn_at.is_(None))
    connection.execute(there.values(withdrawn_at=now))


def _lets_look(coach_id: str, athlete_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Does the athlete of the row let this coach see something?"""
    held = (_GRANTS.coach_id == coach_id, _GRANTS.withdrawn_at.is_(None))
    return athlete_id.in_(select(_GRANTS.athlete_id).where(*held))


def _words(text: str | None) -> frozenset[str]:
    return frozenset(filter(None, (text or "").split(";")))
