"""Who may import whom, read off the code with `ast`."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GROUND = {
    "analysis.errors",
    "analysis.settings",
    "analysis.tables",
    "analysis.thresholds",
    "analysis.wording",
    "analysis.baseline",
    "analysis.episode",
    "analysis.backoff",
    "analysis.comeback",
    "analysis.care",
    "analysis.lights",
    "analysis.diary",
    "analysis.told",
    "analysis.whereabouts",
    "analysis.plain",
}
SCREEN = {"streamlit", "plotly", "dashboard"}

# Part of the house -> the parts of `analysis` and `dashboard` it may import besides itself.
MAY_IMPORT = {
    "analysis/errors.py": set(),
    "analysis/vocabulary.py": set(),
    "analysis/settings.py": {"analysis.thresholds", "analysis.vocabulary"},
    "analysis/told.py": {"analysis.tables"},
    "analysis/thresholds.py": set(),
    "analysis/contract.py": {"analysis.errors"},
    "analysis/plain.py": {"analysis.tables"},
    "analysis/families.py": {"analysis.contract"},
    "analysis/tables.py": {"analysis.contract", "analysis.families", "analysis.vocabulary"},
    "analysis/wording.py": {"analysis.settings", "analysis.thresholds"},
    "analysis/baseline.py": {"analysis.thresholds"},
    "analysis/episode.py": {"analysis.thresholds", "analysis.baseline", "analysis.wording"},
    "analysis/backoff.py": {"analysis.thresholds", "analysis.baseline", "analysis.episode"},
    "analysis/comeback.py": {"analysis.thresholds", "analysis.settings", "analysis.wording"},
    "analysis/spans.py": {"analysis.thresholds", "analysis.baseline", "analysis.episode", "analysis.comeback"},
    "analysis/care.py": {"analysis.thresholds", "analysis.wording"},
    "analysis/lights.py": {"analysis.settings", "analysis.thresholds"},
    "analysis/diary.py": set(),
    "analysis/corrections.py": {"analysis.tables", "analysis.told", "analysis.whereabouts"},
    "analysis/whereabouts.py": {"analysis.vocabulary"},
    "analysis/join": GROUND,
    "analysis/importers": GROUND,
    "analysis/metrics": GROUND,
    "analysis/association": GROUND,
    "analysis/trend.py": GROUND,
    "analysis/flags": GROUND,
    "analysis/plan": GROUND,
    "analysis/report": GROUND,
    "analysis/pipeline.py": {
        *GROUND,
        "analysis.corrections",
        "analysis.join",
        "analysis.metrics",
        "analysis.association",
        "analysis.trend",
        "analysis.flags",
        "analysis.plan",
        "analysis",
    },
    "analysis/reading.py": {"analysis.importers", "analysis.metrics", "analysis.tables"},
    "analysis/glance.py": {"analysis.tables", "analysis.plain", "analysis.flags", "analysis.pipeline"},
    "analysis/preview": {*GROUND, "analysis.join", "analysis.metrics"},
    "analysis/__init__.py": {"analysis.pipeline", "analysis.reading", "analysis.settings", "analysis.told"},
    "analysis/options.py": {"analysis.importers"},
    "analysis/progress.py": set(),
    "analysis/cohort": {"analysis"},
    "analysis/__main__.py": {"analysis"},
    "dashboard/charts": {
        "analysis.tables",
        "analysis.wording",
        "analysis.settings",
        "dashboard.components.palette",
        "dashboard.components.shapes",
        "dashboard.components.words",
    },
    "dashboard/components": {"analysis.glance", "analysis.tables", "analysis.wording", "analysis.settings"},
    "dashboard/workspace": {"analysis.tables", "analysis.errors", "analysis.plain", "analysis.settings"},
    "dashboard/app_pages": {
        "analysis.glance",
        "analysis.tables",
        "analysis.wording",
        "dashboard.session",
        "dashboard.charts",
        "dashboard.components",
    },
}
# Libraries a part must not know.
MUST_NOT = {"analysis": SCREEN, "dashboard/charts": {"streamlit"}, "dashboard/workspace": {"streamlit", "plotly"}}


def python_files(part: str) -> list[Path]:
    place = ROOT / part
    return [place] if place.is_file() else sorted(place.rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Modules a file imports; `from a.b import c` counts as a.b.c where that is a module, else as a.b."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" if is_module(f"{node.module}.{alias.name}") else str(node.module)
                      for alias in node.names}  # fmt: skip
    return found


def is_module(name: str) -> bool:
    place = ROOT / name.replace(".", "/")
    return place.with_suffix(".py").is_file() or (place / "__init__.py").is_file()


def inside(module: str, allowed: str) -> bool:
    return module == allowed or module.startswith(allowed + ".")


@pytest.mark.parametrize("part", MAY_IMPORT)
def test_a_part_imports_only_what_it_may(part: str) -> None:
    own = part.removesuffix(".py").replace("/", ".")
    for path in python_files(part):
        ours = {module for module in imported(path) if module.split(".")[0] in ("analysis", "dashboard")}
        strangers = {m for m in ours if not any(inside(m, allowed) for allowed in (own, *MAY_IMPORT[part]))}
        assert not strangers, f"{path.relative_to(ROOT)} imports {sorted(strangers)}"


@pytest.mark.parametrize("part", MUST_NOT)
def test_a_part_does_not_know_libraries_of_another_layer(part: str) -> None:
    for path in python_files(part):
        known = {module.split(".")[0] for module in imported(path)} & MUST_NOT[part]
        assert not known, f"{path.relative_to(ROOT)} imports {sorted(known)}"


def test_every_part_of_analysis_has_its_line_above() -> None:
    parts = {
        f"analysis/{path.name}" for path in (ROOT / "analysis").iterdir() if not path.name.startswith("__pycache__")
    }
    assert parts == {part for part in MAY_IMPORT if part.startswith("analysis/")}


def test_only_the_session_calls_the_analysis() -> None:
    callers = {
        str(path.relative_to(ROOT).parent)
        for path in python_files("dashboard")
        for module in imported(path)
        if any(
            inside(module, name)
            for name in (
                "analysis.pipeline",
                "analysis.importers",
                "analysis.preview",
                "analysis.flags",
                "analysis.plan",
            )
        )
        or module == "analysis"
    }
    assert callers <= {"dashboard/session"}


def test_pages_compute_nothing() -> None:
    computing = {"groupby", "merge", "rolling", "resample", "pivot_table", "apply", "join"}
    for path in python_files("dashboard/app_pages"):
        called = {
            node.func.attr
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and not isinstance(node.func.value, ast.Constant)
        }
        assert not called & computing, f"{path.name} calls {sorted(called & computing)}"


def test_only_the_boundaries_of_a_file_and_of_an_athlete_catch_everything() -> None:
    broad = []
    for path in [*python_files("analysis"), *python_files("dashboard")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler) and (
                node.type is None or getattr(node.type, "id", "") in ("Exception", "BaseException")
            ):
                broad.append(str(path.relative_to(ROOT)))
            if isinstance(node, ast.Assert):
                broad.append(f"{path.relative_to(ROOT)} (assert)")
    assert broad == ["analysis/cohort/athlete.py", "analysis/importers/__init__.py"]
