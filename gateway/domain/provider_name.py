"""The providers' names, as they stand in ids and settings."""

from enum import StrEnum


class Provider(StrEnum):
    """A service that activities are read from; its value names its folder and stands in ids."""

    GOOGLE_FIT = "google_fit"
    OURA = "oura"
