/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures of other sites: the writer is asked before any of them is fetched. */

#include "galley-window.h"
#include "galley-window-private.h"

#include <glib/gi18n-lib.h>

#include "galley-compat.h"
#include "galley-preview.h"
#include "galley-remote-picture.h"

#define MAX_NAMED 3

/* Until it has a file, its folder is its name. */
static const char *
get_key (GalleyWindow *self)
{
  GalleyIssueFile *file = galley_document_get_file (self->document);
  const char *path = galley_issue_file_get_path (file);

  return path ? path : galley_issue_file_get_folder (file);
}

/* (element-type utf8): the sites that pictures wait for, once each. */
static GPtrArray *
list_blocked (GalleyWindow *self)
{
  GPtrArray *hosts = g_ptr_array_new_with_free_func (g_free);
  GalleyRemote *remote = galley_session_get_remote (self->session);
  const char *const *addresses
      = self->preview ? galley_preview_get_remote_pictures (GALLEY_PREVIEW (self->preview)) : NULL;

  for (guint i = 0; addresses && addresses[i]; i++)
    if (!galley_remote_is_allowed (remote, get_key (self), addresses[i]))
      {
        g_autofree char *host = galley_remote_picture_dup_host (addresses[i]);

        if (!g_ptr_array_find_with_equal_func (hosts, host, g_str_equal, NULL))
          g_ptr_array_add (hosts, g_steal_pointer (&host));
      }
  return hosts;
}

static char *
join (GPtrArray *hosts)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < hosts->len && i < MAX_NAMED; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", (char *) hosts->pdata[i]);
  if (hosts->len > MAX_NAMED)
    g_string_append (names, ", …");
  return g_string_free (g_steal_pointer (&names), FALSE);
}

gboolean
galley_window_has_blocked_pictures (GalleyWindow *self)
{
  g_autoptr (GPtrArray) hosts = list_blocked (self);

  return hosts->len > 0;
}

char *
galley_window_make_blocked_words (GalleyWindow *self)
{
  g_autoptr (GPtrArray) hosts = list_blocked (self);
  g_autofree char *names = join (hosts);

  return g_strdup_printf (_("Pictures of other sites are not loaded: %s."), names);
}

typedef struct {
  GPtrArray      *hosts;
  GalleyDocument *document; /* owned */
} Question;

static void
answer_cb (GtkWidget *window, const char *answer, gpointer user_data)
{
  GalleyWindow *self = GALLEY_WINDOW (window);
  Question *question = user_data;
  g_autoptr (GPtrArray) hosts = question->hosts;
  g_autoptr (GalleyDocument) document = question->document;
  GalleyRemote *remote = galley_session_get_remote (self->session);

  g_free (question);
  if (document != self->document)
    return;
  if (g_str_equal (answer, "issue"))
    galley_remote_allow_issue (remote, get_key (self));
  else if (g_str_equal (answer, "sites"))
    for (guint i = 0; i < hosts->len; i++)
      galley_remote_allow_site (remote, hosts->pdata[i]);
}

static void
ask (GalleyWindow *self, GPtrArray *hosts)
{
  const char *const answers[] = { "cancel", _("_Cancel"), "sites", _("_Always of These Sites"),
                                  "issue",  _("For This _Issue"), NULL };
  g_autofree char *names = join (hosts);
  g_autofree char *body = g_strdup_printf (
      _("Galley itself fetches them, and the preview stays off the network. Who runs %s learns that "
        "this computer looked at them. Preferences have what you allowed."),
      names);
  Question *question = g_new0 (Question, 1);

  question->hosts = g_ptr_array_ref (hosts);
  question->document = g_object_ref (self->document);
  galley_compat_ask (GTK_WIDGET (self), _("Load Pictures of Other Sites?"), body, answers, answer_cb,
                     question);
}

void
galley_window_load_pictures (GalleyWindow *self)
{
  g_autoptr (GPtrArray) hosts = list_blocked (self);

  if (hosts->len > 0)
    ask (self, hosts);
  else
    galley_window_toast (self, _("No picture of this issue waits to be loaded."));
}

static void
activated_cb (GalleyWindow *self, const char *address)
{
  g_autoptr (GPtrArray) hosts = g_ptr_array_new_with_free_func (g_free);
  char *host = galley_remote_picture_dup_host (address);

  if (host == NULL || self->document == NULL)
    return;
  g_ptr_array_add (hosts, host);
  ask (self, hosts);
}

void
galley_window_watch_remote (GalleyWindow *self, GtkWidget *preview)
{
  GalleyRemote *remote = galley_session_get_remote (self->session);

  galley_preview_set_remote (GALLEY_PREVIEW (preview), remote);
  g_signal_connect_object (preview, "remote-activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  /* Of two pages one is enough to tell. */
  if (self->preview)
    return;
  g_signal_connect_object (preview, "remote-changed", G_CALLBACK (galley_window_update_notice), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (remote, "changed", G_CALLBACK (galley_window_update_notice), self,
                           G_CONNECT_SWAPPED);
}

void
galley_window_name_remote_issue (GalleyWindow *self, GtkWidget *preview)
{
  galley_preview_set_remote_issue (GALLEY_PREVIEW (preview), get_key (self));
}
