/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-card.h"

#include <string.h>

#include "galley-card-rows.h"

#define DECLARE(name) extern const GalleyCardKind galley_card_##name;
GALLEY_CARD_ROWS (DECLARE)

#define POINT(name) &galley_card_##name,
static const GalleyCardKind *const kinds[] = { GALLEY_CARD_ROWS (POINT) NULL };

const GalleyCardKind *const *
galley_card_list_kinds (void)
{
  return kinds;
}

const GalleyCardKind *
galley_card_find_kind (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; kinds[i] != NULL; i++)
    if (g_ascii_strcasecmp (kinds[i]->id, name) == 0)
      return kinds[i];
  return NULL;
}

const char *
galley_card_get_option (const GalleyCardKind *kind,
                        const GalleyNode     *card,
                        const char           *name)
{
  const GalleyCardOption *option = kind->options;
  const char *value = galley_node_get_option (card, name);

  for (; option != NULL && option->name != NULL; option++)
    {
      if (g_strcmp0 (option->name, name) != 0)
        continue;
      if (value == NULL)
        return option->fallback;
      if (option->values == NULL || g_strv_contains (option->values, value))
        return value;
      return option->fallback;
    }
  g_return_val_if_reached ("");
}

void
galley_card_append_option (GString    *options,
                           const char *name,
                           const char *value)
{
  g_string_append_printf (options, "%s%s", options->len > 0 ? " " : "", name);
  if (value[0] == '\0')
    return;
  g_string_append_c (options, '=');
  if (strpbrk (value, " \t}\"\\") == NULL)
    {
      g_string_append (options, value);
      return;
    }
  g_string_append_c (options, '"');
  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (options, '\\');
      g_string_append_c (options, *p == '\n' || *p == '\r' ? ' ' : *p);
    }
  g_string_append_c (options, '"');
}

static const char *
get_fallback (const GalleyCardKind *kind,
              const char           *name)
{
  for (const GalleyCardOption *option = kind->options; option != NULL && option->name != NULL;
       option++)
    if (strcmp (option->name, name) == 0)
      return option->fallback;
  return NULL;
}

char *
galley_card_write_pairs (const GalleyCardKind *kind,
                         const char           *title,
                         const char           *body,
                         const char *const    *pairs)
{
  g_autofree char *name = g_ascii_strup (kind->id, -1);
  g_autoptr (GString) options = g_string_new (NULL);
  GString *text = g_string_new (NULL);

  for (; pairs[0] != NULL; pairs += 2)
    if (g_strcmp0 (pairs[1], get_fallback (kind, pairs[0])) != 0)
      galley_card_append_option (options, pairs[0], pairs[1]);
  g_string_append_printf (text, "> [!%s]", name);
  if (options->len > 0)
    g_string_append_printf (text, " {%s}", options->str);
  if (title != NULL && title[0] != '\0')
    g_string_append_printf (text, " %s%s", title[0] == '{' ? "\\" : "", title);
  if (body == NULL || body[0] == '\0')
    return g_string_free (text, FALSE);
  g_string_append (text, "\n> ");
  for (const char *p = body; *p != '\0'; p++)
    {
      g_string_append_c (text, *p);
      if (*p == '\n')
        g_string_append (text, "> ");
    }
  return g_string_free (text, FALSE);
}

char *
galley_card_write (const GalleyCardKind *kind,
                   const char           *title,
                   const char           *body,
                   ...)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new ();
  va_list list;
  const char *option;

  va_start (list, body);
  while ((option = va_arg (list, const char *)) != NULL)
    {
      const char *value = va_arg (list, const char *);

      if (value == NULL)
        continue;
      g_ptr_array_add (pairs, (gpointer) option);
      g_ptr_array_add (pairs, (gpointer) value);
    }
  va_end (list);
  g_ptr_array_add (pairs, NULL);
  return galley_card_write_pairs (kind, title, body, (const char *const *) pairs->pdata);
}

char *
galley_card_dup_number (JsonObject *node,
                        const char *name)
{
  JsonNode *member = json_object_get_member (node, name);
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  double value;

  if (member == NULL || !JSON_NODE_HOLDS_VALUE (member)
      || (json_node_get_value_type (member) != G_TYPE_INT64
          && json_node_get_value_type (member) != G_TYPE_DOUBLE))
    return NULL;
  value = json_node_get_double (member);
  return value > 0 ? g_strdup (g_ascii_dtostr (buffer, sizeof buffer, value)) : NULL;
}

char *
galley_card_join (const char *above,
                  const char *body)
{
  gboolean both = above != NULL && above[0] != '\0' && body != NULL && body[0] != '\0';

  return g_strconcat (above != NULL ? above : "", both ? "\n\n" : "", body != NULL ? body : "", NULL);
}
