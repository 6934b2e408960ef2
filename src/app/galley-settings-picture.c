/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-settings-picture.h"

#include <glib/gi18n-lib.h>

#include "galley-compat.h"
#include "galley-error.h"
#include "galley-file.h"
#include "galley-image-metadata.h"
#include "galley-image.h"
#include "galley-job.h"

#define HEIGHT 150
#define LOAD_WIDTH 640

struct _GalleySettingsPicture {
  AdwPreferencesRow parent_instance;

  /* Owned */
  GalleyDocument *document;
  char *shown; /* the absolute path that is shown, or being loaded; NULL: none */

  /* Borrowed: children */
  GtkWidget *picture;
  GtkLabel *words;
  GtkWidget *remove_button;
};

G_DEFINE_FINAL_TYPE (GalleySettingsPicture, galley_settings_picture, ADW_TYPE_PREFERENCES_ROW)

static void
say (GalleySettingsPicture *self, const char *words)
{
  gtk_label_set_label (self->words, words ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->words), words != NULL);
}

static gpointer
load_picture (gpointer data, GalleyProgressFunc progress, gpointer progress_data,
              GCancellable *cancellable, GError **error)
{
  g_autoptr (GalleyImage) image = galley_image_load (data, LOAD_WIDTH, cancellable, error);

  return image ? gdk_texture_new_from_bytes (galley_image_get_bytes (image), error) : NULL;
}

static void
loaded_cb (gpointer owner, gpointer result, const GError *error, gpointer data)
{
  GalleySettingsPicture *self = owner;

  if (g_strcmp0 (data, self->shown) != 0 || self->picture == NULL)
    return;
  gtk_picture_set_paintable (GTK_PICTURE (self->picture), result);
  gtk_widget_set_visible (self->picture, result != NULL);
  say (self, error ? error->message : NULL);
}

/* What there is to say instead of a picture. */
static void
show_none (GalleySettingsPicture *self, const char *words)
{
  g_clear_pointer (&self->shown, g_free);
  gtk_picture_set_paintable (GTK_PICTURE (self->picture), NULL);
  gtk_widget_set_visible (self->picture, FALSE);
  say (self, words);
}

