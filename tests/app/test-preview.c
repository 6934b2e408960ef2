/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A real window with a real web view: what is shown, what is patched, and what must never happen. */

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <webkit/webkit.h>

#include "galley-file.h"
#include "galley-preview.h"
#include "window-test.h"

typedef struct {
  GtkWidget     *window;
  GalleyPreview *preview;
  char          *folder;
  char          *answer;
  guint          n_painted;
  guint          line;
  int            dropped_behind; /* a line; -1: nothing was dropped yet */
} Fixture;

static void
painted_cb (Fixture *fixture)
{
  fixture->n_painted++;
}

static void
line_activated_cb (GalleyPreview *preview,
                   guint          line,
                   Fixture       *fixture)
{
  fixture->line = line;
}

static void
files_dropped_cb (GalleyPreview     *preview,
                  const char *const *paths,
                  guint              line,
                  Fixture           *fixture)
{
  g_assert_cmpstr (paths[0], ==, "/tmp/flag.png");
  g_assert_null (paths[1]);
  fixture->dropped_behind = (int) line;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("galley-preview-XXXXXX", NULL);
  fixture->window = gtk_window_new ();
  fixture->preview = GALLEY_PREVIEW (galley_preview_new ());
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 700, 500);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->preview));
  g_signal_connect_swapped (fixture->preview, "painted", G_CALLBACK (painted_cb), fixture);
  g_signal_connect (fixture->preview, "line-activated", G_CALLBACK (line_activated_cb), fixture);
  g_signal_connect (fixture->preview, "files-dropped", G_CALLBACK (files_dropped_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  GalleyPreview *preview = g_object_ref (fixture->preview);

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  /* Answers of the web view that are under way hold it a little longer. */
  WAIT_UNTIL (G_OBJECT (preview)->ref_count == 1);
  g_assert_finalize_object (preview);
  g_assert_true (galley_file_remove_tree (fixture->folder));
  g_free (fixture->folder);
  g_free (fixture->answer);
}

static void
show (Fixture    *fixture,
      const char *text)
{
  guint before = fixture->n_painted;
  g_autoptr (GalleyIssue) issue = galley_issue_new (text, -1);

  galley_preview_show (fixture->preview, issue, fixture->folder);
  WAIT_UNTIL (fixture->n_painted > before);
}

static void
dumped_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;

  fixture->answer = galley_preview_dump_finish (GALLEY_PREVIEW (source), result, &error);
  g_assert_no_error (error);
}

static const char *
dump (Fixture *fixture)
{
  g_clear_pointer (&fixture->answer, g_free);
  galley_preview_dump_async (fixture->preview, dumped_cb, fixture);
  WAIT_UNTIL (fixture->answer != NULL);
  return fixture->answer;
}

static WebKitWebView *
find_view (GtkWidget *widget)
{
  if (WEBKIT_IS_WEB_VIEW (widget))
    return WEBKIT_WEB_VIEW (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      WebKitWebView *view = find_view (child);
      if (view != NULL)
        return view;
    }
  return NULL;
}

static void
ran_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JSCValue) value = webkit_web_view_call_async_javascript_function_finish (
      WEBKIT_WEB_VIEW (source), result, &error);

  g_assert_no_error (error);
  fixture->answer = jsc_value_to_string (value);
}

static const char *
run (Fixture    *fixture,
     const char *body)
{
  g_clear_pointer (&fixture->answer, g_free);
  webkit_web_view_call_async_javascript_function (find_view (GTK_WIDGET (fixture->preview)), body,
                                                  -1, NULL, "editor", NULL, NULL, ran_cb, fixture);
  WAIT_UNTIL (fixture->answer != NULL);
  return fixture->answer;
}

static GtkEventController *
find_drop_target (Fixture *fixture)
{
  GtkWidget *view = GTK_WIDGET (find_view (GTK_WIDGET (fixture->preview)));
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (view);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return controller;
    }
  return NULL;
}

/* Of the line behind which it fell. */
static int
drop (Fixture *fixture,
      double   y)
{
  GtkEventController *target = find_drop_target (fixture);
  g_autoptr (GFile) file = g_file_new_for_path ("/tmp/flag.png");
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_array (&file, 1));
  fixture->dropped_behind = -1;
  g_signal_emit_by_name (target, "drop", &value, 50.0, y, &taken);
  g_assert_true (taken);
  WAIT_UNTIL (fixture->dropped_behind >= 0);
  return fixture->dropped_behind;
}

