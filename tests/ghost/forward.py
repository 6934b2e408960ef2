#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""forward.py SOURCE_ROOT FORWARD_RENDER FOLDER [all | part of a name…]: the preview is the proof. Prints TAP.

Every issue of five collections (the CommonMark and GitHub specifications, forward-issues.md, the golden
files, each option of each card, what Ghost's own editor stores) is a draft in a real Ghost, read back, and compared with what Galley renders of it without
a network: the page, and the mails of a free and of a paying member. Without "all" only each n-th example
of the specifications is, so that it is done in a minute.
"""

import difflib
import json
import os
import pathlib
import re
import subprocess
import sys
import urllib.parse

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "lab"), str(HERE)]

import forward_cards  # noqa: E402
import forward_client  # noqa: E402
import forward_random  # noqa: E402
import forward_specs  # noqa: E402
import forward_styles  # noqa: E402
import forward_words  # noqa: E402
import install  # noqa: E402
import pictures  # noqa: E402
import server  # noqa: E402
import tap  # noqa: E402

RECORDS = HERE.parent / "render" / "ghost-nodes.json"
PAID = "---\nvisibility: paid\n---\n"  # as are the drafts
SAMPLE = 8  # of the specifications' examples one in so many, unless all are asked for
CHANCES, CHANCE_SAMPLE = 400, 20  # issues that chance wrote, and how many of them are looked at, one in so many
MAX_SHOWN = 40

# What differs and must: of an element's attributes, with the reason.
WEB_EXCEPTIONS = {
    ("img", "srcset"): "smaller copies that the site makes of an uploaded picture; there is no site offline",
    ("img", "sizes"): "says which of those copies to take",
}


MAIL_EXCEPTIONS = {
    ("*", "valign"): "the site's style inliner writes what its style sheet says once more as an attribute",
    ("*", "bgcolor"): "as above",
    ("table", "role"): "screen readers are told of every table that it is none; Ghost tells them of some",
    ("span", "src"): "a slip of Ghost's, in bookmarks",
    ("style", "*"): "the inliner takes style sheets away when it has written them into the elements",
    ("div", "empty"): "what Ghost leaves of a sign-up form",
    ("table", "width"): "the site's inliner, as above; what ours has is compared (forward_styles.py)",
    ("*", "size"): "a smaller copy that the site makes of an uploaded picture; there is no site offline",
    ("#comment", "if"): "what only Outlook reads; it must say nothing else (forward_styles.py)",
    ("*", "style"): "compared property by property (forward_styles.py)",
}
# Examples whose words or addresses are not the specification's, and why.
OLDER = "the Markdown library follows 0.29 of the specification, where this was otherwise"
LINKED = "a bare address is a link, as GitHub has it"
OPEN = "the example leaves an element open that swallows what is behind it, Ghost's own comments too"
BROWSER = "the site writes the address as a browser understands it"
WORDS_EXCEPTIONS = {
    **dict.fromkeys(("commonmark 28", "commonmark 354", "commonmark 625", "commonmark 626", "github 324"), OLDER),
    **dict.fromkeys(("commonmark 602", "commonmark 606", "commonmark 608", "commonmark 611", "commonmark 612", "github 611",
                     "github 615", "github 617", "github 620", "github 621", "github 634", "github 635"), LINKED),
    **dict.fromkeys(("commonmark 171", "commonmark 173", "github 142", "github 657"), OPEN),
    **dict.fromkeys(("commonmark 202", "commonmark 507", "github 171", "github 516"), BROWSER),
}


# One leaves an element open that takes text only, which the site escapes once more at each step; in one tags cross each
# other inside a gate, where it is not seen that the site's mails read them in their own way.
ESCAPED = {"commonmark 171", "chance 359"}
# Issues with words that are not for readers, and why.
UNSAFE = "an address that runs a script is taken away"
LOST = {
    **dict.fromkeys(("addresses", "golden card-button", "options button"), UNSAFE),
    **dict.fromkeys(("links with titles", "golden issue"), "Ghost's links have no titles"),
    **dict.fromkeys(("golden card-product", "options product", "golden card-video", "options video"),
                    "Ghost's card has no place for the description of its picture"),
    **dict.fromkeys(("record image regular", "record gallery"), "a picture's title, which the post keeps; see forward_cards.py"),
    "formats in pairs": "two words of one format become one run of text, and one word here",
}
MAIL_SAMPLE = 5  # of the examples that are looked at, one in so many, unless all are
# A newsletter that differs from a new one in all that is not text.
DESIGN = {"name": "Another look", "title_font_category": "serif", "body_font_category": "serif", "title_alignment": "left",
          "background_color": "#15212a", "header_background_color": "#ffe000", "title_font_weight": "medium",
          "button_corners": "pill", "button_style": "outline", "button_color": "#00aa55", "link_color": "#ff8800",
          "link_style": "bold", "image_corners": "rounded", "divider_color": "accent", "section_title_color": "#44ddff",
          "footer_content": "<p>The <b>footer</b></p>"}
DESIGN_SAMPLE = 4
INK, DARK_INK = "#15212a", "#ffffff"  # of words, on white and on the background above
SIZED = ("a bit of everything", "toggle with everything", "Korean", "golden issue", "golden edges", "figures of each width")


class Issue:
    def __init__(self, name, markdown, oracle=None, document=None, stored=False, said=None):
        self.name = name
        self.markdown = markdown
        self.oracle = oracle  # the HTML of a specification
        self.document = document  # where its Markdown is from, when nobody wrote it
        self.stored = stored  # the post keeps that document
        self.said = said  # {word: how often some reader gets it}, of those that nobody wrote
        self.faces = None
        self.post = None


def read_corpus(path):
    parts = re.split(r"^=== (.*)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [Issue(name, text if text.startswith("---") else PAID + text) for name, text in zip(parts[1::2], parts[2::2])]


def render(program, folder, prefix, issues, *design):
    answer = subprocess.run([program, folder, prefix, *design], input=json.dumps([
        [issue.markdown, issue.post and issue.post["url"], *filter(None, [issue.document])] for issue in issues]),
                            capture_output=True, encoding="utf-8", check=True).stdout
    for issue, faces in zip(issues, json.loads(answer)):
        issue.faces = faces


def read_dom(place, site, texts):
    answer = subprocess.run([place.program, HERE / "forward-dom.cjs", place.package, site], input=json.dumps(texts),
                            capture_output=True, encoding="utf-8", check=True).stdout
    return json.loads(answer)


def leave_out(dom, exceptions):
    """Without the nodes that are an exception, and without those inside."""
    nodes = []
    style = None
    for number, (depth, name, *rest) in enumerate(dom):
        # What is inside the style sheets that the site's inliner takes away.
        if style is not None and depth > style:
            continue
        style = depth if rest and name == "style" and ("style", "*") in exceptions else None
        if style is not None:
            continue
        if forward_styles.OUTLOOK.match(name) and ("#comment", "if") in exceptions:
            continue
        plain = rest and name == "div" and all(("*", attribute) in exceptions for attribute, _ in rest[0])
        if plain and ("div", "empty") in exceptions and (number + 1 == len(dom) or dom[number + 1][0] <= depth):
            continue
        nodes.append((depth, name, *rest))
    return nodes


def to_lines(dom, exceptions):
    lines = []
    for depth, name, *rest in leave_out(dom, exceptions):
        if not rest:
            lines.append("  " * depth + name)
            continue
        parts = [name]
        for attribute, value in rest[0]:
            if (name, attribute) in exceptions or ("*", attribute) in exceptions:
                continue
            if ("*", "size") in exceptions:
                value = re.sub(r"/content/images/size/w\d+(h\d+)?/", "/content/images/", value)
            parts.append(f"{attribute}={value!r}")
        lines.append("  " * depth + "<" + " ".join(parts) + ">")
    return lines


def compare(place, site, pairs, exceptions, mended=(), ink=None):
    """pairs: (name, theirs, mine, page). Returns the differences as texts. mended: names of those whose
    HTML Ghost's mails read in their own way, so that mine is read in it first. ink: of a mail's words, whose
    styles are compared then."""
    doms = read_dom(place, site, [item for name, theirs, mine, page in pairs
                                  for item in ([theirs, page], [mine, page, name in mended])])
    differences = []
    for number, (name, *_) in enumerate(pairs):
        wanted = to_lines(doms[2 * number], exceptions)
        got = to_lines(doms[2 * number + 1], exceptions)
        if wanted != got:
            differences.append((name, "\n".join(difflib.unified_diff(wanted, got, "Ghost", "preview", lineterm="", n=1))))
        elif ink is not None:
            theirs, mine = (leave_out(dom, exceptions) for dom in doms[2 * number:2 * number + 2])
            wrong = forward_styles.compare(theirs, mine, ink) + forward_styles.check_outlook(doms[2 * number], to_text(mine))
            if wrong:
                differences.append((name, "\n".join(dict.fromkeys(wrong))))
    return differences


def to_text(dom):
    """All that is said and named somewhere, for a look whether something is in it."""
    return "\n".join(" ".join(value for _, value in rest[0]) if rest else name if name.startswith("<!--") else json.loads(name)
                     for _, name, *rest in dom)


def tell(name, total, differences):
    tap.tell(f"{name}: equal {total - len(differences)} of {total}")
    for number, (which, text) in enumerate(differences):
        tap.tell(f"{which}: differs" + ("\n" + text if number < MAX_SHOWN else ""))
    if differences:
        raise AssertionError(f"{len(differences)} of {total} differ")


def read_words(dom):
    """All text in one piece, without its blanks, and the addresses in their order."""
    words, addresses = "", []
    for _, name, *rest in dom:
        if rest:
            for attribute, value in rest[0]:
                # An empty address leads nowhere, and Ghost leaves it out.
                if attribute in ("href", "src") and value:
                    addresses.append(urllib.parse.unquote(value))
                elif attribute in ("alt", "title") and name == "img":
                    words += value
        elif not name.startswith("<!--"):
            words += json.loads(name)
    return re.sub(r"\s+", "", words), addresses


class Forward:
    def __init__(self, ghost, place, program, issues, whole):
        self.place = place
        self.whole = whole
        self.site = ghost.url
        self.client = forward_client.Client(ghost.url, ghost.admin_key, ghost.staff_key)
        self.issues = issues
        self.program = program
        self.folder = ghost.folder / "content" / "images" / "galley"

    def publish(self, _lab):
        render(self.program, self.folder, self.site + "/content/images/galley/", self.issues)
        posts = self.client.run(lambda issue: self.client.post(issue.name, issue.document if issue.stored else issue.faces["lexical"]), self.issues)
        refused = []
        for issue, post in zip(self.issues, posts):
            if isinstance(post, str):
                refused.append((issue.name, post))
            else:
                issue.post = post
        records, kept = len(forward_cards.read_all(RECORDS)), len(forward_cards.KEPT)
        tap.tell(f"records of Ghost's nodes: {records - kept} of {records} looked at; {kept} stay the node they are:")
        for name, reason in forward_cards.KEPT.items():
            tap.tell(f"  {name}: {reason}")
        tell("taken", len(self.issues), refused)

    def web(self, _lab):
        pairs = [(issue.name, issue.post["html"] or "", issue.faces["web"], None) for issue in self.issues if issue.post]
        tell("page", len(pairs), compare(self.place, self.site, pairs, WEB_EXCEPTIONS))

    def mail(self, _lab):
        """Of the collections that are ours, and of some of the examples; a mail takes the site long."""
        issues = [issue for number, issue in enumerate(self.issues) if issue.post and issue.name not in ESCAPED
                  and (self.whole or issue.oracle is None or number % MAIL_SAMPLE == 0)]
        doms = read_dom(self.place, self.site, [[issue.post["html"] or "", None, mended] for issue in issues for mended in (False, True)])
        broken = [issue.name for number, issue in enumerate(issues) if doms[2 * number] != doms[2 * number + 1]]
        tap.tell(f"HTML that a browser and Ghost's mails read differently: {', '.join(broken)}")
        # Once more, now that it is known where they are, and with the look that the site has it set to.
        accent, look = self.client.get_look()
        render(self.program, self.folder, self.site + "/content/images/galley/", issues, json.dumps(look), accent)
        self.compare_mails("mail of a free member", issues, "free", broken, INK)
        self.compare_mails("mail of a paid member", issues, "paid", broken, INK)
        slug = self.client.add_newsletter(**DESIGN)
        issues = [issue for issue in issues if issue.oracle is None and issue.said is None][::DESIGN_SAMPLE]
        render(self.program, self.folder, self.site + "/content/images/galley/", issues, json.dumps(DESIGN), accent)
        self.compare_mails("mail in a design of its own", issues, "paid", broken, DARK_INK, slug)

    def compare_mails(self, name, issues, member, broken, ink, newsletter=None):
        bodies = self.client.run(lambda issue: self.client.preview(issue.post["id"], member, newsletter)[0], issues)
        tell(name, len(issues), compare(self.place, self.site, [
            (issue.name, body, fill_in(issue.faces[member]), issue.post["url"]) for issue, body in zip(issues, bodies)
        ], MAIL_EXCEPTIONS, broken, ink))

    def size(self, _lab):
        """What is learned of one mail foretells the others, within five percent."""
        words = (HERE.parent.parent / "data" / "sample" / "nuri.md").read_text(encoding="utf-8").split("\n---\n", 1)[1]
        texts = [PAID + words, *(PAID + words * times for times in (2, 6)),
                 *(issue.markdown for issue in self.issues if issue.name in SIZED)]
        issues = [Issue(f"size {number}", text) for number, text in enumerate(texts)]
        render(self.program, self.folder, self.site + "/content/images/galley/", issues)
        posts = self.client.run(lambda issue: self.client.post(issue.name, issue.faces["lexical"]), issues)
        mails = self.client.run(lambda post: self.client.preview(post["id"], "paid"), posts)
        for known in (True, False):
            lessons = [[texts[0], mails[0][1] if known else 0, len(mails[0][0].encode()), text] for text in texts]
            answer = subprocess.run([self.program, "--sizes"], input=json.dumps(lessons), capture_output=True, encoding="utf-8",
                                    check=True).stdout
            wrong = []
            for issue, (body, total), guess in zip(issues, mails, json.loads(answer)):
                share = guess / total - 1
                tap.tell(f"{issue.name}: {total} bytes, {len(body.encode())} of them the body; {guess} expected, {share:+.1%}")
                if abs(share) > 0.05:
                    wrong.append((issue.name, f"{share:+.1%}"))
            tell("size" if known else "size of a new newsletter's", len(issues), wrong)

    def words(self, _lab):
        """What a specification says that an example means is all there, in its order."""
        issues = [issue for issue in self.issues if issue.post and issue.oracle is not None]
        doms = read_dom(self.place, self.site,
                        [[text, None] for issue in issues for text in (issue.oracle, issue.post["html"] or "")])
        differences = []
        for number, issue in enumerate(issues):
            wanted, got = map(read_words, doms[2 * number:2 * number + 2])
            if wanted != got and issue.name not in WORDS_EXCEPTIONS:
                differences.append((issue.name, f"specification {wanted}\nGhost         {got}"))
        tell("words", len(issues), differences)
        self.written_words([issue for issue in self.issues if issue.post and issue.oracle is None])

    def written_words(self, issues):
        """Every word of our own issues, and of every card's record, is on the page or in a mail."""
        differences = []
        for issue in issues:
            lost = self.find_lost(issue)
            if lost and re.sub(r" \d+$", "", issue.name) not in LOST:
                differences.append((issue.name, f"lost {lost}"))
        tell("words of issues and cards", len(issues), differences)


    def find_lost(self, issue):
        wanted = (issue.said if issue.said is not None else forward_words.read_document(issue.document) if issue.document
                  else forward_words.read_source(issue.markdown))
        # Chance puts words side by side without a blank; each of them is there once.
        find = forward_words.find_missing if issue.said is not None else forward_words.find_lost
        pages = [issue.post["html"] or ""]
        if find(wanted, *pages):
            mails = [self.client.preview(issue.post["id"], member)[0] for member in ("free", "paid")]
            # What is for one of both members stands in the mail of one.
            pages += ["\n".join(pages + mails)] if issue.said or "{for=" in issue.markdown else mails
        return find(wanted, *pages)


def fill_in(html):
    """As Ghost's preview does for its sample member."""
    return re.sub(r'\{first_name(, *"[^"]*")?\}', "Jamie", html)


def make_pictures(folder):
    for name, width, height in (("assets/hall.jpg", 2000, 1333), ("assets/small.png", 40, 30),
                                ("assets/tall.jpg", 700, 1400)):
        pictures.write(folder / name, width, height, name)


def collect(place, program, site, wanted):
    issues = [Issue(*example) for example in forward_specs.read_commonmark() + forward_specs.read_github(place.program)]
    if not wanted:
        issues = issues[::SAMPLE]
    issues += read_corpus(HERE / "forward-issues.md")
    issues += [Issue("golden " + path.stem, PAID * (path.stem != "issue") + path.read_text(encoding="utf-8"))
               for path in sorted((HERE.parent / "golden").glob("*.md"))]
    issues += [Issue(name, PAID + text) for name, text in
               forward_cards.read_cards(program, HERE.parent / "golden", bool(wanted)) + forward_cards.read_formats()]
    issues += [Issue(name, PAID, document=document, stored=stored)
               for name, document, stored in forward_cards.read_records(RECORDS, site, bool(wanted))]
    issues += [Issue(name, PAID + text, said=said) for name, text, said in
               forward_random.read(CHANCES if wanted else CHANCES // CHANCE_SAMPLE)]
    if wanted and wanted != ["all"]:
        issues = [issue for issue in issues if any(part in issue.name for part in wanted)]
    return issues


def main():
    _, program, folder = sys.argv[1:4]
    server.end_on_signals()
    wanted = sys.argv[4:] or (["all"] if os.environ.get("GALLEY_FORWARD") == "all" else [])
    try:
        place = install.ensure()
        forward_specs.ensure()
        ghost = server.Ghost(pathlib.Path(folder) / "site")
    except install.Missing as reason:
        tap.skip_all(reason)
        return 0
    with ghost:
        tap.tell(f"Ghost {install.GHOST} was ready after {ghost.seconds:.1f} s")
        forward = Forward(ghost, place, program, collect(place, program, ghost.url, wanted), bool(wanted))
        make_pictures(forward.folder)
        return 1 if tap.run_cases([("/forward/taken", forward.publish), ("/forward/page", forward.web),
                                    ("/forward/words", forward.words), ("/forward/mail", forward.mail),
                                    ("/forward/size", forward.size)], None) else 0


sys.exit(main())
