/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A web server on loopback that plays a script, in a thread of its own: the client under test is
 * synchronous. A row answers the first request that matches it and is then used up, unless it is
 * repeated; what no row expects gets 418 and is counted. */
typedef enum {
  SCRIPT_REPLY,
  SCRIPT_CLOSE,       /* takes the request and closes the connection */
  SCRIPT_HALF,        /* closes in the middle of the answer */
  SCRIPT_SILENT,      /* takes the request and never says a word */
  SCRIPT_DRIP,        /* a byte now and then, for ever */
  SCRIPT_FLOOD,       /* bytes without an end, until the other side has had enough */
  SCRIPT_CLOSE_AFTER, /* promises to keep the connection and closes it */
} ScriptFault;

typedef struct {
  const char *method;
  const char *path;       /* with the query, as sent; NULL: any */
  const char *contains;   /* of head or body; several separated by newlines; NULL: anything */
  guint       status;
  const char *reply;      /* NULL: empty; @URL@ stands for the server's own address */
  const char *headers;    /* "Name: value" lines; NULL: JSON */
  ScriptFault fault;
  gboolean    repeated;
} ScriptRow;

typedef struct _ScriptedServer ScriptedServer;

/* @rows ends with a method of NULL and must outlive the server. */
ScriptedServer *scripted_server_new              (const ScriptRow *rows);
/* The same over TLS, with a certificate that nobody but itself has signed. */
ScriptedServer *scripted_server_new_secure       (const ScriptRow *rows);
/* Stops it; fails the test when rows are left over or requests were not expected. */
void            scripted_server_finish           (ScriptedServer  *self);
/* "http://127.0.0.1:PORT/" */
const char     *scripted_server_get_url          (ScriptedServer  *self);
guint           scripted_server_count_requests   (ScriptedServer  *self);
guint           scripted_server_count_unexpected (ScriptedServer  *self);
/* All requests so far as text: line, headers, body. */
char           *scripted_server_dup_log          (ScriptedServer  *self);

G_END_DECLS
