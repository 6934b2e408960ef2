/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _GalleyWindow GalleyWindow;

/* As the window of shortcuts shows them, in this order. */
typedef enum {
  GALLEY_ACTION_ISSUES,
  GALLEY_ACTION_WRITING,
  GALLEY_ACTION_FORMAT,
  GALLEY_ACTION_INSERT,
  GALLEY_ACTION_VIEW,
  GALLEY_ACTION_GALLEY,
  GALLEY_ACTION_N_GROUPS,
} GalleyActionGroup;

typedef enum {
  GALLEY_ACTION_DOCUMENT = 1 << 0, /* needs an issue */
  GALLEY_ACTION_TEXT = 1 << 1,     /* needs an issue and works on its text, which is then shown */
  GALLEY_ACTION_NATIVE = 1 << 2,   /* the text view has the shortcut by itself; what is not of the text
                                    * alone has it wherever nobody types */
  GALLEY_ACTION_MESSAGE = 1 << 3,  /* a button of a message that comes and goes: no shortcut */
} GalleyActionFlags;

/* A command of the window as data. It has one of @run, @run_with, @set (with @get) and @setting,
 * unless it is one of the application ("app."), which does it itself and takes from here the shortcut
 * alone. Rows that differ in the target only stand together. */
typedef struct {
  const char *name;     /* "win.save-issue"; with its target, if any: "win.preview-format::web" */
  const char *shortcut; /* NULL: none */
  const char *title;    /* N_(): what it does, in a few words */
  GalleyActionGroup group;
  GalleyActionFlags flags;
  void     (*run) (GalleyWindow *window);
  void     (*run_with) (GalleyWindow *window,
                        const char   *target);
  void     (*set) (GalleyWindow *window,
                   gboolean      is_on);
  gboolean (*get) (GalleyWindow *window);
  const char *setting; /* the key that is the state */
} GalleyAction;

G_END_DECLS
