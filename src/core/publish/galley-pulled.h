/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-originals.h"
#include "galley-publish-request.h"

G_BEGIN_DECLS

/* What the site had when the issue was pulled from it; NULL: it never was. */
GalleyOriginals *galley_pulled_load (const GalleyPublishRequest *request);

G_END_DECLS
