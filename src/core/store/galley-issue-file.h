/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* An issue on disk: a .md with its pictures beside it, a .textbundle folder or a .textpack file.
 * It knows what it last read or wrote, so that a change by somebody else is noticed before a save.
 * Lives and changes; used by one thread at a time. All paths are absolute file system paths. */
#define GALLEY_TYPE_ISSUE_FILE (galley_issue_file_get_type ())
G_DECLARE_FINAL_TYPE (GalleyIssueFile, galley_issue_file, GALLEY, ISSUE_FILE, GObject)

/* Slow ones are for a worker. DISK: cannot be read; INVALID: not UTF-8 or no such bundle; LIMIT: over
 * 64 MB (a pack: over 512 MB unpacked). A pack is unpacked into a folder below @cache_dir. */
GalleyIssueFile *galley_issue_file_open          (const char       *path,
                                                  const char       *cache_dir,
                                                  GCancellable     *cancellable,
                                                  GError          **error);
/* A file that is not there yet: the draft folder holds its pictures until the first save. */
GalleyIssueFile *galley_issue_file_new_untitled  (const char       *draft_folder);

const char      *galley_issue_file_get_path      (GalleyIssueFile  *self); /* NULL: untitled */
char            *galley_issue_file_dup_display_name (GalleyIssueFile *self);
/* Where relative picture paths start; never NULL. */
const char      *galley_issue_file_get_folder    (GalleyIssueFile  *self);
/* The text as last read or written, its bytes as they are on disk. */
const char      *galley_issue_file_get_text      (GalleyIssueFile  *self,
                                                  gsize            *length);
gboolean         galley_issue_file_is_read_only  (GalleyIssueFile  *self);
/* Somebody changed or removed it since the last open or save. Fast (stat; then bytes). */
gboolean         galley_issue_file_has_changed   (GalleyIssueFile  *self,
                                                  gboolean         *is_gone);
gboolean         galley_issue_file_reload        (GalleyIssueFile  *self,
                                                  GCancellable     *cancellable,
                                                  GError          **error);
/* CONFLICT when it changed meanwhile and not @overwrite. Line endings are the text's own; mode
 * and symlink stay. On any error the file is what it was. */
gboolean         galley_issue_file_save          (GalleyIssueFile  *self,
                                                  const char       *text,
                                                  gsize             length,
                                                  gboolean          overwrite,
                                                  GCancellable     *cancellable,
                                                  GError          **error);
/* The kind follows the suffix. The pictures in the NULL-terminated @pictures (paths as written in
 * the text) are copied along. Afterwards @self is the new file. Never overwrites pictures. */
gboolean         galley_issue_file_save_as       (GalleyIssueFile  *self,
                                                  const char       *path,
                                                  const char       *text,
                                                  gsize             length,
                                                  const char *const *pictures,
                                                  GCancellable     *cancellable,
                                                  GError          **error);
/* Copies a picture beside the issue (into assets/) under a clean name, never overwriting; the same
 * bytes already there are reused. Returns the relative path to write into the issue. */
char            *galley_issue_file_import_picture (GalleyIssueFile *self,
                                                   const char      *source_path,
                                                   GError         **error);
char            *galley_issue_file_import_bytes  (GalleyIssueFile  *self,
                                                  GBytes           *bytes,
                                                  const char       *name,
                                                  GError          **error);

G_END_DECLS
