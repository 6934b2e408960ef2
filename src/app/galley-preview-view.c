/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Four locks, each of which was seen to hold something that the others let through: the content
 * filter (also our own world's requests), the policy of the page (styles, frames, forms), the
 * decision on every navigation (links, refreshes), and the sandbox round the process. The address
 * "issue:" is the only one that answers (galley-preview-pictures.c). */

#include "galley-preview-engine.h"

#include <glib/gi18n-lib.h>
#include <gmodule.h>
#include <webkit/webkit.h>

#include "galley-error.h"
#include "galley-preview-pictures.h"

/* Galley's own script runs in the world of this name. */
#define WORLD "editor"
#define PAGE "issue:///"
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
                                          WORLD, NULL, NULL);
  WebKitUserStyleSheet *sheet
      = webkit_user_style_sheet_new (css, WEBKIT_USER_CONTENT_INJECT_TOP_FRAME,
                                     WEBKIT_USER_STYLE_LEVEL_USER, NULL, NULL);

  webkit_user_content_manager_register_script_message_handler (manager, "galley",
                                                               WORLD);
  webkit_user_content_manager_add_script (manager, script);
  webkit_user_content_manager_add_style_sheet (manager, sheet);
  webkit_user_script_unref (script);
  webkit_user_style_sheet_unref (sheet);
  return manager;
}

static GtkWidget *
create (void)
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

  galley_preview_pictures_register (context);
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
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (event != WEBKIT_LOAD_FINISHED)
    return;
  g_signal_handlers_disconnect_by_func (view, load_changed_cb, task);
  /* Whoever is told may let go of the view, and cancel, before the task counts as completed. */
  if (cancellable != NULL)
    g_signal_handlers_disconnect_by_data (cancellable, task);
  if (!g_task_get_completed (task))
    g_task_return_boolean (task, TRUE);
}

/* A view that goes away never finishes, and would keep its task, and itself, for ever. */
static void
cancelled_cb (GCancellable *cancellable,
              GTask        *task)
{
  g_autoptr (GTask) kept = g_object_ref (task);

  g_signal_handlers_disconnect_by_func (g_task_get_source_object (kept), load_changed_cb, kept);
  if (!g_task_get_completed (kept))
    g_task_return_error_if_cancelled (kept);
}

static void
load_page (GTask *task)
{
  WebKitWebView *view = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (cancelled_cb), task, 0);
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

static void
load_async (GtkWidget           *view,
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

static gboolean
load_finish (GtkWidget     *view,
             GAsyncResult  *result,
             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, view), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Somebody else's page, behind the same locks. */
static void
show_html (GtkWidget  *view,
           const char *html)
{
  g_return_if_fail (g_object_get_data (G_OBJECT (view), "galley-filtered") != NULL);

  g_object_set_data (G_OBJECT (view), "galley-expected", GINT_TO_POINTER (TRUE));
  webkit_web_view_load_html (WEBKIT_WEB_VIEW (view), html, PAGE);
}

/* The script. */

typedef struct {
  GalleyPreviewMessageFunc message;
  GalleyPreviewEndedFunc   ended;
  GObject                 *object; /* borrowed: the handlers go with it */
} Watch;

static double
get_number (JSCValue   *message,
            const char *name)
{
  g_autoptr (JSCValue) value = jsc_value_object_get_property (message, name);

  return jsc_value_is_number (value) ? jsc_value_to_double (value) : 0;
}

static char *
dup_string (JSCValue   *message,
            const char *name)
{
  g_autoptr (JSCValue) value = jsc_value_object_get_property (message, name);

  return jsc_value_is_string (value) ? jsc_value_to_string (value) : g_strdup ("");
}

static void
message_cb (WebKitUserContentManager *manager,
            JSCValue                 *value,
            gpointer                  user_data)
{
  const Watch *watch = user_data;
  g_autofree char *kind = NULL;
  g_autofree char *uri = NULL;

  if (!jsc_value_is_object (value))
    return;
  kind = dup_string (value, "kind");
  uri = dup_string (value, "uri");
  watch->message (watch->object,
                  &(GalleyPreviewMessage) { .kind = kind,
                                            .uri = uri,
                                            .block = get_number (value, "block"),
                                            .fraction = get_number (value, "fraction"),
                                            .align = get_number (value, "align") });
}

static void
ended_cb (WebKitWebView                     *view,
          WebKitWebProcessTerminationReason  reason,
          gpointer                           user_data)
{
  const Watch *watch = user_data;

  watch->ended (watch->object);
}

static void
connect (gpointer     source,
         const char  *signal,
         GCallback    callback,
         const Watch *watch)
{
  GClosure *closure = g_cclosure_new (callback, g_memdup2 (watch, sizeof *watch),
                                      (GClosureNotify) (void (*) (void)) g_free);

  g_object_watch_closure (watch->object, closure);
  g_signal_connect_closure (source, signal, closure, FALSE);
}

static void
watch_view (GtkWidget                *view,
            GalleyPreviewMessageFunc  message,
            GalleyPreviewEndedFunc    ended,
            GObject                  *object)
{
  const Watch watch = { message, ended, object };

  connect (view, "web-process-terminated", G_CALLBACK (ended_cb), &watch);
  if (message != NULL)
    connect (webkit_web_view_get_user_content_manager (WEBKIT_WEB_VIEW (view)),
             "script-message-received::galley", G_CALLBACK (message_cb), &watch);
}

static void
run_async (GtkWidget           *view,
           const char          *body,
           GVariant            *arguments,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  /* Not every WebKit takes one that floats. */
  g_autoptr (GVariant) owned = arguments != NULL ? g_variant_ref_sink (arguments) : NULL;

  webkit_web_view_call_async_javascript_function (WEBKIT_WEB_VIEW (view), body, -1, owned, WORLD,
                                                  NULL, cancellable, callback, user_data);
}

static char *
run_finish (GtkWidget     *view,
            GAsyncResult  *result,
            GError       **error)
{
  g_autoptr (JSCValue) value = webkit_web_view_call_async_javascript_function_finish (
      WEBKIT_WEB_VIEW (view), result, error);

  return value != NULL ? jsc_value_to_string (value) : NULL;
}

static void
set_zoom (GtkWidget *view,
          double     zoom)
{
  webkit_web_view_set_zoom_level (WEBKIT_WEB_VIEW (view), zoom);
}

static void
print (GtkWidget        *view,
       GtkWindow        *parent,
       GtkPrintSettings *settings)
{
  g_autoptr (WebKitPrintOperation) operation
      = webkit_print_operation_new (WEBKIT_WEB_VIEW (view));

  if (settings != NULL)
    {
      webkit_print_operation_set_print_settings (operation, settings);
      webkit_print_operation_print (operation);
    }
  else
    webkit_print_operation_run_dialog (operation, parent);
}

/* Found by its name when the module is opened. */
extern const GalleyPreviewEngine galley_preview_engine;
G_MODULE_EXPORT const GalleyPreviewEngine galley_preview_engine = {
  .create = create,
  .watch = watch_view,
  .set_folder = galley_preview_pictures_set_folder,
  .set_remote = galley_preview_pictures_set_remote,
  .load_async = load_async,
  .load_finish = load_finish,
  .show_html = show_html,
  .set_zoom = set_zoom,
  .print = print,
  .run_async = run_async,
  .run_finish = run_finish,
};
