# SPDX-License-Identifier: GPL-3.0-or-later
"""A bad line before a good server: passes everything on to Ghost, except where a rule says otherwise.

A rule is an action for requests of a method and a path. An action is a function of the Exchange: it may
call forward() (Ghost acts), and then answer(), half() or cut(); what it leaves undone is done as usual.
A fault is an action for the request of a number, counted from arm() on.
"""

import http.client
import http.server
import re
import socket
import ssl
import struct
import threading
import time

import admin
import sinks

OPEN_SECONDS = 30
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
        self.last = False  # on its connection

    def forward(self):
        """Ghost gets the request and its whole reply is here."""
        connection = http.client.HTTPConnection("127.0.0.1", self.owner.target, timeout=60)
        headers = dict(self.headers, Host=f"127.0.0.1:{self.owner.target}", Connection="close")
        headers["Accept-Encoding"] = "identity"  # so that a fault can get at what it says
        try:
            connection.request(self.method, self.path, body=self.body or None, headers=headers)
            response = connection.getresponse()
            self.reply = admin.Answer(response.status, response.getheaders(), self.owner.disguise(response.read()))
        finally:
            connection.close()
        return self.reply

    def write_head(self, status, headers, length):
        self.handler.send_response_only(status)
        for name, value in headers:
            if name.lower() not in NOT_PASSED_ON:
                self.handler.send_header(name, value)
        self.handler.send_header("Content-Length", str(length))
        if self.last:
            self.handler.send_header("Connection", "close")
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

    def pour(self, status, headers, length, piece, seconds):
        """A long reply, a piece at a time, until the client has enough of it."""
        self.done = True
        self.write_head(status, headers, length)
        while length > 0:
            length -= self.handler.connection.send(piece[:length])
            time.sleep(seconds)

    def stall(self):
        """Nothing, until the client gives up."""
        self.done = True
        self.handler.connection.settimeout(30)
        try:
            self.handler.connection.recv(1)
        finally:
            self.handler.close_connection = True

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
        self.server.owner.note(exchange, True)
        try:
            self.server.owner.take(exchange)
            if exchange.done:
                return
            if exchange.reply is None:
                exchange.forward()
            exchange.answer(exchange.reply.status, exchange.reply.headers, exchange.reply.body)
        except OSError:  # the client is gone, or Ghost is
            self.close_connection = True
        finally:
            self.server.owner.note(exchange, False)

    do_GET = do_POST = do_PUT = do_DELETE = serve


class Quiet(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        pass

    def finish_request(self, request, client_address):
        """In the connection's own thread, where a client that breaks off a handshake does no harm."""
        context = self.owner.context
        if context is not None:
            request.settimeout(10)
            request = context.wrap_socket(request, server_side=True)
            request.settimeout(None)
        self.owner.connections.add(request)
        try:
            super().finish_request(request, client_address)
        finally:
            self.owner.connections.discard(request)
            if context is not None:
                request.close()


def load_context(path):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


class Proxy(sinks.Server):
    """certificate: a file with it and its key, for a line that is encrypted."""

    def __init__(self, target, certificate=None):
        self.target = target
        self.context = None if certificate is None else load_context(certificate)
        self.lock = threading.Lock()
        self.rules = []
        self.seen = []
        self.progress = 0  # requests that came and that were answered
        self.open_since = {}
        self.change = None
        self.disguise = lambda body: body
        self.connections = set()
        self.disarm()
        super().__init__(Quiet, Handler)
        self.is_open = True
        self.url = f"http{'' if certificate is None else 's'}://127.0.0.1:{self.port}"

    def arm(self, number, fault, on=False):
        """The fault comes with that request; on: with each after it as well."""
        with self.lock:
            self.seen.clear()
            self.fatal, self.fault, self.on_and_on, self.struck = number, fault, on, False

    def disarm(self):
        with self.lock:
            self.seen.clear()
            self.fatal, self.fault, self.on_and_on, self.struck = 0, None, False, False

    def drop(self, but=None):
        """Whoever wants to say something more has to come in anew."""
        for connection in list(self.connections):
            if connection is not but:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

    def close(self, but=None):
        """From now on connections are refused."""
        self.is_open = False
        self.server.shutdown()
        self.server.server_close()
        self.drop(but)

    def open(self):
        """Again, at the same port, once nobody else has it for a moment."""
        end = time.monotonic() + OPEN_SECONDS
        while not self.is_open:
            try:
                self.listen(Quiet, Handler, self.port)
                self.is_open = True
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)

    def is_struck(self):
        number = len(self.seen)
        return self.fault is not None and (number == self.fatal or (self.on_and_on and number > self.fatal))

    def on(self, method, path, action, skip=0, times=1):
        """For the requests after the first skip ones; path is a regular expression of a part of it."""
        self.rules.append([method, re.compile(path), skip, times, action])
        return self

    def spoil(self, change, disguise):
        """change(exchange) gets at the first new text of a post, before whatever else happens to it;
        disguise(body) at all that comes back."""
        self.change = change
        self.disguise = disguise

    def clear(self):
        self.rules.clear()
        self.change = None

    def note(self, exchange, open):
        with self.lock:
            self.progress += 1
            if open:
                self.open_since[exchange] = time.monotonic()
            else:
                self.open_since.pop(exchange, None)

    def describe(self):
        """What went over it, and what has no answer yet."""
        with self.lock:
            now = time.monotonic()
            lines = [f"{number}: {method} {path}" for number, (method, path) in enumerate(self.seen, 1)]
            lines += [f"for {now - since:.1f} s without an answer: {exchange.method} {exchange.path}"
                      for exchange, since in self.open_since.items()]
        return "\n".join(lines)

    def take(self, exchange):
        action = None
        with self.lock:
            self.seen.append((exchange.method, exchange.path))
            if self.change is not None and exchange.method == "PUT" and b'"lexical"' in exchange.body:
                self.change(exchange)
                self.change = None
            if self.is_struck():
                self.struck = True
                action = self.fault.act
            elif self.fault is not None and len(self.seen) == self.fatal - 1 and self.fault.before is not None:
                self.struck = True
                action = self.fault.before
            for rule in [] if action else self.rules:
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
