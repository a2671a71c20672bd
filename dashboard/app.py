"""The page list and what stands on every page."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import streamlit as st

from dashboard import session
from dashboard.app_pages.looking import looking
from dashboard.components.logo import LOGO, MARK
from dashboard.components.page import ask_again, dress, show, to_top
from dashboard.components.replay_bar import replay_banner
from dashboard.components.share_words import dead_link, not_shared, nothing_shared, shared_line
from dashboard.components.welcome import demo_line
from dashboard.workspace import WorkspaceError

# URL -> file, title, icon, and the menu it stands in. One line per page; the first is where the app opens. Menus and
# tabs stand in the order of these lines, and pages without a menu come before all that have one.
PAGES = {
    "overview": ("app_pages/overview.py", "Overview", ":material/explore:", ""),
    "log": ("app_pages/log.py", "Log", ":material/edit_note:", ""),
    "plan": ("app_pages/plan.py", "Plan", ":material/directions:", ""),
    "training": ("app_pages/training.py", "Training and pain", ":material/monitoring:", "Training"),
    "surfaces": ("app_pages/surfaces.py", "Surfaces and hills", ":material/landscape:", "Training"),
    "intensity": ("app_pages/intensity.py", "Intensity and form", ":material/speed:", "Training"),
    "shoes": ("app_pages/shoes.py", "Shoes", ":material/steps:", "Training"),
    "pain": ("app_pages/pain.py", "Pain", ":material/healing:", "Pain"),
    "calendar": ("app_pages/calendar.py", "Calendar", ":material/calendar_month:", "Pain"),
    "patterns": ("app_pages/patterns.py", "Patterns", ":material/scatter_plot:", "Pain"),
    "flags": ("app_pages/flags.py", "Flags", ":material/flag:", "Flags"),
    "report": ("app_pages/report.py", "Report", ":material/clinical_notes:", "Flags"),
    "learn": ("app_pages/learn.py", "Learn", ":material/school:", "Flags"),
    "data": ("app_pages/data.py", "Data", ":material/upload_file:", "Data"),
    "sharing": ("app_pages/sharing.py", "Sharing", ":material/share:", "Data"),
    "settings": ("app_pages/settings.py", "Settings", ":material/tune:", "Data"),
}

# The same for those who coach others.
COACHING = {
    "roster": ("app_pages/roster.py", "Athletes", ":material/groups:", "Athletes"),
    "compare": ("app_pages/compare.py", "Compare", ":material/compare_arrows:", "Athletes"),
}


def main(before: WorkspaceError | None = None) -> None:
    """The page that was asked for, or what keeps the data from being read, in a sentence.

    `before` is what kept a button from doing its work.
    """
    if before is not None:
        st.error(str(before))
    try:
        with session.one_moment():
            visit()
    except WorkspaceError as error:
        if str(error) != str(before):
            st.error(str(error))
        st.button("Try again", key="try_again")
        if before is None:
            st.stop()  # so that Streamlit keeps what was typed in fields the page did not come to


def could_not(error: Exception) -> bool:
    """The server calls it for what a button raised: the sentence, and under it the page with all that was typed.

    Gives whether that was said; everything else is a mistake of ours, and Streamlit says so.
    """
    if isinstance(error, session.NobodyThere):
        main()  # a login that ran out under an open page: the way in, and what became of what was typed
    elif isinstance(error, WorkspaceError):
        main(error)
    else:
        return False
    return True


def visit() -> None:
    """What stands here needs no analysis, so that a page which needs none is there at once."""
    st.set_page_config(page_title="Twinge", page_icon=MARK, layout="wide")
    st.logo(LOGO, size="large")
    dress(session.visit_word())
    if session.is_dead_link():
        show(dead_link())
        return
    ask_again()
    above = st.container(key="above")  # always there, so that what comes and goes in it moves nothing below
    with above:
        begin_at_top()
    if instead := page_instead():
        st.navigation([st.Page(f"app_pages/{instead}.py", title="Twinge")], position="hidden").run()
        return
    menus = pages_by_menu()
    page = st.navigation(menus, position="top")
    menus = {menu: visible for menu, pages in menus.items() if (visible := [p for p in pages if is_shown(p)])}
    with above:
        was_broken(page)
        login_runs_out()
    if session.looked_at():
        if page.title in {title for _, title, *_ in COACHING.values()}:
            session.stop_looking()
            st.rerun()
        with above:
            looking(page.title == PAGES[session.first_page()][1])
        if session.current().analysis is None:
            show('<p class="tw-note">There are no data yet in what is shared.</p>')
            return
    with above:
        demo_banner()
        link_banner()
        if session.as_of() is not None and session.current().analysis is not None:
            replay_banner(session.days_to_see(), session.as_of(), session.see_day)
    tab_bar(menus, page)
    neighbours(menus, page)
    if not is_shown(page):
        show(not_shared())
        return
    session.note_visit(page.title)
    if session.followed_link() and session.current().analysis is None:
        show(nothing_shared())
        return
    page.run()
    session.work_ahead()


def is_shown(page: Any) -> bool:
    """Is the page there for this visitor? A hidden one is still found by whoever types its address."""
    return page.visibility == "visible"


def page_instead() -> str:
    """What has to be settled before any other page; empty where nothing has."""
    if not (session.is_logged_in() or session.has_link()):
        return "login"
    if session.is_withdrawn():
        return "gone"
    return "consent" if session.invited_by() else ""


def was_broken(page: Any) -> None:
    """After a connection that broke for so long that the visit was over: what is there, and what is not."""
    if session.was_broken(page.title):
        st.info("The connection to Twinge broke, so this page was opened anew. What Twinge said it saved is there."
                " What you were typing or uploading is not: please do that again.")  # fmt: skip


def login_runs_out() -> None:
    """What is typed at that moment is not lost: for a while it is still kept."""
    until = session.runs_out_at()
    if until is not None:
        st.warning("Your login has run out. What you save within the hour is still kept; then log in again.")
        st.button("Log in again", key="log_in_again", on_click=session.log_in)


def begin_at_top() -> None:
    """Another runner's page begins at its top: the button that opened it may stand far down."""
    if st.session_state.pop("is_new_runner", False):
        to_top()


