"""Write the pages of docs/ that are made from declarations: python docs/generate.py"""

from __future__ import annotations

import json
from pathlib import Path

from analysis.flags import RULES, Rule
from analysis.report import schema
from analysis.tables import DTYPES, TABLES, Column, Table

DOCS = Path(__file__).parent
MADE = "<!-- Made by docs/generate.py from the declarations in the code. Change those, then run `make docs`. -->"


def pages() -> dict[str, str]:
    """File name in docs/ -> text."""
    return {
        "tables.md": tables_page(),
        "flags.md": flags_page(),
        "analysis.schema.json": json.dumps(schema(), indent=1, ensure_ascii=False) + "\n",
    }


def tables_page() -> str:
    intro = (
        "# The tables\n\nEvery column, from `analysis/tables.py`. SI units; missing is missing and never 0.\n"
        "`check()` refuses a table that breaks its declaration.\n"
    )
    return "\n".join([MADE, intro, *map(_table_section, TABLES)])


def _table_section(table: Table) -> str:
    head = f"## {table.name}\n\nOne row: {table.grain}. Key: {', '.join(f'`{name}`' for name in table.key)}.\n"
    rows = ["| column | dtype | unit | range | required | meaning |", "|---|---|---|---|---|---|"]
    return "\n".join([head, *rows, *map(_column_row, table.columns), ""])


def _column_row(column: Column) -> str:
    required = "yes" if column.required else ""
    trust = "" if column.validity == "measured" else f" Trust as a sign of injury: {column.validity}."
    meaning = column.meaning + trust
    cells = (f"`{column.name}`", DTYPES[column.kind], column.unit, _range(column), required, meaning)
    return f"| {' | '.join(cells)} |"


def _range(column: Column) -> str:
    if column.values:
        return ", ".join(column.values)
    if column.low is None and column.high is None:
        return ""
    low = "" if column.low is None else f"{column.low:g}"
    high = "" if column.high is None else f"{column.high:g}"
    return f"{low} to {high}" if low and high else (f"from {low}" if low else f"up to {high}")


def flags_page() -> str:
    intro = (
        "# The flags\n\nEvery rule Twinge checks: what it asks, what it needs, the numbers it holds the data against,"
        "\nand where they come from. No flag is a diagnosis, and no flag is not reassurance.\n"
    )
    return "\n".join([MADE, intro, *map(_rule_section, RULES.values())])


def _rule_section(rule: Rule) -> str:
    rows = [f"| {t.value:g} {t.unit} | {t.grade} | {t.source} |" for t in rule.thresholds]
    return "\n".join(
        [
            f"## {rule.title}",
            "",
            f"`{rule.id}` · rule {rule.book_id} · severity when raised: {rule.severity} · validity: {rule.validity}",
            "",
            f"**Question.** {rule.question}",
            "",
            f"**Needs.** {rule.needs}",
            "",
            f"**Evidence.** {rule.evidence}",
            "",
            f"**What it does not show.** {rule.not_shown}",
            "",
            f"**Hint.** {rule.hint}",
            "",
            "| threshold | evidence | source |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def main() -> None:
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
