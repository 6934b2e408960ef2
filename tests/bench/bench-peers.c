/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Galley and its neighbours measured alike, from outside: a key is sent to the X server, and the
 * pixels that it changes are watched, in the source and, where there is one, in the preview. What
 * changes is learnt from one key and its undoing before. Programs that are not installed are left
 * out. It judges nothing. */

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <signal.h>
#include <string.h>

#include "bench-figures.h"
#include "bench-issue.h"
#include "bench-process.h"

#define WIDTH 1280
#define HEIGHT 900
#define PATIENCE (1500 * 1000) /* µs, for one key */
#define SPOT_WIDTH 24
#define SPOT_HEIGHT 10

typedef struct {
  int x, y; /* of a spot that a key changes; x < 0: there is none */
} Spot;

typedef struct {
  Display *display;
  Window root;
  GRand *random;
} Probe;

static Probe probe;

/* The screen's pixels in a rectangle, 4 bytes each. */
static GBytes *
look (int x, int y, int width, int height)
{
  XImage *image = XGetImage (probe.display, probe.root, x, y, width, height, AllPlanes, ZPixmap);
  GBytes *bytes;

  g_assert_nonnull (image);
  bytes = g_bytes_new (image->data, (gsize) image->bytes_per_line * image->height);
  XDestroyImage (image);
  return bytes;
}

static GBytes *
look_at (Spot spot)
{
  return look (spot.x, spot.y, SPOT_WIDTH, SPOT_HEIGHT);
}

static void
pause_ms (guint ms)
{
  g_usleep (ms * 1000);
}

static gint64
press (KeySym symbol)
{
  KeyCode code = XKeysymToKeycode (probe.display, symbol);
  gint64 sent = g_get_monotonic_time ();

  XTestFakeKeyEvent (probe.display, code, True, CurrentTime);
  XTestFakeKeyEvent (probe.display, code, False, CurrentTime);
  XFlush (probe.display);
  return sent;
}

static void
click (int x, int y)
{
  XTestFakeMotionEvent (probe.display, -1, x, y, CurrentTime);
  XTestFakeButtonEvent (probe.display, 1, True, CurrentTime);
  XTestFakeButtonEvent (probe.display, 1, False, CurrentTime);
  XSync (probe.display, False);
}

/* The largest window on the screen gets all of it, and the keyboard. */
static gboolean
take_window (void)
{
  Window unused, *children, best = None;
  guint n;
  int area = 0;

  XQueryTree (probe.display, probe.root, &unused, &unused, &children, &n);
  for (guint i = 0; i < n; i++)
    {
      XWindowAttributes attributes;

      if (XGetWindowAttributes (probe.display, children[i], &attributes)
          && attributes.map_state == IsViewable && attributes.width * attributes.height > area)
        {
          best = children[i];
          area = attributes.width * attributes.height;
        }
    }
  XFree (children);
  if (best == None || area < 200 * 200)
    return FALSE;
  XMoveResizeWindow (probe.display, best, 0, 0, WIDTH, HEIGHT);
  XSetInputFocus (probe.display, best, RevertToPointerRoot, CurrentTime);
  XSync (probe.display, False);
  return TRUE;
}

/* Until nothing changed for two seconds; some spinners and carets never rest. */
static void
wait_for_rest (void)
{
  g_autoptr (GBytes) before = look (0, 0, WIDTH, HEIGHT);

  for (guint quiet = 0, i = 0; quiet < 8 && i < 60; i++)
    {
      g_autoptr (GBytes) now = NULL;

      pause_ms (250);
      now = look (0, 0, WIDTH, HEIGHT);
      quiet = g_bytes_equal (before, now) ? quiet + 1 : 0;
      g_bytes_unref (before);
      before = g_steal_pointer (&now);
    }
}

/* A place between @left and @right that is otherwise in @after than in @before: of the letters that a
 * key moved along, not of the caret, so some way right of the first difference in its row. */
static Spot
find_spot (GBytes *before, GBytes *after, int left, int right)
{
  const guint32 *a = g_bytes_get_data (before, NULL);
  const guint32 *b = g_bytes_get_data (after, NULL);
  Spot spot = { -1, -1 };
  int best = 0;

  for (int y = 90; y < HEIGHT - 60 - SPOT_HEIGHT; y += 4)
    for (int x = left; x + SPOT_WIDTH < right; x += 8)
      {
        int changed = 0;

        for (int v = 0; v < SPOT_HEIGHT; v++)
          for (int u = 0; u < SPOT_WIDTH; u++)
            changed += a[(y + v) * WIDTH + x + u] != b[(y + v) * WIDTH + x + u];
        if (changed > best)
          {
            best = changed;
            spot = (Spot) { x, y };
          }
      }
  return best >= 8 ? spot : (Spot) { -1, -1 };
}

static void
learn (Spot *glyph, Spot *preview)
{
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;

  press (XK_x);
  pause_ms (1200);
  press (XK_BackSpace);
  pause_ms (1200);
  before = look (0, 0, WIDTH, HEIGHT);
  press (XK_x);
  pause_ms (1200);
  after = look (0, 0, WIDTH, HEIGHT);
  *glyph = find_spot (before, after, 0, WIDTH / 2 - 20);
  *preview = find_spot (before, after, WIDTH / 2 + 20, WIDTH);
  press (XK_BackSpace);
  pause_ms (1200);
}

