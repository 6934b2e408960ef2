/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The YAML block read into values that know where they stand, with libyaml's events: its document
 * loader would resolve aliases and lose the places.
 */

#include "galley-yaml.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yaml.h>

#define MAX_DEPTH 16

typedef struct {
  GalleySource *source;
  yaml_parser_t parser;
  const char *block;  /* what libyaml reads */
  gsize offset;       /* of it in the file */
  gsize index;        /* a character of it that was asked for, and the byte that was the answer */
  gsize byte;
  gsize length;
  gboolean refused;   /* a finding has been made */
} Reader;

void
galley_yaml_free (GalleyYaml *self)
{
  if (self == NULL)
    return;
  g_free (self->key);
  g_free (self->value);
  g_strfreev (self->list);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_free (self);
}

/* libyaml counts characters. Marks come in order, but for the odd step back. */
static gsize
find_byte (Reader *reader,
           gsize   index)
{
  if (index < reader->index)
    reader->index = reader->byte = 0;
  while (reader->index < index && reader->byte < reader->length)
    {
      reader->byte += g_utf8_skip[(guchar) reader->block[reader->byte]];
      reader->index++;
    }
  return reader->offset + MIN (reader->byte, reader->length);
}

/* "key: value" where the value, put in quotes, would be a string. */
static void
refuse (Reader     *reader,
        gsize       offset,
        const char *message)
{
  guint line = galley_source_find_line (reader->source, offset);
  gsize length, start;
  const char *text = galley_source_get_line (reader->source, line, &length);
  const char *colon = g_strstr_len (text, length, ":");
  g_autofree char *value = NULL;
  g_autofree char *quoted = NULL;

  reader->refused = TRUE;
  if (colon != NULL && g_ascii_isalpha (*text))
    {
      value = g_strndup (colon + 1, length - (colon + 1 - text));
      g_strstrip (value);
      /* Half a pair of quotes, or a pair round a part of the value, would only be quoted again. */
      if (*value != '\0' && strchr ("[{|>", *value) == NULL)
        quoted = galley_yaml_quote (value, FALSE);
    }
  start = colon != NULL ? (gsize) (colon + 1 - reader->source->text) : offset;
  if (quoted != NULL)
    {
      g_autofree char *spaced = g_strconcat (" ", quoted, NULL);

      galley_source_add (reader->source, "front-matter", GALLEY_SEVERITY_ERROR, offset, message,
                         _("Quote This Value"), start, (text - reader->source->text) + length,
                         spaced);
      return;
    }
  galley_source_add (reader->source, "front-matter", GALLEY_SEVERITY_ERROR, offset, message,
                     NULL, 0, 0, NULL);
}

/* libyaml speaks of tokens and mappings, in English: the writer is told what to look for. */
static const char *
explain (const char *problem)
{
  static const struct {
    const char *problem; /* a part of libyaml's own words */
    const char *words;
  } rows[] = {
    { "mapping values are not allowed",
      N_ ("The front matter cannot be read: a value with a colon in it needs quotes.") },
    { "cannot start any token",
      N_ ("The front matter cannot be read: a value that begins with this character needs quotes.") },
    { "unexpected end of stream",
      N_ ("The front matter cannot be read: a quote is opened here and never closed.") },
    { "expected key",
      N_ ("The front matter cannot be read: text follows a closing quote, or a line is indented.") },
    { "expected ':'",
      N_ ("The front matter cannot be read: this line is no “key: value”. The text of the issue begins "
          "below the second “---”.") },
  };

  for (guint i = 0; problem != NULL && i < G_N_ELEMENTS (rows); i++)
    if (strstr (problem, rows[i].problem) != NULL)
      return _(rows[i].words);
  return _("The front matter cannot be read: this is not YAML.");
}

static void
refuse_error (Reader *reader)
{
  gsize offset = find_byte (reader, reader->parser.problem_mark.index);
  gsize end = reader->offset + reader->length;

  if (reader->refused)
    return;
  if (reader->parser.problem_mark.index == 0 && reader->parser.problem_offset > 0)
    offset = reader->offset + MIN (reader->parser.problem_offset, reader->length);
  /* A quote that is never closed, and a line without a colon, are noticed behind where they stand. */
  if (reader->parser.context_mark.index > 0
      && (offset >= end || g_str_has_prefix (reader->parser.problem, "found unexpected")
          || g_str_has_prefix (reader->parser.problem, "could not find expected")))
    offset = find_byte (reader, reader->parser.context_mark.index);
  if (offset >= end && end > reader->offset)
    offset = end - 1;
  refuse (reader, offset, explain (reader->parser.problem));
}

