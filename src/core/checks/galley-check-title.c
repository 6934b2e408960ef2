/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-check.h"

#include <glib/gi18n-lib.h>

static void
run (const GalleyCheckContext *context,
     GPtrArray *findings)
{
  g_autofree char *title = g_strdup (galley_issue_get_title (context->issue));

  if (g_strstrip (title)[0] == '\0')
    galley_check_report (findings, "title", GALLEY_SEVERITY_WARNING, 0,
                         g_strdup (_ ("The issue has no title.")));
}

const GalleyCheck galley_check_title = {
  .id = "title",
  .name = N_ ("The issue has a title"),
  .run = run,
};
