/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "galley-finding.h"
#include "galley-front-matter.h"
#include "galley-node.h"

G_BEGIN_DECLS

/* A parsed issue: text, front matter, tree and what the parser had to say. Immutable, counted
 * atomically: any thread may read it. */
typedef struct _GalleyIssue GalleyIssue;

#define GALLEY_TYPE_ISSUE (galley_issue_get_type ())
GType                    galley_issue_get_type         (void);
/* Never fails: what cannot be parsed becomes a finding. @text need be neither UTF-8 nor
 * terminated; it is copied. @length -1: up to the NUL. */
GalleyIssue             *galley_issue_new              (const char        *text,
                                                        gssize             length);
GalleyIssue             *galley_issue_ref              (GalleyIssue       *self);
void                     galley_issue_unref            (GalleyIssue       *self);
const char              *galley_issue_get_text         (const GalleyIssue *self,
                                                        gsize             *length);
const GalleyFrontMatter *galley_issue_get_front_matter (const GalleyIssue *self);
const GalleyNode        *galley_issue_get_root         (const GalleyIssue *self);
/* Those of the parser, in the order of their lines; core/checks has the rest. */
guint                    galley_issue_get_n_findings   (const GalleyIssue *self);
GalleyFinding           *galley_issue_get_finding      (const GalleyIssue *self,
                                                        guint              index);
/* Title or "" . Words as a reader counts them; a run of CJK ideographs or kana counts each
 * character, Hangul by its blanks. Minutes at 265 words (500 CJK characters) and pictures as Ghost
 * counts them, at least 1 when there are words. */
const char              *galley_issue_get_title        (const GalleyIssue *self);
guint                    galley_issue_count_words      (const GalleyIssue *self);
/* As readers see them: no markup. */
guint                    galley_issue_count_characters (const GalleyIssue *self,
                                                        gboolean           with_blanks);
guint                    galley_issue_get_minutes      (const GalleyIssue *self);
/* Every picture the issue shows, once, in order of appearance and as written: front matter image,
 * og-image, twitter-image, figures, galleries, pictures inside cards, <img src> of raw HTML and
 * HTML inlines. Includes http(s) ones. NULL terminated, (transfer full). */
char                   **galley_issue_list_pictures    (const GalleyIssue *self);
/* The files that FILE, AUDIO and VIDEO cards bring along, as written; not those of the web. */
char                   **galley_issue_list_files       (const GalleyIssue *self);
/* The deepest block whose lines hold @line, or the root. */
const GalleyNode        *galley_issue_find_block       (const GalleyIssue *self,
                                                        guint              line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyIssue, galley_issue_unref)

G_END_DECLS
