"""HTML and PDF say the same words, on paper, whatever a user wrote."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO

import pandas as pd
import pytest
from pypdf import PdfReader

from analysis.report import Ask, Report, to_html, to_pdf
from analysis.report.pdf import LOST
from analysis.tables import SIGNS, SITES
from tests.report.clinician import MADE, TITLES, page, pain, training

A4 = (595, 842)  # points
HOSTILE = '<img src=x onerror=alert(1)> #eval("1") $x^2$ *b* \\ @a & `c` ]  "q"'


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def html_text(report: Report) -> str:
    return squeezed(unescape(re.sub(r"<[^>]*>", "", to_html(report))))


def pdf_pages(report: Report) -> PdfReader:
    return PdfReader(BytesIO(to_pdf(report)))


@pytest.fixture(scope="module")
def made() -> Report:
    return page(pain(signs="limp", note="after the stairs", warm_up="worse"), Ask(MADE, "Mara", has_notes=True))


def test_html_and_pdf_hold_every_text_of_the_report(made):
    printed = squeezed("".join(one.extract_text() for one in pdf_pages(made).pages))
    written = html_text(made)
    assert [text for text in made.texts if squeezed(text) not in written] == []
    assert [text for text in made.texts if squeezed(text) not in printed] == []


def test_the_first_sheet_is_a4_and_holds_the_page_to_be_read(made):
    pages = pdf_pages(made).pages
    assert {tuple(round(float(side)) for side in one.mediabox[2:]) for one in pages} == {A4}
    first = squeezed(pages[0].extract_text())
    assert [text for text in made.page_one if squeezed(text) not in first] == []
    assert squeezed("Week by week") not in first
    assert "Page1of" in first


def everything() -> pd.DataFrame:
    """Every sign at five sites."""
    signs = {"local_date": MADE, "signs": ";".join(SIGNS), "score": 9, "moment": "rest", "side": "both"}
    return pd.concat([pain(), pd.DataFrame([signs | {"site": site} for site in SITES[:5]])])


def test_every_rule_for_a_clinician_that_is_raised_stands_on_the_first_sheet():
    made = page(everything(), Ask(MADE, "Mara " * 30))
    assert {alarm.title for alarm in made.alarms} >= {
        TITLES[name] for name in ("limping", "cannot_hop_or_bear_weight", "urgent_sign", "night_or_rest_pain")
    }
    first = squeezed(pdf_pages(made).pages[0].extract_text())
    for alarm in made.alarms:
        assert squeezed(alarm.title) in first
        assert squeezed(alarm.sentence) in first
    assert squeezed(made.closing) in first


def test_what_a_rule_says_alike_of_several_places_is_said_once():
    made = page(everything())
    (limping,) = [alarm.sentence for alarm in made.alarms if alarm.title == TITLES["limping"]]
    assert limping == (
        "Achilles pain, Arch pain, Side-of-heel pain, Heel pain, Back-of-heel pain: you logged limping on 27 May 2024"
        " (1 entry)."
    )


def test_a_script_without_a_font_is_named_and_no_row_of_boxes():
    made = page(pain(note="Боль после лестницы \u1781\u17d2\u1798\u17c2\u179a ok"), Ask(MADE, "Мария", has_notes=True))
    pages = [one.extract_text() for one in pdf_pages(made).pages]
    assert "Мария" in pages[0] and LOST in " ".join(pages[0].split())
    assert squeezed("Боль после лестницы […] ok") in squeezed("".join(pages))
    assert "\u1798" in to_html(made)
    assert LOST not in " ".join(pdf_pages(page(pain(note="Боль"))).pages[0].extract_text().split())


def test_what_a_user_wrote_is_shown_as_it_is_and_never_run():
    runs = training().assign(shoe=HOSTILE, title=HOSTILE)
    made = page(pain(note=HOSTILE), Ask(MADE, HOSTILE, has_notes=True), activities=runs,
                care=[{"local_date": MADE - pd.Timedelta(days=9), "item": HOSTILE, "dose": HOSTILE}])  # fmt: skip
    html = to_html(made)
    assert "<img" not in html
    assert "<script" not in html
    assert html_text(made).count(squeezed(HOSTILE)) >= 5
    printed = squeezed("".join(one.extract_text() for one in pdf_pages(made).pages))
    assert printed.count(squeezed(HOSTILE)) >= 5


def test_the_html_needs_nothing_from_anywhere(made):
    html = to_html(made)
    assert "default-src 'none'" in html
    assert not re.search(r"(?:src|href)=|url\(|@import", html)


def test_the_pdf_embeds_its_fonts(made):
    fonts = {str(font) for one in pdf_pages(made).pages for font in _fonts(one)}
    assert fonts
    assert all("Libertinus" in font for font in fonts)


def _fonts(one):
    for font in one["/Resources"]["/Font"].values():
        yield font.get_object()["/BaseFont"]


@pytest.mark.parametrize(
    ("entries", "runs"), [(None, None), (None, training()), (pain(), None), (pain().tail(1), None)]
)
def test_with_little_or_nothing_there_is_still_a_page(entries, runs):
    made = page(entries, activities=runs)
    assert len(pdf_pages(made).pages) >= 1
    assert made.closing in unescape(to_html(made))
