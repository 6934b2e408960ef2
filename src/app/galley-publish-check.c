/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-publish-check.h"

#include <glib/gi18n-lib.h>

/* More rows than anybody reads; the rest shows when these are mended. */
#define MAX_ROWS 50

struct _GalleyPublishCheck
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (GalleyPublishCheck, galley_publish_check, ADW_TYPE_BIN)

static guint finding_activated_signal;

static void
row_activated_cb (GtkWidget          *row,
                  GalleyPublishCheck *self)
{
  GalleyFinding *finding = g_object_get_data (G_OBJECT (row), "galley-finding");

  g_signal_emit (self, finding_activated_signal, 0, galley_finding_get_line (finding),
                 galley_finding_get_column (finding));
}

static GtkWidget *
create_row (GalleyPublishCheck *self,
            GalleyFinding      *finding)
{
  gboolean is_error = galley_finding_get_severity (finding) == GALLEY_SEVERITY_ERROR;
  guint line = galley_finding_get_line (finding);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (is_error ? "dialog-error-symbolic"
                                                           : "dialog-warning-symbolic");

  gtk_widget_add_css_class (icon, is_error ? "error" : "warning");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), galley_finding_get_message (finding));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  if (line > 0)
    {
      g_autofree char *where = g_strdup_printf (_("Line %u"), line);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), where);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self, 0);
    }
  g_object_set_data_full (G_OBJECT (row), "galley-finding", galley_finding_ref (finding),
                          (GDestroyNotify) galley_finding_unref);
  return row;
}

static guint
add_group (GalleyPublishCheck *self,
           AdwPreferencesPage *page,
           GPtrArray          *findings,
           GalleySeverity      severity,
           const char         *title,
           const char         *description)
{
  GtkWidget *group = adw_preferences_group_new ();
  guint count = 0;

  g_object_ref_sink (group);
  for (guint i = 0; i < findings->len && count < MAX_ROWS; i++)
    if (galley_finding_get_severity (findings->pdata[i]) == severity)
      {
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                   create_row (self, findings->pdata[i]));
        count++;
      }
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  if (count > 0)
    adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
  g_object_unref (group);
  return count;
}

static void
galley_publish_check_class_init (GalleyPublishCheckClass *klass)
{
  finding_activated_signal = g_signal_new ("finding-activated", G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                           G_TYPE_UINT, G_TYPE_UINT);
}

static void
galley_publish_check_init (GalleyPublishCheck *self)
{
}

gboolean
galley_publish_check_show (GalleyPublishCheck *self,
                           GPtrArray          *findings)
{
  GtkWidget *page = adw_preferences_page_new ();
  guint count;

  count = add_group (self, ADW_PREFERENCES_PAGE (page), findings, GALLEY_SEVERITY_ERROR,
                     _("Fix These First"),
                     _("The issue cannot go out as it is. Choose one to go to its line."));
  count += add_group (self, ADW_PREFERENCES_PAGE (page), findings, GALLEY_SEVERITY_WARNING,
                      _("Worth a Look"), _("The issue can go out like this, if you mean it."));
  adw_bin_set_child (ADW_BIN (self), page);
  return count > 0;
}
