/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-card-form.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-media.h"

static void
field_free (gpointer data)
{
  GalleyCardField *field = data;

  g_free (field->key);
  g_free (field->name);
  g_free (field);
}

static GalleyCardField *
add_field (GPtrArray           *fields,
           char                *key,
           const char          *name,
           GalleyCardFieldType  type)
{
  GalleyCardField *field = g_new0 (GalleyCardField, 1);

  field->key = key;
  field->name = g_strdup (name);
  field->type = type;
  field->fallback = "";
  g_ptr_array_add (fields, field);
  return field;
}

static GalleyCardFieldType
get_type (const GalleyCardOption *option)
{
  if (option->values != NULL)
    return GALLEY_CARD_FIELD_CHOICE;
  switch (option->type)
    {
    case GALLEY_CARD_OPTION_NUMBER: return GALLEY_CARD_FIELD_NUMBER;
    case GALLEY_CARD_OPTION_COLOR: return GALLEY_CARD_FIELD_COLOR;
    case GALLEY_CARD_OPTION_ADDRESS: return GALLEY_CARD_FIELD_ADDRESS;
    case GALLEY_CARD_OPTION_WORDS: return GALLEY_CARD_FIELD_WORDS;
    default: g_return_val_if_reached (GALLEY_CARD_FIELD_WORDS);
    }
}

static void
add_part (GPtrArray            *fields,
          const GalleyCardPart *part,
          guint                 index)
{
  GalleyCardField *field;

  if (part->type == GALLEY_CARD_PART_BLOCKS)
    return;
  if (part->type != GALLEY_CARD_PART_PAGE)
    {
      g_autofree char *words = part->type == GALLEY_CARD_PART_LINK
                                 ? g_strdup_printf (_("%s: words"), _(part->name))
                                 : g_strdup (_(part->name));

      field = add_field (fields, g_strdup_printf ("part:%u:words", index), words,
                         GALLEY_CARD_FIELD_WORDS);
      field->in_body = TRUE;
    }
  if (part->type != GALLEY_CARD_PART_LINE)
    {
      g_autofree char *address = part->type == GALLEY_CARD_PART_LINK
                                   ? g_strdup_printf (_("%s: address"), _(part->name))
                                   : g_strdup (_(part->name));

      field = add_field (fields, g_strdup_printf ("part:%u:address", index), address,
                         GALLEY_CARD_FIELD_ADDRESS);
      field->in_body = TRUE;
      field->needed = part->needed;
    }
}

GPtrArray *
galley_card_form_list_fields (const GalleyCardKind *kind,
                              gboolean              with_body)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func (field_free);

  g_return_val_if_fail (kind != NULL, fields);

  if (kind->title != NULL)
    add_field (fields, g_strdup ("title"), _(kind->title), GALLEY_CARD_FIELD_WORDS);
  for (guint i = 0; with_body && kind->parts != NULL && kind->parts[i].name != NULL; i++)
    add_part (fields, &kind->parts[i], i);
  for (const GalleyCardOption *option = kind->options; option != NULL && option->name != NULL;
       option++)
    {
      GalleyCardField *field = add_field (fields, g_strconcat ("option:", option->name, NULL),
                                          _(option->description), get_type (option));

      field->values = option->values;
      field->fallback = option->fallback;
    }
  return fields;
}

static gboolean
is_number (const char *value)
{
  char *end = NULL;

  return g_ascii_isdigit (value[0]) && g_ascii_strtod (value, &end) >= 0 && *end == '\0';
}

gboolean
galley_card_form_accepts (const GalleyCardField *field,
                          const char            *value)
{
  g_return_val_if_fail (field != NULL && value != NULL, FALSE);

  if (field->needed && value[strspn (value, " \t")] == '\0')
    return FALSE;
  switch (field->type)
    {
    case GALLEY_CARD_FIELD_CHOICE:
      return g_strv_contains (field->values, value);
    case GALLEY_CARD_FIELD_NUMBER:
      return value[0] == '\0' || is_number (value);
    case GALLEY_CARD_FIELD_COLOR:
      return value[0] == '\0' || galley_media_is_color (value);
    case GALLEY_CARD_FIELD_ADDRESS:
    case GALLEY_CARD_FIELD_WORDS:
      return TRUE;
    default:
      g_return_val_if_reached (FALSE);
    }
}

/* A line of Markdown has no line ends, and no blanks at its own. */
static char *
dup_line (GHashTable *values,
          const char *key)
{
  const char *value = g_hash_table_lookup (values, key);

  return g_strstrip (g_strdelimit (g_strdup (value != NULL ? value : ""), "\r\n", ' '));
}