/* A page enlarged twice, so that its pixels are not the view's. */
static void
test_drop (Fixture       *fixture,
           gconstpointer  data)
{
  GdkDragAction action = 0;
  double top, bottom;

  g_object_set (fixture->preview, "zoom", 2.0, NULL);
  show (fixture, "---\ntitle: T\n---\nFirst.\n\nSecond.\n\nThird.\n");
  top = g_ascii_strtod (run (fixture, "return 2 * document.querySelectorAll ('p')[1]"
                                      ".getBoundingClientRect ().top;"), NULL);
  bottom = g_ascii_strtod (run (fixture, "return 2 * document.querySelectorAll ('p')[1]"
                                         ".getBoundingClientRect ().bottom;"), NULL);
  g_assert_cmpint (drop (fixture, 1), ==, 0);
  g_assert_cmpint (drop (fixture, top + 2), ==, 4);
  g_assert_cmpint (drop (fixture, bottom - 2), ==, 6);

  show (fixture, "First.\n\nSecond.\n");
  g_assert_cmpint (drop (fixture, 1), ==, 0);
  /* What is on its way is shown where it would go, and no longer when it left. */
  g_signal_emit_by_name (find_drop_target (fixture), "motion", 50.0, bottom - 2, &action);
  g_assert_cmpint (action, ==, GDK_ACTION_COPY);
  g_assert_cmpstr (run (fixture, "const bar = document.querySelector ('.galley-drop');"
                                 "return bar.getBoundingClientRect ().width > 100;"),
                   ==, "true");
  g_signal_emit_by_name (find_drop_target (fixture), "leave");
  g_assert_cmpstr (run (fixture, "return document.querySelectorAll ('.galley-drop').length;"), ==,
                   "0");
}

static void
write_picture (Fixture    *fixture,
               const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 32, 16);
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_fill (pixbuf, 0xcc3311ff);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  gdk_pixbuf_save (pixbuf, path, "png", &error, NULL);
  g_assert_no_error (error);
}

static void
test_patch (Fixture       *fixture,
            gconstpointer  data)
{
  show (fixture, "First words\n\nSecond words\n\nThird words\n");
  g_assert_nonnull (strstr (dump (fixture), "First words"));
  g_assert_nonnull (strstr (dump (fixture), "Third words"));

  run (fixture, "for (const p of document.querySelectorAll ('p')) p.dataset.kept = 'yes';");
  show (fixture, "First words\n\nOther words\n\nAnd more\n\nThird words\n");
  dump (fixture);
  g_assert_null (strstr (fixture->answer, "Second words"));
  g_assert_cmpstr (run (fixture, "return [...document.querySelectorAll ('p')]"
                                 ".filter (p => /words|more/.test (p.textContent))"
                                 ".map (p => p.textContent.trim () + '=' + p.dataset.kept).join ()"),
                   ==, "First words=yes,Other words=undefined,And more=undefined,Third words=yes");

  show (fixture, "Third words\n");
  g_assert_null (strstr (dump (fixture), "First words"));
  g_assert_nonnull (strstr (fixture->answer, "Third words"));
  show (fixture, "");
  g_assert_null (strstr (dump (fixture), "Third words"));
}

static void
test_newest_wins (Fixture       *fixture,
                  gconstpointer  data)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *text = g_strdup_printf ("Version %u\n\nEnd\n", i);
      g_autoptr (GalleyIssue) issue = galley_issue_new (text, -1);
      galley_preview_show (fixture->preview, issue, NULL);
    }
  WAIT_UNTIL (fixture->n_painted > 0 && strstr (dump (fixture), "Version 199") != NULL);
  g_assert_null (strstr (fixture->answer, "Version 198"));
}

