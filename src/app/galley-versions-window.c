/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-versions-window.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-compat.h"
#include "galley-diff-view.h"
#include "galley-diff.h"
#include "galley-job.h"
#include "galley-versions.h"

#define LIST_WIDTH 260
#define LIST_HEIGHT 180
#define NARROW_WIDTH 560

struct _GalleyVersionsWindow
{
  AdwWindow parent_instance;

  /* template children */
  GtkWidget *list;
  GtkPaned *panes;
  GtkWidget *stack;
  GtkWidget *diff;
  GtkWidget *empty;
  GtkWidget *restore_button;

  /* owned */
  GalleyDocument *document;
  char *state_dir;
  char *text; /* of the version that is shown; NULL: none is */
  GCancellable *loading;
};

G_DEFINE_FINAL_TYPE (GalleyVersionsWindow, galley_versions_window, ADW_TYPE_WINDOW)

/* What a worker needs, and what it found. */
typedef struct
{
  char *state_dir;
  char *path;
  char *now;
  gsize now_length;
  char *id; /* NULL: the list */
} Order;

typedef struct
{
  GPtrArray *versions;
  char *text;
  GPtrArray *diff;
} Found;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_free (order->state_dir);
  g_free (order->path);
  g_free (order->now);
  g_free (order->id);
  g_free (order);
}

static void
found_free (gpointer data)
{
  Found *found = data;

  g_clear_pointer (&found->versions, g_ptr_array_unref);
  g_clear_pointer (&found->diff, g_ptr_array_unref);
  g_free (found->text);
  g_free (found);
}

static Order *
order_new (GalleyVersionsWindow *self, const char *id)
{
  Order *order = g_new0 (Order, 1);

  order->state_dir = g_strdup (self->state_dir);
  order->path = g_strdup (galley_document_get_path (self->document));
  order->now = galley_document_dup_text (self->document, &order->now_length);
  order->id = g_strdup (id);
  return order;
}

static gpointer
load_func (gpointer data,
           GalleyProgressFunc progress,
           gpointer progress_data,
           GCancellable *cancellable,
           GError **error)
{
  const Order *order = data;
  g_autoptr (GalleyVersions) versions =
      galley_versions_new_for_text (order->state_dir, order->now, order->now_length, order->path);
  Found *found = g_new0 (Found, 1);

  if (order->id == NULL)
    {
      found->versions = galley_versions_list (versions);
      return found;
    }
  found->text = galley_versions_load (versions, order->id, NULL, error);
  if (found->text != NULL)
    found->diff = galley_diff_new (order->now, found->text, error);
  if (found->diff != NULL)
    return found;
  found_free (found);
  return NULL;
}

static void
say (GalleyVersionsWindow *self, const char *title, const char *message)
{
  g_autofree char *markup = g_markup_escape_text (message, -1);

  adw_status_page_set_title (ADW_STATUS_PAGE (self->empty), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->empty), markup);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->empty);
  gtk_widget_set_sensitive (self->restore_button, FALSE);
}

static void
loaded_cb (gpointer owner, gpointer result, const GError *error, gpointer data)
{
  GalleyVersionsWindow *self = owner;
  Found *found = result;

  if (self->list == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (found == NULL)
    {
      say (self, _ ("It Cannot Be Read"), error->message);
      return;
    }
  g_free (self->text);
  self->text = g_steal_pointer (&found->text);
  galley_diff_view_show (GALLEY_DIFF_VIEW (self->diff), found->diff);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->diff);
  gtk_widget_set_sensitive (self->restore_button, TRUE);
}

static void
selected_cb (GalleyVersionsWindow *self, GtkListBoxRow *row)
{
  const char *id = row != NULL ? g_object_get_data (G_OBJECT (row), "id") : NULL;

  /* A list that goes lets go of its row. */
  if (self->list == NULL)
    return;
  gtk_widget_set_sensitive (self->restore_button, FALSE);
  if (id == NULL)
    return;
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  galley_job_run (self, load_func, order_new (self, id), order_free, found_free, NULL,
                  self->loading, loaded_cb);
}

static char *
dup_time (const GalleyVersion *version)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (version->time);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  gboolean today = time != NULL
                   && g_date_time_get_day_of_year (time) == g_date_time_get_day_of_year (now)
                   && g_date_time_get_year (time) == g_date_time_get_year (now);

  if (time == NULL)
    return g_strdup ("");
  /* Translators: the time of a version of today, and of an older one. */
  return today ? g_date_time_format (time, _ ("Today, %H:%M"))
               : g_date_time_format (time, _ ("%e %B %Y, %H:%M"));
}

static void
add_row (GalleyVersionsWindow *self, const GalleyVersion *version)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *time = dup_time (version);
  g_autofree char *reason =
      version->site != NULL ? g_strdup_printf (
          "%s · %s", galley_version_reason_get_label (version->reason), version->site)
                            : g_strdup (galley_version_reason_get_label (version->reason));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), g_strstrip (time));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reason);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (version->id), g_free);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

/* With the focus, so that the arrow keys go on from there. */
static void
select_first (GalleyVersionsWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0);

  gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
listed_cb (gpointer owner, gpointer result, const GError *error, gpointer data)
{
  GalleyVersionsWindow *self = owner;
  Found *found = result;

  if (self->list == NULL || found == NULL)
    return;
  for (guint i = 0; i < found->versions->len; i++)
    add_row (self, g_ptr_array_index (found->versions, i));
  gtk_widget_set_visible (gtk_paned_get_start_child (self->panes), found->versions->len > 0);
  if (found->versions->len == 0)
    say (self, _ ("No Versions Yet"),
         _ ("A version is kept each time the issue is saved or published, and hourly while you "
            "write."));
  else
    select_first (self);
}

