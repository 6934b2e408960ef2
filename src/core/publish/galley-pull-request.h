/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-ledger.h"
#include "galley-service.h"

G_BEGIN_DECLS

/* Which post, from where and into which file. */
typedef struct {
  const GalleyService    *service;
  const GalleyConnection *connection;
  const char             *post;        /* its id, or its slug */
  const char             *path;        /* the file, which is not there yet or has the same post */
  GalleyLedger           *ledger;
  GalleyProgressFunc      progress;    /* may be NULL */
  gpointer                progress_data;
} GalleyPullRequest;

G_END_DECLS
