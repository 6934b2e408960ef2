/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-back.h"
#include "galley-face.h"

G_BEGIN_DECLS

typedef struct {
  const char        *name;        /* as in {name=value} */
  const char        *description; /* N_() */
  const char *const *values;      /* what is allowed, NULL terminated; NULL: any text */
  const char        *fallback;    /* when it is not given, or not allowed; never NULL */
} GalleyCardOption;

typedef struct _GalleyCardKind GalleyCardKind;

/* A kind of card: how a block quote that begins with [!NAME] looks to every reader. All members
 * but @id, @name, @description, @has_title, @web may be NULL. Any thread. */
struct _GalleyCardKind {
  const char             *id;          /* "note": the row's name */
  const char             *name;        /* N_() */
  const char             *description; /* N_() */
  gboolean                has_title;   /* the marker's line may hold a title */
  const GalleyCardOption *options;     /* ends with a NULL name */
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
  /* (transfer full): the Koenig node; NULL: an HTML card with the markup of @web. */
  JsonObject *(*lexical) (GalleyFace       *face,
                          const GalleyNode *card);
  /* (transfer full): the Markdown of the Koenig node @node; NULL when it is none of this kind.
   * The member itself is NULL for kinds that Ghost has no node for. */
  char       *(*from_lexical) (GalleyBack *back,
                               JsonObject *node);
  /* Whether this reader gets it at all; NULL: everybody. */
  gboolean    (*shown)   (GalleyFace       *face,
                          const GalleyNode *card);
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