static gpointer
keep_func (gpointer data,
           GalleyProgressFunc progress,
           gpointer progress_data,
           GCancellable *cancellable,
           GError **error)
{
  const Order *order = data;
  g_autoptr (GalleyVersions) versions =
      galley_versions_new_for_text (order->state_dir, order->now, order->now_length, order->path);

  return GINT_TO_POINTER (galley_versions_add (versions, GALLEY_VERSION_RESTORE, NULL, order->now,
                                               order->now_length, error));
}

/* What is replaced is kept before it is gone from the window, beside the undo step. */
static void
kept_cb (gpointer owner, gpointer result, const GError *error, gpointer data)
{
  GalleyVersionsWindow *self = owner;
  GalleyIssue *issue;
  g_autoptr (GalleyEdit) edit = NULL;

  if (self->list == NULL)
    return;
  if (result == NULL)
    {
      say (self, _ ("It Was Not Brought Back"), error->message);
      return;
    }
  issue = galley_document_parse (self->document);
  edit = galley_edit_new_between (galley_issue_get_text (issue, NULL), self->text);
  galley_document_apply (self->document, issue, edit);
  gtk_window_close (GTK_WINDOW (self));
}

static void
restore_cb (GalleyVersionsWindow *self)
{
  if (self->text == NULL)
    return;
  gtk_widget_set_sensitive (self->restore_button, FALSE);
  galley_job_run (self, keep_func, order_new (self, NULL), order_free, NULL, NULL, NULL, kept_cb);
}

static void
galley_versions_window_dispose (GObject *object)
{
  GalleyVersionsWindow *self = GALLEY_VERSIONS_WINDOW (object);

  g_cancellable_cancel (self->loading);
  self->list = NULL;
  G_OBJECT_CLASS (galley_versions_window_parent_class)->dispose (object);
}

static void
galley_versions_window_finalize (GObject *object)
{
  GalleyVersionsWindow *self = GALLEY_VERSIONS_WINDOW (object);

  g_clear_object (&self->document);
  g_clear_object (&self->loading);
  g_free (self->state_dir);
  g_free (self->text);
  G_OBJECT_CLASS (galley_versions_window_parent_class)->finalize (object);
}

static void
galley_versions_window_class_init (GalleyVersionsWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = galley_versions_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = galley_versions_window_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static GtkWidget *
make_list (GalleyVersionsWindow *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = gtk_list_box_new ();
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Versions"), -1);
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  return scroller;
}

/* Where there is no room for the list beside the text it is above. */
static void
width_changed_cb (GalleyVersionsWindow *self)
{
  GtkOrientation orientation;
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  orientation = width < NARROW_WIDTH ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;
  if (gtk_orientable_get_orientation (GTK_ORIENTABLE (self->panes)) == orientation)
    return;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->panes), orientation);
  gtk_paned_set_position (self->panes,
                          orientation == GTK_ORIENTATION_VERTICAL ? LIST_HEIGHT : LIST_WIDTH);
}

static void
galley_versions_window_init (GalleyVersionsWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *panes = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);

  self->stack = gtk_stack_new ();
  self->diff = galley_diff_view_new ();
  self->empty = adw_status_page_new ();
  self->restore_button = gtk_button_new_with_mnemonic (_ ("_Restore"));
  gtk_widget_set_tooltip_text (self->restore_button,
                               _ ("Make the issue what it was then; one undo takes that back"));
  gtk_widget_add_css_class (self->restore_button, "suggested-action");
  gtk_widget_set_sensitive (self->restore_button, FALSE);
  g_signal_connect_object (self->restore_button, "clicked", G_CALLBACK (restore_cb), self,
                           G_CONNECT_SWAPPED);
  adw_header_bar_set_title_widget (
      ADW_HEADER_BAR (bar),
      adw_window_title_new (
          _ ("Versions"),
          _ ("Restoring takes out what is struck out, and brings back what is underlined")));
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->restore_button);
  gtk_stack_add_child (GTK_STACK (self->stack), self->diff);
  gtk_stack_add_child (GTK_STACK (self->stack), self->empty);
  gtk_paned_set_start_child (GTK_PANED (panes), make_list (self));
  gtk_paned_set_end_child (GTK_PANED (panes), self->stack);
  gtk_paned_set_resize_start_child (GTK_PANED (panes), FALSE);
  gtk_paned_set_shrink_start_child (GTK_PANED (panes), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (panes), FALSE);
  gtk_paned_set_position (GTK_PANED (panes), LIST_WIDTH);
  self->panes = GTK_PANED (panes);
  gtk_widget_set_vexpand (panes, TRUE);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), panes);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Versions"));
  gtk_window_set_default_size (GTK_WINDOW (self), 860, 560);
  g_signal_connect (self, "notify::default-width", G_CALLBACK (width_changed_cb), NULL);
}

GtkWidget *
galley_versions_window_new (GtkWindow *parent, GalleyDocument *document, const char *state_dir)
{
  GalleyVersionsWindow *self = g_object_new (GALLEY_TYPE_VERSIONS_WINDOW, NULL);

  galley_compat_set_parent (GTK_WINDOW (self), parent);
  self->document = g_object_ref (document);
  self->state_dir = g_strdup (state_dir);
  galley_job_run (self, load_func, order_new (self, NULL), order_free, found_free, NULL, NULL,
                  listed_cb);
  return GTK_WIDGET (self);
}
