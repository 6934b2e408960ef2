/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-preview.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "galley-preview-blocks.h"
#include "galley-preview-drop.h"
#include "galley-preview-engine.h"
#include "galley-preview-page.h"
#include "galley-preview-print.h"
#include "galley-preview-remote.h"
#include "galley-preview-renderer.h"
#include "galley-preview-still.h"

#define PHONE_WIDTH (390 + 10) /* with the scroll bar of galley-preview.css */
#define FULL_WIDTH 16384 /* not G_MAXINT: whoever adds to it would overflow */
#define MAX_CRASHES 3
#define CRASH_WINDOW (10 * G_USEC_PER_SEC)

struct _GalleyPreview
{
  GtkWidget               parent_instance;

  /* owned */
  GtkWidget              *stack;
  GalleyPreviewRenderer  *renderer;
  GalleyPreviewPage      *page;
  GCancellable           *cancellable;
  GalleyPreviewRemote    *remote;   /* NULL: no picture of another site */
  GtkWindow              *print_parent; /* who waits for the newest issue to print it; NULL: nobody */
  GtkPrintSettings       *print_settings;

  /* borrowed */
  GtkWidget              *clamp;
  GtkWidget              *still;    /* round the clamp */
  GtkWidget              *status;
  const GalleyPreviewEngine *engine;
  GtkWidget              *view;     /* NULL until the engine and its sandbox are there */

  double                  zoom;
  guint                   n_crashes;
  gint64                  first_crash;
  guint                   phone : 1;
  guint                   started : 1;   /* the engine was asked for */
};

G_DEFINE_FINAL_TYPE (GalleyPreview, galley_preview, GTK_TYPE_WIDGET)

enum {
  PROP_FORMAT = 1,
  PROP_READER,
  PROP_PHONE,
  PROP_ZOOM,
  N_PROPS,
};

enum {
  LINE_ACTIVATED,
  LINE_EDITED,
  SCROLLED_TO_LINE,
  PAINTED,
  LINK_ACTIVATED,
  REMOTE_CHANGED,
  REMOTE_ACTIVATED,
  FILES_DROPPED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* On paper is what is on the screen, so it has to be there. */
static void
print_waiting (GalleyPreview *self)
{
  if (self->print_parent == NULL || galley_preview_renderer_is_busy (self->renderer)
      || !galley_preview_page_is_painted (self->page))
    return;
  galley_preview_print_page (self->engine, self->view, self->print_parent, self->print_settings,
                             self->cancellable);
  g_clear_object (&self->print_parent);
  g_clear_object (&self->print_settings);
}

static const char *const *
get_remote (const GalleyPreviewRendering *rendering)
{
  static const char *const none[] = { NULL };

  return rendering != NULL ? (const char *const *) rendering->remote : none;
}

static void
rendered_cb (gpointer                  data,
             GalleyPreviewRendering   *rendering,
             const GalleyPreviewPatch *patch)
{
  GalleyPreview *self = data;
  gboolean same_remote = g_strv_equal (get_remote (galley_preview_page_get_newest (self->page)),
                                       get_remote (rendering));

  galley_preview_page_show (self->page, rendering, patch);
  if (!same_remote)
    g_signal_emit (self, signals[REMOTE_CHANGED], 0);
}

static void
painted_cb (gpointer data)
{
  GalleyPreview *self = data;

  galley_preview_still_release (GALLEY_PREVIEW_STILL (self->still));
  print_waiting (self);
  g_signal_emit (self, signals[PAINTED], 0);
}

/* The page. */

static void
show_problem (GalleyPreview *self,
              const char    *message)
{
  g_clear_object (&self->print_parent);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->status), message);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "problem");
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GalleyPreview) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean loaded = self->engine->load_finish (GTK_WIDGET (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (!loaded)
    {
      show_problem (self, error->message);
      return;
    }
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "page");
  galley_preview_page_begin (self->page);
}

static void
load (GalleyPreview *self)
{
  galley_preview_page_stop (self->page);
  self->engine->load_async (self->view, self->cancellable, loaded_cb, g_object_ref (self));
}

static void
ended_cb (gpointer data)
{
  GalleyPreview *self = data;
  gint64 now = g_get_monotonic_time ();

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (self->n_crashes == 0 || now - self->first_crash > CRASH_WINDOW)
    {
      self->n_crashes = 0;
      self->first_crash = now;
    }
  self->n_crashes++;
  galley_preview_page_stop (self->page);
  galley_preview_still_hold (GALLEY_PREVIEW_STILL (self->still));
  if (self->n_crashes > MAX_CRASHES)
    show_problem (self, _("The preview of this issue broke down several times. Your text is safe; "
                          "change the part you wrote last, or open the issue again."));
  else
    load (self);
}

