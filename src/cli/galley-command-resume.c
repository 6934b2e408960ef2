/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-cli-open.h"
#include "galley-cli-publish.h"
#include "galley-error.h"
#include "galley-folders.h"

extern const GalleyCommand galley_command_resume;

typedef struct {
  char *key_file;
  char *account;
  char *file;    /* where the issue of one of them is now */
  char *forget;  /* the id of one of them */
  gboolean list;
  gboolean look;
  gboolean yes;
  gboolean json;
} Options;

static void
options_clear (Options *self)
{
  g_clear_pointer (&self->key_file, g_free);
  g_clear_pointer (&self->account, g_free);
  g_clear_pointer (&self->file, g_free);
  g_clear_pointer (&self->forget, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static GalleyLogin *
open_login (const GalleyOpenPublish *one, const Options *options, GCancellable *cancellable, GError **error)
{
  const char *source = one->account != NULL ? one->account : "";

  if (options->key_file != NULL)
    return galley_login_new (one->service, one->url, options->key_file, NULL, cancellable, error);
  if (options->account != NULL)
    return galley_login_new (NULL, NULL, NULL, options->account, cancellable, error);
  if (g_str_has_prefix (source, "file:"))
    return galley_login_new (one->service, one->url, source + strlen ("file:"), NULL, cancellable, error);
  if (g_str_has_prefix (source, "account:"))
    return galley_login_new (NULL, NULL, NULL, source + strlen ("account:"), cancellable, error);
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_AUTH, _("Say with --key-file or --account where the key for %s is."),
               one->site);
  return NULL;
}

/* A name may be another site's by now, whose readers were never meant. */
static GalleyLogin *
login (const GalleyOpenPublish *one, const Options *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (GalleyLogin) key = open_login (one, options, cancellable, error);
  const char *site = key != NULL ? galley_account_get_site (key->connection.account) : NULL;

  if (key == NULL || g_strcmp0 (site, one->site) == 0)
    return g_steal_pointer (&key);
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_AUTH,
               _("“%s” was begun on %s, and this key is for %s: it is neither asked nor told anything."),
               one->title != NULL ? one->title : one->id, one->site, site);
  return NULL;
}

/* As far as the site can be asked; without a key it is told what is known here. */
static gboolean
ask (GalleyCliOpen *self, const Options *options, GalleyPost **there, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GalleyLogin) key = login (self->publish, options, cancellable, &local);

  if (key != NULL)
    *there = galley_open_publish_look (self->publish, key->service, &key->connection, cancellable, &local);
  self->there = *there;
  self->looked = local == NULL;
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return self->looked;
}

static int
look_at (const GalleyOpenPublish *one, const Options *options, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPost) there = NULL;
  GalleyCliOpen open = { .publish = one };

  if (!options->list && !one->unreadable)
    ask (&open, options, &there, cancellable, &error);
  open.error = error;
  return galley_cli_open_tell (&open, options->json);
}

/* Whoever does not know what became of it asks first. */
static int
forget (const GalleyOpenPublish *one, const Options *options, GCancellable *cancellable)
{
  g_autofree char *state = galley_folders_dup_state ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPost) there = NULL;
  GalleyCliOpen open = { .publish = one };

  if (!one->uncertain || one->kept != NULL || ask (&open, options, &there, cancellable, &error))
    galley_open_publish_forget (one, state, open.looked, cancellable, &error);
  open.error = error;
  return galley_cli_open_tell (&open, options->json);
}

/* What keeps it from being finished, or NULL. The site is asked what there is of it. */
static GError *
find_obstacle (const GalleyOpenPublish *one)
{
  if (one->unreadable)
    return g_error_new_literal (GALLEY_ERROR, GALLEY_ERROR_DISK, one->kept);
  if (one->issue_path == NULL)
    return g_error_new (GALLEY_ERROR, GALLEY_ERROR_INVALID, _("The issue %s was never saved: open it and publish."),
                        one->id);
  if (!galley_cli_open_has_file (one))
    return g_error_new (GALLEY_ERROR, GALLEY_ERROR_DISK, _("The file “%s” is not there any more."), one->issue_path);
  return NULL;
}

static int
explain (const GalleyOpenPublish *one, const Options *options, const GError *obstacle, GCancellable *cancellable)
{
  g_autoptr (GalleyPost) there = NULL;
  GalleyCliOpen open = { .publish = one, .error = obstacle };

  if (!one->unreadable)
    ask (&open, options, &there, cancellable, NULL);
  return galley_cli_open_tell (&open, options->json);
}

/* As it was begun, or what was for some would be for all. */
static GalleyIssue *
load_issue (const GalleyOpenPublish *one, GalleyIssueFile **file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GalleyIssue) issue = NULL;

  if (!galley_cli_load_issue (one->issue_path, file, &issue, cancellable, error))
    return NULL;
  return one->visibility != NULL ? galley_cli_apply_visibility (issue, one->visibility, error)
                                 : g_steal_pointer (&issue);
}

/* A mail with other words than those that were confirmed needs another yes. */
static gboolean
check_text (const GalleyOpenPublish *one, GalleyIssue *issue, const Options *options, GError **error)
{
  if (!galley_open_publish_has_changed (one, issue))
    return TRUE;
  g_printerr (_("The text has changed since it was interrupted; it goes out as it is now.\n"));
  if (options->yes || !one->mails)
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT,
               _("The text of “%s” has changed since its mail was confirmed: say with --yes that it goes out as it is "
                 "now."), galley_issue_get_title (issue));
  return FALSE;
}

