/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Korean as it is typed: an input method composes each syllable in the text and hands it over when it
 * is whole. This one has a script instead of a person. */

#include "galley-editor.h"
#include "window-fixture.h"

#define SCRIPTED_TYPE_CONTEXT (scripted_context_get_type ())
G_DECLARE_FINAL_TYPE (ScriptedContext, scripted_context, SCRIPTED, CONTEXT, GtkIMContext)

struct _ScriptedContext {
  GtkIMContext parent_instance;

  char *preedit;
  GtkWidget *client;
  guint n_resets;
};

G_DEFINE_FINAL_TYPE (ScriptedContext, scripted_context, GTK_TYPE_IM_CONTEXT)

/* Of the source, when it is there. */
static ScriptedContext *source_context;

static void
get_preedit_string (GtkIMContext *context, char **text, PangoAttrList **attributes, int *cursor)
{
  ScriptedContext *self = SCRIPTED_CONTEXT (context);
  const char *preedit = self->preedit ? self->preedit : "";

  if (text)
    *text = g_strdup (preedit);
  if (attributes)
    *attributes = pango_attr_list_new ();
  if (cursor)
    *cursor = g_utf8_strlen (preedit, -1);
}

static void
set_client_widget (GtkIMContext *context, GtkWidget *widget)
{
  SCRIPTED_CONTEXT (context)->client = widget;
  if (GTK_SOURCE_IS_VIEW (widget))
    source_context = SCRIPTED_CONTEXT (context);
}

static void
reset (GtkIMContext *context)
{
  SCRIPTED_CONTEXT (context)->n_resets++;
}

static void
scripted_context_finalize (GObject *object)
{
  ScriptedContext *self = SCRIPTED_CONTEXT (object);

  if (source_context == self)
    source_context = NULL;
  g_free (self->preedit);
  G_OBJECT_CLASS (scripted_context_parent_class)->finalize (object);
}

static void
scripted_context_class_init (ScriptedContextClass *klass)
{
  GtkIMContextClass *context_class = GTK_IM_CONTEXT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = scripted_context_finalize;
  context_class->get_preedit_string = get_preedit_string;
  context_class->set_client_widget = set_client_widget;
  context_class->reset = reset;
}

static void
scripted_context_init (ScriptedContext *self)
{
}

static void
compose (const char *preedit)
{
  gboolean begins = source_context->preedit == NULL && preedit != NULL;
  gboolean ends = source_context->preedit != NULL && preedit == NULL;

  g_free (source_context->preedit);
  source_context->preedit = g_strdup (preedit);
  if (begins)
    g_signal_emit_by_name (source_context, "preedit-start");
  g_signal_emit_by_name (source_context, "preedit-changed");
  if (ends)
    g_signal_emit_by_name (source_context, "preedit-end");
}

/* The parts of a syllable as they come, then the syllable: as ibus-hangul hands it over. */
static void
write_syllable (const char *parts)
{
  g_auto (GStrv) steps = g_strsplit (parts, " ", -1);
  guint n = g_strv_length (steps);

  for (guint i = 0; i < n; i++)
    {
      compose (steps[i]);
      window_test_wait (5);
    }
  compose (NULL);
  g_signal_emit_by_name (source_context, "commit", steps[n - 1]);
}

static GtkTextView *
get_view (Fixture *f)
{
  return GTK_TEXT_VIEW (
      galley_editor_get_view (GALLEY_EDITOR (window_fixture_find_type (f, "GalleyEditor"))));
}

