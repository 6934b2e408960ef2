# SPDX-License-Identifier: GPL-3.0-or-later
"""A draft, its publication, a second time, a change: always one post, and what readers see of it."""

import admin
from tap import holds, lacks, same

TITLE = "NATO Diplomacy, South Korea's AI & Space Tech Push"
SLUG = "nato-diplomacy-south-koreas-ai-space-tech-push"
ALT = "A white three-stage rocket lying on yellow cradles in an assembly hall, with four engineers around it"
CAPTION = "launch vehicle undergoing assembly. Credit: Korea Aerospace Research Institute"
BEFORE_THE_WALL = "a government that has watched others turn supply chains into levers"
# A piece of each thing behind the paywall, as its HTML on the page is.
BEHIND_THE_WALL = [
    '<figure class="kg-card kg-image-card kg-width-wide kg-card-hascaption">',
    '<figcaption>The "Nuri" on its pad at the Naro Space Center before sunrise. Credit: Galley</figcaption>',
    'alt="The launch vehicle standing at its green service tower by the sea, the sun just below the hills"',
    '<td style="text-align:left">October 2021</td>',
    "<s>A national prestige project</s>",
    '<div class="kg-card kg-toggle-card"',
    'class="kg-btn kg-btn-accent">Read the earlier issues</a>',
    '<form class="kg-signup-card-form" data-members-form="signup">',
    "One careful letter a week about the peninsula and its neighbours.",
    '<li id="fn1"><p>For <em>Indo-Pacific Four</em>.',
]


def draft(lab):
    writer = lab.writer("draft")
    issue = writer.copy_sample()
    receipt = writer.publish(issue, "--draft")
    same((receipt["status"], receipt["created"]), ("draft", True))
    same([image["uploaded"] for image in receipt["images"]], [True, True])
    post = lab.ghost.admin.get_post(receipt["id"])
    same((post["title"], post["slug"], post["status"], post["visibility"]), (TITLE, SLUG, "draft", "paid"))
    same(post["custom_excerpt"], "NATO's diplomacy and China's concerns")
    same([tag["name"] for tag in post["tags"]], ["Diplomacy", "Space", "AI"])
    same(post["feature_image"], receipt["images"][0]["url"])
    same(post["feature_image_alt"], ALT)
    holds(post["feature_image_caption"], CAPTION)
    for image in receipt["images"]:
        same(admin.exchange(image["url"]).status, 200, image["url"])
    same(admin.exchange(f"{lab.ghost.url}/{SLUG}/").status, 404, "a draft has no page")
    writer.check_no_secrets()


def check_page(lab, url):
    """What a visitor, a free member and a paying one get of the sample."""
    for address in (None, "free-1@example.com", "paid-1@example.com"):
        page = lab.ghost.read_page(url, address)
        who = f"the page of {address or 'a visitor'}"
        # The picture, the deck and what is before the wall are everybody's.
        for part in (f'alt="{ALT}"', CAPTION, "NATO&#x27;s diplomacy and China&#x27;s concerns", BEFORE_THE_WALL,
                     '<blockquote class="kg-blockquote-alt">A partner is somebody who is told early.',
                     '<a href="#fn1"><sup>1</sup></a>'):
            holds(page, part, who)
        for part in BEHIND_THE_WALL:
            (holds if address == "paid-1@example.com" else lacks)(page, part, who)
        if address != "paid-1@example.com":
            holds(page, "This post is for paying subscribers only", who)


def publish(lab):
    writer = lab.writer("publish")
    issue = writer.copy_sample(title="The issue on the web")
    receipt = writer.publish(issue, "--draft")
    published = writer.publish(issue, "--publish")
    same((published["id"], published["status"], published["created"]), (receipt["id"], "published", False))
    same([image["uploaded"] for image in published["images"]], [False, False], "pictures go up once")
    same([image["url"] for image in published["images"]], [image["url"] for image in receipt["images"]])
    check_page(lab, published["url"])

    again = writer.publish(issue, "--publish")
    same((again["id"], again["updated_at"]), (receipt["id"], published["updated_at"]), "unchanged, it stays as it is")
    same([image["uploaded"] for image in again["images"]], [False, False])
    same(len(lab.ghost.admin.find_posts("The issue on the web")), 1)
    same(lab.ghost.mail.find("The issue on the web"), [], "nobody asked for a mail")


