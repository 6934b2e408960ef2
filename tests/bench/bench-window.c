/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window as a writer feels it, with real key events through the X server: from key to glyph and
 * to painted preview, start, a large file, idle and memory. Every measurement is a program of its
 * own, started anew, that runs the application on an issue and prints "figure value" lines; this
 * program gathers them. It judges nothing: the machine is shared. */

#include <X11/Xlib.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <glib/gstdio.h>
#include <gtk/gtk.h>
#include <sys/resource.h>

#include "bench-figures.h"
#include "bench-issue.h"
#include "bench-process.h"
#include "galley-application.h"
#include "galley-window.h"

#define PATIENCE (20 * G_USEC_PER_SEC)

typedef struct {
  Display *display;
  GalleyWindow *window;
  GRand *random;
  gint64 frame;   /* when the last frame was drawn */
  gint64 first_frame;
  gint64 first_text; /* the first frame with the text in it */
  gint64 painted; /* when the preview last showed the newest text */
  gint64 longest; /* the longest turn of the main loop since this was cleared */
  gint64 busiest; /* and the most that a turn took of a processor, however busy the machine is */
  gint64 turn;
  gint64 turn_cpu;
  gint64 frame_cpu; /* what this thread had had by that frame */
  gboolean ends_at_frame; /* the first: for a profiler */
  gboolean has_no_preview; /* it did not come: no key waits for it */
} Bench;

static Bench bench;
static GPollFunc poll_func;

static void
report (const char *figure, double value)
{
  g_print ("%s %.3f\n", figure, value);
}

/* What this thread has had of a processor, in microseconds: other programs add nothing to it. */
static gint64
get_cpu (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* Between two polls the loop is not there for the writer. */
static int
watch_poll (GPollFD *fds, guint n_fds, int timeout)
{
  gint64 now = g_get_monotonic_time ();
  int result;

  if (bench.turn != 0)
    {
      bench.longest = MAX (bench.longest, now - bench.turn);
      bench.busiest = MAX (bench.busiest, get_cpu () - bench.turn_cpu);
    }
  result = poll_func (fds, n_fds, timeout);
  bench.turn = g_get_monotonic_time ();
  bench.turn_cpu = get_cpu ();
  return result;
}

static gboolean
has_text (void)
{
  GalleyDocument *document = galley_window_get_document (bench.window);

  return document && gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (document)) > 0;
}

static void
after_paint_cb (void)
{
  bench.frame = g_get_monotonic_time ();
  bench.frame_cpu = get_cpu ();
  if (bench.first_frame == 0)
    bench.first_frame = bench.frame;
  if (bench.ends_at_frame)
    _exit (0);
  if (bench.first_text == 0 && has_text ())
    bench.first_text = bench.frame;
}

static void
painted_cb (void)
{
  GalleyDocument *document = galley_window_get_document (bench.window);

  if (document && galley_document_is_current (document))
    bench.painted = g_get_monotonic_time ();
}

static gboolean
wait_for (const gint64 *event, gint64 since)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;

  while (*event < since && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (200);
  return *event >= since;
}

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* The loop sleeps as it does when nobody measures. */
static void
wait_ms (guint ms)
{
  gint64 end = g_get_monotonic_time () + ms * 1000;
  guint tick = g_timeout_add (MAX (ms, 1), tick_cb, NULL);

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
}

static gint64
press (KeySym symbol)
{
  KeyCode code = XKeysymToKeycode (bench.display, symbol);
  gint64 sent = g_get_monotonic_time ();

  XTestFakeKeyEvent (bench.display, code, True, CurrentTime);
  XTestFakeKeyEvent (bench.display, code, False, CurrentTime);
  XFlush (bench.display);
  return sent;
}

static GtkTextBuffer *
get_buffer (void)
{
  return GTK_TEXT_BUFFER (galley_window_get_document (bench.window));
}

static gint64 changed_at;

static void
changed_cb (void)
{
  changed_at = g_get_monotonic_time ();
}

