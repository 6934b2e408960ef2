/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-mail.h"

#include <string.h>

static char *
make (const char *subject,
      const char *author,
      gboolean    picture)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mail_part_free);
  if (picture)
    {
      GalleyMailPart *part = g_new0 (GalleyMailPart, 1);
      g_autofree char *data = g_strnfill (200, 'P');
      part->content_id = g_strdup ("abc@galley.invalid");
      part->name = g_strdup ("nuri.jpg");
      part->mime = g_strdup ("image/jpeg");
      part->bytes = g_bytes_new (data, 200);
      g_ptr_array_add (parts, part);
    }
  g_autoptr (GBytes) mail = galley_mail_new (subject, author, "Grüße\n", "<p>Hi</p>", parts);
  return g_strndup (g_bytes_get_data (mail, NULL), g_bytes_get_size (mail));
}

/* The value of header @name with its folded lines joined and its encoded words read. */
static char *
read_header (const char *mail,
             const char *name)
{
  g_autofree char *start = g_strconcat ("\r\n", name, ": ", NULL);
  g_autofree char *whole = g_strconcat ("\r\n", mail, NULL);
  const char *at = strstr (whole, start);
  g_assert_nonnull (at);
  at += strlen (start);
  GString *value = g_string_new (NULL);
  while (!(g_str_has_prefix (at, "\r\n") && at[2] != ' '))
    {
      if (g_str_has_prefix (at, "=?UTF-8?B?"))
        {
          const char *end = strstr (at + 10, "?=");
          g_autofree char *code = g_strndup (at + 10, end - at - 10);
          gsize length = 0;
          g_autofree guchar *text = g_base64_decode (code, &length);
          g_assert_true (g_utf8_validate ((char *) text, length, NULL));
          g_string_append_len (value, (char *) text, length);
          at = end + 2;
        }
      else if (g_str_has_prefix (at, "\r\n "))
        at += 3;
      else
        g_string_append_c (value, *at++);
    }
  return g_string_free (value, FALSE);
}

static void
test_subject (void)
{
  g_autofree char *long_one = g_strnfill (300, 'x');
  const char *subjects[] = {
    "Plain words", "", "NATO’s diplomacy, South Korea’s AI & Space Tech Push, and more of it than a line can hold",
    "한국의 우주 기술과 나토 외교에 대한 이번 주의 이야기를 담은 아주 긴 제목입니다", "a=?b?=", long_one,
  };
  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    {
      g_autofree char *mail = make (subjects[i], NULL, FALSE);
      g_autofree char *read = read_header (mail, "Subject");
      g_assert_cmpstr (read, ==, subjects[i]);
      g_auto (GStrv) lines = g_strsplit (mail, "\r\n", -1);
      for (guint n = 0; lines[n]; n++)
        {
          g_assert_cmpuint (strlen (lines[n]), <=, 100);
          g_assert_true (g_str_is_ascii (lines[n]));
        }
    }
}

/* Nothing that a front matter holds can begin a header of its own. */
static void
test_injection (void)
{
  g_autofree char *mail = make ("A\r\nBcc: all@example.com", "Kim\nX-Evil: 1\r\n\r\n<html>", FALSE);
  char *body = strstr (mail, "\r\n\r\n");
  g_autofree char *head = g_strndup (mail, body - mail);
  g_assert_null (strstr (head, "Bcc"));
  g_assert_null (strstr (head, "X-Evil"));
  g_autofree char *read = read_header (mail, "Subject");
  g_assert_cmpstr (read, ==, "A  Bcc: all@example.com");
}

static void
test_parts (void)
{
  g_autofree char *mail = make ("S", "Kim", TRUE);
  static const char *const order[] = {
    "From: Kim <newsletter@galley.invalid>\r\n", "MIME-Version: 1.0\r\n", "Content-Type: multipart/alternative; boundary=\"galley-a-",
    "Content-Type: text/plain; charset=utf-8\r\n", "R3LDvMOfZQo=\r\n", "Content-Type: multipart/related; type=\"text/html\"",
    "Content-Type: text/html; charset=utf-8\r\n", "PHA+SGk8L3A+\r\n", "Content-Type: image/jpeg\r\n",
    "Content-ID: <abc@galley.invalid>\r\n", "--galley-r-", "--galley-a-",
  };
  const char *at = mail;
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      at = strstr (at, order[i]);
      g_assert_nonnull (at);
      at += strlen (order[i]);
    }
  g_assert_true (g_str_has_suffix (mail, "--\r\n"));
  g_autofree char *bare = make ("S", NULL, FALSE);
  g_assert_null (strstr (bare, "multipart/related"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mail/subject", test_subject);
  g_test_add_func ("/mail/injection", test_injection);
  g_test_add_func ("/mail/parts", test_parts);
  return g_test_run ();
}
