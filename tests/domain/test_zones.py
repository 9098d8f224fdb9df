from __future__ import annotations

from importlib.resources import files

import pytest

from gateway.domain.zones import zone_named


@pytest.mark.parametrize(
    "name",
    [
        "localtime",
        "posixrules",
        "posix/UTC",
        "right/UTC",
        "Europe/Atlantis",
        "europe/zurich",
        "Europe",
        "",
        ".",
        "../etc/passwd",
        "/etc/localtime",
        "Europe/Zurich\0",
    ],
)
def test_a_zone_that_only_some_servers_have_is_none(name: str) -> None:
    with pytest.raises(ValueError, match=r"There is no such time zone"):
        zone_named(name)


def test_every_zone_of_iana_is_had_by_its_name() -> None:
    names = files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()

    assert len(names) > 500
    assert {"UTC", "Europe/Zurich", "Asia/Calcutta", "Etc/GMT+12"} <= {*names}
    assert [zone_named(name).key for name in names] == names
