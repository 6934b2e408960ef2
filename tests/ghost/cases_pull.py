# SPDX-License-Identifier: GPL-3.0-or-later
"""A post becomes an issue and goes back: unedited nothing changes there, edited only what was edited."""

import contextlib
import json
import os
import sqlite3
import subprocess
import time

import admin
from tap import holds, lacks, same


def pull(writer, post, output, *options, status=0):
    result = writer.run("pull", "--service=ghost", f"--url={writer.url}", f"--key-file={writer.key_file}", "--json",
                        "-o", writer.folder / output, *options, post)
    if result.status != status:
        raise AssertionError(f"pull {post}: wanted exit status {status}, got {result}")
    return result.json


def load_nodes(lab):
    """Every kind of node, as Ghost's editor or its API leaves them."""
    text = (lab.root / "tests" / "render" / "ghost-nodes.json").read_text(encoding="utf-8")
    return json.loads(text.replace("http://127.0.0.1:2368", lab.ghost.url.rstrip("/")))


def wrap(children):
    return json.dumps({"root": {"children": children, "direction": "ltr", "format": "", "indent": 0, "type": "root",
                                "version": 1}})


def create(lab, title, children, **fields):
    post = {"title": title, "status": "draft", "lexical": wrap(children), **fields}
    return lab.ghost.admin.ask("POST", "posts/?formats=html,lexical", {"posts": [post]})["posts"][0]


def text(words, bits=0):
    return {"detail": 0, "format": bits, "mode": "normal", "style": "", "text": words, "type": "extended-text",
            "version": 1}


def paragraph(*children):
    return {"children": list(children), "direction": "ltr", "format": "", "indent": 0, "type": "paragraph", "version": 1}


def children_of(post):
    return json.loads(post["lexical"])["root"]["children"]


def check_unchanged(lab, writer, post, issue):
    before = lab.ghost.admin.get_post(post["id"])
    receipt = writer.publish(writer.folder / issue, "--draft")
    after = lab.ghost.admin.get_post(post["id"])
    same(receipt["id"], post["id"])
    same(receipt["created"], False)
    same(after["updated_at"], before["updated_at"], "nothing was changed")
    same(after["lexical"], before["lexical"])
    for name in before:
        same(after[name], before[name], name)


def whole(lab):
    """Each kind of node in one post, with all its fields."""
    writer = lab.writer("pull-whole")
    nodes = [node for name, node in load_nodes(lab).items() if not name.startswith(("at-link", "header v1", "paywall"))]
    post = create(lab, "All of it: “Nuri” & more", nodes + [paragraph()], slug="all-of-it", tags=["Space", "#internal", "A, B"],
                  custom_excerpt="A deck: with a colon", visibility="paid", featured=True, meta_title="Meta # title",
                  og_title="OG", twitter_description="T", canonical_url="https://example.org/x", email_subject="Subject",
                  feature_image="https://img.example/pic.jpg", feature_image_alt="Alt",
                  feature_image_caption="<span style=\"white-space: pre-wrap;\">The “Nuri” <b><strong>now</strong></b>. Credit: KARI</span>")
    receipt = pull(writer, "all-of-it", "issue.md")
    same(receipt["id"], post["id"])
    issue = (writer.folder / "issue.md").read_text(encoding="utf-8")
    for part in ("subtitle:", "slug: all-of-it", "featured: true", "visibility: paid", "image-credit: KARI",
                 "meta-title:", "```ghost-card\n", "> [!TIP]", post["id"]):
        holds(issue, part)
    again = writer.run("render", "--to", "markdown", "issue.md")
    same(again.output.rstrip("\n"), issue.rstrip("\n"), "what pull writes is canonical")
    check_unchanged(lab, writer, post, "issue.md")
    check_unchanged(lab, writer, post, "issue.md")
    writer.check_no_secrets()


def edited(lab):
    """One paragraph changes: every other block is the very node it was."""
    writer = lab.writer("pull-edited")
    kept = [node for name, node in load_nodes(lab).items() if not name.startswith(("at-link", "header v1", "paywall"))]
    before = create(lab, "Edited", [paragraph(text("First words."))] + kept + [paragraph(text("bold ", 1), text("and not"))])
    pull(writer, before["id"], "issue.md")
    path = writer.folder / "issue.md"
    issue = path.read_text(encoding="utf-8")
    path.write_text(issue.replace("First words.", "Other words."), encoding="utf-8")
    writer.publish(path, "--draft")
    after = lab.ghost.admin.get_post(before["id"])
    same(len(children_of(after)), len(children_of(before)))
    same(children_of(after)[1:], children_of(before)[1:])
    same(children_of(after)[0]["children"][0]["text"], "Other words.")
    same(after["html"].replace("Other", "First"), before["html"])
    check_unchanged(lab, writer, before, "issue.md")