static void
test_scroll_stays (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  double before;
  double after;

  for (guint i = 0; i < 120; i++)
    g_string_append_printf (text, "Paragraph %u stands here.\n\n", i);
  show (fixture, text->str);
  galley_preview_scroll_to_line (fixture->preview, 121, 0);
  before = g_ascii_strtod (run (fixture, "return window.scrollY"), NULL);
  g_assert_cmpfloat (before, >, 100);
  g_assert_cmpstr (run (fixture, "return [...document.querySelectorAll ('p')]"
                                 ".find (p => p.getBoundingClientRect ().top >= -2).textContent"),
                   ==, "Paragraph 60 stands here.");

  /* Below what is looked at nothing moves; above it the page moves along. */
  g_string_append (text, "The end.\n");
  show (fixture, text->str);
  after = g_ascii_strtod (run (fixture, "return window.scrollY"), NULL);
  g_assert_cmpfloat_with_epsilon (after, before, 1.5);
  g_string_prepend (text, "A new beginning.\n\n");
  show (fixture, text->str);
  g_assert_cmpstr (run (fixture, "return [...document.querySelectorAll ('p')]"
                                 ".find (p => p.getBoundingClientRect ().top >= -2).textContent"),
                   ==, "Paragraph 60 stands here.");
}

/* The cursor is far from what is looked at: only who writes is brought to it. */
static void
test_looking_stays (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  double before;

  for (guint i = 0; i < 120; i++)
    g_string_append_printf (text, "Paragraph %u stands here.\n\n", i);
  show (fixture, text->str);
  galley_preview_set_current_line (fixture->preview, 1);
  galley_preview_scroll_to_line (fixture->preview, 121, 0);
  before = g_ascii_strtod (run (fixture, "return window.scrollY"), NULL);
  g_assert_cmpfloat (before, >, 100);

  show (fixture, text->str);
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (run (fixture, "return window.scrollY"), NULL), before,
                                  1.5);
  text->str[0] = 'p';
  show (fixture, text->str);
  g_assert_cmpfloat (g_ascii_strtod (run (fixture, "return window.scrollY"), NULL), <, 100);
}

static void
scrolled_cb (guint *n_scrolled)
{
  ++*n_scrolled;
}

/* Nobody scrolled to where a page that became shorter ends. */
static void
test_shorter (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_scrolled = 0;

  for (guint i = 0; i < 120; i++)
    g_string_append_printf (text, "Paragraph %u stands here.\n\n", i);
  show (fixture, text->str);
  galley_preview_scroll_to_line (fixture->preview, 201, 0);
  WAIT_UNTIL (g_ascii_strtod (run (fixture, "return window.scrollY"), NULL) > 1000);
  window_test_wait (300);
  g_signal_connect_swapped (fixture->preview, "scrolled-to-line", G_CALLBACK (scrolled_cb),
                            &n_scrolled);
  g_string_truncate (text, 1000);
  show (fixture, text->str);
  WAIT_UNTIL (g_ascii_strtod (run (fixture, "return window.scrollY"), NULL) < 2000);
  window_test_wait (300);
  g_assert_cmpuint (n_scrolled, ==, 0);
}

/* What was asked for before the page had anything is done when it has. */
static void
test_behind (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  show (fixture, "");
  g_assert_false (galley_preview_scroll_to_line (fixture->preview, 121, 0));
  for (guint i = 0; i < 120; i++)
    g_string_append_printf (text, "Paragraph %u stands here.\n\n", i);
  show (fixture, text->str);
  g_assert_cmpstr (run (fixture, "return [...document.querySelectorAll ('p')]"
                                 ".find (p => p.getBoundingClientRect ().top >= -2).textContent"),
                   ==, "Paragraph 60 stands here.");
}

static void
test_click (Fixture       *fixture,
            gconstpointer  data)
{
  show (fixture, "First words\n\nSecond words\n\nThird words\n");
  run (fixture, "[...document.querySelectorAll ('p')].find (p => p.textContent.trim () === 'Third words')"
                ".dispatchEvent (new MouseEvent ('click', { bubbles: true, detail: 1 }))");
  WAIT_UNTIL (fixture->line != 0);
  g_assert_cmpuint (fixture->line, ==, 5);
}

static void
line_edited_cb (GalleyPreview *preview,
                guint          line,
                Fixture       *fixture)
{
  fixture->line = line;
}

