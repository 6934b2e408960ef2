/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-desk.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "galley-file.h"
#include "galley-json.h"

#define MAX_PLACES 100
#define MAX_OPEN 24 /* a broken or hostile file shall not fill the screen */
#define MAX_DESK (1024 * 1024)
#define MAX_PIXELS 16384
#define MARK ".opening"

struct _GalleyDesk {
  GObject    parent_instance;

  /* Owned */
  char      *path;
  GPtrArray *places; /* (element-type GalleyDeskPlace), the last used first */
  char      *saved;  /* the text that was taken last; NULL: none */

  guint      is_frozen : 1;
};

G_DEFINE_FINAL_TYPE (GalleyDesk, galley_desk, G_TYPE_OBJECT)

static GalleyDeskPlace *
place_copy (const GalleyDeskPlace *place)
{
  GalleyDeskPlace *copy = g_memdup2 (place, sizeof *place);

  copy->path = g_strdup (place->path);
  return copy;
}

static void
place_free (gpointer data)
{
  GalleyDeskPlace *place = data;

  g_free (place->path);
  g_free (place);
}

/* Path names are bytes; JSON is UTF-8. */
static void
add_place (JsonArray *array, const GalleyDeskPlace *place)
{
  g_autofree char *escaped = g_strescape (place->path, NULL);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "path", escaped);
  json_object_set_boolean_member (object, "open", place->is_open);
  json_object_set_int_member (object, "cursor", place->cursor);
  json_object_set_int_member (object, "top", place->top);
  json_object_set_int_member (object, "width", place->width);
  json_object_set_int_member (object, "height", place->height);
  json_object_set_int_member (object, "split", place->split);
  json_object_set_boolean_member (object, "maximized", place->is_maximized);
  json_object_set_boolean_member (object, "settings", place->has_settings);
  json_object_set_boolean_member (object, "outline", place->has_outline);
  json_object_set_boolean_member (object, "apart", place->is_apart);
  json_object_set_int_member (object, "apart-width", place->apart_width);
  json_object_set_int_member (object, "apart-height", place->apart_height);
  json_array_add_object_element (array, object);
}

static char *
write_text (GalleyDesk *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *places = json_array_new ();

  for (guint i = 0; i < self->places->len; i++)
    add_place (places, self->places->pdata[i]);
  json_object_set_array_member (object, "places", places);
  json_node_take_object (node, object);
  return galley_json_to_string (node, TRUE);
}

static guint
read_offset (JsonObject *object, const char *name)
{
  return (guint) CLAMP (galley_json_get_int (object, name, 0), 0, G_MAXINT);
}

static int
read_pixels (JsonObject *object, const char *name)
{
  return (int) CLAMP (galley_json_get_int (object, name, 0), 0, MAX_PIXELS);
}

static void
read_place (GalleyDesk *self, JsonObject *object, guint *n_open)
{
  const char *escaped = galley_json_get_string (object, "path");
  g_autofree char *path = escaped ? g_strcompress (escaped) : NULL;
  GalleyDeskPlace *place;

  if (path == NULL || !g_path_is_absolute (path) || galley_desk_find (self, path))
    return;
  place = g_new0 (GalleyDeskPlace, 1);
  place->path = g_steal_pointer (&path);
  place->is_open = galley_json_get_boolean (object, "open", FALSE) && *n_open < MAX_OPEN;
  *n_open += place->is_open;
  place->cursor = read_offset (object, "cursor");
  place->top = read_offset (object, "top");
  place->width = read_pixels (object, "width");
  place->height = read_pixels (object, "height");
  place->split = read_pixels (object, "split");
  place->is_maximized = galley_json_get_boolean (object, "maximized", FALSE);
  place->has_settings = galley_json_get_boolean (object, "settings", FALSE);
  place->has_outline = galley_json_get_boolean (object, "outline", FALSE);
  place->is_apart = galley_json_get_boolean (object, "apart", FALSE);
  place->apart_width = read_pixels (object, "apart-width");
  place->apart_height = read_pixels (object, "apart-height");
  g_ptr_array_add (self->places, place);
}

static void
read_file (GalleyDesk *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = galley_file_load (self->path, MAX_DESK, &error);
  g_autoptr (JsonNode) node = NULL;
  JsonArray *places = NULL;
  JsonObject *object;
  guint n_open = 0;

  if (bytes)
    node = galley_json_parse (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                              &error);
  if (node && JSON_NODE_HOLDS_OBJECT (node))
    places = galley_json_get_array (json_node_get_object (node), "places");
  if (places == NULL && g_file_test (self->path, G_FILE_TEST_EXISTS))
    g_message ("What was open is not known: “%s” cannot be used. %s", self->path,
               error ? error->message : "");
  for (guint i = 0; places && i < json_array_get_length (places) && i < MAX_PLACES; i++)
    if ((object = galley_json_get_item (places, i)))
      read_place (self, object, &n_open);
}

