/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-application.h"

#include <glib/gi18n-lib.h>
#include <gtksourceview/gtksource.h>

#include "galley-compat.h"
#include "galley-draft.h"
#include "galley-folders.h"
#include "galley-restore.h"
#include "galley-screenshot.h"
#include "galley-session.h"
#include "galley-window.h"

struct _GalleyApplication {
  AdwApplication  parent_instance;

  /* Owned */
  GalleySession  *session;
  GPtrArray      *orphans;    /* drafts a crash left, until the writer has answered */
  char           *screenshot; /* a file to write and then quit, NULL: none */

  guint           asked : 1;
  guint           restored : 1; /* or not to be, in this session */
};

G_DEFINE_FINAL_TYPE (GalleyApplication, galley_application, ADW_TYPE_APPLICATION)

static void
orphans_answer_cb (GtkWidget *parent, const char *answer, gpointer user_data)
{
  g_autoptr (GalleyApplication) self = user_data;
  g_autoptr (GPtrArray) orphans = g_steal_pointer (&self->orphans);

  for (guint i = 0; orphans && i < orphans->len; i++)
    {
      if (g_str_equal (answer, "recover"))
        galley_window_recover (GALLEY_WINDOW (parent), orphans->pdata[i]);
      else if (g_str_equal (answer, "discard"))
        galley_draft_discard (orphans->pdata[i], NULL);
    }
}

/* Once a start: what was typed and not saved when Galley, or the machine, went down. */
static void
offer_orphans (GalleyApplication *self, GtkWindow *window)
{
  const char *const answers[] = { "later",   _("_Later"),   "discard", _("!_Discard"),
                                  "recover", _("_Recover"), NULL };
  g_autofree char *body = NULL;

  if (self->asked || self->screenshot)
    return;
  self->asked = TRUE;
  galley_window_offer_interrupted (GALLEY_WINDOW (window));
  self->orphans = galley_draft_list_orphans (galley_session_get_state_dir (self->session));
  if (self->orphans == NULL || self->orphans->len == 0)
    return;
  body = g_strdup_printf (ngettext ("Galley did not close properly last time. The text of %u issue "
                                    "was kept.",
                                    "Galley did not close properly last time. The text of %u "
                                    "issues was kept.",
                                    self->orphans->len),
                          self->orphans->len);
  galley_compat_ask (GTK_WIDGET (window), _("Recover Unsaved Text?"), body, answers, orphans_answer_cb,
                     g_object_ref (self));
}

static GtkWindow *
make_window (GalleyApplication *self)
{
  GalleyWindow *window = galley_window_new (GTK_APPLICATION (self), self->session);

  if (self->screenshot)
    galley_screenshot_take (window, self->screenshot);
  gtk_window_present (GTK_WINDOW (window));
  return GTK_WINDOW (window);
}

static GtkWindow *
get_window (GalleyApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l; l = l->next)
    if (GALLEY_IS_WINDOW (l->data))
      return l->data;
  return make_window (self);
}

/* Once a start: what was open the last time, behind @front if there is one already. */
static void
restore (GalleyApplication *self, GtkWindow *front)
{
  GSettings *settings = galley_session_get_settings (self->session);

  if (self->restored)
    return;
  self->restored = TRUE;
  if (self->screenshot)
    galley_desk_set_frozen (galley_session_get_desk (self->session), TRUE);
  else if (g_settings_get_boolean (settings, "restore-windows"))
    galley_restore_windows (GTK_APPLICATION (self), self->session, (GalleyWindow *) front);
  else
    galley_desk_close_all (galley_session_get_desk (self->session));
}

static void
galley_application_activate (GApplication *application)
{
  GalleyApplication *self = GALLEY_APPLICATION (application);
  GtkWindow *window;

  restore (self, NULL);
  window = get_window (self);
  gtk_window_present (window);
  offer_orphans (self, window);
}

static void
galley_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  GalleyApplication *self = GALLEY_APPLICATION (application);
  GtkWindow *window = get_window (self);

  for (int i = 0; i < n_files; i++)
    {
      if (g_file_peek_path (files[i]))
        galley_window_open (GALLEY_WINDOW (window), g_file_peek_path (files[i]));
      else
        galley_window_toast (GALLEY_WINDOW (window), _("Galley can only open files on this "
                                                       "computer."));
    }
  restore (self, window);
  offer_orphans (self, window);
}

