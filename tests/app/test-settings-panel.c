/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-ledger.h"
#include "galley-settings-list.h"
#include "galley-settings-picture.h"
#include "galley-site-memory.h"
#include "scripted-server.h"
#include "window-fixture.h"

#define KEY "64f0c0ffee0123456789abcd:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define API "/ghost/api/admin/"
#define ME(role)                                                                                   \
  "{\"users\":[{\"id\":\"1\",\"name\":\"Martin\",\"roles\":[{\"name\":\"" role "\"}]}]}"
#define NAMED(list, name)                                                                          \
  "{\"" list "\":[{\"id\":\"aaaaaaaaaaaaaaaaaaaaaaa2\",\"name\":\"" name "\",\"slug\":\"it\"}]}"
#define NOTHING(list) "{\"" list "\":[]}"
#define FORBIDDEN "{\"errors\":[{\"type\":\"NoPermissionError\"}]}"
/* A site as a key of @role sees it. */
#define SITE(role)                                                                                 \
  { "GET", API "users/me/?include=roles", NULL, 200, ME (role) },                                  \
  { "GET", API "site/", NULL, 200, "{\"site\":{\"title\":\"Nuri\",\"url\":\"@URL@\"}}" },            \
  { "GET", API "settings/", NULL, 403, FORBIDDEN }, { "GET", API "config/", NULL, 403, FORBIDDEN }, \
  { "GET", NULL, "/members/?", 403, FORBIDDEN }, { "GET", NULL, "/emails/?", 403, FORBIDDEN },     \
  { "GET", NULL, "/newsletters/?", 200, NOTHING ("newsletters") },                                 \
  { "GET", NULL, "/tiers/?", 403, FORBIDDEN },                                                     \
  { "GET", NULL, "/tags/?", 200, NAMED ("tags", "Space") },                                        \
  { "GET", NULL, "/users/?limit=", 200, NAMED ("users", "Sparrow") },                              \
  { "GET", NULL, "/labels/?", 403, FORBIDDEN }

static const ScriptRow editor_rows[] = { SITE ("Editor"), { NULL } };
static const ScriptRow contributor_rows[] = { SITE ("Contributor"), { NULL } };

static const char issue[] = "---\n"
                            "# kept\n"
                            "title: \"Nuri\" # the rocket\n"
                            "mood: quiet\n"
                            "tags: [Space]\n"
                            "visibility: friends\n"
                            "---\n"
                            "Body.\n";

static GtkWidget *
find_row (Fixture *f, const char *title)
{
  GtkWidget *row = window_test_find (GTK_WIDGET (f->window), window_test_is_row, title);

  g_assert_nonnull (row);
  return row;
}

static const char *
get_text (Fixture *f, const char *title)
{
  return gtk_editable_get_text (GTK_EDITABLE (find_row (f, title)));
}

/* As a person: types, then presses Enter. */
static void
enter (Fixture *f, const char *title, const char *text)
{
  GtkWidget *row = find_row (f, title);

  g_assert_true (gtk_widget_is_sensitive (row));
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_signal_emit_by_name (row, "entry-activated");
}

static void
test_list (void)
{
  static const char *const names[] = { "Korea", "A, B", "\"Quoted\" one", "C \"d\"", NULL };
  g_autofree char *line = galley_settings_list_join (names);
  g_auto (GStrv) split = galley_settings_list_split (line);
  g_auto (GStrv) loose = galley_settings_list_split (" a,, b c ,\"d");
  g_auto (GStrv) none = galley_settings_list_split ("");
  static const char *const expected[] = { "a", "b c", "d", NULL };

  g_assert_cmpstr (line, ==, "Korea, \"A, B\", \"\"\"Quoted\"\" one\", C \"d\"");
  g_assert_true (g_strv_equal ((const char *const *) split, names));
  g_assert_true (g_strv_equal ((const char *const *) loose, expected));
  g_assert_null (none[0]);
  g_assert_true (galley_settings_list_is_finished ("a, b, "));
  g_assert_true (galley_settings_list_is_finished ("\"A, B\","));
  g_assert_false (galley_settings_list_is_finished ("a, b"));
  g_assert_false (galley_settings_list_is_finished ("\"A, "));
  g_assert_false (galley_settings_list_is_finished (""));
}