static void
message_cb (gpointer                    data,
            const GalleyPreviewMessage *message)
{
  GalleyPreview *self = data;
  GPtrArray *blocks = galley_preview_page_get_blocks (self->page);
  double block = message->block;
  double line;

  if (blocks == NULL)
    return;
  if (g_str_equal (message->kind, "link"))
    {
      g_autofree char *scheme = g_uri_parse_scheme (message->uri);

      if (g_strcmp0 (scheme, "http") == 0 || g_strcmp0 (scheme, "https") == 0
          || g_strcmp0 (scheme, "mailto") == 0)
        g_signal_emit (self, signals[LINK_ACTIVATED], 0, message->uri);
      return;
    }
  if (g_str_equal (message->kind, "remote"))
    {
      if (self->remote != NULL && !galley_preview_remote_retry (self->remote, message->uri))
        g_signal_emit (self, signals[REMOTE_ACTIVATED], 0, message->uri);
      return;
    }
  line = galley_preview_blocks_get_line (blocks, (int) CLAMP (block, -1, blocks->len),
                                         message->fraction);
  if (g_str_equal (message->kind, "scroll"))
    {
      double align = CLAMP (message->align, 0, 1);

      galley_preview_page_set_place (self->page, line, align);
      g_signal_emit (self, signals[SCROLLED_TO_LINE], 0, line, align);
    }
  else if (g_str_equal (message->kind, "edit"))
    g_signal_emit (self, signals[LINE_EDITED], 0, (guint) line);
  else if (g_str_equal (message->kind, "click"))
    {
      /* The blank lines behind a block are not what was clicked. */
      if (block >= 0 && block < blocks->len)
        {
          const GalleyRenderedBlock *clicked = g_ptr_array_index (blocks, (guint) block);

          line = MIN (line, MAX (clicked->end_line, clicked->start_line));
        }
      g_signal_emit (self, signals[LINE_ACTIVATED], 0, (guint) line);
    }
}

static void
dropped_cb (gpointer           data,
            const char *const *paths,
            int                block)
{
  GalleyPreview *self = data;
  GPtrArray *blocks = galley_preview_page_get_blocks (self->page);
  guint line = 0;

  if (blocks != NULL && block >= 0 && (guint) block < blocks->len)
    line = ((const GalleyRenderedBlock *) blocks->pdata[block])->start_line;
  g_signal_emit (self, signals[FILES_DROPPED], 0, paths, line);
}

/* It has its place in the window from the beginning, unseen until there is something to see: what is
 * in it is laid out once, at its width, and the window never stops for a size that the web process has
 * not drawn yet, which can be for half a second. */
static void
create_view (GalleyPreview *self)
{
  GtkWidget *view = self->engine->create ();

  self->view = view;
  galley_preview_page_set_view (self->page, self->engine, view);
  gtk_widget_set_hexpand (view, TRUE);
  gtk_widget_set_vexpand (view, TRUE);
  gtk_widget_set_opacity (view, 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Preview of the issue"), -1);
  self->engine->set_zoom (view, self->zoom);
  self->engine->watch (view, message_cb, ended_cb, G_OBJECT (self));
  galley_preview_drop_attach (self->engine, view, self->cancellable, dropped_cb, G_OBJECT (self));
  if (self->remote != NULL)
    galley_preview_remote_attach (self->remote, self->engine, view, self->cancellable);
  adw_clamp_set_child (ADW_CLAMP (self->clamp), view);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "page");
  load (self);
}

static void
engine_opened_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GalleyPreview) self = user_data;
  g_autoptr (GError) error = NULL;

  self->engine = galley_preview_engine_open_finish (result, &error);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (self->engine == NULL)
    show_problem (self, error->message);
  else
    create_view (self);
}

static void
first_frame_cb (GalleyPreview *self,
                GdkFrameClock *clock)
{
  g_signal_handlers_disconnect_by_func (clock, first_frame_cb, self);
  galley_preview_engine_open_async (self->cancellable, engine_opened_cb, g_object_ref (self));
}

/* The widget. */

