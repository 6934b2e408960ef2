/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "../isolated-test.h"
#include "galley-preview-rendering.h"

#include <string.h>

#define MARKER "marker"

static GalleyPreviewRendering *
render (const char             *text,
        const char             *format,
        const GalleySiteMemory *memory)
{
  g_autoptr (GalleyIssue) issue = galley_issue_new (text, -1);

  return galley_preview_rendering_new (issue, NULL, format, GALLEY_READER_PAID, MARKER, "token",
                                       memory);
}

/* The mail is in the newsletter's design, and an address that was looked up is a bookmark. */
static void
test_memory (void)
{
  const char *text = "https://x.example/a\n\n[link](https://y.example)\n";
  g_autofree char *state = g_build_filename (g_get_user_state_dir (), "galley", NULL);
  g_autoptr (GalleyLedger) ledger = NULL;
  g_autoptr (GalleySite) site = galley_site_new ();
  g_autoptr (GalleyIssue) issue = galley_issue_new (text, -1);
  GalleySiteItem *newsletter = g_new0 (GalleySiteItem, 1);
  g_autoptr (GalleySiteMemory) none = galley_site_memory_open (state, &ledger, issue);
  g_autoptr (GalleySiteMemory) memory = NULL;
  g_autoptr (GalleyPreviewRendering) mail = NULL;
  const GalleyRenderedBlock *block;

  g_assert_null (none);
  g_assert_null (ledger);
  newsletter->name = g_strdup ("Focus");
  newsletter->slug = g_strdup ("focus");
  newsletter->design = g_strdup ("{\"link_color\":\"#123456\",\"background_color\":\"#654321\"}");
  g_ptr_array_add (site->newsletters, newsletter);
  site->title = g_strdup ("Korea");
  ledger = galley_ledger_new (state, NULL);
  galley_site_memory_keep (ledger, "https://korea.example", site);
  galley_ledger_add_bookmark (ledger, "https://x.example/a", "{\"metadata\":{\"title\":\"Known\"}}", NULL);

  memory = galley_site_memory_open (state, &ledger, issue);
  mail = render (text, "email", memory);
  g_assert_nonnull (strstr (mail->frame, "Korea"));
  g_assert_nonnull (strstr (mail->frame, "#654321"));
  g_assert_nonnull (strstr (mail->frame, MARKER));
  block = mail->blocks->pdata[0];
  g_assert_nonnull (strstr (block->html, "Known"));
  block = mail->blocks->pdata[1];
  g_assert_nonnull (strstr (block->html, "color: #123456"));
}

static void
test_nothing (void)
{
  g_autoptr (GalleyPreviewRendering) page = render ("Words.\n", "web", NULL);

  g_assert_cmpuint (page->blocks->len, ==, 1);
  g_assert_nonnull (strstr (page->frame, "<!--" MARKER "-->"));
}

int
main (int    argc,
      char **argv)
{
  isolated_test_init (&argc, &argv);
  g_test_add_func ("/app/preview-rendering/memory", test_memory);
  g_test_add_func ("/app/preview-rendering/nothing", test_nothing);
  return g_test_run ();
}
