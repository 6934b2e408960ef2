/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-format.h"

G_BEGIN_DECLS

/* What stands round the blocks: the head of the page or mail, up to and with the element that
 * takes them, and the rest. Both (transfer full). */
void galley_frame_web   (GalleyIssue               *issue,
                         const GalleyRenderOptions *options,
                         char                     **head,
                         char                     **tail);
void galley_frame_email (GalleyIssue               *issue,
                         const GalleyRenderOptions *options,
                         char                     **head,
                         char                     **tail);
/* The sentence after the cut, in the language of the issue; NULL when @options' reader is not cut off. */
const char *galley_frame_get_notice (GalleyIssue               *issue,
                                     const GalleyRenderOptions *options,
                                     gboolean                   mail);
/* "caption Credit: credit" of the feature picture as inline HTML; "" without. */
char       *galley_frame_dup_caption (GalleyIssue *issue);

G_END_DECLS
