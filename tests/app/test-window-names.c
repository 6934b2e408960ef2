/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person hears who does not see: everything that can be used has a name. And what a person
 * does without a pointer: every item of the menus has a letter of its own and an action behind it. */

#include "galley-account-dialog.h"
#include "galley-card-dialog.h"
#include "galley-card-form.h"
#include "window-fixture.h"
#include "window-names.h"

#define TELEPHONE 360
#define KEY "64f0c0ffee0123456789abcd:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static void
close_toplevel (const char *type)
{
  window_test_close (window_test_find_window (type));
  WAIT_UNTIL (window_test_find_window (type) == NULL);
}

static void
assert_fits (const char *action, const char *type, Fixture *f)
{
  int minimum;

  window_fixture_act (f, action);
  WAIT_UNTIL (window_test_find_window (type));
  window_fixture_shoot (window_test_find_window (type), type);
  /* Without the frame that a window has where nothing draws shadows. */
  gtk_widget_measure (gtk_widget_get_first_child (window_test_find_window (type)), GTK_ORIENTATION_HORIZONTAL,
                      -1, &minimum, NULL, NULL, NULL);
  g_test_message ("%s: %d", type, minimum);
  g_assert_cmpint (minimum, <=, TELEPHONE);
  close_toplevel (type);
}

/* Letters twice as large, and nothing of a dialog outside a telephone. */
static void
test_large (Fixture *f, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  g_autofree char *font = NULL;
  int minimum;

  g_object_get (settings, "gtk-font-name", &font, NULL);
  g_object_set (settings, "gtk-font-name", "Sans 20", NULL);
  window_fixture_open (f, "---\ntitle: The launch of the Nuri\nimage: a.png\n---\nBody.\n", -1);
  assert_fits ("win.publish", "GalleyPublishDialog", f);
  assert_fits ("win.open-site", "GalleyOpenDialog", f);
  assert_fits ("win.show-accounts", "GalleyAccountsWindow", f);
  assert_fits ("win.show-preferences", "GalleyPreferences", f);
  assert_fits ("win.show-shortcuts", "AdwPreferencesWindow", f);
  assert_fits ("win.show-versions", "GalleyVersionsWindow", f);
  assert_fits ("win.format-link", "GalleyLinkDialog", f);
  window_fixture_act (f, "win.show-settings");
  WAIT_UNTIL (window_fixture_says (f, "Feature Picture"));
  gtk_widget_measure (window_fixture_find_type (f, "GalleySettingsPicture"), GTK_ORIENTATION_HORIZONTAL, -1,
                      &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, TELEPHONE - 48);
  g_object_set (settings, "gtk-font-name", font, NULL);
}

/* The test can fail. */
static void
test_nameless (void)
{
  GtkWidget *window = g_object_ref_sink (gtk_window_new ());
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autoptr (GString) list = g_string_new (NULL);

  gtk_window_set_child (GTK_WINDOW (window), button);
  gtk_widget_set_visible (window, TRUE);
  window_names_list (window, "", list);
  g_assert_cmpstr (list->str, ==, "/GtkWindow/GtkButton\n");
  gtk_widget_set_tooltip_text (button, "Close");
  window_names_assert (window);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (window);
}

static void
test_window (Fixture *f, gconstpointer data)
{
  window_names_assert (f->window);
  window_fixture_open (f, "---\ntitle: Nuri\nimage: a.png\n---\nBody TK.\n", -1);
  window_fixture_act (f, "win.show-settings");
  window_fixture_act (f, "win.replace-text");
  window_fixture_act (f, "win.show-findings");
  WAIT_UNTIL (window_fixture_says (f, "“TK” is still in the text."));
  window_names_assert (f->window);
}

static void
test_image_dialog (Fixture *f, gconstpointer data)
{
  window_fixture_open (f, "![A](a.png \"B\")\n", -1);
  window_fixture_act (f, "win.insert-picture");
  WAIT_UNTIL (window_test_find_window ("GalleyImageDialog"));
  window_names_assert (window_test_find_window ("GalleyImageDialog"));
  close_toplevel ("GalleyImageDialog");
}

