/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-toast.h"

AdwToast *
galley_toast_new (const char *words)
{
  AdwToast *toast;
  GtkWidget *label;

  g_return_val_if_fail (words != NULL, NULL);

  toast = adw_toast_new ("");
  label = gtk_label_new (words);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  adw_toast_set_custom_title (toast, label);
  return toast;
}

gboolean
galley_toast_says (AdwToast *toast, const char *words)
{
  GtkWidget *label = adw_toast_get_custom_title (toast);

  return GTK_IS_LABEL (label) && g_str_equal (gtk_label_get_label (GTK_LABEL (label)), words);
}