static void
test_double_click (Fixture       *fixture,
                   gconstpointer  data)
{
  show (fixture, "First words\n\nSecond words\nand more\n\nThird words\n");
  g_signal_connect (fixture->preview, "line-edited", G_CALLBACK (line_edited_cb), fixture);
  run (fixture, "document.querySelectorAll ('p')[1]"
                ".dispatchEvent (new MouseEvent ('dblclick', { bubbles: true, detail: 2 }))");
  WAIT_UNTIL (fixture->line != 0);
  g_assert_cmpuint (fixture->line, ==, 3);
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  guint *n_requests = user_data;

  (*n_requests)++;
  soup_server_message_set_status (message, 200, NULL);
}

static const char hostile[]
    = "Before\n\n"
      "![remote](@URL@/figure.png)\n\n"
      "<div><img src=\"@URL@/a.png\" onerror=\"document.body.dataset.ran='1'\"></div>\n\n"
      "<div><script>document.body.dataset.ran = '2'</script></div>\n\n"
      "<div><script src=\"@URL@/b.js\"></script><link rel=\"stylesheet\" href=\"@URL@/c.css\"></div>\n\n"
      "<div><link rel=\"preconnect\" href=\"@URL@\"><link rel=\"preload\" as=\"image\" href=\"@URL@/p\"></div>\n\n"
      "<style>@import url('@URL@/d.css'); body { background: url('@URL@/e.png') }</style>\n\n"
      "<iframe src=\"@URL@/f\"></iframe>\n\n"
      "<object data=\"@URL@/g\"></object>\n\n"
      "<video src=\"@URL@/h.mp4\" poster=\"@URL@/i.png\" autoplay></video>\n\n"
      "<svg width=\"9\" height=\"9\"><image href=\"@URL@/j.png\"/></svg>\n\n"
      "<meta http-equiv=\"refresh\" content=\"0; url=@URL@/refresh\">\n\n"
      "<div><img srcset=\"@URL@/k.png 1x\"><input type=image src=\"@URL@/l.png\"></div>\n\n"
      "<iframe srcdoc=\"<img src='@URL@/m.png'>\"></iframe>\n\n"
      "<style>@font-face { font-family: n; src: url('@URL@/n.woff') } * { font-family: n !important }"
      "</style>\n\n"
      "<div><embed src=\"@URL@/o\"><audio src=\"@URL@/q.mp3\" autoplay></audio>"
      "<link rel=\"prefetch\" href=\"@URL@/r\"><link rel=\"dns-prefetch\" href=\"@URL@\"></div>\n\n"
      "<svg width=\"9\" height=\"9\"><use href=\"@URL@/s.svg#t\"/></svg>\n\n"
      "<div id=\"going\"><a href=\"@URL@/u\" ping=\"@URL@/v\">A link</a></div>\n\n"
      "<div><img name=\"body\"><form name=\"head\"><input name=\"parentNode\"></form></div>\n\n"
      "After\n";

static void
test_offline (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *address = NULL;
  g_autofree char *fetch = NULL;
  g_autoptr (GString) text = g_string_new (hostile);
  GSList *uris;
  guint n_requests = 0;

  soup_server_add_handler (server, NULL, request_cb, &n_requests, NULL);
  g_assert_true (soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL));
  uris = soup_server_get_uris (server);
  address = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  g_string_replace (text, "@URL@", address, 0);
  show (fixture, text->str);
  /* Also what our own world asks for. */
  fetch = g_strdup_printf ("window.fetch ('%s/own').catch (() => {}); return ''", address);
  run (fixture, fetch);
  run (fixture, "document.querySelector ('#going a').click ()");
  window_test_wait (700);
  g_assert_nonnull (strstr (dump (fixture), "After"));
  g_assert_null (strstr (fixture->answer, "data-ran"));
  show (fixture, "Still patched\n");
  g_assert_nonnull (strstr (dump (fixture), "Still patched"));
  g_assert_null (strstr (fixture->answer, "After"));
  g_assert_cmpuint (n_requests, ==, 0);

  /* The server would have counted. */
  message = soup_message_new ("GET", address);
  soup_session_send_async (session, message, 0, NULL, NULL, NULL);
  WAIT_UNTIL (n_requests == 1);
}