static void
galley_desk_finalize (GObject *object)
{
  GalleyDesk *self = GALLEY_DESK (object);

  g_free (self->path);
  g_ptr_array_unref (self->places);
  g_free (self->saved);
  G_OBJECT_CLASS (galley_desk_parent_class)->finalize (object);
}

static void
galley_desk_class_init (GalleyDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_desk_finalize;
}

static void
galley_desk_init (GalleyDesk *self)
{
  self->places = g_ptr_array_new_with_free_func (place_free);
}

/**
 * galley_desk_new:
 * @state_dir: the program's folder for what it remembers
 *
 * Returns: (transfer full): what lay there at the end of the last session
 */
GalleyDesk *
galley_desk_new (const char *state_dir)
{
  GalleyDesk *self = g_object_new (GALLEY_TYPE_DESK, NULL);

  g_return_val_if_fail (state_dir != NULL, self);

  self->path = g_build_filename (state_dir, "desk.json", NULL);
  read_file (self);
  self->saved = write_text (self);
  return self;
}

static gboolean
find_index (GalleyDesk *self, const char *path, guint *index)
{
  for (guint i = 0; i < self->places->len; i++)
    if (g_str_equal (((GalleyDeskPlace *) self->places->pdata[i])->path, path))
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

void
galley_desk_put (GalleyDesk *self, const GalleyDeskPlace *place)
{
  GalleyDeskPlace *copy;
  guint index;

  g_return_if_fail (GALLEY_IS_DESK (self) && place != NULL && place->path != NULL);

  if (self->is_frozen)
    return;
  copy = place_copy (place);
  if (find_index (self, place->path, &index))
    g_ptr_array_remove_index (self->places, index);
  g_ptr_array_insert (self->places, 0, copy);
  if (self->places->len > MAX_PLACES)
    g_ptr_array_set_size (self->places, MAX_PLACES);
}

const GalleyDeskPlace *
galley_desk_find (GalleyDesk *self, const char *path)
{
  guint index;

  g_return_val_if_fail (GALLEY_IS_DESK (self) && path != NULL, NULL);

  return find_index (self, path, &index) ? self->places->pdata[index] : NULL;
}

GPtrArray *
galley_desk_list_open (GalleyDesk *self)
{
  GPtrArray *open = g_ptr_array_new_with_free_func (place_free);

  g_return_val_if_fail (GALLEY_IS_DESK (self), open);

  for (guint i = 0; i < self->places->len; i++)
    if (((GalleyDeskPlace *) self->places->pdata[i])->is_open)
      g_ptr_array_add (open, place_copy (self->places->pdata[i]));
  return open;
}

void
galley_desk_close_all (GalleyDesk *self)
{
  g_return_if_fail (GALLEY_IS_DESK (self));

  for (guint i = 0; !self->is_frozen && i < self->places->len; i++)
    ((GalleyDeskPlace *) self->places->pdata[i])->is_open = FALSE;
}

void
galley_desk_forget (GalleyDesk *self, const char *path)
{
  guint index;

  g_return_if_fail (GALLEY_IS_DESK (self) && path != NULL);

  if (find_index (self, path, &index))
    g_ptr_array_remove_index (self->places, index);
}

void
galley_desk_set_frozen (GalleyDesk *self, gboolean is_frozen)
{
  g_return_if_fail (GALLEY_IS_DESK (self));
  self->is_frozen = !!is_frozen;
}

gboolean
galley_desk_is_frozen (GalleyDesk *self)
{
  g_return_val_if_fail (GALLEY_IS_DESK (self), FALSE);
  return self->is_frozen;
}

gboolean
galley_desk_begin_opening (GalleyDesk *self)
{
  g_autofree char *mark = NULL;
  int fd;

  g_return_val_if_fail (GALLEY_IS_DESK (self), TRUE);

  mark = g_strconcat (self->path, MARK, NULL);
  fd = open (mark, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    return errno != EEXIST;
  close (fd);
  return TRUE;
}

void
galley_desk_end_opening (GalleyDesk *self)
{
  g_autofree char *mark = NULL;

  g_return_if_fail (GALLEY_IS_DESK (self));

  mark = g_strconcat (self->path, MARK, NULL);
  unlink (mark);
}

char *
galley_desk_take_unsaved (GalleyDesk *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (GALLEY_IS_DESK (self), NULL);

  text = write_text (self);
  if (g_str_equal (text, self->saved))
    return NULL;
  g_free (self->saved);
  self->saved = g_strdup (text);
  return g_steal_pointer (&text);
}

const char *
galley_desk_get_path (GalleyDesk *self)
{
  g_return_val_if_fail (GALLEY_IS_DESK (self), NULL);
  return self->path;
}
