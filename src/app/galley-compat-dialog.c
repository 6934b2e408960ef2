/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-compat-dialog.h"

#include "galley-compat.h"

#if ADW_CHECK_VERSION (1, 5, 0)
typedef struct {
  /* An AdwDialog has neither before it is presented. */
  GtkWindow *parent; /* weak */
  GtkWidget *focus;  /* weak */
  guint n_frames;    /* since it is on the screen */
} GalleyDialogPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GalleyDialog, galley_dialog, ADW_TYPE_DIALOG)
#else
G_DEFINE_ABSTRACT_TYPE (GalleyDialog, galley_dialog, ADW_TYPE_WINDOW)
#endif

static gboolean
stays_open (GalleyDialog *self)
{
  GalleyDialogClass *klass = GALLEY_DIALOG_GET_CLASS (self);

  return klass->close_request && klass->close_request (self);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  galley_dialog_close (GALLEY_DIALOG (widget));
}

#if ADW_CHECK_VERSION (1, 5, 0)

enum {
  PROP_CONTENT = 1,
  PROP_DEFAULT_WIDTH,
  PROP_DEFAULT_HEIGHT,
  N_PROPS,
};

static void
galley_dialog_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AdwDialog *dialog = ADW_DIALOG (object);

  if (id == PROP_CONTENT)
    adw_dialog_set_child (dialog, g_value_get_object (value));
  else if (id == PROP_DEFAULT_WIDTH)
    adw_dialog_set_content_width (dialog, g_value_get_int (value));
  else
    adw_dialog_set_content_height (dialog, g_value_get_int (value));
}

#define N_FRAMES 3

/* Where the dialog is a sheet, the library moves the focus on by one when its first frame was drawn. */
static gboolean
focus_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  GalleyDialogPrivate *priv = galley_dialog_get_instance_private (GALLEY_DIALOG (widget));
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (priv->focus && !(focus && gtk_widget_is_ancestor (focus, priv->focus)))
    gtk_widget_grab_focus (priv->focus);
  if (++priv->n_frames < N_FRAMES)
    return G_SOURCE_CONTINUE;
  g_clear_weak_pointer (&priv->focus);
  return G_SOURCE_REMOVE;
}

static void
galley_dialog_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (galley_dialog_parent_class)->map (widget);
  gtk_widget_add_tick_callback (widget, focus_cb, NULL, NULL);
}

static gboolean
dispose_cb (gpointer self)
{
  if (!gtk_widget_get_root (self))
    g_object_run_dispose (self);
  return G_SOURCE_REMOVE;
}

/* A window that was destroyed is disposed, whoever still holds it; what is cancelled there must not wait
 * for a job's end here either. */
static void
galley_dialog_unroot (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (galley_dialog_parent_class)->unroot (widget);
  g_idle_add_full (G_PRIORITY_DEFAULT, dispose_cb, g_object_ref (widget), g_object_unref);
}

static void
galley_dialog_close_attempt (AdwDialog *dialog)
{
  if (!stays_open (GALLEY_DIALOG (dialog)))
    adw_dialog_force_close (dialog);
}

/* One that may stay must be asked; others follow the finger that pulls them down. */
static void
galley_dialog_constructed (GObject *object)
{
  G_OBJECT_CLASS (galley_dialog_parent_class)->constructed (object);
  adw_dialog_set_can_close (ADW_DIALOG (object),
                            GALLEY_DIALOG_GET_CLASS (object)->close_request == NULL);
}

static void
galley_dialog_dispose (GObject *object)
{
  GalleyDialogPrivate *priv = galley_dialog_get_instance_private (GALLEY_DIALOG (object));

  g_clear_weak_pointer (&priv->parent);
  g_clear_weak_pointer (&priv->focus);
  G_OBJECT_CLASS (galley_dialog_parent_class)->dispose (object);
}

#define SIZE(name) g_param_spec_int (name, NULL, NULL, -1, G_MAXINT, -1, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS)

static void
galley_dialog_class_init (GalleyDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = galley_dialog_constructed;
  object_class->dispose = galley_dialog_dispose;
  object_class->set_property = galley_dialog_set_property;
  GTK_WIDGET_CLASS (klass)->map = galley_dialog_map;
  GTK_WIDGET_CLASS (klass)->unroot = galley_dialog_unroot;
  ADW_DIALOG_CLASS (klass)->close_attempt = galley_dialog_close_attempt;
  g_object_class_install_property (
      object_class, PROP_CONTENT,
      g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET,
                           G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (object_class, PROP_DEFAULT_WIDTH, SIZE ("default-width"));
  g_object_class_install_property (object_class, PROP_DEFAULT_HEIGHT, SIZE ("default-height"));
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "dialog.close", NULL, close_action);
}

