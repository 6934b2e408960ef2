# SPDX-License-Identifier: GPL-3.0-or-later
"""Two write the same post: nobody's sentence is lost, and nobody's is overwritten unless a person said so."""

import json
import time

from cases_faults import Line
from cases_pull import children_of, create, load_nodes, paragraph, pull, text, wrap
from tap import holds, lacks, same

BODY = """The first words. They go on for a while. And they end here.

A second paragraph, of <u>one</u> sentence and *marks* of a kind.

<!-- ask Kim before we send this -->

- An item
- Another item

The third paragraph. It has an end.
"""


class Desk:
    """An issue on one side, an editor in Ghost on the other."""

    def __init__(self, lab, name, act="--draft", fields=""):
        self.lab = lab
        self.title = "Merge " + name
        self.act = act
        self.writer = lab.writer("merge-" + name)
        self.issue = self.writer.write("issue.md", f"---\ntitle: {self.title}\nsubtitle: A deck\ntags: [Space, Korea]\n"
                                       f"{fields}---\n\n{BODY}")
        self.id = self.publish()["id"]

    def publish(self, *options, status=0):
        return self.writer.publish(self.issue, self.act, *options, status=status)

    def read(self):
        return self.issue.read_text(encoding="utf-8")

    def write(self, before, after):
        holds(self.read(), before)
        self.issue.write_text(self.read().replace(before, after), encoding="utf-8")

    def get(self):
        return self.lab.ghost.admin.get_post(self.id)

    def change(self, before=None, after=None, **fields):
        """As somebody in Ghost's editor does."""
        time.sleep(1.1)  # Ghost's clock has seconds
        if before is not None:
            lexical = self.get()["lexical"]
            holds(lexical, before)
            fields["lexical"] = lexical.replace(before, after)
        self.lab.ghost.admin.change_post(self.id, **fields)


def keys(changes):
    return [change["key"] for change in changes]


def clean(act, status):
    """Each side changes another sentence, and fields: both come together, and the site has all of it."""
    def case(lab):
        desk = Desk(lab, "clean " + status, act)
        desk.change("They go on", "THEIRS go on", custom_excerpt="Their deck")
        desk.write("It has an end.", "It has OUR end.")
        answer = desk.publish(status=5)
        same(answer["error"]["code"], "conflict")
        same(keys(answer["conflict"]["there"]), ["subtitle", "body"])
        same(keys(answer["conflict"]["here"]), ["body"])
        same(answer["conflict"]["places"], 0)
        holds(desk.get()["html"], "THEIRS go on")
        receipt = desk.publish("--merge")
        same((receipt["id"], receipt["created"], receipt["status"]), (desk.id, False, status))
        post = desk.get()
        for words in ("THEIRS go on", "It has OUR end.", "The first words.", "And they end here."):
            holds(post["html"], words)
            holds(desk.read(), words)
        same(post["custom_excerpt"], "Their deck")
        holds(desk.read(), "subtitle: Their deck")
        holds(desk.read(), "<!-- ask Kim before we send this -->")
        holds(desk.read(), "of <u>one</u> sentence and *marks*")
        lacks(post["html"], "ask Kim")
        same(desk.publish()["id"], desk.id)
        same(len(lab.ghost.admin.find_posts(desk.title)), 1)
        reasons = [one["reason"] for one in desk.writer.run("versions", "list", "--json", desk.issue).json["versions"]]
        same(reasons[:3], ["publish", "merge", "theirs"])
    return case


def conflicting(lab):
    """Both change one sentence: both versions go into a file, and a person says what it shall be."""
    desk = Desk(lab, "conflicting")
    desk.change("They go on for a while.", "They go on for THEIR while.")
    desk.write("They go on for a while.", "They go on for OUR while.")
    before = desk.read()
    answer = desk.publish("--merge", status=5)
    same(answer["conflict"]["places"], 1)
    same(desk.read(), before, "the issue stays as it was")
    holds(desk.get()["html"], "THEIR while")
    marked = desk.writer.folder / answer["conflict"]["file"]
    same(marked.name, "issue.conflict.md")
    both = marked.read_text(encoding="utf-8")
    for words in ("OUR while.", "THEIR while.", "<<<<<<< mine", "======= theirs"):
        holds(both, words)
    # Nothing half decided goes out.
    desk.issue.write_text(both, encoding="utf-8")
    same(desk.publish("--seen", answer["conflict"]["seen"], status=1)["error"]["code"], "invalid")
    desk.issue.write_text(before, encoding="utf-8")
    same(desk.publish("--seen", "0123456789ab", status=5)["error"]["code"], "conflict")
    desk.publish("--seen", answer["conflict"]["seen"])
    holds(desk.get()["html"], "OUR while")
    lacks(desk.get()["html"], "THEIR while")
    # Theirs can still be had.
    versions = desk.writer.run("versions", "list", "--json", desk.issue).json["versions"]
    theirs = next(one for one in versions if one["reason"] == "theirs")
    holds(desk.writer.run("versions", "show", desk.issue, theirs["id"][:10]).output, "THEIR while.")


