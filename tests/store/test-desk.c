/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-desk.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("galley-desk-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "desk.json", NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_unlink (f->path);
  g_rmdir (f->folder);
  g_free (f->folder);
  g_free (f->path);
}

static void
save (Fixture *f, GalleyDesk *desk)
{
  g_autofree char *text = galley_desk_take_unsaved (desk);

  g_assert_nonnull (text);
  g_assert_true (g_file_set_contents (f->path, text, -1, NULL));
}

static const char *
path_at (GPtrArray *places, guint index)
{
  return ((GalleyDeskPlace *) places->pdata[index])->path;
}

static void
test_keep (Fixture *f, gconstpointer data)
{
  g_autoptr (GalleyDesk) desk = galley_desk_new (f->folder);
  char one[] = "/issues/하나.md";
  char bytes[] = "/issues/\xff.md"; /* a name may be no UTF-8 */
  g_autoptr (GalleyDesk) again = NULL;
  g_autoptr (GPtrArray) open = NULL;
  const GalleyDeskPlace *found;

  g_assert_null (galley_desk_take_unsaved (desk));
  galley_desk_put (desk, &(GalleyDeskPlace) { .path = one, .cursor = 7, .top = 3, .width = 900,
                                              .height = 700, .split = 410, .is_open = TRUE,
                                              .is_maximized = TRUE, .has_outline = TRUE });
  galley_desk_put (desk, &(GalleyDeskPlace) { .path = bytes, .is_open = TRUE, .is_apart = TRUE,
                                              .apart_width = 500, .apart_height = 600,
                                              .has_settings = TRUE });
  galley_desk_put (desk, &(GalleyDeskPlace) { .path = (char *) "/closed.md", .cursor = 5 });
  save (f, desk);
  g_assert_null (galley_desk_take_unsaved (desk));

  again = galley_desk_new (f->folder);
  open = galley_desk_list_open (again);
  g_assert_cmpuint (open->len, ==, 2);
  g_assert_cmpstr (path_at (open, 0), ==, bytes);
  g_assert_cmpstr (path_at (open, 1), ==, one);
  found = galley_desk_find (again, one);
  g_assert_cmpuint (found->cursor, ==, 7);
  g_assert_cmpuint (found->top, ==, 3);
  g_assert_cmpint (found->width, ==, 900);
  g_assert_cmpint (found->split, ==, 410);
  g_assert_true (found->is_maximized && found->has_outline && !found->has_settings);
  found = galley_desk_find (again, bytes);
  g_assert_true (found->is_apart && found->has_settings);
  g_assert_cmpint (found->apart_height, ==, 600);
  g_assert_cmpuint (galley_desk_find (again, "/closed.md")->cursor, ==, 5);
  g_assert_null (galley_desk_find (again, "/never.md"));

  galley_desk_forget (again, one);
  galley_desk_close_all (again);
  g_clear_pointer (&open, g_ptr_array_unref);
  open = galley_desk_list_open (again);
  g_assert_cmpuint (open->len, ==, 0);
}

/* While everything is closed one after the other, what stood open is kept. */
static void
test_frozen (Fixture *f, gconstpointer data)
{
  g_autoptr (GalleyDesk) desk = galley_desk_new (f->folder);
  g_autoptr (GPtrArray) open = NULL;
  char path[] = "/one.md";

  galley_desk_put (desk, &(GalleyDeskPlace) { .path = path, .is_open = TRUE });
  galley_desk_set_frozen (desk, TRUE);
  galley_desk_put (desk, &(GalleyDeskPlace) { .path = path });
  galley_desk_close_all (desk);
  open = galley_desk_list_open (desk);
  g_assert_cmpuint (open->len, ==, 1);
}

/* However long somebody works, and whatever somebody else wrote into it. */
static void
test_bounds (Fixture *f, gconstpointer data)
{
  g_autoptr (GalleyDesk) desk = galley_desk_new (f->folder);
  g_autoptr (GalleyDesk) again = NULL;
  g_autoptr (GPtrArray) open = NULL;
  static const char *const broken[] = {
    "", "[]", "{", "\xff\xfe", "{\"places\":5}", "{\"places\":[5,{},{\"path\":\"relative\"}]}",
    "{\"places\":[{\"path\":\"/a\",\"open\":1,\"cursor\":-9e99,\"width\":99999999999999}]}",
  };

  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *path = g_strdup_printf ("/%u.md", i);

      galley_desk_put (desk, &(GalleyDeskPlace) { .path = path, .is_open = TRUE });
    }
  g_assert_null (galley_desk_find (desk, "/199.md"));
  g_assert_nonnull (galley_desk_find (desk, "/200.md"));
  save (f, desk);
  again = galley_desk_new (f->folder);
  open = galley_desk_list_open (again);
  g_assert_cmpuint (open->len, ==, 24);
  g_assert_cmpstr (path_at (open, 0), ==, "/299.md");

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GalleyDesk) none = NULL;
      g_autoptr (GPtrArray) nothing = NULL;

      g_assert_true (g_file_set_contents (f->path, broken[i], -1, NULL));
      none = galley_desk_new (f->folder);
      nothing = galley_desk_list_open (none);
      g_assert_cmpuint (nothing->len, ==, 0);
    }
}

/* Only whoever came to the end of it may open the same again. */
static void
test_opening (Fixture *f, gconstpointer data)
{
  g_autoptr (GalleyDesk) desk = galley_desk_new (f->folder);
  g_autoptr (GalleyDesk) again = galley_desk_new (f->folder);

  g_assert_true (galley_desk_begin_opening (desk));
  g_assert_false (galley_desk_begin_opening (again));
  galley_desk_end_opening (again);
  g_assert_true (galley_desk_begin_opening (again));
  galley_desk_end_opening (again);
  galley_desk_end_opening (again);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/desk/keep", Fixture, NULL, set_up, test_keep, tear_down);
  g_test_add ("/store/desk/opening", Fixture, NULL, set_up, test_opening, tear_down);
  g_test_add ("/store/desk/frozen", Fixture, NULL, set_up, test_frozen, tear_down);
  g_test_add ("/store/desk/bounds", Fixture, NULL, set_up, test_bounds, tear_down);
  return g_test_run ();
}
