/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <galley-card.h>

#include "galley-format.h"

G_BEGIN_DECLS

/* Blocks as HTML, for the web and for mails: the elements, classes and attributes Ghost itself
 * writes for the same content. Feed it the children of the root, one after the other. */
typedef struct _GalleyHtml GalleyHtml;

GalleyHtml   *galley_html_new        (GalleyIssue               *issue,
                                      const GalleyRenderOptions *options,
                                      gboolean                   mail);
void          galley_html_free       (GalleyHtml                *self);
/* Writes nothing when the reader does not get that far. */
void          galley_html_add_block  (GalleyHtml                *self,
                                      const GalleyNode          *block);
/* From here on the paywall's comment is followed by a line for the eye. */
void          galley_html_draw_cut   (GalleyHtml                *self);
/* What was added since the last call, (transfer full). */
char         *galley_html_take       (GalleyHtml                *self);
/* For the other formats. Its callbacks work on it. */
GalleyFace   *galley_html_get_face   (GalleyHtml                *self);
/* Whether a node of Ghost's can hold @block; if not it becomes an HTML card. */
gboolean      galley_html_fits       (GalleyHtml                *self,
                                      const GalleyNode          *block);
/* A paragraph of which nothing is left, as one of private comments: no face has it. */
gboolean      galley_html_is_void    (const GalleyNode          *block);
/* A card that mails leave out altogether. */
gboolean      galley_html_is_web_only (const GalleyNode         *block);
/* (transfer full): the markup inside the HTML card that @block becomes; a first FOOTNOTE brings
 * the others with it. */
char         *galley_html_dup_inner  (GalleyHtml                *self,
                                      const GalleyNode          *block);

/* Who reads @issue where: no further than its paywall when TRUE. */
gboolean      galley_html_is_cut     (GalleyIssue               *issue,
                                      GalleyReader               reader);
/* A CSS colour that can stand in a style attribute: @color, or Galley's. */
const char   *galley_html_get_accent (const GalleyRenderOptions *options);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyHtml, galley_html_free)

G_END_DECLS
