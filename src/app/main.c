/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "galley-application.h"
#include "galley-job.h"
#include "galley-locale.h"

int
main (int argc, char **argv)
{
  g_autoptr (GalleyApplication) application = NULL;
  int status;

  galley_locale_init ();
  g_set_application_name (_("Galley"));

  application = galley_application_new ();
  status = g_application_run (G_APPLICATION (application), argc, argv);
  galley_job_wait_freed ();
  return status;
}
