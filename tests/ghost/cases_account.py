# SPDX-License-Identifier: GPL-3.0-or-later
"""A site is found from what a person types, and its keys are told apart."""

import re

import proxy
from server import TITLE
from tap import holds, lacks, same

CONNECTED = f"Connected to {TITLE}, Ghost 6.65."


def run(writer, *arguments, url=None, status=0):
    result = writer.run("account", *arguments, "--service=ghost", f"--url={url or writer.url}",
                        f"--key-file={writer.key_file}")
    same(result.status, status, str(result))
    return result


def integration(lab):
    writer = lab.writer("integration")
    output = run(writer, "test").output
    holds(output, f"{CONNECTED} The key belongs to an integration.\n")
    holds(output, "It cannot show the mail as the site makes it")


def staff(lab):
    writer = lab.writer("person", key=lab.ghost.staff_key)
    same(run(writer, "test").output, f"{CONNECTED} The key belongs to Kim Owner (Owner).\n")


def typed(lab):
    """As people copy addresses: out of the browser, with and without the end."""
    writer = lab.writer("typed")
    for tail in ("", "/", "/ghost", "/ghost/#/settings/integrations", "/coming-soon/", "/?utm=x#top"):
        holds(run(writer, "test", url=lab.ghost.url + tail).output, CONNECTED, tail)
    same(run(writer, "test", url="http://127.0.0.1:1/", status=4).output, "")
    # Somebody's server that is no Ghost.
    result = run(writer, "test", url=f"http://127.0.0.1:{lab.ghost.mail.port}/", status=3)
    lacks(result.errors, "Traceback")


def wrong(lab):
    key = lab.ghost.admin_key
    for wrong_key in ("0" * 24 + key[24:], key[:-4] + "0000", key[:40], "x"):
        writer = lab.writer("wrong", key=wrong_key + (":" if ":" not in wrong_key else ""))
        result = run(writer, "add", status=3)
        same(result.output, "")
        same(writer.run("account", "list").output, "", "an account with a wrong key is not kept")


def kept(lab):
    """Added once, its name is enough, and no file has the key."""
    writer = lab.writer("kept")
    same(run(writer, "add", "--name=Mine").errors, "Added “Mine”.\n")
    same(writer.run("account", "list").output, f"Mine\tghost\t{lab.ghost.url}/\n")
    writer.key_file.write_text("0:0")
    holds(writer.run("account", "test", "Mine").output, f"{CONNECTED} The key belongs to an integration.\n")
    issue = writer.copy_sample(title="Published by the name of an account")
    result = writer.run("publish", "--account=Mine", "--draft", "--json", issue)
    same((result.status, result.json["status"]), (0, "draft"), str(result))
    writer.key_file.write_text(lab.ghost.admin_key)
    writer.check_no_secrets()
    same(writer.run("account", "remove", "Mine").status, 0)
    same(writer.run("account", "test", "Mine").status, 3)


def other_site(lab):
    """The name of an account is another site's by now: what was begun on the first is not mailed from there."""
    title = "Begun on another site"
    writer = lab.writer("other site")
    line = proxy.Proxy(lab.ghost.port)
    try:
        run(writer, "add", "--name=Mine", url=line.url)
        issue = writer.copy_sample(title=title)
        line.on("PUT", r"newsletter=", proxy.cut_before, times=-1)
        same(writer.run("publish", "--account=Mine", "--email", issue).status, 4)
        line.clear()
        journal = next(writer.folder.rglob("publish/*.jsonl"))
        text = journal.read_text(encoding="utf-8")
        journal.write_text(re.sub(r'"site":"[^"]*"', '"site":"first.example"', text), encoding="utf-8")
        result = writer.run("resume")
        same(result.status, 3, str(result))
        holds(result.errors, "was begun on first.example")
        same([status for status, _ in lab.ghost.admin.count_posts(title)], ["draft"])
        journal.write_text(text, encoding="utf-8")
        same(writer.run("resume").status, 0)
        same([status for status, _ in lab.ghost.admin.count_posts(title)], ["published"])
    finally:
        line.stop()


CASES = [
    ("/ghost/account/integration", integration),
    ("/ghost/account/staff", staff),
    ("/ghost/account/typed", typed),
    ("/ghost/account/wrong", wrong),
    ("/ghost/account/kept", kept),
    ("/ghost/account/other-site", other_site),
]
