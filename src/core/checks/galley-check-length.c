/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-check.h"

#include <glib/gi18n-lib.h>

/* What a site stores; one character more and it refuses the whole post. */
static const struct {
  const char *key;
  glong characters;
} limits[] = {
  { "title", 255 },         { "subtitle", 300 },   { "email-subject", 300 },
  { "slug", 191 },          { "image-alt", 191 },  { "meta-title", 300 },
  { "meta-description", 500 },
};

static void
run (const GalleyCheckContext *context,
     GPtrArray *findings)
{
  const GalleyFrontMatter *front = galley_issue_get_front_matter (context->issue);

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      const char *value = galley_front_matter_get_string (front, limits[i].key);
      glong length = value != NULL ? g_utf8_strlen (value, -1) : 0;

      if (length > limits[i].characters)
        galley_check_report (
          findings, "length", GALLEY_SEVERITY_ERROR,
          galley_front_matter_get_line (front, limits[i].key),
          g_strdup_printf (_ ("“%s” has %ld characters; a site takes at most %ld."), limits[i].key,
                           length, limits[i].characters));
    }
}

const GalleyCheck galley_check_length = {
  .id = "length",
  .name = N_ ("Nothing is too long for a site"),
  .run = run,
};
