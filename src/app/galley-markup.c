/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-markup.h"

#include <string.h>

static char *
dup_range (GtkTextBuffer *buffer, const GtkTextIter *start, const GtkTextIter *end)
{
  return gtk_text_buffer_get_text (buffer, start, end, TRUE);
}

/* The selection without blanks at its ends, or the word at the cursor, or the cursor. */
static void
get_range (GtkTextBuffer *buffer, GtkTextIter *start, GtkTextIter *end)
{
  if (!gtk_text_buffer_get_selection_bounds (buffer, start, end))
    {
      if (gtk_text_iter_inside_word (start) && !gtk_text_iter_starts_word (start))
        {
          gtk_text_iter_backward_word_start (start);
          gtk_text_iter_forward_word_end (end);
        }
      return;
    }

  while (gtk_text_iter_compare (start, end) < 0
         && g_unichar_isspace (gtk_text_iter_get_char (start)))
    gtk_text_iter_forward_char (start);
  while (gtk_text_iter_compare (start, end) < 0)
    {
      GtkTextIter before = *end;

      gtk_text_iter_backward_char (&before);
      if (!g_unichar_isspace (gtk_text_iter_get_char (&before)))
        break;
      *end = before;
    }
}

/* The new text first: between the two there is something selected all the time, if there was. With GTK
 * 4.8 under X11 a selection that ends and begins again at once is now and then taken for one of another
 * program, and goes. */
static void
replace_range (GtkTextBuffer *buffer, GtkTextIter *start, GtkTextIter *end, const char *text,
               int select_from, int select_length)
{
  int offset = gtk_text_iter_get_offset (start);
  int length = gtk_text_iter_get_offset (end) - offset;
  GtkTextIter from, to;

  if (gtk_text_buffer_get_has_selection (buffer))
    gtk_text_buffer_select_range (buffer, start, end);
  gtk_text_buffer_insert (buffer, end, text, -1);
  gtk_text_buffer_get_iter_at_offset (buffer, &from, offset);
  gtk_text_buffer_get_iter_at_offset (buffer, &to, offset + length);
  gtk_text_buffer_delete (buffer, &from, &to);
  gtk_text_buffer_get_iter_at_offset (buffer, &from, offset + select_from);
  gtk_text_buffer_get_iter_at_offset (buffer, &to, offset + select_from + select_length);
  gtk_text_buffer_select_range (buffer, &from, &to);
}

/* Takes in the marker round the range, unless it is a part of a longer run of the same character
 * (the single stars inside double ones). */
static gboolean
extend_over_marker (GtkTextIter *start, GtkTextIter *end, const char *marker)
{
  int length = strlen (marker);
  GtkTextIter outer_start = *start, outer_end = *end, edge;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gunichar mark = marker[0];

  if (!gtk_text_iter_backward_chars (&outer_start, length)
      && gtk_text_iter_get_offset (start) != length)
    return FALSE;
  gtk_text_iter_forward_chars (&outer_end, length);
  before = gtk_text_iter_get_text (&outer_start, start);
  after = gtk_text_iter_get_text (end, &outer_end);
  if (strcmp (before, marker) != 0 || strcmp (after, marker) != 0)
    return FALSE;

  edge = outer_start;
  if (length == 1 && gtk_text_iter_backward_char (&edge) && gtk_text_iter_get_char (&edge) == mark)
    {
      if (!gtk_text_iter_backward_char (&edge) || gtk_text_iter_get_char (&edge) != mark)
        return FALSE;
    }
  *start = outer_start;
  *end = outer_end;
  return TRUE;
}

