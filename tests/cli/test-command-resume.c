/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <json-glib/json-glib.h>

#include "../isolated-test.h"
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

/* A journal under the name that Galley gives it. */
static void
write_journal (const char *id, const char *lines)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "galley", "publish", NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "127.0.0.1:1", -1);
  g_autofree char *name = g_strdup_printf ("%s-%.16s.jsonl", id, hash);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, lines, -1, NULL));
}

static char *
make_start (const char *path, const char *more)
{
  return g_strdup_printf ("{\"what\":\"start\",\"time\":1795680000,\"service\":\"ghost\",\"site\":\"127.0.0.1:1\","
                          "\"url\":\"http://127.0.0.1:1/\",\"account\":\"stdin\",\"path\":\"%s\",\"title\":\"Nuri\","
                          "\"act\":\"email\"%s}\n", path, more);
}

#define MOVED_ID "6f0c1f0e-7a52-4bb5-9d6f-0123456789ad"
#define ISSUE_OF(id) "---\ntitle: Nuri\ngalley:\n  id: " id "\n---\nHello.\n"

/* The file is gone: all that is known is said, its new place is taken and kept, and it can be taken off
 * the list where that is safe. */
static void
test_moved (void)
{
  g_autofree char *start = make_start ("/gone/nuri.md", "");
  g_autofree char *here = program_write_issue (ISSUE_OF (MOVED_ID));
  g_autofree char *other = program_write_issue (ISSUE_OF (ID));
  g_auto (ProgramResult) gone = { 0 };
  g_auto (ProgramResult) list = { 0 };
  g_auto (ProgramResult) wrong = { 0 };
  g_auto (ProgramResult) moved = { 0 };
  g_auto (ProgramResult) again = { 0 };
  g_auto (ProgramResult) forgotten = { 0 };
  g_auto (ProgramResult) nothing = { 0 };

  write_journal (MOVED_ID, start);
  gone = PROGRAM_RUN ("resume", "--json");
  g_assert_cmpint (gone.status, ==, 6);
  check_object (gone.output, 1, "disk");
  g_assert_nonnull (strstr (gone.output, "\"title\":\"Nuri\",\"site\":\"127.0.0.1:1\",\"file\":\"/gone/nuri.md\","
                                         "\"file_found\":false"));
  g_assert_nonnull (strstr (gone.errors, "“Nuri” on 127.0.0.1:1, 2026-11-"));
  g_assert_nonnull (strstr (gone.errors, "--forget " MOVED_ID));
  list = PROGRAM_RUN ("resume", "--list", "--json");
  g_assert_cmpint (list.status, ==, 0);
  g_assert_nonnull (strstr (list.output, "\"uncertain\":false"));
  wrong = PROGRAM_RUN ("resume", "--file", other);
  g_assert_cmpint (wrong.status, ==, 1);
  g_assert_nonnull (strstr (wrong.errors, "is another issue"));
  moved = PROGRAM_RUN ("resume", "--json", "--file", here);
  g_assert_cmpint (moved.status, ==, 3);
  check_object (moved.output, 1, "auth");
  /* The next one knows it by itself. */
  again = PROGRAM_RUN ("resume", "--list", "--json");
  g_assert_nonnull (strstr (again.output, here));
  g_assert_nonnull (strstr (again.output, "\"file_found\":true"));
  forgotten = PROGRAM_RUN ("resume", "--forget", MOVED_ID, "--json");
  g_assert_cmpint (forgotten.status, ==, 0);
  nothing = PROGRAM_RUN ("resume", "--list", "--json");
  g_assert_cmpint (nothing.status, ==, 0);
  check_object (nothing.output, 0, NULL);
}

/* What only the site knows, or only the journal, is not given up. */
static void
test_kept (void)
{
  g_autofree char *start = make_start ("/gone/nuri.md", "");
  g_autofree char *pending = g_strconcat (start, "{\"what\":\"intent\",\"time\":1795680000,\"step\":\"send\","
                                          "\"newsletter\":\"focus\",\"post\":\"6b04c83a8bc5c80ff5f569e7\"}\n", NULL);
  g_autofree char *body = g_strconcat (start, "{\"what\":\"intent\",\"time\":1795680000,\"step\":\"update\","
                                       "\"body\":\"{}\",\"post\":\"6b04c83a8bc5c80ff5f569e7\"}\n", NULL);
  g_auto (ProgramResult) unasked = { 0 };
  g_auto (ProgramResult) kept = { 0 };
  g_auto (ProgramResult) list = { 0 };

  write_journal (MOVED_ID, pending);
  unasked = PROGRAM_RUN ("resume", "--forget", MOVED_ID, "--json");
  g_assert_cmpint (unasked.status, ==, 3);
  check_object (unasked.output, 1, "auth");
  write_journal (MOVED_ID, body);
  kept = PROGRAM_RUN ("resume", "--forget", MOVED_ID, "--json");
  g_assert_cmpint (kept.status, ==, 5);
  check_object (kept.output, 1, "conflict");
  list = PROGRAM_RUN ("resume", "--list", "--json");
  g_assert_nonnull (strstr (list.output, MOVED_ID));
  write_journal (MOVED_ID, "");
}

/* Other words than those that were confirmed go out by mail after another yes alone. */
static void
test_changed (void)
{
  g_autofree char *here = program_write_issue (ISSUE_OF (MOVED_ID));
  g_autofree char *mail = make_start (here, ",\"text\":\"0123456789abcdef\"");
  g_autofree char *sent = g_strconcat (mail, "{\"what\":\"intent\",\"time\":1,\"step\":\"send\",\"newsletter\":\"focus\"}\n"
                                       "{\"what\":\"done\",\"time\":1,\"step\":\"send\"}\n", NULL);
  g_auto (ProgramResult) asked = { 0 };
  g_auto (ProgramResult) yes = { 0 };
  g_auto (ProgramResult) page = { 0 };

  write_journal (MOVED_ID, mail);
  asked = PROGRAM_RUN ("resume", "--json");
  g_assert_cmpint (asked.status, ==, 5);
  check_object (asked.output, 1, "conflict");
  g_assert_nonnull (strstr (asked.errors, "The text has changed since it was interrupted"));
  yes = PROGRAM_RUN ("resume", "--json", "--yes");
  check_object (yes.output, 1, "auth");
  g_assert_nonnull (strstr (yes.errors, "The text has changed since it was interrupted"));
  /* The mail is gone already: only the page is still to change. */
  write_journal (MOVED_ID, sent);
  page = PROGRAM_RUN ("resume", "--json");
  check_object (page.output, 1, "auth");
  g_assert_nonnull (strstr (page.errors, "The text has changed since it was interrupted"));
  write_journal (MOVED_ID, "");
}

int
main (int argc, char **argv)
{
  isolated_test_init (&argc, &argv);
  g_test_add_func ("/cli/resume/nothing", test_nothing);
  g_test_add_func ("/cli/resume/moved", test_moved);
  g_test_add_func ("/cli/resume/kept", test_kept);
  g_test_add_func ("/cli/resume/changed", test_changed);
  g_test_add_func ("/cli/resume/open", test_open);
  return g_test_run ();
}
