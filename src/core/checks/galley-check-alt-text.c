/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-card.h"
#include "galley-check.h"

#include <glib/gi18n-lib.h>

static void
report (GPtrArray *findings,
        guint line,
        const char *src)
{
  galley_check_report (
    findings, "alt-text", GALLEY_SEVERITY_WARNING, line,
    g_strdup_printf (_ ("The picture “%s” has no alternative text for readers who cannot see it."), src));
}

/* Ghost shows the picture without its words, whatever they are. */
static gboolean
is_mute (const GalleyNode *figure)
{
  const GalleyNode *card = figure->parent;
  const GalleyCardKind *kind = card != NULL && card->type == GALLEY_NODE_CARD
                                 ? galley_card_find_kind (card->card.kind)
                                 : NULL;

  return kind != NULL && kind->get_mute != NULL && kind->get_mute (card) == &figure->picture;
}

static void
report_mute (GPtrArray *findings,
             const GalleyNode *figure)
{
  if (figure->picture.alt[0] != '\0')
    galley_check_report (
      findings, "alt-text", GALLEY_SEVERITY_WARNING, galley_check_get_line (figure),
      g_strdup_printf (_ ("Readers do not get “%s”: the picture of a %s card has no alternative text."),
                       figure->picture.alt, figure->parent->card.kind));
}

static gboolean
visit (const GalleyNode *node,
       gpointer user_data)
{
  if (node->type == GALLEY_NODE_FIGURE && is_mute (node))
    report_mute (user_data, node);
  else if ((node->type == GALLEY_NODE_FIGURE || node->type == GALLEY_NODE_IMAGE)
      && node->picture.alt[0] == '\0')
    report (user_data, galley_check_get_line (node), node->picture.src);
  return TRUE;
}

static void
run (const GalleyCheckContext *context,
     GPtrArray *findings)
{
  const GalleyFrontMatter *front = galley_issue_get_front_matter (context->issue);
  const char *image = galley_front_matter_get_string (front, "image");
  const char *alt = galley_front_matter_get_string (front, "image-alt");

  if (image != NULL && image[0] != '\0' && (alt == NULL || alt[0] == '\0'))
    report (findings, galley_front_matter_get_line (front, "image"), image);
  galley_node_visit (galley_issue_get_root (context->issue), visit, findings);
}

const GalleyCheck galley_check_alt_text = {
  .id = "alt-text",
  .name = N_ ("Every picture has an alternative text"),
  .run = run,
};