/* What the site has goes on what is written, also without a network. */
static void
test_suggest (Fixture *f, gconstpointer data)
{
  const char *state = galley_session_get_state_dir (f->session);
  g_autoptr (GalleyLedger) ledger = galley_ledger_new (state, NULL);
  g_autoptr (GalleySite) site = galley_site_new ();
  static const char *const names[] = { "Space", "Spain", "Spies, and more" };
  GalleyDocument *document;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GalleySiteItem *tag = g_new0 (GalleySiteItem, 1);

      tag->name = g_strdup (names[i]);
      g_ptr_array_add (site->tags, tag);
    }
  galley_site_memory_keep (ledger, "https://example.org", site);
  document = window_fixture_open (f, "---\ntitle: Nuri\ntags: [Korea]\n---\nBody.\n", -1);
  window_fixture_act (f, "win.show-settings");
  gtk_editable_set_text (GTK_EDITABLE (find_row (f, "Tags, separated by commas")), "Korea, sp");
  WAIT_UNTIL (window_test_find (GTK_WIDGET (f->window), window_test_is_button, "Spies, and more"));
  window_fixture_shoot (f->window, "settings-suggest");
  window_test_click (GTK_WIDGET (f->window), "Space");
  g_assert_cmpstr (get_text (f, "Tags, separated by commas"), ==, "Korea, Space, ");
  gtk_editable_set_text (GTK_EDITABLE (find_row (f, "Tags, separated by commas")), "spie");
  window_test_click (GTK_WIDGET (f->window), "Spies, and more");
  g_assert_cmpstr (get_text (f, "Tags, separated by commas"), ==, "\"Spies, and more\", ");
  /* Whoever goes on after the comma goes on there, though the text has what came before it. */
  enter (f, "Tags, separated by commas", "Space, ");
  WAIT_UNTIL (galley_document_is_current (document));
  window_fixture_assert_text (f, "---\ntitle: Nuri\ntags: [Space]\n---\nBody.\n");
  g_assert_cmpstr (get_text (f, "Tags, separated by commas"), ==, "Space, ");
  enter (f, "Tags, separated by commas", "Space, Spain");
  window_fixture_assert_text (f, "---\ntitle: Nuri\ntags: [Space, Spain]\n---\nBody.\n");
}

static gboolean
is_text (Fixture *f, const char *expected)
{
  g_autofree char *text = galley_document_dup_text (galley_window_get_document (f->window), NULL);

  return g_str_equal (text, expected);
}

/* Half a name is none, however long somebody thinks about it; left, the row is as the text has it. */
static void
test_half_name (Fixture *f, gconstpointer data)
{
  GtkEditable *tags;

  window_fixture_open (f, "---\ntags: [Korea]\n---\nBody.\n", -1);
  window_fixture_act (f, "win.show-settings");
  tags = GTK_EDITABLE (find_row (f, "Tags, separated by commas"));
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (tags)));
  gtk_editable_set_text (tags, "Korea, sp");
  gtk_editable_set_text (GTK_EDITABLE (find_row (f, "Title")), "Nuri");
  WAIT_UNTIL (is_text (f, "---\ntags: [Korea]\ntitle: Nuri\n---\nBody.\n"));
  gtk_editable_set_text (tags, "Korea, space, ");
  WAIT_UNTIL (is_text (f, "---\ntags: [Korea, space]\ntitle: Nuri\n---\nBody.\n"));
  g_assert_cmpstr (gtk_editable_get_text (tags), ==, "Korea, space, ");
  gtk_editable_set_text (tags, "Korea, space, Mo, ");
  g_assert_true (gtk_widget_grab_focus (find_row (f, "Title")));
  WAIT_UNTIL (g_str_equal (gtk_editable_get_text (tags), "Korea, space, Mo"));
  window_fixture_assert_text (f, "---\ntags: [Korea, space, Mo]\ntitle: Nuri\n---\nBody.\n");
}