/* Words that are typed into a form mean themselves inside the brackets of a link. */
static char *
write_link (const char *words,
            const char *address)
{
  GString *text = g_string_new ("[");
  gboolean plain = strpbrk (address, " \t()<>\\") == NULL;

  for (const char *p = words; *p != '\0'; p++)
    {
      if (strchr ("[]\\", *p) != NULL)
        g_string_append_c (text, '\\');
      g_string_append_c (text, *p);
    }
  g_string_append (text, plain ? "](" : "](<");
  for (const char *p = address; *p != '\0'; p++)
    {
      if (!plain && strchr ("<>\\", *p) != NULL)
        g_string_append_c (text, '\\');
      g_string_append_c (text, *p);
    }
  g_string_append (text, plain ? ")" : ">)");
  return g_string_free (text, FALSE);
}

static gboolean
is_page (const char *address)
{
  return (g_str_has_prefix (address, "https://") || g_str_has_prefix (address, "http://"))
         && strpbrk (address, " \t<>\\") == NULL;
}

/* NULL when there is nothing to write. */
static char *
write_part (const GalleyCardPart *part,
            guint                 index,
            GHashTable           *values)
{
  g_autofree char *words_key = g_strdup_printf ("part:%u:words", index);
  g_autofree char *address_key = g_strdup_printf ("part:%u:address", index);
  g_autofree char *words = dup_line (values, words_key);
  g_autofree char *address = dup_line (values, address_key);
  g_autofree char *name = NULL;

  if (part->type == GALLEY_CARD_PART_LINE)
    return words[0] != '\0' ? g_steal_pointer (&words) : NULL;
  if (address[0] == '\0')
    return NULL;
  if (words[0] == '\0' && is_page (address))
    return g_steal_pointer (&address);
  name = galley_media_dup_name (address);
  return write_link (words[0] != '\0' ? words : name, address);
}

static char *
write_body (const GalleyCardKind *kind,
            GHashTable           *values,
            const char           *blocks,
            gsize                *cursor)
{
  static const GalleyCardPart any[] = { { "", GALLEY_CARD_PART_BLOCKS, FALSE }, { NULL } };
  const GalleyCardPart *parts = kind->parts != NULL ? kind->parts : any;
  GString *body = g_string_new (NULL);

  *cursor = G_MAXSIZE;
  for (guint i = 0; parts[i].name != NULL; i++)
    {
      gboolean is_blocks = parts[i].type == GALLEY_CARD_PART_BLOCKS;
      g_autofree char *part = is_blocks ? g_strdup (blocks != NULL ? blocks : "")
                                        : write_part (&parts[i], i, values);

      if (part == NULL)
        continue;
      if (body->len > 0)
        g_string_append (body, "\n\n");
      g_string_append (body, part);
      if (is_blocks)
        *cursor = body->len;
      /* An empty line to write on; what follows must not run into it. */
      if (is_blocks && part[0] == '\0' && parts[i + 1].name != NULL)
        g_string_append (body, "\n");
    }
  return g_string_free (body, FALSE);
}

/* As name, value, name, value, NULL; @card's unknown ones, if any, at the end. */
static GPtrArray *
list_pairs (const GalleyCardKind *kind,
            GHashTable           *values,
            const GalleyNode     *card)
{
  GPtrArray *pairs = g_ptr_array_new_with_free_func (g_free);

  for (const GalleyCardOption *option = kind->options; option != NULL && option->name != NULL;
       option++)
    {
      g_autofree char *key = g_strconcat ("option:", option->name, NULL);
      const char *value = g_hash_table_lookup (values, key);

      g_ptr_array_add (pairs, g_strdup (option->name));
      g_ptr_array_add (pairs, g_strdup (value != NULL ? value : option->fallback));
    }
  for (guint i = 0; card != NULL && card->card.options[i] != NULL; i += 2)
    {
      const GalleyCardOption *option = kind->options;

      while (option != NULL && option->name != NULL
             && strcmp (option->name, card->card.options[i]) != 0)
        option++;
      if (option != NULL && option->name != NULL)
        continue;
      g_ptr_array_add (pairs, g_strdup (card->card.options[i]));
      g_ptr_array_add (pairs, g_strdup (card->card.options[i + 1]));
    }
  g_ptr_array_add (pairs, NULL);
  return pairs;
}

static char *
write_card (const GalleyCardKind *kind,
            GHashTable           *values,
            const char           *body,
            const GalleyNode     *card)
{
  g_autofree char *title = dup_line (values, "title");
  g_autoptr (GPtrArray) pairs = list_pairs (kind, values, card);

  return galley_card_write_pairs (kind, kind->title != NULL ? title : NULL, body,
                                  (const char *const *) pairs->pdata);
}

