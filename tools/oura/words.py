"""Descriptions for clients: what a field is, its unit or range, and where in Oura it comes from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from tools.oura.description import Field

COLLECTIONS: Final[Mapping[str, str]] = {
    "daily_activity": "a day from 4 o'clock to 4 o'clock: energies, times, steps",
    "daily_cardiovascular_age": "the age that the blood vessels seem to have",
    "daily_readiness": "how ready a person is for the day",
    "daily_resilience": "how well a person recovers from stress, over two weeks",
    "daily_sleep": "the score of a night",
    "daily_spo2": "oxygen in the blood during a night",
    "daily_stress": "how long a day was stressful, and how long restoring",
    "enhanced_tag": "what a person noted: a code, a name of their own, or a text",
    "heartrate": "single heart rates, oldest first",
    "personal_info": "the viewer's own figures",
    "rest_mode_period": "days of rest, as when ill",
    "ring_battery_level": "how full the ring's battery was, oldest first",
    "ring_configuration": "a ring that the viewer has set up",
    "session": "a guided or unguided moment, such as a meditation",
    "sleep": "one time in bed with its phases, nights and naps alike",
    "sleep_time": "when to go to bed",
    "tag": "the older form of an enhanced tag, which mostly repeats one",
    "vO2_max": "an estimate of the oxygen that can be used",
    "workout": "a workout, entered or detected",
}
"""What a document of each is."""

_UNITS: Final[Sequence[tuple[str, str]]] = (
    (r"in milliseconds", "in milliseconds since 1970"),
    (r"m/s", "in meters per second"),
    (r"breaths/minute", "in breaths per minute"),
    (r"beats/minute|beats per minute|heart rate during sleep", "in beats per minute"),
    (r"heart rate variability during sleep", "in milliseconds"),
    (r"kilocalories", "in kcal"),
    (r"degrees Celsius", "in degrees Celsius"),
    (r"MET minutes|total METs", "in MET minutes"),
    (r"in meters|Meters remaining", "in meters"),
    (r"seconds?\b", "in seconds"),
    (r"percentage\.", "in percent"),
)
"""What Oura's words say of the unit; the first that fits."""

_OWN_UNITS: Final[Mapping[str, str]] = {
    "personal_info.age": "in years",
    "personal_info.height": "in meters",
    "personal_info.weight": "in kilograms",
    "daily_cardiovascular_age.vascular_age": "in years, from 18 to 100",
    "daily_readiness.score": "from 1 to 100",
    "daily_sleep.score": "from 1 to 100",
    "daily_spo2.spo2_percentage.average": "in percent",
    "vO2_max.vo2_max": "in ml per kg and minute",
}
"""Where Oura's words do not tell."""

_FORMS: Final[Mapping[str, str]] = {
    "LocalizedDateTime": "ISO 8601 with the wearer's offset, as Oura writes it",
    "LocalDateTime": "ISO 8601, with or without an offset, as Oura writes it",
    "UtcDateTime": "ISO 8601 in UTC, as Oura writes it",
}
_ACRONYMS: Final = {"met": "MET", "rem": "REM", "hrv": "HRV", "bpm": "Heart rate", "tz": "zone"}
_LEGEND = re.compile(r"'(\d)' = ([A-Za-z]+(?: (?!Example)[A-Za-z]+)*)")
_RANGE = re.compile(r"range:? \[(\d+), (\d+)\]|within \[(\d+), (\d+)\]", re.IGNORECASE)
_ONE_CHARACTER = re.compile(r"(\d+)-(minute|second) ")


def field_text(field: Field, paths: Sequence[str]) -> str:
    """What it is, its unit, range or words, and every place in Oura that it comes from."""
    sources = ", ".join(f"`{path}`" for path in paths)
    detail = _detail(field, paths[0])
    separator = ": " if field.words or field.shape == "text" else ", "
    return f"{_name(field)}{separator + detail if detail else ''}. Oura {sources}."


def collection_text(route: str) -> str:
    """What a document of the collection is, with the route.

    Raises:
        KeyError: it is a new one: say what it is.
    """
    words = COLLECTIONS[route]
    return f"{words[0].upper()}{words[1:]}. Oura `{route}`."


def object_text(paths: Sequence[str]) -> str:
    """What stands at these paths."""
    name = paths[0].rpartition(".")[2].replace("_", " ").capitalize()
    return f"{name}: a part of a document. Oura {', '.join(f'`{path}`' for path in paths)}."


def _name(field: Field) -> str:
    words = [_ACRONYMS.get(word, word) for word in field.name.split("_")]
    text = " ".join(words)
    return "The document's id" if field.name == "id" else text[0].upper() + text[1:]


def _detail(field: Field, path: str) -> str:
    """Unit, range, legend or form, as far as known; empty for a plain text."""
    if path in _OWN_UNITS:
        return _OWN_UNITS[path]
    if field.shape == "date":
        return "a calendar day where the wearer was"
    if field.words:
        return f"{', '.join(f'`{word}`' for word in field.words)}, or a later word"
    if field.format is not None:
        return _FORMS[field.format]
    if legend := _LEGEND.findall(field.told):
        meanings = ", ".join(f"{digit} {meaning}" for digit, meaning in legend)
        found = _ONE_CHARACTER.search(field.told)
        return f"one character for each {found[1]} {found[2]}s: {meanings}" if found else meanings
    return _number(field) if field.shape in {"int", "long", "number", "numbers"} else ""


def _number(field: Field) -> str:
    if found := _RANGE.search(field.told):
        low, high = [part for part in found.groups() if part is not None]
        return f"from {low} to {high}"
    if field.shape == "numbers":
        return "null where nothing was measured"
    return next((unit for words, unit in _UNITS if re.search(words, field.told)), "")
