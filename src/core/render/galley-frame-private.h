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

/* The language of the words round the body: the site's, or else the issue's. May be NULL. */
const char *galley_frame_get_lang       (GalleyIssue               *issue,
                                         const GalleyRenderOptions *options);
/* The style of small print. */
char       *galley_frame_mail_dup_small (const char  *color,
                                         const char  *align);
/* Ends a cell of the column and begins the next. @background: NULL: none of its own. */
void        galley_frame_mail_next_cell (GalleyFace  *face,
                                         const char  *padding,
                                         const char  *background);
/* A link; words that look like one where the address is not known. */
void        galley_frame_mail_write_link (GalleyWriter *writer,
                                          const char   *url,
                                          const char   *style,
                                          const char   *text);
/* What stands below the body, up to the end of the last cell. */
void        galley_frame_mail_write_foot (GalleyFace                *face,
                                          GalleyIssue               *issue,
                                          const GalleyRenderOptions *options);

G_END_DECLS
