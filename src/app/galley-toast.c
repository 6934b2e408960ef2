/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-toast.h"

#include <glib/gi18n-lib.h>

/* What stands beside the words but for a button's own: the one that closes, and the space between and
 * around them. */
#define BESIDE_PIXELS 130
#define MIN_CHARS 12
#define MAX_CHARS 70
#define ENTRY_TIME (550 * 1000) /* µs; the library takes 500 at the most */

/* Of the button that nearly all have; short in one language is long in another. */
static int
measure_button (GtkWidget *overlay)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (overlay, _("_Undo"));
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/* An overlay asks how high a toast would like to be before it knows how wide it may be. So the words are
 * not wider than there is room for. */
static int
count_chars (GtkWidget *overlay, GtkWidget *label)
{
  PangoContext *context = gtk_widget_get_pango_context (label);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  /* As a label reckons. */
  int width = PANGO_PIXELS (MAX (pango_font_metrics_get_approximate_char_width (metrics),
                                 pango_font_metrics_get_approximate_digit_width (metrics)));
  int room = gtk_widget_get_width (overlay) - BESIDE_PIXELS - measure_button (overlay);

  pango_font_metrics_unref (metrics);
  return CLAMP (room / MAX (width, 1), MIN_CHARS, MAX_CHARS);
}

static gboolean
has_flag (AdwToast *toast, const char *name)
{
  return g_object_get_data (G_OBJECT (toast), name) != NULL;
}

static void
set_flag (AdwToast *toast, const char *name)
{
  g_object_set_data (G_OBJECT (toast), name, GINT_TO_POINTER (TRUE));
}

static void
let_go_of_mouse (GtkWidget *label)
{
  GtkWidget *widget = label;

  while (gtk_widget_get_parent (widget) && !ADW_IS_TOAST_OVERLAY (gtk_widget_get_parent (widget)))
    widget = gtk_widget_get_parent (widget);
  gtk_widget_set_can_target (widget, FALSE);
}

/* A toast that is dismissed while it still comes in ends the program with libadwaita 1.2: it is freed as
 * soon as it has gone, and the end of its coming finds nothing. So it comes in first. */
static void
dismissed_cb (AdwToast *toast, GtkWidget *label)
{
  if (has_flag (toast, "is-in") || !gtk_widget_get_mapped (label))
    return;
  g_signal_stop_emission_by_name (toast, "dismissed");
  set_flag (toast, "is-dismissed");
  let_go_of_mouse (label);
}

static gboolean
came_in_cb (GtkWidget *label, GdkFrameClock *clock, gpointer data)
{
  g_autoptr (AdwToast) toast = g_weak_ref_get (data);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  gint64 *begin;

  if (toast == NULL)
    return G_SOURCE_REMOVE;
  begin = g_object_get_data (G_OBJECT (label), "begin");
  if (begin == NULL)
    g_object_set_data_full (G_OBJECT (label), "begin", g_memdup2 (&now, sizeof now), g_free);
  if (begin == NULL || now - *begin < ENTRY_TIME)
    return G_SOURCE_CONTINUE;
  set_flag (toast, "is-in");
  if (has_flag (toast, "is-dismissed"))
    adw_toast_dismiss (toast);
  return G_SOURCE_REMOVE;
}

static void
weak_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

AdwToast *
galley_toast_new (AdwToastOverlay *overlay, const char *words)
{
  GWeakRef *weak;
  AdwToast *toast;
  GtkWidget *label;

  g_return_val_if_fail (ADW_IS_TOAST_OVERLAY (overlay) && words != NULL, NULL);

  toast = adw_toast_new ("");
  label = gtk_label_new (words);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_label_set_max_width_chars (GTK_LABEL (label), count_chars (GTK_WIDGET (overlay), label));
  adw_toast_set_custom_title (toast, label);
  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, toast);
  gtk_widget_add_tick_callback (label, came_in_cb, weak, weak_free);
  /* Before the overlay's own. */
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), label, 0);
  return toast;
}

gboolean
galley_toast_says (AdwToast *toast, const char *words)
{
  GtkWidget *label = adw_toast_get_custom_title (toast);

  return GTK_IS_LABEL (label) && g_str_equal (gtk_label_get_label (GTK_LABEL (label)), words);
}
