/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <galley-render.h>

/* The fragment of @markdown for @reader in @format, (transfer full). */
static inline char *
render_fragment (const char   *format,
                 const char   *markdown,
                 GalleyReader  reader)
{
  GalleyRenderOptions options = { .fragment = TRUE, .reader = reader };
  g_autoptr (GalleyIssue) issue = galley_issue_new (markdown, -1);
  g_autoptr (GError) error = NULL;
  char *text = galley_render (format, issue, &options, &error);

  g_assert_no_error (error);
  return text;
}

static inline void
assert_fragment (const char *format,
                 const char *markdown,
                 const char *expected)
{
  g_autofree char *text = render_fragment (format, markdown, GALLEY_READER_EVERYTHING);

  g_assert_cmpstr (text, ==, expected);
}

static inline void
assert_holds (const char *text,
              const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in:\n%s", part, text);
}

static inline void
assert_lacks (const char *text,
              const char *part)
{
  if (strstr (text, part) != NULL)
    g_error ("“%s” is in:\n%s", part, text);
}
