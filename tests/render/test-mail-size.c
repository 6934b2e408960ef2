/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "galley-mail-size.h"
#include "galley-render.h"

static GalleyMailSize *
measure (const char *text)
{
  g_autoptr (GalleyIssue) issue = galley_issue_new (text, -1);

  return galley_mail_size_new (issue, NULL, NULL);
}

static void
test_blocks (void)
{
  g_autoptr (GalleyMailSize) size = measure ("Short.\n\nA paragraph that is longer than that one.\n"
                                             "\nMiddle sized.\n");
  const GalleyMailBlock *blocks = (const GalleyMailBlock *) (void *) size->blocks->data;
  gsize sum = 0;

  g_assert_cmpuint (size->blocks->len, ==, 3);
  g_assert_cmpuint (blocks[0].start_line, ==, 3);
  g_assert_cmpuint (blocks[1].start_line, ==, 5);
  g_assert_cmpuint (blocks[2].start_line, ==, 1);
  for (guint i = 0; i < 3; i++)
    sum += blocks[i].bytes;
  g_assert_cmpuint (size->total, >, sum);
}

/* The cut of the paywall saves nothing for those who paid. */
static void
test_paid (void)
{
  g_autoptr (GalleyMailSize) open = measure ("One.\n\nTwo.\n");
  g_autoptr (GalleyMailSize) cut = measure ("One.\n\n<!--members-only-->\n\nTwo.\n");

  g_assert_cmpuint (cut->total, >=, open->total);
}

static void
test_empty (void)
{
  g_autoptr (GalleyMailSize) size = measure ("");

  g_assert_cmpuint (size->total, >, 0);
  g_assert_cmpuint (size->blocks->len, ==, 0);
}

/* What the server made of one issue is expected of the next one. */
static void
test_learned (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GalleyIssue) issue = NULL;
  g_autoptr (GalleyIssue) tiny = galley_issue_new ("One.\n", -1);
  g_autoptr (GalleyMailSize) usual = NULL;
  g_autoptr (GalleyMailSize) size = NULL;
  GalleyMailOverhead learned;

  for (guint i = 0; i < 100; i++)
    g_string_append (text, "A paragraph of some words.\n\n");
  issue = galley_issue_new (text->str, text->len);
  learned = galley_mail_size_learn (issue, NULL, 50000, 20000);
  g_assert_cmpuint (learned.frame, ==, 30000);
  size = galley_mail_size_new (issue, NULL, &learned);
  g_assert_cmpuint (ABS ((int) size->total - 50000), <, 200);
  usual = galley_mail_size_new (issue, NULL, NULL);
  g_assert_cmpuint (usual->total, >, 20000);

  /* Too little to learn the body from. */
  learned = galley_mail_size_learn (tiny, NULL, 30100, 100);
  g_assert_cmpuint (learned.frame, ==, 30000);
  g_clear_pointer (&size, galley_mail_size_free);
  size = galley_mail_size_new (tiny, NULL, &learned);
  g_assert_cmpuint (size->total, <, 30300);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/mail-size/blocks", test_blocks);
  g_test_add_func ("/render/mail-size/paid", test_paid);
  g_test_add_func ("/render/mail-size/empty", test_empty);
  g_test_add_func ("/render/mail-size/learned", test_learned);
  return g_test_run ();
}