def unprotected(lab):
    """Fields that change in Ghost without a new date, and without a 409."""
    desk = Desk(lab, "unprotected", fields="meta-title: Our meta\nemail-subject: Our subject\n")
    before = desk.get()
    desk.change(meta_title="Their meta")
    same(desk.get()["updated_at"], before["updated_at"], "Ghost keeps its date")
    desk.write("It has an end.", "It has OUR end.")
    answer = desk.publish(status=5)
    same(keys(answer["conflict"]["there"]), ["meta-title"])
    desk.publish("--merge")
    post = desk.get()
    same((post["meta_title"], post["email_subject"]), ("Their meta", "Our subject"))
    holds(post["html"], "OUR end")
    holds(desk.read(), "meta-title: Their meta")
    # Both.
    desk.change(meta_title="Theirs again")
    desk.write("meta-title: Their meta", "meta-title: Ours again")
    answer = desk.publish("--merge", status=5)
    same(answer["conflict"]["places"], 1)
    same(desk.get()["meta_title"], "Theirs again")
    both = (desk.writer.folder / answer["conflict"]["file"]).read_text(encoding="utf-8")
    holds(both, "<<<<<<< mine\nmeta-title: Ours again\n")
    holds(both, "meta-title: Theirs again\n>>>>>>>\n")


# Ghost's name and ours of all that it neither dates nor refuses, with what stands there before, in the order
# in which they are told.
UNPROTECTED = [
    ("email_subject", "email-subject", "Our subject"),
    ("feature_image_alt", "image-alt", "Our alt"),
    ("feature_image_caption", "image-caption", "Our caption"),
    ("meta_title", "meta-title", "Our meta"),
    ("meta_description", "meta-description", "Our meta description"),
    ("og_image", "og-image", "https://example.org/our-og.png"),
    ("og_title", "og-title", "Our OG"),
    ("og_description", "og-description", "Our OG description"),
    ("twitter_image", "twitter-image", "https://example.org/our-x.png"),
    ("twitter_title", "twitter-title", "Our X"),
    ("twitter_description", "twitter-description", "Our X description"),
]


def each_unprotected(lab):
    """Each of them alone stops an update that would undo it; together they come with one merge."""
    fields = "image: https://example.org/one.png\n" + "".join(f"{key}: {ours}\n" for _, key, ours in UNPROTECTED)
    desk = Desk(lab, "each unprotected", fields=fields)
    before = desk.get()
    desk.write("It has an end.", "It has OUR end.")
    changed = []
    for name, key, ours in UNPROTECTED:
        lab.ghost.admin.change_post(desk.id, **{name: ours.replace("Our ", "Their ").replace("our-", "their-")})
        changed.append(key)
        same(keys(desk.publish(status=5)["conflict"]["there"]), changed)
    same(desk.get()["updated_at"], before["updated_at"], "Ghost keeps its date")
    desk.publish("--merge")
    post = desk.get()
    for name, key, ours in UNPROTECTED:
        theirs = ours.replace("Our ", "Their ").replace("our-", "their-")
        same(post[name], theirs)
        holds(desk.read(), f"{key}: {theirs}")
    holds(post["html"], "OUR end")


def title_and_tags(lab):
    """A title changes there, tags on both sides: sets come together."""
    desk = Desk(lab, "title and tags")
    desk.change(title=desk.title + ", theirs", tags=[{"name": "Korea"}, {"name": "Rockets"}])
    desk.write("tags: [Space, Korea]", "tags: [Space, Korea, Ours]")
    desk.publish("--merge")
    post = desk.get()
    same(post["title"], desk.title + ", theirs")
    same([tag["name"] for tag in post["tags"]], ["Korea", "Ours", "Rockets"])
    # What the issue never spoke of is the site's.
    desk.change(og_title="Theirs alone")
    desk.write("It has an end.", "It has OUR end.")
    desk.publish()
    same(desk.get()["og_title"], "Theirs alone")


