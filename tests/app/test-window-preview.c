/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who sees what: readers one by one and side by side, the cut, what is for some alone. */

#include <webkit/webkit.h>

#include "galley-editor.h"
#include "galley-preview-window.h"
#include "galley-preview.h"
#include "window-fixture.h"

#define ISSUE                                                                                      \
  "---\ntitle: Nuri\nvisibility: paid\n---\nFor all.\n\n> [!FREE]\n> Please subscribe.\n\n"         \
  "> [!PAID]\n> Thank you.\n\n<!--members-only-->\n\nFor some.\n"

static void
dumped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char *html = galley_preview_dump_finish (GALLEY_PREVIEW (source), result, NULL);

  *(char **) user_data = html ? html : g_strdup ("");
}

static char *
dump (GtkWidget *preview)
{
  char *html = NULL;

  galley_preview_dump_async (GALLEY_PREVIEW (preview), dumped_cb, &html);
  WAIT_UNTIL (html != NULL);
  return html;
}

static gboolean
holds (GtkWidget *preview, const char *words)
{
  g_autofree char *html = preview ? dump (preview) : g_strdup ("");

  return strstr (html, words) != NULL;
}

static gboolean
is_preview (GtkWidget *widget, const char *words)
{
  return GALLEY_IS_PREVIEW (widget) && gtk_widget_get_mapped (widget);
}

static GtkWidget *
get_first (Fixture *f)
{
  return window_test_find (GTK_WIDGET (f->window), is_preview, NULL);
}

/* NULL: one is shown alone. */
static GtkWidget *
get_second (Fixture *f)
{
  GtkWidget *first = get_first (f);
  GtkWidget *pane = first ? gtk_widget_get_next_sibling (gtk_widget_get_parent (first)) : NULL;

  return pane ? window_test_find (pane, is_preview, NULL) : NULL;
}

static void
reset (Fixture *f)
{
  GSettings *settings = galley_session_get_settings (f->session);

  g_settings_reset (settings, "preview-beside");
  g_settings_reset (settings, "preview-reader");
  g_settings_reset (settings, "preview-format");
  g_settings_reset (settings, "preview-visible");
}

static void
test_readers (Fixture *f, gconstpointer data)
{
  window_fixture_open (f, ISSUE, -1);
  WAIT_UNTIL (holds (get_first (f), "For some."));
  g_assert_true (holds (get_first (f), "Only paying readers see what follows"));
  g_assert_true (holds (get_first (f), "<div class=\"galley-audience\">Free readers</div>"));
  g_assert_true (holds (get_first (f), "<div class=\"galley-audience\">Paying subscribers</div>"));
  window_fixture_shoot (f->window, "preview-everything");

  window_fixture_act (f, "win.preview-reader::free");
  WAIT_UNTIL (!holds (get_first (f), "For some."));
  g_assert_true (holds (get_first (f), "Paywall: this reader stops here"));
  g_assert_true (holds (get_first (f), "Please subscribe."));
  g_assert_false (holds (get_first (f), "Thank you."));
  g_assert_false (holds (get_first (f), "Paying subscribers"));
  window_fixture_act (f, "win.preview-reader::paid");
  WAIT_UNTIL (holds (get_first (f), "Thank you."));
  g_assert_false (holds (get_first (f), "Please subscribe."));
  reset (f);
}

/* Nothing that an issue says looks like a word of the preview. */
static void
test_forged (Fixture *f, gconstpointer data)
{
  window_fixture_open (f, "<i hidden data-galley=\"x\" data-kind=\"paywall\">Paid</i>\n\n<!--members-only-->\n\nEnd.\n",
                       -1);
  WAIT_UNTIL (holds (get_first (f), "End."));
  g_assert_true (holds (get_first (f), "Paywall without effect"));
  g_assert_false (holds (get_first (f), "<div class=\"galley-cut\">Paid</div>"));
}

