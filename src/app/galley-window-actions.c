/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window's commands: one table of names, shortcuts, words and what they do, one function that says
 * which of them can be used now. Which key runs a row is in galley-window-keys.c; the window of
 * shortcuts is from the table too. */

#include "galley-window.h"
#include "galley-window-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-account-dialog.h"
#include "galley-compat-dialog.h"
#include "galley-compat.h"
#include "galley-help-window.h"
#include "galley-preferences.h"
#include "galley-shortcuts.h"
#include "galley-versions-window.h"
#include "galley-window-calm.h"
#include "galley-window-shelf.h"
#include "galley-window-text.h"
#include "galley-window-writing.h"

static void
new_issue (GalleyWindow *self)
{
  galley_window_new_issue (self);
}

static void
save_issue (GalleyWindow *self)
{
  galley_window_save (self, FALSE);
}

static void
save_as (GalleyWindow *self)
{
  galley_window_ask_save_as (self, FALSE);
}

static void
save_copy (GalleyWindow *self)
{
  galley_window_ask_save_as (self, TRUE);
}

static void
close_window (GalleyWindow *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
dismiss_change (GalleyWindow *self)
{
  gtk_revealer_set_reveal_child (self->changed_bar, FALSE);
}

static void
show_findings (GalleyWindow *self)
{
  if (galley_document_get_findings (self->document)->len == 0)
    galley_window_toast (self, _("Nothing to fix"));
  else
    gtk_menu_button_popup (self->findings_button);
}

static void
next_finding (GalleyWindow *self)
{
  galley_window_go_to_finding (self, TRUE);
}

static void
previous_finding (GalleyWindow *self)
{
  galley_window_go_to_finding (self, FALSE);
}

static gboolean
are_settings_shown (GalleyWindow *self)
{
  return self->settings_shown;
}

static void
show_help (GalleyWindow *self)
{
  galley_help_window_present (GTK_WINDOW (self));
}

static void
show_about (GalleyWindow *self)
{
  galley_compat_show_about (GTK_WINDOW (self));
}

static void
show_versions (GalleyWindow *self)
{
  gtk_window_present (GTK_WINDOW (galley_versions_window_new (
      GTK_WINDOW (self), self->document, galley_session_get_state_dir (self->session))));
}

static void
show_accounts (GalleyWindow *self)
{
  g_autoptr (GError) error = NULL;
  GalleyAccountStore *accounts = galley_session_get_accounts (self->session, &error);

  if (accounts)
    galley_dialog_present (GALLEY_DIALOG (galley_accounts_window_new (
        GTK_WINDOW (self), accounts, galley_session_get_http (self->session))));
  else
    galley_window_toast (self, error->message);
}

static void
show_preferences (GalleyWindow *self)
{
  gtk_window_present (
      galley_preferences_new (GTK_WINDOW (self), galley_session_get_settings (self->session)));
}

static void
show_shortcuts (GalleyWindow *self)
{
  gtk_window_present (galley_shortcuts_new (GTK_WINDOW (self), galley_window_list_actions ()));
}

/* clang-format off */
static const GalleyAction rows[] = {
  { "win.new-issue", "<Control>n", N_ ("New issue"),
    GALLEY_ACTION_ISSUES, 0, new_issue },
  { "win.new-from-last", "<Control><Alt>l", N_ ("New issue from the last one"),
    GALLEY_ACTION_ISSUES, 0, galley_window_new_from_last },
  { "win.show-templates", "<Control><Alt>n", N_ ("New issue from a template"),
    GALLEY_ACTION_ISSUES, 0, galley_window_show_templates },
  { "win.open-issue", "<Control>o", N_ ("Open an issue"),
    GALLEY_ACTION_ISSUES, 0, galley_window_ask_open },
  { "win.open-folder", "<Control><Alt>o", N_ ("Open a TextBundle folder"),
    GALLEY_ACTION_ISSUES, 0, galley_window_ask_open_folder },
  { "win.open-site", "<Control><Shift>o", N_ ("Open a post of Ghost"),
    GALLEY_ACTION_ISSUES, 0, galley_window_ask_open_site },
  { "win.open-recent", NULL, N_ ("Open one of the last"),
    GALLEY_ACTION_ISSUES, 0, .run_with = galley_window_open },
  { "win.open-sample", "<Shift>F1", N_ ("Open the sample"),
    GALLEY_ACTION_ISSUES, 0, galley_window_open_sample },
  { "win.save-issue", "<Control>s", N_ ("Save"),
    GALLEY_ACTION_ISSUES, GALLEY_ACTION_DOCUMENT, save_issue },
  { "win.save-as", "<Control><Shift>s", N_ ("Save as"),
    GALLEY_ACTION_ISSUES, GALLEY_ACTION_DOCUMENT, save_as },
  { "win.save-copy", "<Control><Shift><Alt>s", N_ ("Save a copy"),
    GALLEY_ACTION_ISSUES, GALLEY_ACTION_DOCUMENT, save_copy },
  { "win.reload-issue", "F5", N_ ("Reload from disk"),
    GALLEY_ACTION_ISSUES, GALLEY_ACTION_DOCUMENT, galley_window_reload },
  { "win.show-versions", "<Control><Alt>v", N_ ("Versions"),
    GALLEY_ACTION_ISSUES, GALLEY_ACTION_DOCUMENT, show_versions },
  { "win.dismiss-change", NULL, N_ ("Hide the message of a changed file"),
    GALLEY_ACTION_ISSUES, GALLEY_ACTION_DOCUMENT | GALLEY_ACTION_MESSAGE, dismiss_change },
  { "win.print-issue", "<Control>p", N_ ("Print the preview"),
    GALLEY_ACTION_ISSUES, GALLEY_ACTION_DOCUMENT, galley_window_print },
  { "win.publish", "<Control><Shift>p", N_ ("Publish"),
    GALLEY_ACTION_ISSUES, GALLEY_ACTION_DOCUMENT, galley_window_publish },
  { "win.finish-publish", NULL, N_ ("Finish what was interrupted"),
    GALLEY_ACTION_ISSUES, GALLEY_ACTION_MESSAGE, galley_window_finish_publish },
  { "win.show-interrupted", NULL, N_ ("Show what was interrupted"),
    GALLEY_ACTION_ISSUES, GALLEY_ACTION_MESSAGE, galley_window_show_interrupted },
  { "win.dismiss-interrupted", NULL, N_ ("Hide the message of an interrupted publish"),
    GALLEY_ACTION_ISSUES, GALLEY_ACTION_MESSAGE, galley_window_dismiss_interrupted },
  { "app.new-window", "<Control><Shift>n", N_ ("New window"),
    GALLEY_ACTION_ISSUES, 0, NULL },
  { "win.close-window", "<Control>w", N_ ("Close the window"),
    GALLEY_ACTION_ISSUES, 0, close_window },
  { "app.quit", "<Control>q", N_ ("Quit"),
    GALLEY_ACTION_ISSUES, 0, NULL },

  { "win.undo", "<Control>z", N_ ("Undo"),
    GALLEY_ACTION_WRITING, GALLEY_ACTION_DOCUMENT | GALLEY_ACTION_NATIVE, galley_window_undo },
  { "win.redo", "<Control><Shift>z", N_ ("Redo"),
    GALLEY_ACTION_WRITING, GALLEY_ACTION_DOCUMENT | GALLEY_ACTION_NATIVE, galley_window_redo },
  { "win.find-text", "<Control>f", N_ ("Find"),
    GALLEY_ACTION_WRITING, GALLEY_ACTION_TEXT, galley_window_find_text },
  { "win.replace-text", "<Control>h", N_ ("Find and replace"),
    GALLEY_ACTION_WRITING, GALLEY_ACTION_TEXT, galley_window_replace_text },
  { "win.find-next", "<Control>g", N_ ("Next match"),
    GALLEY_ACTION_WRITING, GALLEY_ACTION_TEXT, galley_window_find_next },
  { "win.find-previous", "<Control><Shift>g", N_ ("Previous match"),
    GALLEY_ACTION_WRITING, GALLEY_ACTION_TEXT, galley_window_find_previous },
  { "win.copy-rich", "<Control><Shift>c", N_ ("Copy as formatted text"),
    GALLEY_ACTION_WRITING, GALLEY_ACTION_DOCUMENT, galley_window_copy_rich },
  { "win.copy-html", "<Control><Alt>c", N_ ("Copy as HTML"),
    GALLEY_ACTION_WRITING, GALLEY_ACTION_DOCUMENT, galley_window_copy_html },
  { "win.check-spelling", "<Shift>F7", N_ ("Check the spelling"),
    GALLEY_ACTION_WRITING, 0, .setting = "check-spelling" },
  { "win.next-misspelling", "<Control>F7", N_ ("Next misspelled word"),
    GALLEY_ACTION_WRITING, GALLEY_ACTION_TEXT, galley_window_next_misspelling },
  { "win.paste-plain", "<Control><Shift>v", N_ ("Paste as plain text"),
    GALLEY_ACTION_WRITING, GALLEY_ACTION_TEXT, galley_window_paste_plain },
  { "win.move-lines-up", "<Alt>Up", N_ ("Move the lines up"),
    GALLEY_ACTION_WRITING, GALLEY_ACTION_TEXT | GALLEY_ACTION_NATIVE, galley_window_move_lines_up },
  { "win.move-lines-down", "<Alt>Down", N_ ("Move the lines down"),
    GALLEY_ACTION_WRITING, GALLEY_ACTION_TEXT | GALLEY_ACTION_NATIVE,
    galley_window_move_lines_down },
  { "win.jump-footnote", "<Control><Shift>f", N_ ("To the footnote and back"),
    GALLEY_ACTION_WRITING, GALLEY_ACTION_TEXT, galley_window_jump_footnote },
  { "win.reflow-lines", "<Control><Alt>r", N_ ("Break long lines"),
    GALLEY_ACTION_WRITING, GALLEY_ACTION_DOCUMENT, galley_window_reflow },

  { "win.format-bold", "<Control>b", N_ ("Bold"),
    GALLEY_ACTION_FORMAT, GALLEY_ACTION_TEXT, galley_window_format_bold },
  { "win.format-italic", "<Control>i", N_ ("Italic"),
    GALLEY_ACTION_FORMAT, GALLEY_ACTION_TEXT, galley_window_format_italic },
  { "win.format-strikethrough", "<Control><Shift>d", N_ ("Strikethrough"),
    GALLEY_ACTION_FORMAT, GALLEY_ACTION_TEXT, galley_window_format_strikethrough },
  { "win.format-code", "<Control>e", N_ ("Code"),
    GALLEY_ACTION_FORMAT, GALLEY_ACTION_TEXT, galley_window_format_code },
  { "win.format-link", "<Control>k", N_ ("Link"),
    GALLEY_ACTION_FORMAT, GALLEY_ACTION_TEXT, galley_window_format_link },
  { "win.format-heading", "<Control>2", N_ ("Heading"),
    GALLEY_ACTION_FORMAT, GALLEY_ACTION_TEXT, galley_window_format_heading },
  { "win.format-quote", "<Control><Shift>period", N_ ("Quote"),
    GALLEY_ACTION_FORMAT, GALLEY_ACTION_TEXT, galley_window_format_quote },
  { "win.format-list", "<Control><Shift>8", N_ ("Bulleted list"),
    GALLEY_ACTION_FORMAT, GALLEY_ACTION_TEXT, galley_window_format_list },
  { "win.format-ordered-list", "<Control><Shift>7", N_ ("Numbered list"),
    GALLEY_ACTION_FORMAT, GALLEY_ACTION_TEXT, galley_window_format_ordered_list },
  { "win.toggle-task", "<Control><Shift>9", N_ ("Task, done or not"),
    GALLEY_ACTION_FORMAT, GALLEY_ACTION_TEXT, galley_window_toggle_task },
  { "win.align-table", "<Control><Alt>a", N_ ("Align the table"),
    GALLEY_ACTION_FORMAT, GALLEY_ACTION_TEXT, galley_window_align_table },

  { "win.insert-picture", "<Control><Shift>i", N_ ("Insert a picture"),
    GALLEY_ACTION_INSERT, GALLEY_ACTION_TEXT, galley_window_insert_picture },
  { "win.show-inserter", "<Alt>slash", N_ ("Insert anything"),
    GALLEY_ACTION_INSERT, GALLEY_ACTION_TEXT, galley_window_show_inserter },
  { "win.edit-card", "F4", N_ ("Change the card at the cursor"),
    GALLEY_ACTION_INSERT, GALLEY_ACTION_TEXT, galley_window_edit_card },
  { "win.insert-block::pullquote", "<Control><Alt>q", N_ ("Insert a pull quote"),
    GALLEY_ACTION_INSERT, GALLEY_ACTION_TEXT, .run_with = galley_window_insert },
  { "win.insert-block::button", "<Control><Alt>b", N_ ("Insert a button"),
    GALLEY_ACTION_INSERT, GALLEY_ACTION_TEXT, .run_with = galley_window_insert },
  { "win.insert-block::signup", "<Control><Alt>u", N_ ("Insert a subscribe box"),
    GALLEY_ACTION_INSERT, GALLEY_ACTION_TEXT, .run_with = galley_window_insert },
  { "win.insert-block::divider", "<Control><Alt>h", N_ ("Insert a divider"),
    GALLEY_ACTION_INSERT, GALLEY_ACTION_TEXT, .run_with = galley_window_insert },
  { "win.insert-block::paywall", "<Control><Alt>p", N_ ("Insert the paywall"),
    GALLEY_ACTION_INSERT, GALLEY_ACTION_TEXT, .run_with = galley_window_insert },
  { "win.show-snippets", "<Control><Alt>s", N_ ("Snippets"),
    GALLEY_ACTION_INSERT, GALLEY_ACTION_TEXT, galley_window_show_snippets },
  { "win.insert-comment", "<Control><Alt>m", N_ ("Private comment"),
    GALLEY_ACTION_INSERT, GALLEY_ACTION_TEXT, galley_window_insert_comment },
  { "win.insert-footnote", "<Control><Alt>f", N_ ("Footnote"),
    GALLEY_ACTION_INSERT, GALLEY_ACTION_TEXT, galley_window_insert_footnote },
  { "win.insert-table", "<Control><Alt>g", N_ ("Table"),
    GALLEY_ACTION_INSERT, GALLEY_ACTION_TEXT, galley_window_insert_table },

  { "win.show-preview", "F9", N_ ("Show or hide the preview"),
    GALLEY_ACTION_VIEW, GALLEY_ACTION_DOCUMENT, .set = galley_window_set_preview_shown,
    .get = galley_window_is_preview_shown },
  { "win.detach-preview", "<Control>F9", N_ ("Preview in a window of its own"),
    GALLEY_ACTION_VIEW, GALLEY_ACTION_DOCUMENT, .set = galley_window_set_apart,
    .get = galley_window_is_apart },
  { "win.load-pictures", "<Control><Alt>i", N_ ("Load pictures of other sites"),
    GALLEY_ACTION_VIEW, GALLEY_ACTION_DOCUMENT, galley_window_load_pictures },
  { "win.preview-format::web", "<Alt>1", N_ ("Preview the web page"),
    GALLEY_ACTION_VIEW, 0, .setting = "preview-format" },
  { "win.preview-format::email", "<Alt>2", N_ ("Preview the mail"),
    GALLEY_ACTION_VIEW, 0, .setting = "preview-format" },
  { "win.preview-format::phone", "<Alt>3", N_ ("Preview on a phone"),
    GALLEY_ACTION_VIEW, 0, .setting = "preview-format" },
  { "win.preview-reader::everything", "<Alt>4", N_ ("Preview everything"),
    GALLEY_ACTION_VIEW, 0, .setting = "preview-reader" },
  { "win.preview-reader::anonymous", "<Alt>5", N_ ("Preview as a visitor"),
    GALLEY_ACTION_VIEW, 0, .setting = "preview-reader" },
  { "win.preview-reader::free", "<Alt>6", N_ ("Preview as a free reader"),
    GALLEY_ACTION_VIEW, 0, .setting = "preview-reader" },
  { "win.preview-reader::paid", "<Alt>7", N_ ("Preview as a paid reader"),
    GALLEY_ACTION_VIEW, 0, .setting = "preview-reader" },
  { "win.preview-beside", "<Shift>F9", N_ ("Free and paid readers side by side"),
    GALLEY_ACTION_VIEW, 0, .setting = "preview-beside" },
  { "win.zoom-in", "<Control>plus", N_ ("Larger preview"),
    GALLEY_ACTION_VIEW, GALLEY_ACTION_DOCUMENT, galley_window_zoom_in },
  { "win.zoom-out", "<Control>minus", N_ ("Smaller preview"),
    GALLEY_ACTION_VIEW, GALLEY_ACTION_DOCUMENT, galley_window_zoom_out },
  { "win.zoom-normal", "<Control>0", N_ ("Preview in its own size"),
    GALLEY_ACTION_VIEW, GALLEY_ACTION_DOCUMENT, galley_window_zoom_normal },
  { "win.show-settings", "<Alt>Return", N_ ("Show or hide the issue’s settings"),
    GALLEY_ACTION_VIEW, GALLEY_ACTION_DOCUMENT, .set = galley_window_set_settings_shown,
    .get = are_settings_shown },
  { "win.show-outline", "<Control><Shift>e", N_ ("Show or hide the outline"),
    GALLEY_ACTION_VIEW, GALLEY_ACTION_DOCUMENT, .set = galley_window_set_outline_shown,
    .get = galley_window_is_outline_shown },
  { "win.cycle-focus", "<Control>d", N_ ("Dim all but the paragraph, the sentence, nothing"),
    GALLEY_ACTION_VIEW, GALLEY_ACTION_TEXT, galley_window_cycle_focus },
  { "win.focus-mode::off", "<Alt>0", N_ ("Dim nothing"),
    GALLEY_ACTION_VIEW, 0, .setting = "focus-mode" },
  { "win.focus-mode::paragraph", "<Alt>8", N_ ("Dim all but the paragraph"),
    GALLEY_ACTION_VIEW, 0, .setting = "focus-mode" },
  { "win.focus-mode::sentence", "<Alt>9", N_ ("Dim all but the sentence"),
    GALLEY_ACTION_VIEW, 0, .setting = "focus-mode" },
  { "win.typewriter", "<Control><Shift>t", N_ ("Keep the line in the middle"),
    GALLEY_ACTION_VIEW, 0, .setting = "typewriter" },
  { "win.color-scheme::light", "<Control><Alt>1", N_ ("Light window and preview"),
    GALLEY_ACTION_VIEW, 0, .setting = "color-scheme" },
  { "win.color-scheme::dark", "<Control><Alt>2", N_ ("Dark window and preview"),
    GALLEY_ACTION_VIEW, 0, .setting = "color-scheme" },
  { "win.color-scheme::system", "<Control><Alt>3", N_ ("Light or dark as the system is"),
    GALLEY_ACTION_VIEW, 0, .setting = "color-scheme" },
  { "win.full-screen", "F11", N_ ("Nothing but the text, full screen"),
    GALLEY_ACTION_VIEW, GALLEY_ACTION_DOCUMENT, .set = galley_window_set_full_screen,
    .get = galley_window_is_full_screen },
  { "win.show-findings", "<Control><Shift>m", N_ ("Findings"),
    GALLEY_ACTION_VIEW, GALLEY_ACTION_DOCUMENT, show_findings },
  { "win.next-finding", "F8", N_ ("Next finding"),
    GALLEY_ACTION_VIEW, GALLEY_ACTION_DOCUMENT, next_finding },
  { "win.previous-finding", "<Shift>F8", N_ ("Previous finding"),
    GALLEY_ACTION_VIEW, GALLEY_ACTION_DOCUMENT, previous_finding },
  { "win.allow-folder", NULL, N_ ("Allow reading the folder"),
    GALLEY_ACTION_VIEW, GALLEY_ACTION_DOCUMENT | GALLEY_ACTION_MESSAGE, galley_window_allow_folder },
  { "win.dismiss-notice", NULL, N_ ("Hide the message"),
    GALLEY_ACTION_VIEW, GALLEY_ACTION_DOCUMENT | GALLEY_ACTION_MESSAGE, galley_window_dismiss_notice },
  { "win.monospace", "<Control><Alt>w", N_ ("Fixed-width font"),
    GALLEY_ACTION_VIEW, 0, .setting = "monospace" },

  { "win.show-accounts", "<Control><Alt>comma", N_ ("Accounts"),
    GALLEY_ACTION_GALLEY, 0, show_accounts },
  { "win.show-preferences", "<Control>comma", N_ ("Preferences"),
    GALLEY_ACTION_GALLEY, 0, show_preferences },
  { "win.show-shortcuts", "<Control>question", N_ ("Keyboard shortcuts"),
    GALLEY_ACTION_GALLEY, 0, show_shortcuts },
  { "win.show-help", "F1", N_ ("Help"),
    GALLEY_ACTION_GALLEY, 0, show_help },
  { "win.show-about", "<Control><Shift>F1", N_ ("About Galley"),
    GALLEY_ACTION_GALLEY, 0, show_about },
  { NULL },
};
/* clang-format on */

const GalleyAction *
galley_window_list_actions (void)
{
  return rows;
}

static gboolean
needs_document (const GalleyAction *row)
{
  return (row->flags & (GALLEY_ACTION_DOCUMENT | GALLEY_ACTION_TEXT)) != 0;
}

/* Without the target. */
static char *
dup_name (const GalleyAction *row)
{
  const char *target = strstr (row->name, "::");

  return target ? g_strndup (row->name, target - row->name) : g_strdup (row->name);
}

static const GalleyAction *
find_row (const char *name)
{
  for (const GalleyAction *row = rows; row->name; row++)
    {
      g_autofree char *plain = dup_name (row);

      if (g_str_equal (plain, name))
        return row;
    }
  g_return_val_if_reached (rows);
}

static void
run_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);
  const GalleyAction *row = find_row (name);

  galley_settings_panel_commit (self->settings_panel);
  if (self->document == NULL && needs_document (row))
    return;
  if (row->flags & GALLEY_ACTION_TEXT)
    galley_window_show_source (self);
  if (row->run)
    row->run (self);
  else
    row->run_with (self, g_variant_get_string (parameter, NULL));
}

