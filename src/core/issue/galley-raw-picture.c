/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-raw-picture.h"

#include <string.h>

/* The attribute src of one tag that ends at @end. */
static gboolean
find_src (const char       *tag,
          const char       *end,
          GalleyRawPicture *self)
{
  const char *p = tag;

  while (p < end)
    {
      const char *name;
      gsize length;

      while (p < end && (g_ascii_isspace (*p) || *p == '/'))
        p++;
      name = p;
      while (p < end && !g_ascii_isspace (*p) && strchr ("=/", *p) == NULL)
        p++;
      length = p - name;
      while (p < end && g_ascii_isspace (*p))
        p++;
      if (p == end || *p != '=')
        {
          p += length == 0 && p < end;
          continue;
        }
      for (p++; p < end && g_ascii_isspace (*p);)
        p++;
      self->quote = p < end && (*p == '"' || *p == '\'') ? *p++ : '\0';
      self->start = p;
      while (p < end && (self->quote != '\0' ? *p != self->quote : !g_ascii_isspace (*p)))
        p++;
      self->end = p;
      if (length == 3 && g_ascii_strncasecmp (name, "src", 3) == 0)
        return TRUE;
      p += self->quote != '\0' && p < end;
    }
  return FALSE;
}

const char *
galley_raw_picture_find_tag_end (const char *p)
{
  char quote = '\0';

  for (; *p != '\0'; p++)
    {
      if (quote != '\0')
        quote = *p == quote ? '\0' : quote;
      else if (*p == '>')
        break;
      else if (*p == '"' || *p == '\'')
        quote = *p;
    }
  return p;
}

gboolean
galley_raw_picture_next (const char       **html,
                         GalleyRawPicture  *self)
{
  const char *p = *html;

  while ((p = strchr (p, '<')) != NULL)
    {
      const char *tag = ++p;

      if (g_ascii_strncasecmp (tag, "img", 3) != 0 || !(g_ascii_isspace (tag[3]) || tag[3] == '/'))
        continue;
      p = galley_raw_picture_find_tag_end (tag);
      if (find_src (tag + 3, p, self))
        {
          *html = p;
          return TRUE;
        }
    }
  return FALSE;
}

char *
galley_raw_picture_dup_src (const GalleyRawPicture *self)
{
  g_autofree char *src = g_strndup (self->start, self->end - self->start);
  g_auto(GStrv) parts = g_strsplit (src, "&amp;", -1);

  return g_strjoinv ("&", parts);
}
