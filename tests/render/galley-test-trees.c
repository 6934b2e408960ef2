/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-test-trees.h"

#include <string.h>

#define MAX_DEPTH 3

/* Words, and what Markdown would read something else in. */
static const char *const words[] = {
  "word", "two words", "한국", "한국(韓國)은", "a", "1. x", "- y", "+ z", "# h", "#", "> q", "*", "**",
  "_a_", "__", "`", "``c``", "[", "]", "[a](b)", "![", "!", "[^1]", "<b>", "</b>", "<!-- c -->", "<", "&",
  "&amp;", "&#42;", "\\", "\\*", "|", "| a |", "~~", "~", "---", "***", "===", "=", "```", "~~~",
  "https://a.example/b?c=d&e=f", "www.example.com", "me@example.com", "mailto:x", "http://", "%%",
  "%%{first_name}%%", "{first_name, \"there\"}", "{.wide}", "[!NOTE]", "[x]", "[ ] t", "Credit: K", ":-",
  ":", ".", ",", "(", ")", "\"q\"", "'s", "“x”", "…", "–", "😀", "👩‍🚀", "\u00a0", "\u200b", "é", "e\u0301",
  "1984", "2)", "0.", "TK", "--", "a_b_c", "a*b*c", "$1", "^", "@", "/", "{", "}", "<u>", "<br>", "x<y>z",
};
static const char *const urls[] = {
  "https://a.example/", "https://a.example/b?c=d&e=%20f#g", "http://한국.example/길", "mailto:me@example.com",
  "#part", "https://a.example/(x)", "https://a.example/a b", "https://a.example/\"x\"", "https://a.example/<x>",
  "https://a.example/a_b*c*", "https://a.example/[x]", "https://a.example/\\x",
};
static const char *const pictures[] = {
  "https://a.example/content/images/a.jpg", "https://a.example/content/images/b%20c.png",
  "https://a.example/content/images/d(e).jpg",
};
static const guint formats[] = { 1, 2, 4, 8, 16, 32, 64, 128 };

typedef struct {
  GRand      *random;
  JsonObject *records;
} Maker;

static guint
choose (Maker *self, guint n)
{
  return g_rand_int (self->random) % n;
}

static gboolean
happens (Maker *self, guint in)
{
  return choose (self, in) == 0;
}

#define CHOOSE(self, list) ((list)[choose ((self), G_N_ELEMENTS (list))])

static char *
make_text (Maker *self)
{
  GString *text = g_string_new (NULL);

  for (guint n = 1 + choose (self, 4); n > 0; n--)
    {
      g_string_append (text, happens (self, 2) ? CHOOSE (self, words) : "word");
      g_string_append (text, n == 1 ? "" : happens (self, 4) ? "" : " ");
    }
  return g_string_free (text, FALSE);
}

static JsonObject *
make_node (const char *type)
{
  JsonObject *node = json_object_new ();

  json_object_set_string_member (node, "type", type);
  json_object_set_int_member (node, "version", 1);
  return node;
}

static JsonObject *
make_element (const char *type, JsonArray *children)
{
  JsonObject *node = make_node (type);

  json_object_set_null_member (node, "direction");
  json_object_set_string_member (node, "format", "");
  json_object_set_int_member (node, "indent", 0);
  json_object_set_array_member (node, "children", children);
  return node;
}

static guint
make_format (Maker *self)
{
  guint format = happens (self, 2) ? 0 : CHOOSE (self, formats);

  return happens (self, 5) ? format | CHOOSE (self, formats) : format;
}

static JsonObject *
make_run (Maker *self, guint format)
{
  JsonObject *node = make_node ("extended-text");
  g_autofree char *text = make_text (self);
  g_autofree char *spaced = g_strconcat (text, happens (self, 3) ? " " : "", NULL);

  json_object_set_string_member (node, "text", spaced);
  json_object_set_int_member (node, "format", format);
  json_object_set_int_member (node, "detail", 0);
  json_object_set_string_member (node, "mode", "normal");
  json_object_set_string_member (node, "style", "");
  return node;
}

static JsonArray *
make_inlines (Maker *self, gboolean linked)
{
  JsonArray *children = json_array_new ();

  for (guint n = 1 + choose (self, 5); n > 0; n--)
    {
      if (!linked && happens (self, 6))
        {
          JsonObject *link = make_element ("link", make_inlines (self, TRUE));

          json_object_set_string_member (link, "url", CHOOSE (self, urls));
          json_object_set_null_member (link, "rel");
          json_object_set_null_member (link, "target");
          json_object_set_null_member (link, "title");
          json_array_add_object_element (children, link);
        }
      else if (!linked && happens (self, 9))
        json_array_add_object_element (children, make_node ("linebreak"));
      else
        json_array_add_object_element (children, make_run (self, make_format (self)));
    }
  return children;
}

