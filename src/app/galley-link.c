/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-link.h"

#include <string.h>

#include "galley-heading-id.h"
#include "galley-paste.h"

/* The parts of [words](address "title") around byte @at of @line. */
static gboolean
match_link (const char *line, gsize at, GMatchInfo **match)
{
  g_autoptr (GRegex) regex
      = g_regex_new ("(?<!!)\\[((?:[^\\[\\]\\\\]|\\\\.)*)\\]\\(\\s*(?:<([^<>]*)>|((?:[^()\\s]|\\([^()]*\\))*))"
                     "(?:\\s+\"[^\"]*\")?\\s*\\)", 0, 0, NULL);

  g_regex_match (regex, line, 0, match);
  for (; g_match_info_matches (*match); g_match_info_next (*match, NULL))
    {
      int start, end;

      g_match_info_fetch_pos (*match, 0, &start, &end);
      if ((gsize) start <= at && at <= (gsize) end)
        return TRUE;
    }
  return FALSE;
}

static GalleyLink *
link_new (const GtkTextIter *start, const GtkTextIter *end, char *words, char *address)
{
  GalleyLink *self = g_new0 (GalleyLink, 1);

  self->start = gtk_text_iter_get_offset (start);
  self->end = gtk_text_iter_get_offset (end);
  self->words = words;
  self->address = address;
  return self;
}

static GalleyLink *
find_link (GtkTextBuffer *buffer, const GtkTextIter *at)
{
  GtkTextIter start = *at, end = *at;
  g_autofree char *line = NULL;
  g_autofree char *angled = NULL;
  g_autoptr (GMatchInfo) match = NULL;
  int from, to;

  gtk_text_iter_set_line_offset (&start, 0);
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  line = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  if (!match_link (line, gtk_text_iter_get_line_index (at), &match))
    return NULL;
  g_match_info_fetch_pos (match, 0, &from, &to);
  gtk_text_iter_set_line_index (&start, from);
  end = start;
  gtk_text_iter_set_line_index (&end, to);
  angled = g_match_info_fetch (match, 2);
  return link_new (&start, &end, g_match_info_fetch (match, 1),
                   angled && *angled ? g_steal_pointer (&angled) : g_match_info_fetch (match, 3));
}

static void
trim (GtkTextIter *start, GtkTextIter *end)
{
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

GalleyLink *
galley_link_find (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;
  GalleyLink *self;
  g_autofree char *text = NULL;

  g_return_val_if_fail (GTK_IS_TEXT_BUFFER (buffer), NULL);

  if (gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    trim (&start, &end);
  else
    {
      self = find_link (buffer, &start);
      if (self)
        return self;
      if (gtk_text_iter_inside_word (&start) && !gtk_text_iter_starts_word (&start))
        {
          gtk_text_iter_backward_word_start (&start);
          gtk_text_iter_forward_word_end (&end);
        }
    }
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  if (galley_paste_is_address (text))
    return link_new (&start, &end, g_strdup (""), g_steal_pointer (&text));
  return link_new (&start, &end, g_steal_pointer (&text), g_strdup (""));
}

gboolean
galley_link_write (const GalleyLink *self, GtkTextBuffer *buffer, const char *words,
                   const char *address)
{
  GtkTextIter start, end;
  g_autofree char *link = NULL;
  gboolean needs_angles;

  g_return_val_if_fail (self != NULL && words != NULL && address != NULL, FALSE);

  if (self->end > gtk_text_buffer_get_char_count (buffer))
    return FALSE;
  needs_angles = strpbrk (address, " ()") != NULL;
  if (*address == '\0')
    link = g_strdup (words);
  else
    link = g_strdup_printf (needs_angles ? "[%s](<%s>)" : "[%s](%s)", *words ? words : address,
                            address);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, self->start);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, self->end);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, link, -1);
  gtk_text_buffer_place_cursor (buffer, &start);
  gtk_text_buffer_end_user_action (buffer);
  return TRUE;
}

void
galley_link_free (GalleyLink *self)
{
  g_free (self->words);
  g_free (self->address);
  g_free (self);
}

static void
target_free (gpointer data)
{
  GalleyLinkTarget *self = data;

  g_free (self->title);
  g_free (self->address);
  g_free (self);
}

static void
add_target (GPtrArray *targets, const char *title, char *address)
{
  GalleyLinkTarget *target = g_new0 (GalleyLinkTarget, 1);

  target->title = g_strdup (title);
  target->address = address;
  g_ptr_array_add (targets, target);
}

GPtrArray *
galley_link_list_headings (GalleyIssue *issue)
{
  GPtrArray *targets = g_ptr_array_new_with_free_func (target_free);
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const GalleyNode *root = galley_issue_get_root (issue);

  for (const GalleyNode *node = root->first_child; node; node = node->next)
    if (node->type == GALLEY_NODE_HEADING)
      {
        g_autofree char *title = galley_node_dup_text (node);
        g_autofree char *id = galley_heading_id_new (node, used);

        add_target (targets, title, g_strconcat ("#", id, NULL));
      }
  return targets;
}

GPtrArray *
galley_link_list_posts (const GalleyPostList *posts, const char *site)
{
  GPtrArray *targets = g_ptr_array_new_with_free_func (target_free);

  for (guint i = 0; i < galley_post_list_get_size (posts); i++)
    {
      const GalleyPostEntry *post = galley_post_list_get_entry (posts, i);

      if (post->slug && post->title && g_strcmp0 (post->status, "published") == 0)
        add_target (targets, post->title,
                    g_strdup_printf ("%s%s%s/", site, g_str_has_suffix (site, "/") ? "" : "/",
                                     post->slug));
    }
  return targets;
}

gboolean
galley_link_matches (const GalleyLinkTarget *target, const char *search)
{
  g_autofree char *title = g_utf8_casefold (target->title, -1);
  g_autofree char *address = g_utf8_casefold (target->address, -1);
  g_autofree char *wanted = g_utf8_casefold (search, -1);
  g_auto (GStrv) words = g_strsplit_set (wanted, " \t", -1);

  for (guint i = 0; words[i]; i++)
    if (!strstr (title, words[i]) && !strstr (address, words[i]))
      return FALSE;
  return TRUE;
}

char *
galley_link_dup_readable (const char *address)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (address != NULL, NULL);

  text = g_uri_unescape_string (address, NULL);
  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return g_strdup (address);
  for (const char *at = text; *at; at = g_utf8_next_char (at))
    if (!g_unichar_isgraph (g_utf8_get_char (at)))
      return g_strdup (address);
  return g_steal_pointer (&text);
}
