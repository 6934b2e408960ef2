/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-rights.h"

#include <glib/gi18n-lib.h>

static const struct {
  GalleyRights right;
  const char  *what; /* after "The key cannot" */
} rows[] = {
  { GALLEY_RIGHT_PUBLISH, N_("publish, schedule or send: it saves drafts, which an editor publishes") },
  { GALLEY_RIGHT_OTHERS, N_("change posts of other people") },
  { GALLEY_RIGHT_VISIBILITY, N_("say who may read a post: it is for those whom the site takes by default") },
  { GALLEY_RIGHT_TAGS, N_("tag a post: tags are left out") },
  { GALLEY_RIGHT_COUNT, N_("count who gets a mail") },
  { GALLEY_RIGHT_PREVIEW, N_("show the mail as the site makes it, or send a test mail") },
  { GALLEY_RIGHT_REPORT, N_("read what became of each mail") },
};

static gboolean
is_integration (const GalleySite *site)
{
  return g_strcmp0 (site->key_kind, "integration") == 0;
}

/* "An integration’s key cannot …" */
static char *
dup_reason (const GalleySite *site, const char *what)
{
  if (is_integration (site))
    return g_strdup_printf (_("An integration’s key cannot %s. A staff access token can: it is on your profile page."),
                            what);
  if (site->key_role != NULL)
    return g_strdup_printf (_("The key of the role “%s” cannot %s."), site->key_role, what);
  return g_strdup_printf (_("This key cannot %s."), what);
}

char *
galley_rights_explain (const GalleySite *site, GalleyRights right)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if ((rows[i].right & right) != 0 && (site->lacks & rows[i].right) != 0)
      return dup_reason (site, _(rows[i].what));
  return NULL;
}

char *
galley_rights_describe (const GalleySite *site)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (is_integration (site))
    g_string_append (text, _("The key belongs to an integration."));
  else if (site->key_owner != NULL && site->key_role != NULL)
    /* Translators: a person and a role: "The key belongs to Kim (Editor)." */
    g_string_append_printf (text, _("The key belongs to %s (%s)."), site->key_owner, site->key_role);
  else if (site->key_owner != NULL)
    g_string_append_printf (text, _("The key belongs to %s."), site->key_owner);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if ((site->lacks & rows[i].right) != 0)
      g_string_append_printf (text, _("\nIt cannot %s."), _(rows[i].what));
  return g_string_free (g_steal_pointer (&text), FALSE);
}