/* YAML ends an unquoted value at " #": the writer most likely meant the words behind it too. */
static void
check_comment (Reader           *reader,
               const GalleyYaml *scalar)
{
  const char *end = reader->source->text + scalar->end;
  const char *rest = end;
  gsize start = scalar->start;
  gsize length = strcspn (end, "\r\n");
  g_autofree char *whole = NULL;
  g_autofree char *quoted = NULL;

  while (*rest == ' ' || *rest == '\t')
    rest++;
  if (!scalar->plain || scalar->start == scalar->end || rest == end || *rest != '#')
    return;
  whole = g_strndup (reader->source->text + start, scalar->end - start + length);
  g_strchomp (whole);
  if (strpbrk (whole, "\r\n") == NULL)
    quoted = galley_yaml_quote (whole, FALSE);
  galley_source_add (reader->source, "front-matter-comment", GALLEY_SEVERITY_WARNING,
                     rest - reader->source->text,
                     _("YAML reads “#” after a space as the start of a comment: what follows it "
                       "is not part of the value."),
                     quoted != NULL ? _("Quote This Value") : NULL, start, scalar->end + length,
                     quoted);
}

static gboolean read_node (Reader      *reader,
                           guint        depth,
                           GalleyYaml **node,
                           gboolean    *at_end);

static void
check_duplicate (Reader           *reader,
                 const GalleyYaml *map,
                 const GalleyYaml *child)
{
  g_autofree char *message = NULL;

  if (child->key == NULL || galley_yaml_find (map, child->key) == NULL)
    return;
  message = g_strdup_printf (_("The front matter has the key “%s” twice."), child->key);
  galley_source_add (reader->source, "front-matter-duplicate", GALLEY_SEVERITY_ERROR,
                     child->key_start, message, NULL, 0, 0, NULL);
}

static gboolean
read_children (Reader     *reader,
               guint       depth,
               GalleyYaml *parent)
{
  if (depth > MAX_DEPTH)
    return FALSE;
  parent->children = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_yaml_free);
  while (TRUE)
    {
      GalleyYaml *key = NULL, *child = NULL;
      gboolean at_end = FALSE;

      if (parent->children->len >= 1000)
        return FALSE;
      if (parent->type == GALLEY_YAML_MAP)
        {
          if (!read_node (reader, depth, &key, &at_end))
            return FALSE;
          if (at_end)
            return TRUE;
        }
      if (!read_node (reader, depth, &child, &at_end))
        {
          galley_yaml_free (key);
          return FALSE;
        }
      if (at_end)
        return TRUE;
      if (key != NULL)
        {
          child->key = g_strdup (key->value != NULL ? key->value : "");
          child->key_start = key->start;
          child->key_end = key->end;
          galley_yaml_free (key);
          check_duplicate (reader, parent, child);
        }
      if (child->type == GALLEY_YAML_SCALAR)
        check_comment (reader, child);
      g_ptr_array_add (parent->children, child);
    }
}

/* Reads one value, or the end of the collection round it. */
static gboolean
read_node (Reader      *reader,
           guint        depth,
           GalleyYaml **node,
           gboolean    *at_end)
{
  yaml_event_t event;
  GalleyYaml *self;
  gboolean named = FALSE, done = FALSE;

  if (!yaml_parser_parse (&reader->parser, &event))
    return FALSE;
  self = g_new0 (GalleyYaml, 1);
  self->start = find_byte (reader, event.start_mark.index);
  self->end = find_byte (reader, event.end_mark.index);
  switch ((int) event.type)
    {
    case YAML_SCALAR_EVENT:
      self->value = g_strndup ((const char *) event.data.scalar.value, event.data.scalar.length);
      self->plain = event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
      named = event.data.scalar.anchor != NULL;
      done = TRUE;
      break;
    case YAML_SEQUENCE_START_EVENT:
      self->type = GALLEY_YAML_SEQUENCE;
      self->flow = event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
      named = event.data.sequence_start.anchor != NULL;
      break;
    case YAML_MAPPING_START_EVENT:
      self->type = GALLEY_YAML_MAP;
      self->flow = event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
      named = event.data.mapping_start.anchor != NULL;
      break;
    case YAML_ALIAS_EVENT:
      named = TRUE;
      break;
    default:
      *at_end = TRUE;
      break;
    }
  yaml_event_delete (&event);
  if (named)
    refuse (reader, self->start,
            _("The front matter cannot be read: a value that begins with “&” or “*” needs quotes."));
  else if (!*at_end && !done)
    done = read_children (reader, depth + 1, self);
  if (!done || named)
    {
      galley_yaml_free (self);
      return *at_end;
    }
  *node = self;
  return TRUE;
}

/* The list a value stands for: a scalar is cut at its commas. */
static void
make_list (GalleyYaml *self)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new ();

  if (self->type == GALLEY_YAML_SCALAR)
    {
      g_auto(GStrv) parts = g_strsplit (self->value, ",", 1000);

      for (gsize i = 0; parts[i] != NULL; i++)
        {
          if (*g_strstrip (parts[i]) != '\0')
            g_ptr_array_add (list, g_strdup (parts[i]));
        }
    }
  else if (self->type == GALLEY_YAML_SEQUENCE)
    {
      for (guint i = 0; i < self->children->len; i++)
        {
          const GalleyYaml *item = self->children->pdata[i];

          if (item->value != NULL)
            g_ptr_array_add (list, g_strdup (item->value));
        }
    }
  g_ptr_array_add (list, NULL);
  self->list = (char **) g_ptr_array_free (g_steal_pointer (&list), FALSE);
}

