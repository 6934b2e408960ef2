/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "galley-markdown-line.h"

G_BEGIN_DECLS

/* What the files of the reader share: galley-paste.c (the page, tag by tag), galley-paste-tag.c
 * (what a tag means), galley-paste-table.c (tables), galley-paste-write.c (words and blocks). */

#define N_FORMATS 8

typedef struct {
  char kind;        /* > quote, u, o lists, i item */
  guint n;          /* of a list: items so far */
  gboolean is_new;  /* of an item: its mark is not written yet */
  char mark[16];    /* of an item */
} GalleyPasteOpen;

typedef struct {
  GString *out;
  GArray *open;          /* (element-type GalleyPasteOpen) */
  GArray *pieces;        /* of the paragraph */
  GPtrArray *cells;      /* of the table: cells, NULL behind each row; NULL: no table */
  guint rows;
  guint formats[N_FORMATS];
  GArray *spans;         /* (element-type guint) the formats of each span and b that is open */
  guint heading;         /* 0: a paragraph */
  guint last_format;     /* of the last word */
  GPtrArray *pictures;   /* (element-type utf8) borrowed; NULL: none is taken */
  gboolean has_words;
  gboolean in_link;
  gboolean in_pre;
  gboolean blank_waits;
  gboolean tight;        /* no blank line before the next block */
} GalleyPasteReader;

typedef struct {
  char *name;
  char *attributes; /* as written */
  gboolean is_end;
} GalleyPasteTag;

/* Words and blocks */
void      galley_paste_append_block (GalleyPasteReader       *self,
                                     const char              *text);
void      galley_paste_end_link     (GalleyPasteReader       *self);
char     *galley_paste_take_line    (GalleyPasteReader       *self,
                                     GalleyMarkdownLineFlags  flags);
void      galley_paste_end_block    (GalleyPasteReader       *self);
void      galley_paste_add_blank    (GalleyPasteReader       *self);
void      galley_paste_add_words    (GalleyPasteReader       *self,
                                     const char              *text,
                                     gsize                    length);
/* Tags */
void      galley_paste_read_tag     (GalleyPasteReader       *self,
                                     const GalleyPasteTag    *tag);
/* Tables; FALSE: it is no tag of one */
gboolean  galley_paste_read_table   (GalleyPasteReader       *self,
                                     const GalleyPasteTag    *tag);
void      galley_paste_end_cell     (GalleyPasteReader       *self);
void      galley_paste_end_row      (GalleyPasteReader       *self);
void      galley_paste_end_table    (GalleyPasteReader       *self);

G_END_DECLS
