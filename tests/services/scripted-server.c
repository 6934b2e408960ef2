/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "scripted-server.h"

#include <libsoup/soup.h>

struct _ScriptedServer {
  GMutex           mutex;
  GCond            cond;
  GThread         *thread;
  GMainContext    *context;
  GMainLoop       *loop;
  const ScriptRow *rows;
  gboolean        *used;
  char            *url;
  GTlsCertificate *certificate; /* NULL: plain */
  GString         *log;
  GPtrArray       *stolen;
  guint            n_requests;
  guint            n_unexpected;
};

static void
append_header_cb (const char *name,
                  const char *value,
                  gpointer    data)
{
  g_string_append_printf (data, "%s: %s\n", name, value);
}

static char *
describe (SoupServerMessage *message)
{
  GUri *uri = soup_server_message_get_uri (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  GString *text = g_string_new (NULL);
  const char *query = g_uri_get_query (uri);
  g_string_append_printf (text, "%s %s%s%s\n", soup_server_message_get_method (message),
                          g_uri_get_path (uri), query ? "?" : "", query ? query : "");
  soup_message_headers_foreach (soup_server_message_get_request_headers (message), append_header_cb, text);
  g_string_append_c (text, '\n');
  g_string_append_len (text, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_string_append_c (text, '\n');
  return g_string_free (text, FALSE);
}

static gboolean
row_matches (const ScriptRow *row,
             const char      *text)
{
  const char *target = strchr (text, ' ') + 1;
  gsize method_length = target - text - 1;
  if (strlen (row->method) != method_length || strncmp (row->method, text, method_length) != 0)
    return FALSE;
  gsize target_length = strcspn (target, "\n");
  if (row->path && (strlen (row->path) != target_length || strncmp (row->path, target, target_length) != 0))
    return FALSE;
  g_auto (GStrv) needles = g_strsplit (row->contains ? row->contains : "", "\n", -1);
  for (guint i = 0; needles[i]; i++)
    if (!strstr (text, needles[i]))
      return FALSE;
  return TRUE;
}

static const ScriptRow *
take_row (ScriptedServer *self,
          const char     *text)
{
  for (guint i = 0; self->rows[i].method; i++)
    {
      if ((self->used[i] && !self->rows[i].repeated) || !row_matches (&self->rows[i], text))
        continue;
      self->used[i] = TRUE;
      return &self->rows[i];
    }
  return NULL;
}

static gboolean
drip_cb (gpointer data)
{
  return g_output_stream_write (g_io_stream_get_output_stream (data), " ", 1, NULL, NULL) == 1;
}

/* A length that is none: what comes is far more, and ends only with the connection. */
static void
flood (GOutputStream *output,
       guint          status)
{
  g_autofree char *head = g_strdup_printf ("HTTP/1.0 %u Fine\r\nContent-Type: image/png\r\n\r\n", status);
  g_autofree char *bytes = g_malloc0 (1024 * 1024);
  gboolean taken = g_output_stream_write_all (output, head, strlen (head), NULL, NULL, NULL);
  while (taken)
    taken = g_output_stream_write_all (output, bytes, 1024 * 1024, NULL, NULL, NULL);
}

static void
misbehave (ScriptedServer    *self,
           const ScriptRow   *row,
           SoupServerMessage *message)
{
  const char *reply = row->reply ? row->reply : "";
  GIOStream *stream = soup_server_message_steal_connection (message);
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 %u Fine\r\nContent-Type: application/json\r\n"
                                           "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s",
                                           row->status, strlen (reply), reply);
  GOutputStream *output = g_io_stream_get_output_stream (stream);
  gboolean close_it = row->fault != SCRIPT_SILENT && row->fault != SCRIPT_DRIP;
  if (row->fault == SCRIPT_CLOSE_AFTER)
    g_output_stream_write_all (output, head, strlen (head), NULL, NULL, NULL);
  else if (row->fault == SCRIPT_HALF || row->fault == SCRIPT_DRIP)
    g_output_stream_write_all (output, head, strlen (head) - strlen (reply) / 2, NULL, NULL, NULL);
  if (row->fault == SCRIPT_FLOOD)
    flood (output, row->status);
  if (row->fault == SCRIPT_DRIP)
    {
      g_autoptr (GSource) source = g_timeout_source_new (100);
      g_source_set_callback (source, drip_cb, g_object_ref (stream), g_object_unref);
      g_source_attach (source, self->context);
    }
  if (close_it)
    g_io_stream_close (stream, NULL, NULL);
  g_ptr_array_add (self->stolen, stream);
}

static void
set_headers (SoupServerMessage *message,
             const char        *headers)
{
  SoupMessageHeaders *target = soup_server_message_get_response_headers (message);
  g_auto (GStrv) lines = g_strsplit (headers ? headers : "Content-Type: application/json", "\n", -1);
  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) pair = g_strsplit (lines[i], ": ", 2);
      soup_message_headers_replace (target, pair[0], pair[1]);
    }
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           data)
{
  ScriptedServer *self = data;
  g_autofree char *text = describe (message);
  g_mutex_lock (&self->mutex);
  const ScriptRow *row = take_row (self, text);
  self->n_requests++;
  g_string_append (self->log, text);
  if (!row)
    {
      self->n_unexpected++;
      g_test_message ("not expected: %s", text);
    }
  g_mutex_unlock (&self->mutex);

  if (row && row->fault != SCRIPT_REPLY)
    {
      misbehave (self, row, message);
      return;
    }
  soup_server_message_set_status (message, row ? row->status : 418, NULL);
  set_headers (message, row ? row->headers : NULL);
  if (!row || !row->reply)
    return;
  g_auto (GStrv) pieces = g_strsplit (row->reply, "@URL@", -1);
  char *reply = g_strjoinv (self->url, pieces);
  soup_message_body_append_take (soup_server_message_get_response_body (message), (guchar *) reply, strlen (reply));
}

