/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-conflict-bar.h"

#include <glib/gi18n-lib.h>

#include "galley-conflict.h"
#include "galley-narrow-words.h"

/* So that the source stays the larger part. */
#define VERSION_HEIGHT 140

struct _GalleyConflictBar
{
  AdwBin parent_instance;

  /* template children */
  GtkRevealer *revealer;
  GtkLabel *label;
  GtkLabel *mine;
  GtkLabel *theirs;
  GtkWidget *previous_button;
  GtkWidget *next_button;
  GtkWidget *mine_button;

  /* owned */
  GalleyDocument *document;
  GArray *conflicts; /* (element-type GalleyConflict), of the newest parse */

  guint index;
};

G_DEFINE_FINAL_TYPE (GalleyConflictBar, galley_conflict_bar, ADW_TYPE_BIN)

static guint line_activated_signal;

static void
set_version (GtkLabel *label, const char *text, gsize start, gsize end)
{
  g_autofree char *version = g_strndup (text + start, end - start);

  gtk_label_set_label (label, version[0] != '\0' ? version : _ ("(taken out)"));
}

static void
show (GalleyConflictBar *self)
{
  const char *text = galley_issue_get_text (galley_document_get_issue (self->document), NULL);
  const GalleyConflict *conflict;
  g_autofree char *label = NULL;

  gtk_revealer_set_reveal_child (self->revealer, self->conflicts->len > 0);
  if (self->conflicts->len == 0)
    return;
  self->index = MIN (self->index, self->conflicts->len - 1);
  conflict = &g_array_index (self->conflicts, GalleyConflict, self->index);
  label = g_strdup_printf (_ ("Both changed this: place %u of %u, line %u"), self->index + 1,
                           self->conflicts->len, conflict->line);
  gtk_label_set_label (self->label, label);
  set_version (self->mine, text, conflict->mine_start, conflict->mine_end);
  set_version (self->theirs, text, conflict->theirs_start, conflict->theirs_end);
  gtk_widget_set_sensitive (self->previous_button, self->index > 0);
  gtk_widget_set_sensitive (self->next_button, self->index + 1 < self->conflicts->len);
}

static void
parsed_cb (GalleyConflictBar *self)
{
  guint before = self->conflicts->len;
  gsize length = 0;
  const char *text = galley_issue_get_text (galley_document_get_issue (self->document), &length);

  g_array_unref (self->conflicts);
  self->conflicts = galley_conflict_list (text, length);
  if (before == 0)
    self->index = 0;
  show (self);
  if (before == 0 && self->conflicts->len > 0)
    g_signal_emit (self, line_activated_signal, 0,
                   g_array_index (self->conflicts, GalleyConflict, 0).line);
}

static void
go_to (GalleyConflictBar *self, guint index)
{
  if (index >= self->conflicts->len)
    return;
  self->index = index;
  show (self);
  g_signal_emit (self, line_activated_signal, 0,
                 g_array_index (self->conflicts, GalleyConflict, index).line);
}

static void
previous_cb (GalleyConflictBar *self)
{
  if (self->index > 0)
    go_to (self, self->index - 1);
}

static void
next_cb (GalleyConflictBar *self)
{
  go_to (self, self->index + 1);
}

/* What is shown may be a key behind: it is looked for again in the text as it is now. */
static void
choose (GalleyConflictBar *self, GalleyConflictChoice choice)
{
  GalleyIssue *issue = galley_document_parse (self->document);
  gsize length = 0;
  const char *text = galley_issue_get_text (issue, &length);
  g_autoptr (GArray) conflicts = galley_conflict_list (text, length);
  g_autoptr (GalleyEdit) edit = NULL;

  if (self->index >= conflicts->len)
    return;
  edit = galley_conflict_resolve (&g_array_index (conflicts, GalleyConflict, self->index), text,
                                  length, choice);
  galley_document_apply (self->document, issue, edit);
}

