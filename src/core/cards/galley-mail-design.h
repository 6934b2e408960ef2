/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <galley-json.h>

G_BEGIN_DECLS

/* For the small print, whatever the fonts of a design are. */
#define GALLEY_MAIL_SANS                                                                           \
  "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"

/* How the mails of a newsletter look, as its site has it set: read once, immutable, counted
 * atomically. Colours are "#rrggbb" and safe in a style, fonts are families in CSS; what the site
 * does not say is as Galley's own mails have it. */
typedef struct {
  /* Owned */
  char *accent;
  char *background;
  char *header_background; /* NULL: as the rest */
  char *title_color;       /* of the post's title */
  char *section_color;     /* of headings */
  char *divider;
  char *button;
  char *link;
  char *name;              /* the newsletter's; NULL: not known */
  char *header_image;      /* an address; NULL: none */
  char *footer;            /* HTML; NULL: none */
  /* Borrowed: constants */
  const char *ink;         /* of words */
  const char *dim;         /* of small ones */
  const char *site_dim;    /* of the same in Ghost's mails; some mail programs know no such colour */
  const char *edge;        /* round a card, as above */
  const char *button_ink;
  const char *accent_ink;
  const char *title_font;
  const char *body_font;
  const char *title_weight;
  const char *title_align;
  const char *button_radius;
  const char *image_radius;
  const char *link_decoration;

  guint is_site : 1;       /* a site said all this: its frame is drawn, too */
  guint outline_buttons : 1;
  guint show_icon : 1;
  guint show_site_title : 1;
  guint show_name : 1;
  guint show_title : 1;
  guint show_excerpt : 1;
  guint show_feature_image : 1;
  guint show_badge : 1;
  guint show_feedback : 1;     /* buttons: more, or less like this */
  guint show_comment : 1;
  guint show_share : 1;
  guint show_latest : 1;       /* the site's last posts */
  guint show_subscription : 1; /* who gets it, and why */
} GalleyMailDesign;

/* @settings: under the names that Ghost gives a newsletter's; NULL: Galley's own look. @accent: the
 * site's colour; NULL or no colour: Galley's. */
GalleyMailDesign *galley_mail_design_new   (JsonObject             *settings,
                                            const char             *accent);
GalleyMailDesign *galley_mail_design_ref   (const GalleyMailDesign *self);
void              galley_mail_design_unref (GalleyMailDesign       *self);
/* The names that count, NULL terminated. */
extern const char *const galley_mail_design_keys[];
/* White can be read on @background, "#rrggbb" or "#rgb". */
gboolean          galley_mail_design_is_dark (const char           *background);
/* Black or white, whichever can be read on @background, "#rrggbb" or "#rgb". */
const char       *galley_mail_design_get_ink (const char           *background);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyMailDesign, galley_mail_design_unref)

G_END_DECLS
