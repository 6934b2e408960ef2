/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "galley-page.h"

static char *
render (GalleyIssue               *issue,
        const GalleyRenderOptions *options,
        GError                   **error)
{
  return galley_page_render (issue, options, FALSE);
}

static GPtrArray *
render_blocks (GalleyIssue               *issue,
               const GalleyRenderOptions *options)
{
  return galley_page_render_blocks (issue, options, FALSE);
}

const GalleyFormat galley_format_web = {
  .id = "web",
  .suffix = "html",
  .description = N_ ("Web page"),
  .render = render,
  .render_blocks = render_blocks,
};
