/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <galley-json.h>

G_BEGIN_DECLS

/* Ghost's document back to Markdown, block by block. What a block becomes is rendered again and
 * compared; what does not come back the same is kept byte for byte in a ghost-card fence. */

typedef struct {
  char      *markdown;  /* as it stands in the issue, without the newline at its end */
  JsonArray *nodes;     /* what the server has: the block and the empty paragraphs beside it */
  guint      index;     /* which of them is the block */
  gboolean   exact;     /* rendered again it is the very node */
  gboolean   fence;
} GalleyLexicalBlock;

typedef struct {
  char       *markdown;  /* canonical; the whole body */
  GPtrArray  *blocks;    /* (element-type GalleyLexicalBlock), one for each block of @markdown */
  GPtrArray  *pictures;  /* (element-type utf8): addresses that @markdown shows as pictures */
  GHashTable *bookmarks; /* address -> JsonObject: what they look like */
} GalleyLexicalIssue;

/* @paths: of a picture's address to the path in the issue; NULL: they keep their addresses. INVALID
 * when @lexical is not a document of Ghost's, LIMIT when it has more than 20,000 blocks. */
GalleyLexicalIssue *galley_lexical_read       (const char          *lexical,
                                               GHashTable          *paths,
                                               GError             **error);
/* An issue without blocks; then blocks that are from no document of Ghost's. */
GalleyLexicalIssue *galley_lexical_issue_new  (void);
void                galley_lexical_issue_add  (GalleyLexicalIssue  *self,
                                               const char          *markdown);
void                galley_lexical_issue_free (GalleyLexicalIssue  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyLexicalIssue, galley_lexical_issue_free)

G_END_DECLS