static void
test_inside_folder (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *whole = g_strdup (fixture->folder);
  g_autofree char *inner = g_build_filename (whole, "issue", NULL);
  g_autofree char *link = g_build_filename (inner, "assets", "link.png", NULL);
  g_autofree char *out = NULL;
  g_autoptr (GString) text = NULL;

  write_picture (fixture, "issue/assets/in.png");
  write_picture (fixture, "issue/assets/two words.png");
  write_picture (fixture, "out.png");
  g_assert_cmpint (symlink ("../../out.png", link), ==, 0);
  g_free (fixture->folder);
  fixture->folder = g_steal_pointer (&inner);

  out = g_strconcat ("file://", whole, "/out.png", NULL);
  text = g_string_new ("![in](assets/in.png)\n\n![words](<assets/two words.png>)\n\n"
                 "<div><img src=\"issue:///../out.png\"><img src=\"issue:///%2e%2e/out.png\">"
                 "<img src=\"issue:///assets/link.png\"><img src=\"@OUT@\"></div>\n");
  g_string_replace (text, "@OUT@", out, 0);
  show (fixture, text->str);
  WAIT_UNTIL (g_str_equal (run (fixture, "return String ([...document.images]"
                                         ".every (image => image.complete))"),
                           "true"));
  window_test_shoot (fixture->window, "preview-inside");
  g_assert_cmpstr (run (fixture, "return [...document.images].map (i => i.naturalWidth).join ()"),
                   ==, "32,32,0,0,0,0");
  g_free (fixture->folder);
  fixture->folder = g_steal_pointer (&whole);
}

static void
test_paywall (Fixture       *fixture,
              gconstpointer  data)
{
  guint before;

  show (fixture, "---\nvisibility: paid\n---\nFor all\n\n<!--members-only-->\n\nFor some\n");
  g_assert_nonnull (strstr (dump (fixture), "galley-cut"));
  g_assert_nonnull (strstr (fixture->answer, "For some"));
  before = fixture->n_painted;
  g_object_set (fixture->preview, "reader", GALLEY_READER_FREE, NULL);
  WAIT_UNTIL (fixture->n_painted > before);
  g_assert_nonnull (strstr (dump (fixture), "For all"));
  g_assert_null (strstr (fixture->answer, "For some"));
  before = fixture->n_painted;
  g_object_set (fixture->preview, "format", "email", NULL);
  WAIT_UNTIL (fixture->n_painted > before);
  g_assert_nonnull (strstr (dump (fixture), "<table"));
  g_assert_null (strstr (fixture->answer, "For some"));
}

static void
test_crash (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *place = NULL;
  guint before;

  for (guint i = 0; i < 120; i++)
    g_string_append_printf (text, "Paragraph %u stands here.\n\n", i);
  show (fixture, text->str);
  g_assert_true (galley_preview_scroll_to_line (fixture->preview, 81, 0));
  place = g_strdup (run (fixture, "return window.scrollY;"));
  g_assert_cmpint ((int) g_ascii_strtod (place, NULL), >, 500);
  before = fixture->n_painted;
  webkit_web_view_terminate_web_process (find_view (GTK_WIDGET (fixture->preview)));
  WAIT_UNTIL (fixture->n_painted > before);
  g_assert_nonnull (strstr (dump (fixture), "Paragraph 119"));
  g_assert_cmpstr (run (fixture, "return window.scrollY;"), ==, place);
}

#define TOP                                                                                       \
  "return String ([...document.querySelectorAll ('p')]"                                           \
  ".findIndex (p => p.getBoundingClientRect ().bottom > 2))"

#define WIDTH "return String (document.documentElement.clientWidth)"

static void
test_phone (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 120; i++)
    g_string_append_printf (text, "Paragraph %u stands here, with more words than a line of a phone "
                                  "has room for, and with some more behind them.\n\n", i);
  show (fixture, text->str);
  g_assert_cmpstr (run (fixture, "return String (window.innerWidth > 600)"), ==, "true");
  g_assert_true (galley_preview_scroll_to_line (fixture->preview, 81, 0));
  WAIT_UNTIL (g_str_equal (run (fixture, TOP), "40"));
  g_object_set (fixture->preview, "phone", TRUE, NULL);
  WAIT_UNTIL (g_str_equal (run (fixture, WIDTH), "390"));
  /* The same words are at the upper edge, in more lines. */
  WAIT_UNTIL (g_str_equal (run (fixture, TOP), "40"));
}

