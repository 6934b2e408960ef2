# SPDX-License-Identifier: GPL-3.0-or-later
"""What must never get out: a key, a token, a request to somebody else's address."""

import json
import pathlib

import proxy
from cases_faults import Line
from tap import same


def list_tokens(line, tokens):
    def note(exchange):
        token = exchange.headers.get("Authorization", "").removeprefix("Ghost ")
        if token:
            tokens.append(token)
    line.proxy.on("*", "", note, times=-1)


def check_silent(line, result, tokens):
    secret = line.writer.key_file.read_text(encoding="utf-8").split(":")[1].strip()
    words = {secret, *tokens, *(token.rsplit(".", 1)[1] for token in tokens)}
    same([word for word in words if word in result.output + result.errors], [], "printed")
    for path in line.writer.folder.rglob("*"):
        if path.is_file() and path != line.writer.key_file:
            data = path.read_bytes()
            same([word for word in words if word.encode() in data], [], str(path))
    line.writer.check_no_secrets()


def told_back(lab):
    """A server repeats the key, and the token, in its answer; and every word of the libraries is turned on."""
    with Line(lab, "told back") as line:
        line.writer.environment.update(G_MESSAGES_DEBUG="all", G_DEBUG="")
        secret = lab.ghost.admin_key.split(":")[1]
        for text in (secret, "{token}"):
            tokens = []

            def refuse(exchange):
                token = exchange.headers.get("Authorization", "")
                tokens.append(token.removeprefix("Ghost "))
                error = {"message": "No: " + text.replace("{token}", token), "context": None, "type": "NoPermissionError"}
                exchange.answer(403, [("Content-Type", "application/json")], json.dumps({"errors": [error]}).encode())

            line.proxy.clear()
            line.proxy.on("POST", r"/posts/\?", refuse)
            list_tokens(line, tokens)
            result = line.writer.run(*line.writer.publish_arguments(line.issue, "--email"))
            same(result.status, 3, str(result))
            same(len(tokens) > 5, True, "tokens that were seen")
            check_silent(line, result, tokens)


def arguments(lab):
    """Whoever lists the processes sees no key."""
    with Line(lab, "arguments") as line:
        seen = []

        def look(exchange):
            folder = pathlib.Path(f"/proc/{process.pid}")
            seen.append((folder / "cmdline").read_bytes() + (folder / "environ").read_bytes())

        line.proxy.on("PUT", r"/posts/", look)
        process = line.writer.start(*line.writer.publish_arguments(line.issue, "--publish"))
        same(line.writer.finish(process).status, 0)
        same([lab.ghost.admin_key.split(":")[1].encode() in one for one in seen], [False])


def elsewhere(lab):
    """Once it is known where Ghost is, nothing follows a redirect; before that, no key does."""
    with Line(lab, "elsewhere") as line, proxy.Proxy(lab.ghost.port) as other:
        def redirect(exchange):
            exchange.answer(302, [("Location", other.url + exchange.path)], b"")

        for method, path in (("GET", r"/users/me/"), ("GET", r"/newsletters/"), ("GET", r"/members/.*filter="),
                             ("POST", r"/images/upload/"),
                             ("GET", r"/posts/"), ("POST", r"/posts/\?"), ("PUT", r"/posts/")):
            line.proxy.clear()
            line.proxy.on(method, path, redirect, times=-1)
            error = line.publish(status=3)["error"]
            same(error["code"], "rejected", path)
            same(other.seen, [], path)
        line.proxy.clear()
        keys = []
        other.on("*", "", lambda exchange: keys.append(exchange.headers.get("Authorization")), times=-1)
        line.proxy.on("GET", r"/admin/site/", redirect)
        line.publish()
        same(keys[0], None, "the key at discovery")
        line.check_sent()


CASES = [
    ("/ghost/leak/told-back", told_back),
    ("/ghost/leak/arguments", arguments),
    ("/ghost/leak/elsewhere", elsewhere),
]
