/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <stdlib.h>

G_BEGIN_DECLS

/* What a benchmark measured: a row of the table for a person, a line of JSON for a program. */

static inline int
bench_compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* The value below which @share of the @n sorted ones lie. */
static inline double
bench_pick (const double *sorted, guint n, double share)
{
  return sorted[MIN (n - 1, (guint) (share * n))];
}

/* @values (of double) are sorted. @note: what the design asks for, or "". */
static inline void
bench_print (const char *subject, const char *figure, GArray *values, const char *unit,
             const char *note)
{
  const double *v = (gconstpointer) values->data;
  guint n = values->len;

  if (n == 0)
    {
      g_print ("%-28s %-26s nothing was measured\n", subject, figure);
      return;
    }
  qsort (values->data, n, sizeof (double), bench_compare);
  g_print ("%-28s %-26s %8.1f %8.1f %8.1f %8.1f %-3s n=%-4u %s\n", subject, figure,
           bench_pick (v, n, .5), bench_pick (v, n, .95), bench_pick (v, n, .99), v[n - 1], unit,
           n, note);
  g_print ("{\"subject\":\"%s\",\"figure\":\"%s\",\"unit\":\"%s\",\"n\":%u,\"p50\":%.2f,"
           "\"p95\":%.2f,\"p99\":%.2f,\"max\":%.2f}\n",
           subject, figure, unit, n, bench_pick (v, n, .5), bench_pick (v, n, .95),
           bench_pick (v, n, .99), v[n - 1]);
}

static inline void
bench_print_head (void)
{
  g_print ("%-28s %-26s %8s %8s %8s %8s\n", "", "", "p50", "p95", "p99", "max");
}

static inline void
bench_print_one (const char *subject, const char *figure, double value, const char *unit,
                 const char *note)
{
  g_print ("%-28s %-26s %8.1f %-3s %s\n", subject, figure, value, unit, note);
  g_print ("{\"subject\":\"%s\",\"figure\":\"%s\",\"unit\":\"%s\",\"value\":%.2f}\n", subject,
           figure, unit, value);
}

G_END_DECLS
