"""When a job may run: hours on the wall's clock, in nights of 23 and 25 hours too, and an unused machine."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from gan_engine.errors import QueueError
from gan_engine.manager.machine_use import MachineUse
from gan_engine.manager.schedule import Schedule

BERLIN = ZoneInfo("Europe/Berlin")
UNKNOWN = MachineUse(None, "nothing")
NIGHT = Schedule.parse("night")


def at(text: str, zone: ZoneInfo = BERLIN, *, fold: int = 0) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold).timestamp()


def words_of(moment: float | None) -> str:
    assert moment is not None
    return f"{datetime.fromtimestamp(moment, BERLIN):%d %H:%M}"


def may(schedule: Schedule, moment: float, use: MachineUse = UNKNOWN) -> bool:
    return schedule.verdict(moment, use, zone=BERLIN).may_run


@pytest.mark.parametrize(
    ("time", "runs", "change"),
    [
        ("21:59", False, "10 22:00"),
        ("22:00", True, "11 07:00"),
        ("23:30", True, "11 07:00"),
        ("00:00", True, "10 07:00"),
        ("06:59", True, "10 07:00"),
        ("07:00", False, "10 22:00"),
    ],
)
def test_a_night_goes_across_midnight(time: str, runs: bool, change: str) -> None:
    verdict = NIGHT.verdict(at(f"2026-06-10 {time}"), UNKNOWN, zone=BERLIN)
    assert (verdict.may_run, words_of(verdict.until)) == (runs, change)


def test_hours_within_a_day() -> None:
    lunch = Schedule.parse("12:00-13:30")
    assert [may(lunch, at(f"2026-06-10 {time}")) for time in ("11:59", "12:00", "13:29", "13:30", "23:00")] == [
        False, True, True, False, False,
    ]  # fmt: skip


def test_the_night_in_which_clocks_go_forward_ends_at_seven_all_the_same() -> None:
    begins = at("2026-03-28 22:00")
    ends = NIGHT.verdict(begins, UNKNOWN, zone=BERLIN).until
    assert ends is not None
    assert (words_of(ends), ends - begins) == ("29 07:00", 8 * 3600)
    assert may(NIGHT, ends - 1)
    assert not may(NIGHT, ends)


def test_and_that_in_which_they_go_back() -> None:
    begins = at("2026-10-24 22:00")
    ends = NIGHT.verdict(begins, UNKNOWN, zone=BERLIN).until
    assert ends is not None
    assert (words_of(ends), ends - begins) == ("25 07:00", 10 * 3600)


def test_hours_that_a_clock_change_leaps_over_do_not_come_that_night() -> None:
    leapt = Schedule.parse("02:10-02:50")
    minutes = range(int(at("2026-03-29 00:00")), int(at("2026-03-29 12:00")), 60)
    assert not any(may(leapt, minute) for minute in minutes)
    assert may(leapt, at("2026-03-30 02:30"))


def test_hours_that_come_twice_are_used_twice() -> None:
    twice = Schedule.parse("02:10-02:50")
    assert [may(twice, at("2026-10-25 02:30", fold=fold)) for fold in (0, 1)] == [True, True]


def test_every_change_is_one_and_none_is_missed() -> None:
    """Over the weeks of both clock changes: what `until` says is when the answer becomes another."""
    for schedule in (NIGHT, Schedule.parse("09:00-17:00"), Schedule.parse("01:30-02:30")):
        for day in ("2026-03-27", "2026-10-23", "2026-06-01"):
            now = at(f"{day} 12:00")
            for _ in range(10):
                verdict = schedule.verdict(now, UNKNOWN, zone=BERLIN)
                assert verdict.until is not None
                assert verdict.until > now
                between = [now + (verdict.until - now) * share for share in (0.25, 0.5, 0.999)]
                assert all(may(schedule, moment) is verdict.may_run for moment in between)
                now = verdict.until


def test_while_nobody_uses_the_machine() -> None:
    idle = Schedule.parse("idle 15")
    now = at("2026-06-10 12:00")
    assert not may(idle, now, MachineUse(0.0))
    waits = idle.verdict(now, MachineUse(600.0), zone=BERLIN)
    assert (waits.may_run, waits.until) == (False, now + 300)
    assert waits.reason == "It waits until nobody has used the machine for 15 minutes."
    assert may(idle, now, MachineUse(900.0))


def test_where_nobody_can_tell_it_is_said_and_nothing_runs() -> None:
    verdict = Schedule.parse("idle").verdict(0.0, UNKNOWN, zone=BERLIN)
    assert not verdict.may_run
    assert "cannot be known here" in verdict.reason
    assert "how busy it is" in Schedule.parse("idle").verdict(0.0, MachineUse(1.0, "load"), zone=BERLIN).reason


def test_at_night_and_by_day_while_nobody_is_there() -> None:
    both = Schedule.parse("night, idle")
    noon = at("2026-06-10 12:00")
    assert may(both, at("2026-06-10 23:00"), MachineUse(0.0))
    assert may(both, noon, MachineUse(600.0))
    waits = both.verdict(noon, MachineUse(0.0), zone=BERLIN)
    assert waits.reason == "It waits until 22:00, or until nobody has used the machine for 10 minutes."
    assert both.words == "from 22:00 to 07:00, or while nobody has used the machine for 10 minutes"


@pytest.mark.parametrize("text", ["", "always", "night", "8:05 - 9:10", "idle", "unused 30", "night,idle 1"])
def test_a_schedule_comes_back_from_its_document(text: str) -> None:
    schedule = Schedule.parse(text)
    assert Schedule.of(schedule.document()) == schedule
    assert (schedule.document() is None) == (text in ("", "always"))


@pytest.mark.parametrize("text", ["22:00", "24:00-07:00", "7-9", "22:00-22:00", "idle 0", "idle 9999", "sometimes"])
def test_what_says_no_time_is_refused_in_words(text: str) -> None:
    with pytest.raises(QueueError) as caught:
        Schedule.parse(text)
    assert caught.value.do


@pytest.mark.parametrize(
    "document",
    [
        {"hours": 7}, {"hours": ["22:00"]}, {"hours": ["22:00", 7]}, {"hours": ["1:00", "1:00"]},
        {"unused_minutes": 0}, {"unused_minutes": True}, {"unused_minutes": "10"}, {"hours": ["22:00", "7:00", "8:00"]},
    ],
)  # fmt: skip
def test_a_document_that_cannot_be_understood_is_refused(document: dict[str, object]) -> None:
    with pytest.raises(QueueError):
        Schedule.of(document)
