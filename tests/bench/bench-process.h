/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <time.h>
#include <unistd.h>

G_BEGIN_DECLS

/* What the kernel says of a process and of those it started. Linux only, as the program is. */

static inline char *
bench_process_read (GPid pid, const char *file)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/%s", (int) pid, file);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text ? text : g_strdup ("");
}

/* The number after @key in @text, 0 when it is not there. */
static inline double
bench_process_get (const char *text, const char *key)
{
  const char *at = strstr (text, key);

  return at ? g_ascii_strtod (at + strlen (key), NULL) : 0;
}

/* @pid and all below it. (element-type int) */
static inline GArray *
bench_process_list (GPid pid)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (int));
  int own = pid;

  g_array_append_val (found, own);
  for (guint i = 0; i < found->len; i++)
    {
      g_autoptr (GDir) tasks = NULL;
      g_autofree char *folder = g_strdup_printf ("/proc/%d/task", g_array_index (found, int, i));
      const char *task;

      tasks = g_dir_open (folder, 0, NULL);
      while (tasks && (task = g_dir_read_name (tasks)))
        {
          g_autofree char *path = g_build_filename (folder, task, "children", NULL);
          g_autofree char *children = NULL;
          g_auto (GStrv) ids = NULL;

          if (!g_file_get_contents (path, &children, NULL, NULL))
            continue;
          ids = g_strsplit (children, " ", -1);
          for (guint j = 0; ids[j]; j++)
            {
              int id = (int) g_ascii_strtoll (ids[j], NULL, 10);
              if (id > 0)
                g_array_append_val (found, id);
            }
        }
    }
  return found;
}

/* MB that belong to the process: what it shares is counted by its part. */
static inline double
bench_process_get_pss (GPid pid)
{
  g_autofree char *text = bench_process_read (pid, "smaps_rollup");

  return bench_process_get (text, "\nPss:") / 1024;
}

/* How often the threads of a process woke up: each went to sleep by itself and came back. Threads come
 * and go, so each is followed by its number; call it more often than they do. */
typedef struct {
  int         pid;
  GHashTable *threads; /* number -> times until now, as pointers */
  double      wakeups; /* since the first call */
  double      cpu;     /* ms until now, of ended threads too */
} BenchProcessUse;

static inline double
bench_process_get_cpu (int pid)
{
  struct timespec time;
  clockid_t clock;

  if (clock_getcpuclockid (pid, &clock) != 0 || clock_gettime (clock, &time) != 0)
    return 0;
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static inline void
bench_process_use_follow (BenchProcessUse *self)
{
  g_autofree char *folder = g_strdup_printf ("/proc/%d/task", self->pid);
  g_autoptr (GDir) tasks = g_dir_open (folder, 0, NULL);
  gboolean is_first = self->threads == NULL;
  const char *task;

  if (is_first)
    self->threads = g_hash_table_new (NULL, NULL);
  while (tasks && (task = g_dir_read_name (tasks)))
    {
      g_autofree char *status = g_build_filename (folder, task, "status", NULL);
      gpointer number = GINT_TO_POINTER (g_ascii_strtoll (task, NULL, 10));
      g_autofree char *text = NULL;
      guint now;

      if (!g_file_get_contents (status, &text, NULL, NULL))
        continue;
      now = bench_process_get (text, "\nvoluntary_ctxt_switches:");
      if (!is_first)
        self->wakeups += now - GPOINTER_TO_UINT (g_hash_table_lookup (self->threads, number));
      g_hash_table_insert (self->threads, number, GUINT_TO_POINTER (now));
    }
  self->cpu = bench_process_get_cpu (self->pid);
}

static inline char *
bench_process_dup_name (GPid pid)
{
  char *name = bench_process_read (pid, "comm");

  return g_strstrip (name);
}

G_END_DECLS
