# SPDX-License-Identifier: GPL-3.0-or-later
"""A second opinion of a Ghost: its Admin API and its pages, read without any of Galley's code."""

import base64
import hashlib
import hmac
import http.client
import json
import time
import urllib.parse


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def sign(key, now=None):
    """The token of an Admin API key."""
    number, secret = key.split(":")
    now = int(time.time()) if now is None else now
    head = encode(json.dumps({"alg": "HS256", "typ": "JWT", "kid": number}).encode())
    claims = encode(json.dumps({"iat": now, "exp": now + 300, "aud": "/admin/"}).encode())
    digest = hmac.new(bytes.fromhex(secret), f"{head}.{claims}".encode(), hashlib.sha256).digest()
    return f"{head}.{claims}.{encode(digest)}"


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body
        self.text = body.decode("utf-8", "replace")

    @property
    def json(self):
        return json.loads(self.text)

    def get_cookie(self):
        return "; ".join(value.split(";")[0] for name, value in self.headers if name.lower() == "set-cookie")

    def get(self, name):
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


def exchange(url, method="GET", body=None, headers=None):
    parts = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
    path = parts.path + ("?" + parts.query if parts.query else "")
    try:
        connection.request(method, path, body=body, headers=headers or {})
        response = connection.getresponse()
        return Answer(response.status, response.getheaders(), response.read())
    finally:
        connection.close()


class Refused(Exception):
    pass


class Admin:
    """The Admin API with a key, or with the cookie of the owner's session."""

    def __init__(self, url, key=None, cookie=None):
        self.url = url.rstrip("/")
        self.key = key
        self.cookie = cookie

    def call(self, method, path, data=None):
        headers = {"Accept-Version": "v6.0", "Origin": self.url}
        if self.key:
            headers["Authorization"] = "Ghost " + sign(self.key)
        if self.cookie:
            headers["Cookie"] = self.cookie
        if data is not None:
            headers["Content-Type"] = "application/json"
        body = None if data is None else json.dumps(data).encode()
        return exchange(f"{self.url}/ghost/api/admin/{path}", method, body, headers)

    def ask(self, method, path, data=None):
        answer = self.call(method, path, data)
        if answer.status not in (200, 201, 204):
            raise Refused(f"{method} {path}: {answer.status} {answer.text[:400]}")
        return answer.json if answer.text.startswith("{") else answer

    def get_post(self, number):
        return self.ask("GET", f"posts/{number}/?formats=html,lexical,plaintext&include=tags,tiers,email,newsletter")["posts"][0]

    def find_posts(self, title):
        """By title, in all states."""
        found = self.ask("GET", "posts/?limit=100&fields=id,uuid,title,slug,status,updated_at,published_at&include=email"
                                "&order=updated_at%20desc")["posts"]
        return [post for post in found if post["title"] == title]

    def count_posts(self, title):
        """[(status, id)] of all that have the title, however many posts there are."""
        found = self.ask("GET", "posts/?limit=100&fields=id,uuid,slug,status,title&filter=title:%27"
                         + urllib.parse.quote(title) + "%27")["posts"]
        return [(post["status"], post["id"]) for post in found]

    def change_post(self, number, **fields):
        post = self.ask("GET", f"posts/{number}/?fields=id,updated_at")["posts"][0]
        fields["updated_at"] = post["updated_at"]
        return self.ask("PUT", f"posts/{number}/?formats=html,lexical", {"posts": [fields]})["posts"][0]