static int
resume_one (const GalleyOpenPublish *one, const Options *options, GCancellable *cancellable)
{
  g_autoptr (GError) obstacle = find_obstacle (one);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyLogin) key = NULL;
  g_autoptr (GalleyIssueFile) file = NULL;
  g_autoptr (GalleyIssue) issue = NULL;
  gboolean retry = one->plan->retry; /* of a mail whose words went out long ago */

  if (options->list || options->look)
    return look_at (one, options, cancellable);
  if (options->forget != NULL)
    return forget (one, options, cancellable);
  if (obstacle != NULL)
    return explain (one, options, obstacle, cancellable);
  g_printerr ("%s: %s\n", one->issue_path, one->state);
  issue = load_issue (one, &file, cancellable, &error);
  if (issue == NULL || (!retry && !check_text (one, issue, options, &error)))
    return galley_cli_fail (error, options->json);
  key = login (one, options, cancellable, &error);
  if (key == NULL)
    return galley_cli_fail (error, options->json);
  if (retry)
    return galley_cli_retry_mail (key, NULL, one->plan, file, issue, options->json, cancellable);
  return galley_cli_publish (key->service, key, NULL, one->plan, file, issue, NULL, options->json,
                             cancellable);
}

/* The one that the file is the issue of; -1: none, and it is said. */
static int
locate (const Options *options, const char *state, GPtrArray *list, GCancellable *cancellable)
{
  g_autofree char *path = g_canonicalize_filename (options->file, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyLedger) ledger = galley_ledger_new (state, &error);

  for (guint i = 0; ledger != NULL && i < list->len; i++)
    {
      GalleyOpenPublish *one = g_ptr_array_index (list, i);

      g_clear_error (&error);
      if (!galley_open_publish_locate (one, path, ledger, cancellable, &error))
        continue;
      g_free (one->issue_path);
      one->issue_path = g_steal_pointer (&path);
      return (int) i;
    }
  if (error == NULL)
    g_set_error (&error, GALLEY_ERROR, GALLEY_ERROR_INVALID, _("Nothing was interrupted."));
  return -galley_cli_fail (error, FALSE);
}

/* The @index-th is alone then. */
static void
keep_only (GPtrArray *list, guint index)
{
  for (guint i = list->len; i > 0; i--)
    if (i - 1 != index)
      g_ptr_array_remove_index (list, i - 1);
}

/* Nothing is left when there is none of that id. */
static void
keep_named (GPtrArray *list, const char *id)
{
  for (guint i = list->len; i > 0; i--)
    if (g_strcmp0 (((GalleyOpenPublish *) list->pdata[i - 1])->id, id) != 0)
      g_ptr_array_remove_index (list, i - 1);
}

static int
resume_all (GPtrArray *list, const Options *options, GCancellable *cancellable)
{
  int status = 0;

  if (options->json)
    g_print ("{\"publishes\":[");
  for (guint i = 0; i < list->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      int one;

      /* Each prints what came of it as soon as it is known: one object and the end of its line. */
      if (options->json && i > 0)
        g_print (",");
      /* Not inside of MAX, which would do it twice. */
      one = resume_one (list->pdata[i], options, cancellable);
      status = MAX (status, one);
    }
  if (options->json)
    g_print ("]}\n");
  return status;
}

static gboolean
parse (Options *self, int *argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "key-file", 'k', 0, G_OPTION_ARG_FILENAME, &self->key_file, N_("The file with the key; “-”: standard input"),
      N_("FILE") },
    { "account", 0, 0, G_OPTION_ARG_STRING, &self->account, N_("An account that was added"), N_("NAME") },
    { "list", 'l', 0, G_OPTION_ARG_NONE, &self->list, N_("Only say what was interrupted"), NULL },
    { "look", 0, 0, G_OPTION_ARG_NONE, &self->look, N_("The same, and what the site has of it now"), NULL },
    { "file", 0, 0, G_OPTION_ARG_FILENAME, &self->file, N_("Where the file of one of them is now; finish that one"),
      N_("ISSUE") },
    { "forget", 0, 0, G_OPTION_ARG_STRING, &self->forget, N_("Take one off the list, where that is safe"), N_("ID") },
    { "yes", 'y', 0, G_OPTION_ARG_NONE, &self->yes, N_("Send the mail although the text has changed since"), NULL },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &self->json, N_("Print one JSON object on standard "
                                                         "output"), NULL },
    { NULL },
  };

  return galley_cli_parse (&galley_command_resume, entries, NULL, argc, argv, 0, 0);
}

static int
run (int argc, char **argv, GCancellable *cancellable)
{
  g_auto (Options) options = { NULL };
  g_autofree char *state = galley_folders_dup_state ();
  g_autoptr (GPtrArray) list = NULL;
  int found;

  if (!parse (&options, &argc, argv))
    return GALLEY_CLI_USAGE;
  if ((options.list || options.look) + (options.file != NULL) + (options.forget != NULL) > 1)
    return galley_cli_usage (&galley_command_resume, _("Only one of --list, --look, --file and --forget can be given."));
  list = galley_open_publish_list (state);
  if (options.file != NULL)
    {
      found = locate (&options, state, list, cancellable);
      if (found < 0)
        return -found;
      keep_only (list, (guint) found);
    }
  if (options.forget != NULL)
    keep_named (list, options.forget);
  if (list->len == 0)
    g_printerr (_("Nothing was interrupted.\n"));
  return resume_all (list, &options, cancellable);
}

const GalleyCommand galley_command_resume = {
  .name = "resume",
  .arguments = "",
  .summary = N_("Finish what was interrupted"),
  .run = run,
};
