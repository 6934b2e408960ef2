/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Into a directory: the web page, the mail as HTML and as a file to be sent, the text, the pictures.
 * What a reader who may see everything sees. */

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "galley-error.h"
#include "galley-file.h"
#include "galley-image.h"
#include "galley-mail.h"
#include "galley-render.h"
#include "galley-service.h"
#include "galley-slug.h"
#include "galley-staging.h"

extern const GalleyService galley_service_folder;

#define MAX_WIDTH 2000
#define MAX_STEM 60
#define MAX_SUFFIX 10
#define MAX_FILE (256 * 1024 * 1024)

typedef struct {
  GalleyIssue        *issue;
  const char         *folder;
  GalleyStaging      *staging;
  char               *stem;
  char               *author;
  GalleyPictureMap   *beside;    /* pictures as files beside the pages */
  GalleyPictureMap   *inside;    /* pictures inside the mail */
  GalleyPictureMap   *placed;    /* the caller's; NULL: not asked for */
  GPtrArray          *parts;
  GalleyProgressFunc  progress;
  gpointer            progress_data;
} Export;

static void
export_clear (Export *self)
{
  g_free (self->stem);
  g_free (self->author);
  g_clear_pointer (&self->staging, galley_staging_free);
  g_clear_pointer (&self->beside, galley_picture_map_unref);
  g_clear_pointer (&self->inside, galley_picture_map_unref);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

static void
report (Export     *self,
        const char *message,
        guint       done,
        guint       total)
{
  GalleyProgress progress = { "pictures", message, done, total };
  if (self->progress)
    self->progress (&progress, self->progress_data);
}

static gboolean
is_remote (const char *src)
{
  g_autofree char *scheme = g_uri_parse_scheme (src);
  return scheme || g_str_has_prefix (src, "//");
}

/* Two names of one picture are one file, and one part of the mail. */
static GalleyMailPart *
find_part (Export     *self,
           const char *content_id)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      GalleyMailPart *part = self->parts->pdata[i];
      if (g_str_equal (part->content_id, content_id))
        return part;
    }
  return NULL;
}

/* Writes what is new into @directory. */
static GalleyMailPart *
add_part (Export       *self,
          const char   *stem,
          GalleyImage  *image,
          const char   *directory,
          GError      **error)
{
  const char *hash = galley_image_get_hash (image);
  g_autofree char *content_id = g_strdup_printf ("%.32s@galley.invalid", hash);
  GalleyMailPart *part = find_part (self, content_id);
  if (part)
    return part;
  GBytes *bytes = galley_image_get_bytes (image);
  g_autofree char *name = g_strdup_printf ("%s-%.8s.%s", stem, hash, galley_image_get_suffix (image));
  g_autofree char *file = g_build_filename (directory, name, NULL);
  if (!galley_file_save (file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error))
    return NULL;
  part = g_new0 (GalleyMailPart, 1);
  part->content_id = g_steal_pointer (&content_id);
  part->name = g_steal_pointer (&name);
  part->mime = g_strdup (galley_image_get_mime (image));
  part->bytes = g_bytes_ref (bytes);
  g_ptr_array_add (self->parts, part);
  return part;
}

static gboolean
add_picture (Export        *self,
             const char    *src,
             const char    *directory,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autofree char *path = galley_file_resolve_inside (self->folder, src, error);
  g_autoptr (GalleyImage) image = path ? galley_image_load (path, MAX_WIDTH, cancellable, error) : NULL;
  if (!image)
    return FALSE;
  g_autofree char *base = g_path_get_basename (path);
  char *dot = strrchr (base, '.');
  if (dot)
    *dot = '\0';
  g_autofree char *stem = galley_slug_new (base, MAX_STEM, "picture");
  const GalleyMailPart *part = add_part (self, stem, image, directory, error);
  if (!part)
    return FALSE;
  g_autofree char *url = g_strdup_printf ("%s-pictures/%s", self->stem, part->name);
  g_autofree char *cid = g_strconcat ("cid:", part->content_id, NULL);
  guint width = galley_image_get_width (image);
  guint height = galley_image_get_height (image);
  galley_picture_map_add (self->beside, src, url, width, height);
  galley_picture_map_add (self->inside, src, cid, width, height);
  if (self->placed)
    galley_picture_map_add (self->placed, src, url, width, height);
  return TRUE;
}

