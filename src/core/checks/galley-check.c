/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-check.h"

#include "galley-check-rows.h"

#define DECLARE(name) extern const GalleyCheck galley_check_##name;
#define ENTRY(name) &galley_check_##name,

GALLEY_CHECK_ROWS (DECLARE)

static const GalleyCheck *const checks[] = { GALLEY_CHECK_ROWS (ENTRY) NULL };

/**
 * galley_check_list:
 *
 * Returns: (transfer none): every check, %NULL terminated
 */
const GalleyCheck *const *
galley_check_list (void)
{
  return checks;
}

/* Stable where lines are equal, because g_ptr_array_sort() is a merge sort: the parser first, then
 * the checks in the order of the table. */
static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  guint first = galley_finding_get_line (*(GalleyFinding *const *) a);
  guint second = galley_finding_get_line (*(GalleyFinding *const *) b);

  return (first > second) - (first < second);
}

/**
 * galley_check_run:
 * @context: what to look at
 *
 * Returns: (transfer full) (element-type GalleyFinding): what was found
 */
GPtrArray *
galley_check_run (const GalleyCheckContext *context)
{
  GPtrArray *findings;

  g_return_val_if_fail (context != NULL && context->issue != NULL, NULL);

  findings = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_finding_unref);
  for (guint i = 0; i < galley_issue_get_n_findings (context->issue); i++)
    g_ptr_array_add (findings, galley_finding_ref (galley_issue_get_finding (context->issue, i)));
  for (guint i = 0; checks[i] != NULL; i++)
    checks[i]->run (context, findings);
  g_ptr_array_sort (findings, compare_lines);
  return findings;
}

gboolean
galley_check_has_errors (GPtrArray *findings)
{
  g_return_val_if_fail (findings != NULL, FALSE);

  for (guint i = 0; i < findings->len; i++)
    if (galley_finding_get_severity (findings->pdata[i]) == GALLEY_SEVERITY_ERROR)
      return TRUE;
  return FALSE;
}

void
galley_check_report (GPtrArray *findings,
                     const char *id,
                     GalleySeverity severity,
                     guint line,
                     char *message)
{
  g_autofree char *owned = message;

  g_ptr_array_add (findings, galley_finding_new (id, severity, line, 0, owned, NULL, NULL));
}

guint
galley_check_get_line (const GalleyNode *node)
{
  while (node != NULL && node->start_line == 0)
    node = node->parent;
  return node != NULL ? node->start_line : 0;
}
