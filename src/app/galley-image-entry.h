/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "galley-figure.h"
#include "galley-image-metadata.h"
#include "galley-issue-file.h"
#include "galley-job.h"

G_BEGIN_DECLS

/* A picture on its way into the issue, or in it already, with what readers are told of it; and the
 * work on it that wants a worker. */

typedef struct {
  char        *path;     /* of the file; NULL with @bytes, and for a remote picture */
  GBytes      *bytes;
  char        *src;      /* as it stands, or will stand, in the issue */
  char        *alt;
  char        *caption;
  char        *credit;
  char        *href;
  GalleyWidth  width;
  gboolean     is_feature;
} GalleyImageEntry;

/* What a picture says about itself, and how it looks. */
typedef struct {
  GalleyImageMetadata *metadata; /* NULL: it has none */
  GdkTexture          *texture;
} GalleyImageInspection;

GalleyImageEntry *galley_image_entry_copy      (const GalleyImageEntry *entry);
void              galley_image_entry_free      (gpointer                entry);

/* Of a GalleyJobFunc: @entry is a GalleyImageEntry with a file or bytes; a GalleyImageInspection,
 * full. */
gpointer          galley_image_entry_inspect   (gpointer                entry,
                                                GalleyProgressFunc      progress,
                                                gpointer                progress_data,
                                                GCancellable           *cancellable,
                                                GError                **error);
void              galley_image_inspection_free (gpointer                inspection);

/* @entries (element-type GalleyImageEntry) as Markdown: lines of one gallery, or a figure each. */
char             *galley_image_entries_write   (GPtrArray              *entries,
                                                gboolean                is_gallery);

/* The work of copying what @entries name beside the issue; they are copied. */
gpointer          galley_image_import_new      (GalleyIssueFile        *file,
                                                GPtrArray              *entries);
void              galley_image_import_free     (gpointer                import);
/* Of a GalleyJobFunc: a GPtrArray, full, of what each entry's src is then (element-type utf8). */
gpointer          galley_image_import_run      (gpointer                import,
                                                GalleyProgressFunc      progress,
                                                gpointer                progress_data,
                                                GCancellable           *cancellable,
                                                GError                **error);

G_END_DECLS
