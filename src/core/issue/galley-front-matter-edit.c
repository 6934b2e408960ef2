/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Changes to the YAML block that leave every byte they need not touch. Each wish becomes small
 * replacements; all of them together become one edit from the first to the last of them.
 */

#include "galley-front-matter-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-error.h"

static int
compare_edits (gconstpointer a,
               gconstpointer b)
{
  const GalleyEdit *first = *(GalleyEdit *const *) a;
  const GalleyEdit *second = *(GalleyEdit *const *) b;

  if (first->start != second->start)
    return first->start < second->start ? -1 : 1;
  return 0;
}

/* @parts do not overlap; those at one place keep their order. */
static GalleyEdit *
merge (const GalleyFrontMatter *self,
       GPtrArray               *parts)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const GalleyEdit *first, *last;
  gsize place;

  if (parts->len == 0)
    return galley_edit_new (self->end, self->end, "");
  g_ptr_array_sort (parts, compare_edits);
  first = parts->pdata[0];
  last = parts->pdata[parts->len - 1];
  place = first->start;
  for (guint i = 0; i < parts->len; i++)
    {
      const GalleyEdit *part = parts->pdata[i];

      if (part->start > place)
        g_string_append_len (text, self->text + place, part->start - place);
      g_string_append (text, part->text);
      place = MAX (place, part->end);
    }
  return galley_edit_new (first->start, MAX (last->end, place), text->str);
}

static gboolean
check_valid (const GalleyFrontMatter *self,
             GError                 **error)
{
  if (galley_front_matter_is_valid (self))
    return TRUE;
  g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
                       _("The front matter cannot be read, so nothing can be changed in it."));
  return FALSE;
}

/* Past the end of the line that holds @offset, newline included. */
static gsize
next_line (const GalleyFrontMatter *self,
           gsize                    offset)
{
  while (offset < self->last && self->text[offset] != '\n'
         && !(self->text[offset] == '\r' && self->text[offset + 1] != '\n'))
    offset++;
  return MIN (offset + 1, self->last);
}

static gsize
line_start (const GalleyFrontMatter *self,
            gsize                    offset)
{
  while (offset > self->first && self->text[offset - 1] != '\n' && self->text[offset - 1] != '\r')
    offset--;
  return offset;
}

/* Where the lines of a child of a block map end: blank lines and comments of the next one's
 * indentation or less belong to what follows. */
static gsize
entry_end (const GalleyFrontMatter *self,
           const GalleyYaml        *map,
           const GalleyYaml        *child,
           gsize                    map_end)
{
  gsize begin = line_start (self, child->key_start);
  gsize indent = child->key_start - begin;
  gsize end = next_line (self, begin);
  gsize limit = map_end;

  for (guint i = 0; i < map->children->len; i++)
    {
      const GalleyYaml *other = map->children->pdata[i];

      if (other->key_start > child->key_start)
        {
          limit = line_start (self, other->key_start);
          break;
        }
    }
  for (gsize line = end; line < limit;)
    {
      gsize next = next_line (self, line);
      gsize first = line + strspn (self->text + line, " \t");

      if (strchr ("\r\n", self->text[first]) == NULL
          && !(self->text[first] == '#' && first - line <= indent))
        end = next;
      line = next;
    }
  return end;
}

/* Past the colon behind a key. */
static gsize
after_colon (const GalleyFrontMatter *self,
             const GalleyYaml        *child)
{
  gsize p = child->key_end;

  while (p < self->last && self->text[p] != ':')
    p++;
  return p + 1;
}

static char *
write_value (const GalleyFrontMatterChange *change)
{
  GString *text;

  if (change->list == NULL)
    return galley_yaml_quote (change->value, FALSE);
  text = g_string_new ("[");
  for (gsize i = 0; change->list[i] != NULL; i++)
    {
      g_autofree char *item = galley_yaml_quote (change->list[i], TRUE);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", item);
    }
  g_string_append_c (text, ']');
  return g_string_free (text, FALSE);
}

