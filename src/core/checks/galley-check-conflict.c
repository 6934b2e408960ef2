/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-check.h"

#include <glib/gi18n-lib.h>

#include "galley-conflict.h"

static void
run (const GalleyCheckContext *context,
     GPtrArray *findings)
{
  gsize length = 0;
  const char *text = galley_issue_get_text (context->issue, &length);
  g_autoptr (GArray) conflicts = galley_conflict_list (text, length);

  for (guint i = 0; i < conflicts->len; i++)
    galley_check_report (findings, "conflict", GALLEY_SEVERITY_ERROR,
                         g_array_index (conflicts, GalleyConflict, i).line,
                         g_strdup (_ ("Two versions of this place stand in the text: choose one.")));
}

const GalleyCheck galley_check_conflict = {
  .id = "conflict",
  .name = N_ ("No two versions of a place are left to choose from"),
  .run = run,
};