static gpointer
server_thread (gpointer data)
{
  ScriptedServer *self = data;
  g_autoptr (GError) error = NULL;
  g_main_context_push_thread_default (self->context);
  SoupServer *server = soup_server_new ("raw-paths", TRUE, "tls-certificate", self->certificate, NULL);
  soup_server_add_handler (server, NULL, request_cb, self, NULL);
  soup_server_listen_local (server, 0,
                            SOUP_SERVER_LISTEN_IPV4_ONLY | (self->certificate ? SOUP_SERVER_LISTEN_HTTPS : 0), &error);
  g_assert_no_error (error);
  GSList *uris = soup_server_get_uris (server);
  g_mutex_lock (&self->mutex);
  self->url = g_uri_to_string (uris->data);
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  g_main_loop_run (self->loop);
  soup_server_disconnect (server);
  g_object_unref (server);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static ScriptedServer *
start (const ScriptRow *rows,
       GTlsCertificate *certificate)
{
  ScriptedServer *self = g_new0 (ScriptedServer, 1);
  guint n = 0;
  while (rows[n].method)
    n++;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->rows = rows;
  self->certificate = certificate;
  self->used = g_new0 (gboolean, n + 1);
  self->log = g_string_new (NULL);
  self->stolen = g_ptr_array_new_with_free_func (g_object_unref);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("scripted-server", server_thread, self);
  g_mutex_lock (&self->mutex);
  while (!self->url)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
  return self;
}

ScriptedServer *
scripted_server_new (const ScriptRow *rows)
{
  return start (rows, NULL);
}

ScriptedServer *
scripted_server_new_secure (const ScriptRow *rows)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "services", "loopback.pem", NULL);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_file (path, &error);
  g_assert_no_error (error);
  return start (rows, certificate);
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

void
scripted_server_finish (ScriptedServer *self)
{
  g_main_context_invoke (self->context, quit_cb, self->loop);
  g_thread_join (self->thread);
  for (guint i = 0; self->rows[i].method; i++)
    if (!self->used[i] && !self->rows[i].repeated)
      {
        g_test_message ("never asked for: %s %s %s", self->rows[i].method, self->rows[i].path,
                        self->rows[i].contains);
        g_test_fail ();
      }
  g_assert_cmpuint (self->n_unexpected, ==, 0);
  g_ptr_array_unref (self->stolen);
  g_clear_object (&self->certificate);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_string_free (self->log, TRUE);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self->used);
  g_free (self->url);
  g_free (self);
}

const char *
scripted_server_get_url (ScriptedServer *self)
{
  return self->url;
}

guint
scripted_server_count_requests (ScriptedServer *self)
{
  g_mutex_lock (&self->mutex);
  guint n = self->n_requests;
  g_mutex_unlock (&self->mutex);
  return n;
}

guint
scripted_server_count_unexpected (ScriptedServer *self)
{
  g_mutex_lock (&self->mutex);
  guint n = self->n_unexpected;
  g_mutex_unlock (&self->mutex);
  return n;
}

char *
scripted_server_dup_log (ScriptedServer *self)
{
  g_mutex_lock (&self->mutex);
  char *log = g_strdup (self->log->str);
  g_mutex_unlock (&self->mutex);
  return log;
}
