# SPDX-License-Identifier: GPL-3.0-or-later
"""The proof: a fault at each request of a publish, and a kill -9 at any moment, each in a cell of its own.

A cell is a run that something happens to, then the same command with nothing in its way. In the end there
is one post with all of the words, and one mail to each member. `cells N, wrong 0` says that it was so."""

import collections
import json
import os
import queue
import random
import re
import shutil
import signal
import threading
import time
import traceback

import faults
import pictures
import proxy
from server import FREE, PAID
from tap import holds, same, tell

SECONDS = 2           # for an answer, where one that comes late is a fault
PATIENT_SECONDS = 60  # where it is not
WORKERS = 2
CERTIFICATE = ("tests", "services", "loopback.pem")
BODY = """---
title: {title}
visibility: public
---
## A heading

The first words.

![A picture of one colour](assets/one.png "Its caption")

![Another](assets/two.png)

The last words of {words}.
"""

Cell = collections.namedtuple("Cell", "number name fault on resume")


class Desk:
    """A writer, and the line between them and Ghost."""

    def __init__(self, lab, name, words, secure):
        root = lab.root
        self.lab = lab
        self.title = f"Cell {name}"
        self.proxy = proxy.Proxy(lab.ghost.port, root.joinpath(*CERTIFICATE) if secure else None)
        self.writer = lab.writer(f"cell-{name}", url=self.proxy.url)
        self.writer.cli = lab.hasty
        if secure:
            self.writer.environment["GALLEY_TEST_TRUST"] = str(root.joinpath(*CERTIFICATE))
        self.trusted = self.proxy.context
        for picture, size in (("one", 32), ("two", 48)):
            pictures.write(self.writer.folder / "assets" / f"{picture}.png", size, 20, picture)
        self.write(words)

    def write(self, words):
        self.words = words
        self.issue = self.writer.folder / "issue.md"
        if not self.issue.exists():
            self.issue.write_text(BODY.format(title=self.title, words=words), encoding="utf-8")
            return
        head = self.issue.read_text(encoding="utf-8").rsplit("The last words of", 1)[0]
        self.issue.write_text(f"{head}The last words of {words}.\n", encoding="utf-8")

    def start(self, options, hasty):
        self.writer.environment["GALLEY_TEST_SECONDS"] = str(SECONDS if hasty else PATIENT_SECONDS)
        return self.writer.start(*self.writer.publish_arguments(self.issue, *options))

    def run(self, options, hasty=False):
        return self.writer.finish(self.start(options, hasty))

    def mend(self):
        """The line is as good as new."""
        self.proxy.disarm()
        self.proxy.clear()
        self.proxy.context = self.trusted
        self.proxy.close()
        self.proxy.open()

    def leave(self):
        self.proxy.stop()
        shutil.rmtree(self.writer.folder, ignore_errors=True)

    def check_post(self, status):
        posts = self.lab.ghost.admin.count_posts(self.title)
        same([one for one, _ in posts], [status], self.title)
        post = self.lab.ghost.admin.get_post(posts[0][1])
        holds(post["html"] or "", f"The last words of {self.words}.")
        same((post["html"] or "").count("<img "), 2, "pictures")
        same(post["slug"].startswith("nl-"), False, post["slug"])
        return post


def check_result(result, fault):
    """A run that something happened to ends in words, and with a status that is true of it."""
    if result.status not in fault.statuses:
        raise AssertionError(f"exit status {result.status}, not one of {sorted(fault.statuses)}\n{result}")
    if result.status != 0:
        error = result.json["error"]
        same(error["code"], {1: "invalid", 3: error["code"], 4: "offline", 5: "conflict"}[result.status])
        if len(error["message"]) < 20:
            raise AssertionError(f"says nothing: {error['message']!r}")


