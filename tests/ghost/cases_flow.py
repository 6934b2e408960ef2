# SPDX-License-Identifier: GPL-3.0-or-later
"""All that Ghost's own publish flow can do, said before it happens, and held against what happened."""

import contextlib
import sqlite3
import time
import urllib.parse

import admin
import proxy
from cases_mail import wait_for
from server import FREE, PAID
from tap import holds, lacks, same


def login(writer):
    return ("--service=ghost", f"--url={writer.url}", f"--key-file={writer.key_file}")


def try_it(writer, issue, *options, status=0):
    """What --dry-run says: the object and the lines on standard error."""
    result = writer.run("publish", *login(writer), "--dry-run", "--json", *options, issue)
    same(result.status, status, str(result))
    return result.json, result.errors


def list_ids(answer, passed_over=("alt", "tk", "length", "links", "habit")):
    """But what the text is like, and what depends on what other cases have mailed."""
    return sorted(one["id"] for one in answer["findings"] if not one["id"].startswith(passed_over))


def list_habits(answer):
    return [number for number in list_ids(answer, ()) if number.startswith("habit")]


def ask_status(writer, issue, status=0):
    result = writer.run("status", *login(writer), "--json", issue)
    same(result.status, status, str(result))
    return result.json


@contextlib.contextmanager
def settings(lab, **values):
    def put(pairs):
        lab.ghost.owner.ask("PUT", "settings/", {"settings": [{"key": key, "value": value} for key, value in pairs.items()]})
    before = {one["key"]: one["value"] for one in lab.ghost.owner.ask("GET", "settings/")["settings"]}
    put(values)
    try:
        yield
    finally:
        put({key: before[key] for key in values})


def write_rows(lab, statement, *values):
    """What only time, or a mail service, would bring about."""
    with contextlib.closing(sqlite3.connect(lab.ghost.folder / "ghost.db", timeout=30)) as base, base:
        return base.execute(statement, values).fetchall()


def take_down(lab):
    """Off the site and on it again; the mail goes once, whatever comes."""
    writer = lab.writer("down")
    title = "Up and down"
    issue = writer.copy_sample(title=title, visibility="public", paywall=False)
    result = writer.run("publish", *login(writer), "--unpublish", "--json", issue)
    same((result.status, result.json["error"]["code"]), (3, "rejected"), str(result))
    page = writer.publish(issue, "--publish")
    holds(lab.ghost.read_page(page["url"]), "Good morning.")
    answer, _ = try_it(writer, issue, "--email", status=1)
    same(list_ids(answer), ["mailed-page"])
    answer, _ = try_it(writer, issue, "--unpublish")
    holds(answer["sentence"], "Its page is gone for readers")
    down = writer.publish(issue, "--unpublish")
    same((down["id"], down["status"], down["differences"]), (page["id"], "draft", []))
    same(admin.exchange(page["url"]).status, 404)
    sent = writer.publish(issue, "--email", "--audience=all")
    same((sent["id"], sent["status"], sent["differences"]), (page["id"], "published", []))
    wait_for(lab, title, FREE + PAID)
    answer, _ = try_it(writer, issue, "--unpublish")
    holds(answer["sentence"], "The mail cannot be called back")
    holds(writer.run("publish", *login(writer), "--unpublish", issue).errors, "publishing it again sends no second one")
    holds(writer.run("status", *login(writer), issue).output, "Draft: Who got its mail keeps it")
    writer.publish(issue, "--unpublish")
    answer, _ = try_it(writer, issue, "--email")
    same(list_ids(answer), ["mailed"])
    up = writer.publish(issue, "--email", "--audience=all")
    wait_for(lab, title, FREE + PAID)
    write_rows(lab, "UPDATE emails SET status = 'failed', error = 'It broke.' WHERE post_id = ?", up["id"])
    answer, _ = try_it(writer, issue, "--unpublish")
    holds(answer["sentence"], "the others get it as soon as the post is published again")
    down = writer.run("publish", *login(writer), "--unpublish", issue)
    holds(down.errors, "Its mail failed: who has it keeps it, and the others get it")
    status = writer.run("status", *login(writer), issue)
    holds(status.output, "Draft: Its mail failed: who has it keeps it")
    answer, _ = try_it(writer, issue, "--publish", status=1)
    same(list_ids(answer), ["mailed-failed"])
    holds(answer["sentence"], "stays a draft")


