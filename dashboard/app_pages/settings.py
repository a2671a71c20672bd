"""How does Twinge count, where does it draw its lines, and what becomes of the data?"""

import streamlit as st

from analysis.tables import SITES
from analysis.wording import METRES
from dashboard import session
from dashboard.app_pages.account import account
from dashboard.app_pages.own_data import delete, take_out
from dashboard.components.learn_link import learn_link
from dashboard.components.page import head, section, show
from dashboard.components.pain_bands import pain_bands
from dashboard.components.pain_pattern import site_title
from dashboard.components.words import HISTORY_WORDS, prose

WEEK_STARTS = {0: "Monday", 6: "Sunday", 5: "Saturday"}
STEPS = {"km": 50, "mi": 25}  # of the distance on a pair of shoes


def counting() -> None:
    settings = session.settings()
    section("Units, weeks and days")
    with st.container(horizontal=True, gap="large"):
        units = st.segmented_control(
            "Distance", ["km", "mi"], default=settings.units, required=True, key="units",
            format_func={"km": "Kilometres", "mi": "Miles"}.get,
        )  # fmt: skip
        week_start = st.segmented_control(
            "First day of the week", list(WEEK_STARTS), default=settings.week_start, required=True, key="week_start",
            format_func=WEEK_STARTS.get,
        )  # fmt: skip
    chosen, zones = session.chosen_time_zone(), ["", *session.time_zones()]
    zone = st.selectbox(
        "Time zone", zones, index=zones.index(chosen) if chosen in zones else 0, key="time_zone", width=420,
        format_func=lambda name: name.replace("_", " ") or "As this browser says",
        help="Decides which day it is, and the local time of files that do not say it.",
    )  # fmt: skip
    if (units, week_start, zone) != (settings.units, settings.week_start, chosen):
        session.save_settings(units=units, week_start=week_start, time_zone=zone)
        st.rerun()


def limits() -> None:
    """The runner's own numbers; the usual ones are named beside them."""
    section(
        "Pain during a run",
        "The bands in use disagree, so they are yours to set. Warning signs count whatever stands here.",
    )
    settings, personal = session.settings(), session.personal()
    own = {name: settings.own(of.usual).value for name, of in personal.items()}
    with st.container(horizontal=True, gap="large"):
        chosen = {
            name: _score(label, personal[name], own[name], key=name)
            for name, label in (("green_up_to", "Green up to"), ("amber_up_to", "Amber up to"))
        }
    show(pain_bands(**chosen))
    why = learn_link("green_run", "the light of a run")
    show('<p class="tw-note">Usual: green up to 3, amber up to 5. They are borrowed from Achilles care (Silbernagel et'
         f" al. 2007); nobody has tried them for heels. {why}</p>")  # fmt: skip
    section("Shoes", "From where on a pair is worth a look, and from where on it counts as worn.")
    with st.container(horizontal=True, gap="large"):
        for name, label in (("shoe_notice_m", "Worth a look from"), ("shoe_due_m", "Worn from")):
            chosen[name] = _distance(label, personal[name], own[name], key=name)
    usual = (personal[name].usual.value / METRES[settings.units] for name in ("shoe_notice_m", "shoe_due_m"))
    low, high = (f"{far:.0f} {settings.units}" for far in usual)
    why = learn_link("shoe_distance", "distance on a pair")
    show(f'<p class="tw-note">Usual: {low} and {high}. No study ties either to injuries. {why}</p>')
    _keep_limits(own, chosen)


def _score(label: str, personal: session.Personal, value: float, key: str) -> float:
    scores = range(int(personal.low), int(personal.high) + 1)
    return st.segmented_control(label, list(scores), default=int(value), required=True, key=key)


def _distance(label: str, personal: session.Personal, metres: float, key: str) -> float:
    """A distance in the runner's unit; what was not touched keeps every metre."""
    units = session.settings().units
    shown = round(metres / METRES[units])
    given = st.number_input(
        f"{label} ({units})", round(personal.low / METRES[units]), round(personal.high / METRES[units]), shown,
        STEPS[units], key=f"{key}_{units}", width=220,
    )  # fmt: skip
    return metres if given == shown else min(max(given * METRES[units], personal.low), personal.high)


def _keep_limits(own: dict[str, float], chosen: dict[str, float]) -> None:
    """Keep what changed, and say what cannot be; a way back to the usual numbers where any is another."""
    usual = {name: of.usual.value for name, of in session.personal().items()}
    if chosen != own:
        try:
            session.save_limits({name: value for name, value in chosen.items() if value != usual[name]})
        except ValueError:
            show('<p class="tw-note" role="alert"><b>Not kept: the first limit must not be above the second.</b></p>')
            return
        st.rerun()
    if own != usual:
        st.button("Back to the usual limits", key="usual_limits", on_click=_usual_limits, icon=":material/undo:")


def _usual_limits() -> None:
    """Forget the choices on the screen too, or they would be kept again."""
    session.save_limits({})
    for name in session.personal():
        for key in (name, *(f"{name}_{units}" for units in METRES)):
            st.session_state.pop(key, None)


def sites() -> None:
    section("Your words for places", "Call a place what you call it. A report names it both ways.")
    names = session.site_names()
    form = st.form("site_name", border=False, clear_on_submit=True)
    with form, st.container(horizontal=True, vertical_alignment="bottom"):
        site = st.selectbox("Place", SITES, format_func=site_title, key="site_named", width=240)
        name = st.text_input("Your name for it", max_chars=40, key="site_own_name", width=240)
        if st.form_submit_button("Keep the name") and name.strip():
            session.save_site_name(site, name)
            st.rerun()
    for site, name in names.items():
        with st.container(horizontal=True, vertical_alignment="center"):
            show(f'<p class="tw-note">{prose(site_title(site))}: <b>{prose(name)}</b></p>')
            st.button("Take it back", key=f"unname_{site}", on_click=session.save_site_name, args=(site, ""))


def health() -> None:
    section(
        "What a clinician should know",
        "With one of these, new pain is a matter for a clinician from the start.",
        learn_link("history_with_pain", "a history a clinician should know"),
    )
    told = st.multiselect(
        "About your health", HISTORY_WORDS, session.history(), format_func=HISTORY_WORDS.__getitem__, key="history",
        placeholder="Nothing told",
    )  # fmt: skip
    if tuple(told) != session.history():
        session.save_history(told)
        st.rerun()


head("Settings", "How Twinge counts, where it draws its lines, and your way out with everything.")
counting()
if session.opened_demo():
    show('<p class="tw-note">Your own limits, words and health are kept with your own data. Leave the demo to see'
         " them.</p>")  # fmt: skip
    take_out()
elif session.may_change():
    limits()
    sites()
    health()
    account()
    take_out()
    delete()
