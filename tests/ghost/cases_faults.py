# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes wrong on the way: each has its exit status, and run again it ends in one post and one mail."""

import base64
import contextlib
import email.utils
import json
import random
import signal
import sqlite3
import time

import pictures
import proxy
from cases_mail import wait_for
from cells import CHANGES, PATIENT_SECONDS
from server import FREE, PAID
from tap import holds, same, tell

DOWN = "<!DOCTYPE html><html><head><title>We'll be right back</title></head><body>503</body></html>"
# The requests that change something, in their order, of an issue with one picture.
STEPS = {
    "upload": ("POST", r"/images/upload/", 0),
    "create": ("POST", r"/posts/\?", 0),
    "send": ("PUT", r"[?&]newsletter=", 0),
}


class Line:
    """A writer behind a bad line."""

    def __init__(self, lab, name):
        self.lab = lab
        self.title = "Fault " + name
        self.proxy = proxy.Proxy(lab.ghost.port)
        self.writer = lab.writer("fault-" + name, url=self.proxy.url)
        # Its waits in between are short.
        self.writer.cli = lab.hasty
        self.writer.environment["GALLEY_TEST_SECONDS"] = str(PATIENT_SECONDS)
        pictures.write(self.writer.folder / "assets" / "one.png", 320, 200, name)
        self.issue = self.writer.write("issue.md", "\n".join([
            "---", f"title: {self.title}", "visibility: public", "---", "The first words.", "",
            '![A picture of one colour](assets/one.png "Its caption")', "", f"The last words of {name}.", ""]))

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.proxy.stop()

    def publish(self, status=0, act="--email"):
        return self.writer.publish(self.issue, act, status=status)

    def list_changes(self):
        return [(method, path) for method, path in self.proxy.seen if method in CHANGES]

    def check_draft(self, count=1):
        same([post["status"] for post in self.lab.ghost.admin.find_posts(self.title)], ["draft"] * count)
        same(self.lab.ghost.mail.find(self.title), [])

    def check_sent(self):
        """The end that every way leads to."""
        posts = self.lab.ghost.admin.find_posts(self.title)
        same([post["status"] for post in posts], ["published"], self.title)
        same(posts[0]["slug"], self.title.lower().replace(" ", "-"))
        holds(self.lab.ghost.admin.get_post(posts[0]["id"])["html"], "The last words of")
        wait_for(self.lab, self.title, FREE + PAID)
        same(self.writer.run("resume").errors, "Nothing was interrupted.\n")
        self.writer.check_no_secrets()


def wrong_key(lab):
    for name, key in (("unknown", "0" * 24 + ":" + "ab" * 32), ("secret", lab.ghost.admin_key[:-8] + "00000000"),
                      ("shape", "hello")):
        with Line(lab, "key " + name) as line:
            line.writer.key_file.write_text(key + "\n")
            error = line.publish(status=3)["error"]
            same(error["code"], "auth")
            same(lab.ghost.admin.find_posts(line.title), [])
            line.writer.key_file.write_text(lab.ghost.admin_key + "\n")
            line.publish(act="--draft")
            line.check_draft()


def server_down(lab):
    with Line(lab, "down") as line:
        line.proxy.on("*", "", proxy.cut_before, times=-1)
        same(line.publish(status=4)["error"]["code"], "offline")
        line.proxy.clear()
        # Gone between the draft and the mail.
        line.proxy.on("PUT", r"/posts/", proxy.cut_before, times=-1)
        same(line.publish(status=4)["error"]["code"], "offline")
        line.proxy.clear()
        line.writer.resume()
        line.check_sent()


def booting(lab):
    """The page that Ghost shows while it starts, at every step."""
    with Line(lab, "booting") as line:
        line.proxy.on("*", "", proxy.refuse(503, DOWN), times=-1)
        same(line.publish(status=4)["error"]["code"], "offline")
        for method, path, _ in (STEPS["upload"], STEPS["create"], STEPS["send"]):
            line.proxy.clear()
            line.proxy.on(method, path, proxy.refuse(503, DOWN))
            same(line.publish(status=4)["error"]["code"], "offline", path)
        line.proxy.clear()
        line.writer.resume()
        line.check_sent()


