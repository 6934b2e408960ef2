/* SPDX-License-Identifier: GPL-3.0-or-later */

/* galley-cli for those tests that break its line: the linker puts these in front of three functions
 * (--wrap), so that the program people have cannot be told any of it.
 *
 *   GALLEY_TEST_SECONDS  the longest wait for an answer; waits in between are short as well
 *   GALLEY_TEST_TRUST    a file with the one certificate that is believed */

#include "galley-http.h"

#define NAP 50000 /* microseconds */

GalleyHttp     *__real_galley_http_new  (GTlsDatabase *tls_database);
GalleyHttp     *__wrap_galley_http_new  (GTlsDatabase *tls_database);
GalleyResponse *__real_galley_http_send (GalleyHttp *self, const GalleyRequest *request, GCancellable *cancellable,
                                         GError **error);
GalleyResponse *__wrap_galley_http_send (GalleyHttp *self, const GalleyRequest *request, GCancellable *cancellable,
                                         GError **error);
void            __real_g_usleep         (gulong microseconds);
void            __wrap_g_usleep         (gulong microseconds);

static guint
get_seconds (void)
{
  const char *text = g_getenv ("GALLEY_TEST_SECONDS");

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : 0;
}

GalleyHttp *
__wrap_galley_http_new (GTlsDatabase *tls_database)
{
  const char *path = g_getenv ("GALLEY_TEST_TRUST");
  g_autoptr (GTlsDatabase) trusted = path != NULL ? g_tls_file_database_new (path, NULL) : NULL;

  return __real_galley_http_new (trusted != NULL ? trusted : tls_database);
}

GalleyResponse *
__wrap_galley_http_send (GalleyHttp *self, const GalleyRequest *request, GCancellable *cancellable, GError **error)
{
  GalleyRequest hasty = *request;

  if (get_seconds () > 0)
    hasty.timeout = get_seconds ();
  return __real_galley_http_send (self, &hasty, cancellable, error);
}

void
__wrap_g_usleep (gulong microseconds)
{
  __real_g_usleep (get_seconds () > 0 ? MIN (microseconds, NAP) : microseconds);
}
