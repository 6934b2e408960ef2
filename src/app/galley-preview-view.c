/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Four locks, each of which was seen to hold something that the others let through: the content
 * filter (also our own world's requests), the policy of the page (styles, frames, forms), the
 * decision on every navigation (links, refreshes), and the sandbox round the process. The address
 * "issue:" is the only one that answers, and only with media below the issue's folder. */

#include "galley-preview-view.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "galley-error.h"
#include "galley-file.h"

#define PAGE "issue:///"
#define MAX_PICTURE (100 * 1024 * 1024)
#define RESOURCES "/io/github/galleyeditor/Galley/"

static const char filter_json[]
    = "[{\"trigger\":{\"url-filter\":\".*\"},\"action\":{\"type\":\"block\"}},"
      "{\"trigger\":{\"url-filter\":\"^issue:\"},\"action\":{\"type\":\"ignore-previous-rules\"}},"
      "{\"trigger\":{\"url-filter\":\"^data:\"},\"action\":{\"type\":\"ignore-previous-rules\"}}]";

static const char page_policy[]
    = "default-src 'none'; img-src issue: data:; style-src 'unsafe-inline'; font-src data:; "
      "form-action 'none'; base-uri 'none'";

static const char empty_page[]
    = "<!doctype html><html><head><meta charset=\"utf-8\"></head><body></body></html>";

/* The sandbox. */

static void
probed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED, "%s",
                             _("This system does not let bubblewrap make a sandbox, and without "
                               "one Galley does not show an issue. Writing, checking and "
                               "publishing work as usual."));
}

void
galley_preview_view_probe_async (GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GSubprocess) bwrap = NULL;

  /* In a Flatpak WebKit asks the portal instead; and who turned the sandbox off by WebKit's own
   * variable has been told by its name. */
  if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS)
      || g_strcmp0 (g_getenv ("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"), "1") == 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  bwrap = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                            NULL, "bwrap", "--unshare-pid", "--unshare-net", "--unshare-uts",
                            "--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "true",
                            NULL);
  if (bwrap == NULL)
    g_task_return_new_error (task, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED, "%s",
                             _("The program bubblewrap (bwrap) is not installed. Galley shows an "
                               "issue only inside the sandbox that it makes."));
  else
    g_subprocess_wait_check_async (bwrap, cancellable, probed_cb, g_steal_pointer (&task));
}

gboolean
galley_preview_view_probe_finish (GAsyncResult  *result,
                                  GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* The pictures. */

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
galley_preview_view_set_folder (WebKitWebView *view,
                                const char    *folder)
{
  g_object_set_data_full (G_OBJECT (view), "galley-folder", g_strdup (folder), g_free);
}

/* The page. */

static gboolean
decide_policy_cb (WebKitWebView            *view,
                  WebKitPolicyDecision     *decision,
                  WebKitPolicyDecisionType  type,
                  gpointer                  user_data)
{
  WebKitNavigationAction *action;
  const char *uri;
  gboolean is_expected = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (view), "galley-expected"));

  if (type == WEBKIT_POLICY_DECISION_TYPE_RESPONSE)
    {
      uri = webkit_uri_request_get_uri (
          webkit_response_policy_decision_get_request (WEBKIT_RESPONSE_POLICY_DECISION (decision)));
      if (uri != NULL && g_str_has_prefix (uri, "issue:"))
        return FALSE;
    }
  else if (type == WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION && is_expected)
    {
      action = webkit_navigation_policy_decision_get_navigation_action (
          WEBKIT_NAVIGATION_POLICY_DECISION (decision));
      uri = webkit_uri_request_get_uri (webkit_navigation_action_get_request (action));
      if (g_strcmp0 (uri, PAGE) == 0)
        {
          g_object_set_data (G_OBJECT (view), "galley-expected", NULL);
          return FALSE;
        }
    }
  webkit_policy_decision_ignore (decision);
  return TRUE;
}

static gboolean
stop_cb (void)
{
  return TRUE;
}

static gboolean
permission_request_cb (WebKitWebView           *view,
                       WebKitPermissionRequest *request,
                       gpointer                 user_data)
{
  webkit_permission_request_deny (request);
  return TRUE;
}

