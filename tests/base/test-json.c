/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-error.h"
#include "galley-json.h"

#include <string.h>

static void
test_types (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root
    = galley_json_parse ("{\"s\":\"x\",\"i\":7,\"b\":true,\"n\":null,\"d\":1.5,"
                         "\"o\":{\"s\":\"y\"},\"a\":[1,{\"s\":\"z\"}]}",
                         -1, &error);
  JsonObject *object;

  g_assert_no_error (error);
  object = json_node_get_object (root);
  g_assert_cmpstr (galley_json_get_string (object, "s"), ==, "x");
  g_assert_cmpint (galley_json_get_int (object, "i", -1), ==, 7);
  g_assert_true (galley_json_get_boolean (object, "b", FALSE));
  g_assert_cmpstr (galley_json_get_string (galley_json_get_object (object, "o"), "s"), ==, "y");
  g_assert_null (galley_json_get_item (galley_json_get_array (object, "a"), 0));
  g_assert_cmpstr (
    galley_json_get_string (galley_json_get_item (galley_json_get_array (object, "a"), 1), "s"), ==,
    "z");
  g_assert_null (galley_json_get_item (galley_json_get_array (object, "a"), 2));
}

/* Every getter meets a member of every type: no warning, which would be fatal here, and no crash. */
static void
test_hostile_types (void)
{
  static const char *const names[] = { "s", "i", "b", "n", "d", "o", "a", "absent" };
  g_autoptr (JsonNode) root
    = galley_json_parse ("{\"s\":\"x\",\"i\":7,\"b\":true,\"n\":null,\"d\":1.5,\"o\":{},\"a\":[]}", -1,
                         NULL);
  JsonObject *object = json_node_get_object (root);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *name = names[i];

      g_assert_true ((galley_json_get_string (object, name) != NULL) == g_str_equal (name, "s"));
      g_assert_true ((galley_json_get_int (object, name, -1) != -1) == g_str_equal (name, "i"));
      g_assert_true (galley_json_get_boolean (object, name, FALSE) == g_str_equal (name, "b"));
      g_assert_true ((galley_json_get_object (object, name) != NULL) == g_str_equal (name, "o"));
      g_assert_true ((galley_json_get_array (object, name) != NULL) == g_str_equal (name, "a"));
    }
  g_assert_null (galley_json_get_string (NULL, "s"));
  g_assert_cmpint (galley_json_get_int (NULL, "s", 3), ==, 3);
  g_assert_null (galley_json_get_item (NULL, 0));
}

static void
assert_refused (const char *text,
                gssize length)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (galley_json_parse (text, length, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_FAILED);
}

static void
test_refused (void)
{
  assert_refused ("", -1);
  assert_refused ("   ", -1);
  assert_refused ("<html>", -1);
  assert_refused ("{", -1);
  assert_refused ("[1,2", -1);
  assert_refused ("{\"a\":\"b", -1);
  assert_refused ("var a = {}", -1);
  assert_refused ("/* \" */ [1]", -1);
  assert_refused ("['a']", -1);
  assert_refused ("[\"\xff\"]", -1);
  assert_refused ("[\"a\0b\"]", 7);
  assert_refused ("[\"\\ud800\"]", -1);
  assert_refused ("[\"\\ud800\\u0041\"]", -1);
  assert_refused ("[\"\\udc00\"]", -1);
  assert_refused ("[\"\\u12", -1);
  assert_refused ("[\"\\", -1);
}

static void
test_escapes (void)
{
  g_autoptr (JsonNode) root
    = galley_json_parse ("{\"s\":\"\\ud83d\\ude00 \\\"[{\\\\\\u00e9\"}", -1, NULL);

  g_assert_nonnull (root);
  g_assert_cmpstr (galley_json_get_string (json_node_get_object (root), "s"), ==, "😀 \"[{\\é");
}

static void
test_depth (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GString) fits = g_string_new (NULL);
  g_autoptr (JsonNode) root = NULL;

  for (int i = 0; i < 1000000; i++)
    g_string_append_c (deep, '[');
  assert_refused (deep->str, deep->len);
  for (int i = 0; i < 1000000; i++)
    g_string_append_c (deep, ']');
  assert_refused (deep->str, deep->len);

  for (int i = 0; i < 200; i++)
    g_string_append_c (fits, '[');
  for (int i = 0; i < 200; i++)
    g_string_append_c (fits, ']');
  root = galley_json_parse (fits->str, fits->len, NULL);
  g_assert_nonnull (root);
}

static void
test_to_string (void)
{
  g_autoptr (JsonNode) root = galley_json_parse ("{\"a\":[1,\"x\"]}", -1, NULL);
  g_autofree char *plain = galley_json_to_string (root, FALSE);
  g_autofree char *pretty = galley_json_to_string (root, TRUE);

  g_assert_cmpstr (plain, ==, "{\"a\":[1,\"x\"]}");
  g_assert_nonnull (strchr (pretty, '\n'));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/json/types", test_types);
  g_test_add_func ("/base/json/hostile-types", test_hostile_types);
  g_test_add_func ("/base/json/refused", test_refused);
  g_test_add_func ("/base/json/escapes", test_escapes);
  g_test_add_func ("/base/json/depth", test_depth);
  g_test_add_func ("/base/json/to-string", test_to_string);
  return g_test_run ();
}
