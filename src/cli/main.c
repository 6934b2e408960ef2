/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-error.h"

int
main (int argc, char **argv)
{
  return 2;
}
