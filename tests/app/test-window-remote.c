/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures of other sites: nothing is asked of them before the writer allows it. */

#include <webkit/webkit.h>

#include "galley-preview.h"
#include "scripted-server.h"
#include "window-fixture.h"

#define SVG                                                                                        \
  "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"180\" height=\"90\">"                           \
  "<rect width=\"180\" height=\"90\" fill=\"teal\"/></svg>"
#define PICTURE "Content-Type: image/svg+xml"

static gboolean
is_preview (GtkWidget *widget, const char *words)
{
  return GALLEY_IS_PREVIEW (widget) && gtk_widget_get_mapped (widget);
}

static gboolean
is_view (GtkWidget *widget, const char *words)
{
  return WEBKIT_IS_WEB_VIEW (widget);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (JSCValue) value = webkit_web_view_call_async_javascript_function_finish (
      WEBKIT_WEB_VIEW (source), result, NULL);

  *(char **) user_data = value ? jsc_value_to_string (value) : g_strdup ("");
}

/* What the page says to @body; "" as long as there is none. */
static char *
run (Fixture *f, const char *body)
{
  GtkWidget *preview = window_test_find (GTK_WIDGET (f->window), is_preview, NULL);
  GtkWidget *view = preview ? window_test_find (preview, is_view, NULL) : NULL;
  char *answer = NULL;

  if (view == NULL)
    return g_strdup ("");
  webkit_web_view_call_async_javascript_function (WEBKIT_WEB_VIEW (view), body, -1, NULL, "editor",
                                                  NULL, NULL, ran_cb, &answer);
  WAIT_UNTIL (answer != NULL);
  return answer;
}

static gboolean
says (Fixture *f, const char *words)
{
  g_autofree char *text = run (f, "return document.body.innerText");

  return strstr (text, words) != NULL;
}

static gboolean
shows_picture (Fixture *f)
{
  g_autofree char *width = run (
      f, "return [...document.images].filter (one => one.naturalWidth === 180).length");

  return g_str_equal (width, "1");
}

static void
answer (Fixture *f, const char *button)
{
  window_fixture_act (f, "win.load-pictures");
  WAIT_UNTIL (window_test_find_question ());
  window_fixture_shoot (window_test_find_question (), "remote-question");
  window_test_click (window_test_find_question (), button);
  WAIT_UNTIL (window_test_find_question () == NULL);
}

static void
test_ask (Fixture *f, gconstpointer data)
{
  const ScriptRow rows[] = {
    { "GET", "/a.svg", "Accept: image/*", 200, SVG, PICTURE },
    { "GET", "/gone.png", NULL, 404, "gone", NULL, .repeated = TRUE },
    { NULL },
  };
  ScriptedServer *server = scripted_server_new (rows);
  GSettings *settings = galley_session_get_settings (f->session);
  const char *url = scripted_server_get_url (server);
  /* The last one would like to be fetched without asking. */
  g_autofree char *text = g_strdup_printf (
      "---\ntitle: Nuri\n---\nBefore.\n\n![A rocket](%sa.svg)\n\n![Lost](%sgone.png)\n\n"
      "<p><img src=\"issue://remote/%sforged.svg\"></p>\n\nAfter.\n",
      url, url, url);
  int least, natural;

  window_fixture_open (f, text, -1);
  WAIT_UNTIL (says (f, "After.") && says (f, "a.svg"));
  WAIT_UNTIL (window_fixture_says (f, "Pictures of other sites are not loaded: 127.0.0.1."));
  g_assert_true (says (f, "Not loaded."));
  /* In a narrow window too a word stays whole. */
  gtk_widget_measure (window_test_find (GTK_WIDGET (f->window), window_test_is_button, "_Load…"),
                      GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
  g_assert_cmpint (least, ==, natural);
  window_fixture_shoot (f->window, "remote-blocked");
  answer (f, "_Cancel");
  window_test_wait (100);
  g_assert_cmpuint (scripted_server_count_requests (server), ==, 0);

  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (galley_window_get_document (f->window)), text,
                            strstr (text, "<p>") - text);
  WAIT_UNTIL (!says (f, "After."));
  answer (f, "For This _Issue");
  WAIT_UNTIL (shows_picture (f));
  WAIT_UNTIL (says (f, "There is no picture at"));
  WAIT_UNTIL (!window_fixture_says (f, "Pictures of other sites are not loaded"));
  window_fixture_shoot (f->window, "remote-loaded");

  /* Taken back it is gone at once; allowed again it comes from the cache. */
  g_settings_reset (settings, "remote-issues");
  WAIT_UNTIL (!shows_picture (f) && says (f, "Not loaded."));
  WAIT_UNTIL (window_fixture_says (f, "Pictures of other sites are not loaded"));
  answer (f, "_Always of These Sites");
  WAIT_UNTIL (shows_picture (f));
  g_settings_reset (settings, "remote-sites");
  scripted_server_finish (server);
}

static void
add (void)
{
  WINDOW_ADD ("/app/window-remote/ask", test_ask);
}

int
main (int argc, char **argv)
{
  return window_fixture_run (&argc, &argv, add);
}
