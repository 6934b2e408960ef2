/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-mail-meter.h"

#include <glib/gi18n-lib.h>

#include "galley-job.h"
#include "galley-site-memory.h"

#define PAUSE 400 /* ms after a parse */
#define MAX_ROWS 6

struct _GalleyMailMeter {
  GtkWidget parent_instance;

  /* Owned */
  GalleyDocument *document;
  GalleyMailSize *size; /* of the newest measurement */
  GalleyLedger *ledger; /* opened by the first one */
  char *state_dir;

  /* Borrowed: children */
  GtkWidget *button;
  GtkWidget *label;
  GtkWidget *words;
  GtkWidget *list;

  guint source;
  guint serial; /* of the document: a measurement of another one is not shown */
  guint is_measuring : 1;
  guint measure_again : 1;
};

enum {
  LINE_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyMailMeter, galley_mail_meter, GTK_TYPE_WIDGET)

typedef struct {
  GalleyIssue *issue;
  GalleyLedger *ledger; /* opened by the worker when it is NULL */
  char *state_dir;
  guint serial;
} Input;

static void schedule (GalleyMailMeter *self);

static void
input_free (gpointer data)
{
  Input *input = data;

  g_clear_pointer (&input->issue, galley_issue_unref);
  g_clear_object (&input->ledger);
  g_free (input->state_dir);
  g_free (input);
}

static gpointer
measure (gpointer data, GalleyProgressFunc progress, gpointer progress_data,
         GCancellable *cancellable, GError **error)
{
  Input *input = data;
  g_autoptr (GalleySiteMemory) memory
      = galley_site_memory_open (input->state_dir, &input->ledger, input->issue);
  GalleyRenderOptions look = { 0 };
  GalleyMailSize *size;

  if (memory)
    galley_site_memory_fill (memory, &look);
  size = galley_mail_size_new (input->issue, &look,
                               memory ? galley_site_memory_get_overhead (memory) : NULL);
  /* Here, where it may take its time: it may be the last of a long text. */
  g_clear_pointer (&input->issue, galley_issue_unref);
  return size;
}

static guint
to_kilobytes (gsize bytes)
{
  return (bytes + 512) / 1024;
}

static void
fill_list (GalleyMailMeter *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)))
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; self->size && i < MIN (self->size->blocks->len, MAX_ROWS); i++)
    {
      const GalleyMailBlock *block = &g_array_index (self->size->blocks, GalleyMailBlock, i);
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *title = g_strdup_printf (_("Line %u"), block->start_line);
      g_autofree char *bytes = g_strdup_printf (_("%.1f KB"), block->bytes / 1024.0);
      GtkWidget *label = gtk_label_new (bytes);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_add_css_class (label, "numeric");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_object_set_data (G_OBJECT (row), "line", GUINT_TO_POINTER (block->start_line));
      gtk_list_box_append (GTK_LIST_BOX (self->list), row);
    }
  gtk_widget_set_visible (self->list, self->size && self->size->blocks->len > 0);
}

/* Only what changes: to take a class away and give it back is another look for the label. */
static void
set_level (GtkWidget *label, gsize bytes)
{
  static const char *const levels[] = { "error", "warning", "dim-label" };
  const char *now = bytes > GALLEY_MAIL_LIMIT            ? "error"
                    : bytes > GALLEY_MAIL_LIMIT / 10 * 9 ? "warning"
                                                         : "dim-label";

  if (gtk_widget_has_css_class (label, now))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    gtk_widget_remove_css_class (label, levels[i]);
  gtk_widget_add_css_class (label, now);
}

static void
show_size (GalleyMailMeter *self)
{
  gsize bytes = self->size->total;
  guint limit = to_kilobytes (GALLEY_MAIL_LIMIT);
  g_autofree char *text = g_strdup_printf (_("Mail %u of %u KB"), to_kilobytes (bytes), limit);
  g_autofree char *words = NULL;

  if (bytes > GALLEY_MAIL_LIMIT)
    words = g_strdup_printf (_("The mail is about %u KB. Gmail cuts it off after %u KB, so its "
                               "readers do not see the end."),
                             to_kilobytes (bytes), limit);
  else
    words = g_strdup_printf (_("The mail is about %u KB. Gmail cuts a mail off after %u KB."),
                             to_kilobytes (bytes), limit);
  gtk_label_set_label (GTK_LABEL (self->label), text);
  gtk_label_set_label (GTK_LABEL (self->words), words);
  gtk_widget_set_tooltip_text (self->button, words);
  set_level (self->label, bytes);
  gtk_widget_set_visible (self->button, TRUE);
  /* Not the list, which hides while it is empty. */
  if (gtk_widget_get_mapped (self->words))
    fill_list (self);
}

