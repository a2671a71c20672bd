"""The page list and what stands on every page."""

from __future__ import annotations

import streamlit as st

from dashboard import session
from dashboard.components.logo import LOGO, MARK
from dashboard.components.page import dress, show
from dashboard.components.welcome import demo_line

# URL -> file, title, icon. One line per page; the first is where the app opens.
PAGES = {
    "overview": ("app_pages/overview.py", "Overview", ":material/explore:"),
    "training": ("app_pages/training.py", "Training and pain", ":material/monitoring:"),
    "flags": ("app_pages/flags.py", "Flags", ":material/flag:"),
    "data": ("app_pages/data.py", "Data", ":material/upload_file:"),
}


def main() -> None:
    st.set_page_config(page_title="Twinge", page_icon=MARK, layout="wide")
    st.logo(LOGO, size="large")
    dress()
    pages = [
        st.Page(file, title=title, icon=icon, url_path=url, default=url == "overview")
        for url, (file, title, icon) in PAGES.items()
    ]
    page = st.navigation(pages, position="top")
    with st.spinner("Reading the files"):  # seen only where it takes a moment: the first look at much data
        view = session.current()
    demo_banner(view)
    tab_bar(pages)
    page.run()


def tab_bar(pages: list) -> None:
    """The pages within reach of a thumb; look.css shows it on phones only, where Streamlit folds its menu away."""
    with st.container(key="tab_bar", horizontal=True, gap=None):
        for page in pages:
            st.page_link(page, label=page.title.split()[0], icon=page.icon, width="stretch")


def demo_banner(view: session.View) -> None:
    """On every page of a demo: whose data these are, and the way out."""
    if not view.is_demo:
        return
    with st.container(
        key="demo_banner", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        show(demo_line(view.name))
        st.button("Leave demo", key="leave_demo", on_click=session.close_demo)


if __name__ == "__main__":
    main()