void
galley_window_install_actions (GtkWidgetClass *widget_class)
{
  for (const GalleyAction *row = rows; row->name; row++)
    {
      g_autofree char *name = dup_name (row);

      if ((row->run || row->run_with) && find_row (name) == row)
        gtk_widget_class_install_action (widget_class, name, row->run ? NULL : "s", run_action);
    }
}

static void
change_state_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  for (const GalleyAction *row = rows; row->name; row++)
    if (row->set && g_str_equal (row->name + strlen ("win."), g_action_get_name (G_ACTION (action))))
      row->set (user_data, g_variant_get_boolean (state));
}

/* Its rows, a hundred widgets, are made when it is opened first; until then a letter that allows or
 * forbids an action changes none of them. */
static void
menu_cb (GtkMenuButton *button, gpointer user_data)
{
  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_menu_model (button, user_data);
}

/* Those that have a state: the class can install none of them. */
void
galley_window_init_actions (GalleyWindow *self)
{
  GSettings *settings = galley_session_get_settings (self->session);

  gtk_menu_button_set_create_popup_func (self->menu_button, menu_cb, self->main_menu, NULL);
  for (const GalleyAction *row = rows; row->name; row++)
    if (row->set)
      {
        const GActionEntry entry
            = { .name = row->name + strlen ("win."), .state = "false", .change_state = change_state_cb };

        g_action_map_add_action_entries (G_ACTION_MAP (self), &entry, 1, self);
      }
    else if (row->setting && !g_action_map_lookup_action (G_ACTION_MAP (self), row->setting))
      {
        g_autoptr (GAction) action = g_settings_create_action (settings, row->setting);

        g_action_map_add_action (G_ACTION_MAP (self), action);
      }
}

