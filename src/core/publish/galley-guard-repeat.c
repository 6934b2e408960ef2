/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-guard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

extern const GalleyGuard galley_guard_repeat;

static gboolean
is_same (const char *one, const char *other)
{
  g_autofree char *first = one != NULL ? g_utf8_casefold (one, -1) : NULL;
  g_autofree char *second = other != NULL ? g_utf8_casefold (other, -1) : NULL;

  return first != NULL && *first != '\0' && g_strcmp0 (first, second) == 0;
}

/* What a mail has in an inbox: its subject, or the title for want of one. */
static const char *
get_subject (const char *subject, const char *title)
{
  return subject != NULL && *subject != '\0' ? subject : title;
}

static void
add_title (const GalleyGuardContext *context, GPtrArray *concerns, const GalleyPost *post, const char *date)
{
  GalleyConcern *concern
      = galley_guard_add (context, concerns, "repeat-title", GALLEY_SEVERITY_WARNING, "title",
                          g_strdup_printf (_("“%s” already has a post with the title “%s” (%s, %s). Is this another one? "
                                             "Then give it another title."),
                                           galley_guard_get_place (context), post->title, post->status, date));

  galley_guard_point (concern, _("Change the Title"), "title");
}

static void
add_subject (const GalleyGuardContext *context, GPtrArray *concerns, const GalleyPost *post, const char *date)
{
  GalleyConcern *concern
      = galley_guard_add (context, concerns, "repeat-subject", GALLEY_SEVERITY_WARNING, "email-subject",
                          g_strdup_printf (_("The mail of “%s” (%s) had the same subject. Readers may take this one for "
                                             "that: give it another subject."),
                                           post->title, date));

  galley_guard_point (concern, _("Change the Subject"), "email-subject");
}

/* The newest of each kind is enough. */
static void
run (const GalleyGuardContext *context, GPtrArray *concerns)
{
  gboolean has_title = FALSE;
  gboolean has_subject = FALSE;
  const char *title = galley_issue_get_title (context->issue);
  const char *subject = galley_front_matter_get_string (galley_issue_get_front_matter (context->issue),
                                                        "email-subject");

  /* What readers have is called what it is called. */
  if (context->facts == NULL || context->plan->act == GALLEY_ACT_UNPUBLISH || galley_post_is_out (context->existing))
    return;
  for (guint i = 0; i < context->facts->alike->len; i++)
    {
      const GalleyPost *post = context->facts->alike->pdata[i];
      const char *day = post->published_at != NULL ? post->published_at : post->updated_at;
      g_autofree char *date = g_strndup (day != NULL ? day : "", strlen ("2026-11-26"));

      gboolean same_title = is_same (title, post->title);
      gboolean same_subject = galley_guard_is_sending (context) && !same_title &&
                              is_same (get_subject (subject, title), get_subject (post->subject, post->title));

      if (same_title && !has_title)
        add_title (context, concerns, post, date);
      if (same_subject && !has_subject)
        add_subject (context, concerns, post, date);
      has_title = has_title || same_title;
      has_subject = has_subject || same_subject;
    }
}

const GalleyGuard galley_guard_repeat = {
  .id = "repeat",
  .name = N_("No other post has its title or its subject"),
  .run = run,
};