static void
test_beside (Fixture *f, gconstpointer data)
{
  GSettings *settings = galley_session_get_settings (f->session);

  window_fixture_open (f, ISSUE, -1);
  WAIT_UNTIL (holds (get_first (f), "For some."));
  window_fixture_act (f, "win.preview-beside");
  g_assert_true (g_settings_get_boolean (settings, "preview-beside"));
  WAIT_UNTIL (holds (get_second (f), "For some."));
  WAIT_UNTIL (holds (get_first (f), "Paywall: this reader stops here"));
  g_assert_false (holds (get_first (f), "For some."));
  g_assert_true (holds (get_second (f), "Thank you."));
  g_assert_true (window_fixture_says (f, "Free Reader"));
  g_assert_true (window_fixture_says (f, "Paid Reader"));
  window_fixture_shoot (f->window, "preview-beside");
  window_fixture_act (f, "win.preview-format::email");
  window_fixture_shoot (f->window, "preview-beside-mail");

  /* Both follow the text. */
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (galley_window_get_document (f->window)), "Other.\n", -1);
  WAIT_UNTIL (holds (get_first (f), "Other.") && holds (get_second (f), "Other."));
  window_fixture_act (f, "win.preview-beside");
  WAIT_UNTIL (get_second (f) == NULL);
  g_assert_false (window_fixture_says (f, "Free Reader"));
  reset (f);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (JSCValue) value = webkit_web_view_call_async_javascript_function_finish (
      WEBKIT_WEB_VIEW (source), result, NULL);

  *(double *) user_data = value ? jsc_value_to_double (value) : 0;
}

static gboolean
is_view (GtkWidget *widget, const char *words)
{
  return WEBKIT_IS_WEB_VIEW (widget);
}

static double
run (GtkWidget *preview, const char *body)
{
  double answer = -1;

  webkit_web_view_call_async_javascript_function (
      WEBKIT_WEB_VIEW (window_test_find (preview, is_view, NULL)), body, -1, NULL, "editor", NULL,
      NULL, ran_cb, &answer);
  WAIT_UNTIL (answer >= 0);
  return answer;
}

/* Where one goes the other goes, and the source. */
static void
test_scroll (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  double first, second;

  for (guint i = 0; i < 120; i++)
    g_string_append_printf (text, "Paragraph %u says something of its own, at some length.\n\n", i);
  window_fixture_open (f, text->str, -1);
  window_fixture_act (f, "win.preview-beside");
  WAIT_UNTIL (holds (get_second (f), "Paragraph 119") && holds (get_first (f), "Paragraph 119"));
  window_test_wait (300);
  run (get_second (f), "window.scrollTo (0, 2000); return 0");
  WAIT_UNTIL (run (get_first (f), "return window.scrollY") > 1500);
  window_test_wait (300);
  first = run (get_first (f), "return window.scrollY");
  second = run (get_second (f), "return window.scrollY");
  g_assert_cmpfloat (ABS (first - second), <, 60);
  reset (f);
}

static GalleyEditor *
get_editor (Fixture *f)
{
  return GALLEY_EDITOR (window_fixture_find_type (f, "GalleyEditor"));
}

#define REST "const all = document.documentElement.scrollHeight - window.innerHeight;" \
             "return Math.max (all - window.scrollY, 0)"

static GtkAdjustment *
get_adjustment (Fixture *f)
{
  return gtk_scrollable_get_vadjustment (
      GTK_SCROLLABLE (galley_editor_get_view (get_editor (f))));
}

static double
get_rest (Fixture *f)
{
  GtkAdjustment *adjustment = get_adjustment (f);

  return gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment)
         - gtk_adjustment_get_value (adjustment);
}