void
galley_window_clear_actions (GalleyWindow *self)
{
  for (const GalleyAction *row = rows; row->name; row++)
    if (row->setting)
      g_action_map_remove_action (G_ACTION_MAP (self), row->setting);
}

static void
update_state (GalleyWindow *self, const GalleyAction *row)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), row->name + strlen ("win."));

  if (action == NULL)
    return;
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), self->document || !needs_document (row));
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (row->get (self)));
}

void
galley_window_update_actions (GalleyWindow *self)
{
  GtkTextBuffer *buffer = self->document ? GTK_TEXT_BUFFER (self->document) : NULL;
  gboolean is_busy = self->document && galley_document_is_busy (self->document);
  gboolean is_editable = !self->document || galley_document_is_editable (self->document);
  gboolean is_endless
      = self->document
        && galley_document_get_longest_line (self->document, NULL) > GALLEY_ENDLESS_LINE;

  for (const GalleyAction *row = rows; row->name; row++)
    if (row->set)
      update_state (self, row);
    else if ((row->run || row->run_with) && needs_document (row))
      {
        g_autofree char *name = dup_name (row);

        gtk_widget_action_set_enabled (GTK_WIDGET (self), name,
                                       buffer
                                           && ((row->flags & GALLEY_ACTION_TEXT) ? is_editable
                                                                                 : !is_busy)
                                           && !(is_endless && (row->flags & GALLEY_ACTION_TEXT)));
      }
  if (buffer)
    {
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo",
                                     gtk_text_buffer_get_can_undo (buffer));
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo",
                                     gtk_text_buffer_get_can_redo (buffer));
    }
  gtk_text_view_set_editable (GTK_TEXT_VIEW (galley_editor_get_view (self->editor)), is_editable);
}
