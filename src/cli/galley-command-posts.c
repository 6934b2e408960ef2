/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be pulled: a page of a site's posts. */

#include <glib/gi18n-lib.h>

#include "galley-cli-json.h"
#include "galley-cli.h"
#include "galley-error.h"

extern const GalleyCommand galley_command_posts;

typedef struct {
  GalleyLoginOptions login;
  char *search, *status;
  int page;
  gboolean json;
} Options;

static void
options_clear (Options *self)
{
  galley_login_options_clear (&self->login);
  g_free (self->search);
  g_free (self->status);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
print_json (const GalleyPostList *list)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  galley_cli_add_int (builder, "page", galley_post_list_get_page (list));
  galley_cli_add_int (builder, "pages", galley_post_list_get_pages (list));
  galley_cli_add_int (builder, "total", galley_post_list_get_total (list));
  json_builder_set_member_name (builder, "posts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < galley_post_list_get_size (list); i++)
    {
      const GalleyPostEntry *entry = galley_post_list_get_entry (list, i);

      json_builder_begin_object (builder);
      galley_cli_add_string (builder, "id", entry->id);
      galley_cli_add_string (builder, "title", entry->title);
      galley_cli_add_string (builder, "slug", entry->slug);
      galley_cli_add_string (builder, "status", entry->status);
      galley_cli_add_string (builder, "visibility", entry->visibility);
      galley_cli_add_string (builder, "updated_at", entry->updated_at);
      galley_cli_add_string (builder, "published_at", entry->published_at);
      galley_cli_add_string (builder, "image", entry->image);
      galley_cli_add_string (builder, "excerpt", entry->excerpt);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  galley_cli_print_json (builder);
}

/* Columns for a person and for cut(1); a title is the last and has no line ends in it. */
static void
print_text (const GalleyPostList *list)
{
  for (guint i = 0; i < galley_post_list_get_size (list); i++)
    {
      const GalleyPostEntry *entry = galley_post_list_get_entry (list, i);
      g_autofree char *title = g_strdelimit (g_strdup (entry->title != NULL ? entry->title : ""), "\t\r\n", ' ');

      g_print ("%s\t%s\t%s\t%s\n", entry->id, entry->status != NULL ? entry->status : "",
               entry->updated_at != NULL ? entry->updated_at : "", title);
    }
  g_printerr (_("Page %u of %u"), galley_post_list_get_page (list), galley_post_list_get_pages (list));
  g_printerr ("\n");
}

static int
list_posts (const Options *options, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyLogin) login = galley_login_open (&options->login, cancellable, &error);
  const GalleyPostQuery query = { options->search, options->status, (guint) MAX (options->page, 1) };
  g_autoptr (GalleyPostList) list = NULL;

  if (login == NULL)
    return galley_cli_fail (error, options->json);
  if (login->service->list_posts == NULL)
    g_set_error (&error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED, _("Nothing can be pulled from %s."),
                 login->service->name);
  else
    list = login->service->list_posts (&login->connection, &query, cancellable, &error);
  if (list == NULL)
    return galley_cli_fail (error, options->json);
  if (options->json)
    print_json (list);
  else
    print_text (list);
  return 0;
}

static int
run (int argc, char **argv, GCancellable *cancellable)
{
  g_auto (Options) options = { { NULL } };
  const GOptionEntry entries[] = {
    { "search", 0, 0, G_OPTION_ARG_STRING, &options.search, N_("Words that title or excerpt must have"), N_("WORDS") },
    { "status", 0, 0, G_OPTION_ARG_STRING, &options.status, N_("draft, scheduled, published or sent"), N_("STATUS") },
    { "page", 0, 0, G_OPTION_ARG_INT, &options.page, N_("Which page, from 1"), N_("NUMBER") },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &options.json, N_("Print one JSON object on standard "
                                                           "output"), NULL },
    { NULL },
  };
  const char *fault;

  if (!galley_cli_parse (&galley_command_posts, entries, &options.login, &argc, argv, 0, 0))
    return GALLEY_CLI_USAGE;
  fault = galley_login_options_find_fault (&options.login);
  if (fault != NULL)
    return galley_cli_usage (&galley_command_posts, fault);
  return list_posts (&options, cancellable);
}

const GalleyCommand galley_command_posts = {
  .name = "posts",
  .arguments = "",
  .summary = N_("List the posts of a site, the one changed last first"),
  .run = run,
};