def brought(lab):
    """Pictures come along, and go back without being sent again."""
    writer = lab.writer("pull-pictures")
    issue = writer.copy_sample()
    first = writer.publish(issue, "--draft")
    other = lab.writer("pull-pictures-other")
    receipt = pull(other, first["id"], "inside/pulled.md")
    same(receipt["images"], len(first["images"]))
    pulled = (other.folder / "inside" / "pulled.md").read_text(encoding="utf-8")
    lacks(pulled, "/content/images/")
    found = sorted(path.name for path in (other.folder / "inside" / "assets").iterdir())
    same(len(found), len(first["images"]))
    check_unchanged(lab, other, first, "inside/pulled.md")
    again = other.publish(other.folder / "inside" / "pulled.md", "--draft")
    same([image["uploaded"] for image in again["images"]], [False] * len(first["images"]))


def elsewhere(lab):
    """A card that has no Markdown belongs to its post."""
    writer = lab.writer("pull-elsewhere")
    post = create(lab, "Home", [{"type": "transistor", "version": 1, "accentColor": "", "backgroundColor": ""},
                                paragraph(text("Words."))])
    pull(writer, post["id"], "issue.md")
    issue = (writer.folder / "issue.md").read_text(encoding="utf-8")
    fence = issue[issue.index("```ghost-card"):]
    other = writer.write("other.md", "---\ntitle: Elsewhere\n---\n" + fence)
    result = writer.run(*writer.publish_arguments(other, "--draft"))
    same(result.status, 1, result)
    holds(result.errors, "ghost-card")
    same(lab.ghost.admin.find_posts("Elsewhere"), [])


