/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pages below data/help are Mallard, which the desktop's help viewer shows. This reads of it what
 * they use, for where there is no such viewer. */

#include "galley-help.h"

#include <gio/gio.h>
#include <string.h>

#define RESOURCES "/io/github/galleyeditor/Galley/help/"

typedef struct {
  GalleyHelpPage *page;
  GString *text;        /* of the block that is read, as markup */
  GalleyHelpKind kind;  /* of that block */
  guint step;           /* the number of the one that is read */
  guint n_parts;        /* of the key or menu sequence that is read */
  const char *joint;    /* what stands between its parts; NULL: no such sequence */
  guint is_reading : 1; /* a block */
  guint is_hidden : 1;  /* what is said about the page */
} Reading;

/* How a name within a text is shown. */
static const struct {
  const char *element;
  const char *tag;
} inlines[] = {
  { "gui", "b" }, { "key", "b" }, { "em", "i" }, { "code", "tt" }, { "cmd", "tt" },
};

static const char *
find_tag (const char *element)
{
  for (guint i = 0; i < G_N_ELEMENTS (inlines); i++)
    if (g_str_equal (inlines[i].element, element))
      return inlines[i].tag;
  return NULL;
}

static void
block_free (gpointer data)
{
  GalleyHelpBlock *block = data;

  g_free (block->markup);
  g_free (block);
}

static void
begin_block (Reading *self, GalleyHelpKind kind)
{
  g_string_truncate (self->text, 0);
  self->kind = kind;
  self->is_reading = TRUE;
}

static gboolean
is_inside (GMarkupParseContext *context, const char *element)
{
  for (const GSList *l = g_markup_parse_context_get_element_stack (context); l; l = l->next)
    if (g_str_equal (l->data, element))
      return TRUE;
  return FALSE;
}

static const char *
get_parent (GMarkupParseContext *context)
{
  const GSList *stack = g_markup_parse_context_get_element_stack (context);

  return stack && stack->next ? stack->next->data : "";
}

static gboolean
is_sequence (const char *element)
{
  return g_str_equal (element, "keyseq") || g_str_equal (element, "guiseq");
}

static void
start_cb (GMarkupParseContext *context, const char *element, const char **names,
          const char **values, gpointer user_data, GError **error)
{
  Reading *self = user_data;
  const char *parent = get_parent (context);

  if (g_str_equal (element, "info"))
    self->is_hidden = TRUE;
  else if (g_str_equal (element, "desc"))
    begin_block (self, GALLEY_HELP_TEXT);
  else if (self->is_hidden)
    return;
  else if (g_str_equal (element, "steps"))
    self->step = 0;
  else if (g_str_equal (element, "item") && g_str_equal (parent, "steps"))
    self->step++;
  else if (g_str_equal (element, "title"))
    begin_block (self, g_str_equal (parent, "item") ? GALLEY_HELP_TERM : GALLEY_HELP_TITLE);
  else if (g_str_equal (element, "p"))
    begin_block (self, is_inside (context, "steps")  ? GALLEY_HELP_STEP
                       : is_inside (context, "note") ? GALLEY_HELP_NOTE
                                                     : GALLEY_HELP_TEXT);
  else if (g_str_equal (element, "screen") || (g_str_equal (element, "code") && !self->is_reading))
    begin_block (self, GALLEY_HELP_CODE);
  else if (is_sequence (element))
    {
      self->joint = g_str_equal (element, "keyseq") ? "+" : " → ";
      self->n_parts = 0;
    }
  else if (self->is_reading && find_tag (element))
    {
      if (self->joint && self->n_parts++ > 0)
        g_string_append (self->text, self->joint);
      g_string_append_printf (self->text, "<%s>", find_tag (element));
    }
}