class Scenario:
    """options: of the command; status: of the post in the end; mails: to each member."""
    name = "send"
    options = ("--email",)
    status = "published"
    mails = 1

    def prepare(self, desk):
        """What is so before the run that something happens to."""

    def disturb(self, desk):
        """What else is wrong with the line."""

    def list_requests(self, lab):
        desk = Desk(lab, f"{self.name} as it should be", "it", False)
        try:
            self.prepare(desk)
            desk.mend()
            self.disturb(desk)
            desk.proxy.arm(0, None)
            result = desk.run(self.options)
            self.check_clean(result)
            return [f"{method} {path}" for method, path in desk.proxy.seen]
        finally:
            desk.leave()

    def check_clean(self, result):
        same(result.status, 0, str(result))

    def list_cells(self, lab):
        self.requests = self.list_requests(lab)
        numbers = range(1, len(self.requests) + 1)
        every = [(fault, False) for fault in faults.ONCE] + [(fault, True) for fault in faults.ON_AND_ON]
        return [Cell(number, f"{self.name} {number} {fault.name}", fault, on, (number + which) % 4 == 0)
                for which, (fault, on) in enumerate(every) for number in numbers]

    def run(self, lab, cell):
        desk = Desk(lab, cell.name, "it", cell.fault.name == "tls")
        try:
            self.prepare(desk)
            desk.mend()
            self.disturb(desk)
            desk.proxy.arm(cell.number, cell.fault, cell.on)
            if cell.number == 1 and cell.fault.name == "refused":
                desk.proxy.close()
            elif cell.number == 1 and cell.fault.name == "tls":
                desk.proxy.context = proxy.load_context(faults.STRANGER)
            result = desk.run(self.options, hasty=True)
            struck = desk.proxy.struck or cell.number == 1
            desk.mend()
            if struck:
                self.check_broken(desk, result, cell.fault)
            if cell.resume and result.status == 4:
                desk.writer.run("resume", "--json")
            again = desk.run(self.options)
            same(again.status, 0, f"after\n{result}\nthe same again")
            desk.check_post(self.status)
            same(desk.writer.run("resume").errors, "Nothing was interrupted.\n")
            desk.writer.check_no_secrets()
            return desk.title, self.mails
        finally:
            desk.leave()

    def check_broken(self, desk, result, fault):
        check_result(result, fault)


class Schedule(Scenario):
    name = "schedule"
    options = ("--email", "--at=2040-01-02T09:30")
    status = "scheduled"
    mails = 0


class Update(Scenario):
    """It is out and mailed; now its words change."""
    name = "update"

    def prepare(self, desk):
        same(desk.run(self.options).status, 0, "the first time")
        desk.write("all of it")


class PutBack(Update):
    """The site does not know the kind of a picture, though it keeps what it was sent: it cuts the new words
    off, and what stood there has to come back."""
    name = "put back"

    def disturb(self, desk):
        def spoil(exchange):
            data = json.loads(exchange.body)
            lexical = json.loads(data["posts"][0]["lexical"])
            lexical["root"]["children"][2]["type"] = "unheard-of"
            data["posts"][0]["lexical"] = json.dumps(lexical)
            exchange.body = json.dumps(data).encode()
            exchange.headers["Content-Length"] = str(len(exchange.body))

        desk.proxy.spoil(spoil, lambda body: body.replace(b"unheard-of", b"image"))

    def check_clean(self, result):
        same(result.status, 6, str(result))
        holds(result.errors, "The previous version was put back.")

    def check_broken(self, desk, result, fault):
        """What readers have is whole, or the next run knows that it is not."""
        if result.status == 6:
            post = desk.lab.ghost.admin.get_post(desk.lab.ghost.admin.count_posts(desk.title)[0][1])
            holds(post["html"], "The last words of it.")
        else:
            check_result(result, fault)


class Kill:
    """kill -9 at a moment of its own."""
    name = "kill"

    def __init__(self, moment):
        self.moment = moment

    def run(self, lab, cell):
        desk = Desk(lab, cell.name, "it", False)
        try:
            begin = time.monotonic()
            process = desk.start(("--email",), False)
            time.sleep(max(0.0, begin + self.moment - time.monotonic()))
            process.send_signal(signal.SIGKILL)
            result = desk.writer.finish(process)
            if cell.resume:
                desk.writer.run("resume", "--json")
            again = desk.run(("--email",))
            same(again.status, 0, f"after\n{result}\nthe same again")
            desk.check_post("published")
            same(desk.writer.run("resume").errors, "Nothing was interrupted.\n")
            return desk.title, 1, result.status == -signal.SIGKILL
        finally:
            desk.leave()


