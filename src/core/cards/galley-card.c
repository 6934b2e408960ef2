/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-card.h"

#include "galley-card-rows.h"

#define DECLARE(name) extern const GalleyCardKind galley_card_##name;
GALLEY_CARD_ROWS (DECLARE)

#define POINT(name) &galley_card_##name,
static const GalleyCardKind *const kinds[] = { GALLEY_CARD_ROWS (POINT) NULL };

const GalleyCardKind *const *
galley_card_list_kinds (void)
{
  return kinds;
}

const GalleyCardKind *
galley_card_find_kind (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; kinds[i] != NULL; i++)
    if (g_ascii_strcasecmp (kinds[i]->id, name) == 0)
      return kinds[i];
  return NULL;
}

const char *
galley_card_get_option (const GalleyCardKind *kind,
                        const GalleyNode     *card,
                        const char           *name)
{
  const GalleyCardOption *option = kind->options;
  const char *value = galley_node_get_option (card, name);

  for (; option != NULL && option->name != NULL; option++)
    {
      if (g_strcmp0 (option->name, name) != 0)
        continue;
      if (value == NULL)
        return option->fallback;
      if (option->values == NULL || g_strv_contains (option->values, value))
        return value;
      return option->fallback;
    }
  g_return_val_if_reached ("");
}