static void
test_accounts (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog;

  window_fixture_act (f, "win.show-accounts");
  WAIT_UNTIL (window_test_find_window ("GalleyAccountsWindow"));
  window_names_assert (window_test_find_window ("GalleyAccountsWindow"));
  dialog = galley_account_dialog_new (GTK_WINDOW (f->window),
                                      galley_session_get_accounts (f->session, NULL),
                                      galley_session_get_http (f->session), NULL);
  galley_dialog_present (GALLEY_DIALOG (dialog));
  WAIT_UNTIL (window_test_find_window ("GalleyAccountDialog"));
  window_names_assert (dialog);
  close_toplevel ("GalleyAccountDialog");
  close_toplevel ("GalleyAccountsWindow");
}

static void
test_publish (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog;

  window_fixture_open (f, "---\ntitle: Nuri\n---\nBody TK.\n", -1);
  window_fixture_act (f, "win.publish");
  WAIT_UNTIL (window_test_find_window ("GalleyPublishDialog"));
  dialog = window_test_find_window ("GalleyPublishDialog");
  WAIT_UNTIL (window_test_find (dialog, window_test_says, "TK"));
  window_names_assert (dialog);
  close_toplevel ("GalleyPublishDialog");
}

static gboolean
is_inserter (GtkWidget *widget, const char *words)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), "GalleyInserter");
}

static void
test_inserter (Fixture *f, gconstpointer data)
{
  GtkWidget *inserter = window_test_find (GTK_WIDGET (f->window), is_inserter, NULL);

  window_fixture_open (f, "\n", -1);
  window_fixture_act (f, "win.show-inserter");
  WAIT_UNTIL (gtk_widget_get_mapped (inserter));
  window_names_assert (inserter);
  gtk_popover_popdown (GTK_POPOVER (inserter));
}

/* Of each kind: every field that there is. */
static void
test_card_dialog (Fixture *f, gconstpointer data)
{
  const GalleyCardKind *const *kinds = galley_card_list_kinds ();

  window_fixture_open (f, "\n", -1);
  gtk_window_present (GTK_WINDOW (f->window));
  WAIT_UNTIL (gtk_widget_get_width (GTK_WIDGET (f->window)) > 0);
  for (guint i = 0; kinds[i]; i++)
    {
      GalleyCardDialog *dialog = galley_card_dialog_new (GTK_WINDOW (f->window), kinds[i], NULL);
      g_autoptr (GPtrArray) fields = galley_card_form_list_fields (kinds[i], TRUE);
      GtkWidget *focus;

      galley_dialog_present (GALLEY_DIALOG (dialog));
      WAIT_UNTIL (window_test_find_window ("GalleyCardDialog"));
      WAIT_UNTIL (gtk_widget_get_width (GTK_WIDGET (dialog)) > 0);
      g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (dialog)), <=,
                       gtk_widget_get_width (GTK_WIDGET (f->window)));
      window_names_assert (dialog);
      /* One writes at once. */
      WAIT_UNTIL (fields->len == 0
                  || ((focus = window_test_get_focus (dialog))
                      && gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX)));
      close_toplevel ("GalleyCardDialog");
    }
}

/* Without an account, then with one of a site that is not there. */
static void
test_open_dialog (Fixture *f, gconstpointer data)
{
  const char *url = "http://127.0.0.1:1/";
  g_autoptr (GalleyAccount) account = galley_account_new (NULL, "Nuri", "ghost", url, url);
  g_autoptr (GError) error = NULL;

  window_fixture_act (f, "win.open-site");
  WAIT_UNTIL (window_test_find_window ("GalleyOpenDialog"));
  window_names_assert (window_test_find_window ("GalleyOpenDialog"));
  close_toplevel ("GalleyOpenDialog");

  galley_account_store_add (galley_session_get_accounts (f->session, NULL), account, KEY, NULL, NULL, &error);
  g_assert_no_error (error);
  window_fixture_act (f, "win.open-site");
  WAIT_UNTIL (window_test_find_window ("GalleyOpenDialog"));
  WAIT_UNTIL (window_test_find (window_test_find_window ("GalleyOpenDialog"), window_fixture_is_shown, "Could Not Be Listed"));
  window_names_assert (window_test_find_window ("GalleyOpenDialog"));
  close_toplevel ("GalleyOpenDialog");
}

