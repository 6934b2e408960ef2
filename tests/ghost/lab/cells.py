# SPDX-License-Identifier: GPL-3.0-or-later
"""Many small proofs at once: each a cell with a writer and a line of its own, or one it was handed on.

A cell is anything with a name and a run(lab, seat), which returns the titles of what it published with
how many mails each member has to have got. A seat is what a worker keeps from one cell to the next: desks
by a name, each with a settle(), which returns such titles too, and a leave().
"""

import json
import os
import queue
import random
import shutil
import threading
import time
import traceback

import pictures
import proxy
from server import FREE, PAID
from tap import holds, same, tell

SECONDS = 2           # for an answer, where one that does not come is a fault
PATIENT_SECONDS = 60  # where it is not
WORKERS = 3
TOLD = 50
CHANGES = ("POST", "PUT", "DELETE")
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


def forget_mails(exchange):
    """What other desks mail meanwhile would make each run another one."""
    exchange.answer(200, [("Content-Type", "application/json; charset=utf-8")], b'{"posts":[]}')


class Desk:
    """A writer, and the line between them and Ghost."""

    def __init__(self, lab, name, words, secure=False, key=None):
        root = lab.root
        self.lab = lab
        self.title = f"Cell {name}"
        self.proxy = proxy.Proxy(lab.ghost.port, root.joinpath(*CERTIFICATE) if secure else None)
        self.writer = lab.writer(f"cell-{name}", url=self.proxy.url, key=key)
        self.writer.cli = lab.hasty
        if secure:
            self.writer.environment["GALLEY_TEST_TRUST"] = str(root.joinpath(*CERTIFICATE))
        self.trusted = self.proxy.context
        self.hide_mails()
        for picture, size in (("one", 32), ("two", 48)):
            # Of no other desk: two at once that go up by one name make Ghost stumble.
            pictures.write(self.writer.folder / "assets" / f"{picture}.png", size, 20, f"{picture} {name}")
        self.write(words)

    def write(self, words):
        self.words = words
        self.issue = self.writer.folder / "issue.md"
        if not self.issue.exists():
            self.issue.write_text(BODY.format(title=self.title, words=words), encoding="utf-8")
            return
        head = self.issue.read_text(encoding="utf-8").rsplit("The last words of", 1)[0]
        self.issue.write_text(f"{head}The last words of {words}.\n", encoding="utf-8")

    def start(self, options, hasty=False, **variables):
        self.writer.environment["GALLEY_TEST_SECONDS"] = str(SECONDS if hasty else PATIENT_SECONDS)
        return self.writer.start(*self.writer.publish_arguments(self.issue, *options), **variables)

    def finish(self, process):
        return self.writer.finish(process, self.proxy)

    def run(self, options, hasty=False, **variables):
        return self.finish(self.start(options, hasty, **variables))

    def resume(self):
        return self.finish(self.writer.start("resume", "--json"))

    def hide_mails(self):
        self.proxy.on("GET", r"newsletter_id", forget_mails, times=-1)

    def spoil(self):
        """The site does not know the kind of a picture, though it keeps what it was sent: the next text is cut off."""
        def change(exchange):
            data = json.loads(exchange.body)
            lexical = json.loads(data["posts"][0]["lexical"])
            lexical["root"]["children"][2]["type"] = "unheard-of"
            data["posts"][0]["lexical"] = json.dumps(lexical)
            exchange.body = json.dumps(data).encode()
            exchange.headers["Content-Length"] = str(len(exchange.body))

        self.proxy.spoil(change, lambda body: body.replace(b"unheard-of", b"image"))

    def mend(self):
        """The line is as good as new."""
        self.proxy.disarm()
        self.proxy.clear()
        self.hide_mails()
        self.proxy.context = self.trusted
        self.proxy.drop()
        self.proxy.open()

    def read_files(self):
        """All that it has written down."""
        files = [self.issue, *self.writer.folder.joinpath("state").rglob("*")]
        return {path: path.read_bytes() for path in files if path.is_file()}

    def leave(self):
        self.proxy.stop()
        shutil.rmtree(self.writer.folder, ignore_errors=True)

    def list_changes(self):
        return [(method, path) for method, path in self.proxy.seen if method in CHANGES]

    def check_post(self, status):
        posts = self.lab.ghost.admin.count_posts(self.title)
        same([one for one, _ in posts], [status], self.title)
        post = self.lab.ghost.admin.get_post(posts[0][1])
        holds(post["html"] or "", f"The last words of {self.words}.")
        same((post["html"] or "").count("<img "), 2, "pictures")
        same(post["slug"].startswith("nl-"), False, post["slug"])
        return post

    def check_end(self, status):
        """The one state that every way leads to."""
        self.check_post(status)
        same(self.resume().errors, "Nothing was interrupted.\n")
        self.writer.check_no_secrets()


def choose_seed():
    seed = int(os.environ.get("GALLEY_SEED", random.randrange(1 << 32)))
    tell(f"GALLEY_SEED={seed}")
    return random.Random(seed)


class Work:
    """done: how many; wrong: (name, why) pairs; results: of the good ones."""

    def __init__(self, lab, cells, seconds):
        self.lab = lab
        self.end = None if seconds is None else time.monotonic() + seconds
        self.waiting = queue.SimpleQueue()
        self.done = 0
        self.results = []
        self.wrong = []
        self.total = len(cells)
        self.lock = threading.Lock()
        for cell in cells:
            self.waiting.put(cell)

    def note(self, cell, titles, why):
        with self.lock:
            self.done += 1
            if why is None:
                self.results.append(titles)
            else:
                self.wrong.append((cell.name, why))
                tell(f"wrong: {cell.name}\n{why}")
            if self.done % TOLD == 0:
                tell(f"{self.done} of {self.total}, wrong {len(self.wrong)}")

    def serve(self):
        seat = {}
        while self.end is None or time.monotonic() < self.end:
            try:
                cell = self.waiting.get_nowait()
            except queue.Empty:
                break
            try:
                self.note(cell, cell.run(self.lab, seat), None)
            except Exception:
                self.note(cell, None, traceback.format_exc())
        for desk in seat.values():
            self.settle(desk)

    def settle(self, desk):
        """What its cells left to be done together."""
        try:
            self.results.append(desk.settle())
        except Exception:
            self.wrong.append((desk.title, traceback.format_exc()))
            tell(f"wrong: {desk.title}\n{self.wrong[-1][1]}")
        desk.leave()

    def run(self):
        threads = [threading.Thread(target=self.serve, daemon=True) for _ in range(WORKERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def check_mails(self):
        """One too many may come later still: that is for never_twice()."""
        for title, mails in dict(pair for titles in self.results for pair in titles).items():
            wanted = dict.fromkeys(FREE + PAID, mails) if mails else {}
            self.lab.mailed[title] = wanted
            end = time.monotonic() + 20
            while dict(self.lab.ghost.mail.count(title)) != wanted and time.monotonic() < end:
                time.sleep(0.2)
            got = dict(self.lab.ghost.mail.count(title))
            if got != wanted:
                self.wrong.append((title, f"mails {got}"))
                tell(f"wrong: {title}: mails {got}")


def prove(lab, cells, seconds=None):
    """seconds: of what is in a random order as much as fits; None: all. Says how many, and fails with any wrong."""
    begin = time.monotonic()
    work = Work(lab, cells, seconds)
    work.run()
    work.check_mails()
    tell(f"{time.monotonic() - begin:.0f} s")
    tell(f"cells {work.done}, wrong {len(work.wrong)}")
    same([name for name, _ in work.wrong], [])
    same(work.done > 0 or not cells, True, "no cell was done")
