# SPDX-License-Identifier: GPL-3.0-or-later
"""A draft, its publication, a second time, a change: always one post, and what readers see of it."""

import admin
from tap import holds, lacks, same

TITLE = "NATO Diplomacy, South Korea's AI & Space Tech Push"


def draft(lab):
    writer = lab.writer("draft")
    issue = writer.copy_sample()
    receipt = writer.publish(issue, "--draft")
    same(receipt["status"], "draft")
    same(receipt["created"], True)
    same([image["uploaded"] for image in receipt["images"]], [True, True])
    post = lab.ghost.admin.get_post(receipt["id"])
    same(post["title"], TITLE)
    same(post["status"], "draft")
    same(post["visibility"], "paid")
    same(post["slug"], "nato-diplomacy-south-koreas-ai-space-tech-push")
    same(post["custom_excerpt"], "NATO's diplomacy and China's concerns")
    same([tag["name"] for tag in post["tags"]], ["Diplomacy", "Space", "AI"])
    same(post["feature_image"], receipt["images"][0]["url"])
    holds(post["feature_image_alt"], "A white three-stage rocket")
    holds(post["feature_image_caption"], "launch vehicle undergoing assembly. Credit: Korea Aerospace Research Institute")
    for image in receipt["images"]:
        same(admin.exchange(image["url"]).status, 200, image["url"])
    writer.check_no_secrets()

    again = writer.publish(issue, "--draft")
    same(again["id"], receipt["id"])
    same(again["created"], False)
    same([image["uploaded"] for image in again["images"]], [False, False])
    same(again["updated_at"], receipt["updated_at"], "an unchanged issue changes nothing")

    published = writer.publish(issue, "--publish")
    same(published["id"], receipt["id"])
    same(published["status"], "published")
    same([image["uploaded"] for image in published["images"]], [False, False])
    same(len(lab.ghost.admin.find_posts(TITLE)), 1)
    page = admin.exchange(published["url"])
    same(page.status, 200)
    holds(page.text, "NATO&#x27;s diplomacy", "the page")
    lacks(page.text, "Nuri, an old word", "the page of a visitor")


CASES = [
    ("/ghost/publish/draft", draft),
]
