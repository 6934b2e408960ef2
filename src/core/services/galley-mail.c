/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-mail.h"

#define LINE_BYTES 57      /* 76 signs in base 64 */
#define WORD_BYTES 42      /* of an encoded word, which may have 75 signs */
/* Who sends it is for the mail program to say; a mail without anybody is none. */
#define SENDER "newsletter@galley.invalid"

void
galley_mail_part_free (GalleyMailPart *self)
{
  g_free (self->content_id);
  g_free (self->name);
  g_free (self->mime);
  g_bytes_unref (self->bytes);
  g_free (self);
}

static gboolean
is_plain (const char *text)
{
  gsize n = 0;
  for (const char *p = text; *p; p++, n++)
    if (*p < 0x20 || *p > 0x7e || strchr ("\"\\<>()[]:;@,=?", *p))
      return FALSE;
  return n < 60;
}

/* As of RFC 2047: nothing of @text can end the line and begin another header. */
static void
append_words (GString    *mail,
              const char *text)
{
  if (is_plain (text))
    {
      g_string_append (mail, text);
      return;
    }
  for (const char *p = text; *p;)
    {
      const char *end = p;
      while (*end && g_utf8_next_char (end) - p <= WORD_BYTES)
        end = g_utf8_next_char (end);
      g_autofree char *word = g_base64_encode ((const guchar *) p, end - p);
      g_string_append_printf (mail, "%s=?UTF-8?B?%s?=", p == text ? "" : "\r\n ", word);
      p = end;
    }
}

static void
append_text_header (GString    *mail,
                    const char *name,
                    const char *text,
                    const char *tail)
{
  g_autofree char *line = g_utf8_make_valid (text, -1);
  g_strdelimit (line, "\r\n\t", ' ');
  g_string_append_printf (mail, "%s: ", name);
  append_words (mail, line);
  g_string_append_printf (mail, "%s\r\n", tail);
}

static void
append_base64 (GString      *mail,
               gconstpointer data,
               gsize         length)
{
  const guchar *bytes = data;
  g_string_append (mail, "Content-Transfer-Encoding: base64\r\n\r\n");
  for (gsize i = 0; i < length; i += LINE_BYTES)
    {
      g_autofree char *line = g_base64_encode (bytes + i, MIN (LINE_BYTES, length - i));
      g_string_append (mail, line);
      g_string_append (mail, "\r\n");
    }
}

static void
append_text_part (GString    *mail,
                  const char *boundary,
                  const char *type,
                  const char *text)
{
  g_string_append_printf (mail, "--%s\r\nContent-Type: %s; charset=utf-8\r\n", boundary, type);
  append_base64 (mail, text, strlen (text));
}

static void
append_picture (GString              *mail,
                const char           *boundary,
                const GalleyMailPart *part)
{
  gsize length = 0;
  const void *data = g_bytes_get_data (part->bytes, &length);
  g_string_append_printf (mail, "--%s\r\nContent-Type: %s\r\nContent-ID: <%s>\r\n"
                          "Content-Disposition: inline; filename=\"%s\"\r\n",
                          boundary, part->mime, part->content_id, part->name);
  append_base64 (mail, data, length);
}

static void
append_head (GString    *mail,
             const char *subject,
             const char *author)
{
  /* Not strftime's names: they would be the locale's. */
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *uuid = g_uuid_string_random ();

  append_text_header (mail, "Subject", subject ? subject : "", "");
  append_text_header (mail, "From", author && *author ? author : "Galley", " <" SENDER ">");
  g_string_append_printf (mail, "Date: %s, %02d %s %d %02d:%02d:%02d +0000\r\n",
                          days[g_date_time_get_day_of_week (now) - 1], g_date_time_get_day_of_month (now),
                          months[g_date_time_get_month (now) - 1], g_date_time_get_year (now),
                          g_date_time_get_hour (now), g_date_time_get_minute (now), g_date_time_get_second (now));
  g_string_append_printf (mail, "Message-ID: <%s@galley.invalid>\r\nMIME-Version: 1.0\r\nX-Unsent: 1\r\n", uuid);
}

GBytes *
galley_mail_new (const char *subject,
                 const char *author,
                 const char *text,
                 const char *html,
                 GPtrArray  *parts)
{
  GString *mail = g_string_new (NULL);
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *outer = g_strconcat ("galley-a-", uuid, NULL);
  g_autofree char *inner = g_strconcat ("galley-r-", uuid, NULL);
  append_head (mail, subject, author);
  g_string_append_printf (mail, "Content-Type: multipart/alternative; boundary=\"%s\"\r\n\r\n", outer);
  append_text_part (mail, outer, "text/plain", text);
  if (parts->len == 0)
    append_text_part (mail, outer, "text/html", html);
  else
    {
      g_string_append_printf (mail, "--%s\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"%s\"\r\n\r\n",
                              outer, inner);
      append_text_part (mail, inner, "text/html", html);
      for (guint i = 0; i < parts->len; i++)
        append_picture (mail, inner, parts->pdata[i]);
      g_string_append_printf (mail, "--%s--\r\n", inner);
    }
  g_string_append_printf (mail, "--%s--\r\n", outer);
  return g_string_free_to_bytes (mail);
}