static void
show_source (GalleySettingsPicture *self, const char *source)
{
  const char *folder = galley_issue_file_get_folder (galley_document_get_file (self->document));
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  gtk_widget_set_visible (self->remove_button, source && *source);
  if (source == NULL || *source == '\0')
    {
      show_none (self, _("No picture yet. Choose one, or drop it here."));
      return;
    }
  if (g_uri_peek_scheme (source))
    {
      show_none (self, _("The picture is on the web and is not loaded here."));
      return;
    }
  path = galley_file_resolve_inside (folder, source, &error);
  if (path == NULL)
    {
      show_none (self, error->message);
      return;
    }
  if (g_strcmp0 (path, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&path);
  galley_job_run (self, load_picture, g_strdup (self->shown), g_free, g_object_unref, NULL, NULL,
                  loaded_cb);
}

void
galley_settings_picture_refresh (GalleySettingsPicture *self, GalleyDocument *document)
{
  g_return_if_fail (GALLEY_IS_SETTINGS_PICTURE (self));

  if (g_set_object (&self->document, document))
    show_none (self, NULL);
  if (document)
    show_source (self, galley_front_matter_get_string (
                           galley_issue_get_front_matter (galley_document_get_issue (document)),
                           "image"));
}

typedef struct {
  GalleyDocument *document; /* the one the picture is for, whatever is shown by then */
  GalleyIssueFile *file;
  char *path;
} Import;

typedef struct {
  char *source;
  GalleyImageMetadata *metadata; /* NULL: none */
} Imported;

static void
import_free (gpointer data)
{
  Import *import = data;

  g_object_unref (import->document);
  g_object_unref (import->file);
  g_free (import->path);
  g_free (import);
}

static void
imported_free (gpointer data)
{
  Imported *imported = data;

  g_clear_pointer (&imported->metadata, galley_image_metadata_free);
  g_free (imported->source);
  g_free (imported);
}

static gpointer
import_picture (gpointer data, GalleyProgressFunc progress, gpointer progress_data,
                GCancellable *cancellable, GError **error)
{
  Import *import = data;
  Imported *imported;
  g_autofree char *source = NULL;

  /* Before anything is copied: what is no picture is said to be none. */
  if (!galley_image_probe (import->path, NULL, NULL, NULL, error))
    return NULL;
  source = galley_issue_file_import_picture (import->file, import->path, error);
  if (source == NULL)
    return NULL;
  imported = g_new0 (Imported, 1);
  imported->source = g_steal_pointer (&source);
  imported->metadata = galley_image_metadata_load (import->path, NULL);
  return imported;
}

/* The words of the picture before are not about this one, but the writer's own are kept. */
static void
imported_cb (gpointer owner, gpointer result, const GError *error, gpointer data)
{
  GalleySettingsPicture *self = owner;
  Import *import = data;
  const Imported *imported = result;
  const GalleyFrontMatter *matter;
  GalleyFrontMatterChange changes[4] = { { .key = "image" } };
  guint n = 1;
  g_autoptr (GError) change_error = NULL;

  if (imported == NULL)
    {
      say (self, error->message);
      return;
    }
  matter = galley_issue_get_front_matter (galley_document_parse (import->document));
  changes[0].value = imported->source;
  if (imported->metadata)
    {
      const char *const words[][2] = { { "image-alt", imported->metadata->alt },
                                       { "image-caption", imported->metadata->caption },
                                       { "image-credit", imported->metadata->credit } };

      for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        {
          const char *now = galley_front_matter_get_string (matter, words[i][0]);

          if (words[i][1] && (now == NULL || *now == '\0'))
            changes[n++] = (GalleyFrontMatterChange){ .key = words[i][0], .value = words[i][1] };
        }
    }
  if (!galley_document_change_front_matter (import->document, changes, n, &change_error))
    say (self, change_error->message);
}

void
galley_settings_picture_take (GalleySettingsPicture *self, const char *path)
{
  Import *import;

  g_return_if_fail (GALLEY_IS_SETTINGS_PICTURE (self) && path != NULL);

  if (self->document == NULL)
    return;
  import = g_new0 (Import, 1);
  import->document = g_object_ref (self->document);
  import->file = g_object_ref (galley_document_get_file (self->document));
  import->path = g_strdup (path);
  galley_job_run (self, import_picture, import, import_free, imported_free, NULL, NULL,
                  imported_cb);
}

static void
chosen_cb (GtkWindow *parent, const char *const *paths, gpointer user_data)
{
  g_autoptr (GalleySettingsPicture) self = user_data;

  if (paths)
    galley_settings_picture_take (self, paths[0]);
}

static void
choose_cb (GalleySettingsPicture *self)
{
  galley_compat_open_picture (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                              _("Choose the Feature Picture"), chosen_cb, g_object_ref (self));
}

static void
remove_cb (GalleySettingsPicture *self)
{
  static const GalleyFrontMatterChange changes[] = {
    { .key = "image" }, { .key = "image-alt" }, { .key = "image-caption" }, { .key = "image-credit" },
  };
  g_autoptr (GError) error = NULL;

  if (self->document == NULL)
    return;
  if (galley_document_change_front_matter (self->document, changes, G_N_ELEMENTS (changes), &error))
    galley_document_tell_rearranged (self->document, _("The feature picture was removed."));
  else
    say (self, error->message);
}

static gboolean
drop_cb (GalleySettingsPicture *self, const GValue *value)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  if (files == NULL || g_file_peek_path (files->data) == NULL)
    return FALSE;
  galley_settings_picture_take (self, g_file_peek_path (files->data));
  return TRUE;
}

static void
galley_settings_picture_dispose (GObject *object)
{
  GalleySettingsPicture *self = GALLEY_SETTINGS_PICTURE (object);

  g_clear_object (&self->document);
  g_clear_pointer (&self->shown, g_free);
  self->picture = NULL;
  G_OBJECT_CLASS (galley_settings_picture_parent_class)->dispose (object);
}

static void
galley_settings_picture_class_init (GalleySettingsPictureClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = galley_settings_picture_dispose;
}

static GtkWidget *
make_button (GalleySettingsPicture *self, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static void
galley_settings_picture_init (GalleySettingsPicture *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("The feature picture"), -1);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);

  self->picture = gtk_picture_new ();
  gtk_picture_set_content_fit (GTK_PICTURE (self->picture), GTK_CONTENT_FIT_CONTAIN);
  gtk_picture_set_alternative_text (GTK_PICTURE (self->picture), _("The feature picture"));
  gtk_widget_set_size_request (self->picture, -1, HEIGHT);
  gtk_widget_set_visible (self->picture, FALSE);
  gtk_box_append (GTK_BOX (box), self->picture);

  self->words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->words, TRUE);
  gtk_label_set_wrap_mode (self->words, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->words, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "dim-label");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->words));

  gtk_box_append (GTK_BOX (buttons),
                  make_button (self, _("C_hoose…"), G_CALLBACK (choose_cb)));
  self->remove_button = make_button (self, _("Re_move"), G_CALLBACK (remove_cb));
  gtk_widget_set_visible (self->remove_button, FALSE);
  gtk_box_append (GTK_BOX (buttons), self->remove_button);
  gtk_box_append (GTK_BOX (box), buttons);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

GtkWidget *
galley_settings_picture_new (void)
{
  return g_object_new (GALLEY_TYPE_SETTINGS_PICTURE, NULL);
}
