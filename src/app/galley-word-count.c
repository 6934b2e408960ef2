/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-word-count.h"

#include <glib/gi18n-lib.h>

/* The key of the front matter that holds the goal, in words. */
#define GOAL_KEY "word-goal"
#define MAX_GOAL 1000000
/* A longer selection is counted as the text is: when it is parsed. */
#define MAX_SELECTION (256 * 1024)
#define MAX_LABEL 26 /* letters of a row's name, before it has two lines */
#define PAUSE 120 /* ms, while a selection grows */

typedef enum {
  ROW_WORDS,
  ROW_CHARACTERS,
  ROW_LETTERS,
  ROW_MINUTES,
  N_ROWS,
} Row;

struct _GalleyWordCount {
  GtkWidget parent_instance;

  /* Owned */
  GalleyDocument *document;
  GalleyIssue *selection; /* what is selected, as an issue; NULL: nothing is */

  /* Borrowed: children */
  GtkWidget *button;
  GtkLabel *label;
  GtkLabel *heading;
  GtkLabel *numbers[N_ROWS];
  GtkSpinButton *goal;
  GtkProgressBar *progress;

  guint source;
  guint is_refreshing : 1;
  guint is_short : 1;
};

G_DEFINE_FINAL_TYPE (GalleyWordCount, galley_word_count, GTK_TYPE_WIDGET)

static guint
get_goal (GalleyWordCount *self)
{
  const GalleyFrontMatter *matter
      = galley_issue_get_front_matter (galley_document_get_issue (self->document));
  const char *goal = galley_front_matter_get_string (matter, GOAL_KEY);
  guint64 number = 0;

  if (goal)
    g_ascii_string_to_unsigned (goal, 10, 0, MAX_GOAL, &number, NULL);
  return number;
}

static char *
make_label (GalleyWordCount *self)
{
  GalleyIssue *issue = galley_document_get_issue (self->document);
  guint words = galley_issue_count_words (issue);
  guint minutes = galley_issue_get_minutes (issue);
  guint goal = get_goal (self);
  g_autofree char *count = NULL;
  g_autofree char *time = NULL;

  if (self->selection)
    {
      guint selected = galley_issue_count_words (self->selection);

      /* Translators: words of the selection, and of the whole issue. */
      return g_strdup_printf (ngettext ("%'u of %'u word", "%'u of %'u words", words), selected,
                              words);
    }
  if (goal > 0)
    count = g_strdup_printf (ngettext ("%'u / %'u word", "%'u / %'u words", goal), words, goal);
  else
    count = g_strdup_printf (ngettext ("%'u word", "%'u words", words), words);
  if (self->is_short)
    return g_steal_pointer (&count);
  time = g_strdup_printf (ngettext ("%u minute", "%u minutes", minutes), minutes);
  return g_strdup_printf ("%s · %s", count, time);
}

static void
set_number (GalleyWordCount *self, Row row, guint number)
{
  g_autofree char *text = g_strdup_printf ("%'u", number);

  gtk_label_set_label (self->numbers[row], text);
}

static void
show_numbers (GalleyWordCount *self)
{
  GalleyIssue *issue
      = self->selection ? self->selection : galley_document_get_issue (self->document);
  guint goal = get_goal (self);
  guint words = galley_issue_count_words (galley_document_get_issue (self->document));

  gtk_label_set_label (self->heading, self->selection ? _("Selection") : _("Whole Issue"));
  set_number (self, ROW_WORDS, galley_issue_count_words (issue));
  set_number (self, ROW_CHARACTERS, galley_issue_count_characters (issue, TRUE));
  set_number (self, ROW_LETTERS, galley_issue_count_characters (issue, FALSE));
  set_number (self, ROW_MINUTES, galley_issue_get_minutes (issue));
  gtk_widget_set_visible (GTK_WIDGET (self->progress), goal > 0);
  gtk_progress_bar_set_fraction (self->progress, goal > 0 ? MIN (1.0, (double) words / goal) : 0);
  self->is_refreshing = TRUE;
  gtk_spin_button_set_value (self->goal, goal);
  self->is_refreshing = FALSE;
}

static void
refresh (GalleyWordCount *self)
{
  g_autofree char *text = NULL;

  if (self->document == NULL)
    return;
  text = make_label (self);
  gtk_label_set_label (self->label, text);
  if (gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (self->button)))))
    show_numbers (self);
}

/* Before the popover is measured: what grows while it comes up has no place yet. */
static void
popup_cb (GtkMenuButton *button, gpointer user_data)
{
  GalleyWordCount *self = user_data;

  if (self->document)
    show_numbers (self);
}

