/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-error.h"
#include "galley-issue.h"

#include <string.h>

static const GalleyFrontMatter *
load (GalleyIssue **issue,
      const char   *text)
{
  g_clear_pointer (issue, galley_issue_unref);
  *issue = galley_issue_new (text, -1);
  return galley_issue_get_front_matter (*issue);
}

static void
test_recognised (void)
{
  static const struct {
    const char *text;
    gboolean present;
    gsize end;
  } rows[] = {
    { "", FALSE, 0 },
    { "---\n---\n", TRUE, 8 },
    { "---\n---", TRUE, 7 },
    { "--- \t\r\n# c\r\ntitle: a\r\n...\r\nb", TRUE, 27 },
    { "\xef\xbb\xbf---\na: b\n---\n", TRUE, 16 },
    { "---\n\nA divider.\n\n---\n", FALSE, 0 },
    { "---\na: b\n", FALSE, 0 },
    { "\n---\na: b\n---\n", FALSE, 0 },
    { "---\nhttp://a\n---\n", FALSE, 0 },
    { "----\na: b\n---\n", FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GalleyIssue) issue = NULL;
      const GalleyFrontMatter *self = load (&issue, rows[i].text);

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (galley_front_matter_is_present (self), ==, rows[i].present);
      g_assert_true (galley_front_matter_is_valid (self));
      g_assert_cmpuint (galley_front_matter_get_end (self), ==, rows[i].end);
      g_assert_cmpuint (galley_front_matter_find_end (rows[i].text, strlen (rows[i].text)), ==,
                        rows[i].end);
    }
}

static void
test_values (void)
{
  g_autoptr(GalleyIssue) issue = NULL;
  const GalleyFrontMatter *self = load (&issue,
    "---\ntitle: Yes\nslug: 2026\nmeta-title: 12:30\ncanonical:\nfeatured: true\ntags: [a, 'b, c']\n"
    "authors:\n  - x\n  - y\ntiers: p, q\nsubtitle: 한국 \"q\"\n"
    "galley:\n  id: abc\n  posts:\n    https://a.b: 5f\n---\n");

  g_assert_cmpstr (galley_front_matter_get_string (self, "title"), ==, "Yes");
  g_assert_cmpstr (galley_front_matter_get_string (self, "slug"), ==, "2026");
  g_assert_cmpstr (galley_front_matter_get_string (self, "meta-title"), ==, "12:30");
  g_assert_cmpstr (galley_front_matter_get_string (self, "canonical"), ==, "");
  g_assert_null (galley_front_matter_get_string (self, "tags"));
  g_assert_null (galley_front_matter_get_string (self, "none"));
  g_assert_cmpstr (galley_front_matter_get_string (self, "subtitle"), ==, "한국 \"q\"");
  g_assert_true (galley_front_matter_get_boolean (self, "featured", FALSE));
  g_assert_false (galley_front_matter_get_boolean (self, "none", FALSE));
  g_assert_cmpstr (galley_front_matter_get_list (self, "tags")[1], ==, "b, c");
  g_assert_cmpstr (galley_front_matter_get_list (self, "authors")[1], ==, "y");
  g_assert_cmpstr (galley_front_matter_get_list (self, "tiers")[1], ==, "q");
  g_assert_cmpstr (galley_front_matter_get_id (self), ==, "abc");
  g_assert_cmpstr (galley_front_matter_get_post (self, "https://a.b"), ==, "5f");
  g_assert_null (galley_front_matter_get_post (self, "https://c.d"));
  g_assert_cmpuint (galley_front_matter_get_line (self, "subtitle"), ==, 12);
  g_assert_cmpuint (g_strv_length ((char **) galley_front_matter_get_keys (self)), ==, 10);
}

static void
assert_finding (const char *text,
                const char *id,
                guint       line,
                const char *fixed)
{
  g_autoptr(GalleyIssue) issue = galley_issue_new (text, -1);
  GalleyFinding *finding;
  g_autofree char *result = NULL;

  g_assert_cmpuint (galley_issue_get_n_findings (issue), ==, 1);
  finding = galley_issue_get_finding (issue, 0);
  g_test_message ("%s", galley_finding_get_message (finding));
  g_assert_cmpstr (galley_finding_get_id (finding), ==, id);
  g_assert_cmpuint (galley_finding_get_line (finding), ==, line);
  if (fixed == NULL)
    {
      g_assert_null (galley_finding_get_fix (finding));
      return;
    }
  g_assert_nonnull (galley_finding_get_fix (finding));
  result = galley_edit_apply (galley_finding_get_fix (finding), text, strlen (text), NULL);
  g_assert_cmpstr (result, ==, fixed);
}