static gboolean
is_same (const GalleyYaml              *child,
         const GalleyFrontMatterChange *change)
{
  if (change->list == NULL)
    return child->value != NULL && strcmp (child->value, change->value) == 0;
  return child->type == GALLEY_YAML_SEQUENCE
         && g_strv_equal ((const char *const *) child->list, change->list);
}

/* @text in the place of a scalar's or a whole entry's value. */
static GalleyEdit *
replace_value (const GalleyFrontMatter *self,
               const GalleyYaml        *map,
               const GalleyYaml        *child,
               gsize                    map_end,
               const char              *text)
{
  gsize colon = after_colon (self, child);
  gsize end;
  g_autofree char *spaced = g_strconcat (" ", text, NULL);

  /* Nothing, and not even a tag. */
  if (child->type == GALLEY_YAML_SCALAR && child->plain && child->start == child->end)
    return galley_edit_new (colon, colon, spaced);
  if (child->type == GALLEY_YAML_SCALAR && strpbrk (child->value, "\n") == NULL
      && line_start (self, child->start) == line_start (self, child->end))
    return galley_edit_new (child->start, child->end, text);
  end = entry_end (self, map, child, map_end);
  while (end > colon && (self->text[end - 1] == '\n' || self->text[end - 1] == '\r'))
    end--;
  return galley_edit_new (colon, end, spaced);
}

/* Every entry of @key: what stands there twice is an error, and still may not stay. */
static void
remove_entries (const GalleyFrontMatter *self,
                const char              *key,
                GPtrArray               *parts)
{
  for (guint i = 0; self->keys[i] != NULL; i++)
    {
      const GalleyYaml *child = self->root->children->pdata[i];

      if (strcmp (child->key, key) == 0)
        g_ptr_array_add (parts, galley_edit_new (line_start (self, child->key_start),
                                                 entry_end (self, self->root, child, self->last),
                                                 ""));
    }
}

/* A whole block where there was none; or lines at the end of the one there is. */
static GalleyEdit *
add_lines (const GalleyFrontMatter *self,
           const char              *lines)
{
  g_autofree char *block = NULL;

  if (self->present)
    return galley_edit_new (self->last, self->last, lines);
  block = g_strconcat ("---", self->end_of_line, lines, "---", self->end_of_line, NULL);
  return galley_edit_new (self->start, self->start, block);
}

GalleyEdit *
galley_front_matter_edit (const GalleyFrontMatter       *self,
                          const GalleyFrontMatterChange *changes,
                          gsize                          n_changes,
                          GError                       **error)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_edit_free);
  g_autoptr(GString) lines = g_string_new (NULL);
  const GalleyFrontMatterWish wish = { .changes = changes, .n_changes = n_changes };

  if (!check_valid (self, error))
    return NULL;
  for (gsize i = 0; i < n_changes; i++)
    {
      const GalleyYaml *child = galley_yaml_find (self->root, changes[i].key);
      gboolean remove = changes[i].value == NULL && changes[i].list == NULL;
      g_autofree char *text = remove ? NULL : write_value (&changes[i]);

      if (child == NULL && !remove)
        {
          g_autofree char *key = galley_yaml_quote (changes[i].key, TRUE);

          g_string_append_printf (lines, "%s: %s%s", key, text, self->end_of_line);
        }
      else if (remove)
        remove_entries (self, changes[i].key, parts);
      else if (child != NULL && !is_same (child, &changes[i]))
        g_ptr_array_add (parts, replace_value (self, self->root, child, self->last, text));
    }
  if (lines->len > 0)
    g_ptr_array_add (parts, add_lines (self, lines->str));
  return galley_front_matter_guard (self, merge (self, parts), &wish, error);
}

