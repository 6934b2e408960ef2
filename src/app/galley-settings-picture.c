/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-settings-picture.h"

#include <glib/gi18n-lib.h>

#include "galley-compat.h"
#include "galley-error.h"
#include "galley-file.h"
#include "galley-image-metadata.h"
#include "galley-image.h"
#include "galley-issue-picture.h"
#include "galley-job.h"
#include "galley-narrow-words.h"

#define HEIGHT 150
#define WORDS_MARGIN 18 /* between what is said and the edge of what is in sight */

struct _GalleySettingsPicture {
  AdwPreferencesRow parent_instance;

  /* Owned */
  GalleyDocument *document;

  /* Borrowed: children */
  GalleyIssuePicture *picture;
  GtkLabel *words;
  GtkWidget *remove_button;

  guint is_wanted : 1; /* the text names one */
};

G_DEFINE_FINAL_TYPE (GalleySettingsPicture, galley_settings_picture, ADW_TYPE_PREFERENCES_ROW)

static void
say (GalleySettingsPicture *self, const char *words)
{
  gtk_label_set_label (self->words, words ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->words), words != NULL);
}

/* In the second frame: in the first they have no place yet. */
static gboolean
show_words_cb (GtkWidget *words, GdkFrameClock *clock, gpointer frames)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (words, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *scroll;
  graphene_rect_t place;
  double top;

  if ((*(int *) frames)++ == 0)
    return G_SOURCE_CONTINUE;
  if (scrolled == NULL || !gtk_widget_compute_bounds (words, scrolled, &place))
    return G_SOURCE_REMOVE;
  scroll = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  top = gtk_adjustment_get_value (scroll) + place.origin.y;
  gtk_adjustment_clamp_page (scroll, top - WORDS_MARGIN, top + place.size.height + WORDS_MARGIN);
  return G_SOURCE_REMOVE;
}

/* Why a picture was not taken, which whoever gave it has to see. */
static void
refuse (GalleySettingsPicture *self, const char *words)
{
  say (self, words);
  gtk_widget_add_tick_callback (GTK_WIDGET (self->words), show_words_cb, g_new0 (int, 1), g_free);
}

/* A picture came, or what there is to say instead of one. */
static void
changed_cb (GalleySettingsPicture *self)
{
  if (!self->is_wanted)
    say (self, _("No picture yet. Choose one, or drop it here."));
  else
    say (self, galley_issue_picture_get_trouble (self->picture));
}

void
galley_settings_picture_refresh (GalleySettingsPicture *self, GalleyDocument *document)
{
  const char *source;

  g_return_if_fail (GALLEY_IS_SETTINGS_PICTURE (self));

  /* Not the one of the issue before, as long as this one's is not there. */
  if (g_set_object (&self->document, document))
    galley_issue_picture_show (self->picture, NULL, NULL);
  if (document == NULL)
    return;
  source = galley_front_matter_get_string (
      galley_issue_get_front_matter (galley_document_get_issue (document)), "image");
  self->is_wanted = source && *source;
  gtk_widget_set_visible (self->remove_button, self->is_wanted);
  galley_issue_picture_show (self->picture, galley_document_get_file (document), source);
}

typedef struct {
  GalleyDocument *document; /* the one the picture is for, whatever is shown by then */
  GalleyIssueFile *file;
  char *path;
  char *before; /* as the text names the one that is replaced; NULL: none */
} Import;

typedef struct {
  char *source;
  GalleyImageMetadata *metadata; /* NULL: none */
  GalleyImageMetadata *before;   /* of the one that is replaced; NULL: none */
} Imported;

static void
import_free (gpointer data)
{
  Import *import = data;

  g_object_unref (import->document);
  g_object_unref (import->file);
  g_free (import->path);
  g_free (import->before);
  g_free (import);
}