static void
measured_cb (gpointer owner, gpointer result, const GError *error, gpointer data)
{
  GalleyMailMeter *self = owner;
  const GalleyMailSize *size = result;
  Input *input = data;

  self->is_measuring = FALSE;
  g_set_object (&self->ledger, input->ledger);
  if (self->document && size && input->serial == self->serial)
    {
      g_clear_pointer (&self->size, galley_mail_size_free);
      self->size = g_new0 (GalleyMailSize, 1);
      self->size->total = size->total;
      self->size->blocks = g_array_ref (size->blocks);
      show_size (self);
    }
  if (self->document && self->measure_again)
    schedule (self);
}

static gboolean
source_cb (gpointer user_data)
{
  GalleyMailMeter *self = user_data;
  Input *input;

  self->source = 0;
  self->measure_again = self->is_measuring;
  if (self->is_measuring)
    return G_SOURCE_REMOVE;
  input = g_new0 (Input, 1);
  input->issue = galley_issue_ref (galley_document_get_issue (self->document));
  input->ledger = self->ledger ? g_object_ref (self->ledger) : NULL;
  input->state_dir = g_strdup (self->state_dir);
  input->serial = self->serial;
  self->is_measuring = TRUE;
  galley_job_run (self, measure, input, input_free, (GDestroyNotify) galley_mail_size_free, NULL,
                  NULL, measured_cb);
  return G_SOURCE_REMOVE;
}

static void
schedule (GalleyMailMeter *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add (PAUSE, source_cb, self);
}

static void
row_activated_cb (GalleyMailMeter *self, GtkWidget *row)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  g_signal_emit (self, signals[LINE_ACTIVATED], 0,
                 GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "line")));
}

static void
galley_mail_meter_dispose (GObject *object)
{
  GalleyMailMeter *self = GALLEY_MAIL_METER (object);

  galley_mail_meter_set_document (self, NULL);
  g_clear_object (&self->ledger);
  g_clear_pointer (&self->state_dir, g_free);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  G_OBJECT_CLASS (galley_mail_meter_parent_class)->dispose (object);
}

static void
galley_mail_meter_class_init (GalleyMailMeterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = galley_mail_meter_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[LINE_ACTIVATED]
      = g_signal_new ("line-activated", GALLEY_TYPE_MAIL_METER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static GtkWidget *
make_popover (GalleyMailMeter *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_set_size_request (box, 280, -1);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  self->words = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->words), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->words), 36);
  gtk_label_set_xalign (GTK_LABEL (self->words), 0);
  gtk_box_append (GTK_BOX (box), self->words);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What Makes the Mail Large"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_object (popover, "show", G_CALLBACK (fill_list), self, G_CONNECT_SWAPPED);
  return popover;
}

static void
galley_mail_meter_init (GalleyMailMeter *self)
{
  self->label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->label, "caption");
  gtk_widget_add_css_class (self->label, "numeric");
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->button), GTK_ARROW_UP);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), self->label);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), make_popover (self));
  gtk_widget_add_css_class (self->button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Size of the Mail"), -1);
  gtk_widget_set_visible (self->button, FALSE);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

void
galley_mail_meter_set_state_dir (GalleyMailMeter *self, const char *state_dir)
{
  g_return_if_fail (GALLEY_IS_MAIL_METER (self));

  g_free (self->state_dir);
  self->state_dir = g_strdup (state_dir);
  g_clear_object (&self->ledger);
}

void
galley_mail_meter_set_document (GalleyMailMeter *self, GalleyDocument *document)
{
  g_return_if_fail (GALLEY_IS_MAIL_METER (self));

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  g_clear_pointer (&self->size, galley_mail_size_free);
  self->serial++;
  if (self->button)
    gtk_widget_set_visible (self->button, FALSE);
  if (document == NULL)
    return;
  g_signal_connect_object (document, "parsed", G_CALLBACK (schedule), self, G_CONNECT_SWAPPED);
  schedule (self);
}
