/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The bar above the text: one thing that the writer should know of this issue, and what to do about
 * it. The first row that applies and was not hidden is shown. */

#include "galley-window.h"
#include "galley-window-private.h"

#include <glib/gi18n-lib.h>

#include "galley-compat.h"
#include "galley-sandbox.h"

typedef struct {
  gboolean (*applies) (GalleyWindow *self);
  char *(*make_words) (GalleyWindow *self);
  const char *button; /* NULL: none */
  const char *action;
} Notice;

static gboolean
needs_folder (GalleyWindow *self)
{
  GalleyIssueFile *file = galley_document_get_file (self->document);

  return galley_sandbox_hides_folder (galley_issue_file_get_path (file), g_get_user_runtime_dir ());
}

static char *
make_folder_words (GalleyWindow *self)
{
  g_autofree char *name
      = galley_issue_file_dup_display_name (galley_document_get_file (self->document));

  return g_strdup_printf (_("Galley was given “%s” alone. It cannot read or keep pictures beside it "
                            "until you allow access to its folder."),
                          name);
}

/* An endless one has a page of its own in place of the text. */
static gboolean
has_long_line (GalleyWindow *self)
{
  gsize length = galley_document_get_longest_line (self->document, NULL);

  return length > GALLEY_LONG_LINE && length <= GALLEY_ENDLESS_LINE;
}

static char *
make_line_words (GalleyWindow *self)
{
  guint line;
  gsize length = galley_document_get_longest_line (self->document, &line);

  return g_strdup_printf (_("Line %u has %u KB, which makes typing slow. Reflow wraps it at the ends "
                            "of sentences; readers see no difference."),
                          line, (guint) (length / 1024));
}

static gboolean
is_large (GalleyWindow *self)
{
  return galley_document_is_large (self->document);
}

static char *
make_large_words (GalleyWindow *self)
{
  return g_strdup (_("This issue is larger than 2 MB: its source is not colored, and the preview "
                     "waits for a pause in your typing."));
}

static const Notice notices[] = {
  { needs_folder, make_folder_words, N_("_Allow Access to This Folder…"), "win.allow-folder" },
  { has_long_line, make_line_words, N_("_Reflow"), "win.reflow-lines" },
  { is_large, make_large_words, NULL, NULL },
  { galley_window_has_blocked_pictures, galley_window_make_blocked_words, N_("_Load…"),
    "win.load-pictures" },
};

void
galley_window_update_notice (GalleyWindow *self)
{
  self->notice = -1;
  for (guint i = 0; self->document && self->notice < 0 && i < G_N_ELEMENTS (notices); i++)
    if (!(self->hidden_notices & 1 << i) && notices[i].applies (self))
      self->notice = i;

  if (self->notice >= 0)
    {
      const Notice *notice = &notices[self->notice];
      g_autofree char *words = notice->make_words (self);

      gtk_label_set_label (self->notice_label, words);
      gtk_widget_set_visible (GTK_WIDGET (self->notice_button), notice->button != NULL);
      if (notice->button)
        {
          gtk_button_set_label (self->notice_button, _(notice->button));
          /* It is the words beside it that go on in the next line. */
          gtk_label_set_wrap_mode (GTK_LABEL (gtk_button_get_child (self->notice_button)),
                                   PANGO_WRAP_WORD);
          gtk_actionable_set_action_name (GTK_ACTIONABLE (self->notice_button), notice->action);
        }
    }
  gtk_revealer_set_reveal_child (self->notice_bar, self->notice >= 0);
}

/* For this issue, as long as it is open. */
void
galley_window_dismiss_notice (GalleyWindow *self)
{
  if (self->notice >= 0)
    self->hidden_notices |= 1 << self->notice;
  galley_window_update_notice (self);
}

void
galley_window_reset_notices (GalleyWindow *self)
{
  self->hidden_notices = 0;
  if (self->document)
    g_signal_connect_object (self->document, "shape-changed",
                             G_CALLBACK (galley_window_shape_changed), self, G_CONNECT_SWAPPED);
  galley_window_update_notice (self);
}

void
galley_window_shape_changed (GalleyWindow *self)
{
  galley_window_update_notice (self);
  galley_window_update_actions (self);
}

static void
reflowed_cb (GalleyDocument *document, const GError *error, gpointer user_data)
{
  g_autoptr (GalleyWindow) self = user_data;

  if (error)
    galley_window_toast (self, error->message);
  galley_window_shape_changed (self);
}

void
galley_window_reflow (GalleyWindow *self)
{
  galley_document_reflow (self->document, reflowed_cb, g_object_ref (self));
}

static void
moved_cb (GalleyDocument *document, const GError *error, gpointer user_data)
{
  g_autoptr (GalleyWindow) self = user_data;

  if (error)
    galley_window_toast (self, error->message);
  else
    galley_window_update_preview (self);
  galley_window_update_notice (self);
}

/* The folder comes under a path of its own, where the issue must be found again. */
static void
folder_answer_cb (GtkWidget *window, const char *const *paths, gpointer user_data)
{
  GalleyWindow *self = GALLEY_WINDOW (window);
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;

  if (paths == NULL || self->document == NULL || galley_document_get_path (self->document) == NULL)
    return;
  name = g_path_get_basename (galley_document_get_path (self->document));
  path = g_build_filename (paths[0], name, NULL);
  galley_document_move (self->document, path, moved_cb, g_object_ref (self));
}

void
galley_window_allow_folder (GalleyWindow *self)
{
  if (galley_document_get_path (self->document))
    galley_compat_open_folder (GTK_WIDGET (self), _("Allow Access to the Folder of the Issue"),
                               NULL, folder_answer_cb, NULL);
}
