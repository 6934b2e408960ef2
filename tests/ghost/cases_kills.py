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
    """moment: 3.5 is between the third request and the fourth, however slow the machine is meanwhile."""

    def __init__(self, number, moment, pause, resume):
        self.name = f"kill {number} at {moment:.3f}"
        self.moment = moment
        self.pause = pause
        self.resume = resume
        self.killed = False

    def wait(self, desk, process):
        while len(desk.proxy.seen) < int(self.moment) and process.poll() is None:
            time.sleep(0.002)
        time.sleep(self.moment % 1 * self.pause)

    def run(self, lab, seat):
        desk = Desk(lab, self.name, "it")
        try:
            process = desk.start(OPTIONS)
            self.wait(desk, process)
            process.send_signal(signal.SIGKILL)
            result = desk.finish(process)
            place = f"request {len(desk.proxy.seen)} {' '.join(desk.proxy.seen[-1])[:60]}" if desk.proxy.seen else "no request"
            what = describe(desk.resume()) if self.resume else "not tried"
            again = desk.run(OPTIONS)
            same(again.status, 0, f"after\n{result}\nthe same again")
            desk.check_end("published")
            self.killed = result.status == -signal.SIGKILL
            after = "" if self.killed else f"over already ({result.status}), "
            tell(f"{self.name}: {after}{place}; resume {what}; again {again.json['status']}")
            return [(desk.title, 1)]
        finally:
            desk.leave()


def kills(count, seconds=None):
    def case(lab):
        chance = choose_seed()
        desk = Desk(lab, "kill nobody", "it")
        begin = time.monotonic()
        same(desk.run(OPTIONS).status, 0)
        requests = len(desk.proxy.seen)
        pause = (time.monotonic() - begin) / requests
        desk.leave()
        cells = [Kill(number, chance.uniform(0, requests + 1), pause, chance.random() < 0.5)
                 for number in range(1, count + 1)]
        prove(lab, cells, seconds)
        tell(f"killed {sum(cell.killed for cell in cells)}, in runs of {requests} requests")
    return case


CASES = [("/ghost/cells/kill", kills(100, 8))]
ALL = [("/ghost/cells/kill", kills(500))]