/* A new issue that has text from the beginning: no line of it is laid out when its page is asked for. */
static void
test_new (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("---\ntitle: Nuri\n---\n");
  GListModel *windows = gtk_window_get_toplevels ();
  Fixture other = { 0 };

  for (guint i = 0; i < 60; i++)
    g_string_append_printf (text, "## Heading %u\n\n", i);
  window_fixture_open (f, text->str, -1);
  window_fixture_act (f, "win.new-from-last");
  WAIT_UNTIL (g_list_model_get_n_items (windows) == 2);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GalleyWindow) window = g_list_model_get_item (windows, i);

      if (window != f->window)
        other.window = window;
    }
  WAIT_UNTIL (galley_window_get_document (other.window) != NULL);
  WAIT_UNTIL (get_first (&other) && holds (get_first (&other), "Heading 59"));
  window_test_wait (300);
  g_assert_cmpfloat (run (get_first (&other), "return window.scrollY"), <, 2);
  galley_document_discard (galley_window_get_document (other.window));
  gtk_window_destroy (GTK_WINDOW (other.window));
}

/* The notes' place in the page is another one than in the source, and what is behind them has none. */
static void
test_end (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("Here is a note.[^a]\n\n[^a]: It is read at the end.\n\n");

  for (guint i = 0; i < 60; i++)
    g_string_append_printf (text, "## Heading %u\n\nParagraph %u says something.\n\n", i, i);
  window_fixture_open (f, text->str, -1);
  WAIT_UNTIL (holds (get_first (f), "Paragraph 59"));
  window_test_wait (300);
  gtk_adjustment_set_value (get_adjustment (f), 1e6);
  WAIT_UNTIL (run (get_first (f), REST) < 2);
  window_test_wait (300);
  gtk_adjustment_set_value (get_adjustment (f), 0);
  WAIT_UNTIL (run (get_first (f), "return window.scrollY") < 2);
  window_test_wait (300);
  run (get_first (f), "window.scrollTo (0, 1e6); return 0");
  WAIT_UNTIL (get_rest (f) < 2);
  window_test_wait (300);
  g_assert_cmpfloat (run (get_first (f), REST), <, 2);
  run (get_first (f), "window.scrollTo (0, 0); return 0");
  WAIT_UNTIL (gtk_adjustment_get_value (get_adjustment (f)) < 2);
  reset (f);
}

static double
get_top (Fixture *f)
{
  GtkScrollable *view = GTK_SCROLLABLE (galley_editor_get_view (get_editor (f)));

  return gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (view));
}

/* Opens or closes what stands beside the source, and waits until all have their place. */
static void
turn (Fixture *f, const char *action)
{
  int before = gtk_widget_get_width (GTK_WIDGET (get_editor (f)));

  window_fixture_act (f, action);
  WAIT_UNTIL (gtk_widget_get_width (GTK_WIDGET (get_editor (f))) != before);
  window_test_wait (500);
}

/* What comes and goes beside source and preview moves neither: their lines break anew, but what was at
 * the upper edge stays there, also with the cursor far away. */
static void
test_beside_stays (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  double source, page, align;

  for (guint i = 0; i < 120; i++)
    g_string_append_printf (text, "Paragraph %u says something of its own, at such a length that it "
                                  "takes several lines wherever it is shown, and then some more of them "
                                  "in a window that has less room for it.\n\n", i);
  window_fixture_open (f, text->str, -1);
  WAIT_UNTIL (holds (get_first (f), "Paragraph 119"));
  window_test_wait (300);
  galley_editor_scroll_to_line (get_editor (f), 81, 0);
  galley_preview_scroll_to_line (GALLEY_PREVIEW (get_first (f)), 81, 0);
  WAIT_UNTIL (run (get_first (f), "return window.scrollY") > 500);
  window_test_wait (300);
  source = get_top (f);
  page = run (get_first (f), "return window.scrollY");
  for (guint i = 0; i < 2; i++)
    {
      turn (f, "win.show-settings");
      WAIT_UNTIL (ABS (galley_editor_get_seen_line (get_editor (f), &align) - 81) <= 1);
      turn (f, "win.show-settings");
      WAIT_UNTIL (ABS (get_top (f) - source) <= 30);
      WAIT_UNTIL (ABS (run (get_first (f), "return window.scrollY") - page) <= 60);
    }
  /* It comes back where the source went meanwhile. */
  turn (f, "win.show-preview");
  galley_editor_scroll_to_line (get_editor (f), 21, 0);
  turn (f, "win.show-preview");
  WAIT_UNTIL (run (get_first (f), "return window.scrollY") < page / 2);
  reset (f);
}