def clock_behind(lab):
    """Ghost's own refusal of tokens that are too old; it says what time it is."""
    ahead = 3600

    def judge(exchange):
        token = exchange.headers.get("Authorization", "")
        if not token:
            return
        claims = token.split(".")[1]
        issued = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))["iat"]
        now = time.time() + ahead
        date = ("Date", email.utils.formatdate(now, usegmt=True))
        if now - issued > 300:
            error = {"message": "Invalid token: maxAge exceeded", "context": None, "type": "UnauthorizedError",
                     "details": None, "property": None, "help": None, "code": "INVALID_JWT",
                     "id": "5e9dc9d0-c83f-11f0-a1a1-000000000000", "ghostErrorCode": None}
            exchange.answer(401, [("Content-Type", "application/json; charset=utf-8"), date],
                            json.dumps({"errors": [error]}).encode())

    with Line(lab, "clock") as line:
        line.proxy.on("*", "", judge, times=-1)
        line.publish()
        line.check_sent()


def changed_before(lab):
    """Somebody wrote in Ghost since the last time: their words stay."""
    with Line(lab, "changed before") as line:
        receipt = line.publish(act="--draft")
        time.sleep(1.1)  # Ghost's clock has seconds
        lexical = lab.ghost.admin.get_post(receipt["id"])["lexical"].replace("The first words", "Their words")
        lab.ghost.admin.change_post(receipt["id"], lexical=lexical)
        for _ in range(2):
            same(line.publish(status=5)["error"]["code"], "conflict")
        holds(lab.ghost.admin.get_post(receipt["id"])["html"], "Their words")
        line.check_draft()


def changed_meanwhile(lab):
    """Somebody wrote between our look and our change: Ghost itself says 409."""
    with Line(lab, "changed meanwhile") as line:
        receipt = line.publish(act="--draft")
        line.issue.write_text(line.issue.read_text().replace("The first words", "Our words"))
        time.sleep(1.1)
        answers = []

        def write_first(exchange):
            lexical = lab.ghost.admin.get_post(receipt["id"])["lexical"].replace("The first words", "Their words")
            lab.ghost.admin.change_post(receipt["id"], lexical=lexical)
            answers.append(exchange.forward().status)

        line.proxy.on("PUT", r"/posts/", write_first)
        same(line.publish(status=5)["error"]["code"], "conflict")
        same(answers, [409])
        holds(lab.ghost.admin.get_post(receipt["id"])["html"], "Their words")
        line.check_draft()


def refused(lab):
    """What Ghost will not store: 422, and nothing is left half done."""
    with Line(lab, "refused") as line:
        answers = []
        text = line.issue.read_text()
        line.issue.write_text(text.replace("visibility: public", f"visibility: public\ntags: [{'t' * 200}]"))
        line.proxy.on("POST", STEPS["create"][1], lambda exchange: answers.append(exchange.forward().status))
        error = line.publish(status=3, act="--draft")["error"]
        same((error["code"], answers), ("rejected", [422]))
        same(lab.ghost.admin.find_posts(line.title), [])
        line.issue.write_text(text)
        line.publish()
        line.check_sent()


def deleted(lab):
    """A mail that went out cannot be taken back, and is not sent again for a post that is gone."""
    with Line(lab, "deleted") as line:
        receipt = line.publish()
        line.check_sent()
        lab.ghost.admin.ask("DELETE", f"posts/{receipt['id']}/")
        same(line.publish(status=5)["error"]["code"], "conflict")
        same(lab.ghost.admin.find_posts(line.title), [])
        # Nor from another machine that has the file alone, and may ask Ghost.
        other = lab.writer("deleted elsewhere", url=line.proxy.url, key=lab.ghost.staff_key)
        pictures.write(other.folder / "assets" / "one.png", 320, 200, "deleted")
        issue = other.write("issue.md", line.issue.read_text(encoding="utf-8"))
        error = other.publish(issue, "--email", "--anew", status=5)["error"]
        same(error["code"], "conflict")
        same(lab.ghost.admin.find_posts(line.title), [])
        wait_for(lab, line.title, FREE + PAID)


