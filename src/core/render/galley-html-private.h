/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <galley-bookmark.h>
#include <galley-gallery.h>
#include <glib/gi18n-lib.h>

#include "galley-html.h"
#include "galley-runs.h"

G_BEGIN_DECLS

/* Deeper blocks are shown as plain text, so that no input can exhaust the stack. */
#define GALLEY_HTML_MAX_DEPTH 100

struct _GalleyHtml {
  GalleyFace face; /* first: a card's callbacks get it */

  /* Owned */
  GalleyWriter *writer;
  GHashTable   *ids;
  GArray       *runs;
  char        **styles;
  GalleyMailDesign *design; /* in a mail */

  /* Borrowed */
  GalleyIssue               *issue;
  const GalleyRenderOptions *options;

  guint    depth;
  guint    prose; /* > 0: in a paragraph or an item */
  gboolean mail;
  gboolean cut;
  gboolean draws_cut;
};

void     galley_html_write_inlines (GalleyHtml       *self,
                                    const GalleyNode *first);
gboolean galley_html_inlines_fit   (GalleyHtml       *self,
                                    const GalleyNode *first);
void     galley_html_write_figure  (GalleyHtml       *self,
                                    const GalleyNode *node);
void     galley_html_write_raw     (GalleyHtml       *self,
                                    const GalleyNode *node);
gboolean galley_html_has_paywall   (GalleyIssue      *issue);

G_END_DECLS
