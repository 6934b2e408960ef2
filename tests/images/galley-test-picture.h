/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A folder for one test. Pictures in it are 60 x 40: the left half red, the right half blue. */
typedef struct {
  char *folder;
} Fixture;

void  fixture_set_up     (Fixture       *self,
                          gconstpointer  data);
void  fixture_tear_down  (Fixture       *self,
                          gconstpointer  data);
/* @type as gdk-pixbuf calls it. With a colour profile and, unless it is NULL, the tags: names and
 * values in turn, NULL at the end. */
char *fixture_picture    (Fixture           *self,
                          const char        *name,
                          const char        *type,
                          const char *const *tags);
char *fixture_file       (Fixture           *self,
                          const char        *name,
                          const char        *data,
                          gssize             length);
char *fixture_profile    (void);

G_END_DECLS
