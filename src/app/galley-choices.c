/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-choices.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-error.h"

#define MAX_CHANGES 7

typedef struct {
  const GalleyFrontMatter *front_matter;
  GalleyFrontMatterChange  changes[MAX_CHANGES];
  gsize                    n_changes;
} Changes;

void
galley_choices_free (GalleyChoices *self)
{
  g_free (self->visibility);
  g_free (self->newsletter);
  g_free (self->subtitle);
  g_free (self->slug);
  g_free (self->subject);
  g_strfreev (self->tags);
  g_strfreev (self->tiers);
  g_free (self);
}

/* An empty field where the issue says nothing is no wish to clear it on the server. */
static void
add_string (Changes    *self,
            const char *key,
            const char *value)
{
  const char *old = galley_front_matter_get_string (self->front_matter, key);

  if (value == NULL || g_strcmp0 (old, value) == 0 || (old == NULL && *value == '\0'))
    return;
  self->changes[self->n_changes++] = (GalleyFrontMatterChange){ .key = key, .value = value };
}

static void
add_list (Changes    *self,
          const char *key,
          char      **list)
{
  static const char *const none[] = { NULL };
  const char *const *new_list = (const char *const *) list;
  const char *const *old = galley_front_matter_get_list (self->front_matter, key);

  if (new_list == NULL || g_strv_equal (old != NULL ? old : none, new_list))
    return;
  self->changes[self->n_changes++] = (GalleyFrontMatterChange){ .key = key, .list = new_list };
}

static void
collect (const GalleyChoices *self,
         GalleyIssue         *issue,
         Changes             *changes)
{
  changes->front_matter = galley_issue_get_front_matter (issue);
  add_string (changes, "subtitle", self->subtitle);
  add_string (changes, "slug", self->slug);
  add_list (changes, "tags", self->tags);
  add_string (changes, "visibility", self->visibility);
  add_list (changes, "tiers", self->tiers);
  add_string (changes, "newsletter", self->newsletter);
  add_string (changes, "email-subject", self->subject);
}

char **
galley_choices_list_keys (const GalleyChoices *self,
                          GalleyIssue         *issue)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  Changes changes = { .n_changes = 0 };

  collect (self, issue, &changes);
  for (gsize i = 0; i < changes.n_changes; i++)
    g_strv_builder_add (builder, changes.changes[i].key);
  return g_strv_builder_end (builder);
}

GalleyEdit *
galley_choices_edit (const GalleyChoices  *self,
                     GalleyIssue          *issue,
                     GError              **error)
{
  Changes changes = { .n_changes = 0 };

  collect (self, issue, &changes);
  if (changes.n_changes == 0)
    return NULL;
  return galley_front_matter_edit (changes.front_matter, changes.changes, changes.n_changes, error);
}

GalleyIssue *
galley_choices_apply (const GalleyChoices  *self,
                      GalleyIssue          *issue,
                      GError              **error)
{
  g_autoptr (GError) edit_error = NULL;
  g_autoptr (GalleyEdit) edit = galley_choices_edit (self, issue, &edit_error);
  gsize length;
  const char *text = galley_issue_get_text (issue, &length);
  g_autofree char *changed = NULL;

  if (edit_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&edit_error));
      return NULL;
    }
  if (edit == NULL)
    return galley_issue_ref (issue);
  changed = galley_edit_apply (edit, text, length, &length);
  return galley_issue_new (changed, (gssize) length);
}

char **
galley_choices_split_list (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *part = g_strstrip (parts[i]);

      if (*part != '\0' && !g_ptr_array_find_with_equal_func (list, part, g_str_equal, NULL))
        g_ptr_array_add (list, g_strdup (part));
    }
  g_ptr_array_add (list, NULL);
  return (char **) g_ptr_array_free (list, FALSE);
}

GDateTime *
galley_choices_parse_time (const char  *date,
                           const char  *time,
                           const char  *zone,
                           GError     **error)
{
  g_autoptr (GTimeZone) there = zone != NULL ? g_time_zone_new_identifier (zone) : NULL;
  g_autofree char *text = g_strdup_printf ("%sT%s:00", date, time);
  g_autoptr (GDateTime) result = NULL;

  if (there == NULL)
    there = g_time_zone_new_utc ();
  if (strlen (date) == 10 && strlen (time) == 5)
    result = g_date_time_new_from_iso8601 (text, there);
  if (result == NULL)
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
                 _("“%s %s” is no date and time; write them as 2026-11-26 and 07:30."), date, time);
  return g_steal_pointer (&result);
}
