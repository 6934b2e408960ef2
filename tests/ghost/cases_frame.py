# SPDX-License-Identifier: GPL-3.0-or-later
"""The frame of a mail: the same words as the site's own preview has, whatever its newsletter is set to show."""

import html.parser
import re

import admin
from tap import holds, lacks, same

PARTS = ("show_header_icon", "show_header_title", "show_header_name", "show_post_title_section", "show_excerpt",
         "show_feature_image", "feedback_enabled", "show_comment_cta", "show_share_button", "show_latest_posts",
         "show_subscription_details", "show_badge")
LOOKS = [
    ("everything", dict.fromkeys(PARTS, True), {"title_alignment": "left", "footer_content": "<p>The <b>footer</b> & more</p>"}),
    ("nothing", dict.fromkeys(PARTS, False), {}),
    ("some", dict(dict.fromkeys(PARTS, False), show_post_title_section=True, show_share_button=True, show_badge=True,
                  show_header_name=True), {"title_alignment": "center", "background_color": "#15212a"}),
]
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
NEVER = {"head", "style", "title", "script"}


class Words(html.parser.HTMLParser):
    """What a reader sees: no element that is not displayed; of pictures what they say."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open = []
        self.text = ""

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        hidden = tag in NEVER or re.search(r"display:\s*none", values.get("style") or "") is not None
        # What the buttons' icons say stands below them once more.
        if tag == "img" and not any(self.open) and not (values.get("src") or "").endswith("-mobile.png"):
            self.text += values.get("alt") or ""
        if tag not in VOID:
            self.open.append(hidden)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if tag not in VOID and self.open:
            self.open.pop()

    def handle_data(self, data):
        if not any(self.open):
            self.text += data


def read(text):
    words = Words()
    words.feed(text)
    words.close()
    return "".join(words.text.split())


def show(writer, issue, post, staff, newsletter, member):
    theirs = staff.ask("GET", f"email_previews/posts/{post}/?member_status={member}&newsletter={newsletter}")
    ours = writer.run("render", "--to", "email", "--as", member, issue).output
    same(read(ours), read(theirs["email_previews"][0]["html"]), f"the words of the mail of a {member} member")
    return ours


def look(name, parts, settings):
    def case(lab):
        staff = admin.Admin(lab.ghost.url, key=lab.ghost.staff_key)
        made = staff.ask("POST", "newsletters/", {"newsletters": [{"name": f"Frame with {name}", **parts, **settings}]})["newsletters"][0]
        try:
            writer = lab.writer("frame-" + name, key=lab.ghost.staff_key)
            issue = writer.copy_sample(title=f"Framed with {name}", newsletter=made["slug"])
            first = writer.publish(issue, "--publish")
            issue = writer.copy_sample(title=f"Again with {name}", newsletter=made["slug"], subtitle="The deck of the issue")
            second = writer.publish(issue, "--draft")
            same(first["id"] != second["id"], True)
            for member in ("free", "paid"):
                mail = show(writer, issue, second["id"], staff, made["slug"], member)
            for words in ("Keep reading", "Framed with", "More like this", "Subscription details", "Powered by Ghost"):
                (holds if parts["show_latest_posts"] or (words == "Powered by Ghost" and parts["show_badge"]) else lacks)(mail, words)
        finally:
            staff.ask("PUT", f"newsletters/{made['id']}/", {"newsletters": [{"status": "archived"}]})
    return case


CASES = [("/ghost/frame/" + name, look(name, parts, settings)) for name, parts, settings in LOOKS]
