/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-issue-file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "galley-assets.h"
#include "galley-error.h"
#include "galley-file.h"
#include "galley-text-bundle.h"
#include "galley-text-pack.h"
#include "galley-work-folder.h"

#define MAX_PACK (1024 * 1024 * 1024)

typedef enum {
  KIND_UNTITLED,
  KIND_PLAIN,
  KIND_BUNDLE,
  KIND_PACK,
} Kind;

/* What a look at the file shows; equal ones are taken for the same bytes when only looking. */
typedef struct {
  dev_t           device;
  ino_t           inode;
  off_t           size;
  struct timespec modified;
  struct timespec changed;
} Look;

struct _GalleyIssueFile {
  GObject parent_instance;

  /* owned */
  Kind    kind;
  char   *path;      /* NULL: untitled */
  char   *folder;    /* where pictures start */
  char   *text_path; /* NULL: untitled */
  char   *work;      /* a pack's unpacked folder, removed with the object */
  char   *cache_dir;
  GBytes *text;
  char   *pack_hash; /* of the pack as last read or written */
  Look    look;
};

G_DEFINE_FINAL_TYPE (GalleyIssueFile, galley_issue_file, G_TYPE_OBJECT)

static gboolean
has_suffix (const char *path,
            const char *suffix)
{
  gsize length = strlen (path);
  gsize tail = strlen (suffix);

  return length > tail && g_ascii_strcasecmp (path + length - tail, suffix) == 0;
}

static Kind
guess_kind (const char *path)
{
  if (has_suffix (path, ".textpack"))
    return KIND_PACK;
  if (has_suffix (path, ".textbundle") || g_file_test (path, G_FILE_TEST_IS_DIR))
    return KIND_BUNDLE;
  return KIND_PLAIN;
}

/* The file whose change matters: a pack as a whole, else the text. */
static const char *
get_watched (GalleyIssueFile *self)
{
  return self->kind == KIND_PACK ? self->path : self->text_path;
}

static gboolean
take_look (const char *path,
           Look       *look)
{
  struct stat info;

  memset (look, 0, sizeof *look);
  if (stat (path, &info) < 0)
    return FALSE;
  look->device = info.st_dev;
  look->inode = info.st_ino;
  look->size = info.st_size;
  look->modified = info.st_mtim;
  look->changed = info.st_ctim;
  return TRUE;
}

static char *
hash_pack (const char  *path,
           GError     **error)
{
  g_autoptr (GBytes) bytes = galley_file_load (path, MAX_PACK, error);

  return bytes ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;
}

static gboolean
check_text (const char  *path,
            GBytes      *bytes,
            GError     **error)
{
  g_autofree char *name = NULL;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  if (length == 0 || g_utf8_validate_len (text, length, NULL))
    return TRUE;
  name = g_filename_display_basename (path);
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
               _("“%s” is not UTF-8 text, so it was not opened."), name);
  return FALSE;
}

static void
clear_work (GalleyIssueFile *self)
{
  if (self->work)
    galley_file_remove_tree (self->work);
  g_clear_pointer (&self->work, g_free);
}

/* Where the text of @self->path is; a pack is unpacked first. */
static gboolean
locate (GalleyIssueFile  *self,
        GCancellable     *cancellable,
        GError          **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *text_path = NULL;
  g_autofree char *work = NULL;
  g_autofree char *hash = NULL;

  if (self->kind == KIND_PACK)
    {
      hash = hash_pack (self->path, error);
      work = hash ? galley_work_folder_make (self->cache_dir, error) : NULL;
      folder = work ? galley_text_pack_unpack (self->path, work, cancellable, error) : NULL;
      if (work && !folder)
        galley_file_remove_tree (work);
      if (!folder)
        return FALSE;
      clear_work (self);
      self->work = g_steal_pointer (&work);
      g_free (self->pack_hash);
      self->pack_hash = g_steal_pointer (&hash);
    }
  else
    folder = self->kind == KIND_BUNDLE ? g_strdup (self->path) : g_path_get_dirname (self->path);
  text_path = self->kind == KIND_PLAIN ? g_strdup (self->path)
                                       : galley_text_bundle_find_text (folder, error);
  if (!text_path)
    return FALSE;
  g_free (self->folder);
  self->folder = g_steal_pointer (&folder);
  g_free (self->text_path);
  self->text_path = g_steal_pointer (&text_path);
  return TRUE;
}

