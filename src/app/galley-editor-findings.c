/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Findings at their lines: a mark in the gutter for each line that has one, of the worst of them,
 * with the words of all. Marks move with the text, so after a parse only what differs is redone. */

#include "galley-editor.h"
#include "galley-editor-private.h"

#define CATEGORY_LENGTH 3
/* More marks than anybody looks at; a text may have a finding in every line. */
#define MAX_MARKS 1000

/* By severity. The prefix keeps them apart from the marks of GtkSourceView itself. */
static const struct {
  const char *category;
  const char *icon;
} kinds[CATEGORY_LENGTH] = {
  [GALLEY_SEVERITY_ERROR] = { "finding-error", "dialog-error-symbolic" },
  [GALLEY_SEVERITY_WARNING] = { "finding-warning", "dialog-warning-symbolic" },
  [GALLEY_SEVERITY_INFO] = { "finding-info", "dialog-information-symbolic" },
};

typedef struct {
  guint line;
  GalleySeverity severity;
  GString *words;
} Place;

static void
place_free (gpointer data)
{
  Place *place = data;

  g_string_free (place->words, TRUE);
  g_free (place);
}

/* @findings are sorted by line. Those of the issue as a whole have none to stand at. */
static GPtrArray *
list_places (GPtrArray *findings, guint n_lines)
{
  GPtrArray *places = g_ptr_array_new_with_free_func (place_free);
  Place *place = NULL;

  for (guint i = 0; i < findings->len && places->len < MAX_MARKS; i++)
    {
      const GalleyFinding *finding = findings->pdata[i];
      guint line = galley_finding_get_line (finding);
      GalleySeverity severity = galley_finding_get_severity (finding);

      if (line == 0 || line > n_lines)
        continue;
      if (place == NULL || place->line != line)
        {
          place = g_new0 (Place, 1);
          *place = (Place){ line, severity, g_string_new (NULL) };
          g_ptr_array_add (places, place);
        }
      else
        g_string_append_c (place->words, '\n');
      g_string_append (place->words, galley_finding_get_message (finding));
      place->severity = MIN (place->severity, severity);
    }
  return places;
}

static gboolean
is_same (GtkTextBuffer *buffer, GtkSourceMark *mark, const Place *place)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, GTK_TEXT_MARK (mark));
  return gtk_text_iter_get_line (&iter) + 1 == (int) place->line
         && g_str_equal (gtk_source_mark_get_category (mark), kinds[place->severity].category)
         && g_str_equal (g_object_get_data (G_OBJECT (mark), "words"), place->words->str);
}

static gboolean
are_same (GalleyEditor *self, GPtrArray *places)
{
  if (self->finding_marks->len != places->len)
    return FALSE;
  for (guint i = 0; i < places->len; i++)
    if (!is_same (GTK_TEXT_BUFFER (self->document), self->finding_marks->pdata[i],
                  places->pdata[i]))
      return FALSE;
  return TRUE;
}

void
galley_editor_clear_findings (GalleyEditor *self)
{
  for (guint i = 0; i < self->finding_marks->len; i++)
    {
      GtkTextMark *mark = self->finding_marks->pdata[i];

      if (!gtk_text_mark_get_deleted (mark))
        gtk_text_buffer_delete_mark (gtk_text_mark_get_buffer (mark), mark);
    }
  g_ptr_array_set_size (self->finding_marks, 0);
}

void
galley_editor_show_findings (GalleyEditor *self, GPtrArray *findings)
{
  GtkTextBuffer *buffer;
  g_autoptr (GPtrArray) places = NULL;

  g_return_if_fail (GALLEY_IS_EDITOR (self));

  if (self->document == NULL)
    return;
  buffer = GTK_TEXT_BUFFER (self->document);
  places = list_places (findings, gtk_text_buffer_get_line_count (buffer));
  if (are_same (self, places))
    return;
  galley_editor_clear_findings (self);
  for (guint i = 0; i < places->len; i++)
    {
      const Place *place = places->pdata[i];
      GtkSourceMark *mark;
      GtkTextIter iter;

      gtk_text_buffer_get_iter_at_line (buffer, &iter, place->line - 1);
      mark = gtk_source_buffer_create_source_mark (GTK_SOURCE_BUFFER (buffer), NULL,
                                                   kinds[place->severity].category, &iter);
      g_object_set_data_full (G_OBJECT (mark), "words", g_strdup (place->words->str), g_free);
      g_ptr_array_add (self->finding_marks, g_object_ref (mark));
    }
}

static char *
tooltip_cb (GtkSourceMarkAttributes *attributes, GtkSourceMark *mark)
{
  return g_strdup (g_object_get_data (G_OBJECT (mark), "words"));
}

void
galley_editor_init_findings (GalleyEditor *self)
{
  GtkSourceView *view = GTK_SOURCE_VIEW (self->view);

  self->finding_marks = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < CATEGORY_LENGTH; i++)
    {
      g_autoptr (GtkSourceMarkAttributes) attributes = gtk_source_mark_attributes_new ();

      gtk_source_mark_attributes_set_icon_name (attributes, kinds[i].icon);
      g_signal_connect (attributes, "query-tooltip-text", G_CALLBACK (tooltip_cb), NULL);
      gtk_source_view_set_mark_attributes (view, kinds[i].category, attributes,
                                           CATEGORY_LENGTH - i);
    }
  gtk_source_view_set_show_line_marks (view, TRUE);
}