def schedule(lab):
    """Made, moved, given up; and the two nights on which clocks jump."""
    writer = lab.writer("schedule")
    issue = writer.copy_sample(title="On its day", visibility="public", paywall=False)
    made = writer.publish(issue, "--email", "--at=2040-01-02T09:30")
    same((made["status"], made["differences"]), ("scheduled", []))
    same(ask_status(writer, issue)["published_at"], "2040-01-02T00:30:00.000Z")
    moved = writer.publish(issue, "--email", "--audience=paid", "--at=2040-01-03T09:30")
    same((moved["id"], moved["differences"]), (made["id"], []))
    same(lab.ghost.admin.get_post(made["id"])["email_segment"], "status:-free")
    answer, _ = try_it(writer, issue, "--unpublish")
    holds(answer["sentence"], "Nothing goes out")
    given_up = writer.publish(issue, "--unpublish")
    same(given_up["status"], "draft")
    post = lab.ghost.admin.get_post(made["id"])
    same((post["published_at"], post["newsletter"]), (None, None))
    with settings(lab, timezone="Europe/Berlin"):
        answer, errors = try_it(writer, issue, "--publish", "--at=2040-03-25T02:30", status=1)
        same(list_ids(answer), ["schedule-gap"])
        holds(errors, "the clocks jump over it that night, to 03:00. (--at=2040-03-25T03:00:00+02)")
        writer.publish(issue, "--publish", "--at=2040-03-25T02:30", status=1)
        answer, errors = try_it(writer, issue, "--publish", "--at=2040-10-28T02:30")
        same(list_ids(answer), ["schedule-twice"])
        holds(errors, "--at=2040-10-28T02:30:00+02")
        writer.publish(issue, "--publish", "--strict", "--at=2040-10-28T02:30", status=1)
    same(lab.ghost.admin.get_post(made["id"])["status"], "draft")
    answer, _ = try_it(writer, issue, "--publish", "--at=2020-01-01T09:30", status=1)
    same(list_ids(answer), ["schedule-past"])


def audience(lab):
    """Counted as it is sent: who takes the newsletter, who bounced, who pays."""
    writer = lab.writer("audience")
    ids = []
    try:
        for name, more in (("press", {}), ("bounced", {}), ("without", {"newsletters": []})):
            member = {"email": f"{name}@example.com", "labels": ["Press & co"], **more}
            ids.append(lab.ghost.admin.ask("POST", "members/", {"members": [member]})["members"][0]["id"])
        write_rows(lab, "UPDATE members SET email_disabled = 1 WHERE email = 'bounced@example.com'")
        issue = writer.copy_sample(title="To the press", visibility="public", paywall=False)
        for whom, count in (("label:press-co", 1), ("all", 5), ("status:free,label:press-co", 3), ("paid", 2)):
            answer, _ = try_it(writer, issue, "--email", f"--audience={whom}")
            same(answer["recipients"], count, whom)
        answer, _ = try_it(writer, issue, "--email", "--audience=label:press-co")
        holds(answer["sentence"], "send it to 1 member of Focus on Korea (the label “Press & co”) now")
        receipt = writer.publish(issue, "--email", "--audience=label:press-co")
        same((receipt["email"]["recipients"], receipt["differences"]), (1, []))
        wait_for(lab, "To the press", ["press@example.com"])
        answer, errors = try_it(writer, writer.copy_sample(title="To nobody", visibility="public", paywall=False),
                                "--email", "--audience=label:nobody", status=1)
        same((list_ids(answer), list_habits(answer)), (["audience-empty"], ["habit-audience"]))
        answer, errors = try_it(writer, writer.folder / "issue.md", "--email", "--audience=label:(", status=1)
        holds(list_ids(answer), "audience-refused")
        answer, errors = try_it(writer, writer.folder / "issue.md", "--email", "--audience=all")
        same((list_ids(answer), list_habits(answer)), ([], ["habit-audience"]))
        holds(errors, "(--audience=label:press-co)")
    finally:
        for number in ids:
            lab.ghost.admin.call("DELETE", f"members/{number}/")


