/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-markdown.h"

#include "galley-markdown-memory.h"

#include <cmark-gfm-core-extensions.h>
#include <string.h>

/* No word that a person writes has as many; past some, the library takes microseconds for each. */
#define MAX_ATS 100

const char *
galley_markdown_find_at_run (const char *text,
                             gsize       length)
{
  const char *end = text + length;
  const char *last = NULL;
  guint ats = 0;

  for (const char *p = text; (p = memchr (p, '@', end - p)) != NULL; p++)
    {
      gboolean joined = last != NULL;

      for (const char *q = last; joined && q < p; q++)
        joined = !g_ascii_isspace (*q);
      ats = joined ? ats + 1 : 1;
      if (ats > MAX_ATS)
        return p;
      last = p;
    }
  return NULL;
}

static cmark_parser *
new_parser (int         options,
            const char *text,
            gsize       length)
{
  static const char *const extensions[] = { "table", "strikethrough", "tasklist", "autolink" };
  gsize n = G_N_ELEMENTS (extensions) - (galley_markdown_find_at_run (text, length) != NULL);
  static gsize registered;
  cmark_parser *parser;

  if (g_once_init_enter (&registered))
    {
      cmark_gfm_core_extensions_ensure_registered ();
      g_once_init_leave (&registered, 1);
    }
  parser = cmark_parser_new_with_mem (options, galley_markdown_memory_get ());
  for (gsize i = 0; i < n; i++)
    cmark_parser_attach_syntax_extension (parser, cmark_find_syntax_extension (extensions[i]));
  return parser;
}

cmark_node *
galley_markdown_parse (const char *text,
                       gsize       length)
{
  cmark_parser *parser = new_parser (CMARK_OPT_FOOTNOTES, text, length);
  cmark_node *root;

  cmark_parser_feed (parser, text, length);
  root = cmark_parser_finish (parser);
  cmark_parser_free (parser);
  return root;
}

cmark_node *
galley_markdown_parse_inline (const char *text,
                              gsize       length)
{
  cmark_parser *parser = new_parser (CMARK_OPT_DEFAULT, text, length);
  g_autofree char *line = g_strdup_printf ("\\(%.*s", (int) length, text);
  cmark_node *root, *paragraph, *first;

  /* An escaped bracket in front keeps every block away and changes no inline behind it. */
  for (char *p = line; *p != '\0'; p++)
    {
      if (*p == '\n' || *p == '\r')
        *p = ' ';
    }
  cmark_parser_feed (parser, line, strlen (line));
  root = cmark_parser_finish (parser);
  cmark_parser_free (parser);
  paragraph = cmark_node_first_child (root);
  first = paragraph != NULL ? cmark_node_first_child (paragraph) : NULL;
  if (first != NULL && cmark_node_get_type (first) == CMARK_NODE_TEXT)
    {
      g_autofree char *rest = g_strdup (cmark_node_get_literal (first) + 1);

      cmark_node_set_literal (first, rest);
    }
  return root;
}

GalleyMarkdownType
galley_markdown_get_type (cmark_node *node)
{
  static const struct {
    const char *name;
    GalleyMarkdownType type;
  } names[] = {
    { "table", GALLEY_MARKDOWN_TABLE },
    { "table_header", GALLEY_MARKDOWN_TABLE_ROW },
    { "table_row", GALLEY_MARKDOWN_TABLE_ROW },
    { "table_cell", GALLEY_MARKDOWN_TABLE_CELL },
    { "strikethrough", GALLEY_MARKDOWN_STRIKETHROUGH },
  };
  const char *name = cmark_node_get_type_string (node);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (strcmp (name, names[i].name) == 0)
        return names[i].type;
    }
  return GALLEY_MARKDOWN_OTHER;
}
