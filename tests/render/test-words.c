/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "galley-test-render.h"
#include "galley-words.h"

static void
test_languages (void)
{
  static const struct {
    const char *front;
    gboolean    korean;
  } rows[] = {
    { "", FALSE },
    { "lang: en\n", FALSE },
    { "lang: ko\n", TRUE },
    { "lang: ko-KR\n", TRUE },
    { "lang: KO_kr\n", TRUE },
    { "lang: kok\n", FALSE },
    { "lang: k\n", FALSE },
    { "lang: ''\n", FALSE },
    { "lang: xx\n", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strconcat ("---\ntitle: T\n", rows[i].front, "---\nText.\n", NULL);
      g_autoptr (GalleyIssue) issue = galley_issue_new (text, -1);

      for (int word = GALLEY_WORD_MEMBERS_ONLY; word <= GALLEY_WORD_MANAGE; word++)
        {
          const char *found = galley_words_get (issue, word);

          g_assert_cmpstr (found, !=, "");
          g_assert_cmpint (g_str_is_ascii (found), ==, !rows[i].korean);
        }
    }
}

#define KOREAN                                                                                    \
  "---\ntitle: 누리호\nlang: ko\nvisibility: paid\nimage: a.jpg\nimage-alt: 로켓\n"               \
  "image-caption: 조립 중인 누리호.\nimage-credit: 한국항공우주연구원\n---\n"                     \
  "![발사대](b.jpg)\n\n<!--members-only-->\n\n뒤.\n"

/* Each face of a Korean issue speaks Korean, whatever the desktop does. */
static void
test_faces (void)
{
  GalleyRenderOptions options = { .reader = GALLEY_READER_FREE };
  g_autoptr (GalleyIssue) issue = galley_issue_new (KOREAN, -1);
  g_autofree char *web = galley_render ("web", issue, &options, NULL);
  g_autofree char *mail = galley_render ("email", issue, &options, NULL);
  g_autofree char *text = galley_render ("text", issue, &options, NULL);

  assert_holds (web, "이 글은 유료 구독자만 볼 수 있습니다");
  assert_holds (web, "조립 중인 누리호. 사진: 한국항공우주연구원");
  assert_lacks (web, "Credit");
  assert_holds (mail, "이 글은 유료 구독자만 볼 수 있습니다");
  assert_holds (text, "[사진: 발사대]");
  assert_lacks (text, "This post");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/words/languages", test_languages);
  g_test_add_func ("/render/words/faces", test_faces);
  return g_test_run ();
}
