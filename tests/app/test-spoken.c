/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The real program as a screen reader meets it: over the accessibility bus. Whatever can be used
 * has a name; the source is a text with its words and its caret; the findings and
 * the dialogs are there. */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#define LAUNCHER "/usr/libexec/at-spi-bus-launcher"
#define ROOT "/org/a11y/atspi/accessible/root"
#define REGISTRY "org.a11y.atspi.Registry"
#define ACCESSIBLE "org.a11y.atspi.Accessible"
#define ACTION "org.a11y.atspi.Action"
#define TEXT "org.a11y.atspi.Text"
#define TITLE "Spoken"
#define PATIENCE (120 * G_USEC_PER_SEC)

typedef struct {
  GSubprocess *launcher;
  GSubprocess *program;
  GDBusConnection *bus; /* the one of accessibility */
  char *folder;
} Fixture;

/* Something on that bus. */
typedef struct {
  char *name;
  char *path;
} Thing;

static void
thing_free (gpointer data)
{
  Thing *self = data;

  g_free (self->name);
  g_free (self->path);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Thing, thing_free)

/* NULL: it is gone in the meantime, or never had that. */
static GVariant *
call (Fixture *f, const Thing *thing, const char *interface, const char *method,
      GVariant *parameters)
{
  return g_dbus_connection_call_sync (f->bus, thing->name, thing->path, interface, method,
                                      parameters, NULL, 0, 5000, NULL, NULL);
}

static GVariant *
get (Fixture *f, const Thing *thing, const char *interface, const char *property)
{
  g_autoptr (GVariant) reply = call (f, thing, "org.freedesktop.DBus.Properties", "Get",
                                     g_variant_new ("(ss)", interface, property));
  GVariant *value = NULL;

  if (reply)
    g_variant_get (reply, "(v)", &value);
  return value;
}

static char *
dup_name (Fixture *f, const Thing *thing)
{
  g_autoptr (GVariant) value = get (f, thing, ACCESSIBLE, "Name");

  return value ? g_variant_dup_string (value, NULL) : g_strdup ("");
}

static char *
dup_role (Fixture *f, const Thing *thing)
{
  g_autoptr (GVariant) reply = call (f, thing, ACCESSIBLE, "GetRoleName", NULL);
  char *role = NULL;

  if (reply)
    g_variant_get (reply, "(s)", &role);
  return role ? role : g_strdup ("");
}

static GPtrArray *
list_children (Fixture *f, const Thing *thing)
{
  GPtrArray *children = g_ptr_array_new_with_free_func (thing_free);
  g_autoptr (GVariant) reply = call (f, thing, ACCESSIBLE, "GetChildren", NULL);
  g_autoptr (GVariantIter) iter = NULL;
  const char *name, *path;

  if (reply == NULL)
    return children;
  g_variant_get (reply, "(a(so))", &iter);
  while (g_variant_iter_next (iter, "(&s&o)", &name, &path))
    {
      Thing *child = g_new0 (Thing, 1);

      child->name = g_strdup (name);
      child->path = g_strdup (path);
      g_ptr_array_add (children, child);
    }
  return children;
}

/* (nullable) The first below @thing with @words in its name; @role NULL: of any kind. */
static Thing *
find (Fixture *f, const Thing *thing, const char *role, const char *words)
{
  g_autoptr (GPtrArray) children = list_children (f, thing);

  for (guint i = 0; i < children->len; i++)
    {
      Thing *child = children->pdata[i];
      g_autofree char *own_role = dup_role (f, child);
      g_autofree char *name
          = role == NULL || g_str_equal (own_role, role) ? dup_name (f, child) : NULL;
      Thing *found;

      if (name && strstr (name, words))
        return g_ptr_array_steal_index (children, i);
      if ((found = find (f, child, role, words)))
        return found;
    }
  return NULL;
}

static void
tell (Fixture *f, const Thing *thing, guint depth)
{
  g_autoptr (GPtrArray) children = list_children (f, thing);

  for (guint i = 0; i < children->len; i++)
    {
      g_autofree char *role = dup_role (f, children->pdata[i]);
      g_autofree char *name = dup_name (f, children->pdata[i]);

      g_test_message ("%*s%s “%s”", depth * 2, "", role, name);
      tell (f, children->pdata[i], depth + 1);
    }
}