static gboolean
load (GalleyIssueFile  *self,
      GCancellable     *cancellable,
      GError          **error)
{
  g_autoptr (GBytes) text = NULL;
  Look look;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  /* Looked at before it is read: a change in between is noticed later rather than never. */
  take_look (self->kind == KIND_PACK ? self->path : self->text_path ? self->text_path : self->path,
             &look);
  if (!locate (self, cancellable, error))
    return FALSE;
  if (self->kind == KIND_BUNDLE)
    take_look (self->text_path, &look);
  text = galley_file_load (self->text_path, GALLEY_FILE_MAX_TEXT, error);
  if (!text || !check_text (self->path, text, error))
    return FALSE;
  g_clear_pointer (&self->text, g_bytes_unref);
  self->text = g_steal_pointer (&text);
  self->look = look;
  return TRUE;
}

static void
galley_issue_file_finalize (GObject *object)
{
  GalleyIssueFile *self = GALLEY_ISSUE_FILE (object);

  clear_work (self);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->text_path, g_free);
  g_clear_pointer (&self->cache_dir, g_free);
  g_clear_pointer (&self->pack_hash, g_free);
  g_clear_pointer (&self->text, g_bytes_unref);
  G_OBJECT_CLASS (galley_issue_file_parent_class)->finalize (object);
}

static void
galley_issue_file_class_init (GalleyIssueFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_issue_file_finalize;
}

static void
galley_issue_file_init (GalleyIssueFile *self)
{
  self->text = g_bytes_new_static ("", 0);
}

