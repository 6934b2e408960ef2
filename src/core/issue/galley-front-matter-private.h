/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-front-matter.h"
#include "galley-source.h"
#include "galley-yaml.h"

G_BEGIN_DECLS

struct _GalleyFrontMatter {
  char *text;        /* owned: the file's head up to @end, or nothing when absent */
  GalleyYaml *root;  /* owned: a map, NULL when absent or invalid */
  const char **keys; /* borrowed from @root */
  guint *lines;      /* of each child of @root */
  gsize start;       /* past the byte order mark */
  gsize first;       /* past the newline of the opening line */
  gsize last;        /* where the closing line begins */
  gsize end;
  const char *end_of_line;
  gboolean present;
};

/* What an edit is to make come true. */
typedef struct {
  const GalleyFrontMatterChange *changes;
  gsize n_changes;
  const char *id;    /* in the map `galley`; NULL: as it is */
  const char *site;  /* as above, with @post */
  const char *post;
} GalleyFrontMatterWish;

GalleyFrontMatter *galley_front_matter_new  (GalleySource            *source);
void               galley_front_matter_free (GalleyFrontMatter       *self);
/* Takes @edit and gives it back; INVALID when it would not just make @wish come true. */
GalleyEdit        *galley_front_matter_guard (const GalleyFrontMatter     *self,
                                              GalleyEdit                  *edit,
                                              const GalleyFrontMatterWish *wish,
                                              GError                     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyFrontMatter, galley_front_matter_free)

G_END_DECLS
