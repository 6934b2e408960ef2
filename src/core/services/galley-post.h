/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What a service is asked to store: front matter names (title, subtitle, slug, tags, visibility,
 * image, image-alt, …) and "body", "status" (draft, published, scheduled), "published-at"
 * (ISO 8601 UTC), "marker" (an HTML comment that no reader sees). A name that is not there keeps its value on the server, one with neither value
 * nor list clears it. Pictures are already addresses of the site. Built once, then read. */
typedef struct _GalleyPostFields GalleyPostFields;

GalleyPostFields  *galley_post_fields_new      (void);
void               galley_post_fields_free     (GalleyPostFields       *self);
void               galley_post_fields_set      (GalleyPostFields       *self,
                                                const char             *name,
                                                const char             *value);
void               galley_post_fields_set_list (GalleyPostFields       *self,
                                                const char             *name,
                                                const char *const      *list);
void               galley_post_fields_unset    (GalleyPostFields       *self,
                                                const char             *name);
gboolean           galley_post_fields_has      (const GalleyPostFields *self,
                                                const char             *name);
const char        *galley_post_fields_get      (const GalleyPostFields *self,
                                                const char             *name);
const char *const *galley_post_fields_get_list (const GalleyPostFields *self,
                                                const char             *name);
/* Sorted by name; NULL terminated. (transfer container) */
const char       **galley_post_fields_list_names (const GalleyPostFields *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyPostFields, galley_post_fields_free)

/* A post as the service has it. A plain value; any string may be NULL. */
typedef struct {
  char    *id;
  char    *slug;
  char    *title;
  char    *url;             /* where it can be read, or previewed while it is a draft */
  char    *edit_url;        /* the service's own editor */
  char    *status;          /* draft published scheduled sent */
  char    *created_at;
  char    *updated_at;
  char    *published_at;
  char    *visibility;
  char   **tiers;           /* their names, where it is for some; NULL: it is not, or nobody said */
  char    *subject;         /* of its mail, where it is not the title */
  char    *html;            /* what the service rendered */
  char    *body;            /* in the service's own format, as it returned it */
  char    *marker;          /* where ours stands; a person may have written there as well */
  gboolean email_only;      /* for the mail alone, never on the site */
  char    *newsletter;
  char    *segment;
  char    *email_status;    /* NULL: no mail; pending submitting submitted failed */
  char    *email_error;
  gint64   email_count;     /* recipients; -1: not known */
  char    *json;            /* the whole answer's post object */
} GalleyPost;

/* (transfer full) (nullable): of NULL NULL. */
GalleyPost *galley_post_copy         (const GalleyPost *self);
void     galley_post_free            (GalleyPost       *self);
/* Readers have it, as a page or as a mail alone. FALSE for NULL, a post that is not there. */
gboolean galley_post_is_out          (const GalleyPost *self);
/* Its mail, or a part of it, did not get to the mail service. */
gboolean galley_post_has_failed_mail (const GalleyPost *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyPost, galley_post_free)

G_END_DECLS
