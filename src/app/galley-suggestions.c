/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-suggestions.h"

#include <string.h>

#include "galley-settings-list.h"

#define MAX_SUGGESTIONS 8

static void
clicked_cb (GtkEditable *list, GtkWidget *button)
{
  const char *const one[] = { gtk_button_get_label (GTK_BUTTON (button)), NULL };
  const char *text = gtk_editable_get_text (list);
  const char *comma = strrchr (text, ',');
  g_autofree char *kept = comma ? g_strndup (text, comma - text) : NULL;
  g_autofree char *name = galley_settings_list_join (one);
  g_autofree char *joined = kept ? g_strconcat (kept, ", ", name, ", ", NULL)
                                 : g_strconcat (name, ", ", NULL);

  gtk_editable_set_text (list, joined);
  gtk_widget_grab_focus (GTK_WIDGET (list));
  gtk_editable_set_position (list, -1);
}

static gboolean
begins_with (const char *name, const char *start)
{
  g_autofree char *folded_name = g_utf8_casefold (name, -1);
  g_autofree char *folded_start = g_utf8_casefold (start, -1);

  return g_str_has_prefix (folded_name, folded_start) && !g_str_equal (folded_name, folded_start);
}

gboolean
galley_suggestions_fill (GtkFlowBox *box, GtkEditable *list, const char *const *names)
{
  const char *text = gtk_editable_get_text (list);
  const char *comma = strrchr (text, ',');
  g_autofree char *last = g_strstrip (g_strdup (comma ? comma + 1 : text));
  GtkWidget *child;
  guint count = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))))
    gtk_flow_box_remove (box, child);
  for (guint i = 0; *last && names && names[i] && count < MAX_SUGGESTIONS; i++)
    if (begins_with (names[i], last))
      {
        GtkWidget *button = gtk_button_new_with_label (names[i]);

        /* Whoever clicks is still at the field. */
        gtk_widget_set_focus_on_click (button, FALSE);
        g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), list,
                                 G_CONNECT_SWAPPED);
        gtk_flow_box_append (box, button);
        /* Tab goes from the field to the button, not to what is round it. */
        gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
        count++;
      }
  return count > 0;
}