static JsonObject *
make_list (Maker *self, guint depth)
{
  gboolean ordered = happens (self, 2);
  JsonArray *items = json_array_new ();
  JsonObject *list = make_element ("list", items);

  json_object_set_string_member (list, "listType", ordered ? "number" : "bullet");
  json_object_set_string_member (list, "tag", ordered ? "ol" : "ul");
  json_object_set_int_member (list, "start", ordered && happens (self, 3) ? choose (self, 20) : 1);
  for (guint n = 1 + choose (self, 4), value = 1; n > 0; n--, value++)
    {
      gboolean nested = value > 1 && depth < MAX_DEPTH && happens (self, 3);
      JsonArray *children = nested ? json_array_new () : make_inlines (self, FALSE);
      JsonObject *item = make_element ("listitem", children);

      if (nested)
        json_array_add_object_element (children, make_list (self, depth + 1));
      json_object_set_int_member (item, "value", value);
      json_array_add_object_element (items, item);
    }
  return list;
}

static JsonObject *
make_heading (Maker *self)
{
  static const char *const tags[] = { "h1", "h2", "h3", "h4", "h5", "h6" };
  JsonObject *node = make_element ("extended-heading", make_inlines (self, FALSE));

  json_object_set_string_member (node, "tag", CHOOSE (self, tags));
  return node;
}

static JsonObject *
make_code (Maker *self)
{
  static const char *const codes[] = {
    "", "a", "if (a < b) {\n\tx ();\n}", "```\nx\n```", "~~~~", "a\n", "\n\na", "  a\n", "> a", "---\na: b\n---",
    "a\n\nb\n\n\nc", "\\*&amp;", "<!--members-only-->",
  };
  static const char *const languages[] = { "", "c", "c++", "x&y", "ghost-card", "a b", "`" };
  static const char *const captions[] = { "", "", "", "<p>cap</p>" };
  JsonObject *node = make_node ("codeblock");

  json_object_set_string_member (node, "code", CHOOSE (self, codes));
  json_object_set_string_member (node, "language", CHOOSE (self, languages));
  json_object_set_string_member (node, "caption", CHOOSE (self, captions));
  return node;
}

static void
append_escaped (GString *out, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (out, escaped);
}

/* A field's HTML, as the editor writes it. */
static char *
make_markup (Maker *self, gboolean spans)
{
  static const char *const tags[] = { "strong", "em", "s", "u", "code", "sub", "sup", "mark" };
  GString *html = g_string_new (NULL);

  for (guint n = 1 + choose (self, 4); n > 0; n--)
    {
      const char *tag = CHOOSE (self, tags);
      g_autofree char *text = make_text (self);

      if (happens (self, 3))
        {
          g_string_append_printf (html, "<%s>", tag);
          append_escaped (html, text);
          g_string_append_printf (html, "</%s>", tag);
        }
      else if (happens (self, 6))
        {
          g_string_append (html, "<a href=\"");
          append_escaped (html, CHOOSE (self, urls));
          g_string_append (html, "\">");
          append_escaped (html, text);
          g_string_append (html, "</a>");
        }
      else
        {
          g_string_append (html, spans ? "<span style=\"white-space: pre-wrap;\">" : "");
          append_escaped (html, text);
          g_string_append (html, spans ? "</span>" : "");
        }
      g_string_append (html, n > 1 ? " " : "");
    }
  return g_string_free (html, FALSE);
}

static char *
make_markup_blocks (Maker *self)
{
  GString *html = g_string_new (NULL);

  for (guint n = 1 + choose (self, 3); n > 0; n--)
    {
      g_autofree char *line = make_markup (self, happens (self, 2));
      gboolean list = happens (self, 4);

      g_string_append_printf (html, "%s%s%s", list ? "<ul><li>" : "<p>", line, list ? "</li></ul>" : "</p>");
    }
  return g_string_free (html, FALSE);
}

