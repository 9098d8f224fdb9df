"""The providers' names, as they stand in ids and settings."""

from enum import StrEnum


class Provider(StrEnum):
    """A service that activities are read from; its value names its folder and stands in ids."""

    __hash__ = str.__hash__  # that of Enum takes longer than a look into a dictionary

    GOOGLE_FIT = "google_fit"
    OURA = "oura"