/* Where the bar is, of the block that has it beside it, or "" when it has none. */
#define MARKED                                                                                    \
  "const bar = document.querySelector ('.galley-current');"                                       \
  "if (bar === null || bar.hidden) return '';"                                                    \
  "const at = bar.getBoundingClientRect ().top;"                                                  \
  "return [...document.querySelectorAll ('p')]"                                                   \
  ".find (p => Math.abs (p.getBoundingClientRect ().top - at) < 2)?.textContent ?? '';"

static void
test_current (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *before = NULL;

  for (guint i = 0; i < 120; i++)
    g_string_append_printf (text, "Paragraph %u stands here.\n\n", i);
  galley_preview_set_current_line (fixture->preview, 3);
  show (fixture, text->str);
  g_assert_cmpstr (run (fixture, MARKED), ==, "Paragraph 1 stands here.");
  /* The page is what its readers get. */
  g_assert_null (strstr (dump (fixture), "galley-current"));

  /* Out of sight: the page goes there; in sight: it stays. */
  galley_preview_set_current_line (fixture->preview, 161);
  WAIT_UNTIL (g_str_equal (run (fixture, MARKED), "Paragraph 80 stands here."));
  before = g_strdup (run (fixture, "return window.scrollY"));
  g_assert_cmpfloat (g_ascii_strtod (before, NULL), >, 100);
  galley_preview_set_current_line (fixture->preview, 163);
  WAIT_UNTIL (g_str_equal (run (fixture, MARKED), "Paragraph 81 stands here."));
  g_assert_cmpstr (run (fixture, "return window.scrollY"), ==, before);
  galley_preview_set_current_line (fixture->preview, 0);
  WAIT_UNTIL (g_str_equal (run (fixture, MARKED), ""));
}

/* What was to be seen is so in a page that becomes narrow, too: there it would be below. */
static void
test_current_narrow (Fixture       *fixture,
                     gconstpointer  data)
{
  const char *seen = "const { top, bottom } = document.querySelector ('.galley-current')"
                     ".getBoundingClientRect ();"
                     "return innerWidth < 500 && top < innerHeight && bottom > 0";
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 60; i++)
    g_string_append_printf (text, "Paragraph %u says something of its own, at such a length that it "
                                  "takes several lines wherever it is shown, and then some more of "
                                  "them in a page that has less room for it.\n\n", i);
  show (fixture, text->str);
  galley_preview_set_current_line (fixture->preview, 47);
  galley_preview_scroll_to_line (fixture->preview, 41, 0);
  galley_preview_show_current (fixture->preview);
  run (fixture, "return 0");
  g_object_set (fixture->preview, "phone", TRUE, NULL);
  WAIT_UNTIL (g_str_equal (run (fixture, seen), "true"));
}

static void
test_pictures_stay (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *assets = g_build_filename (fixture->folder, "assets", NULL);

  g_assert_cmpint (g_mkdir (assets, 0700), ==, 0);
  write_picture (fixture, "assets/a.png");
  show (fixture, "![One](assets/a.png \"A caption\")\n\nWords\n");
  run (fixture, "window.before = document.images[0]");
  show (fixture, "![Two](assets/a.png \"Another caption\")\n\nWords\n");
  g_assert_cmpstr (run (fixture, "return String (window.before === document.images[0])"), ==,
                   "true");
  g_assert_cmpstr (run (fixture, "return document.images[0].alt"), ==, "Two");
  g_assert_nonnull (strstr (dump (fixture), "Another caption"));
}

static gboolean
is_pdf (const char *path)
{
  g_autofree char *bytes = NULL;

  return g_file_get_contents (path, &bytes, NULL, NULL) && g_str_has_prefix (bytes, "%PDF")
         && strlen (bytes) > 8;
}

static GtkPrintSettings *
new_settings (const char *path)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  GtkPrintSettings *settings = gtk_print_settings_new ();

  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_URI, uri);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf");
  gtk_print_settings_set_printer (settings, "Print to File");
  return settings;
}

