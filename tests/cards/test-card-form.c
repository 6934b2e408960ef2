/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "galley-card-form.h"

/* What a person may type into a field of words. */
static const char *const words[] = {
  "",
  "plain",
  "two words",
  "a \"quote\" and a \\ backslash",
  "{braces} and } more",
  "=equals=",
  "' & <b> | #",
  "한국어 👋",
  "{starts with a brace",
  "ends with a backslash\\",
  NULL,
};
static const char *const numbers[] = { "0", "1", "65.5", "123456789", NULL };
static const char *const colors[] = { "#1a2b3c", "accent", NULL };
static const char *const addresses[] = { "https://example.org/a?b=c&d=%20", "a b (c).jpg", NULL };

static const char *const *
get_samples (const GalleyCardField *field)
{
  switch (field->type)
    {
    case GALLEY_CARD_FIELD_CHOICE: return field->values;
    case GALLEY_CARD_FIELD_NUMBER: return numbers;
    case GALLEY_CARD_FIELD_COLOR: return colors;
    case GALLEY_CARD_FIELD_ADDRESS: return addresses;
    case GALLEY_CARD_FIELD_WORDS: return words;
    default: g_assert_not_reached ();
    }
}

static GHashTable *
new_values (const GalleyCardKind *kind)
{
  g_autoptr (GPtrArray) fields = galley_card_form_list_fields (kind, TRUE);
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  /* Without what is needed there is no card. */
  for (guint i = 0; i < fields->len; i++)
    {
      const GalleyCardField *field = fields->pdata[i];

      if (field->needed)
        g_hash_table_insert (values, g_strdup (field->key), g_strdup ("https://example.org/"));
    }
  return values;
}

static const GalleyNode *
get_card (GalleyIssue          *issue,
          const GalleyCardKind *kind)
{
  const GalleyNode *card = galley_issue_get_root (issue)->first_child;

  for (guint i = 0; i < galley_issue_get_n_findings (issue); i++)
    g_test_message ("finding: %s", galley_finding_get_message (galley_issue_get_finding (issue, i)));
  g_assert_cmpuint (galley_issue_get_n_findings (issue), ==, 0);
  g_assert_nonnull (card);
  g_assert_null (card->next);
  g_assert_cmpint (card->type, ==, GALLEY_NODE_CARD);
  g_assert_true (galley_card_find_kind (card->card.kind) == kind);
  return card;
}

/* Written, parsed and read it has the same value; and a change of it is found. */
static void
check_value (const GalleyCardKind  *kind,
             const GalleyCardField *field,
             const char            *value)
{
  g_autoptr (GHashTable) values = new_values (kind);
  g_autoptr (GHashTable) read = NULL;
  g_autoptr (GalleyIssue) issue = NULL;
  g_autoptr (GalleyEdit) edit = NULL;
  g_autofree char *text = NULL;
  const GalleyNode *card;
  gsize cursor;

  g_assert_true (galley_card_form_accepts (field, value));
  g_hash_table_insert (values, g_strdup (field->key), g_strdup (value));
  text = galley_card_form_write (kind, values, "Body.", &cursor);
  g_test_message ("%s", text);
  g_assert_cmpuint (cursor, <=, strlen (text));
  issue = galley_issue_new (text, -1);
  card = get_card (issue, kind);
  if (field->in_body)
    return;
  read = galley_card_form_read (kind, card);
  g_assert_cmpstr (g_hash_table_lookup (read, field->key), ==, value);
  g_assert_null (galley_card_form_change (kind, issue, card, read));
  if (g_strcmp0 (value, "changed") == 0 || field->type != GALLEY_CARD_FIELD_WORDS)
    return;

  g_hash_table_insert (read, g_strdup (field->key), g_strdup ("changed"));
  edit = galley_card_form_change (kind, issue, card, read);
  g_assert_nonnull (edit);
  g_assert_cmpuint (edit->start, ==, 0);
  g_assert_cmpuint (edit->end, ==, strcspn (text, "\n"));
}

static void
test_round_trip (gconstpointer data)
{
  const GalleyCardKind *kind = data;
  g_autoptr (GPtrArray) fields = galley_card_form_list_fields (kind, TRUE);
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < fields->len; i++)
    {
      const GalleyCardField *field = fields->pdata[i];
      const char *const *samples = get_samples (field);

      g_assert_true (g_hash_table_add (keys, field->key));
      g_assert_true (field->name[0] != '\0');
      g_assert_nonnull (field->fallback);
      if (field->type == GALLEY_CARD_FIELD_CHOICE)
        g_assert_true (galley_card_form_accepts (field, field->fallback));
      for (guint j = 0; samples[j] != NULL; j++)
        check_value (kind, field, samples[j]);
    }
}

