/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-html-tree.h"

#include <string.h>

#define MAX_DEPTH 60

static const char *const void_elements[] = { "br", "hr", "img", "input", "wbr", NULL };

static GalleyHtmlTree *
new_element (const char *name,
             gsize       length)
{
  GalleyHtmlTree *self = g_new0 (GalleyHtmlTree, 1);

  self->name = name != NULL ? g_ascii_strdown (name, length) : NULL;
  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_html_tree_free);
  return self;
}

void
galley_html_tree_free (GalleyHtmlTree *self)
{
  g_free (self->name);
  g_free (self->text);
  g_free (self->href);
  g_free (self->class);
  g_free (self->src);
  g_free (self->alt);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_free (self);
}

/* The character an entity stands for and the byte behind it; NULL when it is none that is known. */
static const char *
read_entity (const char *p,
             GString    *out)
{
  static const struct {
    const char *name;
    const char *text;
  } names[] = {
    { "amp;", "&" },       { "lt;", "<" },        { "gt;", ">" },       { "quot;", "\"" },
    { "apos;", "'" },      { "nbsp;", "\u00a0" }, { "ndash;", "–" },    { "mdash;", "—" },
    { "lsquo;", "‘" },     { "rsquo;", "’" },     { "ldquo;", "“" },    { "rdquo;", "”" },
    { "hellip;", "…" },    { "copy;", "©" },
  };
  char *end = NULL;
  guint64 code;

  if (p[1] != '#')
    {
      for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
        if (g_str_has_prefix (p + 1, names[i].name))
          {
            g_string_append (out, names[i].text);
            return p + 1 + strlen (names[i].name);
          }
      /* A bare ampersand is one. */
      if (g_ascii_isalnum (p[1]))
        return NULL;
      g_string_append_c (out, '&');
      return p + 1;
    }
  code = p[2] == 'x' || p[2] == 'X' ? g_ascii_strtoull (p + 3, &end, 16)
                                    : g_ascii_strtoull (p + 2, &end, 10);
  if (end == NULL || *end != ';' || code == 0 || code > 0x10ffff
      || !g_unichar_validate ((gunichar) code))
    return NULL;
  g_string_append_unichar (out, (gunichar) code);
  return end + 1;
}

/* @length bytes with their entities undone; NULL when one is not known. */
static char *
decode (const char *text,
        gsize       length)
{
  g_autofree char *copy = g_strndup (text, length);
  g_autoptr (GString) out = g_string_new (NULL);
  const char *p = copy;

  while (p != NULL && *p != '\0')
    {
      if (*p == '&')
        p = read_entity (p, out);
      else
        g_string_append_c (out, *p++);
    }
  return p != NULL ? g_strdup (out->str) : NULL;
}

static const char *
skip_blanks (const char *p)
{
  while (g_ascii_isspace (*p))
    p++;
  return p;
}

static gboolean
is_name (const char *text,
         gsize       length,
         const char *name)
{
  return length == strlen (name) && g_ascii_strncasecmp (text, name, length) == 0;
}

/* One attribute at @p into @element; the byte behind it, or NULL. */
static const char *
read_attribute (const char     *p,
                GalleyHtmlTree *element)
{
  const char *name = p;
  const char *value;
  gsize name_length;
  char quote;
  char **field = NULL;

  while (g_ascii_isalnum (*p) || *p == '-' || *p == '_' || *p == ':')
    p++;
  name_length = p - name;
  if (name_length == 0)
    return NULL;
  p = skip_blanks (p);
  if (*p != '=')
    return p;
  p = skip_blanks (p + 1);
  quote = *p;
  if (quote != '"' && quote != '\'')
    return NULL;
  value = ++p;
  p = strchr (p, quote);
  if (p == NULL)
    return NULL;
  if (is_name (name, name_length, "href"))
    field = &element->href;
  else if (is_name (name, name_length, "class"))
    field = &element->class;
  else if (is_name (name, name_length, "src"))
    field = &element->src;
  else if (is_name (name, name_length, "alt"))
    field = &element->alt;
  if (field != NULL && *field == NULL)
    {
      *field = decode (value, p - value);
      if (*field == NULL)
        return NULL;
    }
  return p + 1;
}

/* The start tag at @p; the byte behind it, or NULL. */
static const char *
read_start (const char *p,
            GPtrArray  *stack)
{
  GalleyHtmlTree *parent = g_ptr_array_index (stack, stack->len - 1);
  GalleyHtmlTree *element;
  const char *name = ++p;
  gboolean closed = FALSE;

  while (g_ascii_isalnum (*p))
    p++;
  if (p == name)
    return NULL;
  element = new_element (name, p - name);
  g_ptr_array_add (parent->children, element);
  p = skip_blanks (p);
  while (*p != '>' && *p != '/')
    {
      p = *p != '\0' ? read_attribute (p, element) : NULL;
      if (p == NULL)
        return NULL;
      p = skip_blanks (p);
    }
  if (*p == '/')
    {
      closed = TRUE;
      p++;
    }
  if (*p != '>')
    return NULL;
  if (g_strv_contains (void_elements, element->name))
    return p + 1;
  if (closed || stack->len > MAX_DEPTH)
    return NULL;
  g_ptr_array_add (stack, element);
  return p + 1;
}

static const char *
read_end (const char *p,
          GPtrArray  *stack)
{
  GalleyHtmlTree *element = g_ptr_array_index (stack, stack->len - 1);
  const char *name = p + 2;
  gsize length = element->name != NULL ? strlen (element->name) : 0;

  if (length == 0 || g_ascii_strncasecmp (name, element->name, length) != 0)
    return NULL;
  p = skip_blanks (name + length);
  if (*p != '>')
    return NULL;
  g_ptr_array_set_size (stack, stack->len - 1);
  return p + 1;
}

static const char *
read_text (const char *p,
           GPtrArray  *stack)
{
  GalleyHtmlTree *parent = g_ptr_array_index (stack, stack->len - 1);
  gsize length = strcspn (p, "<");
  char *text = decode (p, length);
  GalleyHtmlTree *node;

  if (text == NULL)
    return NULL;
  node = g_new0 (GalleyHtmlTree, 1);
  node->text = text;
  g_ptr_array_add (parent->children, node);
  return p + length;
}

GalleyHtmlTree *
galley_html_tree_parse (const char *html)
{
  g_autoptr (GalleyHtmlTree) root = new_element (NULL, 0);
  g_autoptr (GPtrArray) stack = g_ptr_array_new ();
  const char *p = html;

  g_ptr_array_add (stack, root);
  while (p != NULL && *p != '\0')
    {
      if (*p != '<')
        p = read_text (p, stack);
      else if (p[1] == '/')
        p = read_end (p, stack);
      else
        p = read_start (p, stack);
    }
  return p != NULL && stack->len == 1 ? g_steal_pointer (&root) : NULL;
}
