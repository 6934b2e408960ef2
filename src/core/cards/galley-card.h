/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-back.h"
#include "galley-face.h"

G_BEGIN_DECLS

/* What an option without a list of values holds. */
typedef enum {
  GALLEY_CARD_OPTION_WORDS,
  GALLEY_CARD_OPTION_NUMBER,
  GALLEY_CARD_OPTION_COLOR,   /* #1a2b3c or accent */
  GALLEY_CARD_OPTION_ADDRESS, /* of a page, or of a picture */
} GalleyCardOptionType;

typedef struct {
  const char          *name;        /* as in {name=value} */
  const char          *description; /* N_() */
  const char *const   *values;      /* what is allowed, NULL terminated; NULL: see @type */
  const char          *fallback;    /* when it is not given, or not allowed; never NULL */
  GalleyCardOptionType type;
} GalleyCardOption;

typedef enum {
  GALLEY_CARD_PART_BLOCKS, /* any Markdown: no field of a form, it is written in the text */
  GALLEY_CARD_PART_LINE,   /* one paragraph */
  GALLEY_CARD_PART_LINK,   /* a paragraph that is an address and the words for it */
  GALLEY_CARD_PART_PAGE,   /* a paragraph that is the address of a page */
} GalleyCardPartType;

/* A part of a card's body, for who writes a new one. */
typedef struct {
  const char        *name; /* N_() */
  GalleyCardPartType type;
  gboolean           needed; /* without it there is no card */
} GalleyCardPart;

typedef struct _GalleyCardKind GalleyCardKind;

/* A kind of card: how a block quote that begins with [!NAME] looks to every reader. All members
 * but @id, @name, @description, @web may be NULL. Any thread. */
struct _GalleyCardKind {
  const char             *id;          /* "note": the row's name */
  const char             *name;        /* N_() */
  const char             *description; /* N_() */
  const char             *title;       /* N_(): what the words on the marker's line are; NULL: none
                                        * may stand there */
  const GalleyCardOption *options;     /* ends with a NULL name */
  const GalleyCardPart   *parts;       /* ends with a NULL name; NULL: any Markdown */
  /* Whether the service's node can hold @card; otherwise it becomes an HTML card with the markup
   * of @web. NULL: always. */
  gboolean    (*fits)    (GalleyFace       *face,
                          const GalleyNode *card);
  /* The HTML Ghost publishes for it. */
  void        (*web)     (GalleyFace       *face,
                          const GalleyNode *card);
  /* The same in a mail; NULL: nothing in mails. */
  void        (*email)   (GalleyFace       *face,
                          const GalleyNode *card);
  /* Plain text; NULL: nothing. */
  void        (*text)    (GalleyFace       *face,
                          const GalleyNode *card);
  /* (transfer full): the Koenig node. The member itself is NULL for kinds that become an HTML card
   * with the markup of @web, which need nothing else. */
  JsonObject *(*lexical) (GalleyFace       *face,
                          const GalleyNode *card);
  /* (transfer full): the Markdown of the Koenig node @node; NULL when it is none of this kind.
   * The member itself is NULL for kinds that Ghost has no node for. */
  char       *(*from_lexical) (GalleyBack *back,
                               JsonObject *node);
  /* Whether this reader gets it at all; NULL: everybody. */
  gboolean    (*shown)   (GalleyFace       *face,
                          const GalleyNode *card);
  /* The picture of @card whose alternative text the service's node has no room for; it returns NULL
   * when there is none such. */
  const GalleyPicture *(*get_mute) (const GalleyNode *card);
};

const GalleyCardKind *const *galley_card_list_kinds (void);
/* By the kind of a CARD node or as the row's name, in any case; NULL when nobody knows it. */
const GalleyCardKind        *galley_card_find_kind  (const char           *name);
/* The option as @kind allows it: the value given, or the fallback. Never NULL. */
const char                  *galley_card_get_option (const GalleyCardKind *kind,
                                                     const GalleyNode     *card,
                                                     const char           *name);
/* The card as Markdown. Names and values of options follow as pairs and end with NULL; one that is
 * NULL or says what goes without saying is left out. @title and @body may be NULL. */
char                        *galley_card_write      (const GalleyCardKind *kind,
                                                     const char           *title,
                                                     const char           *body,
                                                     ...) G_GNUC_NULL_TERMINATED;
/* The same, with the pairs as an array that NULL ends. */
char                        *galley_card_write_pairs (const GalleyCardKind *kind,
                                                     const char           *title,
                                                     const char           *body,
                                                     const char *const    *pairs);
/* For that: a number of @node's as text; NULL when it has none or it is 0. (transfer full) */
char                        *galley_card_dup_number (JsonObject           *node,
                                                     const char           *name);
/* @body behind @above, with a blank line between unless one of them is empty. (transfer full) */
char                        *galley_card_join       (const char           *above,
                                                     const char           *body);
/* ` {name=value}` for the line of a card; quotes where they are needed. */
void                         galley_card_append_option (GString           *options,
                                                        const char        *name,
                                                        const char        *value);

G_END_DECLS
