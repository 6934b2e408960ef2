/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a line may end is guessed (a blank in a paragraph, before a letter, outside of code, tags
 * and addresses); that nothing changed is proved. The proof is a description of each tree in which a
 * line's end in a paragraph and a blank are the same. When a guess fails for the whole issue, each
 * line is tried by itself. */

#include "galley-reflow.h"

#include <string.h>

#include "galley-source.h"

/* A new line after a sentence that is this long, and after any word past the second. */
#define SENTENCE_LENGTH 60
#define LINE_LENGTH 500
#define MAX_PREFIX 200
/* Each try is a parse of the whole issue. */
#define MAX_TRIES 30

/* The tree as a string. */

static void
describe_string (GString    *description,
                 const char *string)
{
  g_string_append_printf (description, "(%s)", string != NULL ? string : "\x02");
}

static void
describe_picture (GString             *description,
                  const GalleyPicture *picture)
{
  describe_string (description, picture->src);
  describe_string (description, picture->alt);
  describe_string (description, picture->title);
  describe_string (description, picture->href);
  g_string_append_printf (description, "%d", picture->width);
}

static void
describe_card (GString          *description,
               const GalleyCard *card)
{
  describe_string (description, card->kind);
  describe_string (description, card->title_source);
  for (gsize i = 0; card->options != NULL && card->options[i] != NULL; i++)
    describe_string (description, card->options[i]);
}

static void
describe_node (GString          *description,
               const GalleyNode *node)
{
  if (node->type == GALLEY_NODE_SOFT_BREAK)
    {
      g_string_append_c (description, ' ');
      return;
    }
  if (node->type != GALLEY_NODE_TEXT)
    g_string_append_printf (description, "\x01%d:", node->type);
  if (node->literal != NULL)
    g_string_append_len (description, node->literal, node->length);
  if (node->type == GALLEY_NODE_LINK || node->type == GALLEY_NODE_BOOKMARK)
    {
      describe_string (description, node->link.url);
      describe_string (description, node->link.title);
    }
  else if (node->type == GALLEY_NODE_FIGURE || node->type == GALLEY_NODE_IMAGE)
    describe_picture (description, &node->picture);
  else if (node->type == GALLEY_NODE_CARD)
    describe_card (description, &node->card);
  else if (node->type == GALLEY_NODE_HEADING)
    g_string_append_printf (description, "%u", node->heading.level);
  else if (node->type == GALLEY_NODE_LIST)
    g_string_append_printf (description, "%d%d%u", node->list.ordered, node->list.tight,
                            node->list.first);
}

static char *
describe (GalleyIssue *issue)
{
  const GalleyNode *root = galley_issue_get_root (issue);
  const GalleyNode *node = root->first_child;
  g_autoptr(GString) description = g_string_new (NULL);

  while (node != NULL)
    {
      describe_node (description, node);
      if (node->first_child != NULL)
        {
          node = node->first_child;
          continue;
        }
      while (node != root && node->next == NULL)
        {
          g_string_append (description, "\x03");
          node = node->parent;
        }
      node = node != root ? node->next : NULL;
    }
  return g_string_free (g_steal_pointer (&description), FALSE);
}

/* What the lines that continue this one begin with: the marks of its quotes, and blanks in place of
 * those of its lists. NULL when there is too much of it. */
static char *
dup_prefix (const char *line,
            gsize       length)
{
  g_autoptr(GString) prefix = g_string_new (NULL);
  gsize i = 0;

  while (i < length && i < MAX_PREFIX)
    {
      gsize digits = i;

      if (strchr (" \t>", line[i]) != NULL)
        {
          g_string_append_c (prefix, line[i++]);
          continue;
        }
      while (digits < length && g_ascii_isdigit (line[digits]))
        digits++;
      if (digits == i ? strchr ("-+*", line[i]) == NULL
                      : digits == length || strchr (".)", line[digits]) == NULL)
        break;
      if (digits + 1 >= length || line[digits + 1] != ' ')
        break;
      g_string_append_printf (prefix, "%*s", (int) (digits + 1 - i), "");
      i = digits + 1;
    }
  return i < MAX_PREFIX ? g_string_free (g_steal_pointer (&prefix), FALSE) : NULL;
}

/* What the place is inside of. */
typedef struct {
  gsize ticks; /* of the code it is in, 0: none */
  gboolean tag;
  guint brackets; /* of an address: ](…) */
} Inside;

/* Reads one character, or a run of ticks; returns how many bytes. */
static gsize
step (Inside     *inside,
      const char *line,
      gsize       i,
      gsize       length)
{
  gsize n = 1;

  if (line[i] == '\\' && inside->ticks == 0)
    return MIN (2, length - i);
  if (line[i] == '`')
    {
      while (i + n < length && line[i + n] == '`')
        n++;
      if (inside->ticks == 0)
        inside->ticks = n;
      else if (inside->ticks == n)
        inside->ticks = 0;
      return n;
    }
  if (inside->ticks > 0)
    return 1;
  if (line[i] == '<' && i + 1 < length
      && (g_ascii_isalpha (line[i + 1]) || strchr ("/!?", line[i + 1]) != NULL))
    inside->tag = TRUE;
  else if (line[i] == '>')
    inside->tag = FALSE;
  else if (line[i] == '(' && (inside->brackets > 0 || (i > 0 && line[i - 1] == ']')))
    inside->brackets++;
  else if (line[i] == ')' && inside->brackets > 0)
    inside->brackets--;
  return 1;
}

