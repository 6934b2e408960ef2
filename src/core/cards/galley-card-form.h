/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-card.h"
#include "galley-edit.h"
#include "galley-issue.h"

G_BEGIN_DECLS

/* A card as a form of fields, all of it from the kind's own description: a new kind needs no form of
 * its own. Values are a GHashTable of strings by the fields' keys; one that is not there is the
 * field's fallback. */
typedef enum {
  GALLEY_CARD_FIELD_WORDS,
  GALLEY_CARD_FIELD_CHOICE,
  GALLEY_CARD_FIELD_NUMBER,
  GALLEY_CARD_FIELD_COLOR,
  GALLEY_CARD_FIELD_ADDRESS,
} GalleyCardFieldType;

typedef struct {
  char                *key;
  char                *name;     /* translated */
  GalleyCardFieldType  type;
  const char *const   *values;   /* of a CHOICE */
  const char          *fallback; /* never NULL */
  gboolean             needed;   /* it may not be empty */
  gboolean             in_body;  /* once written it is text, and no field */
} GalleyCardField;

/* (element-type GalleyCardField): in their order. @with_body: for a card that is not written yet. */
GPtrArray  *galley_card_form_list_fields (const GalleyCardKind  *kind,
                                          gboolean               with_body);
gboolean    galley_card_form_accepts     (const GalleyCardField *field,
                                          const char            *value);
/* The Markdown of a new card. @blocks: Markdown for the part of the body that is no field, may be
 * NULL. @cursor: where the writer goes on, in bytes. (transfer full) */
char       *galley_card_form_write       (const GalleyCardKind  *kind,
                                          GHashTable            *values,
                                          const char            *blocks,
                                          gsize                 *cursor);
/* Whether its body has such a part. */
gboolean    galley_card_form_has_blocks  (const GalleyCardKind  *kind);
/* The values of the card @card, without those of its body. (transfer full) */
GHashTable *galley_card_form_read        (const GalleyCardKind  *kind,
                                          const GalleyNode      *card);
/* The card's first line with @values; options that nobody knows stay. NULL: nothing changes. */
GalleyEdit *galley_card_form_change      (const GalleyCardKind  *kind,
                                          const GalleyIssue     *issue,
                                          const GalleyNode      *card,
                                          GHashTable            *values);
/* What a value of a CHOICE is called. Translated; itself when it has no other name. */
const char *galley_card_form_name_value  (const char            *value);

G_END_DECLS
