/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-cli-json.h"

#include <stdio.h>

#include "galley-json.h"

void
galley_cli_add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
galley_cli_add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

void
galley_cli_add_count (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  if (value >= 0)
    json_builder_add_int_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

gboolean
galley_cli_begin_object (JsonBuilder *builder, const char *name, gboolean is_there)
{
  json_builder_set_member_name (builder, name);
  if (is_there)
    json_builder_begin_object (builder);
  else
    json_builder_add_null_value (builder);
  return is_there;
}

void
galley_cli_add_finding (JsonBuilder *builder, const GalleyFinding *finding)
{
  galley_cli_add_string (builder, "id", galley_finding_get_id (finding));
  galley_cli_add_string (builder, "severity", galley_finding_get_severity_name (finding));
  galley_cli_add_int (builder, "line", galley_finding_get_line (finding));
  galley_cli_add_string (builder, "message", galley_finding_get_message (finding));
}

void
galley_cli_print_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = galley_json_to_string (root, FALSE);

  fputs (text, stdout);
  fputc ('\n', stdout);
  fflush (stdout);
}
