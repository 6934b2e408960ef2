/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window's commands: one table of names, shortcuts and what they do, one function that says which
 * of them can be used now. */

#include "galley-window.h"
#include "galley-window-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-account-dialog.h"
#include "galley-compat.h"
#include "galley-image-dialog.h"
#include "galley-markup.h"
#include "galley-render.h"

typedef void (*ActionFunc) (GalleyWindow *self);

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
find (GalleyWindow *self)
{
  galley_editor_find (self->editor, FALSE);
}

static void
find_replace (GalleyWindow *self)
{
  galley_editor_find (self->editor, TRUE);
}

static void
find_next (GalleyWindow *self)
{
  galley_editor_find_next (self->editor, TRUE);
}

static void
find_previous (GalleyWindow *self)
{
  galley_editor_find_next (self->editor, FALSE);
}

static void
undo (GalleyWindow *self)
{
  gtk_text_buffer_undo (GTK_TEXT_BUFFER (self->document));
}

static void
redo (GalleyWindow *self)
{
  gtk_text_buffer_redo (GTK_TEXT_BUFFER (self->document));
}

static void
dismiss_change (GalleyWindow *self)
{
  gtk_revealer_set_reveal_child (self->changed_bar, FALSE);
}

static void
show_findings (GalleyWindow *self)
{
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

static void
show_about (GalleyWindow *self)
{
  galley_compat_show_about (GTK_WINDOW (self));
}

static void
show_shortcuts (GalleyWindow *self)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/io/github/galleyeditor/Galley/galley-shortcuts.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (window, GTK_WINDOW (self));
  gtk_window_present (window);
}

static char *
render_fragment (GalleyWindow *self, const char *format)
{
  GalleyRenderOptions options = { .reader = GALLEY_READER_EVERYTHING, .fragment = TRUE };
  g_autoptr (GError) error = NULL;
  char *text = galley_render (format, galley_document_parse (self->document), &options, &error);

  if (text == NULL)
    galley_window_toast (self, error->message);
  return text;
}

static GdkContentProvider *
provide (const char *type, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return gdk_content_provider_new_for_bytes (type, bytes);
}

static void
copy_source (GalleyWindow *self)
{
  g_autofree char *html = render_fragment (self, "web");

  if (html == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), html);
  galley_window_toast (self, _("The issue was copied as HTML source."));
}

/* Both are offered: a mail program takes the formatting, a plain text field the words. */
static void
copy_rich (GalleyWindow *self)
{
  g_autofree char *html = render_fragment (self, "web");
  g_autofree char *text = html ? render_fragment (self, "text") : NULL;
  g_autoptr (GdkContentProvider) provider = NULL;

  if (text == NULL)
    return;
  provider = gdk_content_provider_new_union (
      (GdkContentProvider *[]) { provide ("text/html", html),
                                 provide ("text/plain;charset=utf-8", text) },
      2);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), provider);
  galley_window_toast (self, _("The issue was copied as formatted text."));
}

static void
insert_picture (GalleyWindow *self)
{
  galley_image_dialog_present (GTK_WINDOW (self), self->document);
}

static void
show_accounts (GalleyWindow *self)
{
  g_autoptr (GError) error = NULL;
  GalleyAccountStore *accounts = galley_session_get_accounts (self->session, &error);

  if (accounts)
    gtk_window_present (GTK_WINDOW (galley_accounts_window_new (
        GTK_WINDOW (self), accounts, galley_session_get_http (self->session))));
  else
    galley_window_toast (self, error->message);
}

static void
insert_paywall (GalleyWindow *self)
{
  galley_markup_insert_block (GTK_TEXT_BUFFER (self->document), "<!--members-only-->");
}

static void
insert_divider (GalleyWindow *self)
{
  galley_markup_insert_block (GTK_TEXT_BUFFER (self->document), "---");
}

static void
insert_pullquote (GalleyWindow *self)
{
  galley_markup_insert_block (GTK_TEXT_BUFFER (self->document), "> [!PULLQUOTE]\n> ");
}

