/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "galley-service.h"

G_BEGIN_DECLS

/* Galley's names for the parts of a post -> what Ghost takes. @creating: what Ghost wants of a new
 * post is filled in. UNSUPPORTED names what the site does not have; Ghost itself would silently give
 * the post to the wrong author or to no reader at all. (transfer full) */
JsonObject *galley_ghost_fields_to_json (const GalleyConnection *connection,
                                         const GalleySite       *site,
                                         const GalleyPostFields *fields,
                                         gboolean                creating,
                                         GError                **error);
/* The other way round: what Ghost has for each name; what is empty there is not in it. */
GalleyPostFields *galley_ghost_fields_from_post (const GalleyPost     *post);

G_END_DECLS
