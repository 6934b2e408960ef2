/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-issue.h"

G_BEGIN_DECLS

/* How an issue looks where nobody has opened it yet. */
typedef enum {
  GALLEY_LOOK_SEARCH,
  GALLEY_LOOK_SOCIAL,
  GALLEY_LOOK_INBOX,
  GALLEY_N_LOOKS,
} GalleyLookKind;

typedef struct {
  char  *title;      /* the whole of it, "" when there is none */
  char  *text;
  guint  title_max;  /* letters that are shown, where most places cut; a full-width one is two */
  guint  text_max;
  guint  title_length;
  guint  text_length;
  gboolean has_wide; /* some letters are full-width */
  char  *picture;    /* as the issue names it; NULL: none, or none is shown there */
} GalleyLook;

/* With the values that stand in for those that are not there, as Ghost takes them. @typed: values by
 * key that are on their way into the issue, NULL: none. */
GalleyLook *galley_look_new      (GalleyIssue      *issue,
                                  GalleyLookKind    kind,
                                  GHashTable       *typed);
void        galley_look_free     (GalleyLook       *self);
/* @text cut at @max letters, a full-width one being two, with an ellipsis for the rest; never inside a
 * letter with its marks. */
char       *galley_look_cut      (const char       *text,
                                  guint             max);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyLook, galley_look_free)

G_END_DECLS
