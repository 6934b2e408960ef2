/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-markdown.h"
#include "galley-parser.h"

G_BEGIN_DECLS

/* A parse under way; lives on the stack of galley_parser_parse (). */
typedef struct {
  GalleySource *source;      /* borrowed */
  GalleyArena *arena;        /* borrowed */
  guint body_line;           /* the file's line that is the library's first */
  guchar *marks;             /* owned: a GalleyLineMark for each line of the file, from 1 */
  GPtrArray *nodes;          /* owned: the inlines under way, of one level on those of another */
  GArray *tags;              /* owned: their opening tags, too */
  guint *footnote_uses;      /* owned: of each number, from 1 */
  const char **footnote_names; /* owned array of borrowed names, from 1 */
  guint n_footnotes;
  guint n_definitions;       /* how many of them have been read */
  gboolean in_caption;       /* a title is being read: no pictures, no footnotes */
  gboolean paywall;          /* one has been seen */
  gboolean inline_paywall;   /* one has been seen among words */
} GalleyParser;

typedef enum {
  GALLEY_LINE_CARD = 1 << 0,  /* the marker line of a card, as far as is known */
  GALLEY_LINE_PLAIN = 1 << 1, /* looked like one and is not */
  GALLEY_LINE_NOTE = 1 << 2,  /* looks like the definition of a footnote */
  GALLEY_LINE_CODE = 1 << 3,  /* inside a block whose text is not Markdown */
  GALLEY_LINE_TOP = 1 << 4,   /* the first of a block at the top level */
  GALLEY_LINE_USED = 1 << 5,  /* of a footnote that somebody refers to */
} GalleyLineMark;

GalleyNode *galley_parser_new_node     (GalleyParser     *self,
                                        GalleyNodeType    type);
void        galley_parser_append       (GalleyNode       *parent,
                                        GalleyNode       *child);
void        galley_parser_set_literal  (GalleyParser     *self,
                                        GalleyNode       *node,
                                        const char       *literal,
                                        gssize            length);
/* Offset of a line of the file, and of the one behind it. */
gsize       galley_parser_get_start    (const GalleyParser *self,
                                        guint             line);

/* galley-parser-inline.c */
GArray     *galley_parser_new_tags     (void);
void        galley_parser_add_inlines  (GalleyParser     *self,
                                        GalleyNode       *parent,
                                        cmark_node       *first,
                                        guint             depth);
/* @text as a line of inlines below @parent. */
void        galley_parser_add_source   (GalleyParser     *self,
                                        GalleyNode       *parent,
                                        const char       *text,
                                        gsize             length);

/* galley-parser-card.c */
gboolean    galley_parser_is_card_line (const char       *line,
                                        gsize             length);
void        galley_parser_read_card    (GalleyParser     *self,
                                        GalleyNode       *card);
void        galley_parser_check_nested_card (GalleyParser     *self,
                                             const GalleyNode *quote);

/* galley-parser-paragraph.c */
/* What a paragraph that has its inlines and its lines really is; changes @node in place. */
void        galley_parser_read_paragraph (GalleyParser   *self,
                                          GalleyNode     *node);

/* galley-parser-html.c */
void        galley_parser_read_html    (GalleyParser     *self,
                                        GalleyNode       *node);
/* TRUE when the inline @html is a comment, which is dropped. */
gboolean    galley_parser_drop_comment (GalleyParser     *self,
                                        const char       *html);
/* `%%` in one block at the top level and the one that closes it in another. */
void        galley_parser_join_private (GalleyParser     *self,
                                        GalleyNode       *root);
/* After the inlines of @block. */
void        galley_parser_check_inlines (GalleyParser    *self,
                                         const GalleyNode *block);

/* galley-parser-place.c */
/* The line of the file, from 1, in which @node begins. */
guint       galley_parser_get_line     (const GalleyParser *self,
                                        cmark_node         *node);

/* galley-parser-note.c */
/* When all is read: leaves out the footnotes that no mark leads to, and numbers the others as their
 * marks are met. */
void        galley_parser_settle_notes (GalleyParser     *self,
                                        GalleyNode       *root);
/* A finding where @source, of a caption or a card's title, has what would be the mark of a footnote
 * elsewhere. @node: what it belongs to. */
void        galley_parser_check_marks  (GalleyParser     *self,
                                        const GalleyNode *node,
                                        const char       *source);

/* galley-parser-limit.c */
/* The body as the library may see it: the same lines, with what would take it too long escaped. */
char       *galley_parser_guard        (GalleyParser     *self,
                                        gsize            *length);

G_END_DECLS