SCENARIOS = {scenario.name: scenario for scenario in (Scenario(), Schedule(), Update(), PutBack())}


def choose_seed():
    seed = int(os.environ.get("GALLEY_SEED", random.randrange(1 << 32)))
    tell(f"GALLEY_SEED={seed}")
    return random.Random(seed)


def work(lab, tasks):
    """tasks: (scenario, cell) pairs. Returns what they returned, and what was wrong: (name, why) pairs."""
    waiting = queue.SimpleQueue()
    results, wrong = [], []
    for task in tasks:
        waiting.put(task)

    def serve():
        while True:
            try:
                scenario, cell = waiting.get_nowait()
            except queue.Empty:
                return
            try:
                results.append(scenario.run(lab, cell))
            except Exception:
                wrong.append((cell.name, traceback.format_exc()))
                tell(f"wrong: {cell.name}\n{wrong[-1][1]}")
            if (len(results) + len(wrong)) % 50 == 0:
                tell(f"{len(results) + len(wrong)} of {len(tasks)}, wrong {len(wrong)}")

    threads = [threading.Thread(target=serve) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results, wrong


def check_mails(lab, results, wrong):
    """All at once, so that no cell has to wait for one mail too many."""
    time.sleep(1.0)
    for title, mails, *_ in results:
        wanted = dict.fromkeys(FREE + PAID, mails) if mails else {}
        end = time.monotonic() + 20
        while dict(lab.ghost.mail.count(title)) != wanted and time.monotonic() < end:
            time.sleep(0.2)
        got = dict(lab.ghost.mail.count(title))
        if got != wanted:
            wrong.append((title, f"mails {got}"))
            tell(f"wrong: {title}: mails {got}")


def finish(lab, tasks):
    begin = time.monotonic()
    results, wrong = work(lab, tasks)
    check_mails(lab, results, wrong)
    tell(f"{time.monotonic() - begin:.0f} s")
    tell(f"cells {len(tasks)}, wrong {len(wrong)}")
    same([name for name, _ in wrong], [])
    return results


def fault_cells(name, part=None):
    """part: how many of them, by chance; None: all."""
    def case(lab):
        chance = choose_seed()
        scenario = SCENARIOS[name]
        cells = scenario.list_cells(lab)
        for number, request in enumerate(scenario.requests, 1):
            tell(f"{number}: {request}")
        if part is not None:
            cells = chance.sample(cells, min(part, len(cells)))
        wanted = os.environ.get("GALLEY_CELLS")
        finish(lab, [(scenario, cell) for cell in cells if wanted is None or re.search(wanted, cell.name)])
    return case


def kills(count):
    def case(lab):
        chance = choose_seed()
        desk = Desk(lab, "kill nobody", "it", False)
        begin = time.monotonic()
        same(desk.run(("--email",)).status, 0)
        seconds = time.monotonic() - begin
        desk.leave()
        tasks = []
        for number in range(1, count + 1):
            moment = chance.uniform(0, seconds)
            cell = Cell(number, f"kill {number} after {moment:.3f} s", None, False, chance.random() < 0.5)
            tasks.append((Kill(moment), cell))
        killed = sum(result[2] for result in finish(lab, tasks))
        tell(f"killed {killed} of {count}, in runs of {seconds:.1f} s")
    return case


CASES = [
    ("/ghost/cells/send", fault_cells("send", 16)),
    ("/ghost/cells/schedule", fault_cells("schedule", 4)),
    ("/ghost/cells/update", fault_cells("update", 6)),
    ("/ghost/cells/put-back", fault_cells("put back", 4)),
    ("/ghost/cells/kill", kills(16)),
]
ALL = [
    ("/ghost/cells/send", fault_cells("send")),
    ("/ghost/cells/update", fault_cells("update")),
    ("/ghost/cells/schedule", fault_cells("schedule")),
    ("/ghost/cells/put-back", fault_cells("put back")),
    ("/ghost/cells/kill", kills(500)),
]
