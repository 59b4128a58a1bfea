"""The queue: jobs added, put in order, paused, resumed and removed, and what the supervisor writes of them.

Every change is one transaction, and takes a job only from a state in which it makes sense: what another process did in
between is never undone.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from gan_engine.documents import parse_json
from gan_engine.errors import QueueError
from gan_engine.manager import database, job_rows
from gan_engine.manager.jobs import OPEN, Cause, Condition, Job, JobPlan, Spell, State, check_priority
from gan_engine.manager.queue_file import QueueFile
from gan_engine.runs.pins import hold
from gan_engine.runs.run_directory import UNDERWAY, RunDirectory

_ORDER = "ORDER BY priority DESC, place, id"
_STARTABLE = ("waiting", "paused", "held")


class Queue(QueueFile):
    """The jobs in a queue's file."""

    # Reading

    def jobs(self, *, removed: bool = False) -> list[Job]:
        """All jobs in the order in which they come, those that were removed only if asked for."""
        where = "" if removed else "WHERE state != 'removed'"
        return [self._job(row) for row in self._rows(f"SELECT {job_rows.COLUMNS} FROM jobs {where} {_ORDER}")]

    def in_state(self, *states: State) -> list[Job]:
        """Those in one of the states, in the order in which they come."""
        marks = ", ".join("?" * len(states))
        return [
            self._job(row)
            for row in self._rows(f"SELECT {job_rows.COLUMNS} FROM jobs WHERE state IN ({marks}) {_ORDER}", states)
        ]

    def job(self, job: int) -> Job:
        """One job, a removed one too. Raises `QueueError` where there is none."""
        rows = self._rows(f"SELECT {job_rows.COLUMNS} FROM jobs WHERE id = ?", (job,))
        if not rows:
            raise QueueError(
                f"There is no job {job} in the queue.", kept="Nothing was changed.", do="See gan-engine queue list."
            )
        return self._job(rows[0])

    def job_of(self, run: Path) -> Job | None:
        """The latest job of a run directory, an open one before all others; None where there is none."""
        marks = ", ".join(f"'{state}'" for state in sorted(OPEN))
        rows = self._rows(
            f"SELECT {job_rows.COLUMNS} FROM jobs WHERE run = ? AND state != 'removed' "
            f"ORDER BY state IN ({marks}) DESC, id DESC LIMIT 1",
            (str(run.absolute()),),
        )
        return self._job(rows[0]) if rows else None

    def document(self, job: int) -> dict[str, Any]:
        """The run.json that a job is started with, as it was frozen. Raises `QueueError`."""
        rows = self._rows("SELECT document FROM documents WHERE job = ?", (job,))
        try:
            document = parse_json(rows[0][0])
            if not isinstance(document, dict):
                raise ValueError
            return document
        except (IndexError, TypeError, ValueError) as error:
            raise database.damaged(self.path) from error

    def spells(self, since: float = 0.0, until: float = float("inf")) -> list[Spell]:
        """What ran between two moments (seconds since 1970), the earliest first."""
        rows = self._rows(
            "SELECT job, device, began, ended, began_kimg, ended_kimg, outcome FROM spells "
            "WHERE began < ? AND (ended IS NULL OR ended > ?) ORDER BY began, id",
            (min(until, 1e15), since),
        )
        return [
            Spell(
                job=job, device=device, began=began, ended=ended,
                began_kimg=began_kimg, ended_kimg=ended_kimg, outcome=outcome,
            )
            for job, device, began, ended, began_kimg, ended_kimg, outcome in rows
        ]  # fmt: skip

    # What people do

    def add(self, plan: JobPlan) -> int:
        """Put a training at the end of those of its priority; returns the job's number. Raises as `add_all`."""
        return self.add_all([plan])[0]

    def add_all(self, plans: Sequence[JobPlan]) -> list[int]:
        """Add all or none; returns their numbers. Raises `QueueError` where a run directory is in the queue already."""
        with self._changing() as connection:
            numbers = [self._add(connection, plan) for plan in plans]
        for plan in plans:
            if snapshot := plan.document.get("snapshot"):
                hold(Path(snapshot), "branch")  # it is not thinned out in its run while this one waits to begin
        self._back_up()
        return numbers

    def remove(self, job: int) -> None:
        """Take a job out; one that runs is asked to save and end first. Its run directory stays as it is."""
        with self._changing() as connection:
            if self.job(job).state == "running":
                self._set(connection, job, wish="remove")
            else:
                self._set(connection, job, state="removed", wish="", ended=self.job(job).ended or time.time())
        self._back_up()

    def pause(self, job: int) -> None:
        """Keep a job from being started; one that runs is asked to save and end first, which frees its device.

        Raises `QueueError` where it has ended already.
        """
        with self._changing() as connection:
            found = self._open(job)
            if found.state == "running":
                self._set(connection, job, wish="pause")
            else:
                self._set(connection, job, state="paused", cause="", reason="")
        self._back_up()

    def resume(self, job: int) -> None:
        """Let a job that is paused or held be started again, and one that waits for its next try now.

        One that was given up is tried again. Raises `QueueError` where it is done or was removed.
        """
        with self._changing() as connection:
            found = self.job(job)
            if found.state == "running":
                if found.wish:  # its process may have been asked already: it ends, and is started again
                    self._set(connection, job, wish="wait")
            elif found.state in (*_STARTABLE, "failed"):
                if found.state == "failed":
                    self._refuse_second(connection, found.run)
                self._set(
                    connection, job, state="waiting", tries=0, failed_at=None, next_try_at=None, cause="", reason="",
                    ended=None,
                )  # fmt: skip
            else:
                raise QueueError(
                    f"Job {job} is {found.state}.", kept="Nothing was changed.",
                    do=f"To train it for longer, add it again: gan-engine queue add --run {found.run} --kimg N.",
                )  # fmt: skip
        self._back_up()

    def move(self, job: int, *, before: int | None) -> None:
        """Put a job right before another one and into its priority; with None behind all of its own priority."""
        with self._changing() as connection:
            moved = self.job(job)
            priority = moved.priority if before is None else self.job(before).priority
            rows = connection.execute(f"SELECT id FROM jobs WHERE priority = ? AND id != ? {_ORDER}", (priority, job))
            order = [int(row[0]) for row in rows]
            order.insert(len(order) if before is None or before == job else order.index(before), job)
            self._set(connection, job, priority=priority)
            connection.executemany("UPDATE jobs SET place = ? WHERE id = ?", list(enumerate(order)))
        self._back_up()

    def prioritise(self, job: int, priority: int) -> None:
        """Give a job another priority, behind those that have it already. Raises `QueueError`."""
        check_priority(priority)
        with self._changing() as connection:
            self.job(job)
            self._set(connection, job, priority=priority, place=_last_place(connection, priority) + 1)
        self._back_up()

    def go_on(self, plan: JobPlan) -> int:
        """Let the training in a plan's run directory go on: its open job is resumed, else it is added; the number.

        An open job becomes as long as the plan says, where that is longer. Raises as `add`.
        """
        with self._changing() as connection:
            found = self.job_of(plan.run)
            if found is None or found.state not in OPEN:
                return self.add(plan)
            self._set(connection, found.id, kimg=max(found.kimg, float(plan.document["configuration"]["kimg"])))
            self.resume(found.id)
            if found.state == "running" and RunDirectory(plan.run).live_status() not in UNDERWAY:
                self._set(connection, found.id, wish="wait")  # that it has ended nobody has noticed yet
        return found.id

    def start_next(self, job: int) -> None:
        """Let a job run as soon as its device is free, before all others that have not ended, whatever it waits for."""
        with self._changing():
            self.resume(job)
            if self.job(job).state != "running":
                self.change(job, at_once=True)
                first = next(each for each in self.jobs() if each.state in OPEN).id
                if first != job:
                    self.move(job, before=first)

    def change(
        self,
        job: int,
        *,
        device: str | None = None,
        condition: Condition | None = None,
        schedule: Mapping[str, Any] | None = None,
        at_once: bool = False,
    ) -> None:
        """Give a job that does not run another device, condition or schedule; `at_once` takes the last two away.

        Raises `QueueError` where it runs or has ended.
        """
        with self._changing() as connection:
            found = self._open(job)
            if found.state == "running":
                raise QueueError(f"Job {job} is running.", kept="Nothing was changed.", do="Pause it first.")
            values: dict[str, Any] = {"condition": None, "schedule": None} if at_once else {}
            if device is not None:
                values["device"] = device
            if condition is not None:
                values["condition"] = job_rows.condition_text(condition)
            if schedule is not None:
                values["schedule"] = job_rows.json_text(schedule)
            if values:
                self._set(connection, job, **values)
        self._back_up()

    # What the supervisor writes

    def take(self, job: int, device: str) -> bool:
        """Say that a waiting job is about to be started on `device`; False where it no longer waits."""
        with self._changing() as connection:
            taken = connection.execute(
                "UPDATE jobs SET state = 'running', used_device = ?, next_try_at = NULL, "
                # that its batches go in parts stays said
                "reason = CASE cause WHEN 'memory' THEN reason ELSE '' END, "
                "cause = CASE cause WHEN 'memory' THEN cause ELSE '' END "
                "WHERE id = ? AND state IN ('waiting', 'held')",
                (device, job),
            ).rowcount
            return bool(taken)

    def begin_spell(self, job: int, kimg: float) -> None:
        """Its process trains from `kimg` on; where that is known already nothing is done."""
        with self._changing() as connection:
            connection.execute(
                "INSERT INTO spells (job, device, began, began_kimg) "
                "SELECT id, used_device, ?, ? FROM jobs WHERE id = ? "
                "AND NOT EXISTS (SELECT 1 FROM spells WHERE job = jobs.id AND ended IS NULL)",
                (time.time(), kimg, job),
            )

    def has_begun(self, job: int) -> None:
        """Its run directory has been made."""
        with self._changing() as connection:
            self._set(connection, job, begun=True)

    def set_dataset(self, job: int, place: Path) -> None:
        """Its dataset was found to lie there now."""
        with self._changing() as connection:
            self._set(connection, job, dataset=str(place.absolute()))

    def end_spell(self, job: int, kimg: float, outcome: str) -> bool:
        """Its process has ended; False where it is not known that it ever trained."""
        with self._changing() as connection:
            ended = connection.execute(
                "UPDATE spells SET ended = max(began, ?), ended_kimg = ?, outcome = ? WHERE job = ? AND ended IS NULL",
                (time.time(), kimg, outcome, job),
            )
            return ended.rowcount > 0

    def set_state(
        self,
        job: int,
        state: State,
        *,
        cause: Cause = "",
        reason: str = "",
        tries: int | None = None,
        failed_at: float | None = None,
        next_try_at: float | None = None,
    ) -> None:
        """How a job stands after its process has ended, or could not be started; what people asked of it goes first."""
        with self._changing() as connection:
            found = self.job(job)
            if found.wish == "remove":
                state = "removed"
            elif found.wish == "pause" and state in OPEN:
                state, cause, reason, next_try_at = "paused", "", "", None
            elif found.state == state == "held" and (found.cause, found.reason) == (cause, reason):
                return  # nothing new
            elif found.state not in OPEN or (found.state == "paused" and state in OPEN):
                return  # somebody else was faster
            self._set(
                connection, job, state=state, wish="", cause=cause, reason=reason, next_try_at=next_try_at,
                tries=found.tries if tries is None else tries, failed_at=failed_at,
                ended=None if state in OPEN else time.time(),
            )  # fmt: skip

    def note(self, job: int, reason: str) -> None:
        """Say why a waiting job waits."""
        with self._changing() as connection:
            connection.execute(
                "UPDATE jobs SET reason = ? WHERE id = ? AND state = 'waiting' AND reason != ?", (reason, job, reason)
            )

    def yield_device(self, job: int) -> None:
        """Let a running job save and end, and wait for its hours or its turn; what people ask of it goes first."""
        with self._changing() as connection:
            connection.execute("UPDATE jobs SET wish = 'wait' WHERE id = ? AND wish = ''", (job,))

    def learn_gap(self, job: int, seconds: float) -> None:
        """Remember the longest time between two signs of progress."""
        with self._changing() as connection:
            connection.execute("UPDATE jobs SET longest_gap = max(longest_gap, ?) WHERE id = ?", (seconds, job))

    # Inside

    def _job(self, row: tuple[Any, ...]) -> Job:
        """A row as a job. Raises `QueueError` for what no work of ours wrote."""
        try:
            return job_rows.job_of(row)
        except (TypeError, ValueError) as error:
            raise database.damaged(self.path) from error

    def _open(self, job: int) -> Job:
        found = self.job(job)
        if found.state not in OPEN:
            raise QueueError(f"Job {job} is {found.state}.", kept="Nothing was changed.")
        return found

    def _add(self, connection: sqlite3.Connection, plan: JobPlan) -> int:
        check_priority(plan.priority)
        self._refuse_second(connection, plan.run.absolute())
        columns = {
            **job_rows.columns_of(plan),
            "place": _last_place(connection, plan.priority) + 1,
            "state": "waiting",
            "added": time.time(),
        }
        marks = ", ".join("?" * len(columns))
        row = connection.execute(f"INSERT INTO jobs ({', '.join(columns)}) VALUES ({marks})", tuple(columns.values()))
        assert row.lastrowid is not None
        connection.execute(
            "INSERT INTO documents (job, document) VALUES (?, ?)", (row.lastrowid, job_rows.json_text(plan.document))
        )
        return row.lastrowid

    def _refuse_second(self, connection: sqlite3.Connection, run: Path) -> None:
        """A run directory is one job's alone."""
        there = self.job_of(run)
        if there is not None and there.state in OPEN:
            raise QueueError(
                f"The training in {run} is in the queue already: job {there.id}, {there.state}.",
                kept="It was left as it is.",
                do="Choose another folder for a new training.",
            )

    def _set(self, connection: sqlite3.Connection, job: int, **values: Any) -> None:
        names = ", ".join(f"{name} = ?" for name in values)
        connection.execute(f"UPDATE jobs SET {names} WHERE id = ?", (*values.values(), job))


def _last_place(connection: sqlite3.Connection, priority: int) -> int:
    return int(
        connection.execute("SELECT coalesce(max(place), -1) FROM jobs WHERE priority = ?", (priority,)).fetchone()[0]
    )