static gboolean
is_source (GtkWidget *widget, const char *words)
{
  return GTK_SOURCE_IS_VIEW (widget);
}

static GtkWidget *
find_apart (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (GALLEY_IS_PREVIEW_WINDOW (window) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

/* On the other screen it is the same page, not one that was loaded again, with the same buttons; it
 * follows the text, and comes back when its window is closed. */
static void
test_apart (Fixture *f, gconstpointer data)
{
  GSettings *settings = galley_session_get_settings (f->session);
  g_autofree char *format = NULL;
  GtkWidget *preview;
  GtkPaned *paned = GTK_PANED (window_fixture_find_type (f, "GtkPaned"));
  gpointer apart;

  window_fixture_open (f, ISSUE, -1);
  WAIT_UNTIL (holds (get_first (f), "For some."));
  preview = get_first (f);
  gtk_paned_set_position (paned, 411);
  g_assert_cmpint (gtk_paned_get_position (paned), ==, 411);
  run (preview, "globalThis.mark = 7; return 0");
  window_fixture_act (f, "win.detach-preview");
  WAIT_UNTIL (find_apart () && window_test_find (find_apart (), is_preview, NULL) == preview);
  g_assert_null (get_first (f));
  g_assert_cmpfloat (run (preview, "return globalThis.mark"), ==, 7);
  window_test_click (find_apart (), "Mail");
  format = g_settings_get_string (settings, "preview-format");
  g_assert_cmpstr (format, ==, "email");
  WAIT_UNTIL (holds (preview, "role=\"presentation\""));
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (galley_window_get_document (f->window)), "Other.\n", -1);
  WAIT_UNTIL (holds (preview, "Other."));
  window_fixture_shoot (find_apart (), "preview-apart");
  window_fixture_shoot (f->window, "preview-apart-source");

  apart = find_apart ();
  g_object_add_weak_pointer (G_OBJECT (find_apart ()), &apart);
  gtk_window_close (GTK_WINDOW (find_apart ()));
  WAIT_UNTIL (find_apart () == NULL && get_first (f) == preview);
  g_assert_cmpfloat (run (preview, "return globalThis.mark"), ==, 7);
  WAIT_UNTIL (apart == NULL);
  /* As wide as it was, whatever the source had alone. */
  window_test_wait (50);
  g_assert_cmpint (gtk_paned_get_position (paned), ==, 411);
  window_fixture_act (f, "win.show-preview");
  window_test_wait (50);
  window_fixture_act (f, "win.show-preview");
  window_test_wait (50);
  g_assert_cmpint (gtk_paned_get_position (paned), ==, 411);
  /* A window that goes takes it along. */
  window_fixture_act (f, "win.detach-preview");
  WAIT_UNTIL (find_apart ());
  reset (f);
}

/* Each paragraph from its own side, in the source as in the page, and the page's elements as the
 * site has them. */
static void
test_direction (Fixture *f, gconstpointer data)
{
  static const char measure[]
      = "const p = [...document.querySelectorAll ('p, h2, li')]"
        ".find (one => one.textContent.startsWith (start));"
        "const range = document.createRange (); range.selectNodeContents (p);"
        "const text = range.getBoundingClientRect (), box = p.getBoundingClientRect ();"
        "return box.right - text.right < text.left - box.left ? 1 : 0";
  static const char mark[] = "const mark = document.querySelector ('.galley-current')"
                             ".getBoundingClientRect ();"
                             "const side = what => { const box = document.querySelector (what)"
                             ".getBoundingClientRect (); return mark.left > box.right ? 2"
                             " : mark.right < box.left ? 1 : 0; };";
  static const char bar[] = "const style = getComputedStyle (document.querySelector ('blockquote'));"
                            "return style.borderLeftWidth === '0px' && style.borderRightWidth !== '0px'"
                            " ? 1 : 0";
  g_autofree char *arabic = g_strconcat ("const start = 'م';", measure, NULL);
  g_autofree char *heading = g_strconcat ("const start = 'ع';", measure, NULL);
  g_autofree char *english = g_strconcat ("const start = 'E';", measure, NULL);
  g_autofree char *item = g_strconcat ("const start = '١';", measure, NULL);
  g_autofree char *year = g_strconcat ("const start = '٢';", measure, NULL);
  g_autofree char *in_note = g_strconcat (mark, "return side ('.kg-callout-card')", NULL);
  g_autofree char *in_list = g_strconcat (mark, "return side ('ul:not([dir])')", NULL);
  GtkTextView *view;
  GtkTextIter iter;
  GdkRectangle there, here;

  window_fixture_open (f, "---\ntitle: Nuri\nlang: ar\n---\nمرحبا بالعالم.\n\nEnglish.\n\n"
                          "- أول\n- ثان\n- ١٩٩٠\n\n> [!NOTE] ملاحظة\n> نص.\n\n- one\n- آخر\n\n"
                          "٢٠٢٦\n\n> قول\n\n## عنوان\n", -1);
  WAIT_UNTIL (holds (get_first (f), "English."));
  WAIT_UNTIL (run (get_first (f), arabic) == 1);
  g_assert_cmpfloat (run (get_first (f), english), ==, 0);
  g_assert_true (holds (get_first (f), "<p>مرحبا بالعالم.</p>"));
  g_assert_cmpfloat (run (get_first (f), "return document.documentElement.lang === 'ar' ? 1 : 0"), ==,
                     1);
  g_assert_cmpfloat (run (get_first (f), "const of = (what, i) => getComputedStyle ("
                                         "document.querySelectorAll (what)[i]).direction;"
                                         "return of ('ul', 0) + of ('.kg-callout-card', 0)"
                                         " + of ('ul', 1) === 'rtlrtlltr' ? 1 : 0"),
                     ==, 1);
  g_assert_cmpfloat (run (get_first (f), bar), ==, 1);
  g_assert_cmpfloat (run (get_first (f), item), ==, 1);
  g_assert_cmpfloat (run (get_first (f), year), ==, 1);
  g_assert_cmpfloat (run (get_first (f), "const page = document.documentElement;"
                                         "return page.scrollWidth - page.clientWidth"),
                     ==, 0);
  window_fixture_shoot (f->window, "preview-direction");
  galley_editor_go_to (get_editor (f), 13, 1);
  WAIT_UNTIL (run (get_first (f), in_note) == 2);
  galley_editor_go_to (get_editor (f), 16, 1);
  WAIT_UNTIL (run (get_first (f), in_list) == 1);

  view = GTK_TEXT_VIEW (window_test_find (GTK_WIDGET (f->window), is_source, NULL));
  gtk_text_buffer_get_iter_at_line (gtk_text_view_get_buffer (view), &iter, 4);
  gtk_text_view_get_iter_location (view, &iter, &there);
  gtk_text_buffer_get_iter_at_line (gtk_text_view_get_buffer (view), &iter, 6);
  gtk_text_view_get_iter_location (view, &iter, &here);
  g_assert_cmpint (there.x, >, here.x + 100);

  window_fixture_act (f, "win.preview-format::email");
  WAIT_UNTIL (holds (get_first (f), "role=\"presentation\""));
  g_assert_cmpfloat (run (get_first (f), heading), ==, 1);
  g_assert_cmpfloat (run (get_first (f), english), ==, 0);
  g_assert_cmpfloat (run (get_first (f), bar), ==, 1);
  g_assert_cmpfloat (run (get_first (f), item), ==, 1);
  g_assert_cmpfloat (run (get_first (f), year), ==, 1);
  reset (f);
}

/* Where the source takes the preview's place it does so for words at once, but a figure may be clicked
 * twice. */
static void
test_form (Fixture *f, gconstpointer data)
{
  GtkWidget *preview;

  gtk_window_set_default_size (GTK_WINDOW (f->window), 360, 640);
  WAIT_UNTIL (gtk_widget_get_width (GTK_WIDGET (f->window)) <= 400);
  window_fixture_open (f, "Words.\n\n![A pad](pad.png)\n", -1);
  window_test_wait (100);
  window_fixture_act (f, "win.show-preview");
  WAIT_UNTIL (holds (get_first (f), "Words."));
  preview = get_first (f);
  g_signal_emit_by_name (preview, "line-activated", 1);
  g_assert_false (gtk_widget_is_visible (preview));
  window_fixture_act (f, "win.show-preview");
  g_signal_emit_by_name (preview, "line-activated", 3);
  g_assert_true (gtk_widget_is_visible (preview));
  g_signal_emit_by_name (preview, "line-edited", 3);
  WAIT_UNTIL (window_test_find_window ("GalleyImageDialog"));
  window_test_wait (700);
  g_assert_true (gtk_widget_is_visible (preview));
  window_test_close (window_test_find_window ("GalleyImageDialog"));
  /* Once is once. */
  g_signal_emit_by_name (preview, "line-activated", 3);
  WAIT_UNTIL (!gtk_widget_is_visible (preview));
}

/* A page of its own is turned to for what is being written, not for what is above it. */
static void
test_page (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("---\ntitle: Nuri\n---\n");
  const char *edge = "const p = [...document.querySelectorAll ('p')].find (one =>"
                     " one.textContent === 'Paragraph 8.');"
                     "const { top } = p.getBoundingClientRect ();"
                     "return top > 0 && top < window.innerHeight ? 1 : 0";
  GtkTextBuffer *buffer;
  GtkTextIter iter;

  for (guint i = 0; i < 60; i++)
    g_string_append_printf (text, "Paragraph %u.\n\n", i);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 360, 640);
  WAIT_UNTIL (gtk_widget_get_width (GTK_WIDGET (f->window)) <= 400);
  window_fixture_open (f, text->str, -1);
  window_test_wait (300);
  /* All of what there is room for. */
  g_assert_true (window_fixture_says (f, "Saved"));
  buffer = GTK_TEXT_BUFFER (galley_window_get_document (f->window));
  gtk_text_buffer_get_iter_at_line (buffer, &iter, 19);
  gtk_text_buffer_place_cursor (buffer, &iter);
  WAIT_UNTIL (galley_editor_shows_cursor (get_editor (f)));
  window_fixture_act (f, "win.show-preview");
  WAIT_UNTIL (holds (get_first (f), "Paragraph 59."));
  WAIT_UNTIL (run (get_first (f), edge) == 1);
}