/* One key: when its glyph and, unless @preview is NULL, when its preview were on the screen. */
static void
type_one (KeySym symbol, const char *figure, const char *preview)
{
  gint64 sent, glyph, cpu;
  g_autofree char *cpu_figure = g_strconcat (figure, "-cpu", NULL);

  bench.longest = bench.busiest = 0;
  cpu = get_cpu ();
  sent = press (symbol);
  if (!wait_for (&changed_at, sent) || !wait_for (&bench.frame, changed_at))
    return;
  glyph = bench.frame;
  report (figure, (glyph - sent) / 1e3);
  report (cpu_figure, (bench.frame_cpu - cpu) / 1e3);
  if (preview && !bench.has_no_preview && wait_for (&bench.painted, changed_at))
    report (preview, (bench.painted - sent) / 1e3);
  /* Not in step with the frames. */
  wait_ms (g_rand_int_range (bench.random, 60, 140));
  report ("stall", bench.longest / 1e3);
  report ("stall-cpu", bench.busiest / 1e3);
}

static void
go_to_middle (void)
{
  GtkTextBuffer *buffer = get_buffer ();
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line (buffer, &iter, gtk_text_buffer_get_line_count (buffer) / 2);
  while (gtk_text_iter_get_chars_in_line (&iter) < 80 && gtk_text_iter_forward_line (&iter))
    ;
  gtk_text_iter_forward_chars (&iter, 40);
  gtk_text_buffer_place_cursor (buffer, &iter);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (gtk_window_get_focus (GTK_WINDOW (bench.window))),
                                gtk_text_buffer_get_insert (buffer), 0, TRUE, 0, 0.4);
}

/* Twice: the first time much above it has not been laid out, and the view moves again. */
static void
begin_typing (void)
{
  go_to_middle ();
  wait_ms (2000);
  press (XK_e);
  wait_ms (1500);
  go_to_middle ();
  wait_ms (1500);
}

/* @pause: how often the writer rests, so that a large text is parsed and shown meanwhile; 0: never. */
static void
measure_typing (guint keys, guint pause, const char *figure, const char *preview)
{
  static const KeySym letters[] = { XK_e, XK_t, XK_a, XK_o, XK_n, XK_space, XK_s, XK_r };

  g_signal_connect (get_buffer (), "changed", changed_cb, NULL);
  for (guint i = 0; i < keys; i++)
    {
      if (pause > 0 && i % pause == pause - 1)
        wait_ms (700);
      type_one (i % 9 == 8 ? XK_BackSpace : letters[i % G_N_ELEMENTS (letters)], figure, preview);
    }
  g_signal_handlers_disconnect_by_func (get_buffer (), changed_cb, NULL);
}

/* At once, while the view lays out what is not seen, and when it has done so. */
static void
measure_large (guint keys)
{
  measure_typing (keys, 0, "glyph", NULL);
  wait_ms (15 * 1000);
  measure_typing (keys, 20, "glyph-later", NULL);
}

static void
report_memory (void)
{
  g_autoptr (GArray) pids = bench_process_list (getpid ());
  double sum = 0;

  for (guint i = 0; i < pids->len; i++)
    {
      double pss = bench_process_get_pss (g_array_index (pids, int, i));
      g_autofree char *name = bench_process_dup_name (g_array_index (pids, int, i));
      g_autofree char *figure = g_strdup_printf ("memory:%s", name);

      sum += pss;
      if (i == 0)
        report ("memory:window", pss);
      else if (pss > 5)
        report (figure, pss);
    }
  report ("memory:all", sum);
}

/* How often this thread, which has the main loop, went to sleep by itself. */
static long
get_sleeps (void)
{
  struct rusage usage;

  getrusage (RUSAGE_THREAD, &usage);
  return usage.ru_nvcsw;
}

/* After a pause, @seconds of nothing but a look every ten seconds, which is taken off. The main loop
 * has a figure of its own: WebKit keeps a thread in the window's process that looks after the memory. */