/* What is wrong is said in words that a writer knows, at the line where it is. */
static void
assert_words (const char *text, guint line, const char *words)
{
  g_autoptr(GalleyIssue) issue = galley_issue_new (text, -1);
  GalleyFinding *finding = galley_issue_get_finding (issue, 0);

  g_test_message ("%s", galley_finding_get_message (finding));
  g_assert_nonnull (strstr (galley_finding_get_message (finding), words));
  g_assert_cmpuint (galley_finding_get_line (finding), ==, line);
}

static void
test_findings (void)
{
  assert_finding ("---\na: b\ntitle: Korea: a view\n---\n", "front-matter", 3,
                  "---\na: b\ntitle: \"Korea: a view\"\n---\n");
  assert_finding ("---\ntitle: \"NATO\" wins\n---\n", "front-matter", 2,
                  "---\ntitle: '\"NATO\" wins'\n---\n");
  assert_words ("---\nname: x\ntitle: Korea: a view\n---\n", 3, "a value with a colon in it");
  assert_words ("---\ntitle: \"Korea\n---\n", 2, "never closed");
  assert_words ("---\ntitle: \"NATO\" wins\n---\n", 2, "follows a closing quote");
  assert_words ("---\ntitle: Korea\n\nThe **text** begins.\nsubtitle:\n---\n", 4, "no “key: value”");
  assert_words ("---\ntitle: @home\n---\n", 2, "begins with this character");
  assert_finding ("---\ntitle: a\n--- c\nb: d\n---\n", "front-matter", 3, NULL);
  assert_finding ("---\ntitle: @home\n---\n", "front-matter", 2, "---\ntitle: \"@home\"\n---\n");
  assert_finding ("---\ntitle: *home\n---\n", "front-matter", 2, "---\ntitle: \"*home\"\n---\n");
  assert_finding ("---\ntitle: &a b\n---\n", "front-matter", 2, "---\ntitle: \"&a b\"\n---\n");
  assert_finding ("---\ntitle: We are #1 # or\n---\n", "front-matter-comment", 2,
                  "---\ntitle: \"We are #1 # or\"\n---\n");
  assert_finding ("---\na: b\na: c\n---\n", "front-matter-duplicate", 3, NULL);
}