/* The settings of an issue, and the site of @rows to ask. */
static ScriptedServer *
show_online (Fixture *f, const ScriptRow *rows)
{
  ScriptedServer *server = scripted_server_new (rows);
  const char *url = scripted_server_get_url (server);
  g_autofree char *root = g_strconcat (url, API + 1, NULL);
  g_autofree char *keyring = g_build_filename (f->folder, "test.keyring", NULL);
  g_autoptr (GalleyAccount) account = galley_account_new (NULL, "Nuri", "ghost", url, root);

  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  g_assert_true (galley_account_store_add (galley_session_get_accounts (f->session, NULL), account,
                                           KEY, NULL, NULL, NULL));
  window_fixture_open (f, issue, -1);
  window_fixture_act (f, "win.show-settings");
  return server;
}

static gboolean
suggests (Fixture *f, const char *row, const char *name)
{
  gtk_editable_set_text (GTK_EDITABLE (find_row (f, row)), "");
  gtk_editable_set_text (GTK_EDITABLE (find_row (f, row)), "sp");
  return window_test_find (GTK_WIDGET (f->window), window_test_is_button, name) != NULL;
}

/* Of a site that was never asked before; what it said is written down. */
static void
test_suggest_online (Fixture *f, gconstpointer data)
{
  ScriptedServer *server = show_online (f, editor_rows);
  const char *state = galley_session_get_state_dir (f->session);
  g_autoptr (GalleyLedger) ledger = galley_ledger_new (state, NULL);
  g_autoptr (GalleySiteMemory) memory = NULL;
  g_auto (GStrv) names = NULL;

  WAIT_UNTIL (suggests (f, "Tags, separated by commas", "Space"));
  window_test_click (GTK_WIDGET (f->window), "Space");
  g_assert_cmpstr (get_text (f, "Tags, separated by commas"), ==, "Space, ");
  g_assert_true (suggests (f, "Authors, separated by commas", "Sparrow"));
  memory = galley_site_memory_load (
      ledger, galley_document_get_issue (galley_window_get_document (f->window)));
  names = galley_site_memory_list_names (memory, "tags");
  g_assert_cmpstr (names[0], ==, "Space");
  scripted_server_finish (server);
}

/* Such a key could only be refused. */
static void
test_suggest_no_tags (Fixture *f, gconstpointer data)
{
  ScriptedServer *server = show_online (f, contributor_rows);

  WAIT_UNTIL (suggests (f, "Authors, separated by commas", "Sparrow"));
  g_assert_false (suggests (f, "Tags, separated by commas", "Space"));
  scripted_server_finish (server);
}

static void
test_edit (Fixture *f, gconstpointer data)
{
  GalleyDocument *document = window_fixture_open (f, issue, -1);

  window_fixture_act (f, "win.show-settings");
  WAIT_UNTIL (g_str_equal (get_text (f, "Title"), "Nuri"));
  g_assert_cmpstr (get_text (f, "Tags, separated by commas"), ==, "Space");
  window_fixture_shoot (f->window, "settings");
  enter (f, "Title", "Nuri: again");
  enter (f, "Tags, separated by commas", "Space, \"A, B\"");
  enter (f, "Subtitle", "Deck");
  window_fixture_assert_text (f, "---\n# kept\ntitle: \"Nuri: again\" # the rocket\nmood: quiet\n"
                                 "tags: [Space, \"A, B\"]\nvisibility: friends\n"
                                 "subtitle: Deck\n---\nBody.\n");
  for (guint i = 0; i < 3; i++)
    window_fixture_act (f, "win.undo");
  window_fixture_assert_text (f, issue);
  WAIT_UNTIL (g_str_equal (get_text (f, "Title"), "Nuri"));
  g_assert_false (gtk_text_buffer_get_can_undo (GTK_TEXT_BUFFER (document)));
}

