/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-service.h"

#include "galley-service-rows.h"

#define DECLARE_ROW(name) extern const GalleyService galley_service_##name;
#define LIST_ROW(name) &galley_service_##name,

GALLEY_SERVICE_ROWS (DECLARE_ROW)

static const GalleyService *const services[] = {
  GALLEY_SERVICE_ROWS (LIST_ROW) NULL,
};

/**
 * galley_service_list:
 *
 * Returns: (transfer none): all services, %NULL terminated, in the order a person is shown them
 */
const GalleyService *const *
galley_service_list (void)
{
  return services;
}

const GalleyService *
galley_service_find (const char *id)
{
  for (guint i = 0; services[i]; i++)
    if (g_str_equal (services[i]->id, id))
      return services[i];
  return NULL;
}
