/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-interrupted-dialog.h"

#include <glib/gi18n-lib.h>

#include "galley-compat.h"
#include "galley-error.h"
#include "galley-job.h"
#include "galley-publish-order.h"

#define WIDTH 520
#define HEIGHT 560

typedef enum {
  ACT_FINISH,
  ACT_LOCATE,
  ACT_LOOK,
  ACT_FORGET,
} Act;

/* One of them on the screen. */
typedef struct {
  GtkWidget *group;
  GtkWidget *look_row;   /* NULL, as the next: nothing can be done about it */
  GtkWidget *forget_row;
  char      *there; /* what the site has; NULL: not asked */
} Entry;

struct _GalleyInterruptedDialog
{
  GalleyDialog        parent_instance;

  /* owned */
  GalleyAccountStore *accounts;
  GalleyHttp         *http;
  char               *state_dir;
  GPtrArray          *list;    /* (element-type GalleyOpenPublish) */
  GArray             *entries; /* (element-type Entry), of the same */
  GCancellable       *cancellable;

  /* borrowed */
  GtkWidget          *page;
  GtkWidget          *message;
  GtkWidget          *empty;

  guint               is_busy : 1;
};

G_DEFINE_FINAL_TYPE (GalleyInterruptedDialog, galley_interrupted_dialog, GALLEY_TYPE_DIALOG)

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->there, g_free);
}

static guint finish_chosen_signal;
static guint row_chosen_signal; /* of itself: index and Act */

static void
say (GalleyInterruptedDialog *self,
     const char              *message)
{
  gtk_label_set_label (GTK_LABEL (self->message), message != NULL ? message : "");
  gtk_widget_set_visible (self->message, message != NULL);
}

static gboolean
has_file (const GalleyOpenPublish *publish)
{
  return publish->issue_path != NULL && g_file_test (publish->issue_path, G_FILE_TEST_EXISTS);
}

static void
activated_cb (GtkWidget               *row,
              GalleyInterruptedDialog *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "galley-index"));
  guint act = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "galley-act"));

  if (!self->is_busy)
    g_signal_emit (self, row_chosen_signal, 0, index, act);
}

static GtkWidget *
create_row (const char *title,
            const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *markup = g_markup_escape_text (subtitle != NULL ? subtitle : "", -1);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), markup);
  return row;
}

static GtkWidget *
add_act (GalleyInterruptedDialog *self,
         GtkWidget               *group,
         guint                    index,
         Act                      act,
         const char              *title)
{
  GtkWidget *row = create_row (title, NULL);
  GtkWidget *image = gtk_image_new_from_icon_name ("go-next-symbolic");

  g_object_set_data (G_OBJECT (row), "galley-index", GUINT_TO_POINTER (index));
  g_object_set_data (G_OBJECT (row), "galley-act", GUINT_TO_POINTER (act));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), image);
  g_signal_connect_object (row, "activated", G_CALLBACK (activated_cb), self, 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

static void
set_subtitle (GtkWidget  *row,
              const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), markup);
}

/* When it is safe, and why it is not. */
static void
update_forget (const Entry             *entry,
               const GalleyOpenPublish *publish)
{
  gboolean can = publish->kept == NULL && (!publish->uncertain || entry->there != NULL);

  gtk_widget_set_sensitive (entry->forget_row, can);
  if (publish->kept != NULL)
    set_subtitle (entry->forget_row, publish->kept);
  else if (!can)
    set_subtitle (entry->forget_row, _("Ask the site first: only it knows what became of it."));
  else
    set_subtitle (entry->forget_row, _("Nothing on the site changes. Publishing the issue later asks the site first, as now."));
}

static char *
dup_time (const GalleyOpenPublish *publish)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (publish->time);

  /* Translators: a date and a time of day, as strftime has it */
  return time != NULL ? g_date_time_format (time, _("%A, %-d %B %Y, %H:%M")) : g_strdup ("");
}