static void
measure_idle (guint seconds)
{
  g_autoptr (GArray) pids = NULL;
  g_autofree BenchProcessUse *uses = NULL;
  g_autofree double *cpu = NULL;
  guint looks = seconds / 10;
  long sleeps = 0;

  g_signal_connect (get_buffer (), "changed", changed_cb, NULL);
  type_one (XK_e, "glyph", "preview");
  wait_ms (15 * 1000);
  pids = bench_process_list (getpid ());
  uses = g_new0 (BenchProcessUse, pids->len);
  cpu = g_new0 (double, pids->len);
  for (guint i = 0; i < pids->len; i++)
    {
      uses[i].pid = g_array_index (pids, int, i);
      bench_process_use_follow (&uses[i]);
      cpu[i] = uses[i].cpu;
    }
  for (guint look = 0; look < looks; look++)
    {
      long before = get_sleeps ();

      wait_ms (10 * 1000);
      sleeps += get_sleeps () - before - 1;
      for (guint i = 0; i < pids->len; i++)
        bench_process_use_follow (&uses[i]);
    }
  for (guint i = 0; i < pids->len; i++)
    {
      g_autofree char *name
          = i == 0 ? g_strdup ("window") : bench_process_dup_name (g_array_index (pids, int, i));
      g_autofree char *wakeups = g_strdup_printf ("wakeups:%s", name);
      g_autofree char *time = g_strdup_printf ("cpu:%s", name);

      report (wakeups, uses[i].wakeups - (i == 0 ? looks : 0));
      if (i == 0)
        report ("wakeups:window's main loop", sleeps);
      report (time, uses[i].cpu - cpu[i]);
      g_hash_table_unref (uses[i].threads);
    }
}

static void
measure (const char *what, guint amount)
{
  if (g_str_equal (what, "typing") || g_str_equal (what, "large"))
    begin_typing ();
  if (g_str_equal (what, "typing"))
    measure_typing (amount, 0, "glyph", "preview");
  else if (g_str_equal (what, "large"))
    measure_large (amount);
  else if (g_str_equal (what, "idle"))
    measure_idle (amount);
  if (g_str_equal (what, "typing"))
    report_memory ();
}

static void
realized_cb (GtkWidget *window)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint",
                    G_CALLBACK (after_paint_cb), NULL);
}

static void
window_added_cb (GtkApplication *application, GtkWindow *window)
{
  if (bench.window != NULL || !GALLEY_IS_WINDOW (window))
    return;
  bench.window = GALLEY_WINDOW (window);
  g_signal_connect_after (window, "realize", G_CALLBACK (realized_cb), NULL);
  g_signal_connect (window, "painted", G_CALLBACK (painted_cb), NULL);
}

typedef struct {
  const char *what;
  guint amount;
} Order;

/* Started from an idle, when the application has shown its window. */
static gboolean
run_cb (gpointer user_data)
{
  const Order *order = user_data;
  gint64 started = g_ascii_strtoll (g_getenv ("BENCH_STARTED"), NULL, 10);

  /* What a large text needs comes before this idle, and many a frame with it. */
  if (!wait_for (&bench.first_frame, 1))
    g_error ("no frame was drawn");
  report ("first-frame", (bench.first_frame - started) / 1e3);
  if (wait_for (&bench.first_text, 1))
    report ("first-text", (bench.first_text - started) / 1e3);
  bench.has_no_preview = !g_str_equal (order->what, "large") && !wait_for (&bench.painted, 1);
  if (!bench.has_no_preview && bench.painted > 0)
    report ("first-preview", (bench.painted - started) / 1e3);
  measure (order->what, order->amount);
  galley_document_discard (galley_window_get_document (bench.window));
  gtk_window_destroy (GTK_WINDOW (bench.window));
  return G_SOURCE_REMOVE;
}

static int
run_one (const char *what, guint amount, char *path)
{
  g_autoptr (GalleyApplication) application = galley_application_new ();
  char *arguments[] = { g_strdup ("galley"), path, NULL };
  Order order = { what, amount };

  bench.display = XOpenDisplay (NULL);
  bench.random = g_rand_new_with_seed (7);
  bench.ends_at_frame = g_str_equal (what, "frame");
  poll_func = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, watch_poll);
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);
  g_idle_add_full (G_PRIORITY_LOW, run_cb, &order, NULL);
  return g_application_run (G_APPLICATION (application), 2, arguments);
}

/* The parent. */

typedef struct {
  GHashTable *figures; /* name -> GArray of double */
  GPtrArray *names;    /* as they came first */
} Sheet;

static Sheet *
sheet_new (void)
{
  Sheet *sheet = g_new0 (Sheet, 1);

  sheet->figures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) g_array_unref);
  sheet->names = g_ptr_array_new ();
  return sheet;
}

static void
sheet_free (Sheet *sheet)
{
  g_hash_table_unref (sheet->figures);
  g_ptr_array_unref (sheet->names);
  g_free (sheet);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sheet, sheet_free)

