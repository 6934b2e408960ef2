/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <galley-issue.h>

G_BEGIN_DECLS

/* The few words that Galley itself puts into what readers get. */
typedef enum {
  GALLEY_WORD_MEMBERS_ONLY,
  GALLEY_WORD_TIERS_ONLY,
  GALLEY_WORD_PAID_ONLY,
  GALLEY_WORD_PICTURE,
  GALLEY_WORD_CREDIT, /* with the blank behind it */
  GALLEY_WORD_UNSUBSCRIBE,
} GalleyWord;

/* In the language of the issue, its front matter's "lang", never in that of the editor's desktop:
 * readers get the same whoever sends it. English when Galley does not speak that language. */
const char *galley_words_get (GalleyIssue *issue,
                              GalleyWord   word);

G_END_DECLS