/* The engine comes when the window stands before the writer, and never when nobody looks. */
static void
galley_preview_map (GtkWidget *widget)
{
  GalleyPreview *self = GALLEY_PREVIEW (widget);

  GTK_WIDGET_CLASS (galley_preview_parent_class)->map (widget);
  if (!self->started)
    g_signal_connect_object (gtk_widget_get_frame_clock (widget), "after-paint",
                             G_CALLBACK (first_frame_cb), self, G_CONNECT_SWAPPED);
  self->started = TRUE;
}

static void
update_width (GalleyPreview *self)
{
  int width = self->phone ? PHONE_WIDTH : FULL_WIDTH;

  adw_clamp_set_maximum_size (ADW_CLAMP (self->clamp), width);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (self->clamp), width);
}

static void
galley_preview_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  GalleyPreview *self = GALLEY_PREVIEW (object);

  switch (id)
    {
    case PROP_FORMAT:
      g_value_set_string (value, galley_preview_renderer_get_format (self->renderer));
      break;
    case PROP_READER:
      g_value_set_int (value, galley_preview_renderer_get_reader (self->renderer));
      break;
    case PROP_PHONE: g_value_set_boolean (value, self->phone); break;
    case PROP_ZOOM: g_value_set_double (value, self->zoom); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_format (GalleyPreview *self,
            const char    *format)
{
  if (g_strcmp0 (format, "web") != 0 && g_strcmp0 (format, "email") != 0)
    return;
  if (galley_preview_renderer_set_format (self->renderer, format))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FORMAT]);
}

static void
set_reader (GalleyPreview *self,
            GalleyReader   reader)
{
  if (galley_preview_renderer_set_reader (self->renderer, reader))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READER]);
}

