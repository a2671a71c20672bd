"""What the rules of a page say today. A part of the pages that show what rules are about."""

from dashboard import session
from dashboard.components.page import show
from dashboard.components.rules_here import rules_here


def rules_now(*flag_ids: str) -> None:
    """What these rules say today."""
    found = session.current().analysis
    show(session.once(rules_here, found.flags, flag_ids, session.rules(), found.settings.units, of=flag_ids))
