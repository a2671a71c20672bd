"""The files that set the project up agree with each other."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def lines(file: str) -> list[str]:
    text = (ROOT / file).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def pins(file: str) -> dict[str, list[str]]:
    """Package -> versions pinned for it, one per marker."""
    found: dict[str, list[str]] = {}
    for line in lines(file):
        if match := re.fullmatch(r"([A-Za-z0-9._-]+)==([^ ;]+)( ; .+)?", line):
            found.setdefault(match[1].lower(), []).append(match[2])
    return found


# `twinge[cluster]` among them stands for the needs of that extra.
EXTRAS = PROJECT["optional-dependencies"]
TEST_NEEDS = [need for need in EXTRAS["test"] if need != "twinge[cluster]"] + EXTRAS["cluster"]


def number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))


def meets(version: str, bounds: str) -> bool:
    """Whether `version` lies within bounds such as '>=3.1,<4'."""
    return all(
        number(version) >= number(bound[2:]) if bound.startswith(">=") else number(version) < number(bound[1:])
        for bound in bounds.split(",")
        if bound
    )


def test_streamlit_hosts_read_the_same_configuration() -> None:
    link = ROOT / ".streamlit" / "config.toml"
    if not link.is_symlink() and link.read_text(encoding="utf-8").strip() == "../streamlit_config.toml":
        pytest.skip("this checkout has no symbolic links (git on Windows without the right to make them)")
    assert link.resolve() == (ROOT / "streamlit_config.toml").resolve()
    assert str(link.readlink()) == "../streamlit_config.toml"


@pytest.mark.parametrize(
    ("needs", "file"),
    [
        (PROJECT["dependencies"], "requirements.txt"),
        (TEST_NEEDS, "tests/requirements.txt"),
    ],
    ids=["app", "tests"],
)
def test_every_need_of_the_project_is_pinned_within_its_bounds(needs: list[str], file: str) -> None:
    pinned = pins("requirements.txt") | pins(file)
    for need in needs:
        name, bounds = re.fullmatch(r"([A-Za-z0-9_-]+)(?:\[[a-z]+\])?(.*)", need).groups()
        assert pinned.get(name), f"{name} is not in {file}: run `make pins`"
        assert all(meets(version, bounds) for version in pinned[name]), f"{name} {pinned[name]} is not {bounds}"


@pytest.mark.parametrize("file", ["requirements.txt", "tests/requirements.txt"])
def test_every_line_is_an_exact_version_or_a_known_extra(file: str) -> None:
    loose = [line for line in lines(file) if "==" not in line]
    assert loose == {"requirements.txt": ["-e ."], "tests/requirements.txt": ["-r ../requirements.txt"]}[file]


def test_no_package_is_pinned_in_both_files() -> None:
    assert not pins("requirements.txt").keys() & pins("tests/requirements.txt").keys()


def test_the_project_itself_is_installed_last_so_that_hosts_find_the_analysis() -> None:
    assert lines("requirements.txt")[-1] == "-e ."


def test_ci_runs_what_a_developer_runs() -> None:
    assert (ROOT / ".ci" / "run").read_text().splitlines()[-1] == "exec make test"
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def test_the_readme_begins_with_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme.index("make run") < readme.index("make test") < readme.index("## ")
