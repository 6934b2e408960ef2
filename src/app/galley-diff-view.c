/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-diff-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "galley-compat.h"
#include "galley-diff.h"

struct _GalleyDiffView
{
  GtkWidget parent_instance;

  /* template children */
  GtkWidget *scroller;
  GtkTextView *view;

  /* borrowed */
  GtkTextTag *tags[3]; /* by GalleySequenceChange; SAME has none */
};

G_DEFINE_FINAL_TYPE (GalleyDiffView, galley_diff_view, GTK_TYPE_WIDGET)

static void
style_cb (GalleyDiffView *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GdkRGBA red, green;

  gdk_rgba_parse (&red, dark ? "#5c1f24" : "#f9d2d2");
  gdk_rgba_parse (&green, dark ? "#1d4a2c" : "#cdeed4");
  g_object_set (self->tags[GALLEY_SEQUENCE_REMOVED], "background-rgba", &red, NULL);
  g_object_set (self->tags[GALLEY_SEQUENCE_ADDED], "background-rgba", &green, NULL);
}

static void
galley_diff_view_unmap (GtkWidget *widget)
{
  galley_compat_unmap_text (widget, GALLEY_DIFF_VIEW (widget)->view,
                            GTK_WIDGET_CLASS (galley_diff_view_parent_class)->unmap);
}

static void
galley_diff_view_dispose (GObject *object)
{
  GalleyDiffView *self = GALLEY_DIFF_VIEW (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (galley_diff_view_parent_class)->dispose (object);
}

static void
galley_diff_view_class_init (GalleyDiffViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = galley_diff_view_dispose;
  GTK_WIDGET_CLASS (klass)->unmap = galley_diff_view_unmap;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

/* Lines are wrapped, so that there is nothing aside; but on its way to a change the view would go there, and cut
 * off their beginnings. */
static void
moved_aside_cb (GtkAdjustment *adjustment)
{
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_lower (adjustment));
}

static void
galley_diff_view_init (GalleyDiffView *self)
{
  GtkTextBuffer *buffer;
  GtkAdjustment *aside;

  self->scroller = gtk_scrolled_window_new ();
  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_view_set_editable (self->view, FALSE);
  gtk_text_view_set_cursor_visible (self->view, FALSE);
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (self->view, 18);
  gtk_text_view_set_right_margin (self->view, 18);
  gtk_text_view_set_top_margin (self->view, 12);
  gtk_text_view_set_bottom_margin (self->view, 12);
  gtk_text_view_set_pixels_inside_wrap (self->view, 3);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What changes"), -1);
  self->tags[GALLEY_SEQUENCE_REMOVED] =
      gtk_text_buffer_create_tag (buffer, NULL, "strikethrough", TRUE, NULL);
  self->tags[GALLEY_SEQUENCE_ADDED] =
      gtk_text_buffer_create_tag (buffer, NULL, "underline", PANGO_UNDERLINE_SINGLE, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->view));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  /* Its own, since the scrolled window moves its over some frames, and GTK 4.8 does not bear that a handler sets one
   * which is on its way when the window closes. */
  aside = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  g_signal_connect (aside, "value-changed", G_CALLBACK (moved_aside_cb), NULL);
  gtk_scrollable_set_hadjustment (GTK_SCROLLABLE (self->view), aside);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (style_cb),
                           self, G_CONNECT_SWAPPED);
  style_cb (self);
}

GtkWidget *
galley_diff_view_new (void)
{
  return g_object_new (GALLEY_TYPE_DIFF_VIEW, NULL);
}

void
galley_diff_view_show (GalleyDiffView *self, GPtrArray *diff)
{
  GtkTextBuffer *buffer;
  GtkTextMark *first = NULL;
  GtkTextIter end;

  g_return_if_fail (GALLEY_IS_DIFF_VIEW (self));

  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_set_text (buffer, "", 0);
  gtk_text_buffer_get_end_iter (buffer, &end);
  for (guint i = 0; i < diff->len; i++)
    {
      const GalleyDiffRow *row = g_ptr_array_index (diff, i);

      if (row->change != GALLEY_SEQUENCE_SAME && first == NULL)
        first = gtk_text_buffer_create_mark (buffer, NULL, &end, TRUE);
      if (row->change == GALLEY_SEQUENCE_SAME)
        gtk_text_buffer_insert (buffer, &end, row->text, -1);
      else
        gtk_text_buffer_insert_with_tags (buffer, &end, row->text, -1, self->tags[row->change],
                                          NULL);
    }
  if (first != NULL)
    gtk_text_view_scroll_to_mark (self->view, first, 0.1, FALSE, 0, 0);
}
