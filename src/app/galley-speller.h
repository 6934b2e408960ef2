/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Judges words in several languages at once: a word is right when one of them knows it. Dictionaries
 * are those of the system; what a writer adds goes into the system's own list for the language.
 * Synchronous; for one thread at a time. */
#define GALLEY_TYPE_SPELLER (galley_speller_get_type ())
G_DECLARE_FINAL_TYPE (GalleySpeller, galley_speller, GALLEY, SPELLER, GObject)

GalleySpeller     *galley_speller_new            (void);
/* With the dictionaries nearest to @wanted, as of galley_speller_find; loads them, which takes a
 * worker's time. */
GalleySpeller     *galley_speller_new_for        (const char *const *wanted);
/* Names of dictionaries that are there, sorted: "en_US", "ko". NULL terminated, (transfer full). */
char             **galley_speller_list_available (GalleySpeller     *self);
/* As people and front matter write them ("en-us", "ko"); the nearest dictionary that is there. NULL:
 * none. (transfer full) */
char              *galley_speller_find           (GalleySpeller     *self,
                                                  const char        *language);
/* Names as of galley_speller_list_available; others are left out. Loads them. */
void               galley_speller_set_languages  (GalleySpeller     *self,
                                                  const char *const *languages);
const char *const *galley_speller_get_languages  (GalleySpeller     *self);
/* TRUE too when no language of the word's script is set. */
gboolean           galley_speller_is_right       (GalleySpeller     *self,
                                                  const char        *word);
/* At most @max; NULL terminated, (transfer full). */
char             **galley_speller_suggest        (GalleySpeller     *self,
                                                  const char        *word,
                                                  guint              max);
/* Into the writer's own list of the first language, for good. */
void               galley_speller_add            (GalleySpeller     *self,
                                                  const char        *word);
/* In no language, as long as this speller is there. */
void               galley_speller_ignore         (GalleySpeller     *self,
                                                  const char        *word);
/* What @other ignores, too: for the one that takes its place. */
void               galley_speller_ignore_as      (GalleySpeller     *self,
                                                  GalleySpeller     *other);

G_END_DECLS
