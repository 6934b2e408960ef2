/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any text as the HTML of a card's field or of an older post's page. */

#include <galley-html-reader.h>
#include <galley-render.h>
#include <string.h>

#include "galley-fuzz.h"

/* What is one line to the reader is one to the writer. */
static void
check_line (const char *html)
{
  g_autoptr (GArray) pieces = galley_html_reader_read_line (html);
  g_autofree char *line = galley_html_reader_dup_line (html);
  g_autofree char *shape = galley_html_reader_dup_shape (html);
  g_autofree char *again = galley_html_reader_dup_shape (html);

  if (line != NULL && (pieces == NULL || strchr (line, '\n') != NULL))
    galley_fuzz_fail ("“%s” is no line of\n%s", line, html);
  if (strcmp (shape, again) != 0)
    galley_fuzz_fail ("two shapes of\n%s", html);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  GalleyRenderOptions options = { .fragment = TRUE };
  g_autofree char *html = g_utf8_make_valid ((const char *) data, (gssize) size);
  g_autofree char *blocks = galley_html_reader_dup_blocks (html);
  g_autofree char *page = galley_html_reader_dup_page (html);
  g_autoptr (GalleyIssue) issue = galley_issue_new (page, -1);
  g_autofree char *markdown = galley_render ("markdown", issue, &options, NULL);
  g_autoptr (GalleyIssue) canonical = galley_issue_new (markdown, -1);
  g_autofree char *again = galley_render ("markdown", canonical, &options, NULL);

  check_line (html);
  if (strcmp (again, markdown) != 0)
    galley_fuzz_fail ("not canonical:\n%s\nbecame\n%s\n— of\n%s", markdown, again, html);
  return 0;
}
