# SPDX-License-Identifier: GPL-3.0-or-later
"""Where nothing can be written down, nothing is sent."""

import json
import pathlib
import shutil
import signal
import subprocess

from cases_faults import Line
from cells import Desk, choose_seed, prove
from tap import same, tell

OPTIONS = ("--email",)


class Unable(Exception):
    """This machine does not let us mount anything."""


class Mounted:
    """A folder of its own kind: a file system of some bytes, or one that cannot be written."""

    def __init__(self, folder, *options):
        self.folder = pathlib.Path(folder)
        self.options = options

    def __enter__(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(["mount", *self.options, str(self.folder)], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Unable(done.stderr.strip())
        return self

    def __exit__(self, *exception):
        subprocess.run(["umount", "-l", str(self.folder)], check=True)


def name_step(method, path):
    if path.startswith("/ghost/api/admin/images/upload/"):
        return "upload"
    return "create" if method == "POST" else "send" if "newsletter=" in path else "update"


def read_intents(folder):
    """Of the lines that are whole, as a run that comes after reads them."""
    intents = []
    for path in folder.rglob("publish/*.jsonl"):
        for text in path.read_text(errors="replace").splitlines():
            try:
                line = json.loads(text)
            except ValueError:
                continue
            if line.get("what") == "intent":
                intents.append(line["step"])
    return intents


def check_written(line, before=0):
    """What was sent stands in the journal, in its order; before: how many intents there were already."""
    changes = [name_step(*change) for change in line.list_changes()]
    same(read_intents(line.writer.folder / "state")[before:][:len(changes)], changes)
    return len(changes)


class Act:
    """One publish whose disk fails at one of its acts (full-disk.c), or whose program dies there."""

    def __init__(self, prepare, number, letter, kind):
        self.name = f"{prepare.__name__} disk {number} {letter} {kind}"
        self.prepare = prepare
        self.fault = f"{number}:{kind}"
        self.full = kind in ("full", "half")
        self.resume = number % 2 == 0

    def run(self, lab, seat):
        desk = Desk(lab, self.name, "it")
        try:
            self.prepare(desk)
            before = len(read_intents(desk.writer.folder / "state"))
            result = desk.run(OPTIONS, GALLEY_TEST_DISK=self.fault)
            check_written(desk, before)
            if self.full:
                self.check_full(desk, result)
            else:
                same(result.status, -signal.SIGKILL, str(result))
            if self.resume:
                desk.resume()
            same(desk.run(OPTIONS).status, 0, f"after\n{result}\nthe same again")
            desk.check_end("published")
            return [(desk.title, 1)]
        finally:
            desk.leave()

    def check_full(self, desk, result):
        """What a run cannot write down is no reason for the next one to send without."""
        if result.status != 0:  # what is only handy is missed in silence
            same((result.status, result.json["error"]["code"]), (6, "disk"), str(result))
        desk.proxy.arm(0, None)
        again = desk.run(OPTIONS, GALLEY_TEST_DISK="1:full")
        same(again.status, 6, str(again))
        same(desk.list_changes(), [])


def send(desk):
    """A new post and its mail."""


def update(desk):
    """It is out; now its words change."""
    same(desk.run(OPTIONS).status, 0, "the first time")
    desk.write("all of it")
    desk.proxy.arm(0, None)


def every_act(prepare, seconds=None):
    """prepare: what is so before; seconds: as many of them, by chance, as fit; None: all."""
    def case(lab):
        chance = choose_seed()
        desk = Desk(lab, f"{prepare.__name__} disk as it should be", "it")
        prepare(desk)
        result = desk.run(OPTIONS, GALLEY_TEST_DISK="0:none")
        same(result.status, 0, str(result))
        acts = result.errors.rsplit("disk: ", 1)[1].strip()
        desk.leave()
        tell(f"{len(acts)} acts: {acts}")
        cells = [Act(prepare, number, letter, kind) for number, letter in enumerate(acts, 1)
                 for kind in ("full", "half", "kill", "torn") if letter == "w" or kind in ("full", "kill")]
        if seconds is not None:
            chance.shuffle(cells)
        prove(lab, cells, seconds)
    return case


def read_only(lab):
    """The state cannot be written: that is said, with the status of it, before anything is asked to change."""
    with Line(lab, "read only") as line:
        state = line.writer.folder / "state"
        # As a program sees it: a mount takes rights that not everybody has.
        line.writer.environment["GALLEY_TEST_DISK"] = "1:shut"
        same(line.publish(status=6)["error"]["code"], "disk")
        same(line.list_changes(), [])
        del line.writer.environment["GALLEY_TEST_DISK"]
        try:
            with Mounted(state, "-t", "tmpfs", "-o", "size=64k", "none"):
                subprocess.run(["mount", "-o", "remount,ro", str(state)], check=True)
                error = line.publish(status=6)["error"]
                same(error["code"], "disk")
                same(line.list_changes(), [])
        except Unable as reason:
            tell(f"only as a program sees it, for nothing can be mounted here: {reason}")
        line.publish()
        line.check_sent()


def full(lab):
    """Full at each size: what was sent stands in the journal, and with some room it is all done, once."""
    with Line(lab, "full") as line:
        state = line.writer.folder / "state"
        spare = line.writer.folder / "spare"
        sent = failed = 0
        for kilobytes in range(4, 44, 8):
            line.proxy.seen.clear()
            try:
                with Mounted(state, "-t", "tmpfs", "-o", f"size={kilobytes}k", "none"):
                    if spare.exists():
                        shutil.copytree(spare, state, dirs_exist_ok=True)
                    before = len(read_intents(state))
                    result = line.writer.run(*line.writer.publish_arguments(line.issue, "--email"))
                    if result.status not in (0, 6):
                        raise AssertionError(str(result))
                    sent += check_written(line, before)
                    failed += result.status == 6
                    shutil.rmtree(spare, ignore_errors=True)
                    shutil.copytree(state, spare)
            except OSError:  # even the copy has no room
                continue
            except Unable as reason:
                tell(f"SKIPPED: no file system can be mounted here: {reason}")
                return
            if result.status == 0:
                break
        tell(f"{failed} times full, {sent} changes")
        same(failed > 0, True, "it was never full")
        shutil.copytree(spare, state, dirs_exist_ok=True)
        line.publish()
        line.check_sent()


CASES = [
    ("/ghost/disk/read-only", read_only),
    ("/ghost/disk/full", full),
    ("/ghost/cells/disk-send", every_act(send, 6)),
    ("/ghost/cells/disk-update", every_act(update, 4)),
]
ALL = [
    ("/ghost/cells/disk-send", every_act(send)),
    ("/ghost/cells/disk-update", every_act(update)),
]
