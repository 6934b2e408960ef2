/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <galley-issue.h>

G_BEGIN_DECLS

/* The few words that Galley itself puts into what readers get. In some is a place for what is known
 * later: "{site}", "{date}", "{status}", "{authors}". */
typedef enum {
  GALLEY_WORD_MEMBERS_ONLY,
  GALLEY_WORD_TIERS_ONLY,
  GALLEY_WORD_PAID_ONLY,
  GALLEY_WORD_PICTURE,
  GALLEY_WORD_CREDIT, /* with the blank behind it */
  GALLEY_WORD_UNSUBSCRIBE,
  GALLEY_WORD_BY,
  GALLEY_WORD_VIEW_IN_BROWSER,
  GALLEY_WORD_UPGRADE_TO_READ,
  GALLEY_WORD_BECOME_PAID,
  GALLEY_WORD_UPGRADE,
  GALLEY_WORD_MORE_LIKE_THIS,
  GALLEY_WORD_LESS_LIKE_THIS,
  GALLEY_WORD_COMMENT,
  GALLEY_WORD_SHARE,
  GALLEY_WORD_KEEP_READING,
  GALLEY_WORD_SUBSCRIPTION,
  GALLEY_WORD_RECEIVING, /* HTML */
  GALLEY_WORD_FREE,
  GALLEY_WORD_PAID,
  GALLEY_WORD_RENEWS,
  GALLEY_WORD_NAME,
  GALLEY_WORD_EMAIL,
  GALLEY_WORD_MEMBER_SINCE,
  GALLEY_WORD_MANAGE,
} GalleyWord;

/* In the language of the issue, its front matter's "lang", never in that of the editor's desktop:
 * readers get the same whoever sends it. English when Galley does not speak that language. */
const char *galley_words_get      (GalleyIssue *issue,
                                   GalleyWord   word);
/* The same for a @lang such as "ko-KR"; NULL: English. */
const char *galley_words_get_in   (const char  *lang,
                                   GalleyWord   word);
/* @pattern with @value for @place, where that is. (transfer full) */
char       *galley_words_fill     (const char  *pattern,
                                   const char  *place,
                                   const char  *value);
/* "26 November 2026", or "26 Nov 2026" when it is @brief. (transfer full) */
char       *galley_words_dup_date (const char  *lang,
                                   GDateTime   *date,
                                   gboolean     brief);

G_END_DECLS