static void
mine_cb (GalleyConflictBar *self)
{
  choose (self, GALLEY_CONFLICT_MINE);
}

static void
theirs_cb (GalleyConflictBar *self)
{
  choose (self, GALLEY_CONFLICT_THEIRS);
}

static void
both_cb (GalleyConflictBar *self)
{
  choose (self, GALLEY_CONFLICT_BOTH);
}

static void
galley_conflict_bar_finalize (GObject *object)
{
  GalleyConflictBar *self = GALLEY_CONFLICT_BAR (object);

  g_clear_object (&self->document);
  g_array_unref (self->conflicts);
  G_OBJECT_CLASS (galley_conflict_bar_parent_class)->finalize (object);
}

static void
galley_conflict_bar_class_init (GalleyConflictBarClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_conflict_bar_finalize;
  line_activated_signal =
      g_signal_new ("line-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

/* One version, with its choice below it. */
static GtkWidget *
make_side (GalleyConflictBar *self,
           const char *title,
           const char *button_label,
           GCallback clicked,
           GtkLabel **version,
           GtkWidget **button)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = gtk_label_new (title);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  *version = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (*version, TRUE);
  gtk_label_set_wrap_mode (*version, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (*version, 0);
  gtk_label_set_yalign (*version, 0);
  gtk_label_set_selectable (*version, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (*version), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  title, -1);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_label_set_wrap (GTK_LABEL (heading), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (heading), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (heading, "heading");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), VERSION_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (*version));
  *button = gtk_button_new_with_mnemonic (button_label);
  gtk_widget_set_halign (*button, GTK_ALIGN_START);
  g_signal_connect_object (*button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), *button);
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

static GtkWidget *
make_step (GalleyConflictBar *self, const char *icon, const char *tip, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_head (GalleyConflictBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *both = gtk_button_new_with_mnemonic (_ ("Use _Both"));

  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  self->previous_button =
      make_step (self, "go-up-symbolic", _ ("Previous Place"), G_CALLBACK (previous_cb));
  self->next_button = make_step (self, "go-down-symbolic", _ ("Next Place"), G_CALLBACK (next_cb));
  gtk_widget_set_tooltip_text (both, _ ("Mine, then theirs; the text can be edited as well"));
  g_signal_connect_object (both, "clicked", G_CALLBACK (both_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (box), self->previous_button);
  gtk_box_append (GTK_BOX (box), self->next_button);
  gtk_box_append (GTK_BOX (box), both);
  return box;
}

static void
galley_conflict_bar_init (GalleyConflictBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *theirs_button;

  self->conflicts = g_array_new (FALSE, FALSE, sizeof (GalleyConflict));
  gtk_box_set_homogeneous (GTK_BOX (sides), TRUE);
  gtk_box_append (GTK_BOX (sides),
                  make_side (self, _ ("Mine"), _ ("Use _Mine"), G_CALLBACK (mine_cb), &self->mine,
                             &self->mine_button));
  gtk_box_append (GTK_BOX (sides),
                  make_side (self, _ ("Theirs"), _ ("Use _Theirs"), G_CALLBACK (theirs_cb),
                             &self->theirs, &theirs_button));
  gtk_box_append (GTK_BOX (box), make_head (self));
  gtk_box_append (GTK_BOX (box), sides);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_child (self->revealer, box);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->revealer));
  galley_narrow_words_yield (GTK_WIDGET (self));
}

void
galley_conflict_bar_set_document (GalleyConflictBar *self, GalleyDocument *document)
{
  g_return_if_fail (GALLEY_IS_CONFLICT_BAR (self));

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  g_array_set_size (self->conflicts, 0);
  self->index = 0;
  if (document == NULL)
    {
      gtk_revealer_set_reveal_child (self->revealer, FALSE);
      return;
    }
  g_signal_connect_object (document, "parsed", G_CALLBACK (parsed_cb), self, G_CONNECT_SWAPPED);
  parsed_cb (self);
}
