/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-cli-open.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-cli-json.h"
#include "galley-error.h"

gboolean
galley_cli_open_has_file (const GalleyOpenPublish *publish)
{
  return publish->issue_path != NULL && g_file_test (publish->issue_path, G_FILE_TEST_EXISTS);
}

static void
add_boolean (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

static char *
dup_time (const GalleyOpenPublish *publish)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (publish->time);

  return time != NULL ? g_date_time_format_iso8601 (time) : NULL;
}

static void
add_there (JsonBuilder *builder, const GalleyPost *post)
{
  if (!galley_cli_begin_object (builder, "there", post != NULL))
    return;
  galley_cli_add_string (builder, "id", post->id);
  galley_cli_add_string (builder, "status", post->status);
  galley_cli_add_string (builder, "url", post->url);
  galley_cli_add_string (builder, "mail", post->email_status);
  json_builder_end_object (builder);
}

static void
print_json (const GalleyCliOpen *self)
{
  const GalleyOpenPublish *publish = self->publish;
  g_autofree char *time = dup_time (publish);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  if (self->error != NULL)
    {
      json_builder_set_member_name (builder, "error");
      json_builder_begin_object (builder);
      galley_cli_add_string (builder, "code", galley_error_get_name (self->error));
      galley_cli_add_string (builder, "message", self->error->message);
      json_builder_end_object (builder);
    }
  galley_cli_add_string (builder, "id", publish->id);
  galley_cli_add_string (builder, "title", publish->title);
  galley_cli_add_string (builder, "site", publish->site);
  galley_cli_add_string (builder, "file", publish->issue_path);
  add_boolean (builder, "file_found", galley_cli_open_has_file (publish));
  galley_cli_add_string (builder, "time", publish->unreadable ? NULL : time);
  galley_cli_add_string (builder, "act",
                         publish->unreadable ? NULL : galley_plan_get_act_name (publish->plan->act));
  galley_cli_add_string (builder, "state", publish->state);
  add_boolean (builder, "unreadable", publish->unreadable);
  add_boolean (builder, "uncertain", publish->uncertain);
  galley_cli_add_string (builder, "kept", publish->kept);
  if (self->looked)
    add_there (builder, self->there);
  json_builder_end_object (builder);
  galley_cli_print_json (builder);
}

static void
print_what_to_do (const GalleyOpenPublish *publish)
{
  if (galley_cli_open_has_file (publish) || publish->unreadable)
    return;
  g_printerr (_("  Its file is not there. Say where it is with --file, see what the site has with --look, or take it off "
                "this list with --forget %s.\n"), publish->id);
}

int
galley_cli_open_tell (const GalleyCliOpen *self, gboolean json)
{
  const GalleyOpenPublish *publish = self->publish;
  g_autofree char *time = dup_time (publish);
  g_autofree char *there = self->looked ? galley_open_publish_describe (self->there) : NULL;

  if (json)
    print_json (self);
  if (publish->unreadable)
    g_printerr ("%s\n  %s\n", publish->id, publish->state);
  else
    {
      /* Translators: the title of an issue, a site and a time */
      g_printerr (_("“%s” on %s, %s (%s)\n"), publish->title != NULL ? publish->title : "", publish->site,
                  time != NULL ? time : "", publish->id);
      g_printerr ("  %s\n  %s\n", publish->issue_path != NULL ? publish->issue_path : _("never saved"),
                  publish->state);
    }
  if (there != NULL)
    g_printerr ("  %s%s%s\n", there, self->there != NULL && self->there->url != NULL ? " " : "",
                self->there != NULL && self->there->url != NULL ? self->there->url : "");
  if (publish->kept != NULL && (self->error == NULL || strcmp (self->error->message, publish->kept) != 0))
    g_printerr ("  %s\n", publish->kept);
  print_what_to_do (publish);
  if (self->error == NULL)
    return 0;
  g_printerr ("  %s\n", self->error->message);
  return galley_error_get_exit_status (self->error);
}
