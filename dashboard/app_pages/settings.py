"""How does Twinge count, where does it draw its lines, and what becomes of the data?"""

from contextlib import suppress

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
        st.segmented_control(
            "Distance", ["km", "mi"], default=settings.units, required=True, key="units",
            format_func={"km": "Kilometres", "mi": "Miles"}.get, on_change=_save_counting,
        )  # fmt: skip
        st.segmented_control(
            "First day of the week", list(WEEK_STARTS), default=settings.week_start, required=True, key="week_start",
            format_func=WEEK_STARTS.get, on_change=_save_counting,
        )  # fmt: skip
    chosen, zones = session.chosen_time_zone(), ["", *session.time_zones()]
    st.selectbox(
        "Time zone", zones, index=zones.index(chosen) if chosen in zones else 0, key="time_zone", width=420,
        format_func=lambda name: name.replace("_", " ") or "As this browser says",
        help="Decides which day it is, and the local time of files that do not say it.", on_change=_save_counting,
    )  # fmt: skip


def _save_counting() -> None:
    with suppress(ValueError):  # a page that stood open may send what is not offered: nothing is kept then
        session.save_settings(**{name: st.session_state[name] for name in ("units", "week_start", "time_zone")})


def limits() -> None:
    """The runner's own numbers; the usual ones are named beside them."""
    section(
        "Pain during a run",
        "Clinics draw these lines in different places, so they are yours to set. Warning signs count whatever you"
        " choose here.",
    )
    own, units = _own_limits(), session.settings().units
    usual = {name: of.usual.value for name, of in session.personal().items()}
    with st.container(horizontal=True, gap="large"):
        for name, label in (("green_up_to", "Green up to"), ("amber_up_to", "Amber up to")):
            _score(label, own[name], name)
    show(pain_bands(*(st.session_state[name] for name in ("green_up_to", "amber_up_to"))))
    why = learn_link("green_run", "the light of a run")
    show('<p class="tw-note">Usual: green up to 3, amber up to 5. They are borrowed from Achilles care (Silbernagel et'
         f" al. 2007); nobody has tried them for heels. {why}</p>")  # fmt: skip
    section("Shoes", "From where on a pair is worth a look, and from where on it counts as worn.")
    with st.container(horizontal=True, gap="large"):
        for name, label in (("shoe_notice_m", "Worth a look from"), ("shoe_due_m", "Worn from")):
            _distance(label, own[name], name)
    low, high = (f"{usual[name] / METRES[units]:.0f} {units}" for name in ("shoe_notice_m", "shoe_due_m"))
    why = learn_link("shoe_distance", "distance on a pair")
    show(f'<p class="tw-note">Usual: {low} and {high}. No study ties either to injuries. {why}</p>')
    chosen = _on_screen()
    if chosen["green_up_to"] > chosen["amber_up_to"] or chosen["shoe_notice_m"] > chosen["shoe_due_m"]:
        show('<p class="tw-note" role="alert"><b>Not kept: the first limit must not be above the second.</b></p>')
    if own != usual:
        st.button("Back to the usual limits", key="usual_limits", on_click=_usual_limits, icon=":material/undo:")


def _score(label: str, value: float, name: str) -> None:
    of = session.personal()[name]
    scores = list(range(int(of.low), int(of.high) + 1))
    st.segmented_control(label, scores, default=int(value), required=True, key=name, on_change=_save_limits)


def _distance(label: str, metres: float, name: str) -> None:
    of, units = session.personal()[name], session.settings().units
    low, high, shown = (round(far / METRES[units]) for far in (of.low, of.high, metres))
    st.number_input(f"{label} ({units})", low, high, shown, STEPS[units], key=f"{name}_{units}", width=220,
                    on_change=_save_limits)  # fmt: skip


def _own_limits() -> dict[str, float]:
    settings = session.settings()
    return {name: settings.own(of.usual).value for name, of in session.personal().items()}


def _on_screen() -> dict[str, float]:
    """The limits as they stand in the fields; a distance that nobody touched keeps every metre."""
    units, found = session.settings().units, _own_limits()
    for name, of in session.personal().items():
        if name in st.session_state:
            found[name] = st.session_state[name]
            continue
        shown = round(found[name] / METRES[units])
        given = st.session_state.get(f"{name}_{units}", shown)  # units that change with it have no field yet
        if given != shown:
            found[name] = min(max(given * METRES[units], of.low), of.high)
    return found


def _save_limits() -> None:
    """Keep them, unless they contradict each other: the page says that."""
    usual = {name: of.usual.value for name, of in session.personal().items()}
    with suppress(ValueError):
        session.save_limits({name: value for name, value in _on_screen().items() if value != usual[name]})


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
        st.selectbox("Place", SITES, format_func=site_title, key="site_named", width=240)
        st.text_input("Your name for it", max_chars=40, key="site_own_name", width=240)
        st.form_submit_button("Keep the name", on_click=_name_site)
    for site, name in names.items():
        with st.container(horizontal=True, vertical_alignment="center"):
            show(f'<p class="tw-note">{prose(site_title(site))}: <b>{prose(name)}</b></p>')
            st.button("Take it back", key=f"unname_{site}", on_click=session.save_site_name, args=(site, ""))


def _name_site() -> None:
    if st.session_state["site_own_name"].strip():
        session.save_site_name(st.session_state["site_named"], st.session_state["site_own_name"])


def health() -> None:
    section(
        "What a clinician should know",
        "With one of these, new pain is a matter for a clinician from the start.",
        learn_link("history_with_pain", "a history a clinician should know"),
    )
    st.multiselect(
        "About your health", HISTORY_WORDS, session.history(), format_func=HISTORY_WORDS.__getitem__, key="history",
        placeholder="Nothing told", on_change=_save_history,
    )  # fmt: skip


def _save_history() -> None:
    """Without what is not offered: a page that stood open may send it."""
    session.save_history([word for word in st.session_state["history"] if word in HISTORY_WORDS])


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
