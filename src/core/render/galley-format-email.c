/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "galley-page.h"

static char *
render (GalleyIssue               *issue,
        const GalleyRenderOptions *options,
        GError                   **error)
{
  return galley_page_render (issue, options, TRUE);
}

static GPtrArray *
render_blocks (GalleyIssue               *issue,
               const GalleyRenderOptions *options)
{
  return galley_page_render_blocks (issue, options, TRUE);
}

const GalleyFormat galley_format_email = {
  .id = "email",
  .suffix = "email.html",
  .description = N_ ("Mail"),
  .render = render,
  .render_blocks = render_blocks,
};
