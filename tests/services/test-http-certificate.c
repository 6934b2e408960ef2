/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "../isolated-test.h"
#include "galley-http.h"

#include "galley-error.h"
#include "scripted-server.h"

/* The authorities of the system come by way of modules that are loaded and unloaded again; the search
 * for leaks at the end dies over their threads. */
int __lsan_is_turned_off (void);

int
__lsan_is_turned_off (void)
{
  return 1;
}

static GalleyResponse *
ask (GalleyHttp      *http,
     ScriptedServer  *server,
     GError         **error)
{
  const GalleyRequest request = { .method = "GET", .url = scripted_server_get_url (server) };
  return galley_http_send (http, &request, NULL, error);
}

/* A certificate that nobody vouches for: no byte of the request leaves, and it is said why. */
static void
test_certificate (void)
{
  static const ScriptRow rows[] = { { "GET", "/", NULL, 200, "{}" }, { NULL } };
  static const ScriptRow none[] = { { NULL } };
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "services", "loopback.pem", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (path, &error);
  g_assert_no_error (error);

  ScriptedServer *server = scripted_server_new_secure (none);
  g_autoptr (GalleyHttp) strict = galley_http_new (NULL);
  g_assert_null (ask (strict, server, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE);
  g_assert_cmpstr (error->message, ==,
                   "“127.0.0.1” cannot prove that it is what it says: nobody you trust vouches for its certificate. "
                   "Nothing was sent.");
  g_assert_cmpuint (scripted_server_count_requests (server), ==, 0);
  scripted_server_finish (server);

  g_clear_error (&error);
  server = scripted_server_new_secure (rows);
  g_autoptr (GalleyHttp) trusting = galley_http_new (database);
  g_autoptr (GalleyResponse) response = ask (trusting, server, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (galley_response_get_status (response), ==, 200);
  scripted_server_finish (server);
}

int
main (int    argc,
      char **argv)
{
  isolated_test_init (&argc, &argv);
  g_test_add_func ("/http/certificate", test_certificate);
  return g_test_run ();
}
