/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as the head of an issue, and every edit of it. Behind a form feed stand a key and, behind
 * a second one, its value. */

#include <galley-issue.h>
#include <string.h>

#include "galley-fuzz.h"

static GalleyIssue *
apply (GalleyIssue *issue, GalleyEdit *edit)
{
  gsize length, changed;
  const char *text = galley_issue_get_text (issue, &length);
  g_autofree char *after = galley_edit_apply (edit, text, length, &changed);
  GalleyIssue *other = galley_issue_new (after, (gssize) changed);
  const GalleyFrontMatter *front = galley_issue_get_front_matter (issue);
  const GalleyFrontMatter *now = galley_issue_get_front_matter (other);
  const char *body = text + galley_front_matter_get_end (front);

  if (!galley_front_matter_is_valid (now) && galley_front_matter_is_present (now))
    galley_fuzz_fail ("an edit broke\n%s\nwhich is now\n%s", text, after);
  if (!g_str_has_suffix (after, body))
    galley_fuzz_fail ("an edit changed the body of\n%s\nwhich is now\n%s", text, after);
  galley_edit_free (edit);
  return other;
}

/* All keys but @key are what they were. */
static void
check_others (const GalleyFrontMatter *before, const GalleyFrontMatter *after, const char *key)
{
  const char *const *keys = galley_front_matter_get_keys (before);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      const char *const *a = galley_front_matter_get_list (before, keys[i]);
      const char *const *b = galley_front_matter_get_list (after, keys[i]);

      if (strcmp (keys[i], key) == 0)
        continue;
      if (!galley_front_matter_has (after, keys[i])
          || g_strcmp0 (galley_front_matter_get_string (before, keys[i]), galley_front_matter_get_string (after, keys[i])) != 0
          || (a != NULL && (b == NULL || !g_strv_equal (a, b))))
        galley_fuzz_fail ("an edit of “%s” changed “%s”", key, keys[i]);
    }
}

static void
check_change (GalleyIssue *issue, const GalleyFrontMatterChange *change)
{
  const GalleyFrontMatter *front = galley_issue_get_front_matter (issue);
  GalleyEdit *edit = galley_front_matter_edit (front, change, 1, NULL);
  g_autoptr (GalleyIssue) after = edit != NULL ? apply (issue, edit) : NULL;
  const GalleyFrontMatter *now = after != NULL ? galley_issue_get_front_matter (after) : NULL;
  const char *const *list = now != NULL ? galley_front_matter_get_list (now, change->key) : NULL;

  if (now == NULL)
    return;
  check_others (front, now, change->key);
  if (change->value != NULL && g_strcmp0 (galley_front_matter_get_string (now, change->key), change->value) != 0)
    galley_fuzz_fail ("“%s” should be “%s” and is “%s” in\n%s", change->key, change->value,
             galley_front_matter_get_string (now, change->key), galley_issue_get_text (after, NULL));
  if (change->list != NULL && (list == NULL || !g_strv_equal (list, change->list)))
    galley_fuzz_fail ("“%s” is not the list that it should be in\n%s", change->key, galley_issue_get_text (after, NULL));
  if (change->value == NULL && change->list == NULL && galley_front_matter_has (now, change->key))
    galley_fuzz_fail ("“%s” is still there in\n%s", change->key, galley_issue_get_text (after, NULL));
}

/* Of any block, also of one that cannot be read: what can be read afterwards has no ids. */
static void
check_anonymous (GalleyIssue *issue)
{
  const GalleyFrontMatter *front = galley_issue_get_front_matter (issue);
  g_autoptr (GalleyEdit) edit = galley_front_matter_edit_anonymous (front);
  gsize length;
  const char *text = galley_issue_get_text (issue, &length);
  g_autofree char *after = galley_edit_apply (edit, text, length, NULL);
  g_autoptr (GalleyIssue) without = galley_issue_new (after, -1);
  const GalleyFrontMatter *now = galley_issue_get_front_matter (without);

  if (galley_front_matter_has (now, "galley"))
    galley_fuzz_fail ("still with an id:\n%s", after);
  if (galley_front_matter_is_present (now) != galley_front_matter_is_present (front)
      || !g_str_has_suffix (after, text + galley_front_matter_get_end (front)))
    galley_fuzz_fail ("a copy has not the body of\n%s\nbut is\n%s", text, after);
}

static void
check_identity (GalleyIssue *issue)
{
  const GalleyFrontMatter *front = galley_issue_get_front_matter (issue);
  GalleyEdit *edit = galley_front_matter_edit_id (front, "0-1", NULL);
  g_autoptr (GalleyIssue) with_id = edit != NULL ? apply (issue, edit) : NULL;
  g_autoptr (GalleyIssue) with_post = NULL;

  if (with_id == NULL)
    return;
  if (g_strcmp0 (galley_front_matter_get_id (galley_issue_get_front_matter (with_id)), "0-1") != 0)
    galley_fuzz_fail ("no id in\n%s", galley_issue_get_text (with_id, NULL));
  check_others (front, galley_issue_get_front_matter (with_id), "galley");
  edit = galley_front_matter_edit_post (galley_issue_get_front_matter (with_id), "a.b:1/c", "6b", NULL);
  if (edit == NULL)
    return;
  with_post = apply (with_id, edit);
  if (g_strcmp0 (galley_front_matter_get_post (galley_issue_get_front_matter (with_post), "a.b:1/c"), "6b") != 0)
    galley_fuzz_fail ("no post in\n%s", galley_issue_get_text (with_post, NULL));
  check_anonymous (with_post);
}

/* Keys are Galley's own; only the values are anybody's. */
static gboolean
is_key (const char *key)
{
  return g_ascii_islower (key[0]) && key[strspn (key, "abcdefghijklmnopqrstuvwxyz-")] == '\0';
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) data, (gssize) size);
  g_auto (GStrv) parts = g_strsplit (text, "\f", 3);
  guint n = g_strv_length (parts);
  g_autoptr (GalleyIssue) issue = galley_issue_new (n > 0 ? parts[0] : "", -1);
  const char *list[] = { n > 2 ? parts[2] : "a, b", "c", NULL };
  const char *key = n > 1 && is_key (parts[1]) ? parts[1] : "title";
  GalleyFrontMatterChange changes[] = {
    { key, n > 2 ? parts[2] : "new", NULL }, { key, NULL, list }, { key, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    check_change (issue, &changes[i]);
  check_anonymous (issue);
  check_identity (issue);
  return 0;
}