def resumed_for_whom(lab):
    """What was begun for those who pay is finished for them, although the file says something else."""
    with Line(lab, "resumed for whom") as line:
        line.proxy.on("PUT", r"/posts/", proxy.cut_before, times=-1)
        arguments = line.writer.publish_arguments(line.issue, "--publish", "--visibility=paid")
        same(line.writer.run(*arguments).status, 4)
        line.proxy.clear()
        line.writer.resume()
        posts = lab.ghost.admin.count_posts(line.title)
        same([status for status, _ in posts], ["published"])
        same(lab.ghost.admin.get_post(posts[0][1])["visibility"], "paid")


def twice_at_once(lab):
    """Two programs with one issue: the second waits, and finds that all is done."""
    with Line(lab, "twice at once") as line:
        line.proxy.on("*", "", proxy.wait(0.02), times=-1)
        arguments = line.writer.publish_arguments(line.issue, "--email")
        processes = [line.writer.start(*arguments) for _ in range(2)]
        results = [line.writer.finish(process) for process in processes]
        same([result.status for result in results], [0, 0], "\n".join(map(str, results)))
        line.check_sent()


def lost(step, action, name):
    """An answer that does not come. What the run cannot find out by itself the next one does."""
    def case(lab):
        with Line(lab, f"{name} {step}") as line:
            method, path, skip = STEPS[step]
            line.proxy.on(method, path, action, skip=skip)
            result = line.writer.run(*line.writer.publish_arguments(line.issue, "--email"))
            same(line.proxy.rules[0][3], 0, "the fault did not happen")
            if result.status != 0:
                same((result.status, result.json["error"]["code"]), (4, "offline"), str(result))
                line.writer.resume()
            line.check_sent()
    return case


def killed(step, acts):
    """kill -9 at a request, before Ghost hears of it or just after it acted."""
    def case(lab):
        with Line(lab, f"kill {step} {'after' if acts else 'before'}") as line:
            processes = []

            def kill(exchange):
                if acts:
                    exchange.forward()
                processes[0].send_signal(signal.SIGKILL)
                exchange.cut()

            method, path, skip = STEPS[step]
            line.proxy.on(method, path, kill, skip=skip)
            processes.append(line.writer.start(*line.writer.publish_arguments(line.issue, "--email")))
            same(line.writer.finish(processes[0]).status, -signal.SIGKILL)
            line.writer.resume()
            line.check_sent()
    return case


def interrupted(number, places):
    """Ctrl-C, or the system's own wish to end, in the middle of a request that Ghost then carries out."""
    def case(lab):
        for place, (method, path) in places.items():
            with Line(lab, f"signal {number.name} {place}") as line:
                def stop(exchange):
                    process.send_signal(number)
                    time.sleep(0.2)
                    exchange.forward()

                line.proxy.on(method, path, stop)
                process = line.writer.start(*line.writer.publish_arguments(line.issue, "--email"))
                result = line.writer.finish(process)
                same((result.status, result.json["error"]["code"]), (128 + number, "cancelled"), str(result))
                same(line.proxy.rules[0][3], 0, "it was never stopped")
                line.writer.resume()
                line.publish()
                line.check_sent()
    return case


def run_statement(lab, statement):
    with contextlib.closing(sqlite3.connect(lab.ghost.folder / "ghost.db", timeout=30)) as base, base:
        base.execute(statement)


@contextlib.contextmanager
def hosted(lab, limit, must_verify):
    """A host that has something against mail. Ghost reads that when it starts."""
    def restart(value, **more):
        lab.ghost.kill()
        lab.ghost.write_config(**more)
        run_statement(lab, f"UPDATE settings SET value = '{value}' WHERE key = 'email_verification_required'")
        lab.ghost.start()
        lab.ghost.wait()
    restart(str(must_verify).lower(), hostSettings={"limits": {"emails": limit}})
    try:
        yield
    finally:
        restart("false")


def check_refused(line, guard, words):
    """Before anything is changed; what mails nobody goes on."""
    writer = line.writer
    dry = writer.run("publish", "--dry-run", *writer.publish_arguments(line.issue, "--email")[1:])
    same((dry.status, [one["id"] for one in dry.json["findings"] if one["id"].startswith("mail-")]), (1, [guard]), str(dry))
    holds(dry.errors, words)
    line.publish(status=1)
    same(line.list_changes(), [])
    same(line.publish(act="--draft")["status"], "draft")