static void
galley_dialog_init (GalleyDialog *self)
{
}

void
galley_dialog_set_parent (GalleyDialog *self, GtkWindow *parent)
{
  GalleyDialogPrivate *priv = galley_dialog_get_instance_private (self);
  g_autoptr (GtkWidget) content = g_object_ref (adw_dialog_get_child (ADW_DIALOG (self)));

  adw_dialog_set_child (ADW_DIALOG (self), NULL);
  adw_dialog_set_child (ADW_DIALOG (self), galley_compat_raise_bar (content));
  g_set_weak_pointer (&priv->parent, parent);
}

void
galley_dialog_set_content (GalleyDialog *self, GtkWidget *content)
{
  adw_dialog_set_child (ADW_DIALOG (self), content);
}

void
galley_dialog_set_title (GalleyDialog *self, const char *title)
{
  adw_dialog_set_title (ADW_DIALOG (self), title);
}

void
galley_dialog_set_size (GalleyDialog *self, int width, int height)
{
  adw_dialog_set_content_width (ADW_DIALOG (self), width);
  adw_dialog_set_content_height (ADW_DIALOG (self), height);
}

void
galley_dialog_set_default_widget (GalleyDialog *self, GtkWidget *widget)
{
  adw_dialog_set_default_widget (ADW_DIALOG (self), widget);
}

void
galley_dialog_set_focus (GalleyDialog *self, GtkWidget *widget)
{
  GalleyDialogPrivate *priv = galley_dialog_get_instance_private (self);

  if (priv->n_frames < N_FRAMES)
    g_set_weak_pointer (&priv->focus, widget);
  gtk_widget_grab_focus (widget);
}

GtkWindow *
galley_dialog_get_window (GalleyDialog *self)
{
  GalleyDialogPrivate *priv = galley_dialog_get_instance_private (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root ? GTK_WINDOW (root) : priv->parent;
}

GtkWidget *
galley_dialog_get_over (GtkWindow *window)
{
  AdwDialog *dialog = NULL;

  if (ADW_IS_APPLICATION_WINDOW (window))
    dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  else if (ADW_IS_WINDOW (window))
    dialog = adw_window_get_visible_dialog (ADW_WINDOW (window));
  return (GtkWidget *) dialog;
}

void
galley_dialog_present (GalleyDialog *self)
{
  GalleyDialogPrivate *priv = galley_dialog_get_instance_private (self);

  adw_dialog_present (ADW_DIALOG (self), (GtkWidget *) priv->parent);
}

void
galley_dialog_close (GalleyDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

void
galley_dialog_force_close (GalleyDialog *self)
{
  if (gtk_widget_get_root (GTK_WIDGET (self)))
    adw_dialog_force_close (ADW_DIALOG (self));
  else
    g_object_unref (g_object_ref_sink (self));
}

#else

static gboolean
galley_dialog_close_request (GtkWindow *window)
{
  return stays_open (GALLEY_DIALOG (window))
         || GTK_WINDOW_CLASS (galley_dialog_parent_class)->close_request (window);
}

static void
galley_dialog_class_init (GalleyDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  GTK_WINDOW_CLASS (klass)->close_request = galley_dialog_close_request;
  gtk_widget_class_install_action (widget_class, "dialog.close", NULL, close_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "dialog.close", NULL);
}

static void
galley_dialog_init (GalleyDialog *self)
{
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
}

void
galley_dialog_set_parent (GalleyDialog *self, GtkWindow *parent)
{
  galley_compat_set_parent (GTK_WINDOW (self), parent);
}

void
galley_dialog_set_content (GalleyDialog *self, GtkWidget *content)
{
  adw_window_set_content (ADW_WINDOW (self), content);
}

void
galley_dialog_set_title (GalleyDialog *self, const char *title)
{
  gtk_window_set_title (GTK_WINDOW (self), title);
}

void
galley_dialog_set_size (GalleyDialog *self, int width, int height)
{
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
}

void
galley_dialog_set_default_widget (GalleyDialog *self, GtkWidget *widget)
{
  gtk_window_set_default_widget (GTK_WINDOW (self), widget);
}

void
galley_dialog_set_focus (GalleyDialog *self, GtkWidget *widget)
{
  gtk_widget_grab_focus (widget);
}

GtkWindow *
galley_dialog_get_window (GalleyDialog *self)
{
  return GTK_WINDOW (self);
}

GtkWidget *
galley_dialog_get_over (GtkWindow *window)
{
  return NULL;
}

void
galley_dialog_present (GalleyDialog *self)
{
  gtk_window_present (GTK_WINDOW (self));
}

void
galley_dialog_close (GalleyDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

void
galley_dialog_force_close (GalleyDialog *self)
{
  gtk_window_destroy (GTK_WINDOW (self));
}

#endif
