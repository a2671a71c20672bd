"""The workspace of one athlete: each method is one transaction, wholly done or not at all."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import Connection, insert, select, update

from dashboard.workspace import glances, portable, preferences, proposals, records, saving, schema, told, trash, visible
from dashboard.workspace.database import open_database
from dashboard.workspace.frames import Row
from dashboard.workspace.home import MAP, WorkspaceError
from dashboard.workspace.proposals import Proposal
from dashboard.workspace.saving import Import, Saved
from dashboard.workspace.visible import LatelyInFiles, Snapshot

_LISTED = (
    "import_id", "imported_at", "file", "format", "status", "activities", "pain_entries", "added", "changed",
    "sentences", "batch",
)  # fmt: skip
_ENTRIES = "entries"  # the table of TOLD that is about pain: it grows with every day, and nothing else hangs on it


class Workspace:
    """Everything kept about one athlete, in the folder `home`."""

    def __init__(self, home: Path, athlete_id: str = schema.LOCAL_ATHLETE) -> None:
        self.athlete_id = athlete_id
        self.map_folder = home / MAP
        self._database = open_database(home)
        try:
            self._place = records.place_of(home, athlete_id)
            self._tidy()
        except WorkspaceError:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def _tidy(self) -> None:
        """Make the athlete where new; let go of what lay in the trash for 30 days, and of what broke off."""
        with self._database.writing(self.athlete_id) as connection:
            known = select(schema.athletes.c.athlete_id).where(schema.athletes.c.athlete_id == self.athlete_id)
            if connection.scalar(known) is None:
                connection.execute(
                    insert(schema.athletes).values(athlete_id=self.athlete_id, data_version=visible.new_version())
                )
            is_due = trash.has_old(connection, self.athlete_id)
            lost = trash.empty(connection, self.athlete_id, older_than=trash.KEPT) if is_due else []
        if is_due:
            self._database.compact()
        self._forget(lost, sweep=True)

    def _forget(self, lost: Iterable[str], *, sweep: bool = False) -> None:
        """Delete files of records that no row speaks of; and, to sweep, any such file that is old.

        Rows went first: a file without a row is harmless, a row without its file is not. Under the lock, because
        another visit may have come to need one meanwhile.
        """
        if not lost and not sweep:
            return
        with self._database.writing(self.athlete_id) as connection:
            known = trash.records_files(connection, self.athlete_id)
            records.delete(self._place, set(lost) - known)
            if sweep:
                records.sweep(self._place, known)

    def data_version(self) -> str:
        """A word that is another one after every change of what the athlete sees."""
        with self._database.reading() as connection:
            return visible.data_version(connection, self.athlete_id)

    def load(self) -> Snapshot:
        """The athlete's activities, what they were exposed to, and pain entries, in the order of their days."""
        with self._database.reading() as connection:
            return visible.snapshot(connection, self.athlete_id)

    def lately(self, since: date) -> LatelyInFiles:
        """What files hold from the day `since` on, for a page that cannot wait for all of it."""
        with self._database.reading() as connection:
            return visible.lately(connection, self.athlete_id, since)

    def entries(self, since: date = date.min) -> pd.DataFrame:
        """ENTRIES: pain logged by hand, from the day `since` on."""
        with self._database.reading() as connection:
            return told.load_one(connection, self.athlete_id, "entries", since)

    def load_records(self, activity_ids: Iterable[str]) -> pd.DataFrame:
        """RECORDS of those of the activities that have any, and whose file is there and whole.

        A recording that is lost comes back when its file is imported again.
        """
        with self._database.reading() as connection:
            files = visible.records_files(connection, self.athlete_id)
            found, lost = records.read(self._place, [files[name] for name in activity_ids if name in files])
        if lost:
            with self._database.writing(self.athlete_id) as connection:
                saving.read_again(connection, self.athlete_id, lost)
        return found

    def unmeasured(self) -> list[str]:
        """Activities with records whose exposures nobody has worked out: an earlier Twinge kept them."""
        with self._database.reading() as connection:
            return visible.unmeasured(connection, self.athlete_id)

    def keep_exposures(self, activity_ids: Sequence[str], exposures: pd.DataFrame) -> None:
        """Keep what was worked out of the records of these activities; of those without a row nothing can be said.

        To the athlete this is no change of the data: whoever shows exposures has them worked out first.
        """
        with self._database.writing(self.athlete_id) as connection:
            saving.keep_exposures(connection, self.athlete_id, activity_ids, exposures)

    def imports(self) -> pd.DataFrame:
        """One row per import that was not removed, newest first.

        Columns `import_id, imported_at` (UTC), `file, format, status, activities, pain_entries, added, changed,
        sentences` (one a line), `batch` (the same for what was kept together).
        """
        shown = [schema.imports.c[name] for name in _LISTED]
        order = (schema.imports.c.batch.desc(), schema.imports.c.import_id.desc())
        with self._database.reading() as connection:
            rows = connection.execute(select(*shown).where(*visible.kept(self.athlete_id)).order_by(*order)).all()
        frame = pd.DataFrame.from_records([tuple(row) for row in rows], columns=[column.name for column in shown])
        return frame.assign(imported_at=pd.to_datetime(frame["imported_at"], utc=True).astype("datetime64[us, UTC]"))

    def save(self, file: Import, *, expected: pd.DataFrame | None = None) -> Saved:
        """Keep one file. What it tells about a run or a pain entry replaces what earlier files told.

        Raises
        ------
        Conflict
            Pain of a day, moment, site and side in the file is not as in `expected`, the pain as the editor saw it.
        """
        # Records are written under the lock, so that `delete_for_good` never meets a file that has no row yet.
        with self._database.writing(self.athlete_id) as connection:
            if expected is not None:
                visible.check_pain(connection, self.athlete_id, file.pain, expected)
            saved = saving.save(connection, self.athlete_id, self._place, file)
            if saved.import_id is not None:
                self._renew(connection)
        return saved

    @property
    def records_place(self) -> records.Place:
        """Where records are stored; whoever writes there speaks of them by `Import.stored`."""
        return self._place

    def propose(self, files: Iterable[Import]) -> None:
        """Add files that were read to the proposal: nobody sees them before `keep`."""
        with self._database.writing(self.athlete_id) as connection:
            lost = proposals.propose(connection, self.athlete_id, self._place, files)
        self._forget(lost)

    def proposal(self) -> Proposal:
        """What was read and not yet agreed to."""
        with self._database.reading() as connection:
            return proposals.load(connection, self.athlete_id)

    def proposal_version(self) -> str:
        """A word that is another one after every change of the proposal; empty where there is none."""
        with self._database.reading() as connection:
            return proposals.version(connection, self.athlete_id)

    def known_digests(self) -> frozenset[str]:
        """Files that need not be read again: kept or proposed."""
        with self._database.reading() as connection:
            return proposals.known_digests(connection, self.athlete_id)

    def keep(
        self, *, without: Sequence[str] = (), without_pain: Sequence[tuple] = (), said: Iterable[Import] = ()
    ) -> None:
        """Make the proposal part of the data, but for these activities and pain; `said` are the runner's decisions."""
        left_out = {"without": without, "without_pain": without_pain, "said": said}
        with self._changing() as connection:
            portable.tell(connection, self.athlete_id)
            lost = proposals.keep(connection, self.athlete_id, self._place, **left_out)
        self._forget(lost)

    def discard(self, import_ids: Collection[int] | None = None) -> None:
        """Delete the proposal, or these files of it."""
        with self._database.writing(self.athlete_id) as connection:
            lost = proposals.discard(connection, self.athlete_id, import_ids)
        self._forget(lost)

    def undo_import(self) -> None:
        """Put into the trash what was kept together last: one undo of the trash brings it back."""
        with self._changing() as connection:
            trash.remove(connection, self.athlete_id, trash.last_batch(connection, self.athlete_id))

    def remove(self, import_ids: Iterable[int]) -> None:
        """Put imports into the trash. What other imports hold stays; what these replaced comes back."""
        with self._changing() as connection:
            trash.remove(connection, self.athlete_id, import_ids)

    def remove_all(self) -> None:
        """Put every import, every settled flag and what was told into the trash."""
        with self._changing() as connection:
            trash.remove_all(connection, self.athlete_id)

    def undo_remove(self) -> None:
        """Take out of the trash what the last removal put there."""
        with self._changing() as connection:
            trash.undo(connection, self.athlete_id)

    def removed_count(self) -> int:
        """How many imports lie in the trash?"""
        with self._database.reading() as connection:
            return trash.count(connection, self.athlete_id)

    def delete_for_good(self) -> bool:
        """Empty the trash so that nothing of it is left on the disk.

        Without any import left, what stood beside them goes too: what was told and chosen, and the secret for places.
        Gives whether that is so.
        """
        with self._changing() as connection:
            lost = trash.empty(connection, self.athlete_id)
            is_last = trash.forget_the_rest(connection, self.athlete_id)
        self._database.compact()
        self._forget(lost, sweep=True)
        return is_last

    def delete_everything(self) -> None:
        """Delete all there is of this athlete, in every table and every file, so that nothing is left on the disk.

        The workspace can be used on: it is then as new. What was shared, granted, noted or summed up goes too, and an
        account that belongs to the athlete.
        """
        with self._database.writing(self.athlete_id) as connection:
            lost = trash.records_files(connection, self.athlete_id)
            trash.delete_everything(connection, self.athlete_id)
        self._database.compact()
        records.delete_all(self._place, lost)
        self._tidy()

    def choices(self) -> dict[str, str]:
        """Name -> value of everything the runner chose."""
        with self._database.reading() as connection:
            return preferences.load(connection, self.athlete_id)

    def save_choices(self, choices: Mapping[str, str], *, changes_data: bool = False) -> None:
        """Keep `choices`; the others stay. `changes_data`: what was worked out before no longer holds for anybody."""
        with self._database.writing(self.athlete_id) as connection:
            preferences.save(connection, self.athlete_id, choices)
            if changes_data:
                self._renew(connection)

    def answers(self) -> dict[tuple[str, str], str]:
        """(shape, topic) of a question about files -> the runner's answer."""
        with self._database.reading() as connection:
            return preferences.answers(connection, self.athlete_id)

    def answer(self, shape: str, topic: str, answer: str) -> None:
        """Keep the answer to a question about files of one shape."""
        with self._database.writing(self.athlete_id) as connection:
            preferences.answer(connection, self.athlete_id, (shape, topic), answer)

    def resolved(self) -> dict[str, date]:
        """Flag id -> the day the runner called it settled."""
        with self._database.reading() as connection:
            return preferences.resolved(connection, self.athlete_id)

    def resolve(self, flag_id: str, day: date | None) -> None:
        """Call a flag settled on `day`, or not settled any more (None)."""
        with self._changing() as connection:
            preferences.resolve(connection, self.athlete_id, flag_id, day)

    def everything_told(self) -> dict[str, pd.DataFrame]:
        """What the athlete told, chose, answered and called settled: a frame for each table of `PORTABLE`."""
        with self._database.reading() as connection:
            return portable.everything(connection, self.athlete_id)

    def told_with_proposal(self) -> int:
        """How many rows of such tables come with the proposal?"""
        with self._database.reading() as connection:
            return portable.count(connection, self.athlete_id)

    def told(self) -> dict[str, pd.DataFrame]:
        """What the runner told beside files and pain: a frame by name for each table of `TOLD` but the entries."""
        with self._database.reading() as connection:
            return told.load(connection, self.athlete_id, [name for name in schema.TOLD if name != _ENTRIES])

    def tell(self, name: str, rows: Sequence[Row], *, drop: bool = False, expected: pd.DataFrame | None = None) -> int:
        """Keep rows of one table of `TOLD`, or drop what was said of their keys: one action, one undo, and its number.

        Raises
        ------
        Conflict
            What holds of a key in `rows` is not as in `expected`, that table as the editor saw it.
        """
        with self._changing(only_entries=name == _ENTRIES) as connection:
            if expected is not None:
                told.check_unchanged(connection, self.athlete_id, name, rows, expected)
            return told.tell(connection, self.athlete_id, name, rows, drop=drop)

    def undo_told(self, name: str, said: int | None = None) -> None:
        """Forget the action with that number of that table, else the last: what held before it holds again."""
        with self._changing(only_entries=name == _ENTRIES) as connection:
            told.undo(connection, self.athlete_id, name, said)

    def glance(self, seen_with: str) -> dict[str, Any] | None:
        """What was kept of the present data under these words; None where there is nothing."""
        with self._database.reading() as connection:
            return glances.load(connection, self.athlete_id, seen_with)

    def keep_glance(self, data_version: str, seen_with: str, made: Mapping[str, Any]) -> None:
        """Keep what was worked out of the data in that state; not where they changed meanwhile. It changes no data."""
        with self._database.writing(self.athlete_id) as connection:
            glances.keep(connection, self.athlete_id, (data_version, seen_with), made)

    def read_again(self) -> None:
        """Have every file read again that comes again: it may tell more now."""
        with self._database.writing(self.athlete_id) as connection:
            own = schema.imports.c.athlete_id == self.athlete_id
            connection.execute(update(schema.imports).where(own).values(digest=None))

    def place_key(self) -> bytes:
        """The athlete's secret that words for places and routes are made with: made once, then always the same."""
        table = schema.athletes
        own = table.c.athlete_id == self.athlete_id
        with self._database.writing(self.athlete_id) as connection:
            key = connection.scalar(select(table.c.place_key).where(own))
            if key is None:
                key = secrets.token_bytes(32)
                connection.execute(update(table).where(own).values(place_key=key))
        return bytes(key)

    @contextmanager
    def _changing(self, *, only_entries: bool = False) -> Iterator[Connection]:
        """One transaction after which the athlete sees something else."""
        with self._database.writing(self.athlete_id) as connection:
            yield connection
            self._renew(connection, only_entries=only_entries)

    def _renew(self, connection: Connection, *, only_entries: bool = False) -> None:
        before = visible.data_version(connection, self.athlete_id) if only_entries else ""
        own = schema.athletes.c.athlete_id == self.athlete_id
        connection.execute(update(schema.athletes).where(own).values(data_version=visible.new_version(before)))
