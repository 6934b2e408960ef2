/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-preview-pictures.h"

#include <glib/gstdio.h>
#include <string.h>

#include "galley-file.h"

#define MAX_PICTURE (100 * 1024 * 1024)

static void
refuse (WebKitURISchemeRequest *request)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                                                  "Not a picture of this issue.");

  webkit_uri_scheme_request_finish_error (request, error);
}

/* Only what a picture, a sound or a film is: never a page, a style sheet, a script. */
static char *
guess_media_type (const char *path)
{
  g_autofree char *content_type = g_content_type_guess (path, NULL, 0, NULL);
  g_autofree char *mime = g_content_type_get_mime_type (content_type);

  if (mime == NULL || !(g_str_has_prefix (mime, "image/") || g_str_has_prefix (mime, "audio/")
                        || g_str_has_prefix (mime, "video/")))
    return NULL;
  return g_steal_pointer (&mime);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (WebKitURISchemeRequest) request = user_data;
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (source), result, NULL);
  g_autoptr (WebKitURISchemeResponse) response = NULL;
  g_autofree char *mime = guess_media_type (g_file_peek_path (G_FILE (source)));

  if (stream == NULL || mime == NULL)
    {
      refuse (request);
      return;
    }
  response = webkit_uri_scheme_response_new (G_INPUT_STREAM (stream), -1);
  webkit_uri_scheme_response_set_content_type (response, mime);
  webkit_uri_scheme_request_finish_with_response (request, response);
}

/* Another site's. */

typedef struct {
  GalleyPreviewRemoteFunc  func;
  GWeakRef                 object;
} Remote;

static void
remote_free (gpointer data)
{
  Remote *remote = data;

  g_weak_ref_clear (&remote->object);
  g_free (remote);
}

static void
answer_remote (gpointer    data,
               GBytes     *bytes,
               const char *mime)
{
  g_autoptr (WebKitURISchemeRequest) request = data;
  g_autoptr (GInputStream) stream = NULL;

  if (bytes == NULL)
    {
      refuse (request);
      return;
    }
  stream = g_memory_input_stream_new_from_bytes (bytes);
  webkit_uri_scheme_request_finish (request, stream, (gint64) g_bytes_get_size (bytes), mime);
}

static void
ask_remote (WebKitWebView          *view,
            WebKitURISchemeRequest *request)
{
  const char *uri = webkit_uri_scheme_request_get_uri (request);
  Remote *remote = view != NULL ? g_object_get_data (G_OBJECT (view), "galley-remote") : NULL;
  g_autofree char *address
      = g_uri_unescape_string (uri + strlen (GALLEY_PREVIEW_OTHER_SITE), NULL);
  g_autoptr (GObject) object = remote != NULL ? g_weak_ref_get (&remote->object) : NULL;

  if (object == NULL || address == NULL)
    refuse (request);
  else
    remote->func (object, address, answer_remote, g_object_ref (request));
}

static void
issue_scheme_cb (WebKitURISchemeRequest *request,
                 gpointer                user_data)
{
  WebKitWebView *view = webkit_uri_scheme_request_get_web_view (request);
  const char *folder = view != NULL ? g_object_get_data (G_OBJECT (view), "galley-folder") : NULL;
  const char *path = webkit_uri_scheme_request_get_path (request);
  g_autofree char *resolved = NULL;
  g_autofree char *mime = NULL;
  GStatBuf status;

  if (g_str_has_prefix (webkit_uri_scheme_request_get_uri (request), GALLEY_PREVIEW_OTHER_SITE))
    {
      ask_remote (view, request);
      return;
    }
  if (folder != NULL && path != NULL && path[0] == '/')
    resolved = galley_file_resolve_inside (folder, path + 1, NULL);
  if (resolved != NULL)
    mime = guess_media_type (resolved);
  /* A pipe would never answer. */
  if (mime == NULL || g_stat (resolved, &status) != 0 || !S_ISREG (status.st_mode)
      || status.st_size > MAX_PICTURE)
    {
      refuse (request);
      return;
    }
  g_autoptr (GFile) file = g_file_new_for_path (resolved);
  g_file_read_async (file, G_PRIORITY_DEFAULT, NULL, opened_cb, g_object_ref (request));
}

void
galley_preview_pictures_register (WebKitWebContext *context)
{
  webkit_web_context_register_uri_scheme (context, "issue", issue_scheme_cb, NULL, NULL);
}

void
galley_preview_pictures_set_folder (GtkWidget  *view,
                                    const char *folder)
{
  g_object_set_data_full (G_OBJECT (view), "galley-folder", g_strdup (folder), g_free);
}

void
galley_preview_pictures_set_remote (GtkWidget               *view,
                                    GalleyPreviewRemoteFunc  func,
                                    GObject                 *object)
{
  Remote *remote = g_new0 (Remote, 1);

  remote->func = func;
  g_weak_ref_init (&remote->object, object);
  g_object_set_data_full (G_OBJECT (view), "galley-remote", remote, remote_free);
}
