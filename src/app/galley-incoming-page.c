/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-incoming-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-diff-view.h"
#include "galley-diff.h"

struct _GalleyIncomingPage
{
  AdwBin parent_instance;

  /* template children */
  GtkStack *stack;
  GtkWidget *lead;
  GtkWidget *there; /* the list's place; refilled */
  GtkWidget *here;
  GtkWidget *merge_button;
  GtkWidget *theirs_button;
  GtkWidget *mine_button;
  GtkWidget *mine_note;
  GtkWidget *view_label;
  GtkWidget *diff;
  GtkWidget *use_button;

  /* borrowed */
  const GalleyIncoming *incoming;

  GalleyIncomingChoice shown; /* in the view */
};

G_DEFINE_FINAL_TYPE (GalleyIncomingPage, galley_incoming_page, ADW_TYPE_BIN)

static guint chosen_signal;

static char *
dup_words (const GalleyIncomingChange *change)
{
  g_autofree char *added = NULL;
  g_autofree char *removed = NULL;

  if (strcmp (change->key, "body") != 0)
    {
      if (change->after[0] == '\0')
        return g_strdup_printf (_ ("taken out: “%s”"), change->before);
      if (change->before[0] == '\0')
        return g_strdup_printf ("“%s”", change->after);
      return g_strdup_printf (_ ("“%s”, before “%s”"), change->after, change->before);
    }
  added = g_strdup_printf (ngettext ("%u place added", "%u places added", change->added),
                           change->added);
  removed = g_strdup_printf (
      ngettext ("%u place taken out", "%u places taken out", change->removed), change->removed);
  if (change->removed == 0)
    return g_steal_pointer (&added);
  if (change->added == 0)
    return g_steal_pointer (&removed);
  return g_strdup_printf (_ ("%s, %s"), added, removed);
}

static void
fill (GtkWidget *group, GPtrArray *changes)
{
  GtkWidget *list = gtk_list_box_new ();

  for (guint i = 0; i < changes->len; i++)
    {
      const GalleyIncomingChange *change = g_ptr_array_index (changes, i);
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *words = dup_words (change);

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), change->label);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  adw_bin_set_child (ADW_BIN (group), list);
  gtk_widget_set_visible (gtk_widget_get_parent (group), changes->len > 0);
}

static void
show_choice (GalleyIncomingPage *self, GalleyIncomingChoice choice)
{
  gboolean merge = choice == GALLEY_INCOMING_MERGE;
  const char *after = merge ? self->incoming->text : self->incoming->theirs;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) diff = galley_diff_new (self->incoming->ours, after, &error);
  guint n = self->incoming->n_conflicts;
  g_autofree char *label = NULL;

  if (merge && n > 0)
    label = g_strdup_printf (
        ngettext ("Both changed the same in %u place. Both versions stand there with marks, "
                  "and you choose in the text.",
                  "Both changed the same in %u places. Both versions stand there with marks, "
                  "and you choose in the text.",
                  n),
        n);
  else
    label = g_strdup (
        merge ? _ ("What comes into your issue. Nothing of yours goes that is not struck out.")
              : _ ("What of your issue goes (struck out) and what comes in its place. Yours is "
                   "kept as "
                   "a version."));
  self->shown = choice;
  gtk_label_set_label (GTK_LABEL (self->view_label), error != NULL ? error->message : label);
  gtk_button_set_label (GTK_BUTTON (self->use_button), !merge  ? _ ("_Use Theirs")
                                                       : n > 0 ? _ ("_Choose in the Text")
                                                               : _ ("_Use the Merge"));
  gtk_widget_set_sensitive (self->use_button, diff != NULL);
  gtk_stack_set_visible_child_name (self->stack, "view");
  if (diff != NULL)
    galley_diff_view_show (GALLEY_DIFF_VIEW (self->diff), diff);
  gtk_widget_grab_focus (self->use_button);
}

static void
merge_cb (GalleyIncomingPage *self)
{
  show_choice (self, GALLEY_INCOMING_MERGE);
}

static void
theirs_cb (GalleyIncomingPage *self)
{
  show_choice (self, GALLEY_INCOMING_THEIRS);
}

static void
mine_cb (GalleyIncomingPage *self)
{
  g_signal_emit (self, chosen_signal, 0, GALLEY_INCOMING_MINE);
}

static void
use_cb (GalleyIncomingPage *self)
{
  g_signal_emit (self, chosen_signal, 0, self->shown);
}

