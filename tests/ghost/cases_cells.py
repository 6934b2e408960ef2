# SPDX-License-Identifier: GPL-3.0-or-later
"""The proof: a fault at each request of a publish.

A cell is a run that something happens to, then the same command with nothing in its way. In the end there
is one post with all of the words, and one mail to each member. `cells N, wrong 0` says that it was so."""

import contextlib
import os
import re
import sqlite3

import faults
import proxy
from cells import Desk, choose_seed, prove
from tap import holds, same, tell

CHAIN = 12


def check_result(result, fault):
    """A run that something happened to ends in words, and with a status that is true of it."""
    if result.status not in fault.statuses:
        raise AssertionError(f"exit status {result.status}, not one of {sorted(fault.statuses)}\n{result}")
    if result.status != 0:
        error = result.json["error"]
        same(error["code"], {1: "invalid", 3: error["code"], 4: "offline", 5: "conflict"}[result.status])
        if len(error["message"]) < 20:
            raise AssertionError(f"says nothing: {error['message']!r}")


def without_polls(seen):
    """A question that is asked again and again has its faults the first and the second time."""
    numbers = [number for number in range(len(seen)) if number < 2 or len(set(seen[number - 2:number + 1])) > 1]
    return [(number + 1, seen[number]) for number in numbers]


class Cell:
    def __init__(self, scenario, number, fault, on, resume):
        self.scenario = scenario
        self.name = f"{scenario.name} {number} {fault.name}"
        self.number = number
        self.fault = fault
        self.on = on
        self.resume = resume

    def arm(self, desk):
        desk.proxy.arm(self.number, self.fault, self.on)
        if self.number == 1 and self.fault.name == "refused":
            desk.proxy.close()
        elif self.number == 1 and self.fault.name == "tls":
            desk.proxy.context = proxy.load_context(faults.STRANGER)

    def run(self, lab, seat):
        scenario = self.scenario
        secure = self.fault.name == "tls"  # which is another address, and so another site
        desk = scenario.take_desk(lab, self.name, secure, seat)
        try:
            scenario.prepare(desk, self.name)
            desk.mend()
            scenario.disturb(desk)
            files = desk.read_files()
            self.arm(desk)
            result = desk.run(scenario.options, hasty=self.fault.waits)
            struck = desk.proxy.struck or self.number == 1
            silent = not desk.list_changes() and desk.read_files() == files
            desk.mend()
            if struck:
                scenario.check_broken(desk, result, self.fault)
            desk.cells.append(f"{self.name}: {result.status}")
            if silent and struck:
                return []
            desk.is_done = result.status == 0
            if self.resume and result.status == 4:
                desk.resume()
                desk.is_done = True
            return desk.settle()
        except BaseException:
            seat.pop(secure).leave()
            raise


class Post(Desk):
    """What cells happen to. Those that asked for no change and wrote nothing down have their clean run together."""

    def __init__(self, lab, scenario, name, secure):
        super().__init__(lab, name, "it", secure, scenario.choose_key(lab))
        self.scenario = scenario
        self.cells = []
        self.left = scenario.chain
        self.is_done = False  # by the run itself that something happened to, or by `resume`

    def settle(self):
        if not self.cells:
            return []
        cells, self.cells = self.cells, []
        self.left -= 1
        self.mend()
        again = self.run(self.scenario.options)
        self.scenario.check_again(self, again, "\n".join(["after", *cells, f"the same again {again}"]))
        self.check_end(self.scenario.status)
        return [(self.title, self.scenario.mails)]


