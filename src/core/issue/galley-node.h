/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The tree of a parsed issue: Galley's own nodes, so that nothing above this storey knows the
 * Markdown library and a renderer is one exhaustive switch. Nodes are plain values in one arena
 * that the issue owns; they never change and live exactly as long as it. */

typedef enum {
  /* Blocks */
  GALLEY_NODE_DOCUMENT,
  GALLEY_NODE_PARAGRAPH,
  GALLEY_NODE_HEADING,
  GALLEY_NODE_QUOTE,
  GALLEY_NODE_LIST,
  GALLEY_NODE_ITEM,
  GALLEY_NODE_CODE_BLOCK,
  GALLEY_NODE_HTML_BLOCK,
  GALLEY_NODE_DIVIDER,
  GALLEY_NODE_TABLE,
  GALLEY_NODE_TABLE_ROW,
  GALLEY_NODE_TABLE_CELL,
  GALLEY_NODE_FOOTNOTE,      /* a definition; they stand at the end of the document */
  GALLEY_NODE_FIGURE,        /* children: the whole caption's inlines, the credit among them */
  GALLEY_NODE_GALLERY,       /* children: IMAGE nodes */
  GALLEY_NODE_CARD,          /* children: the body's blocks */
  GALLEY_NODE_CARD_TITLE,    /* only as GalleyCard.title; children: inlines */
  GALLEY_NODE_BOOKMARK,      /* a bare address alone in its paragraph: .link.url */
  GALLEY_NODE_PAYWALL,
  GALLEY_NODE_PRIVATE,       /* a comment that never leaves the machine */
  GALLEY_NODE_OPAQUE,        /* a ghost-card fence: .literal is the JSON, byte for byte */
  /* Inlines */
  GALLEY_NODE_TEXT,
  GALLEY_NODE_SOFT_BREAK,
  GALLEY_NODE_LINE_BREAK,
  GALLEY_NODE_CODE,
  GALLEY_NODE_HTML_INLINE,   /* any tag that is not one of the formats below */
  GALLEY_NODE_EMPHASIS,
  GALLEY_NODE_STRONG,
  GALLEY_NODE_STRIKETHROUGH,
  GALLEY_NODE_UNDERLINE,     /* <u> */
  GALLEY_NODE_SUBSCRIPT,     /* <sub> */
  GALLEY_NODE_SUPERSCRIPT,   /* <sup> */
  GALLEY_NODE_HIGHLIGHT,     /* <mark> */
  GALLEY_NODE_LINK,
  GALLEY_NODE_IMAGE,
  GALLEY_NODE_FOOTNOTE_REFERENCE,
} GalleyNodeType;

typedef enum {
  GALLEY_WIDTH_REGULAR,
  GALLEY_WIDTH_WIDE,
  GALLEY_WIDTH_FULL,
} GalleyWidth;

typedef enum {
  GALLEY_ALIGN_NONE,
  GALLEY_ALIGN_LEFT,
  GALLEY_ALIGN_CENTER,
  GALLEY_ALIGN_RIGHT,
} GalleyAlign;

typedef struct _GalleyNode GalleyNode;

/* What a FIGURE or an IMAGE shows. Strings are never NULL unless it is said. */
typedef struct {
  const char *src;     /* as written in the issue, entities and escapes undone */
  const char *alt;     /* plain text */
  const char *title;   /* the title as cmark gives it: the caption's Markdown source */
  const char *credit;  /* plain text after the last "Credit: ", NULL without one */
  const char *href;    /* the link round the picture, NULL without one */
  GalleyWidth width;
} GalleyPicture;

typedef struct {
  const char        *kind;    /* upper case, as "PULLQUOTE"; known or not */
  const char *const *options; /* name, value, name, value, NULL; a bare word has the value "" */
  const GalleyNode  *title;   /* a CARD_TITLE, NULL without one */
  const char        *title_source;
} GalleyCard;

struct _GalleyNode {
  GalleyNodeType    type;
  guint             start_line; /* from 1, in the whole file; inlines: 0, but for IMAGE */
  guint             end_line;   /* the last line that belongs to the block */
  gsize             start;      /* blocks: byte offset of the first line in the whole file */
  gsize             end;        /* and past the last one's newline */
  const GalleyNode *parent;
  const GalleyNode *previous;
  const GalleyNode *next;
  const GalleyNode *first_child;
  const GalleyNode *last_child;
  const char       *literal;    /* TEXT CODE CODE_BLOCK HTML_* OPAQUE PRIVATE, else NULL */
  gsize             length;     /* of literal, in bytes */
  union {
    struct { guint level; } heading;
    struct { gboolean ordered; gboolean tight; guint first; } list;
    struct { gboolean task; gboolean checked; } item;
    struct { const char *info; } code;                        /* the info string */
    struct { const GalleyAlign *columns; guint n_columns; } table;
    struct { gboolean header; } row;
    struct { GalleyAlign align; } cell;
    struct { const char *url; const char *title; } link;      /* LINK, BOOKMARK */
    struct { const char *name; guint number; guint use; } footnote; /* numbers from 1; @use: which reference of several */
    GalleyPicture picture;                                    /* FIGURE, IMAGE */
    GalleyCard card;
  };
};

/* Depth first, in order, children before the next sibling; a card's title before its body.
 * @root itself is not visited. Stops when @visit returns FALSE. */
typedef gboolean (*GalleyNodeVisitFunc) (const GalleyNode *node,
                                         gpointer          user_data);

gboolean    galley_node_is_block   (const GalleyNode    *self);
gboolean    galley_node_visit      (const GalleyNode    *root,
                                    GalleyNodeVisitFunc  visit,
                                    gpointer             user_data);
/* The text of @self and below without any markup. */
char       *galley_node_dup_text   (const GalleyNode    *self);
/* The value of an option of a CARD, or NULL. */
const char *galley_node_get_option (const GalleyNode    *self,
                                    const char          *name);

G_END_DECLS
