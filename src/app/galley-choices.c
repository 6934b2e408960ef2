/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-choices.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-error.h"
#include "galley-time.h"

#define MAX_CHANGES 8

typedef struct {
  const GalleyFrontMatter *front_matter;
  GalleyFrontMatterChange  changes[MAX_CHANGES];
  gsize                    n_changes;
} Changes;

GalleyChoices *
galley_choices_new_visibility (const char *visibility)
{
  static const char *const words[] = { "public", "members", "paid", NULL };
  GalleyChoices *self = g_new0 (GalleyChoices, 1);
  gboolean is_word = g_strv_contains (words, visibility);

  self->visibility = g_strdup (is_word ? visibility : "tiers");
  self->tiers = is_word ? NULL : g_strsplit (visibility, ",", -1);
  return self;
}

void
galley_choices_free (GalleyChoices *self)
{
  g_free (self->visibility);
  g_free (self->newsletter);
  g_free (self->audience);
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
add_or_remove (Changes    *self,
               const char *key,
               const char *value)
{
  if (value != NULL && *value == '\0' && galley_front_matter_has (self->front_matter, key))
    self->changes[self->n_changes++] = (GalleyFrontMatterChange){ .key = key };
  else
    add_string (self, key, value);
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
  add_or_remove (changes, "visibility", self->visibility);
  add_list (changes, "tiers", self->tiers);
  add_string (changes, "newsletter", self->newsletter);
  add_or_remove (changes, "audience", self->audience);
  add_string (changes, "email-subject", self->subject);
}

char *
galley_choices_describe (const GalleyChoices *self,
                         GalleyIssue         *issue)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Changes changes = { .n_changes = 0 };

  collect (self, issue, &changes);
  for (gsize i = 0; i < changes.n_changes; i++)
    {
      const GalleyFrontMatterChange *change = &changes.changes[i];
      g_autofree char *list = change->list != NULL ? g_strjoinv (", ", (char **) change->list) : NULL;
      const char *value = list != NULL ? list : change->value;

      g_string_append_printf (text, "%s%s: %s", i > 0 ? "\n" : "", change->key,
                              value != NULL && *value != '\0' ? value : _("nothing"));
    }
  return changes.n_changes > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
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
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *text = g_strconcat (date, "T", time, NULL);
  GDateTime *result = NULL;

  /* The length first: what is in the fields is a day and a time of day, and no offset. */
  if (strlen (date) == 10 && strlen (time) == 5)
    result = galley_time_parse (text, there != NULL ? there : utc);
  if (result == NULL)
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
                 _("“%s %s” is not a date and time; write them as 2026-11-26 and 07:30."), date, time);
  return result;
}
