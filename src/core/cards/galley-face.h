/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <galley-json.h>
#include <galley-node.h>
#include <galley-picture-map.h>
#include <galley-writer.h>

#include "galley-mail-style.h"

G_BEGIN_DECLS

/* What a card is drawn on. The renderer fills it and passes it to the card; a card draws its own
 * markup through @writer and its children through the callbacks. The readers of GalleyReader are
 * numbers here, because that type lives a storey up. */
typedef struct _GalleyFace GalleyFace;

typedef enum {
  GALLEY_AUDIENCE_EVERYTHING,
  GALLEY_AUDIENCE_ANONYMOUS,
  GALLEY_AUDIENCE_FREE,
  GALLEY_AUDIENCE_PAID,
} GalleyAudience;

struct _GalleyFace {
  GalleyWriter           *writer;   /* not in the text face */
  GalleyAudience          audience;
  const char *const      *styles;   /* by GalleyMailStyle; NULL outside a mail */
  const GalleyMailDesign *design;   /* NULL outside a mail */
  const char             *accent;   /* a safe CSS colour, never NULL */
  const GalleyPictureMap *pictures; /* NULL: none */
  GHashTable             *bookmarks;
  const char             *post_url; /* NULL: not known */
  guint                   inside;   /* > 0: in the HTML that a card keeps, which Ghost mails as it is */
  gboolean                in_caption;
  guint                   link;     /* the GalleyMailStyle of links here; 0: GALLEY_MAIL_LINK */
  const GalleyNode       *end;      /* where blocks stop, itself left out; NULL: after the last */
  /* @first and its following siblings, written out. */
  void  (*blocks)      (GalleyFace       *self,
                        const GalleyNode *first);
  void  (*inlines)     (GalleyFace       *self,
                        const GalleyNode *first);
  /* The same as a string: HTML, or plain text in the text face. */
  char *(*dup_blocks)  (GalleyFace       *self,
                        const GalleyNode *first);
  char *(*dup_inlines) (GalleyFace       *self,
                        const GalleyNode *first);
  /* Whether Ghost's text nodes can hold @first and its siblings. Not in the text face. */
  gboolean (*inlines_fit) (GalleyFace       *self,
                           const GalleyNode *first);
  /* Lexical only: @first and its siblings as text nodes at the end of @children. */
  void  (*add_inlines) (GalleyFace       *self,
                        JsonArray        *children,
                        const GalleyNode *first);
  /* Text face only: one wrapped paragraph. */
  void  (*paragraph)   (GalleyFace       *self,
                        const char       *text);
};

/* The style attribute of an element in a mail; NULL, which the writer leaves out, on the web. */
const char       *galley_face_style        (const GalleyFace *self,
                                            GalleyMailStyle   style);
/* "_blank" for the links of a mail, as Ghost has them. */
const char       *galley_face_get_target   (const GalleyFace *self);
/* Drawn as only a mail is: not in the HTML of a card. */
gboolean          galley_face_is_mail      (const GalleyFace *self);
/* A reader may follow it: no script, no data. Returns @url or "". */
const char       *galley_face_safe_url     (const char       *url);
/* The node of an HTML card. Segments are "", "status:free", "status:-free" or both with a comma. */
JsonObject       *galley_face_html_card    (const char       *html,
                                            gboolean          non_member,
                                            const char       *web_segment,
                                            const char       *email_segment);
/* Whether @node is an HTML card for just these. */
gboolean          galley_face_is_html_for  (JsonObject       *node,
                                            gboolean          non_member,
                                            const char       *web_segment,
                                            const char       *email_segment);
/* The only LINK of a body that is one paragraph with nothing else in it but formats, or NULL. */
const GalleyNode *galley_face_lone_link    (const GalleyNode *paragraph);
/* All of @card as plain blocks, its title the first: for what has no better form. */
void              galley_face_whole        (GalleyFace       *self,
                                            const GalleyNode *card);
char             *galley_face_dup_whole    (GalleyFace       *self,
                                            const GalleyNode *card);
/* Every child of @card is a paragraph of text, breaks and formats. */
gboolean          galley_face_is_plain     (const GalleyNode *card);
/* The same, and Ghost's text nodes can hold each. */
gboolean          galley_face_is_text      (GalleyFace       *self,
                                            const GalleyNode *card);
/* The inlines of every paragraph of @card, two breaks between them. */
void              galley_face_joined       (GalleyFace       *self,
                                            const GalleyNode *first);
/* As HTML: what galley_face_joined() writes. */
char             *galley_face_dup_joined   (GalleyFace       *self,
                                            const GalleyNode *first);

/* For the lexical face: the same as text nodes, two linebreaks between paragraphs. */
void              galley_face_add_joined   (GalleyFace       *self,
                                            JsonArray        *children,
                                            const GalleyNode *first);
/* An element of Lexical with what every one of them has; @children is taken. */
JsonObject       *galley_face_element      (const char       *type,
                                            JsonArray        *children);
/* What Ghost writes round an HTML card. @gate: NULL, or the memberSegment of a gated block. */
void              galley_face_begin_html   (GalleyFace       *self,
                                            const char       *gate,
                                            gboolean          non_member);
void              galley_face_end_html     (GalleyFace       *self,
                                            const char       *gate);

#define GALLEY_FACE_EVERYONE "status:free,status:-free"

G_END_DECLS
