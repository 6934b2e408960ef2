# SPDX-License-Identifier: GPL-3.0-or-later
"""An update that was cut off is taken back; what it goes back to names somebody or something that has left since."""

import proxy
from cases_flow import Person
from cells import Desk
from tap import holds, same

BACK = "The previous version was put back"


class Page(Desk):
    """Its page is out, with such lines in its front matter."""

    def __init__(self, lab, name, *head):
        super().__init__(lab, f"put back {name}", "it")
        self.set_head(*head)
        same(self.run(("--publish",)).status, 0, "the first time")
        self.number = lab.ghost.admin.count_posts(self.title)[0][1]
        self.before = self.read()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.leave()

    def set_head(self, *head):
        _, front, body = self.issue.read_text(encoding="utf-8").split("---\n", 2)
        kept = [line for line in front.splitlines() if not line.startswith(("visibility:", "tiers:", "authors:"))]
        self.issue.write_text("---\n" + "\n".join([*kept, *head]) + "\n---\n" + body, encoding="utf-8")

    def read(self):
        """Its text, who may read it, and whose it is."""
        post = self.lab.ghost.admin.ask("GET", f"posts/{self.number}/?formats=html&include=tiers,authors")["posts"][0]
        tiers = [tier["name"] for tier in post["tiers"]] if post["visibility"] == "tiers" else None
        return post["html"], post["visibility"], tiers, [author["name"] for author in post["authors"]]

    def update(self, *head):
        """Cut off, and not even the way back is open: that has to be done the next time."""
        self.set_head(*head)
        self.write("something else")
        self.spoil()
        self.proxy.on("PUT", r"/posts/", proxy.refuse(503, "Down"), skip=1, times=-1)
        result = self.run(("--publish",))
        same(result.status, 4, str(result))
        holds(result.errors, "could not be put back yet")

    def end(self, words):
        self.mend()
        self.spoil()
        result = self.run(("--publish",))
        same(result.status, 6, str(result))
        holds(result.errors, words)
        same(self.resume().errors, "Nothing was interrupted.\n")


def make_tier(lab, name):
    tier = {"name": name, "type": "paid", "currency": "usd", "monthly_price": 500, "yearly_price": 5000}
    return lab.ghost.admin.ask("POST", "tiers/", {"tiers": [tier]})["tiers"][0]


def change_tier(lab, tier, **fields):
    lab.ghost.admin.ask("PUT", f"tiers/{tier['id']}/", {"tiers": [dict(tier, **fields)]})


def archived(lab):
    """Nobody joins the tier any more: it is still those who are in it that the post is for."""
    tier = make_tier(lab, "Gold")
    with Page(lab, "archived", "visibility: tiers", "tiers: [Gold]") as page:
        change_tier(lab, tier, active=False)
        page.update("visibility: public")
        page.end(BACK + ".")
        same(page.read(), page.before)
        same(page.before[1:3], ("tiers", ["Gold"]))


def renamed(lab):
    """By the name that is known there is no tier: then it is for nobody, rather than for everybody."""
    tier = make_tier(lab, "The Silver Circle")
    with Page(lab, "renamed", "visibility: tiers", "tiers: [The Silver Circle]") as page:
        page.update("visibility: public")
        change_tier(lab, tier, name="Platinum")
        page.end("no longer has the tier “The Silver Circle”, so that nobody may read the whole post now: choose there who")
        html, visibility, tiers, authors = page.read()
        same((html, visibility, tiers, authors), (page.before[0], "tiers", [], page.before[3]))


def left(lab):
    """Who wrote it has left: Ghost gave what was theirs to the owner."""
    person = Person(lab)
    person.become("Author")
    with Page(lab, "left", "visibility: paid", "authors: [Lee Person]") as page:
        page.update("visibility: public", "authors: [Kim Owner]")
        lab.ghost.owner.ask("DELETE", f"users/{person.id}/")
        page.end("no longer has the author “Lee Person”: choose there")
        same(page.read(), (*page.before[:3], ["Kim Owner"]))
        same(page.before[1:], ("paid", None, ["Lee Person"]))


CASES = [
    ("/ghost/put-back/archived", archived),
    ("/ghost/put-back/renamed", renamed),
    ("/ghost/put-back/left", left),
]
