/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One entry a picture, asked for one after the other. Only the last "Insert" touches anything: then
 * the files are copied beside the issue on a worker and the text changes in one undo step. */

#include "galley-image-dialog.h"

#include <glib/gi18n-lib.h>

#include "galley-compat.h"
#include "galley-error.h"
#include "galley-figure-edit.h"
#include "galley-figure.h"
#include "galley-file.h"
#include "galley-image-entry.h"
#include "galley-job.h"
#include "galley-narrow-words.h"

struct _GalleyImageDialog
{
  GalleyDialog    parent_instance;

  /* template children */
  AdwWindowTitle *window_title;
  GtkWidget      *insert_button;
  GtkWidget      *picture;
  GtkWidget      *error_label;
  GtkWidget      *alt_row;
  GtkWidget      *alt_hint;
  GtkWidget      *caption_row;
  GtkWidget      *credit_row;
  GtkWidget      *width_row;
  GtkWidget      *feature_switch;
  GtkWidget      *gallery_row;
  GtkWidget      *gallery_switch;

  /* owned */
  GalleyDocument *document;
  GPtrArray      *entries; /* (element-type GalleyImageEntry) */
  GCancellable   *cancellable;
  GtkTextMark    *mark;    /* where the pictures go, however the text changes meanwhile */

  guint           current;
  guint           is_edit : 1;
};

G_DEFINE_FINAL_TYPE (GalleyImageDialog, galley_image_dialog, GALLEY_TYPE_DIALOG)

static void
show_error (GalleyImageDialog *self,
            const char        *message)
{
  gtk_label_set_label (GTK_LABEL (self->error_label), message != NULL ? message : "");
  gtk_widget_set_visible (self->error_label, message != NULL);
}

static void
fill_row (GtkWidget  *row,
          const char *text)
{
  if (text != NULL && *gtk_editable_get_text (GTK_EDITABLE (row)) == '\0')
    gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
inspected_cb (gpointer      owner,
              gpointer      result,
              const GError *error,
              gpointer      data)
{
  GalleyImageDialog *self = owner;
  const GalleyImageInspection *inspection = result;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (error != NULL)
    {
      /* A picture that is already in the issue can still get its words. */
      show_error (self, error->message);
      gtk_widget_set_sensitive (self->insert_button, self->is_edit);
      return;
    }
  gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (inspection->texture));
  if (inspection->metadata != NULL && !self->is_edit)
    {
      fill_row (self->alt_row, inspection->metadata->alt);
      fill_row (self->caption_row, inspection->metadata->caption);
      fill_row (self->credit_row, inspection->metadata->credit);
    }
  gtk_widget_set_sensitive (self->insert_button, TRUE);
}

static GalleyImageEntry *
get_entry (GalleyImageDialog *self)
{
  return g_ptr_array_index (self->entries, self->current);
}

static void
set_row (GtkWidget  *row,
         const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

static void
show_current (GalleyImageDialog *self)
{
  const GalleyImageEntry *entry = get_entry (self);
  gboolean is_last = self->current + 1 == self->entries->len;
  const char *title = self->is_edit ? _("Edit Picture") : _("Insert Picture");
  g_autofree char *name = NULL;
  g_autofree char *place = NULL;

  if (entry->path != NULL)
    name = g_filename_display_basename (entry->path);
  else
    name = g_strdup (entry->src != NULL ? entry->src : _("From the clipboard"));
  if (self->entries->len > 1)
    place = g_strdup_printf (_("%s, %u of %u"), name, self->current + 1, self->entries->len);
  galley_dialog_set_title (GALLEY_DIALOG (self), title);
  adw_window_title_set_title (self->window_title, title);
  adw_window_title_set_subtitle (self->window_title, place != NULL ? place : name);
  gtk_button_set_label (GTK_BUTTON (self->insert_button),
                        !is_last ? _("_Next") : self->is_edit ? _("_Apply") : _("_Insert"));
  gtk_widget_set_visible (self->gallery_row, self->entries->len > 1);
  gtk_picture_set_paintable (GTK_PICTURE (self->picture), NULL);
  set_row (self->alt_row, entry->alt);
  set_row (self->caption_row, entry->caption);
  set_row (self->credit_row, entry->credit);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->width_row), entry->width);
  gtk_switch_set_active (GTK_SWITCH (self->feature_switch), entry->is_feature);
  show_error (self, NULL);

  gtk_widget_set_sensitive (self->insert_button, self->is_edit);
  if (entry->path != NULL || entry->bytes != NULL)
    galley_job_run (self, galley_image_entry_inspect, galley_image_entry_copy (entry), galley_image_entry_free, galley_image_inspection_free, NULL,
                    self->cancellable, inspected_cb);
  galley_dialog_set_focus (GALLEY_DIALOG (self), self->alt_row);
}