def groups(lab):
    """The number that is said is that of those who get it, for a tier, a label, and either."""
    ids = []
    tier = next(one for one in lab.ghost.admin.ask("GET", "tiers/?limit=100")["tiers"] if one["type"] == "paid")
    try:
        for name, more in (("board", {}), ("patron", {"tiers": [{"id": tier["id"]}]}), ("deaf", {"newsletters": []})):
            member = {"email": f"{name}@example.com", "labels": ["Board"], **more}
            ids.append(lab.ghost.admin.ask("POST", "members/", {"members": [member]})["members"][0]["id"])
        labelled = ["board@example.com", "patron@example.com"]
        for number, (whom, wanted) in enumerate((("label:board", labelled),
                                                 ("tier:" + tier["slug"], PAID + labelled[1:]),
                                                 ("label:board,tier:" + tier["slug"], PAID + labelled))):
            writer = lab.writer(f"groups-{number}")
            title = f"To the group {number}"
            issue = writer.copy_sample(title=title, visibility="public", paywall=False)
            answer, _ = try_it(writer, issue, "--email", f"--audience={whom}")
            same(answer["recipients"], len(wanted), whom)
            receipt = writer.publish(issue, "--email", f"--audience={whom}")
            same((receipt["email"]["recipients"], receipt["differences"]), (len(wanted), []), whom)
            wait_for(lab, title, wanted)
    finally:
        for number in ids:
            lab.ghost.admin.call("DELETE", f"members/{number}/")


def elsewhere(lab):
    """Another machine sent the last issue: this one is held against it all the same."""
    first = lab.writer("habit-there")
    first.publish(first.copy_sample(title="Sent from there", visibility="public", paywall=False), "--email", "--audience=free")
    wait_for(lab, "Sent from there", FREE)
    writer = lab.writer("habit-here")
    issue = writer.copy_sample(title="Sent from here", visibility="public", paywall=False)
    for _ in range(2):
        answer, errors = try_it(writer, issue, "--email", "--audience=all")
        same(list_habits(answer), ["habit-audience"])
        holds(errors, "“Sent from there”, went to “status:free”; this one goes to “all”. (--audience=status:free)")
    same(list_habits(try_it(writer, issue, "--email", "--audience=free")[0]), [])
    with proxy.Proxy(lab.ghost.port) as line:
        line.on("GET", "newsletter_id", proxy.refuse(403, "{}"), times=-1)
        writer = lab.writer("habit-unheard", url=line.url)
        issue = writer.copy_sample(title="Sent without knowing", visibility="public", paywall=False)
        answer, errors = try_it(writer, issue, "--email", "--audience=all")
        same(list_habits(answer), ["habit-unknown"])
        holds(errors, "did not say what it mailed last")
        same(writer.publish(issue, "--email", "--audience=all")["status"], "published")
        wait_for(lab, "Sent without knowing", FREE + PAID)


def defaults(lab):
    """Whom the site mails when nothing is said."""
    writer = lab.writer("defaults")
    issue = writer.copy_sample(title="As usual", visibility="public", paywall=False)
    with settings(lab, editor_default_email_recipients="disabled"):
        answer, errors = try_it(writer, issue, "--email", status=1)
        same(list_ids(answer), ["audience-off"])
        holds(errors, "(--audience=all)")
        same(try_it(writer, issue, "--email", "--audience=all")[0]["recipients"], 4)
    with settings(lab, editor_default_email_recipients="filter", editor_default_email_recipients_filter="status:free"):
        same(try_it(writer, issue, "--email")[0]["recipients"], 2)


def newsletters(lab):
    """One for those who pay, and one that is archived."""
    writer = lab.writer("newsletters")
    made = lab.ghost.admin.ask("POST", "newsletters/?opt_in_existing=true", {"newsletters": [{"name": "For payers", "visibility": "paid"}]})["newsletters"][0]
    issue = writer.copy_sample(title="For payers", visibility="paid", paywall=False)
    try:
        answer, _ = try_it(writer, issue, "--email", "--audience=all", f"--newsletter={made['slug']}")
        same((answer["recipients"], list_ids(answer)), (2, []))
        answer, _ = try_it(writer, issue, "--email", "--audience=all", "--newsletter=default-newsletter", status=1)
        same(list_ids(answer), ["leak"])
        same(writer.run("publish", *login(writer), "--email-only", issue).status, 2)
    finally:
        lab.ghost.owner.ask("PUT", f"newsletters/{made['id']}/", {"newsletters": [{"status": "archived"}]})
    answer, errors = try_it(writer, issue, "--email", f"--newsletter={made['slug']}", status=1)
    same(list_ids(answer), ["newsletter-archived"])
    holds(errors, "(--newsletter=default-newsletter)")


