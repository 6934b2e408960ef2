# SPDX-License-Identifier: GPL-3.0-or-later
"""All that can go wrong with one request, as actions of a Proxy.

A fault: its name, what it does, the exit statuses that it may lead to, what has to happen after the
request before it, and whether it is over only when the client has had enough of waiting. Where Ghost itself would not have acted, it has acted all the same: that is the worse."""

import collections
import json
import pathlib
import socket
import time

import proxy

Fault = collections.namedtuple("Fault", "name act statuses before waits", defaults=(None, False))

HTML = "text/html; charset=utf-8"
JSON = "application/json; charset=utf-8"
STRANGER = pathlib.Path(__file__).resolve().parent / "stranger.pem"
GIGABYTE = 1 << 30

OFFLINE = {0, 4}   # asked, or to be run again
REFUSED = {0, 3}   # said, or of no weight
LOST = {0, 3, 4, 5}


def complain(status, kind, code=None, acts=False):
    """In Ghost's own words."""
    error = {"message": "It does not work.", "context": None, "type": kind, "details": None, "property": None,
             "help": None, "code": code, "id": "5e9dc9d0-c83f-11f0-a1a1-000000000000", "ghostErrorCode": None}
    body = json.dumps({"errors": [error]}).encode()

    def act(exchange):
        if acts:
            exchange.forward()
        exchange.answer(status, [("Content-Type", JSON)], body)
    return act


def page(status, title, acts=False):
    """What stands before Ghost speaks in pages."""
    body = f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{title}</body></html>".encode()

    def act(exchange):
        if acts:
            exchange.forward()
        exchange.answer(status, [("Content-Type", HTML)], body)
    return act


def say(body, status=200):
    def act(exchange):
        exchange.forward()
        exchange.answer(status, [("Content-Type", JSON)], body)
    return act


def act_late(exchange):
    """The client is told nothing, and then Ghost does it."""
    exchange.cut()
    exchange.handler.connection.shutdown(socket.SHUT_RDWR)
    time.sleep(0.15)
    exchange.forward()


def drip(exchange):
    exchange.forward()
    exchange.pour(200, [("Content-Type", JSON)], len(exchange.reply.body), b" ", 0.1)


def stall_before(exchange):
    exchange.stall()


def stall_after(exchange):
    exchange.forward()
    exchange.stall()


def pour_gigabyte(exchange):
    exchange.forward()
    exchange.pour(200, [("Content-Type", JSON)], GIGABYTE, b"[" * (1 << 20), 0)


def redirect(exchange):
    """To the list of posts, which a client that follows would take for an answer."""
    exchange.answer(301, [("Location", f"{exchange.owner.url}/elsewhere/ghost/api/admin/posts/"),
                          ("Content-Type", HTML)], b"Moved")


def wrong_shape(exchange):
    """Each list is an object, each object a list, and each text a number."""
    def turn(value):
        if isinstance(value, dict):
            return [turn(one) for one in value.values()]
        if isinstance(value, list):
            return {str(number): turn(one) for number, one in enumerate(value)}
        return 7 if isinstance(value, str) else value

    exchange.forward()
    try:
        turned = {name: turn(value) for name, value in exchange.reply.json.items()}
    except ValueError:
        return
    exchange.answer(exchange.reply.status, [("Content-Type", JSON)], json.dumps(turned).encode())


def another_post(exchange):
    """Well formed, and of somebody else's."""
    exchange.forward()
    try:
        data = exchange.reply.json
    except ValueError:
        return
    for post in data.get("posts", []):
        post.update(id="0123456789abcdef01234567", slug="another", title="Another")
    exchange.answer(exchange.reply.status, [("Content-Type", JSON)], json.dumps(data).encode())


def close_after(exchange):
    """The door shuts behind this one."""
    exchange.forward()
    exchange.last = True
    exchange.owner.close(exchange.handler.connection)


def stranger_after(exchange):
    """Whoever answers the next one is somebody else."""
    exchange.forward()
    exchange.last = True
    exchange.owner.context = proxy.load_context(STRANGER)
    exchange.owner.drop(exchange.handler.connection)


def nothing(exchange):
    pass


REFUSED_CONNECTION = Fault("refused", nothing, {4}, close_after)
TLS = Fault("tls", nothing, {4}, stranger_after)

# With one request.
ONCE = [
    REFUSED_CONNECTION,
    TLS,
    Fault("reset before", proxy.cut_before, OFFLINE),
    Fault("reset after it was sent", act_late, OFFLINE),
    Fault("reply lost", proxy.cut_after, OFFLINE),
    Fault("half a reply", proxy.half_after, OFFLINE),
    Fault("slow drip", drip, OFFLINE, waits=True),
    Fault("stall", stall_before, OFFLINE, waits=True),
    Fault("stall after it acted", stall_after, OFFLINE, waits=True),
    Fault("401", complain(401, "UnauthorizedError", "UNKNOWN_ADMIN_API_KEY"), REFUSED),
    # Without the newsletters, say: then the plan is at fault.
    Fault("403", complain(403, "NoPermissionError"), REFUSED | {1}),
    Fault("404", complain(404, "NotFoundError"), LOST),
    Fault("404 page", page(404, "Not found", acts=True), OFFLINE | REFUSED),
    Fault("409", complain(409, "UpdateCollisionError", "UPDATE_COLLISION"), {0, 5}),
    Fault("413 page", page(413, "Too large"), REFUSED),
    Fault("422", complain(422, "ValidationError"), REFUSED),
    Fault("429", complain(429, "TooManyRequestsError"), REFUSED),
    Fault("500", complain(500, "InternalServerError", "UNEXPECTED_ERROR", acts=True), OFFLINE),
    Fault("502 page", page(502, "Bad gateway"), OFFLINE),
    Fault("503 page", page(503, "We'll be right back"), OFFLINE),
    Fault("504 page", page(504, "Gateway timeout", acts=True), OFFLINE),
    Fault("redirect", redirect, REFUSED | OFFLINE),
    Fault("garbage", say(b'{"posts":[{"id":"6b04c83a8bc5c80ff5f569e7","title":"\xff\xfe'), OFFLINE | REFUSED),
    Fault("empty", say(b""), OFFLINE | REFUSED),
    Fault("wrong shape", wrong_shape, OFFLINE | REFUSED),
    Fault("another post", another_post, OFFLINE | REFUSED),
    Fault("1 GB", pour_gigabyte, OFFLINE | REFUSED),
]
# And with each that comes after it.
ON_AND_ON = [
    Fault("reply lost, all", proxy.cut_after, OFFLINE),
    Fault("401, all", complain(401, "UnauthorizedError", "UNKNOWN_ADMIN_API_KEY"), REFUSED | OFFLINE),
    Fault("503, all", page(503, "We'll be right back"), OFFLINE),
    Fault("1 GB, all", pour_gigabyte, OFFLINE | REFUSED),
]
