/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-card-complete.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-card-form.h"

static void
proposal_free (gpointer data)
{
  GalleyCardProposal *proposal = data;

  g_free (proposal->text);
  g_free (proposal);
}

/* Takes @text. */
static void
add (GPtrArray  *proposals,
     char       *text,
     const char *name,
     const char *description)
{
  GalleyCardProposal *proposal = g_new (GalleyCardProposal, 1);

  proposal->text = text;
  proposal->name = name;
  proposal->description = description;
  g_ptr_array_add (proposals, proposal);
}

static gboolean
begins_with (const char *name,
             const char *typed)
{
  return g_ascii_strncasecmp (name, typed, strlen (typed)) == 0;
}

/* Past `> [!`; NULL when @line does not begin so. */
static const char *
skip_marker (const char *line)
{
  const char *p = line;

  while (p - line < 3 && *p == ' ')
    p++;
  if (*p++ != '>')
    return NULL;
  p += *p == ' ' || *p == '\t';
  return g_str_has_prefix (p, "[!") ? p + 2 : NULL;
}

static const char *
skip_name (const char *p)
{
  while (g_ascii_isalnum (*p) || *p == '-' || *p == '_')
    p++;
  return p;
}

static void
propose_kinds (GPtrArray  *proposals,
               const char *typed,
               const char *rest)
{
  const GalleyCardKind *const *kinds = galley_card_list_kinds ();

  for (guint i = 0; kinds[i] != NULL; i++)
    {
      g_autofree char *name = g_ascii_strup (kinds[i]->id, -1);

      if (begins_with (kinds[i]->id, typed) || begins_with (_(kinds[i]->name), typed))
        add (proposals, g_strconcat (name, rest[0] == ']' ? NULL : "]", NULL), _(kinds[i]->name),
             _(kinds[i]->description));
    }
}

static gboolean
is_given (const char *options,
          const char *end,
          const char *name)
{
  gsize length = strlen (name);

  for (const char *p = options; (p = g_strstr_len (p, end - p, name)) != NULL; p += length)
    if (strchr ("{ \t", p[-1]) != NULL && strchr ("= \t}", p[length]) != NULL)
      return TRUE;
  return FALSE;
}

static void
propose_options (GPtrArray            *proposals,
                 const GalleyCardKind *kind,
                 const char           *options,
                 const char           *typed)
{
  for (const GalleyCardOption *option = kind->options; option != NULL && option->name != NULL;
       option++)
    if (begins_with (option->name, typed) && !is_given (options, typed, option->name))
      add (proposals, g_strconcat (option->name, "=", NULL), option->name, _(option->description));
}

static void
propose_values (GPtrArray            *proposals,
                const GalleyCardKind *kind,
                const char           *name,
                gsize                 length,
                const char           *typed)
{
  for (const GalleyCardOption *option = kind->options; option != NULL && option->name != NULL;
       option++)
    if (strlen (option->name) == length && strncmp (option->name, name, length) == 0)
      for (guint i = 0; option->values != NULL && option->values[i] != NULL; i++)
        if (begins_with (option->values[i], typed))
          add (proposals, g_strdup (option->values[i]), option->values[i],
               galley_card_form_name_value (option->values[i]));
}

/* Where the word at the end of `{… ` begins; NULL: the braces are closed, or a quote is open. */
static const char *
find_word (const char *options)
{
  const char *word = options + 1;
  gboolean quoted = FALSE;

  for (const char *p = options + 1; *p != '\0'; p++)
    {
      if (quoted && *p == '\\' && p[1] != '\0')
        p++;
      else if (*p == '"')
        quoted = !quoted;
      else if (!quoted && *p == '}')
        return NULL;
      else if (!quoted && (*p == ' ' || *p == '\t'))
        word = p + 1;
    }
  return quoted ? NULL : word;
}

static const char *
complete_options (GPtrArray            *proposals,
                  const GalleyCardKind *kind,
                  const char           *options)
{
  const char *word = find_word (options);
  const char *end = word != NULL ? skip_name (word) : NULL;

  if (word == NULL)
    return NULL;
  if (*end == '\0')
    {
      propose_options (proposals, kind, options, word);
      return word;
    }
  if (*end != '=' || *skip_name (end + 1) != '\0')
    return NULL;
  propose_values (proposals, kind, word, end - word, end + 1);
  return end + 1;
}

GPtrArray *
galley_card_complete (const char *line,
                      const char *rest,
                      gsize      *start)
{
  g_autoptr (GPtrArray) proposals = g_ptr_array_new_with_free_func (proposal_free);
  const char *kind_start, *p, *typed = NULL;
  g_autofree char *name = NULL;
  const GalleyCardKind *kind;

  g_return_val_if_fail (line != NULL && rest != NULL && start != NULL, NULL);

  kind_start = skip_marker (line);
  if (kind_start == NULL)
    return NULL;
  p = skip_name (kind_start);
  if (*p == '\0')
    {
      propose_kinds (proposals, kind_start, rest);
      typed = kind_start;
    }
  else if (*p == ']')
    {
      name = g_strndup (kind_start, p - kind_start);
      kind = galley_card_find_kind (name);
      p++;
      p += *p == '+' || *p == '-';
      p += strspn (p, " \t");
      if (kind != NULL && *p == '{')
        typed = complete_options (proposals, kind, p);
    }
  if (typed == NULL || proposals->len == 0)
    return NULL;
  *start = typed - line;
  return g_steal_pointer (&proposals);
}
