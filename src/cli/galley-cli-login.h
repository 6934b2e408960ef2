/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-service.h"

G_BEGIN_DECLS

/* What --service, --url, --key-file and --account say. */
typedef struct {
  char *service;
  char *url;
  char *key_file;
  char *account;
} GalleyLoginOptions;

void        galley_login_options_add        (GalleyLoginOptions       *self,
                                             GOptionContext           *context);
void        galley_login_options_clear      (GalleyLoginOptions       *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GalleyLoginOptions, galley_login_options_clear)
/* What is wrong with them, or NULL. */
const char *galley_login_options_find_fault (const GalleyLoginOptions *self);

/* An account and its key, ready to be talked to. */
typedef struct {
  const GalleyService *service;
  GalleyConnection     connection;
  char                *source; /* "file:PATH", "account:NAME" or "stdin"; never the key */
} GalleyLogin;

GalleyLogin *galley_login_open (const GalleyLoginOptions *options,
                                GCancellable             *cancellable,
                                GError                  **error);
/* @key_file "-": standard input. Either @url and @key_file or @account_name. @service NULL: the account's. */
GalleyLogin *galley_login_new  (const char    *service,
                                const char    *url,
                                const char    *key_file,
                                const char    *account_name,
                                GCancellable  *cancellable,
                                GError       **error);
void         galley_login_free (GalleyLogin   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyLogin, galley_login_free)

G_END_DECLS