class Scenario:
    """options: of the command; status: of the post in the end; mails: to each member; chain: how many clean
    runs one post goes through."""
    name = "send"
    options = ("--email",)
    status = "published"
    mails = 1
    chain = 1

    def take_desk(self, lab, name, secure, seat):
        if secure in seat and seat[secure].left == 0:
            seat.pop(secure).leave()
        if secure not in seat:
            seat[secure] = Post(lab, self, name, secure)
        return seat[secure]

    def choose_key(self, lab):
        """None: an integration's."""
        return None

    def set_up(self, lab):
        """What is so for all of its cells."""

    def prepare(self, desk, words):
        """What is so before the run that something happens to."""

    def disturb(self, desk):
        """What else is wrong with the line."""

    def list_requests(self, lab):
        desk = Desk(lab, f"{self.name} as it should be", "it", key=self.choose_key(lab))
        try:
            self.prepare(desk, "all of it")
            desk.mend()
            self.disturb(desk)
            desk.proxy.arm(0, None)
            result = desk.run(self.options)
            self.check_clean(result)
            return without_polls([f"{method} {path}" for method, path in desk.proxy.seen])
        finally:
            desk.leave()

    def check_clean(self, result):
        same(result.status, 0, str(result))

    def list_cells(self, requests):
        every = [(fault, False) for fault in faults.ONCE] + [(fault, True) for fault in faults.ON_AND_ON]
        return [Cell(self, number, fault, on, (number + which) % 4 == 0)
                for number, _ in requests for which, (fault, on) in enumerate(every)]

    def check_broken(self, desk, result, fault):
        check_result(result, fault)

    def check_again(self, desk, result, words):
        """What the clean run said."""
        same(result.status, 0, words)


class EmailOnly(Scenario):
    """No page: what went out once too often, or to nobody, is nowhere to be seen."""
    name = "email only"
    options = ("--email-only",)
    status = "sent"


class Schedule(Scenario):
    name = "schedule"
    options = ("--email", "--at=2040-01-02T09:30")
    status = "scheduled"
    mails = 0


class Update(Scenario):
    """It is out and mailed; now its words change."""
    name = "update"
    chain = CHAIN

    def prepare(self, desk, words):
        if not desk.lab.ghost.admin.count_posts(desk.title):
            same(desk.run(self.options).status, 0, "the first time")
        desk.write(words)


class PutBack(Update):
    """The site cuts the new words off, and what stood there has to come back, for those who could read it."""
    name = "put back"

    def prepare(self, desk, words):
        super().prepare(desk, words)
        text = desk.issue.read_text(encoding="utf-8")
        desk.before = self.read(desk)
        other = "public" if desk.before["visibility"] == "members" else "members"
        desk.issue.write_text(re.sub("^visibility: .*$", f"visibility: {other}", text, flags=re.M), encoding="utf-8")

    def read(self, desk):
        post = desk.lab.ghost.admin.get_post(desk.lab.ghost.admin.count_posts(desk.title)[0][1])
        return {name: post[name] for name in ("html", "visibility")}

    def disturb(self, desk):
        desk.spoil()

    def check_clean(self, result):
        same(result.status, 6, str(result))
        holds(result.errors, "The previous version was put back.")

    def check_broken(self, desk, result, fault):
        """What readers have is whole, or the next run knows that it is not."""
        if result.status == 6:
            same(self.read(desk), desk.before)
        elif "could not be put back yet" in result.errors:  # whatever the reason, it is still to be done
            same((result.status, result.json["error"]["code"]), (4, "offline"), str(result))
        else:
            check_result(result, fault)


class TakeDown(Update):
    """It was put on the schedule, and is a draft again."""
    name = "take down"
    options = ("--unpublish",)
    status = "draft"
    mails = 0

    def prepare(self, desk, words):
        desk.write(words)
        same(desk.run(Schedule.options).status, 0, "the schedule")


# What a mail service that does not work brings about after ten minutes; each mail once. Nobody but Ghost
# writes there while it is at work: it cannot bear that.
FAIL_ONCE = """
CREATE TABLE IF NOT EXISTS failed_once (id TEXT PRIMARY KEY);
CREATE TRIGGER IF NOT EXISTS fail_once AFTER UPDATE OF status ON emails
WHEN NEW.status = 'submitted' AND NEW.subject LIKE 'Cell retry %' AND NEW.id NOT IN (SELECT id FROM failed_once)
BEGIN
  INSERT INTO failed_once VALUES (NEW.id);
  UPDATE email_batches SET status = 'failed' WHERE email_id = NEW.id;
  UPDATE emails SET status = 'failed', error = 'It broke.' WHERE id = NEW.id;
END;
"""


