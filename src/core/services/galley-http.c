/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one door to the network. Whatever a server does, a call here ends: in a whole answer, or in
 * one error that says what a caller can do. */

#include "galley-http.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include "galley-error.h"

#define DEFAULT_MAX_LENGTH (64 * 1024 * 1024)
#define DEFAULT_TIMEOUT 60
#define MAX_CONNECTIONS 100
#define READ_SIZE (64 * 1024)

struct _GalleyHttp {
  GObject parent_instance;

  /* Owned */
  SoupSession *session;
};

G_DEFINE_FINAL_TYPE (GalleyHttp, galley_http, G_TYPE_OBJECT)

struct _GalleyResponse {
  SoupMessageHeaders *headers;
  GByteArray         *body;
  guint               status;
};

/* Ends an exchange when its time is over or its caller gives up: libsoup's own timeout starts anew
 * with each byte, so that a server could keep a caller for ever. */
typedef struct {
  GMutex        mutex;
  GCond         cond;
  GThread      *thread;
  GCancellable *cancellable; /* handed to libsoup */
  GCancellable *outer;       /* the caller's; may be NULL */
  gulong        handler;
  gint64        end_time;
  gboolean      done;
  gboolean      expired;
} Deadline;

static gpointer
deadline_thread (gpointer data)
{
  Deadline *self = data;
  g_mutex_lock (&self->mutex);
  while (!self->done && !self->expired)
    {
      if (!g_cond_wait_until (&self->cond, &self->mutex, self->end_time) && !self->done)
        self->expired = TRUE;
    }
  gboolean expired = self->expired;
  g_mutex_unlock (&self->mutex);
  if (expired)
    g_cancellable_cancel (self->cancellable);
  return NULL;
}

static void
outer_cancelled_cb (GCancellable *outer,
                    gpointer      data)
{
  g_cancellable_cancel (data);
}

static void
deadline_start (Deadline     *self,
                guint         seconds,
                GCancellable *outer)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->cancellable = g_cancellable_new ();
  self->outer = outer;
  self->end_time = g_get_monotonic_time () + seconds * G_TIME_SPAN_SECOND;
  if (outer)
    self->handler = g_cancellable_connect (outer, G_CALLBACK (outer_cancelled_cb),
                                           g_object_ref (self->cancellable), g_object_unref);
  self->thread = g_thread_new ("http-deadline", deadline_thread, self);
}

/* Returns whether the time was over. */
static gboolean
deadline_stop (Deadline *self)
{
  g_mutex_lock (&self->mutex);
  self->done = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);
  if (self->outer)
    g_cancellable_disconnect (self->outer, self->handler);
  g_clear_object (&self->cancellable);
  g_cond_clear (&self->cond);
  g_mutex_clear (&self->mutex);
  return self->expired;
}

static gboolean
is_loopback (const char *host)
{
  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);
  return address && g_inet_address_get_is_loopback (address);
}

static GUri *
parse_address (const char  *url,
               GError     **error)
{
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  const char *host = uri ? g_uri_get_host (uri) : NULL;
  if (!host || *host == '\0' || g_uri_get_userinfo (uri))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED,
                   _("“%s” is not the address of a site."), uri && host ? host : url);
      return NULL;
    }
  const char *scheme = g_uri_get_scheme (uri);
  if (g_str_equal (scheme, "https") || (g_str_equal (scheme, "http") && is_loopback (host)))
    return g_steal_pointer (&uri);
  if (g_str_equal (scheme, "http"))
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED,
                 _("“%s” can only be reached without encryption, which would give the key away. "
                   "Use an address that begins with https."), host);
  else
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED,
                 _("“%s” has no address that begins with https."), host);
  return NULL;
}

static SoupMessage *
new_message (const GalleyRequest *request,
             GUri                *uri)
{
  SoupMessage *message = soup_message_new_from_uri (request->method, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  guint flags = SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE;

  /* libsoup sends again when a kept connection turns out to be closed, PUT and DELETE included. On a
   * fresh connection it never does, and whether something was done twice stays ours to decide. */
  if (!g_str_equal (request->method, "GET"))
    flags |= SOUP_MESSAGE_NEW_CONNECTION;
  soup_message_set_flags (message, flags);
  for (const char *const *h = request->headers; h && h[0]; h += 2)
    soup_message_headers_replace (headers, h[0], h[1]);
  if (request->body)
    soup_message_set_request_body_from_bytes (message, request->content_type, request->body);
  return message;
}

/* Reads to the end, however the answer is framed. */
static GByteArray *
read_body (GInputStream  *stream,
           const char    *host,
           gsize          max_length,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();
  g_autofree guint8 *buffer = g_malloc (READ_SIZE);
  for (;;)
    {
      gssize n = g_input_stream_read (stream, buffer, READ_SIZE, cancellable, error);
      if (n < 0)
        return NULL;
      if (n == 0)
        break;
      if ((gsize) n > max_length - body->len)
        {
          g_autofree char *bound = g_format_size_full (max_length, G_FORMAT_SIZE_IEC_UNITS);
          g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_LIMIT,
                       _("The answer of “%s” is longer than %s."), host, bound);
          return NULL;
        }
      g_byte_array_append (body, buffer, n);
    }
  /* For those who read it as text. The byte is not part of the length. */
  g_byte_array_append (body, (const guint8 *) "", 1);
  return g_steal_pointer (&body);
}

