/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A target without a fuzzer: the files and folders of the command line one after another, or what comes
 * in at standard input, which is how AFL++ hands it over.
 */

#include <glib.h>
#include <stdio.h>

#include "galley-fuzz.h"

static guint
replay_file (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length;

  if (!g_file_get_contents (path, &bytes, &length, NULL))
    g_error ("“%s” cannot be read", path);
  g_setenv ("GALLEY_FUZZ_INPUT", path, TRUE);
  LLVMFuzzerTestOneInput ((const uint8_t *) bytes, length);
  return 1;
}

static guint
replay (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  if (dir == NULL)
    return replay_file (path);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      n += replay (child);
    }
  return n;
}

static void
replay_input (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 buffer[4096];
  gsize n;

  while ((n = fread (buffer, 1, sizeof buffer, stdin)) > 0)
    g_byte_array_append (bytes, buffer, n);
  LLVMFuzzerTestOneInput (bytes->data, bytes->len);
}

int
main (int    argc,
      char **argv)
{
  guint n = 0;

  for (int i = 1; i < argc; i++)
    n += replay (argv[i]);
  if (argc < 2)
    replay_input ();
  else
    g_print ("%u files\n", n);
  /* A corpus that is not found proves nothing. */
  return argc > 1 && n == 0 ? 1 : 0;
}
