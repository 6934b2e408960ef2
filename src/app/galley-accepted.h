/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-document.h"

G_BEGIN_DECLS

/* What a person who had a site's changes before him has decided not to take over, for the document's
 * next publish. It is forgotten when the text is again what it was before, by undo or otherwise: then
 * nothing was decided. */

/* @before: the text before the merge; takes @missing. Call it before the text changes. */
void               galley_accepted_set (GalleyDocument     *document,
                                        const char         *before,
                                        char              **missing);
/* NULL: nothing. */
const char *const *galley_accepted_get (GalleyDocument     *document);

G_END_DECLS