/* All the fields at once, and the body after them. */
static void
test_all_fields (void)
{
  const GalleyCardKind *kind = galley_card_find_kind ("signup");
  g_autoptr (GHashTable) values = new_values (kind);
  g_autofree char *text = NULL;
  gsize cursor;

  g_hash_table_insert (values, g_strdup ("title"), g_strdup ("Sign\nup"));
  g_hash_table_insert (values, g_strdup ("option:layout"), g_strdup ("full"));
  g_hash_table_insert (values, g_strdup ("option:align"), g_strdup ("left"));
  g_hash_table_insert (values, g_strdup ("option:button"), g_strdup ("Join & read"));
  g_hash_table_insert (values, g_strdup ("part:0:words"), g_strdup (" A letter a week. "));
  g_hash_table_insert (values, g_strdup ("part:1:words"), g_strdup ("No spam."));
  text = galley_card_form_write (kind, values, NULL, &cursor);
  g_assert_cmpstr (text, ==,
                   "> [!SIGNUP] {layout=full button=\"Join & read\"} Sign up\n"
                   "> A letter a week.\n> \n> No spam.");
  g_assert_cmpuint (cursor, ==, strlen (text));
}

static char *
write_one (const char *id,
           const char *key,
           const char *value,
           const char *blocks,
           gsize      *cursor)
{
  const GalleyCardKind *kind = galley_card_find_kind (id);
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (values, (gpointer) key, (gpointer) value);
  return galley_card_form_write (kind, values, blocks, cursor);
}

static void
check_write (const char *id,
             const char *key,
             const char *value,
             const char *blocks,
             const char *expected)
{
  gsize cursor, at = strchr (expected, '^') - expected;
  g_autofree char *text = write_one (id, key, value, blocks, &cursor);
  g_autofree char *head = g_strndup (text, MIN (cursor, strlen (text)));
  g_autofree char *shown = g_strconcat (head, "^", text + strlen (head), NULL);

  g_assert_cmpstr (shown, ==, expected);
  g_assert_cmpuint (cursor, ==, at);
}

/* The cursor goes where there is something to write. */
static void
test_cursor (void)
{
  check_write ("pullquote", "x", "", NULL, "> [!PULLQUOTE]\n> ^");
  check_write ("pullquote", "x", "", "One\n\ntwo", "> [!PULLQUOTE]\n> One\n> \n> two^");
  check_write ("note", "title", "Take care", NULL, "> [!NOTE] Take care\n> ^");
  check_write ("note", "title", "{a}", NULL, "> [!NOTE] \\{a}\n> ^");
  check_write ("button", "part:0:address", "https://example.org/a_b", NULL,
               "> [!BUTTON]\n> https://example.org/a_b^");
  check_write ("file", "part:0:address", "files/a [b] (c).pdf", NULL,
               "> [!FILE]\n> [a \\[b\\] (c).pdf](<files/a [b] (c).pdf>)^");
  check_write ("cta", "part:1:address", "https://example.org/", "Words.",
               "> [!CTA]\n> Words.^\n> \n> https://example.org/");
  check_write ("header", "title", "Focus", NULL, "> [!HEADER] Focus^");
}

/* What Galley does not know was typed by somebody. */
static void
test_unknown_option (void)
{
  static const char text[] = "Before.\n\n> [!NOTE] {color=red future=\"a b\" flag} Title\r\n> Body.\n";
  const GalleyCardKind *kind = galley_card_find_kind ("note");
  g_autoptr (GalleyIssue) issue = galley_issue_new (text, -1);
  const GalleyNode *card = galley_issue_get_root (issue)->first_child->next;
  g_autoptr (GHashTable) values = galley_card_form_read (kind, card);
  g_autoptr (GalleyEdit) edit = NULL;
  g_autofree char *changed = NULL;

  g_assert_null (galley_card_form_change (kind, issue, card, values));
  g_hash_table_insert (values, g_strdup ("option:color"), g_strdup ("green"));
  edit = galley_card_form_change (kind, issue, card, values);
  changed = galley_edit_apply (edit, text, strlen (text), NULL);
  g_assert_cmpstr (changed, ==,
                   "Before.\n\n> [!NOTE] {color=green future=\"a b\" flag} Title\r\n> Body.\n");
}

static void
test_refused (void)
{
  const GalleyCardField needed = { .type = GALLEY_CARD_FIELD_ADDRESS, .needed = TRUE };
  const GalleyCardField number = { .type = GALLEY_CARD_FIELD_NUMBER };
  const GalleyCardField color = { .type = GALLEY_CARD_FIELD_COLOR };

  g_assert_false (galley_card_form_accepts (&needed, " "));
  g_assert_true (galley_card_form_accepts (&number, ""));
  g_assert_false (galley_card_form_accepts (&number, "many"));
  g_assert_false (galley_card_form_accepts (&number, "-1"));
  g_assert_false (galley_card_form_accepts (&color, "red; x"));
  g_assert_true (galley_card_form_accepts (&color, "#1a2b3c"));
}

int
main (int    argc,
      char **argv)
{
  const GalleyCardKind *const *kinds = galley_card_list_kinds ();

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; kinds[i] != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf ("/cards/card-form/round-trip/%s", kinds[i]->id);

      g_test_add_data_func (path, kinds[i], test_round_trip);
    }
  g_test_add_func ("/cards/card-form/all-fields", test_all_fields);
  g_test_add_func ("/cards/card-form/cursor", test_cursor);
  g_test_add_func ("/cards/card-form/unknown-option", test_unknown_option);
  g_test_add_func ("/cards/card-form/refused", test_refused);
  return g_test_run ();
}
