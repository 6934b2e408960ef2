/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "galley-card-complete.h"

/* @line: "^" is the cursor. @expected: what is proposed, with the text it takes the place of. */
static void
check (const char *line,
       const char *expected)
{
  const char *cursor = strchr (line, '^');
  g_autofree char *head = g_strndup (line, cursor - line);
  g_autoptr (GPtrArray) proposals = NULL;
  g_autoptr (GString) said = g_string_new (NULL);
  gsize start = 0;

  proposals = galley_card_complete (head, cursor + 1, &start);
  if (proposals != NULL)
    g_string_append_printf (said, "%s:", head + start);
  for (guint i = 0; proposals != NULL && i < proposals->len; i++)
    {
      const GalleyCardProposal *proposal = proposals->pdata[i];

      g_assert_true (proposal->name[0] != '\0' && proposal->description[0] != '\0');
      g_string_append_printf (said, " %s", proposal->text);
    }
  g_assert_cmpstr (said->str, ==, expected);
}

static void
test_kinds (void)
{
  check ("> [!P^", "P: PULLQUOTE] PRODUCT] PAID]");
  check ("> [!p^", "p: PULLQUOTE] PRODUCT] PAID]");
  check ("> [!PU^]", "PU: PULLQUOTE");
  check (">[!tog^", "tog: TOGGLE]");
  check ("   > [!tip^", "tip: TIP]");
  /* By what it is called, too. */
  check ("> [!call^", "call: CTA]");
  check ("> [!zzz^", "");
  check ("> [^", "");
  check ("[!P^", "");
  check ("> a [!P^", "");
  check ("> [!PULLQUOTE]^", "");
}

static void
test_options (void)
{
  check ("> [!BUTTON] {^", ": align=");
  check ("> [!BUTTON] {al^}", "al: align=");
  check ("> [!SIGNUP] {layout=wide la^", "la: label=");
  check ("> [!SIGNUP] {layout=wide l^", "l: label=");
  check ("> [!SIGNUP] {button=\"a {lay^", "");
  check ("> [!BUTTON] {align=left} al^", "");
  check ("> [!PULLQUOTE] {^", "");
  check ("> [!NOBODY] {^", "");
  check ("> [!BUTTON] ^", "");
}

static void
test_values (void)
{
  check ("> [!BUTTON] {align=^", ": center left");
  check ("> [!button]+ {align=l^}", "l: left");
  check ("> [!CTA] {sponsor=\"A b\" layout=i^", "i: immersive");
  check ("> [!CTA] {sponsor=^", "");
  check ("> [!CTA] {layout=\"^", "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cards/card-complete/kinds", test_kinds);
  g_test_add_func ("/cards/card-complete/options", test_options);
  g_test_add_func ("/cards/card-complete/values", test_values);
  return g_test_run ();
}