static GalleyResponse *
exchange (GalleyHttp           *self,
          const GalleyRequest  *request,
          GUri                 *uri,
          GTlsCertificateFlags *distrust,
          GCancellable         *cancellable,
          GError              **error)
{
  gsize max_length = request->max_length > 0 ? request->max_length : DEFAULT_MAX_LENGTH;
  g_autoptr (SoupMessage) message = new_message (request, uri);
  g_autoptr (GInputStream) stream = soup_session_send (self->session, message, cancellable, error);
  *distrust = soup_message_get_tls_peer_certificate_errors (message);
  if (!stream)
    return NULL;
  g_autoptr (GByteArray) body = read_body (stream, g_uri_get_host (uri), MIN (max_length, G_MAXUINT - 1),
                                           cancellable, error);
  if (!body)
    return NULL;
  GalleyResponse *response = g_new0 (GalleyResponse, 1);
  response->status = soup_message_get_status (message);
  response->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  response->body = g_steal_pointer (&body);
  return response;
}

static const char *
explain_distrust (GTlsCertificateFlags distrust)
{
  if (distrust & G_TLS_CERTIFICATE_EXPIRED)
    return _("its certificate has expired");
  if (distrust & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    return _("its certificate is not valid yet; check the clock of this computer");
  if (distrust & G_TLS_CERTIFICATE_REVOKED)
    return _("its certificate was revoked");
  if (distrust & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return _("its certificate belongs to another site");
  return _("nobody you trust vouches for its certificate");
}

static void
galley_http_finalize (GObject *object)
{
  GalleyHttp *self = GALLEY_HTTP (object);
  soup_session_abort (self->session);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (galley_http_parent_class)->finalize (object);
}

static void
galley_http_class_init (GalleyHttpClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_http_finalize;
}

static void
galley_http_init (GalleyHttp *self)
{
}

/**
 * galley_http_new:
 * @tls_database: (nullable): whom to trust; %NULL for the system's authorities
 *
 * Returns: (transfer full): a door to the network that any thread may use
 */
GalleyHttp *
galley_http_new (GTlsDatabase *tls_database)
{
  GalleyHttp *self = g_object_new (GALLEY_TYPE_HTTP, NULL);
  /* Where all of a host's connections are taken, libsoup waits for one of them without a look at the
   * cancellable or the time, and one that the server closed a moment ago never comes back: so that we
   * never get near its usual two. */
  self->session = soup_session_new_with_options ("user-agent", "Galley/" GALLEY_VERSION,
                                                 "max-conns", MAX_CONNECTIONS,
                                                 "max-conns-per-host", MAX_CONNECTIONS,
                                                 "timeout", DEFAULT_TIMEOUT,
                                                 "idle-timeout", 4,
                                                 NULL);
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_COOKIE_JAR);
  if (tls_database)
    soup_session_set_tls_database (self->session, tls_database);
  return self;
}

/**
 * galley_http_send:
 * @self: a #GalleyHttp
 * @request: what to send
 * @cancellable: (nullable): to give up from another thread
 * @error: for %GALLEY_ERROR_OFFLINE, %GALLEY_ERROR_LIMIT, %GALLEY_ERROR_UNSUPPORTED or a cancellation
 *
 * Returns: (transfer full) (nullable): the whole answer, whatever its status
 */
GalleyResponse *
galley_http_send (GalleyHttp           *self,
                  const GalleyRequest  *request,
                  GCancellable         *cancellable,
                  GError              **error)
{
  g_return_val_if_fail (GALLEY_IS_HTTP (self), NULL);
  g_return_val_if_fail (request && request->method && request->url, NULL);

  g_autoptr (GUri) uri = parse_address (request->url, error);
  if (!uri || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  guint seconds = request->timeout > 0 ? request->timeout : DEFAULT_TIMEOUT;
  g_autoptr (GError) cause = NULL;
  GTlsCertificateFlags distrust = G_TLS_CERTIFICATE_NO_FLAGS;
  Deadline deadline = { 0 };
  deadline_start (&deadline, seconds, cancellable);
  GalleyResponse *response = exchange (self, request, uri, &distrust, deadline.cancellable, &cause);
  gboolean expired = deadline_stop (&deadline);
  if (response)
    return response;

  const char *host = g_uri_get_host (uri);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (cause->domain == GALLEY_ERROR)
    g_propagate_error (error, g_steal_pointer (&cause));
  else if (g_error_matches (cause, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE,
                 _("“%s” cannot prove that it is what it says: %s. Nothing was sent."), host,
                 explain_distrust (distrust));
  else if (expired || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE,
                 _("“%s” did not answer in time (%u seconds)."), host, seconds);
  else
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_OFFLINE,
                 _("“%s” gave no complete answer: %s."), host, cause->message);
  return NULL;
}

void
galley_response_free (GalleyResponse *self)
{
  g_clear_pointer (&self->headers, soup_message_headers_unref);
  g_clear_pointer (&self->body, g_byte_array_unref);
  g_free (self);
}

guint
galley_response_get_status (const GalleyResponse *self)
{
  return self->status;
}

const char *
galley_response_get_body (const GalleyResponse *self,
                          gsize                *length)
{
  if (length)
    *length = self->body->len - 1;
  return (const char *) self->body->data;
}

const char *
galley_response_get_header (const GalleyResponse *self,
                            const char           *name)
{
  return soup_message_headers_get_one (self->headers, name);
}
