/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-incoming.h"

G_BEGIN_DECLS

/* What a person decided about a version of the site's that he had before him. It holds as long as the
 * site has that very version, and the text is not again what it was before the decision changed it. */

/* @incoming has its post. @text takes the issue's place; of what it lacks of theirs, and of what it
 * lacks when mine is chosen wherever both stand in it, nobody is asked again. Returns that. Durable
 * when it returns. (transfer full) */
char   **galley_resolved_keep  (const GalleyPublishRequest *request,
                                const GalleyIncoming       *incoming,
                                const char                 *text,
                                GError                    **error);
/* TRUE when @incoming, made of @post, was decided before. */
gboolean galley_resolved_holds (const GalleyPublishRequest *request,
                                const char                 *issue_id,
                                const GalleyIncoming       *incoming,
                                const GalleyPost           *post);

G_END_DECLS