/* Who asks before there is a page gets it when there is one. */
static void
test_print_waits (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "issue.pdf", NULL);
  g_autoptr (GtkPrintSettings) settings = new_settings (path);

  g_assert_true (
      galley_preview_print (fixture->preview, GTK_WINDOW (fixture->window), settings));
  WAIT_UNTIL (find_view (GTK_WIDGET (fixture->preview)) != NULL);
  window_test_wait (200);
  g_assert_false (is_pdf (path));
  show (fixture, "Some words\n");
  WAIT_UNTIL (is_pdf (path));
}

static void
test_print (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "issue.pdf", NULL);
  g_autoptr (GtkPrintSettings) settings = new_settings (path);
  g_autoptr (GString) text = g_string_new (NULL);
  const char *far = "return String (document.images[0].naturalWidth)";

  for (guint i = 0; i < 400; i++)
    g_string_append_printf (text, "Paragraph %u stands here.\n\n", i);
  g_string_append (text, "![Far](far.png)\n");
  write_picture (fixture, "far.png");
  show (fixture, text->str);
  g_assert_cmpstr (run (fixture, far), ==, "0");
  g_assert_true (
      galley_preview_print (fixture->preview, GTK_WINDOW (fixture->window), settings));
  WAIT_UNTIL (is_pdf (path));
  /* A picture that nobody has scrolled to is on paper too. */
  g_assert_cmpstr (run (fixture, far), !=, "0");
}

