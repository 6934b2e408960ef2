/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What people call the language of a dictionary: "English (US)" for en_US; the name itself when it is
 * none that is known. */
char *galley_language_name_dup (const char *name);

G_END_DECLS
