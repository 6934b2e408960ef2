/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-looks.h"

static void
assert_look (const char *source, GalleyLookKind kind, const char *title, const char *text)
{
  g_autoptr (GalleyIssue) issue = galley_issue_new (source, -1);
  g_autoptr (GalleyLook) look = galley_look_new (issue, kind, NULL);

  g_assert_cmpstr (look->title, ==, title);
  g_assert_cmpstr (look->text, ==, text);
}

static void
assert_lengths (const char *source, guint title, guint text, gboolean has_wide)
{
  g_autoptr (GalleyIssue) issue = galley_issue_new (source, -1);
  g_autoptr (GalleyLook) look = galley_look_new (issue, GALLEY_LOOK_SEARCH, NULL);

  g_assert_cmpuint (look->title_length, ==, title);
  g_assert_cmpuint (look->text_length, ==, text);
  g_assert_cmpint (look->has_wide, ==, has_wide);
}

/* As much room as they take: Hangul twice as much, composed or not, and a mark none. */
static void
test_lengths (void)
{
  assert_lengths ("---\ntitle: Nuri\n---\nAbc.\n", 4, 4, FALSE);
  assert_lengths ("---\ntitle: 누리호 1\n---\nAbc.\n", 8, 4, TRUE);
  assert_lengths ("---\ntitle: N\n---\n로켓 발사\n", 1, 9, TRUE);
  assert_lengths ("---\ntitle: \u1112\u1161\u11ab\n---\ne\xcc\x81\n", 2, 1, TRUE);
  assert_lengths ("", 0, 0, FALSE);
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
assert_picture (const char *source, GalleyLookKind kind, const char *picture)
{
  g_autoptr (GalleyIssue) issue = galley_issue_new (source, -1);
  g_autoptr (GalleyLook) look = galley_look_new (issue, kind, NULL);

  g_assert_cmpstr (look->picture, ==, picture);
}

static void
test_picture (void)
{
  assert_picture ("---\nimage: a.jpg\n---\n", GALLEY_LOOK_SOCIAL, "a.jpg");
  assert_picture ("---\nimage: a.jpg\nog-image: b.jpg\n---\n", GALLEY_LOOK_SOCIAL, "b.jpg");
  assert_picture ("---\nimage: a.jpg\nog-image: ''\n---\n", GALLEY_LOOK_SOCIAL, "a.jpg");
  assert_picture ("---\nimage: a.jpg\n---\n", GALLEY_LOOK_SEARCH, NULL);
  assert_picture ("Body.\n", GALLEY_LOOK_SOCIAL, NULL);
}

/* What somebody is typing goes before what the issue has, an emptied value too. */
static void
test_typed (void)
{
  g_autoptr (GHashTable) typed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GalleyIssue) issue
      = galley_issue_new ("---\ntitle: T\nmeta-title: MT\nsubtitle: S\n---\n", -1);
  g_autoptr (GalleyLook) search = NULL;
  g_autoptr (GalleyLook) inbox = NULL;

  g_hash_table_insert (typed, g_strdup ("meta-title"), g_strdup (""));
  g_hash_table_insert (typed, g_strdup ("subtitle"), g_strdup ("Sub"));
  search = galley_look_new (issue, GALLEY_LOOK_SEARCH, typed);
  inbox = galley_look_new (issue, GALLEY_LOOK_INBOX, typed);
  g_assert_cmpstr (search->title, ==, "T");
  g_assert_cmpstr (search->text, ==, "Sub");
  g_assert_cmpuint (inbox->text_length, ==, 3);
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
    { "누리호 발사", 8, "누리호…" },
    { "누리호 발사", 5, "누리…" }, { "누리", 2, "…" }, { "누리", 4, "누리" }, { "e\xcc\x81" "e\xcc\x81" "e\xcc\x81", 2, "e\xcc\x81…" }, { "abc", 0, "…" },
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
  g_test_add_func ("/issue/looks/lengths", test_lengths);
  g_test_add_func ("/issue/looks/picture", test_picture);
  g_test_add_func ("/issue/looks/typed", test_typed);
  g_test_add_func ("/issue/looks/cut", test_cut);
  return g_test_run ();
}
