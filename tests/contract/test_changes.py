"""How a difference between two schemas is weighed."""

from __future__ import annotations

from datetime import date

import pytest

from tools.contract.__main__ import told
from tools.contract.changes import Change, Weight, changes

TODAY = date(2027, 6, 1)
BEFORE = '''
type Query {
  hello(name: String, loud: Boolean! = false): String!
  find(by: By!): Found
  color: Color!
  mood: Mood!
  thing: Thing!
  at: Instant
}
input By { id: ID, name: String }
type Found { id: ID! }
type Other { id: ID! }
union Thing = Found | Other
"""Closed."""
enum Color { RED GREEN }
"""Grows over time."""
enum Mood { GOOD }
scalar Instant
'''
DUE = 'old: Old @deprecated(reason: "Use `hello`. Removed on 2027-06-01.")'
LEAVING = BEFORE.replace("at: Instant", f"at: Instant {DUE}") + "type Old { id: ID! }"


def weighed(before: str, after: str) -> list[Change]:
    return changes(before, after, TODAY)


def after(this: str, becomes: str) -> list[Change]:
    assert this in BEFORE
    return weighed(BEFORE, BEFORE.replace(this, becomes))


@pytest.mark.parametrize(
    ("this", "becomes", "text"),
    [
        ("at: Instant", "", "Field Query.at was removed."),
        ("RED GREEN", "RED", "Enum value Color.GREEN was removed."),
        ("hello(name: String", "hello(name: String!", "changed type from String to String!"),
        ("hello(name: String, ", "hello(", "Argument Query.hello(name:) was removed."),
        ("): String!", "): String", "Field Query.hello changed type from String! to String."),
        ("name: String }", "name: String!}", "Field By.name changed type from String to String!."),
        ("| Other", "", "Other was removed from union type Thing."),
        ("find(by: By!)", "find(by: By!, in: ID!)", "A required argument Query.find(in:)"),
        ("input By", "input By @oneOf", "By takes exactly one of its fields (@oneOf)."),
    ],
)
def test_what_clients_rely_on_may_not_go(this: str, becomes: str, text: str) -> None:
    gravest = after(this, becomes)[0]

    assert gravest.weight is Weight.BREAKING
    assert text in gravest.text


@pytest.mark.parametrize(
    ("this", "becomes", "text"),
    [
        ("RED GREEN", "RED GREEN BLUE", "Enum value Color.BLUE was added."),
        ("= false", "= true", "Query.hello(loud:) has changed defaultValue from false to true."),
        ("scalar Instant", 'scalar Instant @specifiedBy(url: "a:b")', "Instant is specified"),
        ("= Found | Other", "= Found | Other | Query", "Query was added to union type Thing."),
    ],
)
def test_what_may_surprise_clients_is_dangerous(this: str, becomes: str, text: str) -> None:
    (only,) = after(this, becomes)

    assert only.weight is Weight.DANGEROUS
    assert text in only.text


@pytest.mark.parametrize(
    ("this", "becomes", "text"),
    [
        ("at: Instant", "at: Instant new: Int", "Field Query.new was added."),
        ("{ GOOD }", "{ GOOD BAD }", "Enum value Mood.BAD was added."),
        ("loud:", "often: Int, loud:", "An optional argument Query.hello(often:) was added."),
        ("input By {", "input By { age: Int", "An optional field By.age was added."),
        ("Closed.", "Closed!", "Description of Color has changed."),
        ("at: Instant", f"at: Instant {DUE.replace('Old', 'Other')}", "Query.old is deprecated: "),
    ],
)
def test_what_is_added_is_safe(this: str, becomes: str, text: str) -> None:
    found = after(this, becomes)

    assert {one.weight for one in found} == {Weight.SAFE}
    assert [one for one in found if text in one.text] != []


def test_a_union_that_says_that_it_grows_may_grow() -> None:
    growing = BEFORE.replace("union Thing", '"""Grows with the years."""\nunion Thing')

    found = weighed(growing, growing.replace("| Other", "| Other | Query"))

    assert found == [Change(Weight.SAFE, "Query was added to union type Thing.")]


def test_what_was_announced_may_go_when_its_day_has_come_with_all_that_it_alone_led_to() -> None:
    found = weighed(LEAVING, BEFORE)

    assert found == [
        Change(Weight.SAFE, "Field Query.old was removed."),
        Change(Weight.SAFE, "Old was removed."),
    ]


@pytest.mark.parametrize(
    ("said", "now_said"),
    [
        ("on 2027-06-01.", "on 2027-06-02."),
        ("Removed on 2027-06-01.", "Soon gone."),
        ("on 2027-06-01.", "on 2027-06-31."),
    ],
)
def test_before_its_day_and_without_one_it_may_not(said: str, now_said: str) -> None:
    found = weighed(LEAVING.replace(said, now_said), BEFORE)

    assert [one.weight for one in found] == [Weight.BREAKING, Weight.BREAKING]


def test_arguments_input_fields_and_values_go_in_the_same_way() -> None:
    reason = '@deprecated(reason: "Removed on 2027-06-01.")'
    leaving = (
        BEFORE.replace("name: String,", f"name: String {reason},")
        .replace("name: String }", f"name: String {reason} }}")
        .replace("GREEN", f"GREEN {reason}")
    )
    gone = BEFORE.replace("name: String,", "").replace("name: String }", "}").replace("GREEN", "")

    assert {one.weight for one in weighed(leaving, gone)} == {Weight.SAFE}


def test_nothing_is_told_where_nothing_changed() -> None:
    assert weighed(BEFORE, BEFORE) == []
    assert told([]) == "Nothing has changed."


def test_the_gravest_is_told_first_under_its_name() -> None:
    both = BEFORE.replace("at: Instant", "new: ID").replace("RED", "RED BLUE")

    assert told(weighed(BEFORE, both)).splitlines() == [
        "BREAKING",
        "- Field Query.at was removed.",
        "",
        "DANGEROUS",
        "- Enum value Color.BLUE was added.",
        "",
        "SAFE",
        "- Field Query.new was added.",
    ]