GalleyIssueFile *
galley_issue_file_open (const char    *path,
                        const char    *cache_dir,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr (GalleyIssueFile) self = g_object_new (GALLEY_TYPE_ISSUE_FILE, NULL);

  g_return_val_if_fail (path != NULL, NULL);

  self->path = g_canonicalize_filename (path, NULL);
  self->cache_dir = g_strdup (cache_dir);
  self->kind = guess_kind (self->path);
  return load (self, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

GalleyIssueFile *
galley_issue_file_new_untitled (const char *draft_folder)
{
  GalleyIssueFile *self = g_object_new (GALLEY_TYPE_ISSUE_FILE, NULL);

  g_return_val_if_fail (draft_folder != NULL, NULL);

  self->kind = KIND_UNTITLED;
  self->folder = g_canonicalize_filename (draft_folder, NULL);
  return self;
}

const char *
galley_issue_file_get_path (GalleyIssueFile *self)
{
  return self->path;
}

char *
galley_issue_file_dup_display_name (GalleyIssueFile *self)
{
  return self->path ? g_filename_display_basename (self->path) : g_strdup (_("Untitled"));
}

const char *
galley_issue_file_get_folder (GalleyIssueFile *self)
{
  return self->folder;
}

const char *
galley_issue_file_get_text (GalleyIssueFile *self,
                            gsize           *length)
{
  const char *text = g_bytes_get_data (self->text, length);

  return text ? text : "";
}

gboolean
galley_issue_file_is_read_only (GalleyIssueFile *self)
{
  g_autofree char *folder = NULL;

  if (self->kind == KIND_UNTITLED)
    return FALSE;
  folder = g_path_get_dirname (get_watched (self));
  return (access (get_watched (self), F_OK) == 0 && access (get_watched (self), W_OK) < 0)
         || (access (folder, F_OK) == 0 && access (folder, W_OK) < 0);
}

static gboolean
has_other_bytes (GalleyIssueFile *self)
{
  g_autoptr (GBytes) bytes = NULL;

  if (self->kind == KIND_PACK)
    {
      g_autofree char *hash = hash_pack (self->path, NULL);

      return g_strcmp0 (hash, self->pack_hash) != 0;
    }
  bytes = galley_file_load (self->text_path, GALLEY_FILE_MAX_TEXT, NULL);
  return !bytes || !g_bytes_equal (bytes, self->text);
}

gboolean
galley_issue_file_has_changed (GalleyIssueFile *self,
                               gboolean        *is_gone)
{
  Look look;

  g_return_val_if_fail (GALLEY_IS_ISSUE_FILE (self), FALSE);

  if (is_gone)
    *is_gone = FALSE;
  if (self->kind == KIND_UNTITLED)
    return FALSE;
  if (!take_look (get_watched (self), &look))
    {
      if (is_gone)
        *is_gone = errno == ENOENT || errno == ENOTDIR;
      return TRUE;
    }
  if (memcmp (&look, &self->look, sizeof look) == 0)
    return FALSE;
  if (has_other_bytes (self))
    return TRUE;
  self->look = look;
  return FALSE;
}

gboolean
galley_issue_file_reload (GalleyIssueFile  *self,
                          GCancellable     *cancellable,
                          GError          **error)
{
  g_return_val_if_fail (GALLEY_IS_ISSUE_FILE (self), FALSE);

  return self->kind == KIND_UNTITLED || load (self, cancellable, error);
}

/* What went wrong is in @error; what the writer fears is answered here. */
static gboolean
add_comfort (GError **error)
{
  if (error && *error && (*error)->domain == GALLEY_ERROR)
    {
      g_autofree char *message = g_strdup ((*error)->message);

      g_free ((*error)->message);
      (*error)->message = g_strdup_printf (_("%s Your text is kept, and the file is as it was."),
                                           message);
    }
  return FALSE;
}

static gboolean
check_unchanged (GalleyIssueFile  *self,
                 GError          **error)
{
  g_autofree char *name = galley_issue_file_dup_display_name (self);

  if (!g_file_test (get_watched (self), G_FILE_TEST_EXISTS))
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT,
                 _("“%s” has disappeared from the disk since it was opened."), name);
  else if (has_other_bytes (self))
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT,
                 _("“%s” was changed by another program since it was opened."), name);
  else
    return TRUE;
  return FALSE;
}

static gboolean
write_text (GalleyIssueFile  *self,
            const char       *text,
            gsize             length,
            GCancellable     *cancellable,
            GError          **error)
{
  if (self->kind == KIND_PLAIN)
    return galley_file_save (self->text_path, text, length, error);
  if (!galley_text_bundle_save (self->folder, text, length, error))
    return FALSE;
  return self->kind == KIND_BUNDLE
         || galley_text_pack_write (self->folder, self->path, cancellable, error);
}

/* After a write: this is the file now. */
static void
remember (GalleyIssueFile *self,
          const char      *text,
          gsize            length)
{
  g_clear_pointer (&self->text, g_bytes_unref);
  self->text = g_bytes_new (text, length);
  take_look (get_watched (self), &self->look);
  if (self->kind == KIND_PACK)
    {
      g_free (self->pack_hash);
      self->pack_hash = hash_pack (self->path, NULL);
    }
}

gboolean
galley_issue_file_save (GalleyIssueFile  *self,
                        const char       *text,
                        gsize             length,
                        gboolean          overwrite,
                        GCancellable     *cancellable,
                        GError          **error)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (GALLEY_IS_ISSUE_FILE (self), FALSE);
  g_return_val_if_fail (text != NULL || length == 0, FALSE);
  g_return_val_if_fail (self->kind != KIND_UNTITLED, FALSE);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (!overwrite && !check_unchanged (self, error))
    return FALSE;
  if (galley_issue_file_is_read_only (self))
    {
      name = g_filename_display_name (self->path);
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK,
                   _("“%s” is read-only. Save the issue under another name."), name);
      return add_comfort (error);
    }
  if (!write_text (self, text ? text : "", length, cancellable, error))
    return add_comfort (error);
  remember (self, text ? text : "", length);
  return TRUE;
}