def edit(lab):
    writer = lab.writer("edit")
    issue = writer.copy_sample(title="The issue before its change", visibility="public", paywall=False)
    receipt = writer.publish(issue, "--publish")
    text = issue.read_text(encoding="utf-8")
    holds(text, receipt["id"], "the issue's front matter")
    issue.write_text(text.replace("The issue before its change", "The issue after it")
                     .replace("Good morning.", "Good *evening*.").replace("tags: [Diplomacy, Space, AI]", "tags: [space]"),
                     encoding="utf-8")
    changed = writer.publish(issue, "--publish")
    same((changed["id"], changed["url"]), (receipt["id"], receipt["url"]), "links that readers have stay good")
    same([image["uploaded"] for image in changed["images"]], [False, False])
    page = lab.ghost.read_page(changed["url"])
    holds(page, "Good <em>evening</em>.")
    holds(page, "The issue after it")
    same([tag["slug"] for tag in lab.ghost.admin.get_post(receipt["id"])["tags"]], ["space"], "no second tag for a small letter")
    same(lab.ghost.admin.find_posts("The issue before its change"), [])
    same(len(lab.ghost.admin.find_posts("The issue after it")), 1)


def picture(lab):
    """A picture that changed goes up; the one beside it does not."""
    writer = lab.writer("picture")
    issue = writer.copy_sample(title="The issue with another picture", visibility="public", paywall=False)
    receipt = writer.publish(issue, "--publish")
    assets = writer.folder / "assets"
    (assets / "nuri-pad.jpg").write_bytes((assets / "nuri-assembly.jpg").read_bytes())
    pad = assets / "nuri-pad.jpg"
    pad.write_bytes(pad.read_bytes() + b"\0")
    changed = writer.publish(issue, "--publish")
    same(changed["id"], receipt["id"])
    same(changed["images"][0], dict(receipt["images"][0], uploaded=False))
    if changed["images"][1]["url"] == receipt["images"][1]["url"]:
        raise AssertionError("the new picture has the address of the old one")
    holds(lab.ghost.read_page(changed["url"]), changed["images"][1]["url"])


def staff(lab):
    """A staff token does what an integration does."""
    writer = lab.writer("staff", key=lab.ghost.staff_key)
    issue = writer.copy_sample(title="The issue of a person", visibility="members")
    receipt = writer.publish(issue, "--publish")
    same(receipt["status"], "published")
    lacks(lab.ghost.read_page(receipt["url"]), BEHIND_THE_WALL[0])
    holds(lab.ghost.read_page(receipt["url"], "free-1@example.com"), BEHIND_THE_WALL[0])


def korean(lab):
    """A title that has no Latin letters: its address is the one that Ghost itself makes of it."""
    writer = lab.writer("korean")
    title = "한국의 우주 로켓 누리호"
    issue = writer.write("issue.md", f"---\ntitle: {title}\n---\n\nThe rocket is ready.\n")
    own = lab.ghost.admin.ask("POST", "posts/", {"posts": [{"title": title, "status": "draft"}]})["posts"][0]
    receipt = writer.publish(issue, "--publish")
    slug = lab.ghost.admin.get_post(receipt["id"])["slug"]
    same(slug, own["slug"] + "-2")
    holds(receipt["url"], f"/{slug}/")
    lab.ghost.admin.ask("DELETE", f"posts/{own['id']}/")
    same(writer.publish(issue, "--publish")["url"], receipt["url"])


CASES = [
    ("/ghost/publish/draft", draft),
    ("/ghost/publish/publish", publish),
    ("/ghost/publish/edit", edit),
    ("/ghost/publish/picture", picture),
    ("/ghost/publish/staff", staff),
    ("/ghost/publish/korean", korean),
]
