"""The page of shoes: what it says of each pair, and that what is entered there counts and can be taken back."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from .screens import keep, upload, words

PAGE = "app_pages/shoes.py"
HEADER = "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Activity Gear,Distance\n"
RUNS = HEADER + "\n".join([
    '1,"Mar 2, 2026, 6:00:00 AM",Home,Run,3600,10,Blue,10000',  # a Monday
    '2,"Mar 4, 2026, 6:00:00 AM",Home,Run,3600,10,Blue,10000',
    '3,"Mar 7, 2026, 6:00:00 AM",Home,Run,1800,5,,5000',
    '4,"Mar 9, 2026, 6:00:00 AM",Home,Run,3600,15,Red,15000',
])  # fmt: skip


@pytest.fixture
def page(app: AppTest) -> AppTest:
    """The page, with 20 km in Blue, 15 km in Red, and a Saturday run of 5 km that names no pair."""
    app.switch_page("app_pages/data.py").run()
    keep(upload(app, ("activities.csv", RUNS.encode())))
    return app.switch_page(PAGE).run()


def chart(app: AppTest) -> dict[str, list]:
    spec = json.loads(app.get("plotly_chart")[0].proto.spec)
    return {trace["name"]: trace.get("y") for trace in spec["data"] if trace["type"] == "bar"}


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def opened(app: AppTest, key: str) -> AppTest:
    """After a tap that opens a popover or an expander."""
    app.session_state[key] = True
    return app.run()


def test_without_runs_the_page_says_where_to_begin(app: AppTest) -> None:
    assert "There is nothing to show yet" in words(app.switch_page(PAGE).run())


def test_pairs_of_the_file_have_their_cards_and_what_names_none_its_share(page: AppTest) -> None:
    seen = words(page)
    assert "<b>20.0 km</b> <span>2 runs</span>" in seen
    assert "<b>15.0 km</b> <span>1 run</span>" in seen
    assert "In these weeks: “Blue” 20.0 km, “Red” 15.0 km. 12 % of the distance names no pair: set it below." in seen
    assert chart(page) == {"Blue": [20.0, None], "Red": [None, 15.0], "Pair not known": [5.0, None]}


def test_each_rule_of_shoes_says_what_it_sees_or_lacks(page: AppTest) -> None:
    seen = words(page)
    for title in ("Distance on the shoes", "Thumb test of the midsole", "Sudden change of kind of shoe",
                  "Varying the load between pairs"):  # fmt: skip
        assert title in seen


def test_a_thumb_test_is_kept_and_taken_back(page: AppTest) -> None:
    page.button(key="mushy_Blue").click().run()
    assert "“Blue” felt mushy under the thumb." in words(page)
    assert "Thumb test: mushy on 9 Mar 2026." in words(page)
    assert "Under your thumb “Blue” felt mushy." in words(page)
    page.button(key="undo_shoe").click().run()
    assert "mushy on" not in words(page)
    assert "Undo" not in labels(page)


def test_a_retired_pair_is_put_away_and_comes_back(page: AppTest) -> None:
    page.button(key="retire_Blue").click().run()
    assert "Retired “Blue”." in words(page)
    assert "<b>20.0 km</b>" not in words(page)
    opened(page, "pairs_put_away")
    assert "Retired on 9 Mar 2026." in words(page)
    page.button(key="wear_Blue").click().run()
    assert "“Blue” is in use again." in words(page)
    page.button(key="undo_shoe").click().run()
    assert "Retired on 9 Mar 2026." in words(opened(page, "pairs_put_away"))


def test_a_pair_is_edited_in_the_units_of_the_runner(page: AppTest) -> None:
    opened(page, "edit_Blue")
    page.number_input(key="start_Blue").set_value(100.0)
    page.number_input(key="drop_Blue").set_value(0.0)
    page.selectbox(key="category_Blue").set_value("minimalist")
    next(button for button in page.button if button.label == "Save").click().run()
    seen = words(page)
    assert "<b>120.0 km</b> <span>2 runs</span>" in seen
    assert "100.0 km before the runs known here." in seen
    assert "Minimalist, 0 mm drop." in seen


def test_a_pair_is_added_removed_and_brought_back(page: AppTest) -> None:
    opened(page, "add_pair")
    page.text_input(key="name_").set_value(" Green ")
    next(button for button in page.button if button.label == "Save").click().run()
    assert "Added “Green”." in words(page)
    assert "Name of the pair" not in [field.label for field in page.text_input]  # the form is closed
    assert "No run in it yet." in words(page)
    page.button(key="remove_Green").click().run()
    assert "Removed “Green”." in words(page)
    assert "No run in it yet." not in words(page)
    page.button(key="undo_shoe").click().run()
    assert "No run in it yet." in words(page)


@pytest.mark.parametrize(
    ("name", "says"), [("Blue", "There is a pair with that name already."), (" ", "Give the pair a name.")]
)
def test_a_new_pair_needs_a_name_of_its_own(page: AppTest, name: str, says: str) -> None:
    opened(page, "add_pair")
    page.text_input(key="name_").set_value(name)
    next(button for button in page.button if button.label == "Save").click().run()
    assert [error.value for error in page.error] == [says]


def test_a_pair_named_new_has_fields_apart_from_those_of_the_next_one(page: AppTest) -> None:
    opened(page, "add_pair")
    page.text_input(key="name_").set_value("new")
    next(button for button in page.button if button.label == "Save").click().run()
    opened(page, "edit_new")
    opened(page, "add_pair")
    assert not page.exception
    assert [field.key for field in page.number_input if field.key.startswith("start_")] == ["start_new", "start_"]


def set_rule(page: AppTest, kind: str, pair: str) -> None:
    page.selectbox(key="shoe_rule_kind").set_value((kind, ""))
    page.selectbox(key="shoe_rule_pair").set_value(pair)
    next(button for button in page.button if button.label == "Set the rule").click().run()


def test_a_rule_names_the_pair_of_runs_that_name_none_and_is_taken_back(page: AppTest) -> None:
    set_rule(page, "weekend", "Blue")
    assert "Runs on weekends: Blue" in words(page)
    assert chart(page) == {"Blue": [25.0, None], "Red": [None, 15.0]}
    page.button(key="drop_weekend_").click().run()
    assert "12 % of the distance names no pair" in words(page)


def test_a_new_rule_leaves_older_runs_in_the_pair_they_had(page: AppTest) -> None:
    """The Saturday of 7 March was run in Blue by rule; Red came into use on the 9th."""
    set_rule(page, "all", "Blue")
    set_rule(page, "all", "Red")
    assert "All runs: Red" in words(page)
    assert chart(page) == {"Blue": [25.0, None], "Red": [None, 15.0]}


def test_runs_are_set_many_at_once(page: AppTest) -> None:
    opened(page, "set_shoes")
    page.selectbox(key="shoe_runs_value_0").set_value("Red").run()
    page.button(key="shoe_runs_set").click().run()
    assert chart(page) == {"Blue": [20.0, None], "Red": [5.0, 15.0]}


def test_the_demo_shows_two_pairs_by_the_rules_of_its_runner(app: AppTest) -> None:
    app.button(key="demo_worsening").click().run()
    seen = words(app.switch_page(PAGE).run())
    assert "All runs: Everyday pair" in seen
    assert "Runs on weekends: Long-run pair" in seen
    assert list(chart(app)) == ["Everyday pair", "Long-run pair"]
    app.button(key="mushy_Long-run pair").click().run()
    assert "Under your thumb “Long-run pair” felt mushy." in words(app)
