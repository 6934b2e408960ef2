/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* json-glib aborts or warns on members of another type; what comes from outside is read with these,
 * which answer "not there" instead. */
JsonNode   *galley_json_parse       (const char  *text,
                                     gssize       length,
                                     GError     **error);
const char *galley_json_get_string  (JsonObject  *object,
                                     const char  *name);
gint64      galley_json_get_int     (JsonObject  *object,
                                     const char  *name,
                                     gint64       fallback);
gboolean    galley_json_get_boolean (JsonObject  *object,
                                     const char  *name,
                                     gboolean     fallback);
JsonObject *galley_json_get_object  (JsonObject  *object,
                                     const char  *name);
JsonArray  *galley_json_get_array   (JsonObject  *object,
                                     const char  *name);
JsonObject *galley_json_get_item    (JsonArray   *array,
                                     guint        index);
char       *galley_json_to_string   (JsonNode    *node,
                                     gboolean     pretty);

G_END_DECLS
