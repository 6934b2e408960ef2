/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-issue.h"

G_BEGIN_DECLS

/* What a person chooses while publishing and what belongs to the issue: it goes into the front
 * matter. A plain value; NULL means "leave it as it is", "" and an empty list clear. An empty
 * visibility or audience says nothing to a service, so there the key goes. */
typedef struct {
  char  *visibility;
  char  *newsletter;
  char  *audience; /* only ever cleared: the plan has the one that was chosen */
  char  *subtitle;
  char  *slug;
  char  *subject;
  char **tags;
  char **tiers;
} GalleyChoices;

/* Who may read it, as a journal has it: a visibility, or the tiers with commas. */
GalleyChoices *galley_choices_new_visibility (const char      *visibility);
void        galley_choices_free       (GalleyChoices       *self);
/* All that differs from the front matter as one edit. NULL without error: nothing does. */
GalleyEdit *galley_choices_edit       (const GalleyChoices *self,
                                       GalleyIssue         *issue,
                                       GError             **error);
/* All that differs, a line each: "tags: Korea, Space". NULL: nothing does. */
char       *galley_choices_describe   (const GalleyChoices *self,
                                       GalleyIssue         *issue);
/* The issue as it would be with the choices in it. */
GalleyIssue *galley_choices_apply     (const GalleyChoices *self,
                                       GalleyIssue         *issue,
                                       GError             **error);
/* "a, b , ,c" -> a, b, c; each once. */
char      **galley_choices_split_list (const char          *text);
/* "2026-11-26" and "07:30" in the zone (NULL or unknown: UTC). INVALID when they are no time. */
GDateTime  *galley_choices_parse_time (const char          *date,
                                       const char          *time,
                                       const char          *zone,
                                       GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyChoices, galley_choices_free)

G_END_DECLS
