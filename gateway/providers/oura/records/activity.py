"""Oura's JSON: activity. Written by `make generate`."""

from __future__ import annotations

from datetime import date

from gateway.providers.oura.lenient import Int, Number, Record
from gateway.providers.oura.records.shared import Sample


class ActivityContributors(Record, frozen=True):
    """`PublicActivityContributors`."""

    meet_daily_targets: Int | None = None
    move_every_hour: Int | None = None
    recovery_time: Int | None = None
    stay_active: Int | None = None
    training_frequency: Int | None = None
    training_volume: Int | None = None


class DailyActivity(Record, frozen=True):
    """`PublicDailyActivity`."""

    id: str
    active_calories: Int | None = None
    average_met_minutes: Number | None = None
    class_5_min: str | None = None
    contributors: ActivityContributors | None = None
    day: date | None = None
    equivalent_walking_distance: Int | None = None
    high_activity_met_minutes: Int | None = None
    high_activity_time: Int | None = None
    inactivity_alerts: Int | None = None
    low_activity_met_minutes: Int | None = None
    low_activity_time: Int | None = None
    medium_activity_met_minutes: Int | None = None
    medium_activity_time: Int | None = None
    met: Sample | None = None
    meters_to_target: Int | None = None
    non_wear_time: Int | None = None
    resting_time: Int | None = None
    score: Int | None = None
    sedentary_met_minutes: Int | None = None
    sedentary_time: Int | None = None
    steps: Int | None = None
    target_calories: Int | None = None
    target_meters: Int | None = None
    timestamp: str | None = None
    total_calories: Int | None = None


class Session(Record, frozen=True):
    """`PublicSession`."""

    id: str
    day: date | None = None
    end_datetime: str | None = None
    heart_rate: Sample | None = None
    heart_rate_variability: Sample | None = None
    mood: str | None = None
    motion_count: Sample | None = None
    start_datetime: str | None = None
    type: str | None = None


class Workout(Record, frozen=True):
    """`PublicWorkout`."""

    id: str
    activity: str | None = None
    calories: Number | None = None
    day: date | None = None
    distance: Number | None = None
    end_datetime: str | None = None
    intensity: str | None = None
    label: str | None = None
    source: str | None = None
    start_datetime: str | None = None
