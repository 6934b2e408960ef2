# SPDX-License-Identifier: GPL-3.0-or-later
"""The preview without a network is the page: what galley-cli renders is what Ghost rendered."""

import difflib
import html
import re
import urllib.request

import dom
import pictures
from tap import same

# What Ghost adds that is not of the issue, and why the preview does without it.
ADDED_TO_IMG = {
    "srcset": "smaller copies that the site makes of an uploaded picture; there is no site offline",
    "sizes": "says which of those copies to take",
}
# A moving picture of the button while it waits, which no reader sees before a click.
SPINNER = "<span class='kg-signup-card-button-loading'>"


def compare(theirs, mine, images=()):
    places = {image["file"]: image["url"] for image in images}

    def change(tag, attributes):
        if tag == "img":
            attributes = {name: value for name, value in attributes.items() if name not in ADDED_TO_IMG}
        # As a whole value, or as the url('…') of a style.
        for file, url in places.items():
            attributes = {name: url if value == file else value.replace(f"url('{file}')", f"url('{url}')")
                          for name, value in attributes.items()}
        return attributes

    wanted = dom.drop(dom.read(theirs, change), SPINNER)
    got = dom.drop(dom.read(mine, change), SPINNER)
    if got != wanted:
        raise AssertionError("Ghost (-) and the preview (+) differ:\n" + "\n".join(
            difflib.unified_diff(wanted, got, "Ghost", "preview", lineterm="", n=2)))


def sample(lab):
    writer = lab.writer("web")
    issue = writer.copy_sample(title="The sample, as the web has it")
    receipt = writer.publish(issue, "--draft")
    result = writer.run("render", "--to", "web", "--fragment", issue)
    same(result.status, 0, result.errors)
    compare(lab.ghost.admin.get_post(receipt["id"])["html"], result.output, receipt["images"])


def read_page(url):
    """What a reader without an account gets of a post: its words, and the heading of what it says below them."""
    with urllib.request.urlopen(url, timeout=60) as answer:
        page = answer.read().decode()
    content = re.search(r'<section class="gh-content[^"]*">(.*?)</section>', page, re.DOTALL)[1]
    words, _, box = content.partition('<aside class="gh-post-upgrade-cta">')
    heading = re.search(r"<h2>(.*?)</h2>", box, re.DOTALL)
    # The site tells where a reader comes from, to the addresses of others.
    words = words.replace('?ref=127.0.0.1"', '"')
    return words, " ".join(html.unescape(heading[1]).split()) if heading else None


def stranger(visibility, paywall):
    """A published post as a reader without an account gets it: cut where the site cuts it, with its words."""
    def case(lab):
        writer = lab.writer(f"stranger-{visibility}-{paywall}")
        issue = writer.copy_sample(paywall=paywall, title=f"To strangers, {visibility} {paywall}", visibility=visibility)
        gate = "\n> [!FREE]\n> For those without an account, too.\n\n> [!PAID]\n> For those who pay.\n"
        text = issue.read_text(encoding="utf-8")
        issue.write_text(text.replace("\n## ", gate + "\n## ", 1), encoding="utf-8")
        receipt = writer.publish(issue, "--publish")
        words, heading = read_page(receipt["url"])
        result = writer.run("render", "--to", "web", "--as", "anonymous", "--fragment", issue)
        same(result.status, 0, result.errors)
        compare(words, result.output, receipt["images"])
        whole = writer.run("render", "--to", "web", "--as", "anonymous", issue).output
        notice = re.search(r'<footer class="galley-notice">(.*?)</footer>', whole, re.DOTALL)
        same(notice and html.unescape(notice[1]), heading)
    return case


def store(lab, writer, issue, name):
    """As nodes alone, past what Galley checks before it publishes. Returns the post's number."""
    result = writer.run("render", "--to", "lexical", "--fragment", issue)
    same(result.status, 0, result.errors)
    return lab.ghost.admin.ask("POST", "posts/", {
        "posts": [{"title": name, "lexical": result.output.strip(), "status": "draft"}]})["posts"][0]["id"]


def golden(name):
    """Every golden text; with pictures under the names that it uses it is really published."""
    def case(lab):
        writer = lab.writer("golden-" + name)
        text = (lab.root / "tests" / "golden" / (name + ".md")).read_text(encoding="utf-8")
        sources = sorted(set(re.findall(r"assets/[\w.-]+", text)))
        for source in sources:
            pictures.write(writer.folder / source, 300, 200, source)
        original = writer.write("original.md", text)
        images = []
        if sources:
            receipt = writer.publish(writer.write("issue.md", text), "--draft")
            number, images = receipt["id"], receipt["images"]
        else:
            number = store(lab, writer, original, "Golden " + name)
        result = writer.run("render", "--to", "web", "--fragment", original)
        same(result.status, 0, result.errors)
        compare(lab.ghost.admin.get_post(number)["html"] or "", result.output, images)
    return case


def list_cases(root):
    names = sorted(path.stem for path in (root / "tests" / "golden").glob("*.md"))
    strangers = [(f"/ghost/web/stranger/{visibility}/{'cut' if paywall else 'whole'}", stranger(visibility, paywall))
                 for visibility, paywall in (("public", False), ("members", True), ("paid", True), ("paid", False))]
    return [("/ghost/web/sample", sample)] + strangers + [("/ghost/web/golden/" + name, golden(name)) for name in names]
