/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the preview asks of the web engine. The engine is a module of its own, opened after the first
 * frame: its libraries are larger than the whole rest of the program, and to link them would make
 * every start wait. */

/* What Galley's own script says of the page. */
typedef struct {
  const char *kind; /* "click", "edit", "scroll", "link", "remote" (a picture that is not loaded) */
  const char *uri;  /* of a link or a picture; "" else */
  double      block;
  double      fraction;
  double      align; /* of "scroll": as galley_preview_scroll_to_line has it */
} GalleyPreviewMessage;

typedef void (*GalleyPreviewMessageFunc) (gpointer                    data,
                                          const GalleyPreviewMessage *message);
typedef void (*GalleyPreviewEndedFunc)   (gpointer                    data);

/* The page wants a picture of another site. @answer is called once, now or later, on the main loop,
 * with @request; @bytes NULL: there is none. */
typedef void (*GalleyPreviewAnswerFunc)  (gpointer                    request,
                                          GBytes                     *bytes,
                                          const char                 *mime);
typedef void (*GalleyPreviewRemoteFunc)  (gpointer                    data,
                                          const char                 *address,
                                          GalleyPreviewAnswerFunc     answer,
                                          gpointer                    request);
/* What such a picture is called in the page, its address escaped after it. */
#define GALLEY_PREVIEW_OTHER_SITE "issue://remote/"

typedef struct {
  /* A view with all its locks on and nothing in it. */
  GtkWidget *(*create)      (void);
  /* @message (may be NULL) and @ended (its process died) are called with @object, as long as that
   * lives. */
  void       (*watch)       (GtkWidget                 *view,
                             GalleyPreviewMessageFunc   message,
                             GalleyPreviewEndedFunc     ended,
                             GObject                   *object);
  /* Pictures are read below @folder alone; NULL: none at all. */
  void       (*set_folder)  (GtkWidget                 *view,
                             const char                *folder);
  /* @remote is called with @object, as long as that lives; without it there is no such picture. */
  void       (*set_remote)  (GtkWidget                 *view,
                             GalleyPreviewRemoteFunc    remote,
                             GObject                   *object);
  /* Loads the empty page, after the block-all filter stands. Also after a crash of its process. */
  void       (*load_async)  (GtkWidget                 *view,
                             GCancellable              *cancellable,
                             GAsyncReadyCallback        callback,
                             gpointer                   user_data);
  gboolean   (*load_finish) (GtkWidget                 *view,
                             GAsyncResult              *result,
                             GError                   **error);
  /* A page of somebody else's, after the empty one: behind the same locks. */
  void       (*show_html)   (GtkWidget                 *view,
                             const char                *html);
  /* 1: as the page has it. */
  void       (*set_zoom)    (GtkWidget                 *view,
                             double                     zoom);
  /* The page as it stands. @settings NULL: the writer is asked for printer and paper. */
  void       (*print)       (GtkWidget                 *view,
                             GtkWindow                 *parent,
                             GtkPrintSettings          *settings);
  /* Runs @body, a function's in Galley's own world, with @arguments (a{sv} of strings and numbers;
   * floating, may be NULL). */
  void       (*run_async)   (GtkWidget                 *view,
                             const char                *body,
                             GVariant                  *arguments,
                             GCancellable              *cancellable,
                             GAsyncReadyCallback        callback,
                             gpointer                   user_data);
  /* What it returned, as a string. (transfer full) */
  char      *(*run_finish)  (GtkWidget                 *view,
                             GAsyncResult              *result,
                             GError                   **error);
} GalleyPreviewEngine;

/* By this name the module exports a GalleyPreviewEngine. */
#define GALLEY_PREVIEW_ENGINE_SYMBOL "galley_preview_engine"
#define GALLEY_PREVIEW_ENGINE_MODULE "galley-preview-view.so"

/* Opens the module on a worker, meanwhile tries whether its sandbox can start here, and answers when
 * both are known. The engine is the process's from then on. NULL + @error. */
void                       galley_preview_engine_open_async  (GCancellable         *cancellable,
                                                              GAsyncReadyCallback   callback,
                                                              gpointer              user_data);
const GalleyPreviewEngine *galley_preview_engine_open_finish (GAsyncResult         *result,
                                                              GError              **error);

G_END_DECLS