static void
test_invalid (void)
{
  g_autoptr(GalleyIssue) issue = NULL;
  g_autoptr(GError) error = NULL;
  const GalleyFrontMatter *self = load (&issue, "---\ntitle: a: b\n---\n# c\n");
  GalleyFrontMatterChange change = { "title", "x", NULL };

  g_assert_true (galley_front_matter_is_present (self));
  g_assert_false (galley_front_matter_is_valid (self));
  g_assert_null (galley_front_matter_get_string (self, "title"));
  g_assert_cmpint (galley_issue_get_root (issue)->first_child->type, ==, GALLEY_NODE_HEADING);
  g_assert_null (galley_front_matter_edit (self, &change, 1, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
}

static void
assert_edit (const char *text,
             const char *key,
             const char *value,
             const char *expected)
{
  g_autoptr(GalleyIssue) issue = NULL;
  g_autoptr(GError) error = NULL;
  const GalleyFrontMatter *self = load (&issue, text);
  GalleyFrontMatterChange change = { key, value, NULL };
  g_autoptr(GalleyEdit) edit = galley_front_matter_edit (self, &change, 1, &error);
  g_autofree char *result = NULL;

  g_assert_no_error (error);
  result = galley_edit_apply (edit, text, strlen (text), NULL);
  g_assert_cmpstr (result, ==, expected);
  g_assert_cmpstr (galley_front_matter_get_string (load (&issue, result), key), ==, value);
}

static void
test_edit (void)
{
  assert_edit ("x\n", "title", "a", "---\ntitle: a\n---\nx\n");
  assert_edit ("\xef\xbb\xbfx\r\n", "title", "a", "\xef\xbb\xbf---\r\ntitle: a\r\n---\r\nx\r\n");
  assert_edit ("---\n---\nx", "title", "a: b", "---\ntitle: \"a: b\"\n---\nx");
  assert_edit ("---\n# c\ntitle: 한국 # d\nz: 1\n---\n", "title", "b", "---\n# c\ntitle: b # d\nz: 1\n---\n");
  assert_edit ("---\ntitle: 'a'\nz: 1\n---\n", "title", "it's", "---\ntitle: it's\nz: 1\n---\n");
  assert_edit ("---\ntitle:\nz: 1\n---\n", "title", "a", "---\ntitle: a\nz: 1\n---\n");
  assert_edit ("---\ntitle: a\n---\n", "title", "", "---\ntitle: \"\"\n---\n");
  assert_edit ("---\ntitle: a\n---\n", "title", "b\nc\t\"d\" \\", "---\ntitle: \"b\\nc\\u0009\\\"d\\\" \\\\\"\n---\n");
  assert_edit ("---\ntitle: >\n  a\n  b\n\n# c\nz: 1\n---\n", "title", "d", "---\ntitle: d\n\n# c\nz: 1\n---\n");
  assert_edit ("---\na: 1\ntitle:\n  - a\n  # c\n  - b\n# e\nz: 1\n---\n", "title", NULL, "---\na: 1\n# e\nz: 1\n---\n");
  assert_edit ("---\r\na: 1\r\n---\r\n", "b", "- c", "---\r\na: 1\r\nb: \"- c\"\r\n---\r\n");
  assert_edit ("---\na: 1\n---\n", "b", NULL, "---\na: 1\n---\n");
}

static void
test_edit_several (void)
{
  static const char *const tags[] = { "a", "b, c", NULL };
  static const char text[] = "---\ntitle: x\nslug: y\nz: 1\n---\nbody\n";
  g_autoptr(GalleyIssue) issue = NULL;
  const GalleyFrontMatter *self = load (&issue, text);
  GalleyFrontMatterChange changes[] = {
    { "z", "2", NULL }, { "tags", NULL, tags }, { "title", "X", NULL }, { "slug", NULL, NULL },
  };
  g_autoptr(GalleyEdit) edit = galley_front_matter_edit (self, changes, 4, NULL);
  g_autofree char *result = galley_edit_apply (edit, text, strlen (text), NULL);

  g_assert_cmpstr (result, ==, "---\ntitle: X\nz: 2\ntags: [a, \"b, c\"]\n---\nbody\n");
}

typedef GalleyEdit *(*IdentityFunc) (const GalleyFrontMatter *self,
                                     GError                 **error);

static GalleyEdit *
set_id (const GalleyFrontMatter *self,
        GError                 **error)
{
  return galley_front_matter_edit_id (self, "i1", error);
}

static GalleyEdit *
set_post (const GalleyFrontMatter *self,
          GError                 **error)
{
  return galley_front_matter_edit_post (self, "https://a.b", "p1", error);
}

static void
assert_identity (IdentityFunc  func,
                 const char   *text,
                 const char   *expected)
{
  g_autoptr(GalleyIssue) issue = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GalleyEdit) edit = func (load (&issue, text), &error);
  g_autofree char *result = NULL;

  g_assert_no_error (error);
  result = galley_edit_apply (edit, text, strlen (text), NULL);
  g_assert_cmpstr (result, ==, expected);
  load (&issue, result);
  g_assert_cmpuint (galley_issue_get_n_findings (issue), ==, 0);
  if (func == set_id)
    g_assert_cmpstr (galley_front_matter_get_id (galley_issue_get_front_matter (issue)), ==, "i1");
  if (func == set_post)
    g_assert_cmpstr (galley_front_matter_get_post (galley_issue_get_front_matter (issue),
                                                   "https://a.b"), ==, "p1");
}

static void
test_identity (void)
{
  assert_identity (set_id, "x", "---\ngalley:\n  id: i1\n---\nx");
  assert_identity (set_id, "---\na: 1\n---\n", "---\na: 1\ngalley:\n  id: i1\n---\n");
  assert_identity (set_id, "---\ngalley:\n    id: 0\n    k: v\n---\n", "---\ngalley:\n    id: i1\n    k: v\n---\n");
  assert_identity (set_id, "---\ngalley:\n    k: v\nb: 2\n---\n", "---\ngalley:\n    id: i1\n    k: v\nb: 2\n---\n");
  assert_identity (set_id, "---\ngalley: {k: v}\n---\n", "---\ngalley: {id: i1, k: v}\n---\n");
  assert_identity (set_id, "---\ngalley:\nb: 2\n---\n", "---\ngalley:\n  id: i1\nb: 2\n---\n");
  assert_identity (set_id, "---\ngalley:\n  id: !1\n  k: v\n---\n", "---\ngalley:\n  id: i1\n  k: v\n---\n");
  assert_identity (set_post, "x", "---\ngalley:\n  posts:\n    \"https://a.b\": p1\n---\nx");
  assert_identity (set_post, "---\ngalley:\n  id: i\n---\n",
                   "---\ngalley:\n  posts: {\"https://a.b\": p1}\n  id: i\n---\n");
  assert_identity (set_post, "---\ngalley:\n  id: i\n  posts:\n    https://c.d: p0\n---\n",
                   "---\ngalley:\n  id: i\n  posts:\n    \"https://a.b\": p1\n    https://c.d: p0\n---\n");
  assert_identity (set_post, "---\ngalley: {posts: {\"https://a.b\": p0}}\n---\n",
                   "---\ngalley: {posts: {\"https://a.b\": p1}}\n---\n");
}

static void
assert_anonymous (const char *text, const char *expected)
{
  g_autoptr(GalleyIssue) issue = NULL;
  g_autoptr(GalleyEdit) edit = galley_front_matter_edit_anonymous (load (&issue, text));
  g_autofree char *result = galley_edit_apply (edit, text, strlen (text), NULL);

  g_assert_cmpstr (result, ==, expected);
  g_assert_false (galley_front_matter_has (load (&issue, result), "galley"));
}

static void
test_anonymous (void)
{
  assert_anonymous ("x", "x");
  assert_anonymous ("---\na: 1\ngalley:\n  id: i\n  posts:\n    x: y\nb: 2\n---\n", "---\na: 1\nb: 2\n---\n");
  assert_anonymous ("---\n\"galley\": {id: i}\n---\nx", "---\n---\nx");
  /* Twice, which is an error of its own. */
  assert_anonymous ("---\ngalley:\n  e\nx: \"z\"\ngalley:\n  id: 11\n---\nB\n", "---\nx: \"z\"\n---\nB\n");
  assert_anonymous ("---\ngalley:\n  id: 1\n# c\ngalley: {id: 2}\nb: 1\ngalley: 3\n---\n",
                    "---\n# c\nb: 1\n---\n");
  /* What cannot be read today is mended tomorrow. */
  assert_anonymous ("---\ntitle: a: b\ngalley:\n  id: 1\n\n  posts:\n    x: y\nb: 2\n---\nB\n",
                    "---\ntitle: a: b\nb: 2\n---\nB\n");
  assert_anonymous ("---\r\nt: a: b\r\n'galley' : {id: 1,\r\n  posts: {}\r\n}\r\n? galley\r\n: 2\r\n---\r\nB",
                    "---\r\nt: a: b\r\n---\r\nB");
  assert_anonymous ("---\nt: a: b\ngalleys: 1\n \tgalley: 2\n---\n", "---\nt: a: b\ngalleys: 1\n \tgalley: 2\n---\n");
}

/* A key that stands twice is set once, and taken out twice. */
static void
test_duplicate (void)
{
  static const char text[] = "---\nslug: a\nz: 1\nslug:\n  b\n---\n";
  g_autoptr(GalleyIssue) issue = NULL;
  g_autoptr(GError) error = NULL;
  GalleyFrontMatterChange change = { "slug", NULL, NULL };
  g_autoptr(GalleyEdit) edit = galley_front_matter_edit (load (&issue, text), &change, 1, &error);
  g_autofree char *result = NULL;

  g_assert_no_error (error);
  result = galley_edit_apply (edit, text, strlen (text), NULL);
  g_assert_cmpstr (result, ==, "---\nz: 1\n---\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/issue/front-matter/recognised", test_recognised);
  g_test_add_func ("/issue/front-matter/values", test_values);
  g_test_add_func ("/issue/front-matter/findings", test_findings);
  g_test_add_func ("/issue/front-matter/invalid", test_invalid);
  g_test_add_func ("/issue/front-matter/edit", test_edit);
  g_test_add_func ("/issue/front-matter/edit-several", test_edit_several);
  g_test_add_func ("/issue/front-matter/identity", test_identity);
  g_test_add_func ("/issue/front-matter/anonymous", test_anonymous);
  g_test_add_func ("/issue/front-matter/duplicate", test_duplicate);
  return g_test_run ();
}
