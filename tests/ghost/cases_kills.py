# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 at any moment of a publish with mail: then it is resumed, or published again, and all is as if
nothing had happened."""

import json
import signal
import time

from cells import Desk, choose_seed, prove
from tap import same, tell

OPTIONS = ("--email",)


def describe(result):
    """What the run after it found and did."""
    state = result.errors.splitlines()[0].split(": ", 1)[-1] if result.errors else ""
    done = json.loads(result.output).get("publishes", []) if result.output.startswith("{") else []
    words = [one.get("status") or one["error"]["code"] for one in done]
    return f"{result.status} {' '.join(words) or 'nothing'} ({state})"


class Kill:
    def __init__(self, number, moment, resume):
        self.name = f"kill {number} after {moment:.3f} s"
        self.moment = moment
        self.resume = resume

    def run(self, lab, seat):
        desk = Desk(lab, self.name, "it")
        try:
            begin = time.monotonic()
            process = desk.start(OPTIONS)
            time.sleep(max(0.0, begin + self.moment - time.monotonic()))
            process.send_signal(signal.SIGKILL)
            result = desk.finish(process)
            place = f"request {len(desk.proxy.seen)} {' '.join(desk.proxy.seen[-1])[:60]}" if desk.proxy.seen else "no request"
            what = describe(desk.resume()) if self.resume else "not tried"
            again = desk.run(OPTIONS)
            same(again.status, 0, f"after\n{result}\nthe same again")
            desk.check_end("published")
            killed = "killed" if result.status == -signal.SIGKILL else f"over already ({result.status})"
            tell(f"{self.name}: {killed} at {place}; resume {what}; again {again.json['status']}")
            return [(desk.title, 1)]
        finally:
            desk.leave()


def kills(count, seconds=None):
    def case(lab):
        chance = choose_seed()
        desk = Desk(lab, "kill nobody", "it")
        begin = time.monotonic()
        same(desk.run(OPTIONS).status, 0)
        whole = time.monotonic() - begin
        desk.leave()
        tell(f"{count} in runs of {whole:.1f} s")
        prove(lab, [Kill(number, chance.uniform(0, whole), chance.random() < 0.5) for number in range(1, count + 1)],
              seconds)
    return case


CASES = [("/ghost/cells/kill", kills(100, 8))]
ALL = [("/ghost/cells/kill", kills(500))]