/* The preview's own, as if it were the page's: a script sees only that. */
static void
give_style (Fixture *fixture)
{
  g_autoptr (GBytes) css = g_resources_lookup_data (
      "/io/github/galleyeditor/Galley/galley-preview.css", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = g_base64_encode (g_bytes_get_data (css, NULL), g_bytes_get_size (css));
  g_autofree char *body = g_strdup_printf ("const style = document.createElement ('style');"
                                           "style.textContent = atob ('%s');"
                                           "document.head.append (style)",
                                           text);

  run (fixture, body);
}

static void
use_paper (Fixture *fixture)
{
  run (fixture, "for (const sheet of document.styleSheets) for (const rule of sheet.cssRules)"
                " if (rule.media && rule.media.mediaText === 'print') rule.media.mediaText = 'all'");
}

/* A heading has the room of the picture that follows it, also behind another heading. */
static void
test_paper_heading (Fixture       *fixture,
                    gconstpointer  data)
{
  write_picture (fixture, "pad.png");
  show (fixture, "## First\n\n### Second\n\n![Pad](pad.png){.full}\n\n## Third\n\nWords\n");
  give_style (fixture);
  run (fixture, "await galley.preparePaper ();");
  g_assert_cmpstr (run (fixture, "return document.images[0].naturalWidth"), ==, "32");
  use_paper (fixture);
  g_assert_cmpstr (run (fixture, "const end = document.images[0].getBoundingClientRect ().bottom;"
                                 " return [...document.querySelectorAll ('h2, h3')]"
                                 ".map (one => one.getBoundingClientRect ().bottom >= end).join ()"),
                   ==, "true,true,true");
}

/* A grid is one piece where a page ends: its lines would be cut. The rules of paper, put to work. */
static void
test_paper (Fixture       *fixture,
            gconstpointer  data)
{
  show (fixture, "## Heading\n\nSome words\n\n```\ncode\n```\n\n"
                 "| 100,000,000,000,000,000 | 100,000,000,000,000,000 | 100,000,000,000,000,000 |"
                 " 100,000,000,000,000,000 | 100,000,000,000,000,000 |\n"
                 "|---|---|---|---|---|\n| a | b | c | d | e |\n");
  /* On the screen a wide table is moved to and fro by itself; on paper nothing can be. */
  g_assert_cmpstr (run (fixture, "return document.documentElement.scrollWidth <= window.innerWidth"
                                 " ? 'fits' : 'wide'"),
                   ==, "fits");
  g_assert_cmpstr (run (fixture, "return getComputedStyle (document.querySelector ('main')).display"),
                   ==, "grid");
  give_style (fixture);
  use_paper (fixture);
  /* What a font makes of digits for a language has no text in a PDF. */
  g_assert_cmpstr (run (fixture, "return getComputedStyle (document.querySelector ('p'))"
                                 ".fontFeatureSettings"),
                   ==, "\"locl\" 0");
  g_assert_cmpstr (run (fixture, "const boxes = [], h2 = document.querySelector ('h2');"
                                 " for (let at = h2.parentNode; at !== document; at = at.parentNode)"
                                 " boxes.push (getComputedStyle (at).display);"
                                 " return boxes.join (' ') + getComputedStyle (h2).breakAfter"),
                   ==, "block block block blockavoid");
  g_assert_cmpstr (run (fixture, "const [pre, table] = ['pre', 'table'].map (name =>"
                                 " getComputedStyle (document.querySelector (name)));"
                                 "return pre.whiteSpace + table.display"),
                   ==, "pre-wraptable");
  /* WebKit does not heed break-after: the heading holds the room of what is to stay with it. */
  g_assert_cmpstr (run (fixture, "const [h2, p] = ['h2', 'p'].map (name => document"
                                 ".querySelector (name).getBoundingClientRect ());"
                                 "return h2.height > 80 && p.top - h2.top < 80 ? 'held' : 'loose'"),
                   ==, "held");
  g_assert_cmpstr (run (fixture, "return getComputedStyle (document.querySelector ('main'))"
                                 ".paddingBottom"),
                   ==, "0px");
}

static void
test_zoom (Fixture       *fixture,
           gconstpointer  data)
{
  show (fixture, "Some words\n");
  g_object_set (fixture->preview, "zoom", 2.0, NULL);
  g_assert_cmpfloat_with_epsilon (
      webkit_web_view_get_zoom_level (find_view (GTK_WIDGET (fixture->preview))), 2.0, 0.001);
}

/* The scroll bar takes no place from lines that stand already, and none of its frames from a key. */
static void
test_scroll_bar (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *width = NULL;

  for (guint i = 0; i < 60; i++)
    g_string_append (text, "Words of a page that is longer than the window.\n\n");
  show (fixture, "Words.\n");
  width = g_strdup (run (fixture, WIDTH));
  show (fixture, text->str);
  g_assert_cmpstr (run (fixture, WIDTH), ==, width);
  g_assert_cmpstr (run (fixture, "return String (window.innerWidth"
                                 " - document.documentElement.clientWidth)"),
                   ==, "10");
}

/* It has its place before there is anything to see, so that nothing waits for its size later, and is
 * seen when it is drawn. */
static void
test_first (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *view;

  WAIT_UNTIL (find_view (GTK_WIDGET (fixture->preview)) != NULL);
  view = GTK_WIDGET (find_view (GTK_WIDGET (fixture->preview)));
  g_assert_true (gtk_widget_get_mapped (view));
  g_assert_cmpfloat (gtk_widget_get_opacity (view), ==, 0);
  show (fixture, "Words.\n");
  g_assert_cmpfloat (gtk_widget_get_opacity (view), ==, 1);
}

#define ADD(name, func) g_test_add ("/app/preview/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  /* It holds here already; the web view's own processes warn about a missing accessibility bus. */
  g_unsetenv ("G_DEBUG");
  ADD ("first", test_first);
  ADD ("scroll-bar", test_scroll_bar);
  ADD ("drop", test_drop);
  ADD ("patch", test_patch);
  ADD ("newest-wins", test_newest_wins);
  ADD ("scroll-stays", test_scroll_stays);
  ADD ("looking-stays", test_looking_stays);
  ADD ("behind", test_behind);
  ADD ("click", test_click);
  ADD ("double-click", test_double_click);
  ADD ("offline", test_offline);
  ADD ("inside-folder", test_inside_folder);
  ADD ("paywall", test_paywall);
  ADD ("crash", test_crash);
  ADD ("phone", test_phone);
  ADD ("current", test_current);
  ADD ("pictures-stay", test_pictures_stay);
  ADD ("shorter", test_shorter);
  ADD ("current-narrow", test_current_narrow);
  ADD ("print", test_print);
  ADD ("paper-heading", test_paper_heading);
  ADD ("print-waits", test_print_waits);
  ADD ("paper", test_paper);
  ADD ("zoom", test_zoom);
  return g_test_run ();
}