static void
imported_free (gpointer data)
{
  Imported *imported = data;

  g_clear_pointer (&imported->metadata, galley_image_metadata_free);
  g_clear_pointer (&imported->before, galley_image_metadata_free);
  g_free (imported->source);
  g_free (imported);
}

/* NULL: there is none, or it is not in the issue's folder. */
static GalleyImageMetadata *
load_before (const Import *import)
{
  g_autofree char *path = NULL;

  if (import->before == NULL || *import->before == '\0')
    return NULL;
  path = galley_file_resolve_inside (galley_issue_file_get_folder (import->file), import->before, NULL);
  return path ? galley_image_metadata_load (path, NULL) : NULL;
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
  imported->before = load_before (import);
  return imported;
}

/* What the file before said is not about this one; the writer's own words are kept. */
static guint
collect_words (const Imported *imported, const GalleyFrontMatter *matter, GalleyFrontMatterChange *changes)
{
  static const GalleyImageMetadata none;
  const GalleyImageMetadata *now = imported->metadata ? imported->metadata : &none;
  const GalleyImageMetadata *before = imported->before ? imported->before : &none;
  const struct { const char *key, *now, *before; } words[] = {
    { "image-alt", now->alt, before->alt },
    { "image-caption", now->caption, before->caption },
    { "image-credit", now->credit, before->credit },
  };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *there = galley_front_matter_get_string (matter, words[i].key);
      gboolean is_empty = there == NULL || *there == '\0';

      if (is_empty ? words[i].now != NULL : g_strcmp0 (there, words[i].before) == 0)
        changes[n++] = (GalleyFrontMatterChange){ .key = words[i].key, .value = words[i].now };
    }
  return n;
}

static void
imported_cb (gpointer owner, gpointer result, const GError *error, gpointer data)
{
  GalleySettingsPicture *self = owner;
  Import *import = data;
  const Imported *imported = result;
  const GalleyFrontMatter *matter;
  GalleyFrontMatterChange changes[4] = { { .key = "image" } };
  guint n;
  g_autoptr (GError) change_error = NULL;

  if (imported == NULL)
    {
      refuse (self, error->message);
      return;
    }
  matter = galley_issue_get_front_matter (galley_document_parse (import->document));
  changes[0].value = imported->source;
  n = 1 + collect_words (imported, matter, changes + 1);
  if (!galley_document_change_front_matter (import->document, changes, n, &change_error))
    refuse (self, change_error->message);
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
  import->before = g_strdup (galley_front_matter_get_string (
      galley_issue_get_front_matter (galley_document_parse (self->document)), "image"));
  galley_job_run (self, import_picture, import, import_free, imported_free, NULL, NULL,
                  imported_cb);
}

static void
chosen_cb (GtkWidget *parent, const char *const *paths, gpointer user_data)
{
  g_autoptr (GalleySettingsPicture) self = user_data;

  if (paths)
    galley_settings_picture_take (self, paths[0]);
}

static void
choose_cb (GalleySettingsPicture *self)
{
  galley_compat_open_picture (GTK_WIDGET (self),
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
  GtkWidget *picture;
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

  picture = galley_issue_picture_new (0, _("The feature picture"));
  self->picture = GALLEY_ISSUE_PICTURE (picture);
  gtk_widget_set_size_request (picture, -1, HEIGHT);
  g_signal_connect_object (picture, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), picture);

  self->words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->words, TRUE);
  gtk_label_set_wrap_mode (self->words, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->words, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "dim-label");
  gtk_widget_set_visible (GTK_WIDGET (self->words), FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->words));

  gtk_box_append (GTK_BOX (buttons),
                  make_button (self, _("C_hoose…"), G_CALLBACK (choose_cb)));
  self->remove_button = make_button (self, _("Re_move"), G_CALLBACK (remove_cb));
  gtk_widget_set_visible (self->remove_button, FALSE);
  gtk_box_append (GTK_BOX (buttons), self->remove_button);
  galley_narrow_words_yield (buttons);
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