/* What an editor knows it by. */
static char *
dup_heading (const GalleyOpenPublish *publish)
{
  if (publish->title != NULL && publish->title[0] != '\0')
    return g_strdup (publish->title);
  if (publish->issue_path != NULL)
    return g_filename_display_basename (publish->issue_path);
  return g_strdup (publish->unreadable ? _("Unknown Issue") : _("Untitled Issue"));
}

static char *
dup_about (const GalleyOpenPublish *publish)
{
  g_autofree char *time = dup_time (publish);

  if (!publish->unreadable)
    /* Translators: a site and a date: "focus.example, Thursday, 26 November 2026, 18:04" */
    return g_strdup_printf (_("%s, %s"), publish->site, time);
  /* Translators: when its file was written last, as a date and a time of day, and the ID of an issue */
  return publish->time > 0 ? g_strdup_printf (_("Last step: %s (%s)"), time, publish->id) : g_strdup (publish->id);
}

static void
add_acts (GalleyInterruptedDialog *self,
          Entry                   *entry,
          guint                    index)
{
  const GalleyOpenPublish *publish = g_ptr_array_index (self->list, index);

  if (has_file (publish))
    add_act (self, entry->group, index, ACT_FINISH, _("_Finish…"));
  else
    add_act (self, entry->group, index, ACT_LOCATE, _("_Locate the File…"));
  entry->look_row = add_act (self, entry->group, index, ACT_LOOK, _("_Ask the Site What It Has"));
  entry->forget_row = add_act (self, entry->group, index, ACT_FORGET, _("F_orget It…"));
  update_forget (entry, publish);
}

static void
add_entry (GalleyInterruptedDialog *self,
           guint                    index)
{
  const GalleyOpenPublish *publish = g_ptr_array_index (self->list, index);
  Entry entry = { .group = adw_preferences_group_new () };
  g_autofree char *title = dup_heading (publish);
  g_autofree char *where = dup_about (publish);
  g_autofree char *heading = g_markup_escape_text (title, -1);
  g_autofree char *about = g_markup_escape_text (where, -1);
  g_autofree char *state = g_markup_escape_text (publish->state, -1);
  g_autofree char *file = NULL;
  GtkWidget *row;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (entry.group), heading);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (entry.group), about);
  if (publish->unreadable)
    file = g_strdup (publish->kept);
  else if (publish->issue_path == NULL)
    file = g_strdup (_("Its issue was never saved in a file."));
  else if (!has_file (publish))
    file = g_strdup_printf (_("Its file is not there any more: %s"), publish->issue_path);
  else
    file = g_filename_display_name (publish->issue_path);
  row = create_row (state, file);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (entry.group), row);
  if (!publish->unreadable)
    add_acts (self, &entry, index);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), ADW_PREFERENCES_GROUP (entry.group));
  g_array_append_val (self->entries, entry);
}

static void
fill (GalleyInterruptedDialog *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    adw_preferences_page_remove (ADW_PREFERENCES_PAGE (self->page),
                                 ADW_PREFERENCES_GROUP (g_array_index (self->entries, Entry, i).group));
  g_array_set_size (self->entries, 0);
  g_clear_pointer (&self->list, g_ptr_array_unref);
  self->list = galley_open_publish_list (self->state_dir);
  for (guint i = 0; i < self->list->len; i++)
    add_entry (self, i);
  gtk_widget_set_visible (self->empty, self->list->len == 0);
}

/* What a worker does, and with what. */
typedef struct {
  Act                      act;
  guint                    index;
  GPtrArray               *list;
  const GalleyOpenPublish *publish; /* of the list */
  GalleyAccountStore      *accounts;
  GalleyHttp              *http;
  char                    *state_dir;
  char                    *path;
  gboolean                 looked;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_ptr_array_unref (work->list);
  g_object_unref (work->accounts);
  g_object_unref (work->http);
  g_free (work->state_dir);
  g_free (work->path);
  g_free (work);
}