static Thing *
wait_for (Fixture *f, const char *role, const char *words)
{
  const Thing root = { (char *) REGISTRY, (char *) ROOT };
  gint64 end = g_get_monotonic_time () + PATIENCE;
  Thing *found = NULL;

  while ((found = find (f, &root, role, words)) == NULL && g_get_monotonic_time () < end
         && g_subprocess_get_identifier (f->program) != NULL)
    g_usleep (100 * 1000);
  if (found == NULL)
    {
      tell (f, &root, 0);
      if (g_subprocess_get_identifier (f->program) == NULL)
        g_error ("the program has ended; there is no %s “%s”", role ? role : "thing", words);
      g_error ("there is no %s “%s”", role ? role : "thing", words);
    }
  return found;
}

/* A command of the window: the screen reader offers them all. */
static void
act (Fixture *f, const char *action)
{
  g_autoptr (Thing) frame = wait_for (f, "window", TITLE);
  g_autoptr (GVariant) reply = call (f, frame, ACTION, "GetActions", NULL);
  g_autoptr (GVariantIter) iter = NULL;
  const char *name;

  g_assert_nonnull (reply);
  g_variant_get (reply, "(a(sss))", &iter);
  for (int i = 0; g_variant_iter_next (iter, "(&s&s&s)", &name, NULL, NULL); i++)
    if (g_str_equal (name, action))
      {
        g_autoptr (GVariant) done = call (f, frame, ACTION, "DoAction", g_variant_new ("(i)", i));

        gboolean is_done = FALSE;

        g_assert_nonnull (done);
        g_variant_get (done, "(b)", &is_done);
        g_assert_true (is_done);
        return;
      }
  g_error ("the window offers no “%s”", action);
}

static gboolean
is_used (const char *role)
{
  static const char *const roles[]
      = { "button",      "push button",  "toggle button", "checkbox",  "check box", "radio",
          "radio button", "combo box",   "entry",         "text box",  "text",      "search box",
          "spin button", "password text", "switch",       "slider",    "menu item", "list item",
          "tab",         "page tab",      NULL };

  return g_strv_contains (roles, role);
}

/* The toolkit falls back on the name of the type, which nobody should have to hear. */
static gboolean
is_nameless (const char *name)
{
  return *name == '\0'
         || g_regex_match_simple ("^(Gtk|Adw|Galley|WebKit)[A-Z][A-Za-z]*$", name, 0, 0);
}

static gboolean
has_role (Fixture *f, GPtrArray *things, const char *wanted)
{
  for (guint i = 0; i < things->len; i++)
    {
      g_autofree char *role = dup_role (f, things->pdata[i]);

      if (g_str_equal (role, wanted))
        return TRUE;
    }
  return FALSE;
}

/* One of @things leads to the page: newer engines keep an empty text box of their own beside it. */
static gboolean
has_page (Fixture *f, GPtrArray *things)
{
  for (guint i = 0; i < things->len; i++)
    {
      g_autoptr (GPtrArray) children = list_children (f, things->pdata[i]);

      if (has_role (f, children, "filler"))
        return TRUE;
    }
  return FALSE;
}

/* Lists every one without a name, with what it is in. */
static void
list_nameless (Fixture *f, const Thing *thing, const char *place, GString *list)
{
  g_autoptr (GPtrArray) children = list_children (f, thing);

  for (guint i = 0; i < children->len; i++)
    {
      Thing *child = children->pdata[i];
      g_autofree char *role = dup_role (f, child);
      g_autofree char *name = dup_name (f, child);
      g_autofree char *below = g_strdup_printf ("%s > %s “%s”", place, role, name);

      if (is_used (role) && is_nameless (name)
          && !(g_str_equal (role, "text box") && has_page (f, children)))
        g_string_append_printf (list, "%s\n", below);
      /* What is inside of one that has a name is the toolkit's own. */
      if (!g_str_equal (role, "combo box") && !g_str_equal (role, "button"))
        list_nameless (f, child, below, list);
    }
}

static void
check_named (Fixture *f, const char *title)
{
  g_autoptr (Thing) window = wait_for (f, NULL, title);
  g_autoptr (GString) list = g_string_new (NULL);

  /* A page that is only beginning has parts that stand alone for a moment. */
  for (guint tries = 0; tries < 50; tries++)
    {
      g_string_truncate (list, 0);
      list_nameless (f, window, title, list);
      if (list->len == 0)
        return;
      g_usleep (100 * 1000);
    }
  g_test_message ("nameless:\n%s", list->str);
  g_test_fail ();
}