gboolean
galley_incoming_page_go_back (GalleyIncomingPage *self)
{
  g_return_val_if_fail (GALLEY_IS_INCOMING_PAGE (self), FALSE);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "view") != 0)
    return FALSE;
  gtk_stack_set_visible_child_name (self->stack, "choices");
  gtk_widget_grab_focus (self->merge_button);
  return TRUE;
}

static void
galley_incoming_page_class_init (GalleyIncomingPageClass *klass)
{
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static GtkWidget *
make_group (const char *title, GtkWidget **place)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  *place = adw_bin_new ();
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), *place);
  return box;
}

static GtkWidget *
make_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_button (GalleyIncomingPage *self, const char *label, const char *style, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "pill");
  if (style != NULL)
    gtk_widget_add_css_class (button, style);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static void
set_margins (GtkWidget *widget, int margin)
{
  gtk_widget_set_margin_top (widget, margin);
  gtk_widget_set_margin_bottom (widget, margin);
  gtk_widget_set_margin_start (widget, margin);
  gtk_widget_set_margin_end (widget, margin);
}

static GtkWidget *
make_choices (GalleyIncomingPage *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->lead = make_label ("title-4");
  self->merge_button =
      make_button (self, _ ("_Show the Merge"), "suggested-action", G_CALLBACK (merge_cb));
  self->theirs_button = make_button (self, _ ("Show _Theirs"), NULL, G_CALLBACK (theirs_cb));
  self->mine_button =
      make_button (self, _ ("_Keep Mine"), "destructive-action", G_CALLBACK (mine_cb));
  self->mine_note = make_label ("dim-label");
  gtk_label_set_justify (GTK_LABEL (self->mine_note), GTK_JUSTIFY_CENTER);
  gtk_widget_set_halign (self->mine_note, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (buttons), self->merge_button);
  gtk_box_append (GTK_BOX (buttons), self->theirs_button);
  gtk_box_append (GTK_BOX (buttons), self->mine_button);
  gtk_box_append (GTK_BOX (buttons), self->mine_note);
  gtk_box_append (GTK_BOX (box), self->lead);
  gtk_box_append (GTK_BOX (box), make_group (_ ("Changed there"), &self->there));
  gtk_box_append (GTK_BOX (box), make_group (_ ("Changed here"), &self->here));
  gtk_box_append (GTK_BOX (box), buttons);
  set_margins (box, 18);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 520);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  return scroller;
}

static GtkWidget *
make_view (GalleyIncomingPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->view_label = make_label (NULL);
  gtk_widget_set_margin_start (self->view_label, 18);
  gtk_widget_set_margin_end (self->view_label, 18);
  self->diff = galley_diff_view_new ();
  gtk_widget_set_vexpand (self->diff, TRUE);
  self->use_button =
      make_button (self, _ ("_Use the Merge"), "suggested-action", G_CALLBACK (use_cb));
  gtk_box_append (GTK_BOX (box), self->view_label);
  gtk_box_append (GTK_BOX (box), self->diff);
  gtk_box_append (GTK_BOX (box), self->use_button);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  return box;
}

static void
galley_incoming_page_init (GalleyIncomingPage *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, make_choices (self), "choices");
  gtk_stack_add_named (self->stack, make_view (self), "view");
  gtk_stack_set_transition_type (self->stack, GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

GtkWidget *
galley_incoming_page_new (void)
{
  return g_object_new (GALLEY_TYPE_INCOMING_PAGE, NULL);
}

void
galley_incoming_page_show (GalleyIncomingPage *self,
                           const GalleyIncoming *incoming,
                           const char *site,
                           gboolean read_only)
{
  guint n;
  g_autofree char *lead = NULL;
  g_autofree char *note = NULL;

  g_return_if_fail (GALLEY_IS_INCOMING_PAGE (self));

  self->incoming = incoming;
  if (incoming == NULL)
    return;
  n = g_strv_length (incoming->missing);
  lead = g_strdup_printf (
      _ ("Somebody changed this issue on %s since it was last published from here."), site);
  note = g_strdup_printf (
      ngettext ("Keeping yours overwrites %u change there; theirs is kept as a version.",
                "Keeping yours overwrites %u changes there; theirs is kept as a version.", n),
      n);
  gtk_label_set_label (GTK_LABEL (self->lead), lead);
  gtk_label_set_label (GTK_LABEL (self->mine_note), note);
  gtk_widget_set_visible (self->merge_button, !read_only);
  gtk_widget_set_visible (self->theirs_button, !read_only);
  fill (self->there, incoming->there);
  fill (self->here, incoming->here);
  gtk_stack_set_visible_child_name (self->stack, "choices");
  gtk_widget_grab_focus (read_only ? self->mine_button : self->merge_button);
}
