/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-renew.h"

#include "galley-front-matter.h"

static const char *const emptied[] = { "title", "subtitle" };
static const char *const removed[] = {
  "slug",           "date",          "image",       "image-alt",      "image-caption",
  "image-credit",   "email-subject", "canonical",   "meta-title",     "meta-description",
  "og-title",       "og-description", "og-image",   "twitter-title",  "twitter-description",
  "twitter-image",  "featured",
};

static char *
drop_identity (GalleyIssue *issue)
{
  gsize length;
  const char *text = galley_issue_get_text (issue, &length);
  g_autoptr (GalleyEdit) edit
      = galley_front_matter_edit_anonymous (galley_issue_get_front_matter (issue));

  return galley_edit_apply (edit, text, length, NULL);
}

char *
galley_renew (GalleyIssue *issue, gboolean is_template)
{
  g_autofree char *text = NULL;
  g_autoptr (GalleyIssue) anonymous = NULL;
  g_autoptr (GArray) changes = g_array_new (FALSE, TRUE, sizeof (GalleyFrontMatterChange));
  g_autoptr (GalleyEdit) edit = NULL;
  const GalleyFrontMatter *matter;
  gsize length;

  g_return_val_if_fail (issue != NULL, NULL);

  text = drop_identity (issue);
  if (is_template)
    return g_steal_pointer (&text);
  anonymous = galley_issue_new (text, -1);
  matter = galley_issue_get_front_matter (anonymous);
  for (gsize i = 0; i < G_N_ELEMENTS (emptied); i++)
    {
      GalleyFrontMatterChange change = { .key = emptied[i], .value = "" };

      g_array_append_val (changes, change);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (removed); i++)
    {
      GalleyFrontMatterChange change = { .key = removed[i] };

      if (galley_front_matter_has (matter, removed[i]))
        g_array_append_val (changes, change);
    }
  edit = galley_front_matter_edit (matter, (const GalleyFrontMatterChange *) (gpointer) changes->data,
                                   changes->len, NULL);
  if (edit == NULL)
    return g_steal_pointer (&text);
  galley_issue_get_text (anonymous, &length);
  return galley_edit_apply (edit, text, length, NULL);
}