static void
end_block (Reading *self, const char *element, const char *parent)
{
  GalleyHelpBlock *block;

  self->is_reading = FALSE;
  g_strchomp (self->text->str);
  if (g_str_equal (element, "desc"))
    {
      g_free (self->page->description);
      self->page->description = g_strdup (self->text->str);
      return;
    }
  if (g_str_equal (element, "title") && g_str_equal (parent, "page"))
    {
      g_free (self->page->title);
      self->page->title = g_strdup (self->text->str);
      return;
    }
  block = g_new0 (GalleyHelpBlock, 1);
  block->kind = self->kind;
  block->number = self->kind == GALLEY_HELP_STEP ? self->step : 0;
  block->markup = g_strdup (self->text->str);
  g_ptr_array_add (self->page->blocks, block);
}

static void
end_cb (GMarkupParseContext *context, const char *element, gpointer user_data, GError **error)
{
  Reading *self = user_data;

  if (g_str_equal (element, "info"))
    self->is_hidden = FALSE;
  else if (is_sequence (element))
    self->joint = NULL;
  else if (self->is_reading
           && (g_str_equal (element, "p") || g_str_equal (element, "title")
               || g_str_equal (element, "desc") || g_str_equal (element, "screen")
               || (g_str_equal (element, "code") && self->kind == GALLEY_HELP_CODE)))
    end_block (self, element, get_parent (context));
  else if (self->is_reading && find_tag (element))
    g_string_append_printf (self->text, "</%s>", find_tag (element));
}

/* Blanks and line ends are one blank, but in code. */
static void
text_cb (GMarkupParseContext *context, const char *text, gsize length, gpointer user_data,
         GError **error)
{
  Reading *self = user_data;
  gboolean is_between = is_sequence (g_markup_parse_context_get_element (context));
  g_autofree char *escaped = NULL;

  if (!self->is_reading)
    return;
  escaped = g_markup_escape_text (text, length);
  for (const char *p = escaped; *p; p++)
    {
      gboolean is_blank = g_ascii_isspace (*p) && self->kind != GALLEY_HELP_CODE;

      /* Between the parts of a sequence stands its joint alone. */
      if (!is_blank)
        g_string_append_c (self->text, *p);
      else if (!is_between && self->text->len > 0
               && self->text->str[self->text->len - 1] != ' ')
        g_string_append_c (self->text, ' ');
    }
}

GalleyHelpPage *
galley_help_page_parse (const char *text, gsize length, GError **error)
{
  static const GMarkupParser parser
      = { .start_element = start_cb, .end_element = end_cb, .text = text_cb };
  g_autoptr (GalleyHelpPage) page = g_new0 (GalleyHelpPage, 1);
  g_autoptr (GString) own = g_string_new (NULL);
  Reading reading = { .page = page, .text = own };
  g_autoptr (GMarkupParseContext) context = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  page->blocks = g_ptr_array_new_with_free_func (block_free);
  context = g_markup_parse_context_new (&parser, 0, &reading, NULL);
  if (!g_markup_parse_context_parse (context, text, length, error)
      || !g_markup_parse_context_end_parse (context, error))
    return NULL;
  return g_steal_pointer (&page);
}

void
galley_help_page_free (GalleyHelpPage *page)
{
  g_free (page->title);
  g_free (page->description);
  g_clear_pointer (&page->blocks, g_ptr_array_unref);
  g_free (page);
}

const char *const *
galley_help_list_pages (void)
{
  static const char *const pages[] = { "index",   "first-issue",  "pictures",  "cards", "publishing",
                                       "trouble", "command-line", "shortcuts", NULL };

  return pages;
}

static GBytes *
look_up (const char *language, const char *id, GError **error)
{
  g_autofree char *path = g_strconcat (RESOURCES, language, "/", id, ".page", NULL);

  return g_resources_lookup_data (path, 0, error);
}

GalleyHelpPage *
galley_help_page_load (const char *id, const char *const *languages, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (id != NULL && languages != NULL, NULL);

  for (guint i = 0; languages[i] && bytes == NULL; i++)
    bytes = look_up (languages[i], id, NULL);
  if (bytes == NULL)
    bytes = look_up ("C", id, error);
  if (bytes == NULL)
    return NULL;
  return galley_help_page_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
}
