/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-receipt.h"

void
galley_receipt_free (GalleyReceipt *self)
{
  g_free (self->service);
  g_clear_pointer (&self->post, galley_post_free);
  g_free (self->path);
  g_clear_pointer (&self->pictures, g_ptr_array_unref);
  g_clear_pointer (&self->differences, g_ptr_array_unref);
  g_free (self);
}