static void
set_phone (GalleyPreview *self,
           gboolean       phone)
{
  if (self->phone == phone)
    return;
  self->phone = phone;
  update_width (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

static void
set_zoom (GalleyPreview *self,
          double         zoom)
{
  if (self->zoom == zoom)
    return;
  self->zoom = zoom;
  if (self->view != NULL)
    self->engine->set_zoom (self->view, zoom);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
}

static void
galley_preview_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  GalleyPreview *self = GALLEY_PREVIEW (object);

  switch (id)
    {
    case PROP_FORMAT: set_format (self, g_value_get_string (value)); break;
    case PROP_READER: set_reader (self, (GalleyReader) g_value_get_int (value)); break;
    case PROP_PHONE: set_phone (self, g_value_get_boolean (value)); break;
    case PROP_ZOOM: set_zoom (self, g_value_get_double (value)); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_preview_dispose (GObject *object)
{
  GalleyPreview *self = GALLEY_PREVIEW (object);

  g_cancellable_cancel (self->cancellable);
  galley_preview_page_set_view (self->page, NULL, NULL);
  self->view = NULL;
  g_clear_object (&self->print_parent);
  g_clear_object (&self->print_settings);
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  G_OBJECT_CLASS (galley_preview_parent_class)->dispose (object);
}

static void
galley_preview_finalize (GObject *object)
{
  GalleyPreview *self = GALLEY_PREVIEW (object);

  g_clear_object (&self->page);
  g_clear_object (&self->renderer);
  g_clear_object (&self->remote);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (galley_preview_parent_class)->finalize (object);
}

static void
galley_preview_class_init (GalleyPreviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = galley_preview_get_property;
  object_class->set_property = galley_preview_set_property;
  object_class->dispose = galley_preview_dispose;
  object_class->finalize = galley_preview_finalize;

  properties[PROP_FORMAT] = g_param_spec_string ("format", NULL, NULL, "web", flags);
  properties[PROP_READER] = g_param_spec_int ("reader", NULL, NULL, GALLEY_READER_EVERYTHING,
                                              GALLEY_READER_PAID, GALLEY_READER_EVERYTHING, flags);
  properties[PROP_PHONE] = g_param_spec_boolean ("phone", NULL, NULL, FALSE, flags);
  properties[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, GALLEY_PREVIEW_MIN_ZOOM,
                                               GALLEY_PREVIEW_MAX_ZOOM, 1, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[LINE_ACTIVATED] = g_signal_new ("line-activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[LINE_EDITED] = g_signal_new ("line-edited", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SCROLLED_TO_LINE] = g_signal_new ("scrolled-to-line", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                            NULL, NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE,
                                            G_TYPE_DOUBLE);
  signals[PAINTED] = g_signal_new ("painted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[LINK_ACTIVATED] = g_signal_new ("link-activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  signals[REMOTE_CHANGED] = g_signal_new ("remote-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
  signals[REMOTE_ACTIVATED] = g_signal_new ("remote-activated", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                            NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FILES_DROPPED] = g_signal_new ("files-dropped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 2, G_TYPE_STRV, G_TYPE_UINT);

  GTK_WIDGET_CLASS (klass)->map = galley_preview_map;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "galley-preview");
}

static void
galley_preview_init (GalleyPreview *self)
{
  GtkWidget *blank = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *marker = g_uuid_string_random ();
  g_autofree char *token = g_uuid_string_random ();

  self->zoom = 1;
  self->cancellable = g_cancellable_new ();
  self->renderer = galley_preview_renderer_new (marker, token, self->cancellable, rendered_cb,
                                                self);
  self->page = galley_preview_page_new (self->renderer, marker, token, self->cancellable, painted_cb,
                                        self);
  self->stack = gtk_stack_new ();
  self->clamp = adw_clamp_new ();
  self->status = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->status), "dialog-warning-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (self->status), _("No Preview Available"));
  gtk_stack_add_named (GTK_STACK (self->stack), blank, "blank");
  self->still = galley_preview_still_new (self->clamp);
  gtk_stack_add_named (GTK_STACK (self->stack), self->still, "page");
  gtk_stack_add_named (GTK_STACK (self->stack), self->status, "problem");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  update_width (self);
}

void
galley_preview_set_state_dir (GalleyPreview *self,
                              const char    *state_dir)
{
  g_return_if_fail (GALLEY_IS_PREVIEW (self));

  galley_preview_renderer_set_state_dir (self->renderer, state_dir);
}

void
galley_preview_set_remote (GalleyPreview *self,
                           GalleyRemote  *remote)
{
  g_return_if_fail (GALLEY_IS_PREVIEW (self));
  g_return_if_fail (self->view == NULL && self->remote == NULL);

  self->remote = galley_preview_remote_new (remote);
  galley_preview_page_set_remote (self->page, self->remote);
}

void
galley_preview_set_remote_issue (GalleyPreview *self,
                                 const char    *issue)
{
  g_return_if_fail (GALLEY_IS_PREVIEW (self));

  if (self->remote != NULL)
    galley_preview_remote_set_issue (self->remote, issue);
}

const char *const *
galley_preview_get_remote_pictures (GalleyPreview *self)
{
  g_return_val_if_fail (GALLEY_IS_PREVIEW (self), NULL);

  return get_remote (galley_preview_page_get_newest (self->page));
}

GtkWidget *
galley_preview_new (void)
{
  return g_object_new (GALLEY_TYPE_PREVIEW, NULL);
}

void
galley_preview_show (GalleyPreview *self,
                     GalleyIssue   *issue,
                     const char    *folder)
{
  g_return_if_fail (GALLEY_IS_PREVIEW (self));
  g_return_if_fail (issue != NULL);

  galley_preview_renderer_set_issue (self->renderer, issue, folder);
}

gboolean
galley_preview_scroll_to_line (GalleyPreview *self,
                               double         line,
                               double         align)
{
  g_return_val_if_fail (GALLEY_IS_PREVIEW (self), FALSE);

  return galley_preview_page_scroll_to_line (self->page, line, align);
}

gboolean
galley_preview_print (GalleyPreview    *self,
                      GtkWindow        *parent,
                      GtkPrintSettings *settings)
{
  g_return_val_if_fail (GALLEY_IS_PREVIEW (self), FALSE);

  if (gtk_stack_get_visible_child (GTK_STACK (self->stack)) == self->status)
    return FALSE;
  g_set_object (&self->print_parent, parent);
  g_set_object (&self->print_settings, settings);
  print_waiting (self);
  return TRUE;
}

void
galley_preview_set_current_line (GalleyPreview *self,
                                 guint          line)
{
  g_return_if_fail (GALLEY_IS_PREVIEW (self));

  galley_preview_page_set_current_line (self->page, line);
}

void
galley_preview_show_current (GalleyPreview *self)
{
  g_return_if_fail (GALLEY_IS_PREVIEW (self));

  galley_preview_page_show_current (self->page);
}

void
galley_preview_dump_async (GalleyPreview       *self,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (GALLEY_IS_PREVIEW (self));

  galley_preview_page_dump (self->page, g_task_new (self, NULL, callback, user_data));
}

char *
galley_preview_dump_finish (GalleyPreview  *self,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