static gpointer
work_func (gpointer             data,
           GalleyProgressFunc   progress,
           gpointer             progress_data,
           GCancellable        *cancellable,
           GError             **error)
{
  const Work *work = data;
  g_autoptr (GalleyLedger) ledger = NULL;
  gboolean good;

  if (work->act == ACT_LOOK)
    return galley_publish_order_look_open (work->publish, work->accounts, work->http, cancellable, error);
  if (work->act == ACT_FORGET)
    good = galley_open_publish_forget (work->publish, work->state_dir, work->looked, cancellable, error);
  else
    {
      ledger = galley_ledger_new (work->state_dir, error);
      good = ledger != NULL && galley_open_publish_locate (work->publish, work->path, ledger, cancellable, error);
    }
  return good ? g_strdup ("") : NULL;
}

static void
worked_cb (gpointer      owner,
           gpointer      result,
           const GError *error,
           gpointer      data)
{
  GalleyInterruptedDialog *self = owner;
  const Work *work = data;
  Entry *entry;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->is_busy = FALSE;
  entry = &g_array_index (self->entries, Entry, work->index);
  if (work->act == ACT_LOOK)
    {
      g_free (entry->there);
      entry->there = g_strdup (result);
      set_subtitle (entry->look_row, result != NULL ? result : error->message);
      update_forget (entry, work->publish);
      return;
    }
  say (self, error != NULL ? error->message : NULL);
  if (error == NULL)
    fill (self);
}

static void
start (GalleyInterruptedDialog *self,
       guint                    index,
       Act                      act,
       const char              *path)
{
  Work *work = g_new0 (Work, 1);

  work->act = act;
  work->index = index;
  work->list = g_ptr_array_ref (self->list);
  work->publish = g_ptr_array_index (self->list, index);
  work->accounts = g_object_ref (self->accounts);
  work->http = g_object_ref (self->http);
  work->state_dir = g_strdup (self->state_dir);
  work->path = g_strdup (path);
  work->looked = g_array_index (self->entries, Entry, index).there != NULL;
  self->is_busy = TRUE;
  say (self, NULL);
  if (act == ACT_LOOK)
    set_subtitle (g_array_index (self->entries, Entry, index).look_row, _("Asking…"));
  galley_job_run (self, work_func, work, work_free, g_free, NULL, self->cancellable, worked_cb);
}

void
galley_interrupted_dialog_locate (GalleyInterruptedDialog *self,
                                  guint                    index,
                                  const char              *path)
{
  g_return_if_fail (GALLEY_IS_INTERRUPTED_DIALOG (self));

  if (!self->is_busy && index < self->list->len)
    start (self, index, ACT_LOCATE, path);
}

static void
located_cb (GtkWidget         *window,
            const char *const *paths,
            gpointer           user_data)
{
  if (paths != NULL && paths[0] != NULL)
    galley_interrupted_dialog_locate (GALLEY_INTERRUPTED_DIALOG (window), GPOINTER_TO_UINT (user_data), paths[0]);
}

static void
forget_answer_cb (GtkWidget  *window,
                  const char *answer,
                  gpointer    user_data)
{
  if (g_str_equal (answer, "forget"))
    start (GALLEY_INTERRUPTED_DIALOG (window), GPOINTER_TO_UINT (user_data), ACT_FORGET, NULL);
}

static void
ask_forget (GalleyInterruptedDialog *self,
            guint                    index)
{
  const char *const answers[] = { "cancel", _("_Cancel"), "forget", _("!_Forget It"), NULL };
  const GalleyOpenPublish *publish = g_ptr_array_index (self->list, index);
  const Entry *entry = &g_array_index (self->entries, Entry, index);
  g_autofree char *body
      = g_strdup_printf (_("%s %s What is on the site stays as it is, and nothing more is sent."), publish->state,
                         entry->there != NULL ? entry->there : "");

  galley_compat_ask (GTK_WIDGET (self), _("Forget This Publish?"), body, answers, forget_answer_cb,
                     GUINT_TO_POINTER (index));
}

