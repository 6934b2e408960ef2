/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-card.h"
#include "galley-check.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A longer word is no slip of the finger. */
#define MAX_WORD 24
#define MAX_SLIPS 2

typedef struct {
  const GalleyIssue *issue;
  GPtrArray *findings; /* borrowed */
} Check;

/* How many letters have to be put in, taken out or changed. */
static guint
get_distance (const char *a,
              const char *b)
{
  guint row[MAX_WORD + 1];
  gsize length = strlen (b);

  if (strlen (a) > MAX_WORD || length > MAX_WORD)
    return G_MAXUINT;
  for (gsize j = 0; j <= length; j++)
    row[j] = (guint) j;
  for (gsize i = 0; a[i] != '\0'; i++)
    {
      guint corner = row[0]++;

      for (gsize j = 0; j < length; j++)
        {
          guint change = corner + (g_ascii_tolower (a[i]) != g_ascii_tolower (b[j]));

          corner = row[j + 1];
          row[j + 1] = MIN (change, MIN (row[j], corner) + 1);
        }
    }
  return row[length];
}

/* The one of @words that was probably meant, or NULL. */
static const char *
find_meant (GPtrArray *words,
            const char *written)
{
  const char *best = NULL;
  guint least = MIN (MAX_SLIPS, (guint) strlen (written) / 2) + 1;

  for (guint i = 0; i < words->len; i++)
    {
      guint distance = get_distance (written, words->pdata[i]);

      if (distance < least)
        {
          least = distance;
          best = words->pdata[i];
        }
    }
  return best;
}

static char *
join (GPtrArray *words)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", (const char *) words->pdata[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
is_word_char (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_';
}

/* Where @word stands by itself in the card's first line, behind @from; NULL when it is written with
 * escapes. */
static const char *
find_word (const Check *self,
           const GalleyNode *card,
           const char *from,
           const char *word)
{
  gsize length = 0;
  const char *text = galley_issue_get_text (self->issue, &length);
  const char *line = text + MIN (card->start, length);
  const char *end = memchr (line, '\n', length - (line - text));
  gsize size = strlen (word);

  if (end == NULL)
    end = text + length;
  for (const char *p = from != NULL ? from : line; size > 0 && p + size <= end; p++)
    if (g_ascii_strncasecmp (p, word, size) == 0 && (p == line || !is_word_char (p[-1]))
        && (p + size == end || !is_word_char (p[size])))
      return p;
  return NULL;
}

/* @at: the word in the text, of @size bytes; NULL: not found. @meant: what to put there; NULL: nothing. */
static void
report (const Check *self,
        const GalleyNode *card,
        const char *at,
        gsize size,
        const char *meant,
        char *message)
{
  gsize length = 0;
  const char *text = galley_issue_get_text (self->issue, &length);
  const char *line = text + MIN (card->start, length);
  guint column = at != NULL ? (guint) g_utf8_strlen (line, at - line) + 1 : 0;
  g_autofree char *owned = message;
  g_autofree char *label = NULL;
  g_autoptr (GalleyEdit) fix = NULL;

  if (at != NULL && meant != NULL)
    {
      label = g_strdup_printf (_ ("Write “%s”"), meant);
      fix = galley_edit_new ((gsize) (at - text), (gsize) (at - text) + size, meant);
    }
  g_ptr_array_add (self->findings, galley_finding_new ("cards", GALLEY_SEVERITY_WARNING, card->start_line, column,
                                                       owned, label, fix));
}

static void
check_kind (const Check *self,
            const GalleyNode *card)
{
  const GalleyCardKind *const *kinds = galley_card_list_kinds ();
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;

  for (gsize i = 0; kinds[i] != NULL; i++)
    g_ptr_array_add (names, g_ascii_strup (kinds[i]->id, -1));
  list = join (names);
  report (self, card, find_word (self, card, NULL, card->card.kind), strlen (card->card.kind),
          find_meant (names, card->card.kind),
          g_strdup_printf (_ ("There is no card “%s”: it stays a quote. The cards are %s."), card->card.kind, list));
}

static void
report_name (const Check *self,
             const GalleyNode *card,
             const GalleyCardKind *kind,
             const char *name)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *list = NULL;
  const char *brace = find_word (self, card, NULL, card->card.kind);

  for (const GalleyCardOption *option = kind->options; option != NULL && option->name != NULL; option++)
    g_ptr_array_add (names, (gpointer) option->name);
  list = join (names);
  report (self, card, brace != NULL ? find_word (self, card, brace + strlen (card->card.kind), name) : NULL,
          strlen (name), find_meant (names, name),
          names->len > 0
            ? g_strdup_printf (_ ("%s has no option “%s”; it has %s."), card->card.kind, name, list)
            : g_strdup_printf (_ ("%s has no option “%s”; it has none at all."), card->card.kind, name));
}

static void
report_value (const Check *self,
              const GalleyNode *card,
              const GalleyCardOption *option,
              const char *value)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  g_autofree char *list = NULL;
  const char *name = find_word (self, card, NULL, option->name);

  for (gsize i = 0; option->values[i] != NULL; i++)
    g_ptr_array_add (values, (gpointer) option->values[i]);
  list = join (values);
  report (self, card, name != NULL ? find_word (self, card, name + strlen (option->name), value) : NULL,
          strlen (value), find_meant (values, value),
          g_strdup_printf (_ ("“%s” is not a value that “%s” of %s can have: it is one of %s."), value, option->name,
                           card->card.kind, list));
}

static void
check_options (const Check *self,
               const GalleyNode *card,
               const GalleyCardKind *kind)
{
  for (const char *const *pair = card->card.options; pair[0] != NULL; pair += 2)
    {
      const GalleyCardOption *option = kind->options;

      while (option != NULL && option->name != NULL && !g_str_equal (option->name, pair[0]))
        option++;
      if (option == NULL || option->name == NULL)
        report_name (self, card, kind, pair[0]);
      else if (option->values != NULL && !g_strv_contains (option->values, pair[1]))
        report_value (self, card, option, pair[1]);
    }
}

/* Ghost has its cards one below the other; in anything else this one would be gone. */
static void
check_opaque (const Check *self,
              const GalleyNode *node)
{
  if (node->parent->type != GALLEY_NODE_QUOTE && node->parent->type != GALLEY_NODE_ITEM)
    return;
  g_ptr_array_add (self->findings, galley_finding_new ("cards", GALLEY_SEVERITY_ERROR, node->start_line, 0,
                                                       _ ("A ghost-card block cannot be in a list or a quote: put it "
                                                          "before or behind."), NULL, NULL));
}

static gboolean
visit (const GalleyNode *node,
       gpointer user_data)
{
  const Check *self = user_data;
  const GalleyCardKind *kind = NULL;

  if (node->type == GALLEY_NODE_OPAQUE)
    check_opaque (self, node);
  if (node->type != GALLEY_NODE_CARD)
    return TRUE;
  kind = galley_card_find_kind (node->card.kind);
  if (kind == NULL)
    check_kind (self, node);
  else
    check_options (self, node, kind);
  return TRUE;
}

static void
run (const GalleyCheckContext *context,
     GPtrArray *findings)
{
  Check self = { context->issue, findings };

  galley_node_visit (galley_issue_get_root (context->issue), visit, &self);
}

const GalleyCheck galley_check_cards = {
  .id = "cards",
  .name = N_ ("Cards are known and their options allowed"),
  .run = run,
};
