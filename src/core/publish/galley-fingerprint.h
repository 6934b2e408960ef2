/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-issue.h"

G_BEGIN_DECLS

/* The words of an issue in few letters: the same for two texts that differ in the issue's identity
 * alone, which publishing itself writes. (transfer full) */
char *galley_fingerprint_new (GalleyIssue *issue);

G_END_DECLS