class Retry(Scenario):
    """The mail failed, and a person says that it shall be sent again: once more, whatever comes."""
    name = "retry"
    options = ("--retry-mail",)
    mails = 2

    def set_up(self, lab):
        with contextlib.closing(sqlite3.connect(lab.ghost.folder / "ghost.db", timeout=30)) as base, base:
            base.executescript(FAIL_ONCE)

    def prepare(self, desk, words):
        if not desk.lab.ghost.admin.count_posts(desk.title):
            result = desk.run(("--email",))
            same(result.status, 3, str(result))
            holds(result.errors, "could not send the mail: It broke.")

    def check_broken(self, desk, result, fault):
        """An integration's key takes the page down for a moment: if that lasts, or if the mail is sent and nobody
        heard, it is said and still to be done."""
        status, number = desk.lab.ghost.admin.count_posts(desk.title)[0]
        sent = desk.lab.ghost.admin.get_post(number)["email"]["status"] != "failed"
        if status == "draft" or (sent and result.status != 0):
            same((result.status, result.json["error"]["code"]), (4, "offline"), str(result))
        else:
            check_result(result, fault)

    def check_again(self, desk, result, words):
        """Where it is sent already, it is not sent again."""
        if desk.is_done and result.status == 3:
            holds(result.errors, "No mail of", words)
        else:
            same(result.status, 0, words)


class RetryByName(Retry):
    """A person's own token asks for the mail itself: its page never goes away, not even for a moment."""
    name = "retry by a person"

    def choose_key(self, lab):
        return lab.ghost.staff_key

    def check_broken(self, desk, result, fault):
        same([one for one, _ in desk.lab.ghost.admin.count_posts(desk.title)], ["published"])
        super().check_broken(desk, result, fault)


SCENARIOS = {scenario.name: scenario for scenario in (Scenario(), EmailOnly(), Schedule(), Update(), PutBack(),
                                                      TakeDown(), Retry(), RetryByName())}


def fault_cells(name, seconds=None):
    """seconds: as many of them, by chance, as fit; None: all."""
    def case(lab):
        chance = choose_seed()
        scenario = SCENARIOS[name]
        scenario.set_up(lab)
        requests = scenario.list_requests(lab)
        for number, request in requests:
            tell(f"{number}: {request}")
        wanted = re.compile(os.environ.get("GALLEY_CELLS", ""))
        cells = [cell for cell in scenario.list_cells(requests) if wanted.search(cell.name)]
        if seconds is not None:
            chance.shuffle(cells)
        prove(lab, cells, seconds)
    return case


CASES = [
    ("/ghost/cells/send", fault_cells("send", 12)),
    ("/ghost/cells/schedule", fault_cells("schedule", 5)),
    ("/ghost/cells/update", fault_cells("update", 6)),
    ("/ghost/cells/put-back", fault_cells("put back", 6)),
    ("/ghost/cells/take-down", fault_cells("take down", 4)),
    ("/ghost/cells/email-only", fault_cells("email only", 4)),
    ("/ghost/cells/retry", fault_cells("retry", 4)),
    ("/ghost/cells/retry-by-a-person", fault_cells("retry by a person", 3)),
]
ALL = [
    ("/ghost/cells/send", fault_cells("send")),
    ("/ghost/cells/update", fault_cells("update")),
    ("/ghost/cells/schedule", fault_cells("schedule")),
    ("/ghost/cells/put-back", fault_cells("put back")),
    ("/ghost/cells/take-down", fault_cells("take down")),
    ("/ghost/cells/email-only", fault_cells("email only")),
    ("/ghost/cells/retry", fault_cells("retry")),
    ("/ghost/cells/retry-by-a-person", fault_cells("retry by a person")),
]
