/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-facts.h"

G_BEGIN_DECLS

/* A guard stands between a plan and its button: it knows the site, the post that is there and the last
 * mails, as a check in core/checks knows the issue alone. */

/* What a guard may look at. Borrowed. */
typedef struct {
  const GalleyPlan  *plan;
  GalleyIssue       *issue;
  const GalleySite  *site;      /* NULL: an export */
  const GalleyPost  *existing;  /* NULL: there is none, or nobody asked */
  const GalleyFacts *facts;     /* NULL: nobody asked */
  GDateTime         *now;       /* NULL: the clock's */
} GalleyGuardContext;

/* A finding, and another plan that would be free of it, or where a person would choose one. A plain value. */
typedef struct {
  GalleyFinding *finding;
  int            code;   /* of an error, as GALLEY_ERROR says; INVALID unless the row says otherwise */
  char          *label;  /* a button with its letter, "Send to _Paying Members Only"; NULL: the message says it */
  GalleyPlan    *fix;    /* what it chooses; NULL: @place */
  const char    *place;  /* where it leads: "audience", or a key of the front matter; NULL: @fix */
  gboolean       must_agree; /* a warning that a person ticks off before the button can be pressed */
} GalleyConcern;

typedef struct {
  const char *id;   /* also the stem of the findings' ids */
  const char *name; /* N_(): a line of a list of guards */
  /* @context has a site, or the guard asks for none. Any thread. */
  void      (*run) (const GalleyGuardContext *context,
                    GPtrArray                *concerns);
} GalleyGuard;

const GalleyGuard *const *galley_guard_list (void);
/* Errors first. (element-type GalleyConcern) (transfer full) */
GPtrArray     *galley_guard_run         (const GalleyGuardContext *context);
gboolean       galley_guard_has_errors  (GPtrArray                *concerns);
void           galley_concern_free      (GalleyConcern            *self);

/* For the rows. The plan sends a mail, and nobody has the issue yet. */
gboolean       galley_guard_is_sending  (const GalleyGuardContext *context);
const char    *galley_guard_get_place   (const GalleyGuardContext *context);
/* Who may read it when it is out: what the issue leaves unsaid is what the post has there already. */
const char    *galley_guard_get_readers (const GalleyGuardContext *context);
/* @key: of the front matter, NULL: none; @message becomes the callee's. */
GalleyConcern *galley_guard_add         (const GalleyGuardContext *context,
                                         GPtrArray                *concerns,
                                         const char               *id,
                                         GalleySeverity            severity,
                                         const char               *key,
                                         char                     *message);
/* A copy of the plan to be changed, which is the concern's. */
GalleyPlan    *galley_guard_offer       (const GalleyGuardContext *context,
                                         GalleyConcern            *concern,
                                         const char               *label);
/* The same with nothing changed but the newsletter. */
void           galley_guard_offer_newsletter (const GalleyGuardContext *context,
                                              GalleyConcern            *concern,
                                              const GalleySiteItem     *newsletter);
/* The same with nothing changed but the hour, which becomes the callee's. */
void           galley_guard_offer_time  (const GalleyGuardContext *context,
                                         GalleyConcern            *concern,
                                         const char               *label,
                                         GDateTime                *time);
/* What is better is for a person to say, at @place, a static string. */
void           galley_guard_point       (GalleyConcern            *concern,
                                         const char               *label,
                                         const char               *place);

G_END_DECLS
