/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  GALLEY_HELP_TITLE, /* of a section */
  GALLEY_HELP_TERM,  /* what the next paragraph explains */
  GALLEY_HELP_TEXT,
  GALLEY_HELP_STEP,
  GALLEY_HELP_NOTE,
  GALLEY_HELP_CODE,
} GalleyHelpKind;

typedef struct {
  GalleyHelpKind kind;
  guint          number; /* of a step, from 1 */
  char          *markup; /* Pango's */
} GalleyHelpBlock;

/* One page of the help, as the help viewer of the desktop would show it. */
typedef struct {
  char      *title;
  char      *description;
  GPtrArray *blocks; /* (element-type GalleyHelpBlock) */
} GalleyHelpPage;

/* (transfer full) NULL with INVALID: @text is not a page. */
GalleyHelpPage *galley_help_page_parse (const char  *text,
                                        gsize        length,
                                        GError     **error);
void            galley_help_page_free  (GalleyHelpPage *page);

/* The ids in the order in which they are read, "index" first; ends with NULL. */
const char *const *galley_help_list_pages (void);

/* (transfer full) As the program carries it, in the first of @languages that it is written in
 * (as g_get_language_names()), else in English. */
GalleyHelpPage *galley_help_page_load (const char        *id,
                                       const char *const *languages,
                                       GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyHelpPage, galley_help_page_free)

G_END_DECLS
