/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-words.h"

#define BRIEF 3

/* Not gettext's: it speaks the language of the desktop only. Those of mails are Ghost's own. */
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
  [GALLEY_WORD_BY] = { "By {authors}", "{authors} 작성" },
  [GALLEY_WORD_VIEW_IN_BROWSER] = { "View in browser", "브라우저에서 보기" },
  [GALLEY_WORD_UPGRADE_TO_READ] = { "Upgrade to continue reading.",
                                    "계속 읽으려면 업그레이드해 주세요." },
  [GALLEY_WORD_BECOME_PAID]
  = { "Become a paid member of {site} to get access to all premium content.",
      "{site}의 유료 회원이 되어 모든 프리미엄 콘텐츠를 이용해 보세요." },
  [GALLEY_WORD_UPGRADE] = { "Upgrade", "업그레이드" },
  [GALLEY_WORD_MORE_LIKE_THIS] = { "More like this", "이런 콘텐츠 더보기" },
  [GALLEY_WORD_LESS_LIKE_THIS] = { "Less like this", "이런 콘텐츠 줄이기" },
  [GALLEY_WORD_COMMENT] = { "Comment", "댓글" },
  [GALLEY_WORD_SHARE] = { "Share", "공유하기" },
  [GALLEY_WORD_KEEP_READING] = { "Keep reading", "계속 읽기" },
  [GALLEY_WORD_SUBSCRIPTION] = { "Subscription details", "구독 상세정보" },
  [GALLEY_WORD_RECEIVING]
  = { "You are receiving this because you are a <strong>{status} subscriber</strong> to {site}.",
      "{site}의 <strong>{status} 구독자</strong>이기 때문에 이 메일을 받고 계세요." },
  [GALLEY_WORD_FREE] = { "free", "무료" },
  [GALLEY_WORD_PAID] = { "paid", "유료" },
  [GALLEY_WORD_RENEWS] = { "Your subscription will renew on {date}.",
                           "구독이 {date}에 갱신돼요." },
  [GALLEY_WORD_NAME] = { "Name", "이름" },
  [GALLEY_WORD_EMAIL] = { "Email", "이메일" },
  [GALLEY_WORD_MEMBER_SINCE] = { "Member since", "가입일" },
  [GALLEY_WORD_MANAGE] = { "Manage subscription", "구독 관리" },
};

/* "ko" and "ko-KR", but not "kok". */
static gboolean
is_korean (const char *lang)
{
  return lang != NULL && g_ascii_strncasecmp (lang, "ko", 2) == 0 && !g_ascii_isalpha (lang[2]);
}

const char *
galley_words_get_in (const char *lang,
                     GalleyWord  word)
{
  g_return_val_if_fail (word < G_N_ELEMENTS (words), "");

  return is_korean (lang) ? words[word].korean : words[word].english;
}

const char *
galley_words_get (GalleyIssue *issue,
                  GalleyWord   word)
{
  return galley_words_get_in (
    galley_front_matter_get_string (galley_issue_get_front_matter (issue), "lang"), word);
}

char *
galley_words_fill (const char *pattern,
                   const char *place,
                   const char *value)
{
  g_auto (GStrv) parts = g_strsplit (pattern, place, 2);

  return g_strjoinv (value, parts);
}

char *
galley_words_dup_date (const char *lang,
                       GDateTime  *date,
                       gboolean    brief)
{
  static const char *const months[] = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December",
  };
  int year, month, day;

  g_date_time_get_ymd (date, &year, &month, &day);
  if (is_korean (lang))
    return g_strdup_printf ("%d년 %d월 %d일", year, month, day);
  return g_strdup_printf ("%d %.*s %d", day, brief ? BRIEF : -1, months[month - 1], year);
}
