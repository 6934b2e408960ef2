/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "galley-issue.h"
#include "galley-post-list.h"

G_BEGIN_DECLS

/* The link at the cursor of Markdown source, or the one that is to be. */
typedef struct {
  int   start; /* offsets in characters of what is replaced */
  int   end;
  char *words;
  char *address; /* "" when there is none yet */
} GalleyLink;

/* The link that the cursor is in; else the selection without blanks at its ends, or the word at the
 * cursor, as words or, when it is one, as the address. */
GalleyLink *galley_link_find  (GtkTextBuffer    *buffer);
/* One undo step; the cursor goes behind. No address: the words alone. FALSE: the text has changed. */
gboolean    galley_link_write (const GalleyLink *self,
                               GtkTextBuffer    *buffer,
                               const char       *words,
                               const char       *address);
void        galley_link_free  (GalleyLink       *self);

/* Where a link can lead. */
typedef struct {
  char *title;
  char *address;
} GalleyLinkTarget;

/* The headings of the issue, as the page's anchors. (element-type GalleyLinkTarget) */
GPtrArray *galley_link_list_headings (GalleyIssue          *issue);
/* The posts that readers can open. */
GPtrArray *galley_link_list_posts    (const GalleyPostList *posts,
                                      const char           *site);
/* Whether every word of @search is in the title or the address. */
gboolean   galley_link_matches       (const GalleyLinkTarget *target,
                                      const char             *search);
/* @address with its escaped letters as letters, to be read and not to be followed. */
char      *galley_link_dup_readable  (const char             *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyLink, galley_link_free)

G_END_DECLS
