/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-help-window.h"

#include <glib/gi18n-lib.h>

#include "galley-compat.h"
#include "galley-help.h"

struct _GalleyHelpWindow {
  AdwWindow parent_instance;

  /* Borrowed: children */
  GtkStack *stack;
  GtkWidget *back;
  AdwWindowTitle *title;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (GalleyHelpWindow, galley_help_window, ADW_TYPE_WINDOW)

static const char *const *
list_languages (void)
{
  return g_get_language_names ();
}

static GtkWidget *
make_label (const GalleyHelpBlock *block)
{
  GtkWidget *label = gtk_label_new (NULL);
  g_autofree char *words = NULL;

  if (block->kind == GALLEY_HELP_STEP)
    words = g_strdup_printf ("%u. %s", block->number, block->markup);
  else
    words = g_strdup (block->markup);
  gtk_label_set_markup (GTK_LABEL (label), words);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  switch (block->kind)
    {
    case GALLEY_HELP_TITLE:
      gtk_widget_add_css_class (label, "title-4");
      gtk_widget_set_margin_top (label, 12);
      break;
    case GALLEY_HELP_TERM:
      gtk_widget_add_css_class (label, "heading");
      break;
    case GALLEY_HELP_NOTE:
      gtk_widget_add_css_class (label, "help-note");
      break;
    case GALLEY_HELP_CODE:
      gtk_widget_add_css_class (label, "help-code");
      gtk_label_set_selectable (GTK_LABEL (label), TRUE);
      break;
    case GALLEY_HELP_TEXT:
    case GALLEY_HELP_STEP:
    default:
      break;
    }
  return label;
}

static GtkWidget *
make_scrolled (GtkWidget *child)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 640);
  adw_clamp_set_child (ADW_CLAMP (clamp), child);
  gtk_widget_set_margin_start (child, 18);
  gtk_widget_set_margin_end (child, 18);
  gtk_widget_set_margin_top (child, 12);
  gtk_widget_set_margin_bottom (child, 24);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  /* Without a button on it a page is still read with the arrow keys. */
  gtk_widget_set_focusable (scrolled, TRUE);
  return scrolled;
}

static GtkWidget *
make_page (const GalleyHelpPage *page)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  for (guint i = 0; i < page->blocks->len; i++)
    gtk_box_append (GTK_BOX (box), make_label (page->blocks->pdata[i]));
  return make_scrolled (box);
}

static void
row_activated_cb (GalleyHelpWindow *self, GtkWidget *row)
{
  galley_help_window_go_to (self, gtk_widget_get_name (row));
}

static void
add_row (GtkListBox *list, const char *id, const GalleyHelpPage *page)
{
  GtkWidget *row = adw_action_row_new ();

  gtk_widget_set_name (row, id);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), page->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), page->description);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_append (list, row);
}

/* The first page says what Galley is and leads to all others. */
static GtkWidget *
make_index (GalleyHelpWindow *self, const GalleyHelpPage *index, GtkListBox *list)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  for (guint i = 0; i < index->blocks->len; i++)
    gtk_box_append (GTK_BOX (box), make_label (index->blocks->pdata[i]));
  gtk_list_box_set_selection_mode (list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Help"),
                                  -1);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (list));
  return make_scrolled (box);
}

static void
fill (GalleyHelpWindow *self)
{
  GtkListBox *list = GTK_LIST_BOX (gtk_list_box_new ());
  const char *const *ids = galley_help_list_pages ();

  self->list = list;
  for (guint i = 0; ids[i]; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleyHelpPage) page = galley_help_page_load (ids[i], list_languages (), &error);

      /* They are part of the program, and a test reads every one. */
      g_assert (page != NULL);
      if (i > 0)
        add_row (list, ids[i], page);
      gtk_stack_add_titled (self->stack, i > 0 ? make_page (page) : make_index (self, page, list),
                            ids[i], page->title);
    }
}

static void
back_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  galley_help_window_go_to (GALLEY_HELP_WINDOW (widget), "index");
}

static void
galley_help_window_class_init (GalleyHelpWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "help.back", NULL, back_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "help.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
galley_help_window_init (GalleyHelpWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();

  gtk_window_set_title (GTK_WINDOW (self), _("Help"));
  gtk_window_set_default_size (GTK_WINDOW (self), 560, 680);
  self->title = ADW_WINDOW_TITLE (adw_window_title_new (_("Help"), NULL));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (self->title));
  self->back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->back), "help.back");
  gtk_widget_set_tooltip_text (self->back, _("All Pages"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->back), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("All Pages"), -1);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->back);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_window_set_content (ADW_WINDOW (self), box);
  fill (self);
  galley_help_window_go_to (self, "index");
}

/* A page is read with the arrow keys. The stack would hand the focus of the page before on to the first
 * words that can be copied, which selects them all. */
static void
show_page (GalleyHelpWindow *self, GtkWidget *page)
{
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_stack_set_visible_child (self->stack, page);
  gtk_window_set_focus (GTK_WINDOW (self), page);
}

/* The one that leads to @id, else the first. */
static GtkWidget *
find_row (GalleyHelpWindow *self, const char *id)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->list));

  for (GtkWidget *row = first; row; row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (gtk_widget_get_name (row), id) == 0)
      return row;
  return first;
}

void
galley_help_window_go_to (GalleyHelpWindow *self, const char *id)
{
  const char *before;
  GtkWidget *page;

  g_return_if_fail (GALLEY_IS_HELP_WINDOW (self));

  before = gtk_stack_get_visible_child_name (self->stack);
  page = gtk_stack_get_child_by_name (self->stack, id);
  g_return_if_fail (page != NULL);
  show_page (self, page);
  adw_window_title_set_title (self->title,
                              gtk_stack_page_get_title (gtk_stack_get_page (self->stack, page)));
  gtk_widget_set_visible (self->back, !g_str_equal (id, "index"));
  if (g_str_equal (id, "index"))
    gtk_widget_grab_focus (find_row (self, before));
}

GtkWidget *
galley_help_window_new (GtkWindow *parent)
{
  GtkWidget *self = g_object_new (GALLEY_TYPE_HELP_WINDOW, NULL);

  gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  return self;
}

/* Galley that was built and not installed has no pages where a viewer looks; one in a Flatpak has
 * them where the viewer outside cannot. */
static gboolean
is_seen_by_viewer (void)
{
  g_autoptr (GAppInfo) viewer = g_app_info_get_default_for_uri_scheme ("help");
  const char *const *folders = g_get_system_data_dirs ();

  if (viewer == NULL || g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    return FALSE;
  for (guint i = 0; folders[i]; i++)
    {
      g_autofree char *path
          = g_build_filename (folders[i], "help", "C", "galley", "index.page", NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return TRUE;
    }
  return FALSE;
}

void
galley_help_window_present (GtkWindow *parent)
{
  if (is_seen_by_viewer ())
    galley_compat_open_uri (GTK_WIDGET (parent), "help:galley");
  else
    gtk_window_present (GTK_WINDOW (galley_help_window_new (parent)));
}
