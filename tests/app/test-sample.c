/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-sample.h"

#include <glib/gstdio.h>

#include "galley-check.h"
#include "galley-image-metadata.h"

typedef struct {
  guint node[GALLEY_NODE_FOOTNOTE_REFERENCE + 1];
  GString *cards;
  GPtrArray *pictures;
} Found;

static gboolean
find_cb (const GalleyNode *node, gpointer user_data)
{
  Found *found = user_data;

  found->node[node->type]++;
  if (node->type == GALLEY_NODE_CARD)
    g_string_append_printf (found->cards, "%s ", node->card.kind);
  if (node->type == GALLEY_NODE_FIGURE)
    g_ptr_array_add (found->pictures, (gpointer) node->picture.src);
  return TRUE;
}

/* A new user's first page has to show what there is, and nothing in it may be wrong. */
static void
test_content (void)
{
  static const GalleyNodeType wanted[] = {
    GALLEY_NODE_HEADING, GALLEY_NODE_LIST, GALLEY_NODE_TABLE, GALLEY_NODE_FOOTNOTE,
    GALLEY_NODE_FIGURE, GALLEY_NODE_PAYWALL, GALLEY_NODE_LINK, GALLEY_NODE_STRONG,
    GALLEY_NODE_EMPHASIS, GALLEY_NODE_STRIKETHROUGH, GALLEY_NODE_DIVIDER,
  };
  static const char *const kinds[] = { "PULLQUOTE", "NOTE", "TOGGLE", "BUTTON", "SIGNUP" };
  static const char *const keys[] = { "title", "subtitle", "image", "image-alt", "image-caption",
                                      "image-credit", "visibility" };
  g_autofree char *folder = g_build_filename (g_getenv ("GALLEY_SOURCE_ROOT"), "data", "sample", NULL);
  g_autofree char *path = g_build_filename (folder, "nuri.md", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GalleyIssue) issue = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  GalleyCheckContext context = { .folder = folder };
  Found found = { .cards = g_string_new (NULL), .pictures = g_ptr_array_new () };

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  issue = galley_issue_new (text, -1);
  context.issue = issue;
  findings = galley_check_run (&context);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", galley_finding_get_message (findings->pdata[i]));
  g_assert_cmpuint (findings->len, ==, 0);
  galley_node_visit (galley_issue_get_root (issue), find_cb, &found);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_cmpuint (found.node[wanted[i]], >, 0);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_assert_nonnull (strstr (found.cards->str, kinds[i]));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_nonnull (galley_front_matter_get_string (galley_issue_get_front_matter (issue), keys[i]));
  g_ptr_array_add (found.pictures, (gpointer) galley_front_matter_get_string (
                                     galley_issue_get_front_matter (issue), "image"));
  g_assert_cmpuint (found.pictures->len, ==, 2);
  for (guint i = 0; i < found.pictures->len; i++)
    {
      g_autofree char *picture = g_build_filename (folder, found.pictures->pdata[i], NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleyImageMetadata) metadata = galley_image_metadata_load (picture, &error);

      g_assert_no_error (error);
      g_assert_nonnull (metadata->caption);
      g_assert_nonnull (metadata->credit);
    }
  g_string_free (found.cards, TRUE);
  g_ptr_array_unref (found.pictures);
}

static void
test_unpack (void)
{
  g_autofree char *folder = g_dir_make_tmp ("galley-sample-XXXXXX", NULL);
  g_autofree char *copy = g_build_filename (folder, "a", "b", NULL);
  g_autofree char *assets = g_build_filename (copy, "assets", NULL);
  g_autofree char *parent = g_build_filename (folder, "a", NULL);
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = galley_sample_unpack (copy, &error);
  g_autofree char *again = NULL;
  g_autofree char *text = NULL;
  const char *name;
  guint n = 0;

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (path, copy));
  /* What somebody wrote into the copy stays. */
  g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
  again = galley_sample_unpack (copy, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again, ==, path);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "mine");

  dir = g_dir_open (assets, 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *picture = g_build_filename (assets, name, NULL);

      g_assert_cmpint (g_unlink (picture), ==, 0);
      n++;
    }
  g_assert_cmpuint (n, ==, 2);
  g_unlink (path);
  g_rmdir (assets);
  g_rmdir (copy);
  g_rmdir (parent);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Whatever stands in the way is named. */
static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (galley_sample_unpack ("/proc/galley", &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "/proc/galley"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/sample/content", test_content);
  g_test_add_func ("/app/sample/unpack", test_unpack);
  g_test_add_func ("/app/sample/refused", test_refused);
  return g_test_run ();
}
