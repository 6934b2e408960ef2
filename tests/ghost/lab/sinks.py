# SPDX-License-Identifier: GPL-3.0-or-later
"""What Ghost hands its mail to: a Mailgun for newsletters and an SMTP server for everything else. Both
keep what they get in a folder and in memory, and nothing leaves the machine."""

import collections
import email
import email.policy
import http.server
import json
import socketserver
import threading

Newsletter = collections.namedtuple("Newsletter", "recipients subject html text fields")


class Server:
    """A server of threads on a free port of the loopback."""

    def __init__(self, server, handler):
        self.listen(server, handler, 0)

    def listen(self, server, handler, port):
        self.server = server(("127.0.0.1", port), handler)
        self.server.daemon_threads = True
        self.server.owner = self
        self.port = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self.thread.start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


class MailgunHandler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def answer(self, data):
        body = json.dumps(data).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def read_body(self):
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = b""
        while True:
            size = int(self.rfile.readline().split(b";")[0], 16)
            body += self.rfile.read(size)
            self.rfile.readline()
            if size == 0:
                return body

    def do_GET(self):
        """Events: none has come yet."""
        page = f"http://127.0.0.1:{self.server.owner.port}{self.path.split('?')[0]}"
        self.answer({"items": [], "paging": dict.fromkeys(("next", "previous", "first", "last"), page)})

    def do_POST(self):
        head = b"Content-Type: " + self.headers["Content-Type"].encode() + b"\r\n\r\n"
        form = email.message_from_bytes(head + self.read_body(), policy=email.policy.HTTP)
        fields = {}
        for part in form.iter_parts():
            name = part.get_param("name", header="content-disposition")
            fields.setdefault(name, []).append(part.get_payload(decode=True).decode("utf-8", "replace"))
        number = self.server.owner.keep(fields)
        self.answer({"id": f"<{number}@mg.example.com>", "message": "Queued. Thank you."})


class Mailgun(Server):
    """POST /v3/DOMAIN/messages becomes FOLDER/NNNN.json, and a Newsletter in memory."""

    def __init__(self, folder):
        self.folder = folder
        self.folder.mkdir(parents=True, exist_ok=True)
        self.lock = threading.Lock()
        self.newsletters = []
        super().__init__(http.server.ThreadingHTTPServer, MailgunHandler)

    def keep(self, fields):
        with self.lock:
            first = {name: values[0] for name, values in fields.items()}
            newsletter = Newsletter(fields.get("to", []), first.get("subject", ""), first.get("html", ""),
                                    first.get("text", ""), fields)
            self.newsletters.append(newsletter)
            number = len(self.newsletters)
            target = self.folder / f"{number:04}.json"
            part = target.with_suffix(".part")
            part.write_text(json.dumps({"to": newsletter.recipients, "fields": first}, indent=1))
            part.rename(target)
            return number

    def find(self, subject):
        with self.lock:
            return [one for one in self.newsletters if one.subject == subject]

    def count(self, subject):
        """How many mails of this subject each address got."""
        return collections.Counter(address for one in self.find(subject) for address in one.recipients)


class SmtpHandler(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def read_message(self):
        lines = []
        for line in self.rfile:
            if line in (b".\r\n", b".\n"):
                break
            lines.append(line[1:] if line.startswith(b"..") else line)
        return b"".join(lines)

    def handle(self):
        self.say("220 sink ESMTP")
        for line in self.rfile:
            word = line.strip().upper()
            if word.startswith(b"EHLO"):
                self.say("250-sink")
                self.say("250 8BITMIME")
            elif word == b"DATA":
                self.say("354 go on")
                self.server.owner.keep(self.read_message())
                self.say("250 queued")
            elif word == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")


class Smtp(Server):
    """The mails Ghost sends itself, as signing in; FOLDER/NNNN.eml."""

    def __init__(self, folder):
        self.folder = folder
        self.folder.mkdir(parents=True, exist_ok=True)
        self.lock = threading.Lock()
        self.messages = []
        super().__init__(socketserver.ThreadingTCPServer, SmtpHandler)

    def keep(self, message):
        with self.lock:
            self.messages.append(message)
            (self.folder / f"{len(self.messages):04}.eml").write_bytes(message)
