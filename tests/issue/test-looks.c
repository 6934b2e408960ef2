/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-looks.h"

static void
assert_look (const char *source, GalleyLookKind kind, const char *title, const char *text)
{
  g_autoptr (GalleyIssue) issue = galley_issue_new (source, -1);
  g_autoptr (GalleyLook) look = galley_look_new (issue, kind);

  g_assert_cmpstr (look->title, ==, title);
  g_assert_cmpstr (look->text, ==, text);
  g_assert_cmpuint (look->title_length, ==, g_utf8_strlen (title, -1));
  g_assert_cmpuint (look->text_length, ==, g_utf8_strlen (text, -1));
}

static void
test_values (void)
{
  static const char full[] = "---\ntitle: T\nsubtitle: S\nmeta-title: MT\nmeta-description: MD\n"
                             "og-title: OT\nog-description: OD\nemail-subject: ES\n---\nBody.\n";
  static const char some[] = "---\ntitle: 누리호\nog-title: ''\n---\n## H\n\nOne *two*\nthree.\n\n"
                             "<!--members-only-->\n\nPaid.\n";

  assert_look (full, GALLEY_LOOK_SEARCH, "MT", "MD");
  assert_look (full, GALLEY_LOOK_SOCIAL, "OT", "OD");
  assert_look (full, GALLEY_LOOK_INBOX, "ES", "S");
  assert_look (some, GALLEY_LOOK_SEARCH, "누리호", "One two three.");
  assert_look (some, GALLEY_LOOK_SOCIAL, "누리호", "One two three.");
  assert_look (some, GALLEY_LOOK_INBOX, "누리호", "One two three.");
  assert_look ("", GALLEY_LOOK_INBOX, "", "");
}

static void
test_cut (void)
{
  static const struct {
    const char *text;
    guint max;
    const char *cut;
  } rows[] = {
    { "abc", 3, "abc" }, { "abcd", 3, "ab…" }, { "ab cd", 4, "ab…" },
    { "누리호 발사", 4, "누리호…" }, { "e\xcc\x81" "e\xcc\x81" "e\xcc\x81", 4, "e\xcc\x81…" }, { "abc", 0, "…" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *cut = galley_look_cut (rows[i].text, rows[i].max);

      g_assert_cmpstr (cut, ==, rows[i].cut);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/issue/looks/values", test_values);
  g_test_add_func ("/issue/looks/cut", test_cut);
  return g_test_run ();
}
