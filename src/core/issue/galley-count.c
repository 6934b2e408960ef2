/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-count.h"

#include <string.h>

#include "galley-raw-picture.h"

typedef struct {
  guint words;
  guint characters; /* ideographs and kana, each as long to read as a word */
  guint pictures;
  guint signs;      /* of any kind, with blanks */
  guint blanks;
  gboolean in_word; /* the last text ended inside a word: **bo**ld is one */
} Tally;

static gboolean
counts_alone (gunichar c)
{
  switch ((int) g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Asking Unicode about every letter of an English text is a sixth of the whole parse. Returns where
 * what is beyond ASCII begins. */
static const char *
count_ascii (Tally      *tally,
             const char *text,
             const char *end)
{
  enum { INSIDE, LETTER, BLANK, BETWEEN, BEYOND };
  static const guint8 kinds[256] = {
    ['0' ... '9'] = LETTER, ['A' ... 'Z'] = LETTER, ['a' ... 'z'] = LETTER, ['/'] = BETWEEN,
    [' '] = BLANK, ['\t'] = BLANK, ['\n'] = BLANK, ['\f'] = BLANK, ['\r'] = BLANK,
    [0x80 ... 0xff] = BEYOND,
  };
  const char *p = text;

  while (p < end)
    {
      guint kind = kinds[(guchar) *p];

      if (kind == BEYOND)
        break;
      p++;
      if (kind == LETTER)
        {
          tally->words += !tally->in_word;
          tally->in_word = TRUE;
          while (p < end && kinds[(guchar) *p] == LETTER)
            p++;
        }
      else if (kind != INSIDE)
        tally->in_word = FALSE;
      tally->blanks += kind == BLANK;
    }
  tally->signs += p - text;
  return p;
}

static void
count_text (Tally      *tally,
            const char *text,
            gsize       length)
{
  const char *end = text + length;
  const char *p = count_ascii (tally, text, end);

  for (; p < end; p = count_ascii (tally, p, end))
    {
      gunichar c;

      tally->signs++;
      c = g_utf8_get_char (p);
      p = g_utf8_next_char (p);
      /* What only changes the letter before it is none of its own. */
      tally->signs -= g_unichar_iszerowidth (c);
      if (g_unichar_isalnum (c) && counts_alone (c))
        {
          tally->characters++;
          tally->in_word = FALSE;
        }
      else if (g_unichar_isalnum (c))
        {
          tally->words += !tally->in_word;
          tally->in_word = TRUE;
        }
      else if (g_unichar_isspace (c) || c == 0x2013 || c == 0x2014)
        {
          tally->blanks += g_unichar_isspace (c);
          tally->in_word = FALSE;
        }
    }
}

static gboolean
count_cb (const GalleyNode *node,
          gpointer          user_data)
{
  Tally *tally = user_data;

  if (galley_node_is_block (node) || node->type == GALLEY_NODE_SOFT_BREAK
      || node->type == GALLEY_NODE_LINE_BREAK)
    tally->in_word = FALSE;
  if (node->type == GALLEY_NODE_SOFT_BREAK)
    {
      tally->signs++;
      tally->blanks++;
    }
  if (node->type == GALLEY_NODE_TEXT || node->type == GALLEY_NODE_CODE
      || node->type == GALLEY_NODE_CODE_BLOCK)
    count_text (tally, node->literal, node->length);
  tally->pictures += node->type == GALLEY_NODE_FIGURE || node->type == GALLEY_NODE_IMAGE;
  return TRUE;
}

GalleyCount
galley_count_read (const GalleyNode *root)
{
  Tally tally = { 0 };
  GalleyCount count = { 0 };
  double seconds;

  galley_node_visit (root, count_cb, &tally);
  count.words = tally.words + tally.characters;
  count.characters = tally.signs;
  count.blanks = tally.blanks;
  seconds = tally.words * 60.0 / 265 + tally.characters * 60.0 / 500;
  /* The first picture takes twelve seconds, each one more a second less, none under three. */
  for (guint i = 0; i < MIN (tally.pictures, 10000); i++)
    seconds += i < 9 ? 12 - i : 3;
  if (count.words > 0 || tally.pictures > 0)
    count.minutes = MAX (1, (guint) (seconds / 60 + 0.5));
  return count;
}

typedef struct {
  GPtrArray *list;
  GHashTable *seen; /* borrows from the list */
} Pictures;

static void
add_picture (Pictures   *pictures,
             const char *src)
{
  char *copy;

  if (src == NULL || *src == '\0' || g_hash_table_contains (pictures->seen, src))
    return;
  copy = g_strdup (src);
  g_ptr_array_add (pictures->list, copy);
  g_hash_table_add (pictures->seen, copy);
}

static void
add_html (Pictures   *pictures,
          const char *html)
{
  GalleyRawPicture raw;

  while (galley_raw_picture_next (&html, &raw))
    {
      g_autofree char *src = galley_raw_picture_dup_src (&raw);

      add_picture (pictures, src);
    }
}

static gboolean
list_cb (const GalleyNode *node,
         gpointer          user_data)
{
  if (node->type == GALLEY_NODE_FIGURE || node->type == GALLEY_NODE_IMAGE)
    add_picture (user_data, node->picture.src);
  else if (node->type == GALLEY_NODE_HTML_BLOCK || node->type == GALLEY_NODE_HTML_INLINE)
    add_html (user_data, node->literal);
  else if (node->type == GALLEY_NODE_CARD)
    add_picture (user_data, galley_node_get_option (node, "image"));
  return TRUE;
}

char **
galley_count_list_pictures (const GalleyNode        *root,
                            const GalleyFrontMatter *front_matter)
{
  static const char *const keys[] = { "image", "og-image", "twitter-image" };
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  Pictures pictures = { g_ptr_array_new (), seen };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    add_picture (&pictures, galley_front_matter_get_string (front_matter, keys[i]));
  galley_node_visit (root, list_cb, &pictures);
  g_ptr_array_add (pictures.list, NULL);
  return (char **) g_ptr_array_free (pictures.list, FALSE);
}

/* Beside the issue, as its pictures are: a path from its folder on. */
static gboolean
is_beside (const char *url)
{
  const char *scheme = g_uri_peek_scheme (url);

  return scheme == NULL && *url != '\0' && strchr ("/#?", *url) == NULL;
}

static gboolean
list_link_cb (const GalleyNode *node,
              gpointer          user_data)
{
  const char *url = NULL;

  if (node->type == GALLEY_NODE_LINK || node->type == GALLEY_NODE_BOOKMARK)
    url = node->link.url;
  else if (node->type == GALLEY_NODE_FIGURE || node->type == GALLEY_NODE_IMAGE)
    url = node->picture.href;
  if (url != NULL && is_beside (url))
    add_picture (user_data, url);
  return TRUE;
}

/* The link of such a card is in its first block; what follows is its caption. */
static gboolean
list_file_cb (const GalleyNode *node,
              gpointer          user_data)
{
  static const char *const kinds[] = { "FILE", "AUDIO", "VIDEO", NULL };
  const GalleyNode *first = node->first_child;

  if (node->type != GALLEY_NODE_CARD || !g_strv_contains (kinds, node->card.kind))
    return TRUE;
  while (first != NULL && first->type == GALLEY_NODE_PRIVATE)
    first = first->next;
  if (first != NULL)
    galley_node_visit (first, list_link_cb, user_data);
  return TRUE;
}

char **
galley_count_list_files (const GalleyNode *root)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  Pictures files = { g_ptr_array_new (), seen };

  galley_node_visit (root, list_file_cb, &files);
  g_ptr_array_add (files.list, NULL);
  return (char **) g_ptr_array_free (files.list, FALSE);
}
