/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "scripted-server.h"

/* The script of a Ghost with one newsletter, and of one post that may be on it. */

#define API "/ghost/api/admin/"
#define KEY "0123456789abcdef01234567:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define ID "6b04c83a8bc5c80ff5f569e7"
#define NEW_ID "6b04c83a8bc5c80ff5f569e8"
#define EMPTY(list) "{\"" list "\":[],\"meta\":{\"pagination\":{\"next\":null}}}"
#define POST(slug, status, email) POST_OF (ID, slug, status, email)
#define POST_OF(id, slug, status, email) POST_TO (id, slug, status, email, "focus", "status:-free")
#define POST_TO(id, slug, status, email, newsletter, segment)                                      \
  "{\"posts\":[{\"id\":\"" id "\",\"slug\":\"" slug "\",\"title\":\"Nuri\",\"status\":\"" status   \
  "\",\"updated_at\":\"2026-11-23T23:11:54.000Z\",\"html\":\"<p>The rocket is ready.</p>\","        \
  "\"url\":\"@URL@nuri/\",\"lexical\":\"{}\",\"email\":" email                                      \
  ",\"newsletter\":{\"slug\":\"" newsletter "\"},\"email_segment\":\"" segment "\"}]}"
#define SENT "{\"status\":\"submitted\",\"email_count\":1204,\"error\":null}"
#define FIND_NONE { "GET", NULL, "filter=codeinjection_foot", 200, "{\"posts\":[]}", .repeated = TRUE }
#define GET_POST(slug, status, email) { "GET", API "posts/" ID "/?formats=html,lexical", NULL, 200, POST (slug, status, email) }
#define COUNT(total) { "GET", NULL, "/members/?limit=1&fields=id&filter=\nstatus%3A-free", 200,         \
    "{\"members\":[],\"meta\":{\"pagination\":{\"total\":" total "}}}", .repeated = TRUE }

#define SITE_ROWS                                                                                  \
  { "GET", API "site/", NULL, 200,                                                                 \
    "{\"site\":{\"title\":\"Focus on Korea\",\"timezone\":\"Asia/Seoul\",\"version\":\"6.65\","     \
    "\"url\":\"@URL@\"}}", .repeated = TRUE },                                                     \
  { "GET", API "users/me/?include=roles", NULL, 404, "{\"errors\":[{\"type\":\"NotFoundError\"}]}", .repeated = TRUE }, \
  { "GET", API "settings/", NULL, 200, "{\"settings\":[]}", .repeated = TRUE },                    \
  { "GET", API "config/", NULL, 200, "{\"config\":{\"mailgunIsConfigured\":true}}", .repeated = TRUE }, \
  { "GET", API "members/?limit=1&fields=id", NULL, 200, "{\"members\":[]}", .repeated = TRUE },    \
  { "GET", NULL, "/newsletters/?limit=100", 200,                                                   \
    "{\"newsletters\":[{\"id\":\"aaaaaaaaaaaaaaaaaaaaaaa1\",\"name\":\"Focus on Korea\",\"slug\":\"focus\"," \
    "\"visibility\":\"members\",\"count\":{\"active_members\":1204}}]}", .repeated = TRUE },        \
  { "GET", NULL, "/newsletters/?limit=1&filter=slug", 200, "{\"newsletters\":[{\"visibility\":\"members\"}]}", .repeated = TRUE }, \
  { "GET", NULL, "/tiers/?limit=100", 200, EMPTY ("tiers"), .repeated = TRUE },                    \
  { "GET", NULL, "/tags/?limit=100", 200,                                                          \
    "{\"tags\":[{\"id\":\"aaaaaaaaaaaaaaaaaaaaaaa2\",\"name\":\"Space\",\"slug\":\"space\"}]}", .repeated = TRUE }, \
  { "GET", NULL, "/users/?limit=100", 200, EMPTY ("users"), .repeated = TRUE },                    \
  { "GET", NULL, "/labels/?limit=100", 200, EMPTY ("labels"), .repeated = TRUE },                  \
  { "GET", NULL, "/posts/?limit=20&order=", 200, EMPTY ("posts"), .repeated = TRUE },              \
  { "GET", NULL, "/posts/?limit=30&order=", 200, EMPTY ("posts"), .repeated = TRUE },              \
  { "GET", NULL, "/posts/" ID "/?fields=id,status,updated_at&include=email", 200, POST ("nuri", "published", SENT), .repeated = TRUE }

#define FAILED "{\"id\":\"aaaaaaaaaaaaaaaaaaaaaaa9\",\"status\":\"failed\",\"email_count\":1204,\"error\":\"no\"}"

#define SEND_AGAIN(...)                                                                            \
  { "PUT", API "posts/" ID "/?formats=html,lexical", "\"status\":\"draft\"", 200, POST ("nuri", "draft", FAILED) }, \
  { "PUT", NULL, "newsletter=focus&email_segment=status%3A-free\n\"status\":\"published\"", __VA_ARGS__ }
