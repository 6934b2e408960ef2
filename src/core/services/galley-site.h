/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What a site told about itself when it was asked last. Immutable once loaded, counted atomically;
 * strings may be NULL, arrays never are. */
typedef struct {
  char *id;
  char *name;
  char *slug;
  char *kind;       /* newsletters: "members" or "paid" visibility; tiers: "free" or "paid"; authors: NULL */
  char *design;     /* newsletters: JSON for galley_mail_design_new (); NULL: not said */
  gboolean is_archived; /* newsletters: sent no more; tiers: offered no more */
  gint64 count;     /* newsletters: active members; tags: posts; -1: not known */
} GalleySiteItem;

/* What a key may be too weak for. */
typedef enum {
  GALLEY_RIGHT_PUBLISH = 1 << 0, /* publish, schedule, send, take back */
  GALLEY_RIGHT_OTHERS  = 1 << 1, /* change the posts of other people */
  GALLEY_RIGHT_COUNT   = 1 << 2, /* count members, and read what they did */
  GALLEY_RIGHT_PREVIEW = 1 << 3, /* the mail as the site makes it, and test mails */
  GALLEY_RIGHT_REPORT  = 1 << 4, /* what became of a mail, one by one */
  GALLEY_RIGHT_TAGS    = 1 << 5, /* tag a post */
  GALLEY_RIGHT_VISIBILITY = 1 << 6, /* say who may read a post */
} GalleyRights;

typedef struct _GalleySite {
  char      *title;
  char      *url;
  char      *version;         /* "6.65" */
  char      *timezone;        /* "Asia/Seoul" */
  char      *accent_color;
  char      *icon;            /* an address */
  char      *locale;          /* of the words it puts into its mails: "ko" */
  char      *latest;          /* JSON: its last posts, for mails that show them; NULL: none does */
  gboolean   no_comments;     /* nobody may comment */
  char      *key_kind;        /* "integration" or "staff"; NULL: no key */
  char      *key_owner;       /* staff: the person's name */
  char      *key_owner_id;    /* staff: the author id */
  gboolean   key_owner_only_self; /* staff of a role that must name itself as author */
  char      *key_role;        /* staff: "Editor", as the service calls it */
  GalleyRights lacks;         /* what the key may not do */
  char      *mail_limit;      /* the host lets no mail out: its own words; NULL: it does */
  gint64     mail_max;        /* mails that the host allows in a period; -1: any number */
  gboolean   must_verify;     /* no mail before the host has looked at the site */
  gboolean   can_email;       /* mail is set up there */
  gboolean   can_count;       /* the key may count members */
  char      *default_visibility;
  char      *default_recipients;        /* "visibility", "filter", "disabled" */
  char      *default_recipients_filter;
  GPtrArray *newsletters;     /* (element-type GalleySiteItem), active ones in the site's order */
  GPtrArray *archived;        /* newsletters that are sent no more */
  GPtrArray *tiers;           /* active ones */
  GPtrArray *archived_tiers;  /* nobody joins them any more, and those who are in them still read */
  GPtrArray *tags;
  GPtrArray *authors;
  GPtrArray *labels;
} GalleySite;

#define GALLEY_TYPE_SITE (galley_site_get_type ())
GType       galley_site_get_type (void);
GalleySite *galley_site_new      (void);
GalleySite *galley_site_ref      (GalleySite *self);
void        galley_site_unref    (GalleySite *self);
void        galley_site_item_free (GalleySiteItem *self);
/* By slug, id or name, case-folded. NULL: none. */
const GalleySiteItem *galley_site_find_item (GPtrArray  *items,
                                             const char *which);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySite, galley_site_unref)

G_END_DECLS