static void
toggle_marker (GtkTextBuffer *buffer, const char *marker)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  int length = strlen (marker);
  int chars;

  get_range (buffer, &start, &end);
  text = dup_range (buffer, &start, &end);
  chars = g_utf8_strlen (text, -1);

  if (extend_over_marker (&start, &end, marker))
    {
      replace_range (buffer, &start, &end, text, 0, chars);
    }
  else if (chars > 2 * length && g_str_has_prefix (text, marker) && g_str_has_suffix (text, marker)
           && (length > 1 || text[1] != marker[0]))
    {
      g_autofree char *inner = g_strndup (text + length, strlen (text) - 2 * length);

      replace_range (buffer, &start, &end, inner, 0, chars - 2 * length);
    }
  else
    {
      g_autofree char *marked = g_strconcat (marker, text, marker, NULL);

      replace_range (buffer, &start, &end, marked, length, chars);
    }
}

static void
replace_with_format (GtkTextBuffer *buffer, GtkTextIter *start, GtkTextIter *end, const char *before,
                     const char *text, const char *after)
{
  g_autofree char *marked = g_strconcat (before, text, after, NULL);

  replace_range (buffer, start, end, marked, strlen (before), g_utf8_strlen (text, -1));
}

/* What is selected leaves the issue without leaving the text; nothing selected: room for a note. Lines
 * become a block, which no mark inside a paragraph could be. */
static void
toggle_comment (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  gsize length;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  text = dup_range (buffer, &start, &end);
  length = strlen (text);
  if (length >= 6 && g_str_has_prefix (text, "%% ") && g_str_has_suffix (text, " %%"))
    {
      text[length - 3] = '\0';
      replace_with_format (buffer, &start, &end, "", text + 3, "");
    }
  else if (length >= 9 && g_str_has_prefix (text, "<!--\n") && g_str_has_suffix (text, "\n-->"))
    {
      text[length - 4] = '\0';
      replace_with_format (buffer, &start, &end, "", text + 5, "");
    }
  else if (strstr (text, "-->") || strstr (text, "%%"))
    return;
  else if (strchr (text, '\n'))
    replace_with_format (buffer, &start, &end, "<!--\n", g_strchomp (text), "\n-->");
  else
    replace_with_format (buffer, &start, &end, "%% ", text, " %%");
}

/* The length of the marker that @line begins with, 0 for none. */
static gsize
match_prefix (const char *line, GalleyMarkup markup)
{
  gsize n = 0;

  switch ((int) markup)
    {
    case GALLEY_MARKUP_HEADING:
      while (line[n] == '#')
        n++;
      return n > 0 && line[n] == ' ' ? n + 1 : 0;
    case GALLEY_MARKUP_QUOTE:
      if (line[0] != '>')
        return 0;
      return line[1] == ' ' ? 2 : 1;
    case GALLEY_MARKUP_LIST:
      return strchr ("-*+", line[0]) && line[0] && line[1] == ' ' ? 2 : 0;
    case GALLEY_MARKUP_ORDERED_LIST:
      while (g_ascii_isdigit (line[n]))
        n++;
      return n > 0 && (line[n] == '.' || line[n] == ')') && line[n + 1] == ' ' ? n + 2 : 0;
    default:
      return 0;
    }
}

static char *
make_line (const char *line, GalleyMarkup markup, gboolean remove, guint number)
{
  gsize prefix = match_prefix (line, markup);

  switch ((int) markup)
    {
    case GALLEY_MARKUP_HEADING:
      if (prefix == 0)
        return g_strconcat ("## ", line, NULL);
      return prefix == 3 ? g_strconcat ("### ", line + prefix, NULL) : g_strdup (line + prefix);
    case GALLEY_MARKUP_QUOTE:
      return remove ? g_strdup (line + prefix) : g_strconcat (*line ? "> " : ">", line, NULL);
    case GALLEY_MARKUP_LIST:
    case GALLEY_MARKUP_ORDERED_LIST:
      if (remove)
        return g_strdup (line + prefix);
      if (*line == '\0')
        return g_strdup (line);
      line += match_prefix (line, GALLEY_MARKUP_LIST);
      line += match_prefix (line, GALLEY_MARKUP_ORDERED_LIST);
      return markup == GALLEY_MARKUP_LIST ? g_strconcat ("- ", line, NULL)
                                          : g_strdup_printf ("%u. %s", number, line);
    default:
      g_assert_not_reached ();
    }
}