static char *
dup_row (GtkWidget *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
keep_current (GalleyImageDialog *self)
{
  GalleyImageEntry *entry = get_entry (self);

  g_free (entry->alt);
  g_free (entry->caption);
  g_free (entry->credit);
  entry->alt = dup_row (self->alt_row);
  entry->caption = dup_row (self->caption_row);
  entry->credit = dup_row (self->credit_row);
  entry->width = (GalleyWidth) adw_combo_row_get_selected (ADW_COMBO_ROW (self->width_row));
  entry->is_feature = gtk_switch_get_active (GTK_SWITCH (self->feature_switch));
}

static gsize
get_offset (GalleyImageDialog *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->document);
  g_autofree char *before = NULL;
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_get_iter_at_mark (buffer, &end, self->mark);
  before = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  return strlen (before);
}

static const GalleyNode *
find_figure (GalleyImageDialog *self,
             GalleyIssue       *issue)
{
  const char *text = galley_issue_get_text (issue, NULL);
  gsize offset = get_offset (self);
  guint line = 1;

  for (gsize i = 0; i < offset; i++)
    line += text[i] == '\n';
  return galley_figure_edit_find (issue, line);
}

static gboolean
apply_feature (GalleyImageDialog *self,
               const GalleyImageEntry       *entry,
               GError           **error)
{
  g_autoptr (GalleyIssue) issue = galley_issue_ref (galley_document_parse (self->document));
  GalleyFrontMatterChange changes[] = {
    { .key = "image", .value = entry->src },
    { .key = "image-alt", .value = *entry->alt != '\0' ? entry->alt : NULL },
    { .key = "image-caption", .value = *entry->caption != '\0' ? entry->caption : NULL },
    { .key = "image-credit", .value = *entry->credit != '\0' ? entry->credit : NULL },
  };
  g_autoptr (GalleyEdit) edit = galley_front_matter_edit (
      galley_issue_get_front_matter (issue), changes, G_N_ELEMENTS (changes), error);

  return edit != NULL && galley_document_apply (self->document, issue, edit);
}

static gboolean
apply_entries (GalleyImageDialog *self,
               GError           **error)
{
  g_autoptr (GalleyIssue) issue = galley_issue_ref (galley_document_parse (self->document));
  g_autofree char *markdown = galley_image_entries_write (
      self->entries, gtk_switch_get_active (GTK_SWITCH (self->gallery_switch)));
  g_autoptr (GalleyEdit) edit = NULL;
  gboolean applied;

  if (self->is_edit)
    {
      const GalleyNode *figure = find_figure (self, issue);

      if (figure == NULL)
        {
          g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT, "%s",
                       _("The picture is no longer where it was in the text."));
          return FALSE;
        }
      edit = galley_figure_edit_replace (issue, figure, markdown);
    }
  else
    edit = galley_figure_edit_insert (issue, get_offset (self), markdown);

  gtk_text_buffer_begin_user_action (GTK_TEXT_BUFFER (self->document));
  applied = galley_document_apply (self->document, issue, edit);
  for (guint i = 0; applied && i < self->entries->len; i++)
    {
      const GalleyImageEntry *entry = g_ptr_array_index (self->entries, i);
      if (entry->is_feature)
        applied = apply_feature (self, entry, error);
    }
  gtk_text_buffer_end_user_action (GTK_TEXT_BUFFER (self->document));
  return applied;
}

static void
imported_cb (gpointer      owner,
             gpointer      result,
             const GError *error,
             gpointer      data)
{
  GalleyImageDialog *self = owner;
  GPtrArray *sources = result;
  g_autoptr (GError) apply_error = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  for (guint i = 0; sources != NULL && i < sources->len; i++)
    {
      GalleyImageEntry *entry = g_ptr_array_index (self->entries, i);
      g_free (entry->src);
      entry->src = g_strdup (g_ptr_array_index (sources, i));
    }
  if (error == NULL && apply_entries (self, &apply_error))
    {
      galley_dialog_close (GALLEY_DIALOG (self));
      return;
    }
  gtk_widget_set_sensitive (self->insert_button, TRUE);
  if (error == NULL)
    error = apply_error;
  show_error (self, error != NULL ? error->message
                                  : _("The text has changed in the meantime. Try again."));
}

static void
insert_clicked_cb (GalleyImageDialog *self)
{
  keep_current (self);
  if (self->current + 1 < self->entries->len)
    {
      self->current++;
      show_current (self);
      return;
    }
  gtk_widget_set_sensitive (self->insert_button, FALSE);
  galley_job_run (self, galley_image_import_run,
                  galley_image_import_new (galley_document_get_file (self->document), self->entries),
                  galley_image_import_free, (GDestroyNotify) g_ptr_array_unref, NULL,
                  self->cancellable, imported_cb);
}

/* It is said, not forced: a decorative picture has none. */
static void
alt_changed_cb (GalleyImageDialog *self)
{
  g_autofree char *alt = dup_row (self->alt_row);

  gtk_widget_set_visible (self->alt_hint, *alt == '\0');
}

static void
galley_image_dialog_dispose (GObject *object)
{
  GalleyImageDialog *self = GALLEY_IMAGE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  if (self->mark != NULL)
    gtk_text_buffer_delete_mark (GTK_TEXT_BUFFER (self->document), self->mark);
  g_clear_object (&self->mark);
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_IMAGE_DIALOG);
  G_OBJECT_CLASS (galley_image_dialog_parent_class)->dispose (object);
}