static void
act_cb (GalleyInterruptedDialog *self,
        guint                    index,
        guint                    act)
{
  switch ((Act) act)
    {
    case ACT_FINISH:
      g_signal_emit (self, finish_chosen_signal, 0, g_ptr_array_index (self->list, index));
      galley_dialog_close (GALLEY_DIALOG (self));
      break;
    case ACT_LOCATE:
      galley_compat_open_files (GTK_WIDGET (self), _("Locate the File"), located_cb, GUINT_TO_POINTER (index));
      break;
    case ACT_FORGET:
      ask_forget (self, index);
      break;
    case ACT_LOOK:
    default:
      start (self, index, ACT_LOOK, NULL);
      break;
    }
}

static void
galley_interrupted_dialog_dispose (GObject *object)
{
  g_cancellable_cancel (GALLEY_INTERRUPTED_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (galley_interrupted_dialog_parent_class)->dispose (object);
}

static void
galley_interrupted_dialog_finalize (GObject *object)
{
  GalleyInterruptedDialog *self = GALLEY_INTERRUPTED_DIALOG (object);

  g_clear_object (&self->accounts);
  g_clear_object (&self->http);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->state_dir, g_free);
  g_clear_pointer (&self->list, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_array_unref);
  G_OBJECT_CLASS (galley_interrupted_dialog_parent_class)->finalize (object);
}

/* A window that was closed is not disposed of while a job keeps it. */
static void
galley_interrupted_dialog_unrealize (GtkWidget *widget)
{
  g_cancellable_cancel (GALLEY_INTERRUPTED_DIALOG (widget)->cancellable);
  GTK_WIDGET_CLASS (galley_interrupted_dialog_parent_class)->unrealize (widget);
}

static void
galley_interrupted_dialog_class_init (GalleyInterruptedDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = galley_interrupted_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = galley_interrupted_dialog_finalize;
  GTK_WIDGET_CLASS (klass)->unrealize = galley_interrupted_dialog_unrealize;
  finish_chosen_signal = g_signal_new ("finish-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  row_chosen_signal = g_signal_new_class_handler ("row-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           G_CALLBACK (act_cb), NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT,
                                           G_TYPE_UINT);
}

static GtkWidget *
create_label (const char *css,
              const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css);
  gtk_widget_set_margin_top (label, 12);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_end (label, 12);
  gtk_widget_set_visible (label, FALSE);
  return label;
}

static void
galley_interrupted_dialog_init (GalleyInterruptedDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->cancellable = g_cancellable_new ();
  self->entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  g_array_set_clear_func (self->entries, entry_clear);
  self->page = adw_preferences_page_new ();
  self->message = create_label ("error", NULL);
  self->empty = create_label ("dim-label", _("Nothing is interrupted any more."));
  gtk_widget_set_vexpand (self->page, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), self->message);
  gtk_box_append (GTK_BOX (box), self->empty);
  gtk_box_append (GTK_BOX (box), self->page);
  galley_dialog_set_content (GALLEY_DIALOG (self), box);
  galley_dialog_set_title (GALLEY_DIALOG (self), _("Interrupted"));
  galley_dialog_set_size (GALLEY_DIALOG (self), WIDTH, HEIGHT);
}

GtkWidget *
galley_interrupted_dialog_new (GtkWindow          *parent,
                               GalleyAccountStore *accounts,
                               GalleyHttp         *http,
                               const char         *state_dir)
{
  GalleyInterruptedDialog *self = g_object_new (GALLEY_TYPE_INTERRUPTED_DIALOG, NULL);

  galley_dialog_set_parent (GALLEY_DIALOG (self), parent);
  self->accounts = g_object_ref (accounts);
  self->http = g_object_ref (http);
  self->state_dir = g_strdup (state_dir);
  fill (self);
  return GTK_WIDGET (self);
}
