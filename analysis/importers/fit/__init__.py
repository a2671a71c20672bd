"""FIT files: what watches write. Decoded by `decode`, cut into sessions by `sessions`, told by `tables`.

Field                      how
distance, times, climb     parsed from the session; distance and timer time worked out where it lacks them
heart rate, cadence, step  parsed; cadence counts one foot in FIT and both here
perceived exertion         parsed (newest watches only)
session type               inferred from the laps, the steps and the name of the workout
balance                    parsed: the left foot's share of the time on the ground
surface                    inferred from the sub sport: treadmill, track, trail
shoe, title                not in FIT
positions                  read where places or a map are asked for, then forgotten
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from analysis.errors import Issue, UnreadableFile
from analysis.importers.base import Content, File, Hints, Question, concatenate
from analysis.importers.bounds import impossible_issues, within_bounds
from analysis.importers.fit.decoding import decode, is_fit
from analysis.importers.fit.part import Part
from analysis.importers.fit.sessions import SHORTEST_S, Session, kind, sessions
from analysis.importers.fit.tables import When, activity, clock, samples, session_type, track, when
from analysis.importers.instants import utc_only
from analysis.importers.recording import guess_issue, typical_speed_m_s
from analysis.importers.sports import guessed_by_speed, sport_or_question
from analysis.importers.whereabouts import look
from analysis.tables import ACTIVITIES, EXPOSURES, RECORDS, of_rows

FORMAT = "fit"
LABEL = "FIT file from a watch"

_KINDS = {
    "course": "a course to follow",
    "workout": "a planned workout",
    "schedules": "a training schedule",
    "settings": "the settings of a watch",
    "device": "a description of a watch",
    "sport": "the settings of a sport",
    "weight": "body weight",
    "blood_pressure": "blood pressure",
    "goals": "goals",
    "totals": "lifetime totals",
    "monitoring_a": "all-day monitoring",
    "monitoring_b": "all-day monitoring",
    "monitoring_daily": "all-day monitoring",
    "segment": "a segment",
    "segment_list": "a list of segments",
}


def looks_like(file: File) -> bool:
    """Whether the file begins like a FIT file."""
    return is_fit(file.data)


def read(file: File, hints: Hints) -> Content:
    """Which activities and samples does this FIT file hold? Chained files and triathlons hold several."""
    parts = [_with_positions(part, hints) for part in decode(file.data)]
    contents = [_content(session, part, file.name, hints) for part in parts for session in sessions(part)]
    cut = tuple(_cut_issue(part, file.name) for part in parts if not part.is_whole)
    doubts = tuple(_checksum_issue(file.name) for part in parts if part.is_whole and part.has_right_checksum is False)
    if any(len(content.activities) for content in contents):
        return _merged(contents, cut, doubts[:1])
    if cut:
        raise UnreadableFile("The file is cut off or damaged before any activity in it is complete.", _COPY_AGAIN)
    if contents:
        raise UnreadableFile(contents[0].issues[0].found, contents[0].issues[0].advice)
    return Content(issues=(Issue(file.name, _what_it_is(parts), "There is nothing in it to import."),))


def _with_positions(part: Part, hints: Hints) -> Part:
    """The samples with where they were, only where something is made of that."""
    return replace(part, records={**part.records, **part.positions()}) if hints.looks_at_positions else part


_COPY_AGAIN = "Copy it from the watch or download it from the service again."


def _content(session: Session, part: Part, name: str, hints: Hints) -> Content:
    """One session as tables; without rows where its date cannot be known."""
    began = when(session, clock(part), hints.time_zone)
    if began is None:
        found = "An activity in it has no date that can be: the clock of the watch was not set."
        return Content(issues=(Issue(name, found, "Enter this activity by hand."),), is_partial=True)
    known, questions = _with_sport(session, hints)
    # The id is that of the file, whatever is answered.
    own = {"activity_id": activity(session, began)["activity_id"], "source_format": FORMAT, "source_file": name}
    row = activity(known, began) | session_type(known, part) | own
    whereabouts, exposures = look(track(known), row, hints)
    activities, impossible = within_bounds(of_rows([row | whereabouts], ACTIVITIES), ACTIVITIES)
    records, impossible_samples = within_bounds(samples(known, str(row["activity_id"])), RECORDS)
    issues = (
        *_notes(session, began, name),
        *impossible_issues(impossible, "", name),
        *impossible_issues(impossible_samples, " in the samples", name),
    )
    is_partial = bool(impossible or impossible_samples)
    content = Content(activities, records, exposures, issues=issues, is_partial=is_partial, questions=questions)
    return replace(content, issues=(*issues, *guess_issue(content, name)))


def _with_sport(session: Session, hints: Hints) -> tuple[Session, tuple[Question, ...]]:
    """The session with the sport the runner answers, else one guessed by its speed, where the file has none."""
    if "sport" in session.summary:
        return session, ()
    guess = guessed_by_speed(typical_speed_m_s(session.records["timestamp"], session.records["distance"]))
    (sport, _), asked = sport_or_question("", FORMAT, hints, guess)
    return replace(session, summary={**session.summary, "sport": sport}), asked.questions if asked else ()


def _merged(contents: Iterable[Content], cut: tuple[Issue, ...], doubts: tuple[Issue, ...]) -> Content:
    """All sessions as one. The same session again, where a sync was repeated, counts once: the last one written."""
    by_id: dict[str, Content] = {}
    for content in contents:
        by_id[content.activities["activity_id"].iloc[0] if len(content.activities) else ""] = content
    sessions = list(by_id.values())
    return replace(
        sessions[0] if len(sessions) == 1 else _together(sessions),
        issues=tuple(dict.fromkeys((*cut, *doubts, *(issue for content in sessions for issue in content.issues)))),
        is_partial=bool(cut) or any(content.is_partial for content in sessions),
    )


def _together(contents: Sequence[Content]) -> Content:
    return Content(
        concatenate((content.activities for content in contents), ACTIVITIES),
        concatenate((content.records for content in contents), RECORDS),
        concatenate((content.exposures for content in contents), EXPOSURES),
        questions=tuple(dict.fromkeys(question for content in contents for question in content.questions)),
    )


def _notes(session: Session, began: When, name: str) -> Iterable[Issue]:
    if session.is_rebuilt:
        found = "The watch wrote no summary, so distance and time were worked out from the samples."
        yield Issue(name, found, "Climb and drop are missing. If you have another export of this activity, use that.")
    if not began.is_local_known:
        yield utc_only(name)


def _cut_issue(part: Part, name: str) -> Issue:
    found = f"The file is cut off or damaged; {part.samples:,} samples before that could be read. {part.errors[0]}"
    return Issue(name, found, f"What could be read is there. {_COPY_AGAIN}")


def _checksum_issue(name: str) -> Issue:
    found = "Its checksum does not match: a value in it may have changed since the watch wrote it."
    return Issue(name, found, f"All of it was read. If something looks odd: {_COPY_AGAIN}")


def _what_it_is(parts: list[Part]) -> str:
    kinds = [kind(part) for part in parts]
    if "activity" in kinds:
        return f"This is an activity of less than {SHORTEST_S} seconds, or one without times."
    known = next((_KINDS[one] for one in kinds if one in _KINDS), "something the watch keeps for itself")
    return f"This is {known}, not a recorded activity."
