/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-compat.h"

#include <glib/gi18n-lib.h>

#include "galley-hangul.h"

#define PHONE_WIDTH 360
#define FRAMED_WIDTH 320 /* with a frame it is narrower than that */

GtkWidget *
galley_compat_raise_bar (GtkWidget *content)
{
#if ADW_CHECK_VERSION (1, 4, 0)
  GtkWidget *first = GTK_IS_BOX (content) ? gtk_widget_get_first_child (content) : NULL;
  g_autoptr (GtkWidget) bar = ADW_IS_HEADER_BAR (first) ? g_object_ref (first) : NULL;
  GtkWidget *view;

  if (!bar)
    return content;
  view = adw_toolbar_view_new ();
  gtk_box_remove (GTK_BOX (content), bar);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), bar);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), content);
  return view;
#else
  return content;
#endif
}

static void
raise_bar_of (AdwWindow *window)
{
  GtkWidget *child = adw_window_get_content (window);
  g_autoptr (GtkWidget) content = child ? g_object_ref (child) : NULL;

  if (!content)
    return;
  adw_window_set_content (window, NULL);
  adw_window_set_content (window, galley_compat_raise_bar (content));
}

void
galley_compat_set_parent (GtkWindow *dialog, GtkWindow *parent)
{
  int width, height;

  if (ADW_IS_WINDOW (dialog))
    raise_bar_of (ADW_WINDOW (dialog));
  gtk_window_set_transient_for (dialog, parent);
  gtk_window_get_default_size (dialog, &width, &height);
  if (parent && gtk_widget_get_width (GTK_WIDGET (parent)) > 0)
    gtk_window_set_default_size (dialog, MIN (width, gtk_widget_get_width (GTK_WIDGET (parent))), height);
  if (parent)
    g_object_set_data_full (G_OBJECT (dialog), "galley-parent", g_object_ref (parent),
                            g_object_unref);
}

typedef struct {
  GtkWidget *asker; /* owned */
  GalleyAnswerFunc done;
  gpointer user_data;
} Question;

static void
answer_cb (gpointer dialog, const char *answer, gpointer user_data)
{
  Question *question = user_data;

  question->done (question->asker, answer, question->user_data);
  g_object_unref (question->asker);
  g_free (question);
}

/* AdwAlertDialog, inside of the window that it asks in, is of libadwaita 1.5; the one before it is a
 * window of its own. They have the same words for the same things. */
#if ADW_CHECK_VERSION (1, 5, 0)

#define QUESTION(name) adw_alert_dialog_##name
typedef AdwAlertDialog QuestionDialog;

static QuestionDialog *
create_question (GtkWindow *parent, const char *heading, const char *body)
{
  return ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, body));
}

static void
present_question (QuestionDialog *dialog, GtkWindow *parent)
{
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (parent));
}

#else

#define QUESTION(name) adw_message_dialog_##name
typedef AdwMessageDialog QuestionDialog;

static QuestionDialog *
create_question (GtkWindow *parent, const char *heading, const char *body)
{
  return ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));
}

static void
present_question (QuestionDialog *dialog, GtkWindow *parent)
{
  gtk_window_present (GTK_WINDOW (dialog));
}

#endif

/* No line of a question ends within a word. Plain texts become markup, and only then are read as such. */
static void
keep_words (QuestionDialog *dialog, const char *heading, const char *body)
{
  g_autofree char *heading_markup = galley_hangul_dup_markup (heading);
  g_autofree char *body_markup = galley_hangul_dup_markup (body);

  if (heading_markup)
    {
      QUESTION (set_heading) (dialog, heading_markup);
      QUESTION (set_heading_use_markup) (dialog, TRUE);
    }
  if (body_markup)
    {
      QUESTION (set_body) (dialog, body_markup);
      QUESTION (set_body_use_markup) (dialog, TRUE);
    }
}

