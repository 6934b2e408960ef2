# SPDX-License-Identifier: GPL-3.0-or-later
"""A post becomes an issue and goes back: unedited nothing changes there, edited only what was edited."""

import json
import time

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


CASES = [
    ("/ghost/pull/whole", whole),
    ("/ghost/pull/edited", edited),
    ("/ghost/pull/pictures", brought),
    ("/ghost/pull/elsewhere", elsewhere),
    ("/ghost/pull/guarded", guarded),
]
