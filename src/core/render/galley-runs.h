/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <galley-node.h>
#include <galley-writer.h>

G_BEGIN_DECLS

/* A line of text as Ghost keeps it: a flat row of pieces, each with its formats as bits, instead of
 * elements inside elements. HTML and Lexical are both written from it, so they cannot differ. */

typedef enum {
  GALLEY_RUN_TEXT,
  GALLEY_RUN_BREAK,
  GALLEY_RUN_LINK,     /* a LINK or a FOOTNOTE_REFERENCE begins */
  GALLEY_RUN_LINK_END,
  GALLEY_RUN_MARKUP,   /* HTML as it was written */
  GALLEY_RUN_IMAGE,
} GalleyRunType;

typedef struct {
  GalleyRunType     type;
  guint             format; /* bit n: galley_runs_elements[n] */
  const char       *text;   /* TEXT, MARKUP; NULL: the number of @node, a FOOTNOTE_REFERENCE */
  gsize             length;
  const GalleyNode *node;
} GalleyRun;

#define GALLEY_RUNS_N_FORMATS 8

#define GALLEY_RUNS_CODE 4

extern const char *const galley_runs_elements[GALLEY_RUNS_N_FORMATS];

/* The format elements that are open between two runs. */
typedef struct {
  guint8      bits[GALLEY_RUNS_N_FORMATS];
  guint       n;
  const char *code_style; /* of code, borrowed; NULL: none */
} GalleyRunStack;

/* Opens what the text at @index needs, in Ghost's order. @writer NULL: only keeps count. */
void     galley_run_stack_open  (GalleyRunStack *self,
                                 const GArray   *runs,
                                 guint           index,
                                 GalleyWriter   *writer);
/* Closes what the next text has not. FALSE when that meant closing one it has, where Ghost would
 * close the wrong ones. */
gboolean galley_run_stack_close (GalleyRunStack *self,
                                 const GArray   *runs,
                                 guint           index,
                                 GalleyWriter   *writer);
/* Replaces what is in @runs, an array of GalleyRun, by @first and its following siblings. */
void     galley_runs_collect (GArray           *runs,
                              const GalleyNode *first);
/* Whether Ghost's text nodes can hold them: no HTML, no pictures, and no formats that overlap
 * without nesting, which Ghost renders wrong. */
gboolean galley_runs_fit     (const GArray     *runs);

G_END_DECLS
