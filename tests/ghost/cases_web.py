# SPDX-License-Identifier: GPL-3.0-or-later
"""The preview without a network is the page: what galley-cli renders is what Ghost rendered."""

import difflib
import re

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
    return [("/ghost/web/sample", sample)] + [("/ghost/web/golden/" + name, golden(name)) for name in names]