static void
insert_signup (GalleyWindow *self)
{
  galley_markup_insert_block (GTK_TEXT_BUFFER (self->document), "> [!SIGNUP] Sign up\n> ");
}

static void
insert_button (GalleyWindow *self)
{
  galley_markup_insert_block (GTK_TEXT_BUFFER (self->document),
                              "> [!BUTTON]\n> [Read more](https://)");
}

#define FORMAT(name, markup)                                                                       \
  static void name (GalleyWindow *self)                                                            \
  {                                                                                                \
    galley_markup_apply (GTK_TEXT_BUFFER (self->document), markup);                                \
    gtk_widget_grab_focus (GTK_WIDGET (self->editor));                                             \
  }

FORMAT (format_bold, GALLEY_MARKUP_BOLD)
FORMAT (format_italic, GALLEY_MARKUP_ITALIC)
FORMAT (format_strikethrough, GALLEY_MARKUP_STRIKETHROUGH)
FORMAT (format_code, GALLEY_MARKUP_CODE)
FORMAT (format_link, GALLEY_MARKUP_LINK)
FORMAT (format_heading, GALLEY_MARKUP_HEADING)
FORMAT (format_quote, GALLEY_MARKUP_QUOTE)
FORMAT (format_list, GALLEY_MARKUP_LIST)
FORMAT (format_ordered_list, GALLEY_MARKUP_ORDERED_LIST)

static const struct {
  const char *name;
  const char *shortcut; /* NULL: none */
  ActionFunc func;
  gboolean needs_document;
} rows[] = {
  { "win.new-issue", "<Control>n", new_issue, FALSE },
  { "win.open-issue", "<Control>o", galley_window_ask_open, FALSE },
  { "win.open-sample", NULL, galley_window_open_sample, FALSE },
  { "win.save-issue", "<Control>s", save_issue, TRUE },
  { "win.save-as", "<Control><Shift>s", save_as, TRUE },
  { "win.save-copy", NULL, save_copy, TRUE },
  { "win.reload-issue", NULL, galley_window_reload, TRUE },
  { "win.dismiss-change", NULL, dismiss_change, TRUE },
  { "win.close-window", "<Control>w", close_window, FALSE },
  { "win.undo", NULL, undo, TRUE },
  { "win.redo", NULL, redo, TRUE },
  { "win.find-text", "<Control>f", find, TRUE },
  { "win.replace-text", "<Control>h", find_replace, TRUE },
  { "win.find-next", "<Control>g", find_next, TRUE },
  { "win.find-previous", "<Control><Shift>g", find_previous, TRUE },
  { "win.format-bold", "<Control>b", format_bold, TRUE },
  { "win.format-italic", "<Control>i", format_italic, TRUE },
  { "win.format-strikethrough", "<Control><Shift>x", format_strikethrough, TRUE },
  { "win.format-code", "<Control>e", format_code, TRUE },
  { "win.format-link", "<Control>k", format_link, TRUE },
  { "win.format-heading", "<Control>2", format_heading, TRUE },
  { "win.format-quote", "<Control><Shift>period", format_quote, TRUE },
  { "win.format-list", "<Control><Shift>8", format_list, TRUE },
  { "win.format-ordered-list", "<Control><Shift>7", format_ordered_list, TRUE },
  { "win.insert-paywall", NULL, insert_paywall, TRUE },
  { "win.insert-divider", NULL, insert_divider, TRUE },
  { "win.insert-pullquote", NULL, insert_pullquote, TRUE },
  { "win.insert-signup", NULL, insert_signup, TRUE },
  { "win.insert-button", NULL, insert_button, TRUE },
  { "win.copy-rich", "<Control><Shift>c", copy_rich, TRUE },
  { "win.copy-html", NULL, copy_source, TRUE },
  { "win.insert-picture", "<Control><Shift>i", insert_picture, TRUE },
  { "win.publish", "<Control><Shift>p", galley_window_publish, TRUE },
  { "win.finish-publish", NULL, galley_window_finish_publish, FALSE },
  { "win.dismiss-interrupted", NULL, galley_window_dismiss_interrupted, FALSE },
  { "win.show-accounts", NULL, show_accounts, FALSE },
  { "win.show-findings", "<Control><Shift>m", show_findings, TRUE },
  { "win.next-finding", "F8", next_finding, TRUE },
  { "win.previous-finding", "<Shift>F8", previous_finding, TRUE },
  { "win.reflow-lines", NULL, galley_window_reflow, TRUE },
  { "win.allow-folder", NULL, galley_window_allow_folder, TRUE },
  { "win.dismiss-notice", NULL, galley_window_dismiss_notice, TRUE },
  { "win.show-shortcuts", "<Control>question", show_shortcuts, FALSE },
  { "win.show-about", NULL, show_about, FALSE },
};

