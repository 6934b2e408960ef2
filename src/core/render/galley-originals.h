/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <galley-issue.h>
#include <galley-json.h>

#include "galley-lexical-reader.h"

G_BEGIN_DECLS

/* What a service had for each block of an issue when the issue was pulled. A block that still says
 * the same goes back as the very node, so that nothing is lost that Markdown has no words for. Once
 * made it does not change. */
typedef struct _GalleyOriginals GalleyOriginals;

/* @text: as galley_originals_write() made it; NULL when it is not. */
GalleyOriginals *galley_originals_new        (const char               *text);
void             galley_originals_free       (GalleyOriginals          *self);
/* The service's id of the post they are from. */
const char      *galley_originals_get_post   (const GalleyOriginals    *self);
/* For each child of @issue's root the block with its words; -1 for one that is new, and -2 - N for
 * one that stands where block N stood. (element-type int) (transfer full) */
GArray          *galley_originals_match      (const GalleyOriginals    *self,
                                              GalleyIssue              *issue);
/* What the service had for a block; NULL when it had no document. */
JsonArray       *galley_originals_get_nodes  (const GalleyOriginals    *self,
                                              guint                     index);
/* The words of @block as they are compared. */
char            *galley_originals_dup_words  (GalleyIssue              *issue,
                                              const GalleyNode         *block);
/* Whether the post had a document without a word in it. */
gboolean         galley_originals_is_blank   (const GalleyOriginals    *self);
/* The document round the blocks, with @children in it, or without any the blank one: (transfer
 * full); takes @children. */
JsonObject      *galley_originals_wrap       (const GalleyOriginals    *self,
                                              JsonArray                *children);
/* Whether all blocks of @issue are those of the post, one by one. */
gboolean         galley_originals_is_same    (const GalleyOriginals    *self,
                                              GalleyIssue              *issue);
/* Whether the picture at @address is shown in @nodes, text of JSON, under that or another address. */
gboolean         galley_originals_has_picture (const GalleyOriginals   *self,
                                               const char              *nodes,
                                               const char              *address);
/* What galley_originals_write() was given as @file. */
const char      *galley_originals_get_file   (const GalleyOriginals    *self);
/* @lexical: the document that @issue was read from; NULL when it was no document of Ghost's, and
 * its blocks have no nodes. @hashes: of a picture's address to what its bytes are; @file: of the
 * issue's whole text. */
char            *galley_originals_write      (const char               *post,
                                              const char               *lexical,
                                              const GalleyLexicalIssue *issue,
                                              GHashTable               *hashes,
                                              const char               *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyOriginals, galley_originals_free)

G_END_DECLS