static int
galley_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  GalleyApplication *self = GALLEY_APPLICATION (application);
  GVariantDict *options = g_application_command_line_get_options_dict (line);
  g_autofree const char **names = NULL; /* the strings are the dictionary's */
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  g_variant_dict_lookup (options, "screenshot", "^ay", &self->screenshot);
  g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&ay", &names);
  if (g_variant_dict_contains (options, "new-window"))
    restore (self, make_window (self));
  for (guint i = 0; names && names[i]; i++)
    g_ptr_array_add (files, g_application_command_line_create_file_for_arg (line, names[i]));
  if (files->len > 0)
    g_application_open (application, (GFile **) files->pdata, files->len, "");
  else
    g_application_activate (application);
  return 0;
}

static void
new_window_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  make_window (user_data);
}

/* Every window asks for itself; the application ends with the last one. The windows of previews go
 * with those of their issues. */
static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyApplication *self = user_data;
  g_autoptr (GPtrArray) windows = g_ptr_array_new_with_free_func (g_object_unref);

  /* The one in front comes last: it was used last, and will be in front again. */
  for (GList *l = g_list_last (gtk_application_get_windows (user_data)); l; l = l->prev)
    if (GALLEY_IS_WINDOW (l->data))
      {
        g_ptr_array_add (windows, g_object_ref (l->data));
        galley_window_remember (l->data, TRUE);
      }
  galley_desk_set_frozen (galley_session_get_desk (self->session), TRUE);
  for (guint i = 0; i < windows->len; i++)
    gtk_window_close (windows->pdata[i]);
}

static void
color_scheme_cb (GalleyApplication *self)
{
  GSettings *settings = galley_session_get_settings (self->session);
  g_autofree char *scheme = g_settings_get_string (settings, "color-scheme");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      g_str_equal (scheme, "dark")    ? ADW_COLOR_SCHEME_FORCE_DARK
                                      : g_str_equal (scheme, "light") ? ADW_COLOR_SCHEME_FORCE_LIGHT
                                                                      : ADW_COLOR_SCHEME_DEFAULT);
}

static void
galley_application_startup (GApplication *application)
{
  GalleyApplication *self = GALLEY_APPLICATION (application);
  const GActionEntry entries[] = {
    { .name = "new-window", .activate = new_window_cb },
    { .name = "quit", .activate = quit_cb },
  };
  g_autofree char *state = galley_folders_dup_state ();
  g_autofree char *cache = galley_folders_dup_cache ();
  g_autofree char *config = galley_folders_dup_config ();

  G_APPLICATION_CLASS (galley_application_parent_class)->startup (application);
  gtk_source_init ();
  self->session = galley_session_new (state, cache, config);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  galley_window_add_application_shortcuts (GTK_APPLICATION (self));
  g_signal_connect_object (galley_session_get_settings (self->session), "changed::color-scheme",
                           G_CALLBACK (color_scheme_cb), self, G_CONNECT_SWAPPED);
  color_scheme_cb (self);
}

static void
galley_application_shutdown (GApplication *application)
{
  GalleyApplication *self = GALLEY_APPLICATION (application);

  if (self->session)
    {
      galley_session_flush_desk (self->session);
      galley_desk_end_opening (galley_session_get_desk (self->session));
    }
  G_APPLICATION_CLASS (galley_application_parent_class)->shutdown (application);
}

static void
galley_application_finalize (GObject *object)
{
  GalleyApplication *self = GALLEY_APPLICATION (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->orphans, g_ptr_array_unref);
  g_free (self->screenshot);
  G_OBJECT_CLASS (galley_application_parent_class)->finalize (object);
}

static void
galley_application_class_init (GalleyApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = galley_application_finalize;
  application_class->startup = galley_application_startup;
  application_class->shutdown = galley_application_shutdown;
  application_class->activate = galley_application_activate;
  application_class->open = galley_application_open;
  application_class->command_line = galley_application_command_line;
}

static void
galley_application_init (GalleyApplication *self)
{
  const GOptionEntry entries[] = {
    { "new-window", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open a new window"), NULL },
    { "screenshot", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, NULL, NULL, "FILE" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, N_ ("[ISSUE…]") },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), entries);
}

GalleyApplication *
galley_application_new (void)
{
  return g_object_new (GALLEY_TYPE_APPLICATION, "application-id", GALLEY_APP_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN | G_APPLICATION_HANDLES_COMMAND_LINE,
                       "resource-base-path", "/io/github/galleyeditor/Galley", NULL);
}