/* How many bytes of @text, whose lines have "> " before them, the first @length of @body are. */
static gsize
get_offset (const char *text,
            const char *body,
            gsize       length)
{
  gsize offset = strchr (text, '\n') - text + 3;

  for (gsize i = 0; i < length; i++)
    offset += body[i] == '\n' ? 3 : 1;
  return offset;
}

char *
galley_card_form_write (const GalleyCardKind *kind,
                        GHashTable           *values,
                        const char           *blocks,
                        gsize                *cursor)
{
  g_autofree char *body = NULL;
  char *text;
  gsize at;

  g_return_val_if_fail (kind != NULL && values != NULL && cursor != NULL, NULL);

  body = write_body (kind, values, blocks, &at);
  text = write_card (kind, values, body, NULL);
  if (at != G_MAXSIZE && body[0] == '\0')
    {
      char *line = g_strconcat (text, "\n> ", NULL);

      g_free (text);
      text = line;
    }
  *cursor = at != G_MAXSIZE ? get_offset (text, body, at) : strlen (text);
  return text;
}

gboolean
galley_card_form_has_blocks (const GalleyCardKind *kind)
{
  const GalleyCardPart *part;

  g_return_val_if_fail (kind != NULL, FALSE);

  part = kind->parts;
  while (part != NULL && part->name != NULL && part->type != GALLEY_CARD_PART_BLOCKS)
    part++;
  return part == NULL || part->name != NULL;
}

/* Without the backslash that keeps a brace from being read as options. */
static const char *
get_title (const GalleyNode *card)
{
  const char *title = card->card.title_source;

  return title[0] == '\\' && title[1] == '{' ? title + 1 : title;
}

GHashTable *
galley_card_form_read (const GalleyCardKind *kind,
                       const GalleyNode     *card)
{
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_return_val_if_fail (kind != NULL && card != NULL && card->type == GALLEY_NODE_CARD, values);

  if (kind->title != NULL)
    g_hash_table_insert (values, g_strdup ("title"), g_strdup (get_title (card)));
  for (const GalleyCardOption *option = kind->options; option != NULL && option->name != NULL;
       option++)
    g_hash_table_insert (values, g_strconcat ("option:", option->name, NULL),
                         g_strdup (galley_card_get_option (kind, card, option->name)));
  return values;
}

GalleyEdit *
galley_card_form_change (const GalleyCardKind *kind,
                         const GalleyIssue    *issue,
                         const GalleyNode     *card,
                         GHashTable           *values)
{
  g_autoptr (GHashTable) old = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  const char *text;
  gsize length, end;

  g_return_val_if_fail (kind != NULL && issue != NULL && card != NULL && values != NULL, NULL);

  old = galley_card_form_read (kind, card);
  before = write_card (kind, old, NULL, card);
  after = write_card (kind, values, NULL, card);
  if (strcmp (before, after) == 0)
    return NULL;
  text = galley_issue_get_text (issue, &length);
  for (end = card->start; end < length && text[end] != '\n' && text[end] != '\r'; end++)
    ;
  return galley_edit_new (card->start, end, after);
}

const char *
galley_card_form_name_value (const char *value)
{
  static const struct {
    const char *value;
    const char *name;
  } names[] = {
    { "left", N_ ("Left") },           { "center", N_ ("Center") },
    { "regular", N_ ("Regular") },     { "wide", N_ ("Wide") },
    { "full", N_ ("Full width") },     { "split", N_ ("Two halves") },
    { "minimal", N_ ("Minimal") },     { "immersive", N_ ("Immersive") },
    { "small", N_ ("Small") },         { "medium", N_ ("Medium") },
    { "large", N_ ("Large") },         { "dark", N_ ("Dark") },
    { "light", N_ ("Light") },         { "accent", N_ ("The site’s color") },
    { "text", N_ ("As the text") },    { "yes", N_ ("Yes") },
    { "no", N_ ("No") },               { "none", N_ ("None") },
    { "all", N_ ("Everybody") },       { "free", N_ ("Free readers") },
    { "paid", N_ ("Paid readers") },   { "grey", N_ ("Grey") },
    { "white", N_ ("White") },         { "blue", N_ ("Blue") },
    { "green", N_ ("Green") },         { "yellow", N_ ("Yellow") },
    { "red", N_ ("Red") },             { "pink", N_ ("Pink") },
    { "purple", N_ ("Purple") },
  };

  g_return_val_if_fail (value != NULL, "");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].value, value) == 0)
      return _(names[i].name);
  return value;
}