static gboolean
ends_sentence (const char *line,
               gsize       i)
{
  while (i > 0 && strchr ("\"')]*_", line[i - 1]) != NULL)
    i--;
  return i > 0 && strchr (".!?", line[i - 1]) != NULL;
}

/* Before a letter nothing can begin that is more than text. */
static gboolean
may_break (const Inside *inside,
           const char   *line,
           gsize         i,
           gsize         length)
{
  return line[i] == ' ' && i > 0 && i + 1 < length && strchr (" \t\\", line[i - 1]) == NULL
         && inside->ticks == 0 && !inside->tag && inside->brackets == 0
         && g_unichar_isalpha (g_utf8_get_char (line + i + 1));
}

static char *
wrap_line (const char *line,
           gsize       length,
           const char *end_of_line)
{
  g_autofree char *prefix = dup_prefix (line, length);
  g_autoptr(GString) wrapped = g_string_sized_new (length + length / 50);
  Inside inside = { 0 };
  gsize begun = 0;
  gsize i = prefix != NULL ? strlen (prefix) : length;

  g_string_append_len (wrapped, line, i);
  while (i < length)
    {
      gsize width = i - begun;
      gsize n = 1;

      if (may_break (&inside, line, i, length)
          && (width > LINE_LENGTH || (width > SENTENCE_LENGTH && ends_sentence (line, i))))
        {
          g_string_append (wrapped, end_of_line);
          g_string_append (wrapped, prefix);
          begun = i + 1;
        }
      else
        {
          n = step (&inside, line, i, length);
          g_string_append_len (wrapped, line + i, n);
        }
      i += n;
    }
  return g_string_free (g_steal_pointer (&wrapped), FALSE);
}

static gboolean
is_paragraph_line (GalleyIssue *issue,
                   guint        line)
{
  return galley_issue_find_block (issue, line)->type == GALLEY_NODE_PARAGRAPH;
}

/* (element-type GalleyEdit), one a line, in order. */
static GPtrArray *
list_edits (GalleyIssue *issue,
            gsize        limit)
{
  GPtrArray *edits = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_edit_free);
  gsize text_length;
  const char *text = galley_issue_get_text (issue, &text_length);
  GalleySource source;

  galley_source_init (&source, text, text_length);
  for (guint i = 1; i <= source.n_lines; i++)
    {
      gsize length;
      const char *line = galley_source_get_line (&source, i, &length);
      g_autofree char *wrapped = NULL;

      if (length <= limit || !is_paragraph_line (issue, i))
        continue;
      wrapped = wrap_line (line, length, galley_source_get_end_of_line (&source));
      if (strncmp (wrapped, line, length) != 0)
        g_ptr_array_add (edits, galley_edit_new (line - text, line - text + length, wrapped));
    }
  galley_source_clear (&source);
  return edits;
}

/* All of @edits as one. */
static GalleyEdit *
merge (const char *text,
       GPtrArray  *edits)
{
  const GalleyEdit *begin = edits->pdata[0];
  g_autoptr(GString) merged = g_string_new (NULL);
  gsize place = begin->start;

  for (guint i = 0; i < edits->len; i++)
    {
      const GalleyEdit *edit = edits->pdata[i];

      g_string_append_len (merged, text + place, edit->start - place);
      g_string_append (merged, edit->text);
      place = edit->end;
    }
  return galley_edit_new (begin->start, place, merged->str);
}

static gboolean
is_harmless (GalleyIssue      *issue,
             const char       *description,
             const GalleyEdit *edit)
{
  gsize length, new_length;
  const char *text = galley_issue_get_text (issue, &length);
  g_autofree char *changed = galley_edit_apply (edit, text, length, &new_length);
  g_autoptr(GalleyIssue) result = galley_issue_new (changed, new_length);
  g_autofree char *now = describe (result);

  return strcmp (description, now) == 0;
}

GalleyEdit *
galley_reflow (GalleyIssue *issue,
               gsize        limit)
{
  const char *text = galley_issue_get_text (issue, NULL);
  g_autoptr(GPtrArray) edits = list_edits (issue, limit);
  g_autofree char *description = NULL;
  g_autoptr(GalleyEdit) all = NULL;

  if (edits->len == 0)
    return NULL;
  description = describe (issue);
  all = merge (text, edits);
  if (is_harmless (issue, description, all))
    return g_steal_pointer (&all);
  if (edits->len > MAX_TRIES)
    return NULL;
  for (guint i = edits->len; i-- > 0;)
    {
      if (!is_harmless (issue, description, edits->pdata[i]))
        g_ptr_array_remove_index (edits, i);
    }
  g_clear_pointer (&all, galley_edit_free);
  if (edits->len == 0)
    return NULL;
  all = merge (text, edits);
  return is_harmless (issue, description, all) ? g_steal_pointer (&all) : NULL;
}