/* Nobody pays for what nobody sees. */
static void
test_hidden (Fixture *f, gconstpointer data)
{
  window_fixture_open (f, issue, -1);
  g_assert_null (window_test_find (GTK_WIDGET (f->window), window_test_is_row, "Subtitle"));
  window_fixture_act (f, "win.show-settings");
  g_assert_cmpstr (get_text (f, "Title"), ==, "Nuri");
  /* Its rows stay, and keep what was entered. */
  gtk_editable_set_text (GTK_EDITABLE (find_row (f, "Title")), "Nuri again");
  window_fixture_act (f, "win.show-settings");
  window_fixture_act (f, "win.show-settings");
  g_assert_cmpstr (get_text (f, "Title"), ==, "Nuri again");
}

/* What is typed in the text shows in the rows. */
static void
test_follow (Fixture *f, gconstpointer data)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (window_fixture_open (f, issue, -1));
  GtkTextIter iter;

  window_fixture_act (f, "win.show-settings");
  gtk_text_buffer_get_iter_at_line_offset (buffer, &iter, 2, 8);
  gtk_text_buffer_insert (buffer, &iter, "The ", -1);
  WAIT_UNTIL (g_str_equal (get_text (f, "Title"), "The Nuri"));
}

static void
test_choice (Fixture *f, gconstpointer data)
{
  AdwComboRow *row;

  window_fixture_open (f, issue, -1);
  window_fixture_act (f, "win.show-settings");
  row = ADW_COMBO_ROW (find_row (f, "Who can read it"));
  /* A value that is none of ours is shown as it is. */
  g_assert_cmpstr (gtk_string_object_get_string (adw_combo_row_get_selected_item (row)), ==,
                   "friends");
  adw_combo_row_set_selected (row, 3);
  window_fixture_assert_text (f, "---\n# kept\ntitle: \"Nuri\" # the rocket\nmood: quiet\n"
                                 "tags: [Space]\nvisibility: paid\n---\nBody.\n");
  adw_combo_row_set_selected (row, 0);
  window_fixture_assert_text (f, "---\n# kept\ntitle: \"Nuri\" # the rocket\nmood: quiet\n"
                                 "tags: [Space]\n---\nBody.\n");
}

static void
test_none (Fixture *f, gconstpointer data)
{
  window_fixture_open (f, "Body.\n", -1);
  window_fixture_act (f, "win.show-settings");
  enter (f, "Title", "New");
  window_fixture_assert_text (f, "---\ntitle: New\n---\nBody.\n");
  window_fixture_act (f, "win.undo");
  window_fixture_assert_text (f, "Body.\n");
}

static void
test_broken (Fixture *f, gconstpointer data)
{
  GtkTextBuffer *buffer
      = GTK_TEXT_BUFFER (window_fixture_open (f, "---\ntitle: \"Nuri\n---\nBody.\n", -1));
  GtkTextIter iter;

  window_fixture_act (f, "win.show-settings");
  WAIT_UNTIL (window_fixture_says (f, "cannot be read. Fix"));
  g_assert_false (gtk_widget_is_sensitive (find_row (f, "Title")));
  g_assert_false (gtk_widget_get_visible (gtk_widget_get_prev_sibling (
      gtk_widget_get_parent (window_test_find (GTK_WIDGET (f->window), window_test_is_button,
                                               "C_hoose…")))));
  window_fixture_shoot (f->window, "settings-broken");
  gtk_text_buffer_get_iter_at_line_offset (buffer, &iter, 1, 12);
  gtk_text_buffer_insert (buffer, &iter, "\"", -1);
  WAIT_UNTIL (gtk_widget_is_sensitive (find_row (f, "Title")));
  g_assert_cmpstr (get_text (f, "Title"), ==, "Nuri");
}

