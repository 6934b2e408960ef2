/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <galley-mail-design.h>

#include "galley-issue.h"
#include "galley-picture-map.h"

G_BEGIN_DECLS

/* Who reads it. EVERYTHING is what an editor keeps: paywall comment and gated blocks included. */
typedef enum {
  GALLEY_READER_EVERYTHING,
  GALLEY_READER_ANONYMOUS,
  GALLEY_READER_FREE,
  GALLEY_READER_PAID,
} GalleyReader;

/* What a renderer needs to know beside the issue. All zero is a good default. Borrowed, read
 * only; alive during the call. */
typedef struct {
  GalleyReader            reader;
  gboolean                fragment;       /* the body alone */
  const GalleyPictureMap *pictures;       /* NULL: addresses as written */
  GHashTable             *bookmarks;      /* address -> JsonObject of oembed metadata; NULL: none */
  const char             *site_url;       /* for relative addresses and mail links; NULL: none */
  const char             *site_title;
  const char             *site_icon;      /* an address, for the mail's head; NULL: none */
  const char             *newsletter_name;
  const GalleyMailDesign *design;         /* of that newsletter; NULL: Galley's own */
  const char             *accent_color;   /* "#ff1a75"; NULL: Galley's */
  const char             *post_url;       /* NULL: not known yet */
  const struct _GalleyOriginals *originals; /* lexical: of the post that it is for; NULL: none */
  const char             *author;         /* by-line of the mail; NULL: none */
  const char             *site_locale;    /* of the frame's words in a site's design; NULL: the issue's */
  JsonArray              *latest;         /* the site's last posts, for its mails: objects with "title",
                                           * "url", "excerpt", "picture"; NULL: not known */
  GDateTime              *now;            /* in the site's zone; NULL: mails show no dates */
  gboolean                no_comments;    /* nobody can comment there */
} GalleyRenderOptions;

/* One block of the preview: what one child of the root became. Two lists can be compared block by
 * block; the html never holds line numbers. */
typedef struct {
  char *html;
  guint start_line;
  guint end_line;
} GalleyRenderedBlock;

typedef struct _GalleyFormat GalleyFormat;

struct _GalleyFormat {
  const char *id;          /* "web", as the command line has it */
  const char *suffix;      /* "html" */
  const char *description; /* N_() */
  /* The whole issue as text; never NULL without an error. Any thread. */
  char      *(*render)        (GalleyIssue               *issue,
                               const GalleyRenderOptions *options,
                               GError                   **error);
  /* NULL for formats that cannot be previewed block by block. (element-type GalleyRenderedBlock),
   * the concatenated html is the fragment. Without options->fragment what only the site can show
   * has its place held. */
  GPtrArray *(*render_blocks) (GalleyIssue               *issue,
                               const GalleyRenderOptions *options);
};

G_END_DECLS