/* When a spot looks otherwise than before; 0: in time it did not. */
static void
measure_key (KeySym symbol, Spot glyph, Spot preview, GArray *glyphs, GArray *previews)
{
  g_autoptr (GBytes) glyph_before = look_at (glyph);
  g_autoptr (GBytes) preview_before = preview.x >= 0 ? look_at (preview) : NULL;
  gboolean glyph_seen = FALSE, preview_seen = preview.x < 0;
  gint64 sent = press (symbol);

  while ((!glyph_seen || !preview_seen) && g_get_monotonic_time () - sent < PATIENCE)
    {
      Spot spots[] = { glyph, preview };
      GBytes *before[] = { glyph_before, preview_before };
      gboolean *seen[] = { &glyph_seen, &preview_seen };
      GArray *arrays[] = { glyphs, previews };

      for (guint i = 0; i < G_N_ELEMENTS (spots); i++)
        if (!*seen[i])
          {
            g_autoptr (GBytes) now = look_at (spots[i]);
            double ms = (g_get_monotonic_time () - sent) / 1e3;

            *seen[i] = !g_bytes_equal (now, before[i]);
            if (*seen[i])
              g_array_append_val (arrays[i], ms);
          }
      g_usleep (200);
    }
}

static void
report_memory (const char *name, GPid pid)
{
  g_autoptr (GArray) pids = bench_process_list (pid);
  double sum = 0;

  for (guint i = 0; i < pids->len; i++)
    sum += bench_process_get_pss (g_array_index (pids, int, i));
  bench_print_one (name, "memory, all processes", sum, "MB", "");
}

static void
measure (const char *name, gboolean previewing, GPid pid, guint keys)
{
  g_autoptr (GArray) glyphs = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) previews = g_array_new (FALSE, FALSE, sizeof (double));
  Spot glyph, preview;

  wait_for_rest ();
  click (WIDTH / 4, HEIGHT / 2);
  pause_ms (500);
  press (XK_Home);
  wait_for_rest ();
  learn (&glyph, &preview);
  if (!previewing)
    preview.x = -1;
  if (glyph.x < 0)
    {
      g_print ("%s: no key changed anything in its text\n", name);
      return;
    }
  for (guint i = 0; i < keys; i++)
    {
      measure_key (i % 2 == 0 ? XK_x : XK_BackSpace, glyph, preview, glyphs, previews);
      pause_ms (g_rand_int_range (probe.random, 150, 300));
    }
  bench_print (name, "key to glyph, pixels", glyphs, "ms", "");
  if (previewing)
    bench_print (name, "key to preview, pixels", previews, "ms", "");
  report_memory (name, pid);
}

/* Some begin as a script: its window is another process's, and would stay under the next one's. */
static void
end (GPid pid)
{
  g_autoptr (GArray) pids = bench_process_list (pid);

  for (guint i = 0; i < pids->len; i++)
    kill (g_array_index (pids, int, i), SIGKILL);
}

static void
run (const char *name, const char *program, const char *path, gboolean previews, guint keys)
{
  const char *const arguments[] = { program, path, NULL };
  g_autoptr (GSubprocess) child = g_subprocess_newv (
      arguments, G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);
  gboolean shown = FALSE;
  GPid pid;

  if (child == NULL)
    return;
  for (guint i = 0; i < 80 && !shown; i++)
    {
      pause_ms (250);
      shown = take_window ();
    }
  pid = (GPid) g_ascii_strtoll (g_subprocess_get_identifier (child), NULL, 10);
  if (shown)
    measure (name, previews, pid, keys);
  else
    g_print ("%s showed no window\n", name);
  end (pid);
  g_subprocess_wait (child, NULL, NULL);
  pause_ms (1000);
}

/* bench-peers GALLEY [NAME]: Galley's program, and of the others only the one of that name. */
int
main (int argc, char **argv)
{
  static const struct {
    const char *name;
    gboolean previews; /* beside the source, as it starts */
  } peers[] = { { "ghostwriter", TRUE }, { "apostrophe", FALSE }, { "gnome-text-editor", FALSE } };
  g_autofree char *folder = g_dir_make_tmp ("galley-peers-XXXXXX", NULL);
  g_autofree char *path = bench_issue_write (folder, 10000, 30);

  g_assert_cmpint (argc, >=, 2);
  /* The others complain of things that are not ours, and would end with the first. */
  g_unsetenv ("G_DEBUG");
  /* Its web engine does not start as root otherwise. */
  g_setenv ("QTWEBENGINE_DISABLE_SANDBOX", "1", FALSE);
  probe.display = XOpenDisplay (NULL);
  g_assert_nonnull (probe.display);
  probe.root = DefaultRootWindow (probe.display);
  probe.random = g_rand_new_with_seed (7);
  bench_print_head ();
  if (argc < 3 || g_str_equal (argv[2], "galley"))
    run ("galley", argv[1], path, TRUE, 120);
  for (guint i = 0; i < G_N_ELEMENTS (peers); i++)
    {
      g_autofree char *program = g_find_program_in_path (peers[i].name);

      if (program == NULL)
        g_print ("%s is not installed\n", peers[i].name);
      else if (argc < 3 || g_str_equal (argv[2], peers[i].name))
        run (peers[i].name, program, path, peers[i].previews, 120);
    }
  return 0;
}