static gboolean
select_cb (gpointer user_data)
{
  GalleyWordCount *self = user_data;
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  self->source = 0;
  g_clear_pointer (&self->selection, galley_issue_unref);
  if (gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self->document), &start, &end)
      && gtk_text_iter_get_offset (&end) - gtk_text_iter_get_offset (&start) <= MAX_SELECTION)
    {
      text = gtk_text_buffer_get_text (GTK_TEXT_BUFFER (self->document), &start, &end, TRUE);
      self->selection = galley_issue_new (text, -1);
    }
  refresh (self);
  return G_SOURCE_REMOVE;
}

static void
selected_cb (GalleyWordCount *self)
{
  if (!self->selection && !gtk_text_buffer_get_has_selection (GTK_TEXT_BUFFER (self->document)))
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add (PAUSE, select_cb, self);
}

/* One undo step of the text, as all that the front matter holds. */
static void
goal_changed_cb (GalleyWordCount *self)
{
  int goal = gtk_spin_button_get_value_as_int (self->goal);
  g_autofree char *value = goal > 0 ? g_strdup_printf ("%d", goal) : NULL;
  GalleyFrontMatterChange change = { .key = GOAL_KEY, .value = value };

  if (self->is_refreshing || self->document == NULL || (guint) goal == get_goal (self))
    return;
  if (!galley_document_change_front_matter (self->document, &change, 1, NULL))
    gtk_widget_error_bell (GTK_WIDGET (self->goal));
}

static void
galley_word_count_dispose (GObject *object)
{
  GalleyWordCount *self = GALLEY_WORD_COUNT (object);

  galley_word_count_set_document (self, NULL);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  G_OBJECT_CLASS (galley_word_count_parent_class)->dispose (object);
}

static void
galley_word_count_class_init (GalleyWordCountClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = galley_word_count_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_popover (GalleyWordCount *self)
{
  static const char *const titles[N_ROWS] = {
    N_("Words"), N_("Characters"), N_("Characters without blanks"), N_("Minutes to read"),
  };
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *label;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 24);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_widget_set_margin_start (grid, 6);
  gtk_widget_set_margin_end (grid, 6);
  gtk_widget_set_margin_top (grid, 6);
  gtk_widget_set_margin_bottom (grid, 6);
  self->heading = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->heading, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "heading");
  gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (self->heading), 0, 0, 2, 1);
  for (guint i = 0; i < N_ROWS; i++)
    {
      label = gtk_label_new (_(titles[i]));
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_LABEL);
      gtk_widget_set_hexpand (label, TRUE);
      gtk_grid_attach (GTK_GRID (grid), label, 0, i + 1, 1, 1);
      self->numbers[i] = GTK_LABEL (gtk_label_new (NULL));
      gtk_label_set_xalign (self->numbers[i], 1);
      gtk_widget_add_css_class (GTK_WIDGET (self->numbers[i]), "numeric");
      gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (self->numbers[i]), 1, i + 1, 1, 1);
    }
  label = gtk_label_new_with_mnemonic (_("_Goal in words"));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_tooltip_text (label, _("0: no goal. It is kept in the issue."));
  gtk_grid_attach (GTK_GRID (grid), label, 0, N_ROWS + 1, 2, 1);
  self->goal = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (0, MAX_GOAL, 50));
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), GTK_WIDGET (self->goal));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->goal), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Goal in words"), -1);
  g_signal_connect_object (self->goal, "value-changed", G_CALLBACK (goal_changed_cb), self,
                           G_CONNECT_SWAPPED);
  /* Below its name: beside it, large letters would need more room than a telephone has. */
  gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (self->goal), 0, N_ROWS + 2, 2, 1);
  self->progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Words of the goal"), -1);
  gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (self->progress), 0, N_ROWS + 3, 2, 1);
  gtk_popover_set_child (GTK_POPOVER (popover), grid);
  return popover;
}

static void
galley_word_count_init (GalleyWordCount *self)
{
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->button), GTK_ARROW_UP);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), GTK_WIDGET (self->label));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), make_popover (self));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), popup_cb, self, NULL);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_tooltip_text (self->button, _("Length of the Issue"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Length of the Issue"), -1);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

void
galley_word_count_set_document (GalleyWordCount *self, GalleyDocument *document)
{
  g_return_if_fail (GALLEY_IS_WORD_COUNT (self));

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->selection, galley_issue_unref);
  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  if (document == NULL)
    return;
  g_signal_connect_object (document, "parsed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "mark-set", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "changed", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  refresh (self);
}

void
galley_word_count_set_short (GalleyWordCount *self, gboolean is_short)
{
  g_return_if_fail (GALLEY_IS_WORD_COUNT (self));

  if (self->is_short == !!is_short)
    return;
  self->is_short = !!is_short;
  refresh (self);
}
