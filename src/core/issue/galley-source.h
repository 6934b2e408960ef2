/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "galley-finding.h"

G_BEGIN_DECLS

/* An issue's bytes cut into lines, with the findings that are made about them. Lines end at LF,
 * CR LF or CR, as they do for the Markdown library, and count from 1. */
typedef struct {
  const char *text;      /* borrowed; valid UTF-8 without NUL, NUL terminated */
  gsize       length;
  gsize      *starts;    /* of each line; n_lines + 1 of them, the last is @length */
  guint       n_lines;   /* at least 1 */
  GPtrArray  *findings;  /* GalleyFinding */
} GalleySource;

void        galley_source_init     (GalleySource     *self,
                                    const char       *text,
                                    gsize             length);
void        galley_source_clear    (GalleySource     *self);
/* The bytes of a line without its end. */
const char *galley_source_get_line (const GalleySource *self,
                                    guint             line,
                                    gsize            *length);
/* The line that holds the byte at @offset. */
guint       galley_source_find_line (const GalleySource *self,
                                    gsize             offset);
gboolean    galley_source_is_blank (const GalleySource *self,
                                    guint             line);
/* "\r\n" where the first line ends so, else "\n". */
const char *galley_source_get_end_of_line (const GalleySource *self);
/* A finding at the byte @offset of @line; @fix_label and @text may be NULL: then there is no fix. */
void        galley_source_add      (GalleySource     *self,
                                    const char       *id,
                                    GalleySeverity    severity,
                                    gsize             offset,
                                    const char       *message,
                                    const char       *fix_label,
                                    gsize             start,
                                    gsize             end,
                                    const char       *text);

G_END_DECLS
