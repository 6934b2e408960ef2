/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-frame.h"
#include "galley-html-private.h"
#include "galley-words.h"

G_BEGIN_DECLS

/* What the frame of a page and that of a mail have in common. */

/* Of the front matter; "" without. */
const char *galley_frame_get_string    (GalleyIssue  *issue,
                                        const char   *key);
/* The document up to where its head may hold more. */
void        galley_frame_write_head    (GalleyWriter *writer,
                                        GalleyIssue  *issue);
/* The picture of the whole issue, with its caption and credit. @caption_style: NULL for the usual. */
void        galley_frame_write_picture (GalleyFace   *face,
                                        GalleyIssue  *issue,
                                        const char   *caption_style);
/* An element of @text alone; nothing when it is "". */
void        galley_frame_write_element (GalleyWriter *writer,
                                        const char   *element,
                                        const char   *class_name,
                                        const char   *style,
                                        const char   *text);

G_END_DECLS
