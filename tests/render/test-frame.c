/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "galley-test-render.h"

/* Every tests/render/frames/NAME.json, a newsletter's settings and what else is known of its site,
 * against the mail in NAME.html. GALLEY_BLESS=1 writes them anew. */

/* One element a line, so that a difference can be read. */
static char *
break_lines (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "><", -1);

  return g_strjoinv (">\n<", parts);
}

static char *
render (JsonObject *record)
{
  JsonObject *settings = galley_json_get_object (record, "design");
  g_autoptr (GalleyMailDesign) design =
      galley_mail_design_new (settings, galley_json_get_string (record, "accent"));
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 26, 20, 5, 0);
  g_autoptr (GalleyIssue) issue = galley_issue_new (galley_json_get_string (record, "issue"), -1);
  GalleyRenderOptions options = {
    .reader =
        galley_json_get_boolean (record, "free", FALSE) ? GALLEY_READER_FREE : GALLEY_READER_PAID,
    .design = design,
    .now = now,
    .site_title = "Korea & more",
    .site_icon = "https://korea.example/icon.png",
    .accent_color = galley_json_get_string (record, "accent"),
    .newsletter_name = galley_json_get_string (settings, "name"),
    .site_locale = galley_json_get_string (record, "locale"),
    .author = galley_json_get_string (record, "author"),
    .post_url = galley_json_get_string (record, "url"),
    .latest = galley_json_get_array (record, "latest"),
    .no_comments = galley_json_get_boolean (record, "no-comments", FALSE),
  };

  return galley_render ("email", issue, &options, NULL);
}

static void
test_golden (gconstpointer data)
{
  const char *path = data;
  g_autofree char *stem = g_strndup (path, strlen (path) - strlen (".json"));
  g_autofree char *name = g_strconcat (stem, ".html", NULL);
  g_autofree char *text = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *mail = NULL;
  g_autofree char *actual = NULL;
  g_autoptr (JsonNode) record = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  record = galley_json_parse (text, -1, NULL);
  g_assert_nonnull (record);
  mail = render (json_node_get_object (record));
  actual = break_lines (mail);
  if (g_getenv ("GALLEY_BLESS") != NULL)
    g_assert_true (g_file_set_contents (name, actual, -1, NULL));
  g_assert_true (g_file_get_contents (name, &expected, NULL, NULL));
  g_assert_cmpstr (actual, ==, expected);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_test_init (&argc, &argv, NULL);
  folder = g_build_filename (g_getenv ("GALLEY_SOURCE_ROOT"), "tests", "render", "frames", NULL);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = NULL;

      if (!g_str_has_suffix (name, ".json"))
        continue;
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
      path = g_strdup_printf ("/render/frame/%.*s", (int)(strlen (name) - strlen (".json")), name);
      g_test_add_data_func (path, paths->pdata[paths->len - 1], test_golden);
    }
  g_assert_cmpuint (paths->len, >, 2);
  return g_test_run ();
}
