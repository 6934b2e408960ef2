/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-service.h"
#include "scripted-server.h"

/* A Ghost that answers by a script, and a login to it. */

#define GHOST_KEY \
  "64f0c0ffee0123456789abcd:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

typedef struct {
  ScriptedServer   *server;
  GalleyConnection  connection;
} GhostFixture;

static inline GhostFixture *
ghost_fixture_new (const ScriptRow *rows)
{
  GhostFixture *self = g_new0 (GhostFixture, 1);
  const char *url;
  g_autofree char *root = NULL;

  self->server = scripted_server_new (rows);
  url = scripted_server_get_url (self->server);
  root = g_strconcat (url, "ghost/api/admin/", NULL);
  self->connection.http = galley_http_new (NULL);
  self->connection.account = galley_account_new (NULL, NULL, "ghost", url, root);
  self->connection.key = GHOST_KEY;
  return self;
}

static inline void
ghost_fixture_finish (GhostFixture *self)
{
  scripted_server_finish (self->server);
  galley_account_unref (self->connection.account);
  g_object_unref (self->connection.http);
  g_free (self);
}