static gboolean
is_type (GtkWidget *widget, const char *name)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), name);
}

static gboolean
shows_picture (GtkWidget *row)
{
  GtkWidget *picture = window_test_find (row, is_type, "GtkPicture");

  return gtk_widget_get_visible (picture)
         && gtk_picture_get_paintable (GTK_PICTURE (picture)) != NULL;
}

/* A picture is copied beside the issue, in one undo step; what is no picture says so. */
static void
test_picture (Fixture *f, gconstpointer data)
{
  GalleyDocument *document = window_fixture_open (f, "Body.\n", -1);
  g_autofree char *path = g_build_filename (f->folder, "Nuri at dawn.png", NULL);
  g_autofree char *copy = g_build_filename (f->folder, "assets", "nuri-at-dawn.png", NULL);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 320, 180);
  GtkWidget *row;

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  g_assert_true (gdk_pixbuf_save (pixbuf, path, "png", NULL, NULL));
  window_fixture_act (f, "win.show-settings");
  row = window_test_find (GTK_WIDGET (f->window), is_type, "GalleySettingsPicture");
  g_assert_nonnull (window_test_find (row, window_test_says, "No picture yet."));
  galley_settings_picture_take (GALLEY_SETTINGS_PICTURE (row), path);
  WAIT_UNTIL (shows_picture (row));
  window_fixture_assert_text (f, "---\nimage: assets/nuri-at-dawn.png\n---\nBody.\n");
  g_assert_true (g_file_test (copy, G_FILE_TEST_EXISTS));
  window_fixture_shoot (f->window, "settings-picture");
  galley_settings_picture_take (GALLEY_SETTINGS_PICTURE (row), galley_document_get_path (document));
  WAIT_UNTIL (window_test_find (row, window_test_says, "issue.md"));
  window_test_click (row, "Re_move");
  WAIT_UNTIL (!shows_picture (row));
  window_fixture_assert_text (f, "---\n---\nBody.\n");
  window_fixture_act (f, "win.undo");
  window_fixture_act (f, "win.undo");
  window_fixture_assert_text (f, "Body.\n");
}

static gboolean
has_text (Fixture *f, const char *words)
{
  g_autofree char *text = galley_document_dup_text (galley_window_get_document (f->window), NULL);

  return strstr (text, words) != NULL;
}

/* What one file says of itself is not said of the next; the writer's own words stay. */
static void
test_second_picture (Fixture *f, gconstpointer data)
{
  g_autofree char *pad = g_build_filename (g_getenv ("GALLEY_SOURCE_ROOT"), "data", "sample", "assets",
                                            "nuri-pad.jpg", NULL);
  g_autofree char *hall = g_build_filename (g_getenv ("GALLEY_SOURCE_ROOT"), "data", "sample", "assets",
                                             "nuri-assembly.jpg", NULL);
  GtkWidget *row;

  window_fixture_open (f, "---\nimage-alt: My own\n---\nBody.\n", -1);
  window_fixture_act (f, "win.show-settings");
  row = window_test_find (GTK_WIDGET (f->window), is_type, "GalleySettingsPicture");
  galley_settings_picture_take (GALLEY_SETTINGS_PICTURE (row), pad);
  WAIT_UNTIL (has_text (f, "nuri-pad.jpg"));
  g_assert_true (has_text (f, "on its pad"));
  galley_settings_picture_take (GALLEY_SETTINGS_PICTURE (row), hall);
  WAIT_UNTIL (has_text (f, "nuri-assembly.jpg"));
  g_assert_false (has_text (f, "on its pad"));
  g_assert_true (has_text (f, "Korea Aerospace Research Institute"));
  g_assert_true (has_text (f, "image-alt: My own"));
}

