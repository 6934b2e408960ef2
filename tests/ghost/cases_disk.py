# SPDX-License-Identifier: GPL-3.0-or-later
"""Where nothing can be written down, nothing is sent."""

import pathlib
import re
import shutil
import subprocess

from cases_faults import Line
from tap import same, tell

CHANGES = ("POST", "PUT", "DELETE")


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


def list_changes(line):
    return [(method, path) for method, path in line.proxy.seen if method in CHANGES]


def read_intents(folder):
    text = "".join(path.read_text(errors="replace") for path in folder.rglob("publish/*.jsonl"))
    return re.findall(r'"what":"intent".*?"step":"([a-z-]+)"', text)


def read_only(lab):
    """The state cannot be written: that is said, with the status of it, before anything is asked to change."""
    with Line(lab, "read only") as line:
        state = line.writer.folder / "state"
        try:
            with Mounted(state, "-t", "tmpfs", "-o", "size=64k", "none"):
                subprocess.run(["mount", "-o", "remount,ro", str(state)], check=True)
                error = line.publish(status=6)["error"]
                same(error["code"], "disk")
                same(list_changes(line), [])
        except Unable as reason:
            tell(f"SKIPPED: no file system can be mounted here: {reason}")
            return
        line.publish()
        line.check_sent()


def full(lab):
    """Full at each size: what was sent stands in the journal, and with some room it is all done, once."""
    with Line(lab, "full") as line:
        state = line.writer.folder / "state"
        spare = line.writer.folder / "spare"
        sent = failed = 0
        for kilobytes in range(4, 44, 4):
            line.proxy.seen.clear()
            try:
                with Mounted(state, "-t", "tmpfs", "-o", f"size={kilobytes}k", "none"):
                    if spare.exists():
                        shutil.copytree(spare, state, dirs_exist_ok=True)
                    result = line.writer.run(*line.writer.publish_arguments(line.issue, "--email"))
                    if result.status not in (0, 6):
                        raise AssertionError(str(result))
                    changes = list_changes(line)
                    intents = read_intents(state)
                    same(len(changes) <= len(intents), True, f"{changes} were sent, {intents} are written down")
                    sent += len(changes)
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
]
