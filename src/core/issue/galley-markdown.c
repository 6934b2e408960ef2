/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <string.h>

static cmark_parser *
new_parser (int options)
{
  static const char *const extensions[] = { "table", "strikethrough", "autolink", "tasklist" };
  static gsize registered;
  cmark_parser *parser;

  if (g_once_init_enter (&registered))
    {
      cmark_gfm_core_extensions_ensure_registered ();
      g_once_init_leave (&registered, 1);
    }
  parser = cmark_parser_new (options);
  for (gsize i = 0; i < G_N_ELEMENTS (extensions); i++)
    cmark_parser_attach_syntax_extension (parser, cmark_find_syntax_extension (extensions[i]));
  return parser;
}

cmark_node *
galley_markdown_parse (const char *text,
                       gsize       length)
{
  cmark_parser *parser = new_parser (CMARK_OPT_FOOTNOTES);
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
  cmark_parser *parser = new_parser (CMARK_OPT_DEFAULT);
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
