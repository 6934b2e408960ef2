/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-accepted.h"

#include <string.h>

#define KEY "galley-accepted"

typedef struct
{
  char *before;
  char **missing;
  gboolean changed; /* the text has been another one since */
} Accepted;

static void
accepted_free (gpointer data)
{
  Accepted *self = data;

  g_free (self->before);
  g_strfreev (self->missing);
  g_free (self);
}

/* Of most texts the length says it already. */
static void
changed_cb (GtkTextBuffer *buffer, gpointer user_data)
{
  Accepted *self = g_object_get_data (G_OBJECT (buffer), KEY);
  gsize length = 0;
  g_autofree char *text = NULL;

  if (self == NULL)
    return;
  if (gtk_text_buffer_get_char_count (buffer) == g_utf8_strlen (self->before, -1))
    text = galley_document_dup_text (GALLEY_DOCUMENT (buffer), &length);
  if (text == NULL || strcmp (text, self->before) != 0)
    self->changed = TRUE;
  else if (self->changed)
    g_object_set_data (G_OBJECT (buffer), KEY, NULL);
}

void
galley_accepted_set (GalleyDocument *document, const char *before, char **missing)
{
  Accepted *self = g_new0 (Accepted, 1);

  self->before = g_strdup (before);
  self->missing = missing;
  g_object_set_data_full (G_OBJECT (document), KEY, self, accepted_free);
  g_signal_handlers_disconnect_by_func (document, changed_cb, NULL);
  g_signal_connect (document, "changed", G_CALLBACK (changed_cb), NULL);
}

const char *const *
galley_accepted_get (GalleyDocument *document)
{
  const Accepted *self = g_object_get_data (G_OBJECT (document), KEY);

  return self != NULL ? (const char *const *)self->missing : NULL;
}
