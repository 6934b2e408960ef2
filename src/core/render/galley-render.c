/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-render.h"

#include <galley-error.h>
#include <glib/gi18n-lib.h>

#include "galley-caption.h"
#include "galley-format-rows.h"
#include "galley-frame.h"

#define DECLARE(name) extern const GalleyFormat galley_format_##name;
GALLEY_FORMAT_ROWS (DECLARE)

#define POINT(name) &galley_format_##name,
static const GalleyFormat *const formats[] = { GALLEY_FORMAT_ROWS (POINT) NULL };

const GalleyFormat *const *
galley_render_list_formats (void)
{
  return formats;
}

const GalleyFormat *
galley_render_find_format (const char *id)
{
  for (guint i = 0; id != NULL && formats[i] != NULL; i++)
    if (g_str_equal (formats[i]->id, id))
      return formats[i];
  return NULL;
}

char *
galley_render (const char                *format_id,
               GalleyIssue               *issue,
               const GalleyRenderOptions *options,
               GError                   **error)
{
  static const GalleyRenderOptions everything = { 0 };
  const GalleyFormat *format = galley_render_find_format (format_id);

  g_return_val_if_fail (issue != NULL, NULL);

  if (format == NULL)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED,
                   _ ("Galley does not know the format “%s”."), format_id != NULL ? format_id : "");
      return NULL;
    }
  return format->render (issue, options != NULL ? options : &everything, error);
}

void
galley_render_preview_frame (const char                *format_id,
                             GalleyIssue               *issue,
                             const GalleyRenderOptions *options,
                             char                     **head,
                             char                     **tail)
{
  static const GalleyRenderOptions everything = { 0 };

  g_return_if_fail (issue != NULL && head != NULL && tail != NULL);

  if (options == NULL)
    options = &everything;
  if (g_strcmp0 (format_id, "email") == 0)
    galley_frame_email (issue, options, head, tail);
  else
    galley_frame_web (issue, options, head, tail);
}

char *
galley_render_caption (const char *markdown)
{
  return galley_caption_new (markdown);
}