def pages_by_menu() -> dict[str, list]:
    """Name of the menu -> its pages; those under "" stand by themselves, and those not for this visitor are hidden."""
    everything = PAGES | (COACHING if session.coaches() else {})
    shown = [url for url in everything if url in COACHING or session.may_see(url)]
    return session.once_a_visit(made_pages, everything, shown, of=(list(everything), shown))


def made_pages(everything: dict[str, tuple[str, str, str, str]], shown: list[str]) -> dict[str, list]:
    menus: dict[str, list] = {}
    for url, (file, title, icon, menu) in everything.items():
        visibility = "visible" if url in shown else "hidden"
        page = st.Page(file, title=title, icon=icon, url_path=url, default=url == shown[0], visibility=visibility)
        menus.setdefault(menu, []).append(page)
    return menus


def tab_bar(menus: dict[str, list], shown: Any) -> None:
    """What is within reach of a thumb; look.css shows it on phones only, where Streamlit folds its menu away."""
    tabs = [(page.title, [page]) for page in menus.get("", [])]
    tabs += [(menu, pages) for menu, pages in menus.items() if menu]
    with st.container(key="tab_bar", horizontal=True, gap=None):
        for label, pages in tabs:
            with st.container(key="tab_here") if shown in pages else nullcontext():
                st.page_link(pages[0], label=label, icon=pages[0].icon, width="stretch")


def neighbours(menus: dict[str, list], shown: Any) -> None:
    """The pages of the same menu, side by side above the page."""
    pages = next((pages for menu, pages in menus.items() if menu and shown in pages), [])
    if len(pages) > 1:
        with st.container(key="neighbours", horizontal=True, gap="small"):
            for page in pages:
                st.page_link(page, label=page.title, icon=page.icon, width="content")


def demo_banner() -> None:
    """On every page of a demo: whose data these are, and the way out."""
    demo = session.opened_demo()
    if demo is None:
        return
    with st.container(
        key="demo_banner", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        show(demo_line(demo.name))
        st.button("Leave demo", key="leave_demo", on_click=session.close_demo)


def link_banner() -> None:
    """On every page of a shared view: until when it is open, what it shows, and the way out."""
    link = session.followed_link()
    if link is not None:
        with st.container(key="link_banner"):
            show(shared_line(link, session.local_time(link.expires_at)))


if __name__ == "__main__":
    main()
