/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A disk for galley-cli's tests that is full, or gone with the power, from its n-th act on; an act makes
 * a file, writes, syncs or renames. The linker puts these in front of the C library's (--wrap).
 *
 *   GALLEY_TEST_DISK  n:KIND
 *     full  there is no room for the n-th act, nor for any later one
 *     shut  it cannot be written from the n-th on
 *     half  there is for half of what the n-th writes, and then there is none
 *     kill  SIGKILL before the n-th
 *     torn  SIGKILL after half of what the n-th writes
 *
 * In the end all acts are told on standard error, a letter each. */

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

int     __real_open64 (const char *path, int flags, ...);
int     __wrap_open64 (const char *path, int flags, ...);
gssize  __real_write  (int fd, const void *data, gsize length);
gssize  __wrap_write  (int fd, const void *data, gsize length);
int     __real_fsync  (int fd);
int     __wrap_fsync  (int fd);
int     __real_rename (const char *from, const char *to);
int     __wrap_rename (const char *from, const char *to);

static GString *acts;

static void
tell_acts (void)
{
  g_printerr ("disk: %s\n", acts->str);
  g_string_free (acts, TRUE);
}

static const char *
get_kind (guint64 *number)
{
  const char *text = g_getenv ("GALLEY_TEST_DISK");
  char *end = NULL;

  *number = text != NULL ? g_ascii_strtoull (text, &end, 10) : 0;
  return end != NULL && *end == ':' ? end + 1 : NULL;
}

/* Returns whether there is room for it; *half: for that much of it. */
static gboolean
act (char letter, gboolean *half)
{
  guint64 number;
  const char *kind = get_kind (&number);

  if (kind == NULL)
    return TRUE;
  if (acts == NULL)
    {
      acts = g_string_new (NULL);
      atexit (tell_acts);
    }
  g_string_append_c (acts, letter);
  if (number == 0 || acts->len < number)
    return TRUE;
  if (g_str_equal (kind, "kill"))
    raise (SIGKILL);
  *half = acts->len == number && !g_str_equal (kind, "full") && !g_str_equal (kind, "shut");
  if (*half && letter == 'w')
    return TRUE;
  errno = g_str_equal (kind, "shut") ? EROFS : ENOSPC;
  return FALSE;
}

int
__wrap_open64 (const char *path, int flags, ...)
{
  gboolean half = FALSE;
  int mode = 0;

  if (flags & O_CREAT)
    {
      va_list more;

      va_start (more, flags);
      mode = va_arg (more, int);
      va_end (more);
    }
  if ((flags & O_CREAT) && access (path, F_OK) != 0 && !act ('o', &half))
    return -1;
  return __real_open64 (path, flags, mode);
}

gssize
__wrap_write (int fd, const void *data, gsize length)
{
  gboolean half = FALSE;
  guint64 number;

  if (!act ('w', &half))
    return -1;
  if (!half)
    return __real_write (fd, data, length);
  length = __real_write (fd, data, length / 2);
  if (g_strcmp0 (get_kind (&number), "torn") == 0)
    raise (SIGKILL);
  return (gssize) length;
}

int
__wrap_fsync (int fd)
{
  gboolean half = FALSE;

  return act ('f', &half) ? __real_fsync (fd) : -1;
}

int
__wrap_rename (const char *from, const char *to)
{
  gboolean half = FALSE;

  return act ('r', &half) ? __real_rename (from, to) : -1;
}
