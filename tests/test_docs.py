"""The pages of docs/ that are made from declarations say what the code says."""

from __future__ import annotations

import importlib
import importlib.util
import re
from pathlib import Path

import pytest

from analysis import thresholds
from analysis.flags import RULES
from analysis.thresholds import Threshold

ROOT = Path(__file__).parent.parent
_spec = importlib.util.spec_from_file_location("generate_docs", ROOT / "docs" / "generate.py")
generate = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(generate)


@pytest.mark.parametrize("name", ["tables.md", "flags.md", "analysis.schema.json"])
def test_the_page_in_docs_is_what_the_declarations_make(name: str) -> None:
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == generate.pages()[name], "run `make docs` and commit"


def test_every_rule_stands_in_the_flags_page_with_its_sources() -> None:
    page = (ROOT / "docs" / "flags.md").read_text(encoding="utf-8")
    for rule in RULES.values():
        assert f"`{rule.id}`" in page
        assert all(threshold.source in page for threshold in rule.thresholds)


RULE_BOOK = (
    "S0 S1 S2 S3 S4 S5 S6 S7 P1 P2 P3 B0 B1 B2 B3 B4 B5 B6 B7 L1 L2 L3 H1 H2 H3 H4 X1 X2 X3 F1 F2 F3 R6 T5"
    " G1 G2 G3 G4 G5 G6 G7 G9 E0 E1 E2 E3 E4 E5"  # G8 is the page for a clinician
).split()


def test_every_rule_of_the_rule_book_stands_in_the_flags_page() -> None:
    page = (ROOT / "docs" / "flags.md").read_text(encoding="utf-8")
    assert [rule for rule in RULE_BOOK if f"· rule {rule} ·" not in page] == []


def test_every_threshold_is_used_and_says_where_it_comes_from() -> None:
    code = "".join(
        p.read_text(encoding="utf-8") for p in (ROOT / "analysis").rglob("*.py") if p.name != "thresholds.py"
    )
    for name, threshold in vars(thresholds).items():
        if isinstance(threshold, Threshold):
            assert re.search(rf"\b{name}\b", code), f"{name} is declared and not used"
            assert threshold.source and threshold.unit


def test_every_decision_is_listed_in_the_index() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    for page in folder.glob("0*.md"):
        assert page.name in index


@pytest.mark.parametrize("page", ["README.md", "CHANGELOG.md", "CONTRIBUTING.md"])
def test_files_a_page_links_to_exist(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / target).exists(), f"{page} links to {target}"


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/architecture.md"])
def test_files_a_page_names_exist(page: str) -> None:
    named = re.findall(r"`((?:analysis|dashboard|tests|docs|benchmarks|sample_data)/[^`<>*{}\s]*)`", text_of(page))
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_names_of_the_code_in_the_architecture_page_exist() -> None:
    named = re.findall(r"`((?:analysis|dashboard)(?:\.\w+)+)`", text_of("docs/architecture.md"))
    assert len(named) > 5
    for name in named:
        module, _, attribute = name.rpartition(".")
        assert hasattr(importlib.import_module(module), attribute), name


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")
