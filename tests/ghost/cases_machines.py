# SPDX-License-Identifier: GPL-3.0-or-later
"""Two machines with a copy of one file, and nothing in common but the site: one post and one mail."""

import shutil
import threading
import time
import uuid

import pictures
import proxy
from cases_mail import wait_for
from server import FREE, PAID
from tap import holds, same, tell


class Machine:
    def __init__(self, lab, title, name, number):
        self.proxy = proxy.Proxy(lab.ghost.port)
        self.writer = lab.writer(f"machine {title} {name}", url=self.proxy.url)
        pictures.write(self.writer.folder / "assets" / "one.png", 320, 200, title)
        self.issue = self.writer.write("issue.md", "\n".join([
            "---", f"title: {title}", "visibility: public", "image: assets/one.png", "galley:", f"  id: {number}", "---",
            "The first words.", "", "![A picture](assets/one.png)", "", "The last words of it.", ""]))

    def start(self, act="--email"):
        return self.writer.start(*self.writer.publish_arguments(self.issue, act))

    def publish(self, *options, status=0):
        return self.writer.publish(self.issue, *(options or ["--email"]), status=status)


class Pair:
    def __init__(self, lab, title):
        self.lab = lab
        self.title = title
        number = str(uuid.uuid4())
        self.machines = [Machine(lab, title, name, number) for name in ("one", "two")]

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        for machine in self.machines:
            machine.proxy.stop()

    def start_together(self, act="--email"):
        processes = [(machine, machine.start(act)) for machine in self.machines]
        return [machine.writer.finish(process) for machine, process in processes]

    def publish_together(self, act="--email"):
        results = self.start_together(act)
        same([result.status for result in results], [0, 0], "\n".join(map(str, results)))
        return [result.json for result in results]

    def check_one(self, status="published", mails=True):
        posts = self.lab.ghost.admin.count_posts(self.title)
        same([one for one, _ in posts], [status], self.title)
        post = self.lab.ghost.admin.get_post(posts[0][1])
        holds(post["html"], "The last words of it.")
        same(post["slug"], self.title.lower().replace(" ", "-"))
        if mails:
            wait_for(self.lab, self.title, FREE + PAID)
        else:
            same(self.lab.ghost.mail.find(self.title), [])
        for machine in self.machines:
            same(machine.writer.run("resume").errors, "Nothing was interrupted.\n")
            holds(machine.issue.read_text(encoding="utf-8"), posts[0][1])
        return posts[0][1]


def meet(*places):
    """An action each for two lines: neither goes on from there before the other one has come."""
    barrier = threading.Barrier(2)

    def act(exchange):
        try:
            barrier.wait(20)
        except threading.BrokenBarrierError:
            pass
    for place in places:
        place.on("POST", r"/posts/\?", act)


def race(lab):
    """As it happens: both at the same time, whoever is faster. Either may write its own upload of the picture
    into the post between the other one's last look and the act: it is one picture."""
    for number in range(2):
        with Pair(lab, f"Race {number}") as pair:
            time.sleep(0.03 * number)
            receipts = pair.publish_together()
            same(len({receipt["id"] for receipt in receipts}), 1, "the post they speak of")
            pair.check_one()


def one_picture(lab):
    """What the race may do, at its worst moment: the other machine's upload of the picture gets into the post
    between the last look and the act."""
    with Pair(lab, "One picture") as pair:
        one, two = pair.machines
        two.proxy.on("PUT", r"newsletter=", proxy.cut_before, times=-1)
        one.proxy.on("PUT", r"newsletter=", lambda exchange: two.publish(status=4))
        receipt = one.publish()
        two.proxy.clear()
        two.writer.resume()
        acts = [path for method, path in one.proxy.seen if method == "PUT" and "newsletter=" in path]
        same(len(acts), 2, "one that is refused as old, and one that is done")
        holds(lab.ghost.admin.get_post(receipt["id"])["feature_image"], "-1.png")
        pair.check_one()


def both_create(lab):
    """Neither has heard of the other one before both have made a post."""
    for act, status in (("--email", "published"), ("--draft", "draft")):
        with Pair(lab, f"Both create {status}") as pair:
            meet(*[machine.proxy for machine in pair.machines])
            receipts = pair.publish_together(act)
            made = [path for machine in pair.machines for method, path in machine.proxy.seen if method == "POST" and "/posts/" in path]
            same(len(made), 2, "posts that were made")
            deleted = [path for machine in pair.machines for method, path in machine.proxy.seen if method == "DELETE"]
            tell(f"{deleted} was deleted")
            same(len(deleted), 1, "posts that were deleted")
            same(len({receipt["id"] for receipt in receipts}), 1, "the post they speak of")
            pair.check_one(status, mails=act == "--email")


def killed_before_it_settles(lab):
    """One dies with its post on the site; what the other one made was the older, or goes out first."""
    with Pair(lab, "Dies unsettled") as pair:
        one, two = pair.machines
        one.proxy.on("GET", r"codeinjection_foot", proxy.cut_before, skip=1, times=-1)
        one.publish(status=4)
        one.proxy.clear()
        two.proxy.on("GET", r"codeinjection_foot", lambda exchange: exchange.answer(
            200, [("Content-Type", "application/json")], b'{"posts":[]}'))
        two.publish()
        one.writer.resume()
        pair.check_one()


def copied_without_number(lab):
    """The copy knows its own id, and not which post it became elsewhere."""
    with Pair(lab, "Copied without number") as pair:
        one, two = pair.machines
        receipt = one.publish()
        again = two.publish()
        same((again["id"], again["created"], again["status"]), (receipt["id"], False, "published"))
        pair.check_one()


def copied_and_changed(lab):
    """Other words on the other machine: that is said, and what readers have stays."""
    with Pair(lab, "Copied and changed") as pair:
        one, two = pair.machines
        one.publish()
        two.issue.write_text(two.issue.read_text(encoding="utf-8").replace("words of it", "words of all"), encoding="utf-8")
        same(two.publish(status=5)["error"]["code"], "conflict")
        same(len(lab.ghost.admin.count_posts(pair.title)), 1)
        wait_for(lab, pair.title, FREE + PAID)
        shutil.copy(one.issue, two.issue)
        two.publish()
        pair.check_one()


def copied_over_there(lab):
    """Somebody duplicates the post in Ghost and publishes the copy: it stays theirs."""
    with Pair(lab, "Copied over there") as pair:
        one = pair.machines[0]
        receipt = one.publish("--draft")
        time.sleep(1.1)
        copy = lab.ghost.admin.ask("POST", f"posts/{receipt['id']}/copy/", {})["posts"][0]
        holds(copy["codeinjection_foot"], "galley")
        lab.ghost.admin.change_post(copy["id"], status="published")
        same(one.publish()["id"], receipt["id"])
        same(lab.ghost.admin.get_post(copy["id"])["status"], "published")
        same([status for status, _ in lab.ghost.admin.count_posts(pair.title)], ["published"])
        wait_for(lab, pair.title, FREE + PAID)


CASES = [
    ("/ghost/machines/race", race),
    ("/ghost/machines/one-picture", one_picture),
    ("/ghost/machines/both-create", both_create),
    ("/ghost/machines/dies-unsettled", killed_before_it_settles),
    ("/ghost/machines/copied-without-number", copied_without_number),
    ("/ghost/machines/copied-and-changed", copied_and_changed),
    ("/ghost/machines/copied-over-there", copied_over_there),
]