static gboolean
add_pictures (Export        *self,
              GCancellable  *cancellable,
              GError       **error)
{
  g_auto (GStrv) sources = galley_issue_list_pictures (self->issue);
  guint total = g_strv_length (sources);
  g_autofree char *directory = NULL;
  for (guint i = 0; i < total; i++)
    {
      if (is_remote (sources[i]))
        continue;
      if (!directory)
        {
          g_autofree char *name = g_strconcat (self->stem, "-pictures", NULL);
          directory = galley_staging_get (self->staging, name);
          if (!galley_file_make_folder (directory, error))
            return FALSE;
        }
      g_autofree char *message = g_strdup_printf (_("Preparing “%s”"), sources[i]);
      report (self, message, i, total);
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !add_picture (self, sources[i], directory, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* As it is: a film is no picture, and a mail does not carry it. */
static gboolean
add_file (Export      *self,
          const char  *src,
          const char  *directory,
          GError     **error)
{
  g_autofree char *path = galley_file_resolve_inside (self->folder, src, error);
  g_autoptr (GBytes) bytes = path ? galley_file_load (path, MAX_FILE, error) : NULL;
  if (!bytes)
    return FALSE;
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *base = g_path_get_basename (path);
  char *dot = strrchr (base, '.');
  g_autofree char *suffix = dot && dot != base ? galley_slug_new (dot + 1, MAX_SUFFIX, "") : g_strdup ("");
  if (dot && dot != base)
    *dot = '\0';
  g_autofree char *stem = galley_slug_new (base, MAX_STEM, "file");
  g_autofree char *name = g_strdup_printf ("%s-%.8s%s%s", stem, hash, *suffix ? "." : "", suffix);
  g_autofree char *file = g_build_filename (directory, name, NULL);
  if (!galley_file_save (file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error))
    return FALSE;
  g_autofree char *url = g_strdup_printf ("%s-files/%s", self->stem, name);
  galley_picture_map_add (self->beside, src, url, 0, 0);
  if (self->placed)
    galley_picture_map_add (self->placed, src, url, 0, 0);
  return TRUE;
}

static gboolean
add_files (Export        *self,
           GCancellable  *cancellable,
           GError       **error)
{
  g_auto (GStrv) sources = galley_issue_list_files (self->issue);
  if (!sources[0])
    return TRUE;
  g_autofree char *name = g_strconcat (self->stem, "-files", NULL);
  g_autofree char *directory = galley_staging_get (self->staging, name);
  if (!galley_file_make_folder (directory, error))
    return FALSE;
  for (guint i = 0; sources[i]; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !add_file (self, sources[i], directory, error))
      return FALSE;
  return TRUE;
}

static char *
render (Export                  *self,
        const char              *format,
        const GalleyPictureMap  *pictures,
        GError                 **error)
{
  GalleyRenderOptions options = {
    .reader = GALLEY_READER_PAID,
    .pictures = pictures,
    .author = self->author,
  };
  return galley_render (format, self->issue, &options, error);
}

static gboolean
write_file (Export      *self,
            const char  *suffix,
            const char  *data,
            gsize        length,
            GError     **error)
{
  g_autofree char *name = g_strconcat (self->stem, suffix, NULL);
  g_autofree char *path = galley_staging_get (self->staging, name);
  return galley_file_save (path, data, length, error);
}

static const char *
get_subject (GalleyIssue *issue)
{
  const char *subject = galley_front_matter_get_string (galley_issue_get_front_matter (issue), "email-subject");
  return subject && *subject ? subject : galley_issue_get_title (issue);
}

static gboolean
write_faces (Export  *self,
             GError **error)
{
  g_autofree char *web = render (self, "web", self->beside, error);
  if (!web || !write_file (self, ".html", web, strlen (web), error))
    return FALSE;
  g_autofree char *email = render (self, "email", self->beside, error);
  if (!email || !write_file (self, ".email.html", email, strlen (email), error))
    return FALSE;
  g_autofree char *text = render (self, "text", self->beside, error);
  if (!text || !write_file (self, ".txt", text, strlen (text), error))
    return FALSE;
  g_autofree char *body = render (self, "email", self->inside, error);
  if (!body)
    return FALSE;
  g_autoptr (GBytes) mail = galley_mail_new (get_subject (self->issue), self->author, text, body, self->parts);
  return write_file (self, ".eml", g_bytes_get_data (mail, NULL), g_bytes_get_size (mail), error);
}

static void
describe (Export *self)
{
  const GalleyFrontMatter *front = galley_issue_get_front_matter (self->issue);
  const char *slug = galley_front_matter_get_string (front, "slug");
  const char *const *authors = galley_front_matter_get_list (front, "authors");
  self->stem = galley_slug_new (slug && *slug ? slug : galley_issue_get_title (self->issue), MAX_STEM, "issue");
  self->author = authors && authors[0] ? g_strjoinv (", ", (char **) authors) : NULL;
  self->beside = galley_picture_map_new ();
  self->inside = galley_picture_map_new ();
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mail_part_free);
}

static char *
export (GalleyIssue         *issue,
        const char          *folder,
        const char          *directory,
        GalleyPictureMap    *placed,
        GalleyProgressFunc   progress,
        gpointer             progress_data,
        GCancellable        *cancellable,
        GError             **error)
{
  g_auto (Export) self = {
    .issue = issue,
    .folder = folder,
    .placed = placed,
    .progress = progress,
    .progress_data = progress_data,
  };
  describe (&self);
  self.staging = galley_staging_new (directory, error);
  if (!self.staging
      || !add_pictures (&self, cancellable, error)
      || !add_files (&self, cancellable, error)
      || !write_faces (&self, error)
      || g_cancellable_set_error_if_cancelled (cancellable, error)
      || !galley_staging_commit (self.staging, error))
    return NULL;
  g_autofree char *page = g_strconcat (self.stem, ".html", NULL);
  return g_build_filename (directory, page, NULL);
}

static GalleyAccount *
discover (GalleyHttp    *http,
          const char    *typed,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (typed));
  g_autofree char *local = g_str_has_prefix (trimmed, "file:") ? g_filename_from_uri (trimmed, NULL, NULL)
                                                              : g_strdup (trimmed);
  if (!local || *local == '\0')
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID, _("“%s” is not a folder."), typed);
      return NULL;
    }
  g_autofree char *path = g_canonicalize_filename (local, NULL);
  g_autofree char *name = g_path_get_basename (path);
  return galley_account_new (NULL, name, "folder", path, NULL);
}

static const GalleyServiceField form[] = {
  { "folder", GALLEY_FIELD_FOLDER, N_("Folder"), N_("Where the web page, the mail and the pictures are written") },
  { NULL },
};

const GalleyService galley_service_folder = {
  .id = "folder",
  .name = "Folder",
  .description = N_("Writes the web page, the mail, the text and the pictures into a folder. No account is needed."),
  .fields = form,
  .capabilities = GALLEY_CAN_EXPORT,
  .format = "web",
  .discover = discover,
  .export = export,
};