static char *
load_resource (const char *name)
{
  g_autofree char *path = g_strconcat (RESOURCES, name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (bytes != NULL);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static WebKitUserContentManager *
create_content_manager (void)
{
  WebKitUserContentManager *manager = webkit_user_content_manager_new ();
  g_autofree char *js = load_resource ("galley-preview.js");
  g_autofree char *css = load_resource ("galley-preview.css");
  WebKitUserScript *script
      = webkit_user_script_new_for_world (js, WEBKIT_USER_CONTENT_INJECT_TOP_FRAME,
                                          WEBKIT_USER_SCRIPT_INJECT_AT_DOCUMENT_START,
                                          GALLEY_PREVIEW_WORLD, NULL, NULL);
  WebKitUserStyleSheet *sheet
      = webkit_user_style_sheet_new (css, WEBKIT_USER_CONTENT_INJECT_TOP_FRAME,
                                     WEBKIT_USER_STYLE_LEVEL_USER, NULL, NULL);

  webkit_user_content_manager_register_script_message_handler (manager, "galley",
                                                               GALLEY_PREVIEW_WORLD);
  webkit_user_content_manager_add_script (manager, script);
  webkit_user_content_manager_add_style_sheet (manager, sheet);
  webkit_user_script_unref (script);
  webkit_user_style_sheet_unref (sheet);
  return manager;
}

GtkWidget *
galley_preview_view_new (void)
{
  g_autoptr (WebKitUserContentManager) manager = create_content_manager ();
  g_autoptr (WebKitNetworkSession) session = webkit_network_session_new_ephemeral ();
  g_autoptr (WebKitWebContext) context = webkit_web_context_new ();
  g_autoptr (WebKitSettings) settings
      = webkit_settings_new_with_settings ("enable-javascript-markup", FALSE,
                                           "enable-developer-extras", FALSE,
                                           "enable-html5-database", FALSE,
                                           "enable-html5-local-storage", FALSE,
                                           "enable-media", FALSE,
                                           "enable-page-cache", FALSE,
                                           "enable-webaudio", FALSE,
                                           "enable-webgl", FALSE,
                                           "javascript-can-open-windows-automatically", FALSE,
                                           "hardware-acceleration-policy",
                                           WEBKIT_HARDWARE_ACCELERATION_POLICY_NEVER,
                                           NULL);
  GtkWidget *view;

  webkit_web_context_register_uri_scheme (context, "issue", issue_scheme_cb, NULL, NULL);
  view = g_object_new (WEBKIT_TYPE_WEB_VIEW,
                       "web-context", context,
                       "network-session", session,
                       "user-content-manager", manager,
                       "settings", settings,
                       "default-content-security-policy", page_policy,
                       NULL);
  g_signal_connect (view, "decide-policy", G_CALLBACK (decide_policy_cb), NULL);
  g_signal_connect (view, "context-menu", G_CALLBACK (stop_cb), NULL);
  g_signal_connect (view, "permission-request", G_CALLBACK (permission_request_cb), NULL);
  return view;
}

static void
load_changed_cb (WebKitWebView   *view,
                 WebKitLoadEvent  event,
                 GTask           *task)
{
  if (event != WEBKIT_LOAD_FINISHED)
    return;
  g_signal_handlers_disconnect_by_func (view, load_changed_cb, task);
  if (!g_task_get_completed (task))
    g_task_return_boolean (task, TRUE);
}

static void
load_page (GTask *task)
{
  WebKitWebView *view = g_task_get_source_object (task);

  g_signal_connect_data (view, "load-changed", G_CALLBACK (load_changed_cb), g_object_ref (task),
                         (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  g_object_set_data (G_OBJECT (view), "galley-expected", GINT_TO_POINTER (TRUE));
  webkit_web_view_load_html (view, empty_page, PAGE);
}

static void
filter_saved_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  WebKitWebView *view = g_task_get_source_object (task);
  WebKitUserContentFilter *filter = webkit_user_content_filter_store_save_finish (
      WEBKIT_USER_CONTENT_FILTER_STORE (source), result, &error);

  if (filter == NULL)
    {
      g_task_return_new_error (task, GALLEY_ERROR, GALLEY_ERROR_DISK,
                               _("The filter that keeps the preview off the network could not be "
                                 "set up: %s"),
                               error->message);
      return;
    }
  webkit_user_content_manager_add_filter (webkit_web_view_get_user_content_manager (view), filter);
  webkit_user_content_filter_unref (filter);
  g_object_set_data (G_OBJECT (view), "galley-filtered", GINT_TO_POINTER (TRUE));
  load_page (task);
}

void
galley_preview_view_load_async (WebKitWebView       *view,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (view, cancellable, callback, user_data);
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), GALLEY_APP_ID, "filters", NULL);
  g_autoptr (WebKitUserContentFilterStore) store = NULL;
  g_autoptr (GBytes) json = NULL;

  if (g_object_get_data (G_OBJECT (view), "galley-filtered") != NULL)
    {
      load_page (task);
      return;
    }
  store = webkit_user_content_filter_store_new (path);
  json = g_bytes_new_static (filter_json, sizeof filter_json - 1);
  webkit_user_content_filter_store_save (store, "block-all", json, cancellable, filter_saved_cb,
                                         g_steal_pointer (&task));
}

gboolean
galley_preview_view_load_finish (WebKitWebView  *view,
                                 GAsyncResult   *result,
                                 GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, view), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
