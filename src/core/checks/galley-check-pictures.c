/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-check.h"

#include "galley-file.h"
#include "galley-image.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The first line where @src stands as it is; 0 when it is written with escapes. */
static guint
find_line (const GalleyIssue *issue,
           const char *src)
{
  gsize length = 0;
  const char *text = galley_issue_get_text (issue, &length);
  const char *found = memmem (text, length, src, strlen (src));
  guint line = 1;

  if (found == NULL)
    return 0;
  for (const char *at = text; at < found; at++)
    line += *at == '\n';
  return line;
}

static gboolean
is_remote (const char *src)
{
  const char *scheme = g_uri_peek_scheme (src);

  return g_str_has_prefix (src, "//") || (scheme != NULL && !g_str_equal (scheme, "file"));
}

static void
check_picture (const GalleyCheckContext *context,
               GPtrArray *findings,
               const char *src)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = galley_file_resolve_inside (context->folder, src, &error);
  char *message;

  if (path != NULL && galley_image_probe (path, NULL, NULL, NULL, &error))
    return;
  if (path != NULL && !g_file_test (path, G_FILE_TEST_EXISTS))
    message = g_strdup_printf (_ ("The picture “%s” is missing."), src);
  else
    message = g_strdup (error->message);
  galley_check_report (findings, "pictures", GALLEY_SEVERITY_ERROR, find_line (context->issue, src),
                       message);
}

static void
check_file (const GalleyCheckContext *context,
            GPtrArray *findings,
            const char *src)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = galley_file_resolve_inside (context->folder, src, &error);

  if (path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return;
  galley_check_report (findings, "pictures", GALLEY_SEVERITY_ERROR, find_line (context->issue, src),
                       path != NULL ? g_strdup_printf (_ ("The file “%s” is missing."), src)
                                    : g_strdup (error->message));
}

static void
run (const GalleyCheckContext *context,
     GPtrArray *findings)
{
  g_auto (GStrv) pictures = NULL;
  g_auto (GStrv) files = NULL;

  if (context->folder == NULL)
    return;
  pictures = galley_issue_list_pictures (context->issue);
  for (gsize i = 0; pictures[i] != NULL; i++)
    if (pictures[i][0] != '\0' && !is_remote (pictures[i]))
      check_picture (context, findings, pictures[i]);
  files = galley_issue_list_files (context->issue);
  for (gsize i = 0; files[i] != NULL; i++)
    check_file (context, findings, files[i]);
}

const GalleyCheck galley_check_pictures = {
  .id = "pictures",
  .name = N_ ("Every picture and file is there and can be read"),
  .run = run,
};
