"""Who may look, at what, until when; and who did."""

import streamlit as st

from analysis.wording import count
from dashboard import session
from dashboard.components.page import head, section, show
from dashboard.components.share_words import LASTS, NEVER, SCOPE_WORDS, looked_list, share_card
from dashboard.components.words import prose

RENEW = "A new address shows the same as before; the old address stops working at once."
MOST_LINES = 30


def new_link(number: int) -> None:
    """The fields are fresh for each link: `number` is how many there were before."""
    section("Make a link", "Whoever has it can look, and change nothing. It ends by itself, or when you take it back.")
    with st.form(f"new_link_{number}", border=True):
        st.text_input(
            "Who is it for?", key=f"link_label_{number}", max_chars=80, placeholder="My physio",
            help="Only you see this. It tells your links apart, and who looked.",
        )  # fmt: skip
        show('<p class="tw-question">What may they see?</p>')
        left, right = st.columns(2)
        with left:
            scopes([*SCOPE_WORDS][:3], number)
        with right:
            scopes([*SCOPE_WORDS][3:], number)
        left, right = st.columns(2)  # anew, so that on a phone the days stand behind all that may be ticked
        with left:
            st.date_input("From", value=None, key=f"link_first_{number}", help="Empty: from the first day.")
        with right:
            st.date_input("To", value=None, key=f"link_last_{number}", help="Empty: to the newest day.")
        st.segmented_control("The link works for", LASTS, default=14, required=True, format_func=LASTS.get,
                             key=f"link_lasts_{number}")  # fmt: skip
        show(f'<p class="tw-note">{NEVER}</p>')
        st.form_submit_button("Make the link", type="primary", icon=":material/link:", on_click=make, args=(number,))
        if problem := st.session_state.pop("link_problem", ""):
            st.error(problem)


def scopes(offered: list[str], number: int) -> None:
    """None is ticked by itself."""
    for scope in offered:
        st.checkbox("**{}**  \n{}".format(*SCOPE_WORDS[scope]), key=f"link_scope_{scope}_{number}")


def make(number: int) -> None:
    fields = ("label", "first", "last", "lasts")
    label, first, last, lasts = (st.session_state[f"link_{field}_{number}"] for field in fields)
    ticked = [scope for scope in SCOPE_WORDS if st.session_state[f"link_scope_{scope}_{number}"]]
    if not ticked:
        st.session_state["link_problem"] = "Tick at least one thing they may see."
    elif not session.opens_a_page(ticked):
        st.session_state["link_problem"] = "Tick training or pain too: the rest only adds to them."
    elif first and last and first > last:
        st.session_state["link_problem"] = "The first day is after the last."
    else:
        session.make_link(label, ticked, (first, last), lasts)


def address() -> None:
    made = session.just_made()
    if made is None:
        return
    with st.container(key="new_address"):
        show(f'<p class="tw-note" role="status"><b>The link for {prose(made.label)} is ready. Copy it now:</b> Twinge'
             " keeps only its fingerprint and cannot show it again.</p>")  # fmt: skip
        st.code(made.address, language=None, wrap_lines=True)
        st.button("I have copied it", key="forget_address", on_click=session.forget_address)


def links(made: list) -> None:
    if not made:
        return
    still = [share for share in made if session.is_open(share)]
    section("Your links", RENEW if still else "None of them opens anything now.")
    cards(still)
    ended = made[len(still) :]
    if ended:
        past = st.expander(f"Ended or taken back: {count(len(ended), 'link')}", on_change="rerun", key="links_ended")
        if past.open:
            with past:
                cards(ended)


def cards(made: list) -> None:
    columns = st.columns(2)
    for number, share in enumerate(made):
        is_open = session.is_open(share)
        with columns[number % 2], st.container(border=True, key=f"share_card_{share.share_id}"):
            show(share_card(share, is_open))
            if is_open:
                with st.container(horizontal=True, gap="small"):
                    st.button("Take it back", key=f"take_back_{share.share_id}", on_click=session.take_back_link,
                              args=(share,), icon=":material/link_off:")  # fmt: skip
                    st.button("New address", key=f"renew_{share.share_id}", on_click=session.renew_link, args=(share,),
                              icon=":material/autorenew:")  # fmt: skip


def who_looked() -> None:
    section("Who looked", "Which pages were opened by somebody else, as far back as 500 entries.")
    looked = session.who_looked()
    if looked.empty:
        show('<p class="tw-note">Nobody but you so far.</p>')
        return
    show(looked_list(looked.head(MOST_LINES)))
    if len(looked) > MOST_LINES:
        rest = st.expander("All of it", on_change="rerun", key="all_looked")
        if rest.open:
            with rest:
                show(looked_list(looked))


head("Sharing", "Let somebody look at what you choose, for as long as you choose. Nothing is shared until you do.")
if session.current().is_demo:
    show('<p class="tw-note">This is a made-up runner. Leave the demo to share your own data.</p>')
    st.stop()
if session.reaches_only_here():
    show('<p class="tw-note tw-here-only"><b>This Twinge runs on your own machine.</b> A link made here opens only on'
         " this machine. To show somebody else, send them the report, or host Twinge with a login.</p>")  # fmt: skip
made = session.links()
address()
new_link(len(made))
links(made)
who_looked()