static gboolean
is_figure (GtkWidget *widget, const char *words)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), words);
}

static GtkLevelBar *
find_bar (GtkWidget *looks, const char *figures)
{
  GtkWidget *label = window_test_find (looks, is_figure, figures);

  g_assert_nonnull (label);
  return GTK_LEVEL_BAR (gtk_widget_get_prev_sibling (label));
}

static gboolean
is_too_long (GtkLevelBar *bar)
{
  return gtk_widget_has_css_class (gtk_widget_get_ancestor (GTK_WIDGET (bar),
                                                            g_type_from_name ("GalleyLengthMeter")),
                                   "too-long");
}

/* With each letter, also of one that is not in the text yet; and with the picture that others see. */
static void
test_looks (Fixture *f, gconstpointer data)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 320, 180);
  g_autofree char *path = g_build_filename (f->folder, "other.png", NULL);
  g_autofree char *title = g_strnfill (64, 'x');
  GtkWidget *looks;
  GtkLevelBar *bar;

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  g_assert_true (gdk_pixbuf_save (pixbuf, path, "png", NULL, NULL));
  window_fixture_open (f, "---\ntitle: Nuri\nimage: none.png\nog-image: other.png\n---\nBody.\n", -1);
  window_fixture_act (f, "win.show-settings");
  looks = window_test_find (GTK_WIDGET (f->window), is_type, "GalleySettingsLooks");
  WAIT_UNTIL (shows_picture (looks));
  bar = find_bar (looks, "4 of 70");
  g_assert_cmpfloat (gtk_level_bar_get_value (bar), ==, 4);
  g_assert_cmpfloat (gtk_level_bar_get_max_value (bar), ==, 70);
  window_fixture_shoot (f->window, "settings-looks");

  gtk_editable_set_text (GTK_EDITABLE (find_row (f, "Title in search results")), title);
  bar = find_bar (looks, "64 of 60");
  g_assert_cmpfloat (gtk_level_bar_get_value (bar), ==, 60);
  g_assert_true (is_too_long (bar));
  window_fixture_assert_text (
      f, "---\ntitle: Nuri\nimage: none.png\nog-image: other.png\n---\nBody.\n");
  enter (f, "Title in search results", "Short");
  g_assert_false (is_too_long (find_bar (looks, "5 of 60")));
  /* A picture on the web is not fetched for this. */
  enter (f, "Picture on Facebook", "https://example.org/a.jpg");
  WAIT_UNTIL (window_test_find (looks, window_test_says, "is not loaded here"));
  g_assert_false (shows_picture (looks));
}

/* What stands in a row and was not entered is saved all the same. */
static float
get_top (Fixture *f, GtkWidget *row)
{
  graphene_rect_t place;

  g_assert_true (gtk_widget_compute_bounds (row, GTK_WIDGET (f->window), &place));
  return place.origin.y;
}