static GSubprocess *
spawn (const char *const *arguments, GSubprocessFlags flags)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_setenv (launcher, "GTK_A11Y", "atspi", TRUE);
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  process = g_subprocess_launcher_spawnv (launcher, arguments, &error);
  g_assert_no_error (error);
  return process;
}

static char *
dup_bus_address (void)
{
  g_autoptr (GDBusConnection) session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  gint64 end = g_get_monotonic_time () + PATIENCE;
  g_autoptr (GVariant) reply = NULL;
  char *address = NULL;

  while (reply == NULL && g_get_monotonic_time () < end)
    {
      reply = g_dbus_connection_call_sync (session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus",
                                           "GetAddress", NULL, NULL, 0, 5000, NULL, NULL);
      if (reply == NULL)
        g_usleep (50 * 1000);
    }
  g_assert_nonnull (reply);
  g_variant_get (reply, "(s)", &address);
  return address;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  static const char text[] = "---\ntitle: " TITLE "\n---\nOne two three.\n\n![](a.jpg)\n\nTK\n";
  g_autofree char *path = NULL;
  g_autofree char *address = NULL;
  g_autoptr (GError) error = NULL;
  const char *const bus[] = { LAUNCHER, NULL };
  const char *arguments[] = { data, NULL, NULL };

  f->folder = g_dir_make_tmp ("galley-spoken-XXXXXX", NULL);
  path = g_build_filename (f->folder, "issue.md", NULL);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  f->launcher = spawn (bus, G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  address = dup_bus_address ();
  f->bus = g_dbus_connection_new_for_address_sync (
      address,
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, &error);
  g_assert_no_error (error);
  arguments[1] = path;
  f->program = spawn (arguments, G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "issue.md", NULL);

  g_subprocess_force_exit (f->program);
  g_subprocess_wait (f->program, NULL, NULL);
  /* Not by force: it takes the bus that it started along. */
  g_subprocess_send_signal (f->launcher, SIGTERM);
  g_subprocess_wait (f->launcher, NULL, NULL);
  g_object_unref (f->program);
  g_object_unref (f->launcher);
  g_object_unref (f->bus);
  g_unlink (path);
  g_rmdir (f->folder);
  g_free (f->folder);
}

/* What is written, and where the caret is in it. */
static void
check_source (Fixture *f)
{
  g_autoptr (Thing) source = wait_for (f, "text box", "Source of the issue");
  g_autoptr (GVariant) count = get (f, source, TEXT, "CharacterCount");
  g_autoptr (GVariant) caret = get (f, source, TEXT, "CaretOffset");
  g_autoptr (GVariant) reply = call (f, source, TEXT, "GetText", g_variant_new ("(ii)", 0, -1));
  const char *words;

  g_assert_nonnull (reply);
  g_variant_get (reply, "(&s)", &words);
  g_assert_nonnull (strstr (words, "One two three."));
  g_assert_cmpint (g_variant_get_int32 (count), ==, g_utf8_strlen (words, -1));
  g_assert_cmpint (g_variant_get_int32 (caret), >=, 0);
}

static void
test_spoken (Fixture *f, gconstpointer data)
{
  static const struct {
    const char *action;
    const char *title; /* of the dialog; NULL: it is in the window */
  } rows[] = {
    { "win.show-outline", NULL },
    { "win.show-settings", NULL },
    { "win.find-text", NULL },
    { "win.show-findings", NULL },
    { "win.show-inserter", NULL },
    { "win.show-versions", "Versions" },
    { "win.show-preferences", "Preferences" },
    { "win.show-shortcuts", "Keyboard Shortcuts" },
    { "win.format-link", "Link" },
    { "win.show-accounts", "Accounts" },
    { "win.publish", "Publish" },
    { "win.show-help", "Help" },
  };

  check_source (f);
  check_named (f, TITLE);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].action);
      act (f, rows[i].action);
      check_named (f, rows[i].title ? rows[i].title : TITLE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!g_file_test (LAUNCHER, G_FILE_TEST_IS_EXECUTABLE))
    {
      g_print ("1..0 # SKIP %s is not here\n", LAUNCHER);
      return 0;
    }
  g_test_add ("/app/spoken", Fixture, argv[1], set_up, test_spoken, tear_down);
  return g_test_run ();
}