def over_limit(lab):
    """The host's limits and its verification are known before the button, and mail goes again without them."""
    with Line(lab, "over limit") as line:
        with hosted(lab, {"disabled": True, "error": "Mail is not in this plan."}, False):
            check_refused(line, "mail-limit", "Mail is not in this plan.")
        line.proxy.disarm()
        with hosted(lab, {}, True):
            check_refused(line, "mail-verify", "has verified the site with its host")
        line.publish()
        line.check_sent()


PLACES = {
    "before anything": ("GET", r"/newsletters/"),
    "picture": ("POST", r"/images/upload/"),
    "create": ("POST", r"/posts/\?"),
    "settle": ("GET", r"codeinjection_foot"),
    "send": ("PUT", r"[?&]newsletter="),
    "mail": ("GET", r"/posts/[0-9a-f]{24}/"),
}


def killed_at_random(lab):
    """kill -9 again and again until a run gets through; the line is slow, so that there is time to."""
    seed = random.randrange(1 << 32)
    tell(f"seed {seed}")
    chance = random.Random(seed)
    with Line(lab, "kill at random") as line:
        line.proxy.on("*", "", proxy.wait(0.02), times=-1)
        kills = 0
        for _ in range(8):
            process = line.writer.start(*line.writer.publish_arguments(line.issue, "--email"))
            time.sleep(chance.uniform(0.05, 1.2))
            process.send_signal(signal.SIGKILL)
            kills += line.writer.finish(process).status == -signal.SIGKILL
        tell(f"killed {kills} of 8")
        line.writer.resume()
        line.publish()
        line.check_sent()


def server_killed(step, acts):
    """Ghost itself goes down at a request, and comes back some time after we gave up."""
    def case(lab):
        with Line(lab, f"server killed at {step}") as line:
            def kill(exchange):
                if acts:
                    exchange.forward()
                lab.ghost.kill()
                exchange.cut()

            method, path, skip = STEPS[step]
            line.proxy.on(method, path, kill, skip=skip)
            try:
                same(line.publish(status=4)["error"]["code"], "offline")
            finally:
                lab.ghost.start()
                lab.ghost.wait()
            line.writer.resume()
            line.check_sent()
    return case


CASES = [
    ("/ghost/fault/wrong-key", wrong_key),
    ("/ghost/fault/server-down", server_down),
    ("/ghost/fault/booting", booting),
    ("/ghost/fault/clock-behind", clock_behind),
    ("/ghost/fault/changed-before", changed_before),
    ("/ghost/fault/changed-meanwhile", changed_meanwhile),
    ("/ghost/fault/refused", refused),
    ("/ghost/fault/deleted", deleted),
    ("/ghost/fault/resumed-for-whom", resumed_for_whom),
    ("/ghost/fault/twice-at-once", twice_at_once),
]
for one in STEPS:
    CASES += [
        (f"/ghost/fault/request-lost/{one}", lost(one, proxy.cut_before, "request lost")),
        (f"/ghost/fault/answer-lost/{one}", lost(one, proxy.cut_after, "answer lost")),
        (f"/ghost/fault/half-an-answer/{one}", lost(one, proxy.half_after, "half an answer")),
        (f"/ghost/fault/killed-before/{one}", killed(one, False)),
        (f"/ghost/fault/killed-after/{one}", killed(one, True)),
    ]
CASES.append(("/ghost/fault/killed-at-random", killed_at_random))
CASES += [
    ("/ghost/fault/interrupted/int", interrupted(signal.SIGINT, PLACES)),
    ("/ghost/fault/interrupted/term", interrupted(signal.SIGTERM, {"send": PLACES["send"]})),
]
CASES += [
    ("/ghost/fault/over-limit", over_limit),
    ("/ghost/fault/server-killed-after/create", server_killed("create", True)),
    # Not after: whether a server that dies while it mails sends twice is between it and its mail service.
    ("/ghost/fault/server-killed-before/send", server_killed("send", False)),
]