static void
sheet_read (Sheet *sheet, const char *output)
{
  g_auto (GStrv) lines = g_strsplit (output, "\n", -1);

  for (guint i = 0; lines[i]; i++)
    {
      char *blank = strrchr (lines[i], ' ');
      double value;
      GArray *values;

      if (blank == NULL)
        continue;
      *blank = '\0';
      value = g_ascii_strtod (blank + 1, NULL);
      values = g_hash_table_lookup (sheet->figures, lines[i]);
      if (values == NULL)
        {
          char *name = g_strdup (lines[i]);

          values = g_array_new (FALSE, FALSE, sizeof (double));
          g_hash_table_insert (sheet->figures, name, values);
          g_ptr_array_add (sheet->names, name);
        }
      g_array_append_val (values, value);
    }
}

static void
spawn (Sheet *sheet, const char *program, const char *what, guint amount, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *state = g_build_filename (folder, "state-XXXXXX", NULL);
  g_autofree char *number = g_strdup_printf ("%u", amount);
  const char *const arguments[] = { program, "--one", what, number, path, NULL };
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                   | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;

  /* Or it would open, beside its own, what was open when the last one was ended. */
  if (g_mkdtemp (state) == NULL)
    g_error ("%s: %s", state, g_strerror (errno));
  g_subprocess_launcher_setenv (launcher, "XDG_STATE_HOME", state, TRUE);
  g_subprocess_launcher_setenv (launcher, "BENCH_STARTED", now, TRUE);
  child = g_subprocess_launcher_spawnv (launcher, arguments, &error);
  if (child == NULL || !g_subprocess_communicate_utf8 (child, NULL, NULL, &output, NULL, &error))
    g_error ("%s", error->message);
  sheet_read (sheet, output);
}

static const char *
get_unit (const char *figure)
{
  return g_str_has_prefix (figure, "memory:")    ? "MB"
         : g_str_has_prefix (figure, "wakeups:") ? ""
                                                 : "ms";
}

static void
run_row (const char *program, const char *folder, const char *subject, const char *what,
         guint words, guint pictures, guint amount, guint times)
{
  g_autofree char *sub = g_build_filename (folder, subject, NULL);
  g_autofree char *path = NULL;
  g_autoptr (Sheet) sheet = sheet_new ();

  g_mkdir_with_parents (sub, 0700);
  path = bench_issue_write (sub, words, pictures);
  for (guint i = 0; i < times; i++)
    spawn (sheet, program, what, amount, path);
  for (guint i = 0; i < sheet->names->len; i++)
    {
      const char *name = sheet->names->pdata[i];
      bench_print (subject, name, g_hash_table_lookup (sheet->figures, name), get_unit (name), "");
    }
  if (!g_str_equal (what, "large") && !g_hash_table_contains (sheet->figures, "first-preview"))
    g_print ("%s: no preview was painted. Does this machine let bubblewrap make a sandbox?\n",
             subject);
}

/* An argument is the one subject to measure: "start", "typing-10000", "open-10MB", "idle". */
int
main (int argc, char **argv)
{
  static const struct {
    const char *subject, *what;
    guint words, pictures, amount, times;
  } rows[] = {
    { "start", "start", 10000, 30, 0, 9 },
    { "typing-1000", "typing", 1000, 30, 200, 1 },
    { "typing-10000", "typing", 10000, 30, 300, 1 },
    { "typing-200000", "typing", 200000, 30, 100, 1 },
    { "open-10MB", "large", 1600000, 0, 100, 1 },
    { "idle", "idle", 10000, 30, 60, 1 },
  };
  g_autofree char *folder = NULL;

  if (argc == 5 && g_str_equal (argv[1], "--one"))
    return run_one (argv[2], (guint) g_ascii_strtoull (argv[3], NULL, 10), argv[4]);
  folder = g_dir_make_tmp ("galley-bench-XXXXXX", NULL);
  bench_print_head ();
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (argc < 2 || g_str_equal (argv[1], rows[i].subject))
      run_row (argv[0], folder, rows[i].subject, rows[i].what, rows[i].words, rows[i].pictures,
               rows[i].amount, rows[i].times);
  g_print ("The issues are in %s.\n", folder);
  return 0;
}