/* The source is still on its way to the cursor when there is something new at it: near the end, where
 * the page is ahead of the source, that is seen nevertheless. */
static void
test_written (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *seen = "const p = [...document.querySelectorAll ('p')].find (one =>"
                     " one.textContent.startsWith ('Written.'));"
                     "const { top, bottom } = p.getBoundingClientRect ();"
                     "return bottom > 0 && top < window.innerHeight ? 1 : 0";
  GtkTextView *view;
  GtkAdjustment *adjustment;
  GdkRectangle rect;
  GtkTextIter iter;

  for (guint i = 0; i < 60; i++)
    g_string_append_printf (text, "## Heading %u\n\nParagraph %u says something.\n\n", i, i);
  window_fixture_open (f, text->str, -1);
  WAIT_UNTIL (holds (get_first (f), "Paragraph 59"));
  window_test_wait (300);
  view = GTK_TEXT_VIEW (galley_editor_get_view (get_editor (f)));
  adjustment = get_adjustment (f);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment)
                                            - 1.3 * gtk_adjustment_get_page_size (adjustment));
  gtk_text_view_get_visible_rect (view, &rect);
  gtk_text_view_get_line_at_y (view, &iter, rect.y + 40, NULL);
  gtk_text_iter_set_line (&iter, gtk_text_iter_get_line (&iter) / 4 * 4 + 2);
  gtk_text_buffer_place_cursor (gtk_text_view_get_buffer (view), &iter);
  gtk_text_buffer_insert_interactive_at_cursor (gtk_text_view_get_buffer (view), "Written. ", -1,
                                                TRUE);
  WAIT_UNTIL (holds (get_first (f), "Written."));
  g_assert_cmpfloat (run (get_first (f), seen), ==, 1);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) - 3);
  g_assert_cmpfloat (run (get_first (f), seen), ==, 1);
  /* Who then goes elsewhere is followed there. */
  galley_editor_go_to (get_editor (f), 1, 1);
  WAIT_UNTIL (run (get_first (f), "return window.scrollY") < 100);
  reset (f);
}