static gboolean
skip_event (Reader *reader)
{
  yaml_event_t event;

  if (!yaml_parser_parse (&reader->parser, &event))
    return FALSE;
  yaml_event_delete (&event);
  return TRUE;
}

/* Nothing may follow: "--- a" would begin a second list of keys, and what is written there, a post's
 * id among it, is nobody's to find. */
static gboolean
is_end (Reader *reader)
{
  yaml_event_t event;
  gboolean is;

  if (!skip_event (reader) || !yaml_parser_parse (&reader->parser, &event))
    return FALSE;
  is = event.type == YAML_STREAM_END_EVENT;
  if (!is)
    refuse (reader, find_byte (reader, event.start_mark.index), explain ("expected ':'"));
  yaml_event_delete (&event);
  return is;
}

/**
 * galley_yaml_read:
 * @source: the issue; findings go there
 * @start: where the block begins
 * @end: and ends
 *
 * Returns: (transfer full) (nullable): a map, or %NULL after an error finding
 */
GalleyYaml *
galley_yaml_read (GalleySource *source,
                  gsize         start,
                  gsize         end)
{
  Reader reader = { .source = source, .block = source->text + start, .offset = start,
                    .length = end - start };
  GalleyYaml *root = NULL;
  gboolean at_end = FALSE;
  gboolean ok;

  if (!yaml_parser_initialize (&reader.parser))
    return NULL;
  yaml_parser_set_encoding (&reader.parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string (&reader.parser, (const guchar *) reader.block, reader.length);
  ok = skip_event (&reader) && skip_event (&reader)
       && read_node (&reader, 0, &root, &at_end) && (at_end || is_end (&reader));
  if (ok && at_end) /* Nothing but comments and blank lines. */
    {
      root = g_new0 (GalleyYaml, 1);
      root->type = GALLEY_YAML_MAP;
      root->children = g_ptr_array_new ();
    }
  if (!ok)
    refuse_error (&reader);
  else if (root->type != GALLEY_YAML_MAP || root->flow)
    refuse (&reader, start, _("The front matter cannot be read: it is not a list of keys."));
  yaml_parser_delete (&reader.parser);
  if (root != NULL && (!ok || root->type != GALLEY_YAML_MAP || root->flow))
    g_clear_pointer (&root, galley_yaml_free);
  for (guint i = 0; root != NULL && i < root->children->len; i++)
    make_list (root->children->pdata[i]);
  return root;
}

/* The last one of several, as a YAML reader that allows them has it. */
const GalleyYaml *
galley_yaml_find (const GalleyYaml *map,
                  const char       *key)
{
  if (map == NULL || map->type != GALLEY_YAML_MAP)
    return NULL;
  for (guint i = map->children->len; i > 0; i--)
    {
      const GalleyYaml *child = map->children->pdata[i - 1];

      if (g_strcmp0 (child->key, key) == 0)
        return child;
    }
  return NULL;
}

static gboolean
is_plain (const char *value,
          gboolean    flow)
{
  gsize length = strlen (value);

  if (length == 0 || g_ascii_isspace (value[0]) || g_ascii_isspace (value[length - 1])
      || value[length - 1] == ':' || strchr ("-?:,[]{}#&*!|>'\"%@`=~", value[0]) != NULL)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if ((value[i] == ':' && (value[i + 1] == ' ' || value[i + 1] == '\t'))
          || (value[i] == '#' && (value[i - 1] == ' ' || value[i - 1] == '\t'))
          || (flow && strchr (",[]{}:", value[i]) != NULL))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_control (const char *value)
{
  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || c == 0xfeff
          || (c >= 0xfffe && c <= 0xffff))
        return TRUE;
    }
  return FALSE;
}

char *
galley_yaml_quote (const char *value,
                   gboolean    flow)
{
  gboolean control = has_control (value);
  GString *text;

  if (!control && is_plain (value, flow))
    return g_strdup (value);
  text = g_string_new (NULL);
  if (!control && (strchr (value, '"') != NULL || strchr (value, '\\') != NULL))
    {
      g_auto(GStrv) parts = g_strsplit (value, "'", -1);
      g_autofree char *doubled = g_strjoinv ("''", parts);

      g_string_append_printf (text, "'%s'", doubled);
      return g_string_free (text, FALSE);
    }
  g_string_append_c (text, '"');
  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '"' || c == '\\')
        g_string_append_printf (text, "\\%c", (char) c);
      else if (c == '\n')
        g_string_append (text, "\\n");
      else if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || c == 0xfeff
               || (c >= 0xfffe && c <= 0xffff))
        g_string_append_printf (text, "\\u%04X", c);
      else
        g_string_append_unichar (text, c);
    }
  g_string_append_c (text, '"');
  return g_string_free (text, FALSE);
}
