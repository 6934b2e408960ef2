/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-link.h"
#include "marked-buffer.h"

static const struct {
  const char *name;
  const char *before;
  const char *words;
  const char *address;
  const char *after; /* with the words "w" and the address "u" */
} rows[] = {
  { "selection", "see ⟦ this one ⟧.", "this one", "", "see  [w](u)| ." },
  { "word", "see th|is.", "this", "", "see [w](u)|." },
  { "nothing", "see |.", "", "", "see [w](u)|." },
  { "address", "⟦https://a.b⟧", "", "https://a.b", "[w](u)|" },
  { "inside", "x [a b](https://a|.b) y", "a b", "https://a.b", "x [w](u)| y" },
  { "inside-words", "x [한|국](<a b>) y", "한국", "a b", "x [w](u)| y" },
  { "inside-title", "x [a](b \"t|\") y", "a", "b", "x [w](u)| y" },
  { "brackets-in-address", "[a](b_(c|))", "a", "b_(c)", "[w](u)|" },
  { "second", "[a](b) [c|](d)", "c", "d", "[a](b) [w](u)|" },
  { "no-picture", "![a](b|)", "", "", "![a](b[w](u)|)" },
};

static void
test_row (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GtkTextBuffer) buffer = marked_buffer_new (rows[i].before);
  g_autoptr (GalleyLink) link = galley_link_find (buffer);
  g_autofree char *after = NULL;

  g_assert_cmpstr (link->words, ==, rows[i].words);
  g_assert_cmpstr (link->address, ==, rows[i].address);
  g_assert_true (galley_link_write (link, buffer, "w", "u"));
  after = marked_buffer_dup (buffer);
  g_assert_cmpstr (after, ==, rows[i].after);
  marked_buffer_assert_undo (buffer, rows[i].before);
}

static void
test_write (void)
{
  g_autoptr (GtkTextBuffer) buffer = marked_buffer_new ("[a](b|)");
  g_autoptr (GalleyLink) link = galley_link_find (buffer);
  g_autoptr (GalleyLink) again = NULL;
  g_autofree char *angles = NULL;
  g_autofree char *none = NULL;

  galley_link_write (link, buffer, "a", "b c");
  angles = marked_buffer_dup (buffer);
  g_assert_cmpstr (angles, ==, "[a](<b c>)|");
  again = galley_link_find (buffer);
  g_assert_cmpstr (again->address, ==, "b c");
  galley_link_write (again, buffer, "a", "");
  none = marked_buffer_dup (buffer);
  g_assert_cmpstr (none, ==, "a|");
}

static GPtrArray *
make_posts (void)
{
  static const char *const statuses[] = { "published", "draft" };
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_post_entry_free);

  for (guint i = 0; i < 2; i++)
    {
      GalleyPostEntry *entry = g_new0 (GalleyPostEntry, 1);

      entry->id = g_strdup_printf ("%u", i);
      entry->title = g_strdup ("Nuri Flies");
      entry->slug = g_strdup ("nuri");
      entry->status = g_strdup (statuses[i]);
      g_ptr_array_add (entries, entry);
    }
  return entries;
}

static void
test_targets (void)
{
  g_autoptr (GalleyIssue) issue = galley_issue_new ("## One Two\n\n## One Two\n\n## 한국\n", -1);
  g_autoptr (GPtrArray) headings = galley_link_list_headings (issue);
  g_autoptr (GalleyPostList) list = galley_post_list_new (make_posts (), 1, 1, 2);
  g_autoptr (GPtrArray) posts = galley_link_list_posts (list, "https://a.b");

  g_assert_cmpuint (headings->len, ==, 3);
  g_assert_cmpstr (((GalleyLinkTarget *) headings->pdata[0])->address, ==, "#one-two");
  g_assert_cmpstr (((GalleyLinkTarget *) headings->pdata[1])->address, ==, "#one-two-1");
  g_assert_cmpuint (posts->len, ==, 1);
  g_assert_cmpstr (((GalleyLinkTarget *) posts->pdata[0])->address, ==, "https://a.b/nuri/");
  g_assert_true (galley_link_matches (posts->pdata[0], "flies NURI"));
  g_assert_true (galley_link_matches (posts->pdata[0], ""));
  g_assert_false (galley_link_matches (posts->pdata[0], "nuri moon"));
}

static void
test_readable (void)
{
  static const char *const pairs[][2] = {
    { "#%EB%91%98%EC%A7%B8", "#둘째" }, { "https://a.b/nuri/", "https://a.b/nuri/" },
    { "/a%20b", "/a%20b" }, { "/%0a", "/%0a" }, { "/%ff", "/%ff" }, { "/100%", "/100%" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *readable = galley_link_dup_readable (pairs[i][0]);

      g_assert_cmpstr (readable, ==, pairs[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/app/link/", rows[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
    }
  g_test_add_func ("/app/link/write", test_write);
  g_test_add_func ("/app/link/targets", test_targets);
  g_test_add_func ("/app/link/readable", test_readable);
  return g_test_run ();
}
