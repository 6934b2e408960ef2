/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-restore.h"

#include <glib/gi18n-lib.h>

#include "galley-file.h"

/* Whoever has lived so long with what is open does not die of it. */
#define SETTLED 5 /* seconds */

/* Lives until the last window is open. */
typedef struct {
  GtkApplication *application; /* owned */
  GalleySession  *session;     /* owned */
  GalleyWindow   *front;       /* owned */
  GPtrArray      *places;      /* (element-type GalleyDeskPlace), still to be opened */
  GPtrArray      *gone;        /* (element-type utf8): names of files */
} Restore;

static void
restore_clear (gpointer data)
{
  Restore *restore = data;

  g_object_unref (restore->application);
  g_object_unref (restore->session);
  g_clear_object (&restore->front);
  g_ptr_array_unref (restore->places);
  g_ptr_array_unref (restore->gone);
}

static void
restore_unref (gpointer data)
{
  g_rc_box_release_full (data, restore_clear);
}

static GalleyWindow *
open_place (Restore *restore, const GalleyDeskPlace *place)
{
  GalleyWindow *window = galley_window_new (restore->application, restore->session);

  galley_window_take_place (window, place);
  galley_window_open (window, place->path);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

/* The files that are not there any more are not waited for: a disk may be away for a long time. */
static void
drop_gone (Restore *restore)
{
  for (guint i = 0; i < restore->places->len;)
    {
      GalleyDeskPlace *place = restore->places->pdata[i];

      if (g_file_test (place->path, G_FILE_TEST_EXISTS))
        {
          i++;
          continue;
        }
      g_ptr_array_add (restore->gone, g_filename_display_basename (place->path));
      galley_desk_forget (galley_session_get_desk (restore->session), place->path);
      g_ptr_array_remove_index (restore->places, i);
    }
}

static void
tell_gone (Restore *restore)
{
  guint n = restore->gone->len;
  g_autofree char *message = NULL;

  if (n == 0)
    return;
  if (n == 1)
    message = g_strdup_printf (_("“%s” was open last time and is not there any more."),
                               (char *) restore->gone->pdata[0]);
  else
    message = g_strdup_printf (ngettext ("%u issue was open last time and is not there any more.",
                                         "%u issues were open last time and are not there any more.",
                                         n),
                               n);
  galley_window_toast (restore->front, message);
}

static gboolean
is_open (Restore *restore, const char *path)
{
  for (GList *l = gtk_application_get_windows (restore->application); l; l = l->next)
    {
      GalleyDocument *document
          = GALLEY_IS_WINDOW (l->data) ? galley_window_get_document (l->data) : NULL;
      const char *other = document ? galley_document_get_path (document) : NULL;

      if (other && (g_str_equal (other, path) || galley_file_is_same (other, path)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
settled_cb (gpointer user_data)
{
  galley_desk_end_opening (user_data);
  return G_SOURCE_REMOVE;
}

static void
settle (Restore *restore)
{
  g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, SETTLED, settled_cb,
                              g_object_ref (galley_session_get_desk (restore->session)),
                              g_object_unref);
}

/* One a turn of the loop: the window in front answers meanwhile. */
static gboolean
next_cb (gpointer user_data)
{
  Restore *restore = user_data;

  if (restore->places->len > 0)
    {
      const GalleyDeskPlace *place = restore->places->pdata[0];

      if (!is_open (restore, place->path))
        open_place (restore, place);
      g_ptr_array_remove_index (restore->places, 0);
      if (restore->places->len > 0)
        return G_SOURCE_CONTINUE;
      gtk_window_present (GTK_WINDOW (restore->front));
      settle (restore);
    }
  return G_SOURCE_REMOVE;
}

static void
painted_cb (Restore *restore, GdkFrameClock *clock)
{
  g_idle_add_full (G_PRIORITY_LOW, next_cb, g_rc_box_acquire (restore), restore_unref);
  g_signal_handlers_disconnect_by_func (clock, painted_cb, restore);
}

/* Galley ended while it opened these the last time. An issue that no start survives would keep the
 * writer out for good. */
static GalleyWindow *
refuse (Restore *restore, GalleyWindow *front)
{
  GalleyDesk *desk = galley_session_get_desk (restore->session);

  galley_desk_close_all (desk);
  galley_desk_end_opening (desk);
  if (front == NULL)
    front = galley_window_new (restore->application, restore->session);
  gtk_window_present (GTK_WINDOW (front));
  galley_window_toast (front, _("Galley broke down while it opened what was open last time. You find "
                                "the issues under Open."));
  return front;
}

GalleyWindow *
galley_restore_windows (GtkApplication *application, GalleySession *session, GalleyWindow *front)
{
  GalleyDesk *desk = galley_session_get_desk (session);
  Restore *restore = g_rc_box_new0 (Restore);

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);

  restore->application = g_object_ref (application);
  restore->session = g_object_ref (session);
  restore->places = galley_desk_list_open (desk);
  restore->gone = g_ptr_array_new_with_free_func (g_free);
  drop_gone (restore);
  if (restore->places->len > 0 && !galley_desk_begin_opening (desk))
    {
      front = refuse (restore, front);
      restore_unref (restore);
      return front;
    }
  if (front == NULL && restore->places->len > 0)
    {
      front = open_place (restore, restore->places->pdata[0]);
      g_ptr_array_remove_index (restore->places, 0);
    }
  else if (front == NULL && restore->gone->len > 0)
    {
      front = galley_window_new (application, session);
      gtk_window_present (GTK_WINDOW (front));
    }
  if (front)
    {
      restore->front = g_object_ref (front);
      tell_gone (restore);
    }
  if (restore->places->len == 0)
    {
      settle (restore);
      restore_unref (restore);
    }
  else
    g_signal_connect_data (gtk_widget_get_frame_clock (GTK_WIDGET (front)), "after-paint",
                           G_CALLBACK (painted_cb), restore,
                           (GClosureNotify) (void (*) (void)) restore_unref, G_CONNECT_SWAPPED);
  return front;
}