/* All lines of the selection; takes the marker away when every line that says something has it. */
static void
toggle_lines (GtkTextBuffer *buffer, GalleyMarkup markup)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean all = TRUE, had_selection;
  guint number = 1;
  int length;

  had_selection = gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  if (had_selection && gtk_text_iter_starts_line (&end))
    gtk_text_iter_backward_char (&end);
  gtk_text_iter_set_line_offset (&start, 0);
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);

  text = dup_range (buffer, &start, &end);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    all = all && (lines[i][0] == '\0' || match_prefix (lines[i], markup) > 0);
  all = all && *text != '\0';
  if (lines[0] == NULL)
    g_string_append (out, markup == GALLEY_MARKUP_HEADING ? "## "
                          : markup == GALLEY_MARKUP_QUOTE ? "> "
                          : markup == GALLEY_MARKUP_LIST  ? "- "
                                                          : "1. ");
  for (guint i = 0; lines[i]; i++)
    {
      g_autofree char *line = make_line (lines[i], markup, all, number);

      if (lines[i][0])
        number++;
      g_string_append_printf (out, "%s%s", i ? "\n" : "", line);
    }
  length = g_utf8_strlen (out->str, -1);
  replace_range (buffer, &start, &end, out->str, had_selection ? 0 : length,
                 had_selection ? length : 0);
}

void
galley_markup_apply (GtkTextBuffer *buffer, GalleyMarkup markup)
{
  g_return_if_fail (GTK_IS_TEXT_BUFFER (buffer));

  gtk_text_buffer_begin_user_action (buffer);
  switch (markup)
    {
    case GALLEY_MARKUP_BOLD:
      toggle_marker (buffer, "**");
      break;
    case GALLEY_MARKUP_ITALIC:
      toggle_marker (buffer, "*");
      break;
    case GALLEY_MARKUP_STRIKETHROUGH:
      toggle_marker (buffer, "~~");
      break;
    case GALLEY_MARKUP_CODE:
      toggle_marker (buffer, "`");
      break;
    case GALLEY_MARKUP_COMMENT:
      toggle_comment (buffer);
      break;
    case GALLEY_MARKUP_HEADING:
    case GALLEY_MARKUP_QUOTE:
    case GALLEY_MARKUP_LIST:
    case GALLEY_MARKUP_ORDERED_LIST:
      toggle_lines (buffer, markup);
      break;
    default:
      g_assert_not_reached ();
    }
  gtk_text_buffer_end_user_action (buffer);
}

/* How many newlines stand before (or after) @iter, up to two; the ends of the text count as two. */
static int
count_newlines (const GtkTextIter *iter, gboolean before)
{
  GtkTextIter walk = *iter;
  int n = 0;

  while (n < 2)
    {
      if (before ? gtk_text_iter_is_start (&walk) : gtk_text_iter_is_end (&walk))
        return 2;
      if (before)
        gtk_text_iter_backward_char (&walk);
      if (gtk_text_iter_get_char (&walk) != '\n')
        break;
      n++;
      if (!before)
        gtk_text_iter_forward_char (&walk);
    }
  return n;
}

void
galley_markup_insert_block (GtkTextBuffer *buffer, const char *block)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  int before, after;

  g_return_if_fail (GTK_IS_TEXT_BUFFER (buffer) && block != NULL);

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_iter_at_mark (buffer, &start, gtk_text_buffer_get_insert (buffer));
  if (!gtk_text_iter_starts_line (&start) && !gtk_text_iter_ends_line (&start))
    gtk_text_iter_forward_to_line_end (&start);
  end = start;
  before = 2 - count_newlines (&start, TRUE);
  after = gtk_text_iter_is_end (&start) ? 1 : 2 - count_newlines (&start, FALSE);
  text = g_strdup_printf ("%.*s%s%.*s", before, "\n\n", block, after, "\n\n");
  replace_range (buffer, &start, &end, text, before + g_utf8_strlen (block, -1), 0);
  gtk_text_buffer_end_user_action (buffer);
}
