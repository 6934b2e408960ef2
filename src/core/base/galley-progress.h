/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One report of a slow function on its way. @message is translated and finished; @done of @total
 * steps of this stage are behind it (@total 0: not known). Valid during the call only. */
typedef struct {
  const char *stage; /* a stable word: "check", "pictures", "draft", "verify", "send", "mail" */
  const char *message;
  guint       done;
  guint       total;
} GalleyProgress;

/* Called on the thread of the slow function. */
typedef void (*GalleyProgressFunc) (const GalleyProgress *progress,
                                    gpointer              user_data);

G_END_DECLS