/* What is typed makes the look above it higher, and does not push its own row away. */
static void
test_row_stays (Fixture *f, gconstpointer data)
{
  GtkWidget *row, *looks;
  float top;
  int height;

  /* Neither unfolds nor scrolls step by step. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  window_fixture_open (f, "---\ntitle: Nuri\n---\nBody.\n", -1);
  window_fixture_act (f, "win.show-settings");
  looks = window_test_find (GTK_WIDGET (f->window), is_type, "GalleySettingsLooks");
  g_assert_false (gtk_widget_get_focusable (looks));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (find_row (f, "Search and Social Networks")),
                                 TRUE);
  row = find_row (f, "Title in search results");
  WAIT_UNTIL (gtk_widget_get_height (row) > 0);
  gtk_widget_grab_focus (row);
  window_test_wait (100);
  top = get_top (f, row);
  height = gtk_widget_get_height (looks);
  gtk_editable_set_text (GTK_EDITABLE (row), "A title of many words that takes another line");
  WAIT_UNTIL (gtk_widget_get_height (looks) > height);
  g_assert_cmpfloat_with_epsilon (get_top (f, row), top, 1);
  gtk_editable_set_text (GTK_EDITABLE (row), "");
  WAIT_UNTIL (gtk_widget_get_height (looks) == height);
  g_assert_cmpfloat_with_epsilon (get_top (f, row), top, 1);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
}

/* A key goes on with the title, and does not replace it. */
static void
test_caret (Fixture *f, gconstpointer data)
{
  GtkEditable *title;

  window_fixture_open (f, "---\ntitle: Nuri\n---\nBody.\n", -1);
  window_fixture_act (f, "win.show-settings");
  title = GTK_EDITABLE (find_row (f, "Title"));
  WAIT_UNTIL (g_str_equal (gtk_editable_get_text (title), "Nuri"));
  g_assert_true (
      gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (f->window)), GTK_WIDGET (title)));
  g_assert_false (gtk_editable_get_selection_bounds (title, NULL, NULL));
  g_assert_cmpint (gtk_editable_get_position (title), ==, 4);
}

static void
test_save (Fixture *f, gconstpointer data)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (window_fixture_open (f, "Body.\n", -1));
  g_autofree char *path = g_build_filename (f->folder, "issue.md", NULL);
  g_autofree char *text = NULL;

  window_fixture_act (f, "win.show-settings");
  WAIT_UNTIL (gtk_window_get_focus (GTK_WINDOW (f->window)));
  gtk_editable_set_text (GTK_EDITABLE (find_row (f, "Title")), "Kept");
  window_fixture_act (f, "win.save-issue");
  WAIT_UNTIL (!gtk_text_buffer_get_modified (buffer)
              && !galley_document_is_busy (galley_window_get_document (f->window)));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "---\ntitle: Kept\n---\nBody.\n");

  /* And whoever saves in the middle of a row goes on there. */
  WAIT_UNTIL (window_fixture_is_loaded (f));
  gtk_text_buffer_set_modified (buffer, TRUE);
  window_fixture_act (f, "win.save-issue");
  WAIT_UNTIL (!gtk_text_buffer_get_modified (buffer)
              && !galley_document_is_busy (galley_window_get_document (f->window)));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (f->window)),
                                         find_row (f, "Title")));
}

static void
add (void)
{
  g_test_add_func ("/app/settings-panel/list", test_list);
  WINDOW_ADD ("/app/settings-panel/suggest", test_suggest);
  WINDOW_ADD ("/app/settings-panel/half-name", test_half_name);
  WINDOW_ADD ("/app/settings-panel/suggest-online", test_suggest_online);
  WINDOW_ADD ("/app/settings-panel/suggest-no-tags", test_suggest_no_tags);
  WINDOW_ADD ("/app/settings-panel/edit", test_edit);
  WINDOW_ADD ("/app/settings-panel/hidden", test_hidden);
  WINDOW_ADD ("/app/settings-panel/follow", test_follow);
  WINDOW_ADD ("/app/settings-panel/choice", test_choice);
  WINDOW_ADD ("/app/settings-panel/none", test_none);
  WINDOW_ADD ("/app/settings-panel/broken", test_broken);
  WINDOW_ADD ("/app/settings-panel/picture", test_picture);
  WINDOW_ADD ("/app/settings-panel/second-picture", test_second_picture);
  WINDOW_ADD ("/app/settings-panel/looks", test_looks);
  WINDOW_ADD ("/app/settings-panel/row-stays", test_row_stays);
  WINDOW_ADD ("/app/settings-panel/caret", test_caret);
  WINDOW_ADD ("/app/settings-panel/save", test_save);
}

int
main (int argc, char **argv)
{
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "pw", TRUE);
  return window_fixture_run (&argc, &argv, add);
}
