/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-mail-report.h"

GalleyMailReport *
galley_mail_report_new (void)
{
  GalleyMailReport *self = g_new0 (GalleyMailReport, 1);

  self->total = self->submitted = self->delivered = self->failed = self->opened = self->clicked = -1;
  self->failures = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
galley_mail_report_free (GalleyMailReport *self)
{
  g_free (self->status);
  g_free (self->error);
  g_free (self->time);
  g_ptr_array_unref (self->failures);
  g_free (self);
}

gboolean
galley_mail_report_is_going (const GalleyMailReport *self)
{
  return g_strcmp0 (self->status, "pending") == 0 || g_strcmp0 (self->status, "submitting") == 0;
}

void
galley_mail_proof_free (GalleyMailProof *self)
{
  g_free (self->subject);
  g_free (self->html);
  g_free (self->text);
  g_free (self);
}