def guarded(lab):
    """What is there already is not replaced, unless it is what the last pull put there."""
    writer = lab.writer("pull-guarded")
    post = create(lab, "Guarded", [paragraph(text("One."))])
    mine = writer.write("mine.md", "Mine.\n")
    pull(writer, post["id"], "mine.md", status=5)
    same(mine.read_text(encoding="utf-8"), "Mine.\n")
    pull(writer, post["id"], "issue.md")
    lab.ghost.admin.change_post(post["id"], lexical=wrap([paragraph(text("Two."))]))
    pull(writer, post["id"], "issue.md")
    path = writer.folder / "issue.md"
    holds(path.read_text(encoding="utf-8"), "Two.")
    path.write_text(path.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    pull(writer, post["id"], "issue.md", status=5)
    pull(writer, "no-such-post", "none.md", status=3)
    same((writer.folder / "none.md").exists(), False)
    # What somebody changed there since is a conflict. Ghost tells times apart by whole seconds.
    time.sleep(1.1)
    lab.ghost.admin.change_post(post["id"], lexical=wrap([paragraph(text("Three."))]))
    same(writer.run(*writer.publish_arguments(path, "--draft")).status, 5)


def records(lab):
    """Each kind of node alone in a post of its own: pulled and pushed back, nothing there changes."""
    writer = lab.writer("pull-records")
    refused = []
    for number, (name, node) in enumerate(load_nodes(lab).items()):
        try:
            post = create(lab, f"Record {number}: {name}", [node, paragraph(text("After it."))])
        except admin.Refused:
            refused.append(name)
            continue
        pull(writer, post["id"], f"record-{number}.md")
        check_unchanged(lab, writer, post, f"record-{number}.md")
    # Ghost itself does not take a node as the first that it cannot show.
    same(refused, ["at-link (unfinished, dropped)", "tk"] if refused else [])


def at_random(lab):
    """Documents that nobody wrote: unedited nothing changes, and one edit leaves all other nodes as they were."""
    writer = lab.writer("pull-random")
    program = os.path.join(os.environ["GALLEY_BUILD_ROOT"], "tests", "render", "test-round-trip")
    made = subprocess.run([program, "--documents", "12"], capture_output=True, check=True).stdout.decode()
    taken = 0
    for number, document in enumerate(made.splitlines()):
        children = json.loads(document)["root"]["children"]
        try:
            post = create(lab, f"Random {number}", [paragraph(text("First words."))] + children)
        except admin.Refused:
            continue
        taken += 1
        path = writer.folder / f"random-{number}.md"
        pull(writer, post["id"], path.name)
        check_unchanged(lab, writer, post, path.name)
        path.write_text(path.read_text(encoding="utf-8").replace("First words.", "Other words.", 1), encoding="utf-8")
        result = writer.run(*writer.publish_arguments(path, "--draft"))
        after = lab.ghost.admin.get_post(post["id"])
        # What Ghost cannot show whole is said; what it stored is the edit and nothing else all the same.
        holds((0, 1, 6), result.status)
        same(children_of(after)[1:], children_of(post)[1:], f"random document {number}")
    holds(range(8, 13), taken)


def set_page(lab, number, html, mobiledoc=None):
    """A post of which only the page is left, or the document of the editor before, as no API makes one."""
    with contextlib.closing(sqlite3.connect(lab.ghost.folder / "ghost.db", timeout=30)) as database:
        database.execute("UPDATE posts SET lexical = NULL, mobiledoc = ?, html = ? WHERE id = ?", (mobiledoc, html, number))
        database.commit()


def older(lab):
    """A post of an older editor is converted, which is said; unedited it stays as it is there."""
    writer = lab.writer("pull-older")
    post = create(lab, "Older", [paragraph(text("x"))])
    html = "<p>Old <strong>words</strong></p><table><tr><td>x</td></tr></table>"
    set_page(lab, post["id"], html)
    before = lab.ghost.admin.get_post(post["id"])
    same([before["lexical"], before["html"]], [None, html])
    receipt = pull(writer, post["id"], "older.md")
    same([finding["id"] for finding in receipt["findings"]], ["pull-converted"])
    issue = (writer.folder / "older.md").read_text(encoding="utf-8")
    holds(issue, "Old **words**")
    holds(issue, "<table>")
    check_unchanged(lab, writer, post, "older.md")
    # With anything else the document has to go along: Ghost would store an empty one.
    (writer.folder / "older.md").write_text(issue.replace("title: Older", "title: Newer"), encoding="utf-8")
    writer.publish(writer.folder / "older.md", "--draft")
    after = lab.ghost.admin.get_post(post["id"])
    same(after["title"], "Newer")
    holds(after["html"], "<p>Old <strong>words</strong></p>")
    holds(after["html"], "<table>")


MOBILEDOC = json.dumps({
    "version": "0.3.1", "ghostVersion": "4.0", "atoms": [["soft-return", "", {}]],
    "cards": [["image", {"src": "https://img.example/a.jpg", "alt": "A", "caption": "Cap", "cardWidth": "wide"}], ["paywall", {}]],
    "markups": [["strong"], ["a", ["href", "https://x.example/"]]],
    "sections": [[1, "p", [[0, [], 0, "Old "], [0, [0], 1, "words"], [0, [], 0, " and a "], [0, [1], 1, "link"], [1, [], 0, 0],
                           [0, [], 0, "after"]]],
                 [10, 0], [1, "h2", [[0, [], 0, "Head"]]], [3, "ul", [[[0, [], 0, "one"]], [[0, [], 0, "two"]]]], [10, 1],
                 [1, "p", [[0, [], 0, "For members"]]]]})
MOBILEDOC_PAGE = ('<p>Old <strong>words</strong> and a <a href="https://x.example/">link</a><br>after</p>'
                  '<figure class="kg-card kg-image-card kg-width-wide kg-card-hascaption"><img src="https://img.example/a.jpg" '
                  'class="kg-image" alt="A" loading="lazy"><figcaption>Cap</figcaption></figure><h2 id="head">Head</h2>'
                  "<ul><li>one</li><li>two</li></ul><!--members-only--><p>For members</p>")


def mobiledoc(lab):
    """A post of the editor before: converted, which is said; unedited it keeps that document; edited it has a new one."""
    writer = lab.writer("pull-mobiledoc")
    post = create(lab, "Mobile", [paragraph(text("x"))], slug="mobile")
    set_page(lab, post["id"], MOBILEDOC_PAGE, MOBILEDOC)
    before = lab.ghost.admin.get_post(post["id"])
    same([before["lexical"], before["html"]], [None, MOBILEDOC_PAGE])
    receipt = pull(writer, "mobile", "mobile.md")
    same([finding["id"] for finding in receipt["findings"]], ["pull-converted"])
    issue = (writer.folder / "mobile.md").read_text(encoding="utf-8")
    holds(issue, "Old **words** and a [link](https://x.example/)\\\nafter\n\n"
                 '![A](https://img.example/a.jpg "Cap"){.wide}\n\n## Head\n\n- one\n- two\n\n<!--members-only-->\n\nFor members\n')
    check_unchanged(lab, writer, post, "mobile.md")
    with contextlib.closing(sqlite3.connect(lab.ghost.folder / "ghost.db", timeout=30)) as database:
        same(database.execute("SELECT mobiledoc FROM posts WHERE id = ?", (post["id"],)).fetchone()[0], MOBILEDOC)
    (writer.folder / "mobile.md").write_text(issue.replace("For members", "For our members"), encoding="utf-8")
    writer.publish(writer.folder / "mobile.md", "--draft")
    after = lab.ghost.admin.get_post(post["id"])
    holds(after["html"], "<p>For our members</p>")
    holds(after["html"], "<li>two</li></ul><!--members-only-->")
    same(after["lexical"] is not None, True)


def untouched(lab):
    """What an issue has no key for stays as it is there, also when something else is pushed."""
    writer = lab.writer("pull-untouched")
    tiers = [tier for tier in lab.ghost.admin.ask("GET", "tiers/?limit=100")["tiers"] if tier["type"] == "paid"][:1]
    kept = {"codeinjection_head": "<style>p{}</style>", "codeinjection_foot": "<script>1</script>",
            "custom_template": None, "featured": True, "visibility": "tiers", "tiers": [{"id": tiers[0]["id"]}],
            "og_image": "https://img.example/og.jpg", "og_description": "OG: d", "twitter_title": "TT",
            "twitter_image": "https://img.example/t.jpg", "meta_description": "M", "tags": ["One", "#two"]}
    post = create(lab, "Untouched", [paragraph(text("First words."))], **kept)
    pull(writer, post["id"], "issue.md")
    path = writer.folder / "issue.md"
    issue = path.read_text(encoding="utf-8")
    for part in ("tiers:", "og-image:", "og-description:", "twitter-title:", "twitter-image:", "meta-description:",
                 "authors:", "featured: true", "tags:"):
        holds(issue, part)
    check_unchanged(lab, writer, post, "issue.md")
    path.write_text(issue.replace("First words.", "Other words."), encoding="utf-8")
    writer.publish(path, "--draft")
    after = lab.ghost.admin.get_post(post["id"])
    holds(after["lexical"], "Other words.")
    for name in post:
        if name in after and name not in ("lexical", "html", "updated_at", "excerpt", "plaintext", "reading_time", "tiers",
                                          "tags"):
            same(after[name], post[name], name)
    same([tier["id"] for tier in after["tiers"]], [tiers[0]["id"]])
    same([tag["name"] for tag in after["tags"]], ["One", "#two"])


def listed(lab):
    """More posts than one page holds, searched and by status."""
    writer = lab.writer("pull-listed")

    def ask(*options):
        result = writer.run("posts", "--service=ghost", f"--url={writer.url}", f"--key-file={writer.key_file}", "--json",
                            *options)
        same(result.status, 0, result)
        return result.json

    made = [create(lab, f"Ledger’s “{number}” O'Neil 누리", [paragraph(text("x"))])["id"] for number in range(55)]
    lab.ghost.admin.change_post(made[7], custom_excerpt="A rare (excerpt), it's \\ 100%")
    first = ask("--search=ledger’s o'neil 누리")
    second = ask("--search=o'neil ledger’s", "--page=2")
    same([first["page"], first["pages"], first["total"], len(first["posts"])], [1, 2, 55, 50])
    same([second["page"], len(second["posts"])], [2, 5])
    same(sorted(post["id"] for post in first["posts"] + second["posts"]), sorted(made))
    same([post["id"] for post in ask("--search=rare (excerpt), it's 100%")["posts"]], [made[7]])
    same(ask("--search=ledger’s", "--status=published")["posts"], [])
    same(ask("--search=ledger’s'),(title:~'")["posts"], [])
    same(ask("--search=no such words at all")["total"], 0)
    same(ask("--search=nowhere")["total"], 0)
    same(ask("--search=ledger’s")["total"], 55)
    same(ask("--search=ledger’s", "--status=draft", "--page=99")["posts"], [])
    entry = ask("--search=\"7\"")["posts"][0]
    same([entry["status"], entry["visibility"], entry["published_at"]], ["draft", "public", None])


CASES = [
    ("/ghost/pull/whole", whole),
    ("/ghost/pull/edited", edited),
    ("/ghost/pull/pictures", brought),
    ("/ghost/pull/elsewhere", elsewhere),
    ("/ghost/pull/guarded", guarded),
    ("/ghost/pull/records", records),
    ("/ghost/pull/random", at_random),
    ("/ghost/pull/older", older),
    ("/ghost/pull/mobiledoc", mobiledoc),
    ("/ghost/pull/untouched", untouched),
    ("/ghost/pull/listed", listed),
]