static const struct {
  const char *name;
  const char *values[12];
} choices[] = {
  { "alignment", { "left", "center" } },
  { "cardWidth", { "regular", "wide", "full" } },
  { "backgroundColor", { "blue", "grey", "white", "green", "yellow", "red", "pink", "purple", "accent", "none", "#123456" } },
  { "calloutEmoji", { "💡", "", "ℹ️", "⚠️", "🛑", "❗", "🇰🇷" } },
  { "layout", { "wide", "regular", "full", "split", "minimal", "immersive" } },
  { "segment", { "status:free", "status:-free" } },
  { "buttonColor", { "#000000", "accent", "#ff00aa" } },
  { "linkColor", { "text", "accent" } },
  { "textColor", { "#FFFFFF", "#000000", "" } },
  { "size", { "small", "medium", "large" } },
  { "style", { "dark", "light", "accent", "image" } },
};
static const char *const lines[] = { "caption", "calloutText", "heading", "header", "subheader", "disclaimer",
                                     "sponsorLabel" };
static const char *const plains[] = { "alt", "buttonText", "fileTitle", "fileCaption", "productTitle",
                                      "successMessage", "productButton" };
static const char *const addresses[] = { "buttonUrl", "productUrl", "href" };

static gboolean
is_in (const char *name, const char *const *list, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (strcmp (name, list[i]) == 0)
      return TRUE;
  return FALSE;
}

static char *
make_value (Maker *self, const char *name, const char *old)
{
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      guint n = 0;

      while (n < G_N_ELEMENTS (choices[i].values) && choices[i].values[n] != NULL)
        n++;
      if (strcmp (name, choices[i].name) == 0)
        return g_strdup (choices[i].values[choose (self, n)]);
    }
  if (is_in (name, lines, G_N_ELEMENTS (lines)))
    return make_markup (self, happens (self, 2));
  if (strcmp (name, "content") == 0 || strcmp (name, "textValue") == 0 || strcmp (name, "productDescription") == 0)
    return make_markup_blocks (self);
  if (is_in (name, plains, G_N_ELEMENTS (plains)))
    return make_text (self);
  if (is_in (name, addresses, G_N_ELEMENTS (addresses)))
    return g_strdup (CHOOSE (self, urls));
  if (strcmp (name, "src") == 0 && g_str_has_suffix (old, ".jpg"))
    return g_strdup (CHOOSE (self, pictures));
  return NULL;
}

/* The card of @record with other values in some of its fields. */
static JsonObject *
vary (Maker *self, JsonObject *record)
{
  JsonObject *node = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, record);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      GType type = JSON_NODE_HOLDS_VALUE (value) ? json_node_get_value_type (value) : G_TYPE_NONE;
      g_autofree char *other = NULL;

      if (type == G_TYPE_STRING && happens (self, 2))
        other = make_value (self, name, json_node_get_string (value));
      if (other != NULL)
        json_object_set_string_member (node, name, other);
      else if (type == G_TYPE_BOOLEAN && happens (self, 2))
        json_object_set_boolean_member (node, name, happens (self, 2));
      else if (strcmp (name, "productStarRating") == 0)
        json_object_set_int_member (node, name, 1 + choose (self, 5));
      else
        json_object_set_member (node, name, json_node_copy (value));
    }
  return node;
}

static JsonObject *
make_card (Maker *self)
{
  g_autoptr (GList) names = json_object_get_members (self->records);
  const char *name = g_list_nth_data (names, choose (self, g_list_length (names)));

  return vary (self, json_object_get_object_member (self->records, name));
}

static JsonObject *
make_block (Maker *self)
{
  switch (choose (self, 12))
    {
    case 0: return make_heading (self);
    case 1: return make_element ("extended-quote", make_inlines (self, FALSE));
    case 2: return make_element ("aside", make_inlines (self, FALSE));
    case 3: return make_list (self, 0);
    case 4: return make_code (self);
    case 5: return make_node ("horizontalrule");
    case 6: return happens (self, 3) ? make_node ("paywall") : make_element ("paragraph", json_array_new ());
    case 7:
    case 8:
    case 9: return make_card (self);
    default: return make_element ("paragraph", make_inlines (self, FALSE));
    }
}

char *
galley_test_trees_new (guint32 seed, JsonObject *records)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  Maker self = { random, records };
  JsonArray *children = json_array_new ();
  JsonObject *root = make_element ("root", children);
  g_autoptr (JsonObject) document = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_object_member (document, "root", root);
  for (guint n = 1 + choose (&self, 8); n > 0; n--)
    json_array_add_object_element (children, make_block (&self));
  json_node_set_object (node, document);
  return galley_json_to_string (node, FALSE);
}
