"""The one way from what a rule says on a page to its entry on Learn.

It opens beside the page: what the runner was doing there stays as it is.
"""

from __future__ import annotations

from html import escape


def anchor(rule_id: str) -> str:
    """The id of a rule's entry on Learn."""
    return f"rule-{rule_id}"


def address(rule_id: str) -> str:
    """Where a rule stands on Learn, from any page."""
    return f"learn?rule={rule_id}#{anchor(rule_id)}"


def learn_link(rule_id: str, title: str = "") -> str:
    """The link as markup. `title` is that of the rule, where several links stand on one page."""
    about = f'<span class="tw-sr">: {escape(title)}</span>' if title else ""
    return f'<a class="tw-learn" href="{escape(address(rule_id))}" target="_blank" rel="noopener">Learn why{about}</a>'


def help_with(text: str, rule_id: str) -> str:
    """A tooltip whose words rest on a rule, as Streamlit takes it."""
    return f"{text} [Learn why]({address(rule_id)})"
