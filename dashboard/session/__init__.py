"""What this visit shows: the only caller of `analysis`, and the only place with caches and session state.

view.py is what is on the screen, demos.py the made-up runners, choices.py what the runner chose, log.py pain entered by
hand, intake.py takes files in, proposing.py asks before they are kept, kept.py takes them out again, telling.py is what
the runner tells beside files, shoes.py what they did with their shoes, whereabouts.py where they ran. visitor.py says
who looks at whose data, lent.py what of them somebody else may see, login.py who is logged in, coaching.py who coaches
whom, roster.py which of them needs a look first.

The runner's own tables are cached for one visit only, under athlete and data version; what is cached for everybody is
made from the demo athletes alone.
"""

from analysis.settings import Settings, settled_key
from analysis.thresholds import Personal
from dashboard.session.behind import behind_pattern, patterns, worsening_conditions, worsening_course
from dashboard.session.calendar import Year, year, years
from dashboard.session.choices import (
    chosen_time_zone,
    history,
    personal,
    resolve,
    save_history,
    save_limits,
    save_settings,
    save_site_name,
    settings,
    settled_why,
    show_acwr,
    site_names,
    time_zone,
    time_zones,
    today,
    unresolve,
)
from dashboard.session.coaching import (
    CONSENT_VERSION,
    add_note,
    agree,
    begin_coaching,
    bring_note_back,
    close_invitations,
    coaches,
    counts,
    first_page,
    granted,
    has_removed_note,
    invitation,
    invite,
    invited_by,
    is_withdrawn,
    look_at,
    looked_at,
    may_see,
    news,
    notes,
    open_invitations,
    put_aside,
    remove_note,
    stop_looking,
    withdraw,
)
from dashboard.session.demos import SAMPLES, Demo, close_demo, demos, open_demo, opened_demo
from dashboard.session.drawn import drawn, once, once_a_visit
from dashboard.session.export import export, export_name
from dashboard.session.following import has_link, is_dead_link
from dashboard.session.intake import (
    Asked,
    Reading,
    answer,
    begin_reading,
    go_on_reading,
    read_on,
    reading,
    stop_reading,
    understood,
)
from dashboard.session.kept import (
    LastImport,
    confirm_rest,
    delete_everything,
    delete_for_good,
    everything,
    imports,
    last_import,
    remove_all,
    remove_imports,
    removed_count,
    undo_import,
    undo_remove,
    unknown_spans,
)
from dashboard.session.light import glance, work_ahead
from dashboard.session.login import (
    NobodyThere,
    account,
    has_run_out,
    is_administrator,
    is_logged_in,
    log_in,
    log_out,
    runs_out_at,
)
from dashboard.session.made_of import climb_drift, days_since, effort_gaps, effort_limits, form_judged, surface_shares
from dashboard.session.maps import try_map
from dashboard.session.moment import one_moment
from dashboard.session.pain import PainHere, pain_here, pain_sites
from dashboard.session.planning import (
    choose_items,
    chosen_items,
    course,
    has_new_pair,
    routine,
    routine_items,
    run_lights,
    run_walk,
    said_today,
    say_felt,
    tick,
    tick_day,
    tick_said,
    undo_tick,
)
from dashboard.session.proposing import Proposed, discard, just_kept, keep, proposed
from dashboard.session.replay import days_to_see, see_day
from dashboard.session.reporting import REPORT_SPANS, ask_report, made_report, report_html, report_name, report_pdf
from dashboard.session.roster import CATCH_UP_EVERY_S, CONCERNS, Row, catch_up, roster, step
from dashboard.session.sharing import (
    NewLink,
    followed_link,
    forget_address,
    is_open,
    just_made,
    links,
    local_time,
    make_link,
    note_visit,
    opens_a_page,
    reaches_only_here,
    renew_link,
    take_back_link,
    who_looked,
)
from dashboard.session.shoes import change_shoe, remove_shoe, set_shoe_rule, shoe_changed, shoe_weeks, undo_shoe_change
from dashboard.session.streets import MapSummary, add_map, map_summary, remove_map
from dashboard.session.telling import (
    correct,
    corrected,
    defaults,
    drop_default,
    drop_shoe,
    name_place,
    save_shoe,
    set_default,
    told,
    undo_correction,
)
from dashboard.session.view import View, as_of, current, is_own_present, rules, set_as_of
from dashboard.session.visit import visit_word, was_broken
from dashboard.session.visitor import SCOPES, Visitor, may_change, visitor
from dashboard.session.whereabouts import editable, places, routes, rules_for
