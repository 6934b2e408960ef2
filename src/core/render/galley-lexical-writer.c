/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-lexical-writer.h"

#include <string.h>

static void
append_escaped (GString    *out,
                const char *text,
                gsize       length)
{
  static const char letters[] = { ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r' };
  const char *end = text + length;
  const char *run = text;

  g_string_append_c (out, '"');
  for (const char *p = text; p < end; p++)
    {
      guchar c = *p;

      if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f)
        continue;
      g_string_append_len (out, run, p - run);
      run = p + 1;
      if (c == '"' || c == '\\')
        g_string_append_printf (out, "\\%c", c);
      else if (c < sizeof letters && letters[c] != '\0')
        g_string_append_printf (out, "\\%c", letters[c]);
      else
        g_string_append_printf (out, "\\u%04x", c);
    }
  g_string_append_len (out, run, end - run);
  g_string_append_c (out, '"');
}

void
galley_lexical_writer_begin (GString    *out,
                             const char *type)
{
  if (out->len > 0 && out->str[out->len - 1] != '[')
    g_string_append_c (out, ',');
  g_string_append (out, "{\"type\":\"");
  g_string_append (out, type);
  g_string_append (out, "\",\"version\":1");
}

void
galley_lexical_writer_open (GString    *out,
                            const char *type,
                            guint       indent)
{
  galley_lexical_writer_begin (out, type);
  g_string_append_printf (out, ",\"direction\":null,\"format\":\"\",\"indent\":%u,\"children\":[",
                          indent);
}

void
galley_lexical_writer_close (GString *out)
{
  g_string_append_c (out, ']');
}

void
galley_lexical_writer_end (GString *out)
{
  g_string_append_c (out, '}');
}

void
galley_lexical_writer_string (GString    *out,
                              const char *name,
                              const char *value,
                              gssize      length)
{
  g_string_append_printf (out, ",\"%s\":", name);
  if (value == NULL)
    g_string_append (out, "null");
  else
    append_escaped (out, value, length >= 0 ? (gsize) length : strlen (value));
}

void
galley_lexical_writer_number (GString    *out,
                              const char *name,
                              guint       value)
{
  g_string_append_printf (out, ",\"%s\":%u", name, value);
}

void
galley_lexical_writer_text (GString *out,
                            GString *text,
                            guint    format)
{
  if (text->len == 0)
    return;
  galley_lexical_writer_begin (out, "extended-text");
  galley_lexical_writer_string (out, "text", text->str, text->len);
  galley_lexical_writer_number (out, "format", format);
  g_string_append (out, ",\"detail\":0,\"mode\":\"normal\",\"style\":\"\"}");
  g_string_truncate (text, 0);
}

void
galley_lexical_writer_object (GString    *out,
                              JsonObject *node)
{
  g_autoptr (JsonNode) holder = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  json_node_take_object (holder, node);
  text = galley_json_to_string (holder, FALSE);
  if (out->len > 0 && out->str[out->len - 1] != '[')
    g_string_append_c (out, ',');
  g_string_append (out, text);
}
