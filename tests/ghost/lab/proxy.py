# SPDX-License-Identifier: GPL-3.0-or-later
"""A bad line before a good server: passes everything on to Ghost, except where a rule says otherwise.

A rule is an action for requests of a method and a path. An action is a function of the Exchange: it may
call forward() (Ghost acts), and then answer(), half() or cut(); what it leaves undone is done as usual.
"""

import http.client
import http.server
import re
import socket
import struct
import threading
import time

import admin
import sinks

NOT_PASSED_ON = {"connection", "keep-alive", "transfer-encoding", "content-length"}


class Exchange:
    def __init__(self, handler, body):
        self.handler = handler
        self.owner = handler.server.owner
        self.method = handler.command
        self.path = handler.path
        self.headers = dict(handler.headers.items())
        self.body = body
        self.reply = None
        self.done = False

    def forward(self):
        """Ghost gets the request and its whole reply is here."""
        connection = http.client.HTTPConnection("127.0.0.1", self.owner.target, timeout=60)
        headers = dict(self.headers, Host=f"127.0.0.1:{self.owner.target}", Connection="close")
        try:
            connection.request(self.method, self.path, body=self.body or None, headers=headers)
            response = connection.getresponse()
            self.reply = admin.Answer(response.status, response.getheaders(), response.read())
        finally:
            connection.close()
        return self.reply

    def write_head(self, status, headers, length):
        self.handler.send_response_only(status)
        for name, value in headers:
            if name.lower() not in NOT_PASSED_ON:
                self.handler.send_header(name, value)
        self.handler.send_header("Content-Length", str(length))
        self.handler.end_headers()

    def answer(self, status, headers, body):
        self.write_head(status, headers, len(body))
        self.handler.wfile.write(body)
        self.done = True

    def half(self):
        """The reply breaks off in its middle."""
        self.write_head(self.reply.status, self.reply.headers, len(self.reply.body))
        self.handler.wfile.write(self.reply.body[:len(self.reply.body) // 2])
        self.cut()

    def cut(self):
        self.handler.wfile.flush()
        self.handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.handler.close_connection = True
        self.done = True


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *arguments):
        pass

    def serve(self):
        exchange = Exchange(self, self.rfile.read(int(self.headers.get("Content-Length") or 0)))
        try:
            self.server.owner.take(exchange)
            if exchange.done:
                return
            if exchange.reply is None:
                exchange.forward()
            exchange.answer(exchange.reply.status, exchange.reply.headers, exchange.reply.body)
        except OSError:  # the client is gone, or Ghost is
            self.close_connection = True

    do_GET = do_POST = do_PUT = do_DELETE = serve


class Quiet(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        pass


class Proxy(sinks.Server):
    def __init__(self, target):
        self.target = target
        self.lock = threading.Lock()
        self.rules = []
        self.seen = []
        super().__init__(Quiet, Handler)
        self.url = f"http://127.0.0.1:{self.port}"

    def on(self, method, path, action, skip=0, times=1):
        """For the requests after the first skip ones; path is a regular expression of a part of it."""
        self.rules.append([method, re.compile(path), skip, times, action])
        return self

    def clear(self):
        self.rules.clear()

    def take(self, exchange):
        action = None
        with self.lock:
            self.seen.append((exchange.method, exchange.path))
            for rule in self.rules:
                if rule[0] not in (exchange.method, "*") or not rule[1].search(exchange.path) or rule[3] == 0:
                    continue
                if rule[2] > 0:
                    rule[2] -= 1
                    continue
                rule[3] -= 1
                action = rule[4]
                break
        if action is not None:
            action(exchange)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.stop()


def cut_before(exchange):
    """It never arrives."""
    exchange.cut()


def cut_after(exchange):
    """Ghost does it, and nobody hears of that."""
    exchange.forward()
    exchange.cut()


def half_after(exchange):
    exchange.forward()
    exchange.half()


def refuse(status, body, kind="text/html; charset=utf-8"):
    return lambda exchange: exchange.answer(status, [("Content-Type", kind)], body.encode())


def wait(seconds):
    return lambda exchange: time.sleep(seconds)
