/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Where the writer was in an issue that has a file, and what its window looked like. */
typedef struct {
  char    *path;   /* absolute */
  guint    cursor; /* in characters from the beginning */
  guint    top;    /* the character at the upper edge of the view, likewise */
  int      width;  /* of the window, in pixels; 0: not known */
  int      height;
  int      split;  /* pixels of the source beside the preview; 0: as it comes */
  gboolean is_open;
  gboolean is_maximized;
  gboolean has_settings;
  gboolean has_outline;
  gboolean is_apart; /* the preview had a window of its own, */
  int      apart_width; /* of this size */
  int      apart_height;
} GalleyDeskPlace;

/* What lies on the writer's desk: the issues that are open and, of those that were, the place in the
 * text. Kept in STATE_DIR/desk.json, the last used first, and no more than anybody misses. */
#define GALLEY_TYPE_DESK (galley_desk_get_type ())
G_DECLARE_FINAL_TYPE (GalleyDesk, galley_desk, GALLEY, DESK, GObject)

/* A file that cannot be read, or is none of Galley's, is an empty desk. */
GalleyDesk            *galley_desk_new          (const char            *state_dir);
/* The last one used. Nothing while the desk is frozen. */
void                   galley_desk_put          (GalleyDesk            *self,
                                                 const GalleyDeskPlace *place);
/* NULL: it never was here. Valid until something is put. */
const GalleyDeskPlace *galley_desk_find         (GalleyDesk            *self,
                                                 const char            *path);
/* (element-type GalleyDeskPlace) (transfer full), the last used first; they stay as they are now. */
GPtrArray             *galley_desk_list_open    (GalleyDesk            *self);
/* None is to be opened at the next start. */
void                   galley_desk_close_all    (GalleyDesk            *self);
/* A file that is gone is not asked for again. */
void                   galley_desk_forget       (GalleyDesk            *self,
                                                 const char            *path);
/* As it is now it shall be found at the next start, whatever is still closed. */
void                   galley_desk_set_frozen   (GalleyDesk            *self,
                                                 gboolean               is_frozen);
gboolean               galley_desk_is_frozen    (GalleyDesk            *self);
/* Before the issues of the last session are opened again, and when that went well. FALSE: the program
 * died over it the last time, and would again. */
gboolean               galley_desk_begin_opening (GalleyDesk           *self);
void                   galley_desk_end_opening  (GalleyDesk            *self);
/* What is to be written into the file, when it is not what was taken last; else NULL. */
char                  *galley_desk_take_unsaved (GalleyDesk            *self);
const char            *galley_desk_get_path     (GalleyDesk            *self);

G_END_DECLS