/* What works on the text that is seen. */
static gboolean
needs_text (const char *name)
{
  return g_str_has_prefix (name, "win.format-") || g_str_has_prefix (name, "win.insert-")
         || g_str_has_prefix (name, "win.find-") || g_str_equal (name, "win.replace-text");
}

static void
run_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);

  galley_settings_panel_commit (self->settings_panel);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (rows[i].name, name) && (self->document || !rows[i].needs_document))
      {
        if (needs_text (name))
          galley_window_show_source (self);
        rows[i].func (self);
      }
}

void
galley_window_install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gtk_widget_class_install_action (widget_class, rows[i].name, NULL, run_action);
      if (rows[i].shortcut)
        {
          guint key;
          GdkModifierType modifiers;

          gtk_accelerator_parse (rows[i].shortcut, &key, &modifiers);
          gtk_widget_class_add_binding_action (widget_class, key, modifiers, rows[i].name, NULL);
        }
    }
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, 0, "win.show-preview", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_ALT_MASK,
                                       "win.show-settings", NULL);
}

static void
show_preview_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  galley_window_set_preview_shown (user_data, g_variant_get_boolean (state));
}

static void
show_settings_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  galley_window_set_settings_shown (user_data, g_variant_get_boolean (state));
}

void
galley_window_init_actions (GalleyWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "show-preview", .state = "true", .change_state = show_preview_cb },
    { .name = "show-settings", .state = "false", .change_state = show_settings_cb },
  };
  g_autoptr (GAction) monospace
      = g_settings_create_action (galley_session_get_settings (self->session), "monospace");

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action (G_ACTION_MAP (self), monospace);
}

void
galley_window_update_actions (GalleyWindow *self)
{
  GtkTextBuffer *buffer = self->document ? GTK_TEXT_BUFFER (self->document) : NULL;
  gboolean is_busy = self->document && galley_document_is_busy (self->document);
  gboolean is_endless
      = self->document
        && galley_document_get_longest_line (self->document, NULL) > GALLEY_ENDLESS_LINE;
  GAction *preview = g_action_map_lookup_action (G_ACTION_MAP (self), "show-preview");
  GAction *settings = g_action_map_lookup_action (G_ACTION_MAP (self), "show-settings");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].needs_document)
      gtk_widget_action_set_enabled (GTK_WIDGET (self), rows[i].name,
                                     buffer && !is_busy
                                         && !(is_endless && needs_text (rows[i].name)));
  if (buffer)
    {
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo",
                                     gtk_text_buffer_get_can_undo (buffer));
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo",
                                     gtk_text_buffer_get_can_redo (buffer));
    }
  gtk_text_view_set_editable (GTK_TEXT_VIEW (galley_editor_get_view (self->editor)), !is_busy);
  if (settings)
    {
      g_simple_action_set_enabled (G_SIMPLE_ACTION (settings), buffer != NULL);
      g_simple_action_set_state (G_SIMPLE_ACTION (settings),
                                 g_variant_new_boolean (self->settings_shown));
    }
  if (preview)
    {
      g_simple_action_set_enabled (G_SIMPLE_ACTION (preview), buffer && self->preview);
      g_simple_action_set_state (G_SIMPLE_ACTION (preview),
                                 g_variant_new_boolean (galley_window_is_preview_shown (self)));
    }
}