static void
open_at_end (Fixture *f, const char *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (window_fixture_open (f, text, -1));
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_place_cursor (buffer, &end);
  gtk_widget_grab_focus (GTK_WIDGET (get_view (f)));
  WAIT_UNTIL (source_context != NULL);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* What is being composed is shown and is nobody's text yet: nothing is parsed, counted or kept. */
static void
test_composing (Fixture *f, gconstpointer data)
{
  guint n_changes = 0;

  open_at_end (f, "가나 다라");
  g_signal_connect_swapped (galley_window_get_document (f->window), "changed", G_CALLBACK (count_cb),
                            &n_changes);
  compose ("ㅎ");
  compose ("하");
  compose ("한");
  window_test_wait (100);
  window_fixture_assert_text (f, "가나 다라");
  g_assert_cmpuint (n_changes, ==, 0);
  window_fixture_shoot (f->window, "composing");
  compose (NULL);
  g_signal_emit_by_name (source_context, "commit", "한");
  window_fixture_assert_text (f, "가나 다라한");
  g_assert_cmpuint (n_changes, ==, 1);
  WAIT_UNTIL (window_fixture_is_loaded (f));
  g_assert_true (window_fixture_says (f, "2 words"));
}

/* Words stand between blanks; a syllable is one character. */
static void
test_counts (Fixture *f, gconstpointer data)
{
  GalleyIssue *issue;

  open_at_end (f, "");
  write_syllable ("ㅎ 하 한");
  write_syllable ("ㄱ 그 글");
  g_signal_emit_by_name (source_context, "commit", " ");
  write_syllable ("ㅁ 무 문");
  write_syllable ("ㅅ 서");
  window_fixture_assert_text (f, "한글 문서");
  WAIT_UNTIL (window_fixture_is_loaded (f));
  issue = galley_document_get_issue (galley_window_get_document (f->window));
  g_assert_cmpuint (galley_issue_count_words (issue), ==, 2);
  g_assert_cmpuint (galley_issue_count_characters (issue, TRUE), ==, 5);
  g_assert_cmpuint (galley_issue_count_characters (issue, FALSE), ==, 4);
}

/* Undo takes back what was handed over, whole syllables, and nothing that was there before. */
static void
test_undo (Fixture *f, gconstpointer data)
{
  GtkTextBuffer *buffer;
  g_autofree char *text = NULL;

  open_at_end (f, "- 가나 ");
  buffer = GTK_TEXT_BUFFER (galley_window_get_document (f->window));
  write_syllable ("ㄷ 다 단");
  write_syllable ("ㅇ 어");
  window_fixture_assert_text (f, "- 가나 단어");
  for (guint i = 0; i < 2 && gtk_text_buffer_get_can_undo (buffer); i++)
    {
      g_free (text);
      gtk_text_buffer_undo (buffer);
      text = galley_document_dup_text (GALLEY_DOCUMENT (buffer), NULL);
      g_assert_true (g_str_equal (text, "- 가나 ") || g_str_equal (text, "- 가나 단"));
    }
  window_fixture_assert_text (f, "- 가나 ");
  while (gtk_text_buffer_get_can_redo (buffer))
    gtk_text_buffer_redo (buffer);
  window_fixture_assert_text (f, "- 가나 단어");
}

/* A save is no reason to lose the syllable that is handed over meanwhile, or anything else. */
static void
test_saving (Fixture *f, gconstpointer data)
{
  open_at_end (f, "- 하나");
  compose ("ㄷ");
  compose ("두");
  window_fixture_act (f, "win.save-issue");
  window_fixture_assert_text (f, "- 하나");
  compose (NULL);
  g_signal_emit_by_name (source_context, "commit", "둘");
  window_fixture_assert_text (f, "- 하나둘");
  WAIT_UNTIL (window_fixture_is_loaded (f));
  /* What came during the save is not saved yet. */
  g_assert_true (gtk_text_buffer_get_modified (gtk_text_view_get_buffer (get_view (f))));
}

static void
add (void)
{
  WINDOW_ADD ("/app/korean/composing", test_composing);
  WINDOW_ADD ("/app/korean/counts", test_counts);
  WINDOW_ADD ("/app/korean/undo", test_undo);
  WINDOW_ADD ("/app/korean/saving", test_saving);
}

int
main (int argc, char **argv)
{
  GIOExtensionPoint *point = g_io_extension_point_register ("gtk-im-module");

  g_io_extension_point_set_required_type (point, GTK_TYPE_IM_CONTEXT);
  g_io_extension_point_implement ("gtk-im-module", SCRIPTED_TYPE_CONTEXT, "scripted", 0);
  g_setenv ("GTK_IM_MODULE", "scripted", TRUE);
  return window_fixture_run (&argc, &argv, add);
}