/* Writes the new file and returns where its pictures start. */
static char *
write_new (GalleyIssueFile    *self,
           Kind                kind,
           const char         *path,
           const char         *work,
           const char         *text,
           gsize               length,
           const char *const  *pictures,
           GCancellable       *cancellable,
           GError            **error)
{
  g_autofree char *folder = kind == KIND_PLAIN ? g_path_get_dirname (path)
                                               : g_strdup (kind == KIND_PACK ? work : path);

  if (kind == KIND_BUNDLE && !g_file_test (path, G_FILE_TEST_EXISTS))
    return galley_text_bundle_create (path, text, length, self->folder, pictures, cancellable, error)
             ? g_steal_pointer (&folder)
             : NULL;
  if (!galley_assets_copy (self->folder, folder, pictures, cancellable, error))
    return NULL;
  if (kind == KIND_PLAIN ? !galley_file_save (path, text, length, error)
                         : !galley_text_bundle_save (folder, text, length, error))
    return NULL;
  if (kind == KIND_PACK && !galley_text_pack_write (folder, path, cancellable, error))
    return NULL;
  return g_steal_pointer (&folder);
}

gboolean
galley_issue_file_save_as (GalleyIssueFile    *self,
                           const char         *path,
                           const char         *text,
                           gsize               length,
                           const char *const  *pictures,
                           GCancellable       *cancellable,
                           GError            **error)
{
  g_autofree char *new_path = NULL;
  g_autofree char *work = NULL;
  g_autofree char *folder = NULL;
  Kind kind;

  g_return_val_if_fail (GALLEY_IS_ISSUE_FILE (self), FALSE);
  g_return_val_if_fail (path != NULL && (text != NULL || length == 0), FALSE);

  text = text ? text : "";
  new_path = g_canonicalize_filename (path, NULL);
  kind = guess_kind (new_path);
  if (kind == KIND_PACK && !(work = galley_work_folder_make (self->cache_dir, error)))
    return add_comfort (error);
  folder = write_new (self, kind, new_path, work, text, length, pictures, cancellable, error);
  if (!folder)
    {
      if (work)
        galley_file_remove_tree (work);
      return add_comfort (error);
    }
  clear_work (self);
  self->kind = kind;
  self->work = g_steal_pointer (&work);
  g_free (self->path);
  self->path = g_steal_pointer (&new_path);
  g_free (self->folder);
  self->folder = g_steal_pointer (&folder);
  g_free (self->text_path);
  self->text_path = kind == KIND_PLAIN ? g_strdup (self->path)
                                       : galley_text_bundle_find_text (self->folder, NULL);
  remember (self, text, length);
  return TRUE;
}

char *
galley_issue_file_import_picture (GalleyIssueFile  *self,
                                  const char       *source_path,
                                  GError          **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (GALLEY_IS_ISSUE_FILE (self), NULL);
  g_return_val_if_fail (source_path != NULL, NULL);

  bytes = galley_file_load (source_path, GALLEY_ASSETS_MAX_PICTURE, error);
  return bytes ? galley_issue_file_import_bytes (self, bytes, source_path, error) : NULL;
}

/* A picture in a pack is in the pack at once, so that no crash can part it from a draft that
 * shows it; unless another program changed the pack, which the next save will report. */
char *
galley_issue_file_import_bytes (GalleyIssueFile  *self,
                                GBytes           *bytes,
                                const char       *name,
                                GError          **error)
{
  g_autofree char *relative = NULL;

  g_return_val_if_fail (GALLEY_IS_ISSUE_FILE (self), NULL);
  g_return_val_if_fail (bytes != NULL && name != NULL, NULL);

  relative = galley_assets_import (self->folder, bytes, name, error);
  if (relative && self->kind == KIND_PACK && !galley_issue_file_has_changed (self, NULL))
    {
      if (!galley_text_pack_write (self->folder, self->path, NULL, error))
        return NULL;
      take_look (self->path, &self->look);
      g_free (self->pack_hash);
      self->pack_hash = hash_pack (self->path, NULL);
    }
  return g_steal_pointer (&relative);
}