/* The letter after the underscore, 0 when there is none. */
static char
get_letter (const char *label)
{
  const char *underscore = strchr (label, '_');

  return underscore ? g_ascii_tolower (underscore[1]) : 0;
}

/* Installed by the window's class, or one of those that have a state. */
static gboolean
has_action (Fixture *f, const char *action)
{
  GtkWidgetClass *klass = GTK_WIDGET_GET_CLASS (f->window);
  const GVariantType *type;
  const char *name, *property;
  GType owner;

  for (guint i = 0; gtk_widget_class_query_action (klass, i, &owner, &name, &type, &property); i++)
    if (g_str_equal (name, action))
      return TRUE;
  return g_str_has_prefix (action, "win.")
         && g_action_map_lookup_action (G_ACTION_MAP (f->window), action + strlen ("win."));
}

static void
check_menu (Fixture *f, GMenuModel *menu, GString *letters)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autoptr (GMenuModel) submenu = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SUBMENU);
      g_autofree char *label = NULL;
      g_autofree char *action = NULL;

      if (section)
        {
          check_menu (f, section, letters);
          continue;
        }
      g_assert_true (g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &label));
      if (get_letter (label) == 0 || strchr (letters->str, get_letter (label)))
        g_error ("“%s” has no letter of its own beside “%s”.", label, letters->str);
      g_string_append_c (letters, get_letter (label));
      if (submenu)
        {
          g_autoptr (GString) own = g_string_new (NULL);

          check_menu (f, submenu, own);
          continue;
        }
      g_assert_true (
          g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_ACTION, "s", &action));
      /* Those of the application are seen with the application only. */
      if (!g_str_has_prefix (action, "app."))
        g_assert_true (has_action (f, action));
    }
}

static gboolean
is_primary (GtkWidget *widget, const char *words)
{
  return GTK_IS_MENU_BUTTON (widget) && gtk_menu_button_get_primary (GTK_MENU_BUTTON (widget));
}

/* F10 opens it. */
static void
test_menu (Fixture *f, gconstpointer data)
{
  GtkWidget *button = window_test_find (GTK_WIDGET (f->window), is_primary, NULL);
  g_autoptr (GString) letters = g_string_new (NULL);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (gtk_widget_get_first_child (button)));
  g_assert_null (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  WAIT_UNTIL (gtk_widget_get_mapped (
      GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)))));
  check_menu (f, gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button)), letters);
  g_assert_cmpuint (letters->len, >, 10);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
}

static void
add (void)
{
  g_test_add_func ("/app/window-names/nameless", test_nameless);
  WINDOW_ADD ("/app/window-names/window", test_window);
  WINDOW_ADD ("/app/window-names/image-dialog", test_image_dialog);
  WINDOW_ADD ("/app/window-names/accounts", test_accounts);
  WINDOW_ADD ("/app/window-names/publish", test_publish);
  WINDOW_ADD ("/app/window-names/inserter", test_inserter);
  WINDOW_ADD ("/app/window-names/card-dialog", test_card_dialog);
  WINDOW_ADD ("/app/window-names/open-dialog", test_open_dialog);
  WINDOW_ADD ("/app/window-names/menu", test_menu);
  WINDOW_ADD ("/app/window-names/large", test_large);
}

int
main (int argc, char **argv)
{
  g_autofree char *keyring = g_build_filename (g_get_home_dir (), "test.keyring", NULL);

  /* Before the first thread; the home is one that with-display.sh made. */
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "pw", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  return window_fixture_run (&argc, &argv, add);
}
