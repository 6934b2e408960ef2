/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What Galley remembers of the world outside, in STATE_DIR: which picture went up where (by content
 * hash and site), which issue is which post there, what an address's bookmark and a site's newsletters
 * look like.
 * Every change is durable when its function returns. Any thread, any number of programs at once. */
#define GALLEY_TYPE_LEDGER (galley_ledger_get_type ())
G_DECLARE_FINAL_TYPE (GalleyLedger, galley_ledger, GALLEY, LEDGER, GObject)

GalleyLedger *galley_ledger_new            (const char    *state_dir,
                                            GError       **error);
const char   *galley_ledger_get_state_dir  (GalleyLedger  *self);
char         *galley_ledger_dup_upload     (GalleyLedger  *self,
                                            const char    *site,
                                            const char    *hash);
gboolean      galley_ledger_add_upload     (GalleyLedger  *self,
                                            const char    *site,
                                            const char    *hash,
                                            const char    *url,
                                            GError       **error);
/* By the issue's own id. */
char         *galley_ledger_dup_post       (GalleyLedger  *self,
                                            const char    *site,
                                            const char    *issue_id);
gboolean      galley_ledger_add_post       (GalleyLedger  *self,
                                            const char    *site,
                                            const char    *issue_id,
                                            const char    *post_id,
                                            GError       **error);
/* Ids of issues whose file cannot hold one: by canonical path. */
char         *galley_ledger_dup_issue_id   (GalleyLedger  *self,
                                            const char    *path);
gboolean      galley_ledger_add_issue_id   (GalleyLedger  *self,
                                            const char    *path,
                                            const char    *issue_id,
                                            GError       **error);
/* What was last synced: any JSON text by site and issue ({"updated_at","lexical_hash","keys",…}). */
char         *galley_ledger_dup_sync       (GalleyLedger  *self,
                                            const char    *site,
                                            const char    *issue_id);
gboolean      galley_ledger_set_sync       (GalleyLedger  *self,
                                            const char    *site,
                                            const char    *issue_id,
                                            const char    *json,
                                            GError       **error);
/* What was decided about the site's own version of an issue: any JSON text by site and issue. */
char         *galley_ledger_dup_resolution (GalleyLedger *self,
                                            const char    *site,
                                            const char    *issue_id);
gboolean      galley_ledger_set_resolution (GalleyLedger *self,
                                            const char    *site,
                                            const char    *issue_id,
                                            const char    *json,
                                            GError       **error);
/* What the site had for each block of an issue that was pulled: any JSON text. */
char         *galley_ledger_dup_pull       (GalleyLedger  *self,
                                            const char    *site,
                                            const char    *issue_id);
gboolean      galley_ledger_set_pull       (GalleyLedger  *self,
                                            const char    *site,
                                            const char    *issue_id,
                                            const char    *json,
                                            GError       **error);
/* Mails of a site, by the post's id: any JSON text. A later one of the same post takes its place. */
gboolean      galley_ledger_set_send       (GalleyLedger  *self,
                                            const char    *site,
                                            const char    *post_id,
                                            const char    *json,
                                            GError       **error);
/* (element-type utf8) (transfer full), in no order. */
GPtrArray    *galley_ledger_list_sends     (GalleyLedger  *self,
                                            const char    *site);
/* Test mails count for an hour, whoever asks for them. @time: Unix seconds. */
gboolean      galley_ledger_add_test       (GalleyLedger  *self,
                                            const char    *site,
                                            gint64         time,
                                            GError       **error);
/* (element-type utf8) (transfer full): times as digits, in no order. */
GPtrArray    *galley_ledger_list_tests     (GalleyLedger  *self,
                                            const char    *site);
/* Address -> JsonObject of metadata, for GalleyRenderOptions.bookmarks. (transfer full) */
GHashTable   *galley_ledger_load_bookmarks (GalleyLedger  *self);
/* Of one address, NULL when it is not known. (transfer full) */
JsonObject   *galley_ledger_load_bookmark  (GalleyLedger  *self,
                                            const char    *url);
gboolean      galley_ledger_add_bookmark   (GalleyLedger  *self,
                                            const char    *url,
                                            const char    *json,
                                            GError       **error);
/* What a site said of itself, any JSON text by @name. A @site of NULL is the one that was asked last. */
char         *galley_ledger_dup_site       (GalleyLedger  *self,
                                            const char    *site,
                                            const char    *name);
gboolean      galley_ledger_set_site       (GalleyLedger  *self,
                                            const char    *site,
                                            const char    *name,
                                            const char    *json,
                                            GError       **error);

G_END_DECLS
