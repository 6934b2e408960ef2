/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-ghost-token.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"

#define ID_LENGTH 24
#define SECRET_LENGTH 64
#define LIFE_TIME 300 /* Ghost takes no older ones */

static gboolean
is_hex (const char *text,
        gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isxdigit (text[i]))
      return FALSE;
  return TRUE;
}

/* As of RFC 7515: no padding, and the two signs that addresses can hold. */
static char *
encode (const guint8 *data,
        gsize         length)
{
  char *text = g_base64_encode (data, length);
  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';
  return text;
}

char *
galley_ghost_token_new (const char  *key,
                        gint64       now,
                        GError     **error)
{
  if (!key || strlen (key) != ID_LENGTH + 1 + SECRET_LENGTH || key[ID_LENGTH] != ':'
      || !is_hex (key, ID_LENGTH) || !is_hex (key + ID_LENGTH + 1, SECRET_LENGTH))
    {
      g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_AUTH,
                           _("This is not an Admin API key of Ghost. Such a key has 24 "
                             "characters, a colon and 64 more."));
      return NULL;
    }

  guint8 secret[SECRET_LENGTH / 2];
  for (guint i = 0; i < sizeof secret; i++)
    secret[i] = g_ascii_xdigit_value (key[ID_LENGTH + 1 + 2 * i]) << 4
                | g_ascii_xdigit_value (key[ID_LENGTH + 2 + 2 * i]);
  g_autofree char *head = g_strdup_printf ("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"%.*s\"}", ID_LENGTH, key);
  g_autofree char *claims = g_strdup_printf ("{\"iat\":%" G_GINT64_FORMAT ",\"exp\":%" G_GINT64_FORMAT
                                             ",\"aud\":\"/admin/\"}", now, now + LIFE_TIME);
  g_autofree char *head64 = encode ((const guint8 *) head, strlen (head));
  g_autofree char *claims64 = encode ((const guint8 *) claims, strlen (claims));
  g_autofree char *signing = g_strconcat (head64, ".", claims64, NULL);

  guint8 digest[32];
  gsize length = sizeof digest;
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, secret, sizeof secret);
  g_hmac_update (hmac, (const guchar *) signing, strlen (signing));
  g_hmac_get_digest (hmac, digest, &length);
  explicit_bzero (secret, sizeof secret);
  g_autofree char *signature = encode (digest, length);
  return g_strconcat (signing, ".", signature, NULL);
}
