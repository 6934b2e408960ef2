/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as an issue: every face for one of the readers, every check, and Ghost's document back. */

#include <galley-check.h>
#include <galley-render.h>
#include <string.h>

#include "galley-fuzz.h"
#include "galley-round-trip.h"

static void
check_blocks (const GalleyFormat *format, GalleyIssue *issue, const GalleyRenderOptions *options, const char *whole)
{
  g_autoptr (GPtrArray) blocks = format->render_blocks (issue, options);
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    g_string_append (joined, ((GalleyRenderedBlock *) blocks->pdata[i])->html);
  if (strcmp (joined->str, whole) != 0)
    galley_fuzz_fail ("the blocks of %s are\n%s\nand not\n%s", format->id, joined->str, whole);
}

static void
check_canonical (const char *markdown)
{
  GalleyRenderOptions options = { 0 };
  g_autoptr (GalleyIssue) issue = galley_issue_new (markdown, -1);
  g_autofree char *again = galley_render ("markdown", issue, &options, NULL);

  if (strcmp (again, markdown) != 0)
    galley_fuzz_fail ("not canonical:\n%s\nbecame\n%s", markdown, again);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const GalleyFormat *const *formats = galley_render_list_formats ();
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GalleyIssue) issue = galley_issue_new ((const char *) data, (gssize) size);
  GalleyCheckContext context = { issue, NULL };
  g_autoptr (GPtrArray) findings = galley_check_run (&context);
  GalleyRenderOptions options = { .fragment = TRUE, .reader = (GalleyReader) (size % 4) };
  GalleyRenderOptions page = { .reader = (GalleyReader) (size % 4) };
  g_autofree char *fault = galley_round_trip_check_markdown (text);

  if (fault != NULL)
    galley_fuzz_fail ("%s", fault);
  for (guint i = 0; formats[i] != NULL; i++)
    {
      g_autofree char *fragment = formats[i]->render (issue, &options, NULL);
      g_autofree char *whole = formats[i]->render (issue, &page, NULL);

      if (fragment != NULL && formats[i]->render_blocks != NULL)
        check_blocks (formats[i], issue, &options, fragment);
      if (whole != NULL && strcmp (formats[i]->id, "markdown") == 0 && page.reader == GALLEY_READER_EVERYTHING)
        check_canonical (whole);
    }
  return 0;
}
