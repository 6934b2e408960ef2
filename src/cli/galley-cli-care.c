/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-cli-care.h"

#include <glib/gi18n-lib.h>

#include "galley-check.h"
#include "galley-cli-json.h"
#include "galley-error.h"
#include "galley-folders.h"
#include "galley-guard.h"
#include "galley-plan-describe.h"
#include "galley-publish.h"

/* The options that would make @plan into @fix: "--audience=paid". */
static char *
dup_options (const GalleyPlan *plan, const GalleyPlan *fix)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *at = fix->at != NULL ? g_date_time_format_iso8601 (fix->at) : NULL;

  if (fix->anew != plan->anew)
    g_string_append (text, " --anew");
  if (fix->act != plan->act)
    g_string_append_printf (text, " --%s", galley_plan_get_act_name (fix->act));
  if (g_strcmp0 (fix->newsletter, plan->newsletter) != 0)
    g_string_append_printf (text, " --newsletter=%s", fix->newsletter);
  if (g_strcmp0 (fix->audience, plan->audience) != 0)
    g_string_append_printf (text, " --audience=%s", fix->audience);
  if (at != NULL && (fix->skipped != plan->skipped || plan->at == NULL || !g_date_time_equal (fix->at, plan->at)))
    g_string_append_printf (text, " --at=%s", at);
  return g_strdup (text->len > 0 ? text->str + 1 : "");
}

/* What to give, or to write in the issue, where that is for a person to say: "--audience=…", "slug: …". */
static char *
dup_hint (const GalleyPlan *plan, const GalleyConcern *concern)
{
  if (concern->fix != NULL)
    return dup_options (plan, concern->fix);
  if (concern->place == NULL)
    return NULL;
  return g_strdup_printf (g_str_equal (concern->place, "audience") ? "--%s=…" : "%s: …", concern->place);
}

static void
print_finding (const GalleyFinding *finding, const char *hint)
{
  gboolean is_error = galley_finding_get_severity (finding) == GALLEY_SEVERITY_ERROR;

  if (galley_finding_get_line (finding) > 0)
    g_printerr (_("line %u: "), galley_finding_get_line (finding));
  g_printerr ("%s: %s%s%s%s\n", is_error ? _("error") : _("warning"), galley_finding_get_message (finding),
              hint != NULL ? " (" : "", hint != NULL ? hint : "", hint != NULL ? ")" : "");
}

static void
add_finding (JsonBuilder *builder, const GalleyFinding *finding, const char *option)
{
  json_builder_begin_object (builder);
  galley_cli_add_finding (builder, finding);
  galley_cli_add_string (builder, "option", option != NULL && *option != '\0' ? option : NULL);
  json_builder_end_object (builder);
}

typedef struct {
  GPtrArray  *findings; /* of the issue */
  GPtrArray  *concerns; /* of the guards */
  const GalleyPlan *plan;
} Report;

/* @option makes it go away; @hint is what a person is told. */
typedef void (*Say) (gpointer data, const GalleyFinding *finding, const char *option, const char *hint);

static void
visit (const Report *self, Say say, gpointer data)
{
  for (guint i = 0; i < self->findings->len; i++)
    say (data, self->findings->pdata[i], NULL, NULL);
  for (guint i = 0; i < self->concerns->len; i++)
    {
      const GalleyConcern *concern = self->concerns->pdata[i];
      g_autofree char *option = concern->fix != NULL ? dup_options (self->plan, concern->fix) : NULL;
      g_autofree char *hint = dup_hint (self->plan, concern);

      say (data, concern->finding, option, hint);
    }
}

static void
print_cb (gpointer data, const GalleyFinding *finding, const char *option, const char *hint)
{
  print_finding (finding, hint);
}

static void
json_cb (gpointer data, const GalleyFinding *finding, const char *option, const char *hint)
{
  add_finding (data, finding, option);
}

static void
print_dry_run (const Report *report, const char *sentence, gboolean json)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!json)
    {
      g_print ("%s\n", sentence);
      return;
    }
  json_builder_begin_object (builder);
  galley_cli_add_string (builder, "sentence", sentence);
  galley_cli_add_count (builder, "recipients", report->plan->count);
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  visit (report, json_cb, builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  galley_cli_print_json (builder);
}

/* The first error, as every other one of the program leaves it. */
static int
fail (const Report *report, gboolean json)
{
  for (guint i = 0; i < report->concerns->len; i++)
    {
      const GalleyConcern *concern = report->concerns->pdata[i];
      g_autofree char *hint = dup_hint (report->plan, concern);
      g_autoptr (GError) error = NULL;

      error = g_error_new (GALLEY_ERROR, concern->code, "%s%s%s%s", galley_finding_get_message (concern->finding),
                           hint != NULL ? " (" : "", hint != NULL ? hint : "", hint != NULL ? ")" : "");
      return galley_cli_fail (error, json);
    }
  return 1;
}

int
galley_cli_care (const GalleyCare *care, const GalleyLogin *login, const GalleySite *site, GalleyPlan *plan,
                 GalleyIssueFile *file, GalleyIssue *issue, GCancellable *cancellable)
{
  const GalleyCheckContext checked = { issue, galley_issue_file_get_folder (file) };
  g_autofree char *state = galley_folders_dup_state ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyLedger) ledger = galley_ledger_new (state, &error);
  g_autoptr (GalleyPost) existing = NULL;
  g_autoptr (GalleyFacts) facts = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GPtrArray) concerns = NULL;
  g_autofree char *sentence = NULL;
  Report report;

  if (ledger != NULL)
    existing = galley_publish_find_post (issue, galley_issue_file_get_path (file), login->service, &login->connection,
                                         ledger, cancellable, &error);
  if (error == NULL)
    facts = galley_facts_load (plan, site, issue, galley_issue_file_get_path (file), existing, login->service,
                               &login->connection, ledger, cancellable, &error);
  if (facts == NULL)
    return galley_cli_fail (error, care->json);
  plan->count = facts->count;
  plan->fresh = !galley_post_is_out (existing);
  concerns = galley_guard_run (&(GalleyGuardContext) { plan, issue, site, existing, facts, NULL });
  findings = care->dry_run ? galley_check_run (&checked)
                           : g_ptr_array_new_with_free_func ((GDestroyNotify) galley_finding_unref);
  report = (Report) { findings, concerns, plan };
  visit (&report, print_cb, NULL);
  if (care->dry_run)
    {
      sentence = galley_plan_describe (plan, site, issue, existing, plan->count);
      print_dry_run (&report, sentence, care->json);
      return galley_guard_has_errors (concerns) || galley_check_has_errors (findings) ||
             (care->strict && concerns->len > 0);
    }
  if (galley_guard_has_errors (concerns) || (care->strict && concerns->len > 0))
    return fail (&report, care->json);
  return -1;
}