static void
galley_image_dialog_finalize (GObject *object)
{
  GalleyImageDialog *self = GALLEY_IMAGE_DIALOG (object);

  g_clear_object (&self->document);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  G_OBJECT_CLASS (galley_image_dialog_parent_class)->finalize (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GalleyImageDialog, name)

static void
galley_image_dialog_class_init (GalleyImageDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = galley_image_dialog_dispose;
  object_class->finalize = galley_image_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/galleyeditor/Galley/galley-image-dialog.ui");
  BIND (window_title);
  BIND (insert_button);
  BIND (picture);
  BIND (error_label);
  BIND (alt_row);
  BIND (alt_hint);
  BIND (caption_row);
  BIND (credit_row);
  BIND (width_row);
  BIND (feature_switch);
  BIND (gallery_row);
  BIND (gallery_switch);
  gtk_widget_class_bind_template_callback (widget_class, insert_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, alt_changed_cb);
}

static void
galley_image_dialog_init (GalleyImageDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->entries = g_ptr_array_new_with_free_func (galley_image_entry_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  galley_narrow_words_yield (GTK_WIDGET (self));
}

static GalleyImageDialog *
dialog_new (GtkWindow      *parent,
            GalleyDocument *document)
{
  GalleyImageDialog *self = g_object_new (GALLEY_TYPE_IMAGE_DIALOG, NULL);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (document);
  GtkTextIter iter;

  galley_dialog_set_parent (GALLEY_DIALOG (self), parent);
  self->document = g_object_ref (document);
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  self->mark = g_object_ref (gtk_text_buffer_create_mark (buffer, NULL, &iter, TRUE));
  return self;
}

static void
present_entries (GalleyImageDialog *self)
{
  show_current (self);
  alt_changed_cb (self);
  galley_dialog_present (GALLEY_DIALOG (self));
}

static void
present_figure (GalleyImageDialog *self,
                const GalleyNode  *figure)
{
  const GalleyPicture *picture = &figure->picture;
  const char *folder = galley_issue_file_get_folder (galley_document_get_file (self->document));
  GalleyImageEntry *entry = g_new0 (GalleyImageEntry, 1);

  entry->src = g_strdup (picture->src);
  entry->alt = g_strdup (picture->alt);
  galley_figure_split_caption (picture->title, &entry->caption, &entry->credit);
  entry->href = g_strdup (picture->href);
  entry->width = picture->width;
  entry->path = galley_file_resolve_inside (folder, picture->src, NULL);
  g_ptr_array_add (self->entries, entry);
  self->is_edit = TRUE;
  present_entries (self);
}

static void
chosen_cb (GtkWidget         *parent,
           const char *const *paths,
           gpointer           user_data)
{
  g_autoptr (GalleyDocument) document = user_data;

  if (paths != NULL)
    galley_image_dialog_present_files (GTK_WINDOW (parent), document, paths);
}

void
galley_image_dialog_present (GtkWindow      *parent,
                             GalleyDocument *document)
{
  GalleyImageDialog *self;
  g_autoptr (GalleyIssue) issue = NULL;
  const GalleyNode *figure;

  g_return_if_fail (GALLEY_IS_DOCUMENT (document));

  self = dialog_new (parent, document);
  issue = galley_issue_ref (galley_document_parse (document));
  figure = find_figure (self, issue);
  if (figure != NULL)
    {
      present_figure (self, figure);
      return;
    }
  galley_dialog_force_close (GALLEY_DIALOG (self));
  galley_compat_open_pictures (GTK_WIDGET (parent), _("Choose Pictures"), chosen_cb,
                               g_object_ref (document));
}

void
galley_image_dialog_present_files (GtkWindow         *parent,
                                   GalleyDocument    *document,
                                   const char *const *paths)
{
  GalleyImageDialog *self;

  g_return_if_fail (GALLEY_IS_DOCUMENT (document));
  g_return_if_fail (paths != NULL && paths[0] != NULL);

  self = dialog_new (parent, document);
  for (guint i = 0; paths[i] != NULL; i++)
    {
      GalleyImageEntry *entry = g_new0 (GalleyImageEntry, 1);
      entry->path = g_strdup (paths[i]);
      g_ptr_array_add (self->entries, entry);
    }
  present_entries (self);
}

void
galley_image_dialog_present_bytes (GtkWindow      *parent,
                                   GalleyDocument *document,
                                   GBytes         *picture)
{
  GalleyImageDialog *self;
  GalleyImageEntry *entry;

  g_return_if_fail (GALLEY_IS_DOCUMENT (document));
  g_return_if_fail (picture != NULL);

  self = dialog_new (parent, document);
  entry = g_new0 (GalleyImageEntry, 1);
  entry->bytes = g_bytes_ref (picture);
  g_ptr_array_add (self->entries, entry);
  present_entries (self);
}
