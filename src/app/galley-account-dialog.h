/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-account-store.h"
#include "galley-compat-dialog.h"
#include "galley-service.h"

G_BEGIN_DECLS

/* Adds or mends an account: the service's own fields, a check against the site, "Connected to TITLE".
 * Signals: "account-added" (GalleyAccount *account). */
#define GALLEY_TYPE_ACCOUNT_DIALOG (galley_account_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GalleyAccountDialog, galley_account_dialog, GALLEY, ACCOUNT_DIALOG, GalleyDialog)

GtkWidget *galley_account_dialog_new (GtkWindow          *parent,
                                      GalleyAccountStore *accounts,
                                      GalleyHttp         *http,
                                      GalleyAccount      *account); /* NULL: a new one */

/* All accounts with test, edit and remove; adding opens the dialog above. */
#define GALLEY_TYPE_ACCOUNTS_WINDOW (galley_accounts_window_get_type ())
G_DECLARE_FINAL_TYPE (GalleyAccountsWindow, galley_accounts_window, GALLEY, ACCOUNTS_WINDOW, GalleyDialog)

GtkWidget *galley_accounts_window_new (GtkWindow          *parent,
                                       GalleyAccountStore *accounts,
                                       GalleyHttp         *http);

G_END_DECLS