def repeated(lab):
    """A title, a subject and an address that are there already."""
    writer = lab.writer("repeated")
    writer.publish(writer.copy_sample(title="It’s said \\\\ 'twice'", email_subject="Said once", slug="said"), "--publish")
    writer = lab.writer("repeats")
    answer, _ = try_it(writer, writer.copy_sample(title="It’s said \\\\ 'twice'", slug="said"), "--publish")
    same(list_ids(answer), ["repeat-title", "slug"])
    answer, _ = try_it(writer, writer.copy_sample(title="Another", email_subject="said once"), "--email")
    lacks(list_ids(answer), "repeat-title")
    answer, _ = try_it(writer, writer.copy_sample(title="Another", email_subject="Said once"), "--email")
    same(list_ids(answer), ["repeat-subject"])


def status(lab):
    """What the site tells later is told later: nothing has to be kept here for it."""
    writer = lab.writer("status")
    issue = writer.copy_sample(title="And then", visibility="public", paywall=False)
    writer.publish(issue, "--email", "--audience=all")
    wait_for(lab, "And then", FREE + PAID)
    number = ask_status(writer, issue)["id"]
    write_rows(lab, "UPDATE emails SET delivered_count = 3, opened_count = 2, failed_count = 1 WHERE post_id = ?", number)
    for key in (lab.ghost.admin_key, lab.ghost.staff_key):
        writer.write("key", key)
        answer = ask_status(writer, issue)
        same((answer["status"], answer["newsletter"], answer["audience"]), ("published", "default-newsletter", "all"))
        mail = answer["email"]
        same([mail[name] for name in ("status", "recipients", "submitted", "delivered", "failed", "opened")],
             ["submitted", 4, 4, 3, 1, 2])
    text = writer.run("status", *login(writer), issue).output
    holds(text, "Mail: Handed over to be delivered: 4 of 4.\n")
    holds(text, "Opened: 2 of 4 (50 %)\n")
    write_rows(lab, "UPDATE emails SET status = 'failed', error = 'It broke.' WHERE post_id = ?", number)
    same(ask_status(writer, issue, status=3)["email"]["error"], "It broke.")
    writer.run("publish", *login(writer), "--retry-mail", issue)
    same(ask_status(writer, issue)["email"]["status"], "submitted")


def proof(lab):
    """The mail as Ghost makes it, and to one address; a person's token only, and it is said why."""
    writer = lab.writer("proof", key=lab.ghost.staff_key)
    issue = writer.copy_sample(title="Galley proof")
    result = writer.run("mail", *login(writer), "preview", issue)
    same(result.status, 3)
    holds(result.errors, "save it there as a draft first")
    writer.publish(issue, "--draft")
    free = writer.run("mail", *login(writer), "preview", issue).output
    paid = writer.run("mail", *login(writer), "--as=paid", "--json", "preview", issue).json
    same(paid["subject"], "Galley proof")
    holds(free, "Upgrade to continue reading")
    lacks(paid["html"], "Upgrade to continue reading")
    before = len(lab.ghost.mail.newsletters)
    result = writer.run("mail", *login(writer), "--to=me@example.com", "test", issue)
    same((result.status, result.errors), (0, "A test mail went to me@example.com.\n"), str(result))
    end = time.monotonic() + 20
    while time.monotonic() < end and len(lab.ghost.mail.newsletters) == before:
        time.sleep(0.1)
    test = lab.ghost.mail.newsletters[-1]
    same((test.recipients, test.subject), (["me@example.com"], "[TEST] Galley proof"))
    same(writer.run("mail", *login(writer), "--to=me", "test", issue).status, 1)
    writer.write("key", lab.ghost.admin_key)
    result = writer.run("mail", *login(writer), "--to=me@example.com", "test", issue)
    same(result.status, 3)
    holds(result.errors, "A staff access token can")