/* Puts "key: value" first into a map that has other children, in the style it has. */
static GalleyEdit *
insert_first (const GalleyFrontMatter *self,
              const GalleyYaml        *map,
              const char              *entry)
{
  const GalleyYaml *first = map->children->len > 0 ? map->children->pdata[0] : NULL;
  g_autofree char *text = NULL;
  gsize begin;

  if (map->flow)
    {
      text = g_strconcat (entry, first != NULL ? ", " : "", NULL);
      return galley_edit_new (map->start + 1, map->start + 1, text);
    }
  g_assert (first != NULL);
  begin = line_start (self, first->key_start);
  text = g_strdup_printf ("%*s%s%s", (int) (first->key_start - begin), "", entry,
                          self->end_of_line);
  return galley_edit_new (begin, begin, text);
}

/* The value of @key in the map @parent, or a new first child of it. */
static GalleyEdit *
set_child (const GalleyFrontMatter *self,
           const GalleyYaml        *parent,
           const char              *key,
           const char              *value,
           const char              *entry)
{
  const GalleyYaml *child = galley_yaml_find (parent, key);

  if (child != NULL && child->type == GALLEY_YAML_SCALAR)
    return replace_value (self, parent, child, self->last, value);
  return insert_first (self, parent, entry);
}

static GalleyEdit *
set_in_galley (const GalleyFrontMatter *self,
               const char              *key,
               const char              *value,
               const char              *entry,
               const char              *lines)
{
  const GalleyYaml *galley = galley_yaml_find (self->root, "galley");
  g_autofree char *whole = g_strconcat ("galley:", self->end_of_line, lines, NULL);

  if (galley == NULL)
    return add_lines (self, whole);
  if (galley->type == GALLEY_YAML_MAP)
    return set_child (self, galley, key, value, entry);
  /* A key without a map below it says nothing that could be lost. */
  return galley_edit_new (line_start (self, galley->key_start),
                          entry_end (self, self->root, galley, self->last), whole);
}

GalleyEdit *
galley_front_matter_edit_id (const GalleyFrontMatter *self,
                             const char              *id,
                             GError                 **error)
{
  const GalleyFrontMatterWish wish = { .id = id };
  g_autofree char *value = galley_yaml_quote (id, TRUE);
  g_autofree char *entry = g_strconcat ("id: ", value, NULL);
  g_autofree char *lines = g_strconcat ("  ", entry, self->end_of_line, NULL);

  if (!check_valid (self, error))
    return NULL;
  return galley_front_matter_guard (self, set_in_galley (self, "id", value, entry, lines), &wish, error);
}

GalleyEdit *
galley_front_matter_edit_post (const GalleyFrontMatter *self,
                               const char              *site,
                               const char              *post_id,
                               GError                 **error)
{
  const GalleyFrontMatterWish wish = { .site = site, .post = post_id };
  const GalleyYaml *galley = galley_yaml_find (self->root, "galley");
  const GalleyYaml *posts = galley_yaml_find (galley, "posts");
  g_autofree char *key = galley_yaml_quote (site, TRUE);
  g_autofree char *value = galley_yaml_quote (post_id, TRUE);
  g_autofree char *entry = g_strdup_printf ("%s: %s", key, value);
  g_autofree char *flow = g_strdup_printf ("posts: {%s}", entry);
  g_autofree char *lines = g_strdup_printf ("  posts:%s    %s%s", self->end_of_line, entry,
                                            self->end_of_line);
  g_autofree char *braces = g_strdup_printf ("{%s}", entry);
  GalleyEdit *edit;

  if (!check_valid (self, error))
    return NULL;
  if (posts != NULL && posts->type == GALLEY_YAML_MAP)
    edit = set_child (self, posts, site, value, entry);
  else if (posts != NULL)
    edit = replace_value (self, galley, posts, self->last, braces);
  else
    edit = set_in_galley (self, "posts", braces, flow, lines);
  return galley_front_matter_guard (self, edit, &wish, error);
}
