/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-words.h"

/* Not gettext's: it speaks the language of the desktop only. The English ones are Ghost's own. */
static const struct {
  const char *english;
  const char *korean;
} words[] = {
  [GALLEY_WORD_MEMBERS_ONLY] = { "This post is for subscribers only",
                                 "이 글은 구독자만 볼 수 있습니다" },
  [GALLEY_WORD_TIERS_ONLY] = { "This post is for subscribers on certain tiers only",
                               "이 글은 특정 등급의 구독자만 볼 수 있습니다" },
  [GALLEY_WORD_PAID_ONLY] = { "This post is for paying subscribers only",
                              "이 글은 유료 구독자만 볼 수 있습니다" },
  [GALLEY_WORD_PICTURE] = { "Picture", "사진" },
  [GALLEY_WORD_CREDIT] = { "Credit: ", "사진: " },
  [GALLEY_WORD_UNSUBSCRIBE] = { "Unsubscribe", "구독 취소" },
};

/* "ko" and "ko-KR", but not "kok". */
static gboolean
is_korean (const char *lang)
{
  return g_ascii_strncasecmp (lang, "ko", 2) == 0 && !g_ascii_isalpha (lang[2]);
}

const char *
galley_words_get (GalleyIssue *issue,
                  GalleyWord   word)
{
  const char *lang = galley_front_matter_get_string (galley_issue_get_front_matter (issue), "lang");

  g_return_val_if_fail (word < G_N_ELEMENTS (words), "");

  return lang != NULL && is_korean (lang) ? words[word].korean : words[word].english;
}
