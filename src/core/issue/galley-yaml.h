/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-source.h"

G_BEGIN_DECLS

typedef enum {
  GALLEY_YAML_SCALAR,
  GALLEY_YAML_SEQUENCE,
  GALLEY_YAML_MAP,
} GalleyYamlType;

/* One value of a YAML block; offsets are bytes of the whole file. */
typedef struct {
  GalleyYamlType type;
  char *key;           /* NULL in a sequence */
  gsize key_start;
  gsize key_end;
  gsize start;
  gsize end;           /* scalars only */
  char *value;         /* scalars only */
  GPtrArray *children; /* collections only */
  char **list;         /* the children of the root: what they stand for as a list */
  gboolean plain;      /* a scalar without quotes */
  gboolean flow;       /* a collection in brackets or braces */
} GalleyYaml;

GalleyYaml       *galley_yaml_read  (GalleySource     *source,
                                     gsize             start,
                                     gsize             end);
void              galley_yaml_free  (GalleyYaml       *self);
const GalleyYaml *galley_yaml_find  (const GalleyYaml *map,
                                     const char       *key);
/* @value as a scalar on one line; @flow: inside brackets. */
char             *galley_yaml_quote (const char       *value,
                                     gboolean          flow);

G_END_DECLS
