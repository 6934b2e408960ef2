# SPDX-License-Identifier: GPL-3.0-or-later
"""Cases one after another, told as TAP. A case is a function of the lab; it fails by raising."""

import os
import re
import signal
import subprocess
import time
import traceback

RESULT = re.compile(r"(not ok|ok) (?:[0-9]+ )?(?:- )?(.*)")


def skip_all(reason):
    print(f"1..0 # SKIP {reason}", flush=True)


def tell(text):
    for line in str(text).splitlines():
        print(f"# {line}", flush=True)


class Report:
    """The cases of all parts under one count; the plan comes last."""

    def __init__(self):
        self.count = 0
        self.failed = 0

    def add(self, good, name):
        self.count += 1
        self.failed += not good
        print(f"{'ok' if good else 'not ok'} {self.count} - {name}", flush=True)

    def run(self, cases, lab):
        """cases: (name, function) pairs."""
        for name, case in cases:
            begin = time.monotonic()
            try:
                case(lab)
                good = True
            except Exception:
                good = False
                tell(traceback.format_exc())
            self.add(good, name)
            tell(f"{time.monotonic() - begin:.1f} s")

    def relay(self, name, command, environment, limit):
        """The cases of another program, which prints TAP too."""
        begin = time.monotonic()
        # A group of its own: what it starts, as a display, ends with it.
        process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.STDOUT, encoding="utf-8", errors="replace", start_new_session=True)
        try:
            output = process.communicate(timeout=limit)[0]
            status = process.returncode
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGTERM)
            output, status = process.communicate()[0], "no time left"
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        failed = self.failed
        count = self.count
        for line in output.splitlines():
            result = RESULT.fullmatch(line)
            if result:
                self.add(result[1] == "ok", result[2])
            elif not line.startswith(("1..", "# GLib-GIO-DEBUG", "# Start", "# End")):
                tell(line)
        if (status != 0 and self.failed == failed) or self.count == count:
            tell(f"{name} ended with {status}")
            self.add(False, name)
        tell(f"{time.monotonic() - begin:.1f} s")

    def end(self):
        print(f"1..{self.count}", flush=True)
        return 1 if self.failed or not self.count else 0


def run_cases(cases, lab):
    """For a program of nothing else. Returns its exit status."""
    report = Report()
    report.run(cases, lab)
    return report.end()


def same(got, wanted, what=""):
    if got != wanted:
        raise AssertionError(f"{what}{': ' if what else ''}{got!r} is not {wanted!r}")


def holds(text, part, what="the text"):
    if part not in text:
        raise AssertionError(f"{what} lacks {part!r}:\n{text[:6000]}")


def lacks(text, part, what="the text"):
    if part in text:
        raise AssertionError(f"{what} has {part!r}:\n{text[:6000]}")
