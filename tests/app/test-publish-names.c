/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What people call their newsletters stands on the screen as they write it: no letter of it is one to
 * press, and nothing of it is markup.
 */

#include <adwaita.h>

#include "galley-guard.h"
#include "galley-publish-choose.h"
#include "galley-publish-guards.h"
#include "galley-publish-status.h"

#define NAME "A_B & <C>"

static void
collect (GtkWidget *widget,
         GString   *shown)
{
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (shown, "[%s]\n", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, shown);
}

static void
check_shown (GtkWidget  *widget,
             const char *expected)
{
  g_autoptr (GString) shown = g_string_new (NULL);

  collect (widget, shown);
  g_test_message ("%s", shown->str);
  g_assert_nonnull (strstr (shown->str, expected));
  g_assert_null (strstr (shown->str, "&amp;"));
}

static void
add_item (GPtrArray  *items,
          const char *slug)
{
  GalleySiteItem *item = g_new0 (GalleySiteItem, 1);

  item->name = g_strdup (NAME);
  item->slug = g_strdup (slug);
  item->count = -1;
  g_ptr_array_add (items, item);
}

static GalleySite *
make_site (void)
{
  GalleySite *site = galley_site_new ();

  site->title = g_strdup (NAME);
  site->can_email = TRUE;
  add_item (site->newsletters, "abc");
  add_item (site->labels, "label");
  add_item (site->tiers, "tier");
  return site;
}

static void
test_guards (void)
{
  const char *text = "---\nnewsletter: none\n---\nText\n";
  g_autoptr (GalleySite) site = make_site ();
  g_autoptr (GalleyIssue) issue = galley_issue_new (text, -1);
  g_autoptr (GalleyPlan) plan = galley_plan_new (GALLEY_ACT_EMAIL);
  const GalleyGuardContext context = { .plan = plan, .issue = issue, .site = site };
  g_autoptr (GPtrArray) concerns = galley_guard_run (&context);
  GtkWidget *guards = g_object_ref_sink (g_object_new (GALLEY_TYPE_PUBLISH_GUARDS, NULL));

  galley_publish_guards_show (GALLEY_PUBLISH_GUARDS (guards), concerns);
  check_shown (guards, "[Send as “" NAME "”]");
  g_assert_finalize_object (guards);
}

static void
test_choose (void)
{
  g_autoptr (GalleySite) site = make_site ();
  GtkWidget *choose = g_object_ref_sink (g_object_new (GALLEY_TYPE_PUBLISH_CHOOSE, NULL));

  galley_publish_choose_set_destination (GALLEY_PUBLISH_CHOOSE (choose), galley_service_find ("ghost"), site);
  check_shown (choose, "[" NAME "]\n[Label]");
  check_shown (choose, "[" NAME "]\n[Tier]");
  galley_publish_choose_set_audience_note (GALLEY_PUBLISH_CHOOSE (choose), "Not “" NAME "”");
  check_shown (choose, "[Not “" NAME "”]");
  g_assert_finalize_object (choose);
}

static void
test_status (void)
{
  g_autoptr (GalleySite) site = make_site ();
  const GalleyPost post = {
    .status = (char *) "published", .newsletter = (char *) "abc", .segment = (char *) "all",
  };
  GtkWidget *status = g_object_ref_sink (g_object_new (GALLEY_TYPE_PUBLISH_STATUS, NULL));

  galley_publish_status_show (GALLEY_PUBLISH_STATUS (status), &post, NULL, site);
  check_shown (status, "[" NAME ", to all members]");
  g_assert_finalize_object (status);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/app/publish-names/guards", test_guards);
  g_test_add_func ("/app/publish-names/choose", test_choose);
  g_test_add_func ("/app/publish-names/status", test_status);
  return g_test_run ();
}
