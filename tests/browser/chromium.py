"""Which Chromium do the browser tests drive? As a program: print it; with --install, put one there where possible.

Known: $TWINGE_CHROMIUM, Chromium or Chrome on the path, the usual places of macOS and Windows, and what
`playwright install chromium` left.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)
MISSING = (
    "No Chromium was found, so the browser tests are skipped. Install chromium or Google Chrome, or run"
    " `.venv/bin/python -m playwright install chromium`, or set TWINGE_CHROMIUM to the program."
)


def find() -> str | None:
    """The program, or None where there is none."""
    if chosen := os.environ.get("TWINGE_CHROMIUM"):
        return chosen
    on_path = (shutil.which(name) for name in NAMES)
    return next(filter(None, on_path), None) or next(filter(os.path.isfile, PLACES), None) or _from_playwright()


def _from_playwright() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def install() -> None:
    """Debian and its kin have it as a package; elsewhere nothing is done."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("Installing chromium with apt-get.", flush=True)
        for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
            subprocess.run(["apt-get", "--quiet=2", *command], check=False, env={**os.environ, "LC_ALL": "C"})


if __name__ == "__main__":
    if find() is None and "--install" in sys.argv:
        install()
    print(find() or MISSING)
