/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-issue-picture.h"

#include <glib/gi18n-lib.h>

#include "galley-file.h"
#include "galley-image.h"
#include "galley-job.h"

#define LOAD_WIDTH 640

struct _GalleyIssuePicture {
  GtkWidget parent_instance;

  /* Owned */
  char *path;    /* absolute, that is shown or being loaded; NULL: none */
  char *trouble; /* NULL: none */

  /* Borrowed: children */
  GtkWidget *picture;

  double ratio; /* 0: the picture's own */
};

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyIssuePicture, galley_issue_picture, GTK_TYPE_WIDGET)

static gpointer
load_picture (gpointer data, GalleyProgressFunc progress, gpointer progress_data,
              GCancellable *cancellable, GError **error)
{
  g_autoptr (GalleyImage) image = galley_image_load (data, LOAD_WIDTH, cancellable, error);

  return image ? gdk_texture_new_from_bytes (galley_image_get_bytes (image), error) : NULL;
}

static void
show_paintable (GalleyIssuePicture *self, GdkPaintable *paintable, const char *trouble)
{
  g_free (self->trouble);
  self->trouble = g_strdup (trouble);
  gtk_picture_set_paintable (GTK_PICTURE (self->picture), paintable);
  gtk_widget_set_visible (GTK_WIDGET (self), paintable != NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
loaded_cb (gpointer owner, gpointer result, const GError *error, gpointer data)
{
  GalleyIssuePicture *self = owner;

  if (self->picture && g_strcmp0 (data, self->path) == 0)
    show_paintable (self, result, error ? error->message : NULL);
}

static void
show_none (GalleyIssuePicture *self, const char *trouble)
{
  g_clear_pointer (&self->path, g_free);
  show_paintable (self, NULL, trouble);
}

static GtkSizeRequestMode
galley_issue_picture_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
galley_issue_picture_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                              int *minimum, int *natural, int *minimum_baseline,
                              int *natural_baseline)
{
  GalleyIssuePicture *self = GALLEY_ISSUE_PICTURE (widget);

  if (self->ratio <= 0)
    gtk_widget_measure (self->picture, orientation, for_size, minimum, natural, minimum_baseline,
                        natural_baseline);
  else if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = for_size > 0 ? (int) (for_size / self->ratio) : 0;
}

static void
galley_issue_picture_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (GALLEY_ISSUE_PICTURE (widget)->picture, width, height, baseline, NULL);
}

static void
galley_issue_picture_dispose (GObject *object)
{
  GalleyIssuePicture *self = GALLEY_ISSUE_PICTURE (object);

  g_clear_pointer (&self->picture, gtk_widget_unparent);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->trouble, g_free);
  G_OBJECT_CLASS (galley_issue_picture_parent_class)->dispose (object);
}

static void
galley_issue_picture_class_init (GalleyIssuePictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = galley_issue_picture_dispose;
  widget_class->get_request_mode = galley_issue_picture_get_request_mode;
  widget_class->measure = galley_issue_picture_measure;
  widget_class->size_allocate = galley_issue_picture_size_allocate;
  signals[CHANGED] = g_signal_new ("changed", GALLEY_TYPE_ISSUE_PICTURE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
galley_issue_picture_init (GalleyIssuePicture *self)
{
  self->picture = gtk_picture_new ();
  gtk_widget_set_parent (self->picture, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
galley_issue_picture_new (double ratio, const char *words)
{
  GalleyIssuePicture *self = g_object_new (GALLEY_TYPE_ISSUE_PICTURE, NULL);

  self->ratio = ratio;
  gtk_picture_set_content_fit (GTK_PICTURE (self->picture),
                               ratio > 0 ? GTK_CONTENT_FIT_COVER : GTK_CONTENT_FIT_CONTAIN);
  gtk_picture_set_alternative_text (GTK_PICTURE (self->picture), words);
  return GTK_WIDGET (self);
}

void
galley_issue_picture_show (GalleyIssuePicture *self, GalleyIssueFile *file, const char *source)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (GALLEY_IS_ISSUE_PICTURE (self));

  if (file == NULL || source == NULL || *source == '\0')
    {
      show_none (self, NULL);
      return;
    }
  if (g_uri_peek_scheme (source))
    {
      show_none (self, _("The picture is on the web and is not loaded here."));
      return;
    }
  path = galley_file_resolve_inside (galley_issue_file_get_folder (file), source, &error);
  if (path == NULL)
    {
      show_none (self, error->message);
      return;
    }
  if (g_strcmp0 (path, self->path) == 0)
    return;
  g_free (self->path);
  self->path = g_steal_pointer (&path);
  galley_job_run (self, load_picture, g_strdup (self->path), g_free, g_object_unref, NULL, NULL,
                  loaded_cb);
}

const char *
galley_issue_picture_get_trouble (GalleyIssuePicture *self)
{
  g_return_val_if_fail (GALLEY_IS_ISSUE_PICTURE (self), NULL);

  return self->trouble;
}
