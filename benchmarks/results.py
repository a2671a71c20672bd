"""What was measured, kept in `benchmarks/results/` and shown in `benchmarks/README.md`."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
KEPT = HERE / "results"
PAGE, BEGIN, END = HERE / "README.md", "<!-- results -->", "<!-- end of results -->"


@dataclass(frozen=True)
class Result:
    """One figure: its value, what it should be, and how many times it is what the same run measured beside it.

    Parameters
    ----------
    is_kept
        Whether it is what it should be; None where nothing was promised.
    """

    what: str
    value: float
    target: str
    ratio: float
    peer: str
    is_kept: bool | None = None


def keep(benchmark: str, results: Sequence[Result], *, is_try: bool = False) -> int:
    """Show what was measured, and but for a try keep it and renew the page; gives 1 where a target is missed."""
    for one in results:
        print(f"{one.what}: {shown(one.value)} ({one.target or 'no target'}), {shown(one.ratio)} x {one.peer}")
    if not is_try:
        _keep(benchmark, results)
    missed = [one.what for one in results if one.is_kept is False]
    print("ok" if not missed else f"misses: {'; '.join(missed)}")
    return 1 if missed else 0


def _keep(benchmark: str, results: Sequence[Result]) -> None:
    about = {"date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M"), "machine": machine(), "commit": commit()}
    KEPT.mkdir(exist_ok=True)
    made = json.dumps(about | {"results": [asdict(one) for one in results]}, indent=1, ensure_ascii=False)
    (KEPT / f"{benchmark}.json").write_text(made + "\n", encoding="utf-8")
    write_page()


def machine() -> str:
    """What it ran on, without its name: system, cores, how busy."""
    busy = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{system}, {os.cpu_count()} cores, load {busy:.1f}"


def commit() -> str:
    """The commit, with + where files were changed since."""
    told = ["git", "describe", "--always", "--dirty=+", "--exclude=*"]
    return subprocess.run(told, cwd=HERE, capture_output=True, text=True, check=False).stdout.strip() or "unknown"


def shown(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def write_page() -> None:
    """Put all kept results between the two marks of the page."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    shown_all = "\n".join(section(path) for path in sorted(KEPT.glob("*.json")))
    PAGE.write_text(f"{before}{BEGIN}\n\n{shown_all}\n{END}{after}", encoding="utf-8")


def section(path: Path) -> str:
    kept = json.loads(path.read_text(encoding="utf-8"))
    rows = [
        f"| {one['what']} | {shown(one['value'])} | {one['target'] or '–'} | {shown(one['ratio'])} × {one['peer']} |"
        f" {({True: 'yes', False: '**no**', None: '–'})[one['is_kept']]} |"
        for one in kept["results"]
    ]
    head = f"### {path.stem}\n\n{kept['date']} UTC, commit {kept['commit']}; {kept['machine']}.\n"
    drawn = [f"\n![{one.stem}]({KEPT.name}/{one.name})" for one in sorted(KEPT.glob(f"{path.stem}-*.svg"))]
    return "\n".join(
        [head, "| what | measured | target | beside it, same run | kept |", "|---|---|---|---|---|", *rows, *drawn, ""]
    )
