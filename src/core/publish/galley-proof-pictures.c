/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-proof-pictures.h"

#include <string.h>

#include "galley-file.h"
#include "galley-image.h"
#include "galley-upload.h"
#include "galley-writer.h"

/* What is not wider than this is an icon: no words fit into it. */
#define ICON_WIDTH 64
#define BOX "display:inline-block;box-sizing:border-box;max-width:100%;padding:12px;border:1px dashed #888;" \
            "color:#666;font:13px sans-serif;word-break:break-all"
#define ICON "display:inline-block;box-sizing:border-box;width:20px;height:20px;border:1px dashed #888"

GHashTable *
galley_proof_pictures_find (GalleyIssue *issue, const char *folder, const char *site, GalleyLedger *ledger,
                            GCancellable *cancellable)
{
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) sources = galley_issue_list_pictures (issue);

  for (gsize i = 0; folder != NULL && sources[i] != NULL; i++)
    {
      g_autofree char *scheme = g_uri_parse_scheme (sources[i]);
      g_autofree char *path = scheme == NULL ? galley_file_resolve_inside (folder, sources[i], NULL) : NULL;
      g_autoptr (GalleyImage) image
          = path != NULL ? galley_image_load (path, GALLEY_UPLOAD_WIDTH, cancellable, NULL) : NULL;
      char *url = image != NULL ? galley_ledger_dup_upload (ledger, site, galley_image_get_hash (image)) : NULL;

      if (url != NULL)
        g_hash_table_replace (found, url, g_strdup (sources[i]));
    }
  return found;
}

/* An address as a tag has it, without what the service makes of it for a width of its own:
 * ".../images/size/w1600/2026/..." */
static char *
dup_address (const char *value, gsize length)
{
  g_autofree char *raw = g_strndup (value, length);
  g_autoptr (GString) address = g_string_new (raw);
  char *size;
  gsize digits;

  g_string_replace (address, "&#x2F;", "/", 0);
  g_string_replace (address, "&amp;", "&", 0);
  size = strstr (address->str, "/size/w");
  digits = size != NULL ? strspn (size + strlen ("/size/w"), "0123456789") : 0;
  if (digits > 0 && size[strlen ("/size/w") + digits] == '/')
    g_string_erase (address, size - address->str, (gssize) (strlen ("/size/w") + digits));
  return g_string_free (g_steal_pointer (&address), FALSE);
}

/* The end of the tag that begins at @tag, past its ">"; a ">" in quotes is none. */
static const char *
find_end (const char *tag)
{
  char quote = '\0';

  for (const char *at = tag; *at != '\0'; at++)
    if (quote != '\0')
      quote = *at == quote ? '\0' : quote;
    else if (*at == '"' || *at == '\'')
      quote = *at;
    else if (*at == '>')
      return at + 1;
  return NULL;
}

/* The value of @name in the tag, with quotes round it as a mail has them. NULL: none. */
static const char *
find_value (const char *tag, const char *end, const char *name, gsize *length)
{
  gsize size = strlen (name);

  /* Past "<img" and what follows it. */
  for (const char *at = tag + 5; at + size + 2 < end; at++)
    {
      char quote = at[size + 1];
      const char *last;

      if (!g_ascii_isspace (at[-1]) || g_ascii_strncasecmp (at, name, size) != 0 || at[size] != '=' ||
          (quote != '"' && quote != '\''))
        continue;
      last = memchr (at + size + 2, quote, (gsize) (end - at) - size - 2);
      if (last == NULL)
        return NULL;
      *length = (gsize) (last - at) - size - 2;
      return at + size + 2;
    }
  return NULL;
}

static gboolean
is_icon (const char *tag, const char *end)
{
  gsize length = 0;
  const char *width = find_value (tag, end, "width", &length);
  gint64 pixels = width != NULL ? g_ascii_strtoll (width, NULL, 10) : 0;

  return pixels > 0 && pixels <= ICON_WIDTH;
}

static void
write_box (GString *to, const char *tag, const char *end, const char *address)
{
  g_autoptr (GalleyWriter) writer = galley_writer_new ();
  g_autofree char *box = NULL;

  galley_writer_open (writer, "span", "class", "galley-remote", "style", is_icon (tag, end) ? ICON : BOX, "title",
                      address, NULL);
  if (!is_icon (tag, end))
    galley_writer_text (writer, address, -1);
  galley_writer_close (writer, "span");
  box = galley_writer_finish (writer, NULL);
  g_string_append (to, box);
}

/* The tag as it is, but for where its picture comes from. */
static void
write_picture (GString *to, const char *tag, const char *end, const char *value, gsize length, const char *path)
{
  g_autofree char *escaped = g_markup_escape_text (path, -1);

  g_string_append_len (to, tag, value - tag);
  g_string_append (to, escaped);
  g_string_append_len (to, value + length, end - value - (gssize) length);
}

char *
galley_proof_pictures_place (const char *html, GHashTable *pictures)
{
  g_autoptr (GString) placed = g_string_new (NULL);
  const char *at = html;
  const char *tag;

  while ((tag = strchr (at, '<')) != NULL)
    {
      const char *end = g_ascii_strncasecmp (tag, "<img", 4) == 0 && strchr (" \t\r\n/>", tag[4]) != NULL
                          ? find_end (tag) : NULL;
      gsize length = 0;
      const char *value = end != NULL ? find_value (tag, end, "src", &length) : NULL;
      g_autofree char *address = value != NULL ? dup_address (value, length) : NULL;
      const char *path = address != NULL ? g_hash_table_lookup (pictures, address) : NULL;

      g_string_append_len (placed, at, tag - at);
      if (path != NULL)
        write_picture (placed, tag, end, value, length, path);
      else if (end != NULL)
        write_box (placed, tag, end, address != NULL ? address : "");
      else
        g_string_append_c (placed, '<');
      at = end != NULL ? end : tag + 1;
    }
  g_string_append (placed, at);
  return g_string_free (g_steal_pointer (&placed), FALSE);
}
