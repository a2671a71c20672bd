"""No text a runner reads claims what Twinge must not claim: read off the code with `ast`, and off the pages of docs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# Where texts come from that stand on a screen, in a report or on a terminal.
CODE = ("dashboard", "analysis")
PAGES = ("README.md", "docs/flags.md", "docs/methods.md")

FORBIDDEN = {
    "reproach": r"\byou should(n.t| not)? have\b|\byou (must|forgot|missed|failed)\b|\blazy\b|\bexcuse",
    "diagnosis": r"\bdiagnos|\byou have (a |an )?(stress fracture|fasciitis|tendin|bone stress injur)",
    "promise": r"\bsafe(ly|r|ty)?\b|\bharmless\b|\bno risk\b|\b(risk|injury)[- ]free\b|\bguarantee|\bcure[sd]?\b",
    "cause": r"\bcaus(e|es|ed|ing)\b",
    "streak": r"\bstreak|\bin a row!|\bdon.t break\b|\bkeep it up\b",
    "detraining": r"\bdetrain|\bfitness (may|will|is) (declin|drop|los)|\blosing fitness\b",
}  # fmt: skip

# What holds such a word and yet claims nothing -> why.
ALLOWED = {
    r"(not|never|no flag is|none of them is|gives no)( itself)? (a )?diagnosis": "says that it is none",
    r"not a cause\b": "says that nothing is known of causes",
    r"\bthe cause was( found)?\b|\bthe cause found\b": "of simulated athletes, whose truth was put there",
    r"differential diagnosis": "the name of what a clinician does",
}


def code_files() -> list[Path]:
    return [path for part in CODE for path in sorted((ROOT / part).rglob("*.py"))]


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """Line and text of each string in the code that is no docstring; texts beside each other are one."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    with_docstring = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {id(node.body[0].value) for node in ast.walk(tree)
                  if isinstance(node, with_docstring) and node.body and isinstance(node.body[0], ast.Expr)}  # fmt: skip
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else " … " for part in node.values]
            yield node.lineno, "".join(parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings | inside:
            yield node.lineno, node.value


def claims(text: str) -> list[str]:
    """What a text claims that it must not."""
    for phrase in ALLOWED:
        text = re.sub(phrase, "", text, flags=re.IGNORECASE)
    return [kind for kind, pattern in FORBIDDEN.items() if re.search(pattern, text, re.IGNORECASE)]


def found(path: Path) -> list[str]:
    lines = texts(path) if path.suffix == ".py" else enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    return [
        f"{path.relative_to(ROOT)}:{line}: {claim}: {text[:120]!r}" for line, text in lines for claim in claims(text)
    ]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("You should have rested.", "reproach"),
        ("You shouldn’t have run.", "reproach"),
        ("This diagnosis is clear.", "diagnosis"),
        ("You have a stress fracture.", "diagnosis"),
        ("It is safe to run.", "promise"),
        ("Hills caused your pain.", "cause"),
        ("A streak of 12 days!", "streak"),
        ("Your fitness may decline.", "detraining"),
    ],
)
def test_the_scan_sees_what_it_looks_for(text: str, claim: str) -> None:
    assert claims(text) == [claim]


@pytest.mark.parametrize(
    "text",
    [
        "This is not a diagnosis.",
        "None of them is a diagnosis.",
        "It is a reason to see someone and never a diagnosis.",
        "Because pain rose.",
        "Save the file.",
        "You have a plan.",
        "Worse weeks in a row.",
    ],
)
def test_the_scan_lets_pass_what_claims_nothing(text: str) -> None:
    assert claims(text) == []


def test_texts_are_read_whole_and_docstrings_are_not(tmp_path: Path) -> None:
    file = tmp_path / "page.py"
    file.write_text(
        '"""Doc."""\ndef f(n):\n    """Doc."""\n    return f"{n} days " "of it", "text"\n', encoding="utf-8"
    )
    assert sorted(text for _, text in texts(file)) == [" …  days of it", "text"]


@pytest.mark.parametrize("part", [*CODE, *PAGES])
def test_no_text_claims_what_it_must_not(part: str) -> None:
    place = ROOT / part
    paths = [place] if place.is_file() else sorted(place.rglob("*.py"))
    assert [claim for path in paths for claim in found(path)] == []
