/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-face.h"

G_BEGIN_DECLS

/* What several cards are built from in a mail: tables, because mail programs lay out nothing else. */

#define GALLEY_MAIL_BARE_TABLE                                                                     \
  "<table role=\"presentation\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\" width=\"100%\">"  \
  "<tbody>"
#define GALLEY_MAIL_TABLE_END "</tbody></table>"

/* @align, @width: NULL to leave them out. @class_name: beside "btn", or NULL. @label is markup.
 * @color: of its own, with @ink for the words on it; NULL: as the design has it. */
void galley_mail_parts_button  (GalleyFace *face,
                                const char *url,
                                const char *label,
                                const char *class_name,
                                const char *color,
                                const char *ink,
                                const char *align,
                                const char *width);
/* The still picture of a film, @ratio times as wide as high, with a link to @url. */
void galley_mail_parts_preview (GalleyFace *face,
                                const char *url,
                                const char *thumbnail,
                                double      ratio);

G_END_DECLS
