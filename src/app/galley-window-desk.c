/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the writer is in the issue of this window is written down as long as it is open, and taken
 * up again when it is opened the next time. */

#include "galley-window.h"
#include "galley-window-private.h"

#include <string.h>

/* A crash costs this much of where one was; of what was typed it costs nothing. */
#define DESK_PAUSE 10 /* seconds: written before the machine has nothing to do */
#define LONGEST_HEAD 20000 /* characters, in which front matter ends */

/* The page beside the source has a width of its own only when both are there. */
static int
get_split (GalleyWindow *self)
{
  gboolean is_set;

  g_object_get (self->paned, "position-set", &is_set, NULL);
  return is_set ? gtk_paned_get_position (self->paned) : 0;
}

/* Under its old name it is no longer open here. */
static void
leave_old_path (GalleyWindow *self, const char *path)
{
  GalleyDesk *desk = galley_session_get_desk (self->session);
  const GalleyDeskPlace *old = self->desk_path ? galley_desk_find (desk, self->desk_path) : NULL;

  if (g_strcmp0 (path, self->desk_path) == 0)
    return;
  if (old)
    {
      GalleyDeskPlace closed = *old;

      closed.path = self->desk_path;
      closed.is_open = FALSE;
      galley_desk_put (desk, &closed);
    }
  g_free (self->desk_path);
  self->desk_path = g_strdup (path);
}

void
galley_window_remember (GalleyWindow *self, gboolean is_open)
{
  const char *path = self->document ? galley_document_get_path (self->document) : NULL;
  GalleyDeskPlace place = { .path = (char *) path, .is_open = is_open };

  g_clear_handle_id (&self->desk_source, g_source_remove);
  if (path == NULL || galley_document_is_busy (self->document))
    return;
  leave_old_path (self, path);
  galley_editor_get_place (self->editor, &place.cursor, &place.top);
  gtk_window_get_default_size (GTK_WINDOW (self), &place.width, &place.height);
  place.width = MAX (place.width, 0);
  place.height = MAX (place.height, 0);
  place.split = get_split (self);
  place.is_maximized = gtk_window_is_maximized (GTK_WINDOW (self));
  place.has_settings = self->settings_shown;
  place.has_outline = self->outline_shown;
  place.is_apart = self->apart != NULL;
  if (self->apart)
    gtk_window_get_default_size (self->apart, &self->apart_width, &self->apart_height);
  place.apart_width = MAX (self->apart_width, 0);
  place.apart_height = MAX (self->apart_height, 0);
  galley_desk_put (galley_session_get_desk (self->session), &place);
}

static gboolean
desk_cb (gpointer user_data)
{
  GalleyWindow *self = user_data;

  self->desk_source = 0;
  galley_window_remember (self, TRUE);
  galley_session_save_desk (self->session);
  return G_SOURCE_REMOVE;
}

void
galley_window_schedule_desk (GalleyWindow *self)
{
  if (self->desk_source == 0)
    self->desk_source = g_timeout_add_seconds_full (G_PRIORITY_LOW, DESK_PAUSE, desk_cb, self, NULL);
}

/* The last window is not closed, the program is ended. */
static gboolean
is_last (GalleyWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  for (GList *l = application ? gtk_application_get_windows (application) : NULL; l; l = l->next)
    if (GALLEY_IS_WINDOW (l->data) && l->data != (gpointer) self)
      return FALSE;
  return TRUE;
}

void
galley_window_leave_desk (GalleyWindow *self)
{
  galley_window_remember (self, is_last (self));
  galley_session_save_desk (self->session);
}

/* What the program was to end with stays open after all. */
void
galley_window_stay (GalleyWindow *self)
{
  GalleyDesk *desk = galley_session_get_desk (self->session);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (!galley_desk_is_frozen (desk))
    return;
  galley_desk_set_frozen (desk, FALSE);
  galley_desk_close_all (desk);
  /* The one in front comes last: it was used last. */
  for (GList *l = application ? g_list_last (gtk_application_get_windows (application)) : NULL; l;
       l = l->prev)
    if (GALLEY_IS_WINDOW (l->data))
      galley_window_remember (l->data, TRUE);
  galley_session_save_desk (self->session);
}

/* A letter before the front matter makes text of it: who opens an issue for the first time begins
 * behind it. In characters. */
static guint
find_body (GalleyWindow *self)
{
  GtkTextIter start, end;
  g_autofree char *head = NULL;

  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (self->document), &start);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->document), &end, LONGEST_HEAD);
  head = gtk_text_buffer_get_text (GTK_TEXT_BUFFER (self->document), &start, &end, TRUE);
  return (guint) g_utf8_strlen (head, (gssize) galley_front_matter_find_end (head, strlen (head)));
}

/* The document was just opened. */
void
galley_window_resume_place (GalleyWindow *self)
{
  const char *path = galley_document_get_path (self->document);
  const GalleyDeskPlace *place
      = path ? galley_desk_find (galley_session_get_desk (self->session), path) : NULL;

  if (place)
    {
      galley_editor_set_place (self->editor, place->cursor, place->top);
      self->preview_behind = TRUE;
    }
  else
    galley_editor_set_place (self->editor, find_body (self), 0);
  galley_window_remember (self, TRUE);
  galley_session_save_desk (self->session);
}

void
galley_window_take_place (GalleyWindow *self, const GalleyDeskPlace *place)
{
  g_return_if_fail (GALLEY_IS_WINDOW (self) && place != NULL);

  if (place->width > 0 && place->height > 0)
    gtk_window_set_default_size (GTK_WINDOW (self), place->width, place->height);
  if (place->is_maximized)
    gtk_window_maximize (GTK_WINDOW (self));
  else
    gtk_window_unmaximize (GTK_WINDOW (self));
  if (place->split > 0)
    gtk_paned_set_position (self->paned, place->split);
  self->settings_shown = place->has_settings;
  self->outline_shown = place->has_outline;
  self->apart_wanted = place->is_apart;
  self->apart_width = place->apart_width;
  self->apart_height = place->apart_height;
}