class Person:
    """One more of the staff, who gets one role after the other."""

    def __init__(self, lab):
        self.owner = lab.ghost.owner
        self.roles = {role["name"]: role["id"] for role in self.owner.ask("GET", "roles/?limit=100")["roles"]}
        who = {"email": "person@example.com", "name": "Lee Person", "password": "Correct-Horse-9-Battery"}
        self.owner.ask("POST", "invites/", {"invites": [{"email": who["email"], "role_id": self.roles["Contributor"]}]})
        token = write_rows(lab, "SELECT token FROM invites WHERE email = ?", who["email"])[0][0]
        token = token.replace("+", "-").replace("/", "_").rstrip("=")
        visitor = admin.Admin(lab.ghost.url)
        visitor.ask("POST", "authentication/invitation/", {"invitation": [{**who, "token": token}]})
        cookie = visitor.call("POST", "session/", {"username": who["email"], "password": who["password"]}).get_cookie()
        me = admin.Admin(lab.ghost.url, cookie=cookie)
        self.id = me.ask("GET", "users/me/")["users"][0]["id"]
        key = me.ask("GET", f"users/{self.id}/token/")["apiKey"]
        self.key = f"{key['id']}:{key['secret']}"

    def become(self, role):
        self.owner.ask("PUT", f"users/{self.id}/?include=roles", {"users": [{"id": self.id, "roles": [self.roles[role]]}]})


def roles(lab):
    """What each key can do is known before it is tried, and explained."""
    person = Person(lab)
    cannot = {
        "Administrator": [],
        "Editor": ["count who gets a mail"],
        "Author": ["change posts of other people", "say who may read a post", "count who gets a mail", "read what became of each mail"],
        "Contributor": ["publish, schedule or send", "change posts of other people", "tag a post",
                        "count who gets a mail", "read what became of each mail"],
    }
    for role, sentences in cannot.items():
        person.become(role)
        writer = lab.writer("role-" + role.lower(), key=person.key)
        text = writer.run("account", "test", *login(writer)).output
        holds(text, f"The key belongs to Lee Person ({role}).")
        same(text.count("It cannot"), len(sentences), text)
        for sentence in sentences:
            holds(text, "It cannot " + sentence)
        issue = writer.copy_sample(title=f"By an {role}", visibility="public", paywall=False)
        writer.publish(issue, "--draft")
        if role == "Contributor":
            answer, errors = try_it(writer, issue, "--publish", status=1)
            same(list_ids(answer), ["rights"])
            holds(errors, "(--draft)")
            writer.publish(issue, "--publish", status=1)
        elif role == "Author":
            paid = lab.writer("role-author-paid", key=person.key)
            answer, _ = try_it(paid, paid.copy_sample(title="A paid one"), "--publish", status=1)
            same(list_ids(answer), ["rights-visibility"])
            answer, _ = try_it(writer, issue, "--email", "--audience=paid")
            same(answer["recipients"], None)
            holds(answer["sentence"], "send it to the paid members of Focus on Korea now")
            same(writer.publish(issue, "--email", "--audience=paid")["differences"], [])
            wait_for(lab, f"By an {role}", PAID)
        result = writer.run("mail", *login(writer), "preview", issue)
        holds(result.output, "<!doctype html>", str(result))


def different(lab):
    """The site mails others than was said: that is red, and in the exit status."""
    with proxy.Proxy(lab.ghost.port) as line:
        def widen(exchange):
            exchange.path = exchange.path.replace(urllib.parse.quote("status:-free", safe=""), "all")
        line.on("PUT", r"[?&]newsletter=", widen)
        writer = lab.writer("different", url=line.url)
        issue = writer.copy_sample(title="To more than was said", visibility="public", paywall=False)
        result = writer.run(*writer.publish_arguments(issue, "--email", "--audience=paid"))
        same(result.status, 3, str(result))
        holds(result.errors, "not as it was said: It should go to “status:-free”, and the site sends it to “all”.")
        same(len(result.json["differences"]), 1)


CASES = [
    ("/ghost/flow/take-down", take_down),
    ("/ghost/flow/schedule", schedule),
    ("/ghost/flow/audience", audience),
    ("/ghost/flow/groups", groups),
    ("/ghost/flow/elsewhere", elsewhere),
    ("/ghost/flow/defaults", defaults),
    ("/ghost/flow/newsletters", newsletters),
    ("/ghost/flow/repeated", repeated),
    ("/ghost/flow/status", status),
    ("/ghost/flow/proof", proof),
    ("/ghost/flow/roles", roles),
    ("/ghost/flow/different", different),
]
