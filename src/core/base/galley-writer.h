/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The one place that writes markup: element, attribute, text. Nothing else escapes. */
typedef struct _GalleyWriter GalleyWriter;

GalleyWriter *galley_writer_new       (void);
void          galley_writer_free      (GalleyWriter *self);
char         *galley_writer_finish    (GalleyWriter *self,
                                       gsize        *length);
gsize         galley_writer_get_length (const GalleyWriter *self);
/* Names and values follow as pairs and end with NULL; a pair whose value is NULL is left out. */
void          galley_writer_open      (GalleyWriter *self,
                                       const char   *element,
                                       ...) G_GNUC_NULL_TERMINATED;
void          galley_writer_empty     (GalleyWriter *self,
                                       const char   *element,
                                       ...) G_GNUC_NULL_TERMINATED;
void          galley_writer_close     (GalleyWriter *self,
                                       const char   *element);
void          galley_writer_text      (GalleyWriter *self,
                                       const char   *text,
                                       gssize        length);
void          galley_writer_comment   (GalleyWriter *self,
                                       const char   *comment);
/* Markup that is already markup: the issue's own HTML, or what another writer finished. */
void          galley_writer_markup    (GalleyWriter *self,
                                       const char   *markup,
                                       gssize        length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyWriter, galley_writer_free)

G_END_DECLS
