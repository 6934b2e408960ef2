/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <json-glib/json-glib.h>

#include "galley-test-program.h"

#define ID "6f0c1f0e-7a52-4bb5-9d6f-0123456789ab"
#define SECOND_ID "6f0c1f0e-7a52-4bb5-9d6f-0123456789ac"

/* @text is one object, and nothing else: a list of @n, of which each failed with @code. */
static void
check_object (const char *text, guint n, const char *code)
{
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  JsonArray *publishes;

  g_assert_nonnull (root);
  g_assert_cmpuint (json_object_get_size (json_node_get_object (root)), ==, 1);
  publishes = json_object_get_array_member (json_node_get_object (root), "publishes");
  g_assert_cmpuint (json_array_get_length (publishes), ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpstr (json_object_get_string_member (
                         json_object_get_object_member (json_array_get_object_element (publishes, i), "error"), "code"),
                     ==, code);
}

static void
test_nothing (void)
{
  g_auto (ProgramResult) result = PROGRAM_RUN ("resume");
  g_auto (ProgramResult) json = PROGRAM_RUN ("resume", "--json");
  g_auto (ProgramResult) usage = PROGRAM_RUN ("resume", "issue.md");

  g_assert_cmpint (result.status, ==, 0);
  g_assert_cmpstr (result.output, ==, "");
  g_assert_cmpint (json.status, ==, 0);
  check_object (json.output, 0, NULL);
  g_assert_cmpint (usage.status, ==, 2);
}

static void
test_open (void)
{
  g_autofree char *issue = program_write_issue ("---\ntitle: Nuri\n---\nHello.\n");
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "galley", "publish", NULL);
  g_autofree char *path = g_build_filename (folder, ID ".jsonl", NULL);
  g_autofree char *second_path = g_build_filename (folder, SECOND_ID ".jsonl", NULL);
  g_autofree char *text = g_strdup_printf ("{\"what\":\"start\",\"time\":1,\"service\":\"ghost\",\"site\":\"127.0.0.1:1\","
                                           "\"url\":\"http://127.0.0.1:1/\",\"account\":\"stdin\",\"path\":\"%s\","
                                           "\"act\":\"email\"}\n", issue);
  g_auto (ProgramResult) no_key = { 0 };
  g_auto (ProgramResult) both = { 0 };

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  no_key = PROGRAM_RUN ("resume", "--json");
  g_assert_cmpint (no_key.status, ==, 3);
  check_object (no_key.output, 1, "auth");
  g_assert_nonnull (strstr (no_key.errors, issue));
  g_assert_true (g_file_set_contents (second_path, text, -1, NULL));
  both = PROGRAM_RUN ("resume", "--json");
  g_assert_cmpint (both.status, ==, 3);
  check_object (both.output, 2, "auth");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/resume/nothing", test_nothing);
  g_test_add_func ("/cli/resume/open", test_open);
  return g_test_run ();
}
