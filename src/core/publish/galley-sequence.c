/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one file that knows libgit2. What goes in is one number a line, so that its markers of a
 * conflict are the only lines that are no number.
 */

#include "galley-sequence.h"

#include <git2.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "galley-error.h"

/* More lines round a change than any text has: everything is told. */
#define ALL_LINES (1 << 28)

static void
chunk_free (gpointer data)
{
  GalleySequenceChunk *chunk = data;

  g_clear_pointer (&chunk->ours, g_array_unref);
  g_clear_pointer (&chunk->theirs, g_array_unref);
  g_free (chunk);
}

static GString *
write_lines (const GArray *sequence)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sequence->len; i++)
    g_string_append_printf (text, "%u\n", g_array_index (sequence, guint, i));
  return text;
}

/* Once for the process: starting it anew costs more than any merge, and it keeps nothing open. */
static void
start (void)
{
  static gsize started = 0;

  if (!g_once_init_enter (&started))
    return;
  git_libgit2_init ();
  g_once_init_leave (&started, 1);
}

static gboolean
check (int code, GError **error)
{
  const git_error *last = git_error_last ();

  if (code >= 0)
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_FAILED,
               _ ("Two versions could not be compared: %s"),
               last != NULL && last->message != NULL ? last->message : "");
  return FALSE;
}

typedef struct
{
  GArray *steps;
  guint a;
  guint b;
} Walk;

static void
add_step (Walk *walk, GalleySequenceChange change)
{
  GalleySequenceStep step = { change, walk->a, walk->b };

  walk->a += change != GALLEY_SEQUENCE_ADDED;
  walk->b += change != GALLEY_SEQUENCE_REMOVED;
  g_array_append_val (walk->steps, step);
}

static int
line_cb (const git_diff_delta *delta,
         const git_diff_hunk *hunk,
         const git_diff_line *line,
         void *user_data)
{
  if (line->origin == GIT_DIFF_LINE_CONTEXT)
    add_step (user_data, GALLEY_SEQUENCE_SAME);
  else if (line->origin == GIT_DIFF_LINE_ADDITION)
    add_step (user_data, GALLEY_SEQUENCE_ADDED);
  else if (line->origin == GIT_DIFF_LINE_DELETION)
    add_step (user_data, GALLEY_SEQUENCE_REMOVED);
  return 0;
}

GArray *
galley_sequence_diff (const GArray *a, const GArray *b, GError **error)
{
  g_autoptr (GString) before = write_lines (a);
  g_autoptr (GString) after = write_lines (b);
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (GalleySequenceStep));
  git_diff_options options = GIT_DIFF_OPTIONS_INIT;
  Walk walk = { steps, 0, 0 };
  int code;

  options.flags = GIT_DIFF_FORCE_TEXT | GIT_DIFF_PATIENCE;
  options.context_lines = ALL_LINES;
  start ();
  code = git_diff_buffers (before->str, before->len, NULL, after->str, after->len, NULL, &options,
                           NULL, NULL, NULL, line_cb, &walk);
  if (!check (code, error))
    g_clear_pointer (&steps, g_array_unref);
  /* Of two that are the same nothing is told. */
  while (steps != NULL && walk.a < a->len && walk.b < b->len)
    add_step (&walk, GALLEY_SEQUENCE_SAME);
  return g_steal_pointer (&steps);
}

static GalleySequenceChunk *
add_chunk (GPtrArray *chunks, gboolean conflict)
{
  GalleySequenceChunk *chunk = g_new0 (GalleySequenceChunk, 1);

  chunk->ours = g_array_new (FALSE, FALSE, sizeof (guint));
  if (conflict)
    chunk->theirs = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (chunks, chunk);
  return chunk;
}

static GPtrArray *
read_chunks (const char *text, gsize length)
{
  GPtrArray *chunks = g_ptr_array_new_with_free_func (chunk_free);
  GalleySequenceChunk *chunk = NULL;
  GArray *to = NULL;

  for (const char *line = text, *end = text + length; line < end;)
    {
      const char *newline = memchr (line, '\n', (gsize)(end - line));

      if (*line == '<')
        {
          chunk = add_chunk (chunks, TRUE);
          to = chunk->ours;
        }
      else if (*line == '=')
        to = chunk->theirs;
      else if (*line == '>')
        to = NULL;
      else
        {
          guint number = (guint)strtoul (line, NULL, 10);

          if (to == NULL)
            {
              chunk = add_chunk (chunks, FALSE);
              to = chunk->ours;
            }
          g_array_append_val (to, number);
        }
      line = newline != NULL ? newline + 1 : end;
    }
  return chunks;
}

GPtrArray *
galley_sequence_merge (const GArray *base, const GArray *ours, const GArray *theirs, GError **error)
{
  g_autoptr (GString) first = write_lines (base);
  g_autoptr (GString) mine = write_lines (ours);
  g_autoptr (GString) other = write_lines (theirs);
  const GString *texts[] = { first, mine, other };
  git_merge_file_input inputs[G_N_ELEMENTS (texts)];
  git_merge_file_options options = GIT_MERGE_FILE_OPTIONS_INIT;
  git_merge_file_result result = { 0 };
  g_autoptr (GPtrArray) chunks = NULL;
  int code;

  /* Words that are there once are better holds than the blank lines between blocks. */
  options.flags = GIT_MERGE_FILE_DIFF_PATIENCE;
  options.ancestor_label = options.our_label = options.their_label = "";
  start ();
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      git_merge_file_input_init (&inputs[i], GIT_MERGE_FILE_INPUT_VERSION);
      inputs[i].ptr = texts[i]->str;
      inputs[i].size = texts[i]->len;
    }
  code = git_merge_file (&result, &inputs[0], &inputs[1], &inputs[2], &options);
  if (check (code, error))
    chunks = read_chunks (result.ptr, result.len);
  git_merge_file_result_free (&result);
  return g_steal_pointer (&chunks);
}