def cards(lab):
    """Cards that only Ghost has, put in there, and kept through a merge to the byte."""
    desk = Desk(lab, "cards")
    node = {"type": "transistor", "version": 1, "accentColor": "#15171A", "backgroundColor": "#FFFFFF",
            "visibility": {"web": {"nonMember": True, "memberSegment": "status:free,status:-free"},
                           "email": {"memberSegment": "status:free,status:-free"}}}
    children = children_of(desk.get())
    children.insert(1, node)
    desk.change(lexical=wrap(children))
    desk.write("It has an end.", "It has OUR end.")
    stored = next(child for child in children_of(desk.get()) if child["type"] == "transistor")
    desk.publish("--merge")
    holds(desk.read(), "```ghost-card")
    same([child for child in children_of(desk.get()) if child["type"] == "transistor"], [stored])
    holds(desk.get()["html"], "OUR end")


def pulled(lab):
    """Pulled, changed there and here: what nobody touched is the node it was."""
    writer = lab.writer("merge-pulled")
    kept = [node for name, node in load_nodes(lab).items() if not name.startswith(("at-link", "header v1", "paywall"))]
    post = create(lab, "Merge pulled", [paragraph(text("First words. Second words."))] + kept + [paragraph(text("Last words."))])
    pull(writer, post["id"], "issue.md")
    path = writer.folder / "issue.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Last words.", "Our last words."), encoding="utf-8")
    time.sleep(1.1)
    lab.ghost.admin.change_post(post["id"], lexical=post["lexical"].replace("First words.", "Their first words."))
    before = children_of(lab.ghost.admin.get_post(post["id"]))
    same(writer.publish(path, "--draft", status=5)["error"]["code"], "conflict")
    writer.publish(path, "--draft", "--merge")
    after = children_of(lab.ghost.admin.get_post(post["id"]))
    same(len(after), len(before))
    same(after[1:-1], before[1:-1])
    same(after[0]["children"][0]["text"], "Their first words. Second words.")
    same(after[-1]["children"][0]["text"], "Our last words.")


def meanwhile(lab):
    """Somebody saves between our look and our change: 409, and the merge goes on from there."""
    with Line(lab, "merge meanwhile") as line:
        receipt = line.publish(act="--draft")
        line.issue.write_text(line.issue.read_text().replace("The first words", "Our words"))
        time.sleep(1.1)
        answers = []

        def write_first(exchange):
            lexical = lab.ghost.admin.get_post(receipt["id"])["lexical"].replace("The last words", "Their last words")
            lab.ghost.admin.change_post(receipt["id"], lexical=lexical)
            answers.append(exchange.forward().status)

        line.proxy.on("PUT", r"/posts/", write_first)
        line.writer.publish(line.issue, "--draft", "--merge")
        same(answers, [409])
        html = lab.ghost.admin.get_post(receipt["id"])["html"]
        holds(html, "Our words")
        holds(html, "Their last words")
        line.check_draft()


def deleted(lab):
    """The post is gone: its text is not, and there is one again when that is asked for."""
    desk = Desk(lab, "deleted")
    lab.ghost.admin.ask("DELETE", f"posts/{desk.id}/")
    desk.write("It has an end.", "It has OUR end.")
    error = desk.publish("--merge", status=5)["error"]
    same(error["code"], "conflict")
    holds(error["message"], "--anew")
    same(lab.ghost.admin.find_posts(desk.title), [])
    receipt = desk.publish("--anew")
    same(receipt["created"], True)
    posts = lab.ghost.admin.find_posts(desk.title)
    same(len(posts), 1)
    holds(lab.ghost.admin.get_post(posts[0]["id"])["html"], "OUR end")


def theirs_untouched(lab):
    """Only Ghost's own marks changed, or nothing: no conflict is made of it."""
    desk = Desk(lab, "untouched")
    document = json.loads(desk.get()["lexical"])
    document["root"]["children"][0]["children"][0]["style"] = ""
    desk.change(lexical=json.dumps(document, indent=1))
    desk.write("It has an end.", "It has OUR end.")
    desk.publish()
    holds(desk.get()["html"], "OUR end")


CASES = [
    ("/ghost/merge/clean-draft", clean("--draft", "draft")),
    ("/ghost/merge/clean-published", clean("--publish", "published")),
    ("/ghost/merge/conflicting", conflicting),
    ("/ghost/merge/unprotected", unprotected),
    ("/ghost/merge/each-unprotected", each_unprotected),
    ("/ghost/merge/title-and-tags", title_and_tags),
    ("/ghost/merge/cards", cards),
    ("/ghost/merge/pulled", pulled),
    ("/ghost/merge/meanwhile", meanwhile),
    ("/ghost/merge/deleted", deleted),
    ("/ghost/merge/untouched", theirs_untouched),
]