void
galley_compat_ask (GtkWidget *asker, const char *heading, const char *body,
                   const char *const *answers, GalleyAnswerFunc done, gpointer user_data)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (asker));
  QuestionDialog *dialog = create_question (parent, heading, body);
  Question *question = g_new0 (Question, 1);
  const char *last = answers[0];

  keep_words (dialog, heading, body);
  for (guint i = 0; answers[i]; i += 2)
    {
      gboolean destroys = answers[i + 1][0] == '!';

      QUESTION (add_response) (dialog, answers[i], answers[i + 1] + destroys);
      if (destroys)
        QUESTION (set_response_appearance) (dialog, answers[i], ADW_RESPONSE_DESTRUCTIVE);
      last = answers[i];
    }
  QUESTION (set_close_response) (dialog, answers[0]);
  if (last != answers[0]
      && QUESTION (get_response_appearance) (dialog, last) == ADW_RESPONSE_DEFAULT)
    {
      QUESTION (set_response_appearance) (dialog, last, ADW_RESPONSE_SUGGESTED);
      QUESTION (set_default_response) (dialog, last);
    }

  question->asker = g_object_ref (asker);
  question->done = done;
  question->user_data = user_data;
  g_signal_connect (dialog, "response", G_CALLBACK (answer_cb), question);
  present_question (dialog, parent);
}

static void
name_parts (GtkWidget *widget, const char *title)
{
  const char *name = NULL;

  if (ADW_IS_PREFERENCES_ROW (widget))
    title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget));
  if (GTK_IS_SEARCH_ENTRY (widget))
    name = _("Search");
  else if (GTK_IS_BUTTON (widget) && gtk_widget_get_tooltip_text (widget))
    name = gtk_widget_get_tooltip_text (widget);
  else if (GTK_IS_BUTTON (widget) && GTK_IS_FONT_BUTTON (gtk_widget_get_parent (widget)))
    name = title;
  if (name)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  /* The name of a font is long, and what it is for stands before it. */
  if (GTK_IS_LABEL (widget) && gtk_widget_get_ancestor (widget, GTK_TYPE_FONT_BUTTON))
    gtk_label_set_ellipsize (GTK_LABEL (widget), PANGO_ELLIPSIZE_END);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    name_parts (child, title);
}

void
galley_compat_name_parts (GtkWidget *window)
{
  name_parts (window, NULL);
}

void
galley_compat_let_shrink (GtkWidget *window)
{
  int width;

  gtk_widget_get_size_request (window, &width, NULL);
  if (width == PHONE_WIDTH)
    g_object_set (window, "width-request", FRAMED_WIDTH, NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (window); child;
       child = gtk_widget_get_next_sibling (child))
    galley_compat_let_shrink (child);
}

void
galley_compat_unmap_text (GtkWidget *widget, GtkTextView *view, void (*unmap) (GtkWidget *))
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));

  g_signal_handlers_block_matched (adjustment, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, view);
  unmap (widget);
  g_signal_handlers_unblock_matched (adjustment, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, view);
  g_signal_emit_by_name (adjustment, "value-changed");
}

void
galley_compat_open_uri (GtkWidget *asker, const char *uri)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (asker));
#if GTK_CHECK_VERSION (4, 10, 0)
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);

  gtk_uri_launcher_launch (launcher, parent, NULL, NULL, NULL);
#else
  gtk_show_uri (parent, uri, GDK_CURRENT_TIME);
#endif
}

#if ADW_CHECK_VERSION (1, 5, 0)
#define show_about(parent, ...) adw_show_about_dialog (GTK_WIDGET (parent), __VA_ARGS__)
#else
#define show_about(parent, ...) adw_show_about_window (parent, __VA_ARGS__)
#endif

void
galley_compat_show_about (GtkWindow *parent)
{
  show_about (parent, "application-name", _("Galley"), "application-icon", GALLEY_APP_ID, "version",
              GALLEY_VERSION, "developer-name", _("The Galley contributors"), "license-type",
              GTK_LICENSE_GPL_3_0, "comments",
              _("Write a newsletter, see it as its readers will, and send it."),
              "translator-credits",
              /* Translators: your names, one a line. */
              _("translator-credits"), NULL);
}
