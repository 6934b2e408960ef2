/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <galley-json.h>

G_BEGIN_DECLS

/* How a card finds its way back from Ghost's node to Markdown. The reader of Lexical, a storey up,
 * fills it; what a card proposes with it is believed only after it has been rendered again. All
 * strings are (transfer full); NULL: Markdown cannot say it, and the card gives up. */
typedef struct _GalleyBack GalleyBack;

struct _GalleyBack {
  /* A field's HTML as one line. */
  char *(*dup_line)       (GalleyBack *self,
                           const char *html);
  /* A field's HTML as blocks. */
  char *(*dup_blocks)     (GalleyBack *self,
                           const char *html);
  /* A field's HTML as paragraphs, that two breaks part. What begins it in bold and ends with a
   * single break goes to @title instead, which becomes NULL without one. */
  char *(*dup_paragraphs) (GalleyBack *self,
                           const char *html,
                           char      **title);
  /* Ghost's text nodes as paragraphs, that two breaks part. */
  char *(*dup_text)       (GalleyBack *self,
                           JsonArray  *children);
  char *(*dup_link)       (GalleyBack *self,
                           const char *words,
                           const char *url);
  /* The picture of an image or of a gallery's image. @caption is HTML. */
  char *(*dup_picture)    (GalleyBack *self,
                           JsonObject *image,
                           const char *caption);
  /* The address of a picture as the issue has it. */
  char *(*dup_address)    (GalleyBack *self,
                           const char *url,
                           gint64      width,
                           gint64      height);
  /* From now on the address is known to look like @metadata. */
  void  (*add_bookmark)   (GalleyBack *self,
                           const char *url,
                           JsonObject *metadata);
};

G_END_DECLS
