/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-check.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Browsers drop blanks and control characters in front of and inside a scheme; so does this. */
static gboolean
is_dangerous (const char *url)
{
  static const char *const schemes[] = { "javascript:", "vbscript:", "data:", "file:" };
  g_autoptr (GString) plain = g_string_new (NULL);

  for (; *url != '\0' && plain->len < 16; url++)
    if ((guchar) *url > ' ' && *url != 0x7f)
      g_string_append_c (plain, g_ascii_tolower (*url));
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_str_has_prefix (plain->str, schemes[i]))
      return TRUE;
  return FALSE;
}

static void
check_url (GPtrArray *findings,
           const GalleyNode *node,
           const char *url)
{
  guint line = galley_check_get_line (node);

  if (url[strspn (url, " \t\r\n")] == '\0')
    {
      g_autofree char *text = galley_node_dup_text (node);

      galley_check_report (findings, "links", GALLEY_SEVERITY_ERROR, line,
                           g_strdup_printf (_ ("The link “%s” leads nowhere."), text));
    }
  else if (is_dangerous (url))
    galley_check_report (
      findings, "links", GALLEY_SEVERITY_ERROR, line,
      g_strdup_printf (_ ("A link must not begin with “%.40s”; mail programs block it."), url));
}

/* It shows in the text and nowhere else: a post's links have none. */
static void
check_title (GPtrArray *findings,
             const GalleyNode *node)
{
  if (node->link.title != NULL && node->link.title[0] != '\0')
    galley_check_report (
      findings, "links", GALLEY_SEVERITY_WARNING, galley_check_get_line (node),
      g_strdup_printf (_ ("Readers do not see “%s”, which stands behind a link’s address."),
                       node->link.title));
}

static gboolean
visit (const GalleyNode *node,
       gpointer user_data)
{
  if (node->type == GALLEY_NODE_LINK || node->type == GALLEY_NODE_BOOKMARK)
    check_url (user_data, node, node->link.url);
  else if ((node->type == GALLEY_NODE_FIGURE || node->type == GALLEY_NODE_IMAGE)
           && node->picture.href != NULL)
    check_url (user_data, node, node->picture.href);
  if (node->type == GALLEY_NODE_LINK)
    check_title (user_data, node);
  return TRUE;
}

static void
run (const GalleyCheckContext *context,
     GPtrArray *findings)
{
  galley_node_visit (galley_issue_get_root (context->issue), visit, findings);
}

const GalleyCheck galley_check_links = {
  .id = "links",
  .name = N_ ("Links lead somewhere"),
  .run = run,
};
