/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-settings-list.h"

#include <string.h>

char *
galley_settings_list_join (const char *const *names)
{
  GString *line = g_string_new (NULL);

  for (guint i = 0; names && names[i]; i++)
    {
      if (line->len > 0)
        g_string_append (line, ", ");
      if (strchr (names[i], ',') == NULL && names[i][0] != '"')
        {
          g_string_append (line, names[i]);
          continue;
        }
      g_string_append_c (line, '"');
      for (const char *p = names[i]; *p; p++)
        g_string_append_printf (line, *p == '"' ? "\"%c" : "%c", *p);
      g_string_append_c (line, '"');
    }
  return g_string_free (line, FALSE);
}

/* From behind the opening quote to behind the closing one; two quotes are one of the name. */
static const char *
read_quoted (const char *p, GString *name)
{
  for (; *p; p++)
    {
      if (*p == '"' && p[1] != '"')
        return p + 1;
      if (*p == '"')
        p++;
      g_string_append_c (name, *p);
    }
  return p;
}

char **
galley_settings_list_split (const char *line)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *p = line;

  while (*p)
    {
      g_autoptr (GString) name = g_string_new (NULL);

      while (g_ascii_isspace (*p))
        p++;
      if (*p == '"')
        p = read_quoted (p + 1, name);
      for (; *p && *p != ','; p++)
        g_string_append_c (name, *p);
      if (*p == ',')
        p++;
      g_strstrip (name->str);
      if (name->str[0])
        g_strv_builder_add (builder, name->str);
    }
  return g_strv_builder_end (builder);
}

/* A comma between quotes is one of a name. */
gboolean
galley_settings_list_is_finished (const char *line)
{
  gboolean is_quoted = FALSE;
  char last = '\0';

  for (const char *p = line; *p; p++)
    {
      is_quoted ^= *p == '"';
      if (!g_ascii_isspace (*p))
        last = *p;
    }
  return last == ',' && !is_quoted;
}
