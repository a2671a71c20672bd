"""What a file is that no reader takes, and what to do with it. Side files of account exports pass without a word."""

from __future__ import annotations

from pathlib import PurePosixPath

from analysis.errors import UnreadableFile
from analysis.importers.base import File
from analysis.importers.unpacking import Bounds, too_large

_EXPORT_ADVICE = "Export your activities as FIT files or as Activities.csv, and your pain log as CSV."
_NOT_YET = "Twinge cannot read {} yet. Export the activity as FIT, or the list of activities as CSV."
_JSON_ADVICE = "In a Garmin export, activities are in the FIT files and in those named …summarizedActivities.json."

# First bytes -> what it is.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "This is a picture."),
    (b"\xff\xd8\xff", "This is a picture."),
    (b"GIF8", "This is a picture."),
    (b"%PDF", "This is a PDF document."),
    (b"7z\xbc\xaf\x27\x1c", "This is a 7z archive."),
    (b"Rar!", "This is a rar archive."),
    (b"SQLite format 3", "This is a database."),
    (b"bplist", "This is a file a phone keeps for itself."),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")

SIDE_FILE = "Side file of an account export"
# Tables of a Strava export that hold no training.
_STRAVA_TABLES = frozenset(
    f"{name}.csv"
    for name in (
        "applications", "bikes", "blocks", "categories_of_information_we_share", "clubs", "comments",
        "community_content", "components", "connected_apps", "contacts", "email_preferences", "events", "favorites",
        "flags", "followers", "following", "general_preferences", "global_challenges", "goals", "group_challenges",
        "local_legend_segments", "logins", "media", "memberships", "messaging", "metering",
        "mobile_device_identifiers", "orders", "partner_opt_outs", "posts", "privacy_zones", "profile", "reactions",
        "routes", "segment_feedback", "segments", "shoes", "social_settings", "starred_routes", "starred_segments",
        "support_tickets", "visibility_settings",
    )
)  # fmt: skip
_GARMIN_FOLDERS = ("di_connect", "customer_data", "it_customer")
_MEDIA = (".jpg", ".jpeg", ".png", ".heic", ".gif", ".mp4", ".mov")


def is_side_table(name: str) -> bool:
    """Whether it is a table of a Strava export that holds no training. By name, because any table could be a log;
    a file given by itself is never one.
    """
    return len(_parts(name)) > 1 and _parts(name)[-1] in _STRAVA_TABLES


def is_side_file(name: str) -> bool:
    """Whether a file that no reader takes belongs to an account export, which is full of them."""
    *folders, last = _parts(name)
    in_garmin = any(folder.startswith(_GARMIN_FOLDERS) for folder in folders)
    return (in_garmin and last.endswith((".json", *_MEDIA))) or ("media" in folders and last.endswith(_MEDIA))


def _parts(name: str) -> tuple[str, ...]:
    return PurePosixPath(name.lower()).parts


def explain(file: File) -> UnreadableFile:
    """What is this file, if it is nothing Twinge reads?"""
    head = file.data[:4096]
    if not file.data:
        return UnreadableFile("The file is empty.", "Export or download it again.")
    if not file.data.strip(b"\0"):
        return UnreadableFile("The file holds nothing but zeros.", "Copy it from the watch again.")
    if head.startswith(_OLD_OFFICE):
        return UnreadableFile(
            "This is an old spreadsheet (.xls), one with a password, or a document.",
            "Save it as .xlsx without a password, or as CSV, and upload that.",
        )
    if head[257:262] == b"ustar":
        return UnreadableFile("This is a tar archive.", "Unpack it and upload the files, or make it a zip.")
    for magic, found in _MAGIC:
        if head.startswith(magic):
            advice = "Unpack it and upload the files, or make it a zip." if "archive" in found else _EXPORT_ADVICE
            return UnreadableFile(found, advice)
    text = _text(head)
    if file.stream and "<clinicaldocument" not in (text or ""):
        return too_large(Bounds().file_bytes)
    return _explain_text(text)


def _text(head: bytes) -> str | None:
    """The beginning as text in lower case, or None where it is not text."""
    if b"\0" in head and not head.startswith(_BYTE_ORDER_MARKS):
        return None
    encoding = "utf-16" if head.startswith(_BYTE_ORDER_MARKS[1:]) else "utf-8-sig"
    text = head.decode(encoding, errors="replace")
    control = sum(character < " " and character not in "\t\r\n\f" for character in text)
    return text.strip().lower() if control * 20 <= len(text) else None


def _explain_text(text: str | None) -> UnreadableFile:
    if text is None:
        return UnreadableFile("This is no kind of file Twinge knows.", _EXPORT_ADVICE)
    if text.startswith(("<!doctype html", "<html")):
        found = "This is a web page, not an export: the download link probably asked you to log in."
        return UnreadableFile(found, "Log in to the service and download the file again.")
    if text.startswith("<"):
        return _explain_markup(text)
    if text.startswith(("{", "[")):
        return UnreadableFile("This is a JSON file of a kind Twinge does not know.", _JSON_ADVICE)
    return UnreadableFile(
        "This text is no table of activities or pain that Twinge knows.",
        "A pain log needs a column named date and one with scores from 0 to 10."
        " Garmin's Activities.csv must have its header line.",
    )


def _explain_markup(text: str) -> UnreadableFile:
    if "<kml" in text:
        return UnreadableFile("This is a file in KML format.", _NOT_YET.format("KML"))
    if "<clinicaldocument" in text:
        found = "This is the copy of the Apple Health export that is meant for doctors' software."
        return UnreadableFile(found, "The workouts stand in export.xml beside it.")
    return UnreadableFile("This is an XML file of a kind Twinge does not know.", _EXPORT_ADVICE)