static GtkWidget *
find_page (Fixture *f)
{
  return window_test_find (get_first (f), window_test_is_type, "WebKitWebView");
}

/* A file on the page is one on the source: an issue opens. */
static void
test_drop (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "other.md", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_auto (GValue) value = G_VALUE_INIT;
  GListModel *windows = gtk_window_get_toplevels ();
  gboolean handled = FALSE;

  g_assert_true (g_file_set_contents (path, "Other.\n", -1, NULL));
  window_fixture_open (f, "Text.\n", -1);
  WAIT_UNTIL (find_page (f) != NULL);
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_array (&file, 1));
  for (GtkWidget *widget = find_page (f); widget && !handled; widget = gtk_widget_get_parent (widget))
    {
      g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

      for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
        {
          g_autoptr (GtkEventController) drop = g_list_model_get_item (controllers, i);

          if (GTK_IS_DROP_TARGET (drop)
              && gtk_event_controller_get_propagation_phase (drop) == GTK_PHASE_CAPTURE)
            g_signal_emit_by_name (drop, "drop", &value, 9.0, 9.0, &handled);
        }
    }
  g_assert_true (handled);
  WAIT_UNTIL (g_list_model_get_n_items (windows) == 2);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GalleyWindow) window = g_list_model_get_item (windows, i);
      GalleyDocument *document = galley_window_get_document (window);

      if (window == f->window)
        continue;
      WAIT_UNTIL (!galley_document_is_busy (document));
      g_assert_cmpstr (galley_document_get_path (document), ==, path);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

static void
add (void)
{
  WINDOW_ADD ("/app/window-preview/drop", test_drop);
  WINDOW_ADD ("/app/window-preview/direction", test_direction);
  WINDOW_ADD ("/app/window-preview/apart", test_apart);
  WINDOW_ADD ("/app/window-preview/readers", test_readers);
  WINDOW_ADD ("/app/window-preview/forged", test_forged);
  WINDOW_ADD ("/app/window-preview/beside", test_beside);
  WINDOW_ADD ("/app/window-preview/scroll", test_scroll);
  WINDOW_ADD ("/app/window-preview/new", test_new);
  WINDOW_ADD ("/app/window-preview/end", test_end);
  WINDOW_ADD ("/app/window-preview/form", test_form);
  WINDOW_ADD ("/app/window-preview/page", test_page);
  WINDOW_ADD ("/app/window-preview/written", test_written);
  WINDOW_ADD ("/app/window-preview/beside-stays", test_beside_stays);
}

int
main (int argc, char **argv)
{
  return window_fixture_run (&argc, &argv, add);
}
