/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The promise of publishing: whatever dies, and wherever, the same call run again ends in one post
 * and at most one mail. Every run is a program of its own (fork), and each of them dies once at every
 * point where the world outside changes: around each call to the site and each fsync. */

#include "../isolated-test.h"
#include "galley-publish.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "galley-error.h"
#include "galley-fake-service.h"
#include "galley-file.h"
#include "galley-issue-file.h"
#include "galley-journal.h"

#define KILLED (-1)
#define FAILED_WITH(code) (10 + (int) (code))
#define NO_LIMIT G_MAXUINT
#define COPIED \
  "---\ntitle: Nuri\ngalley:\n  id: 6f0c1f0e-7a52-4bb5-9d6f-0123456789ab\n---\nThe rocket stood in its hall.\n\n" \
  "![A rocket](nuri.png)\n\nThe last words of it.\n"
#define ISSUE "---\ntitle: Nuri\n---\nThe rocket stood in its hall.\n\n![A rocket](nuri.png)\n\nThe last words of it.\n"

/* One pixel. */
#define PICTURE \
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

/* Ours instead of the library's: the disk's part of dying, and no waiting. */
int
fsync (int fd)
{
  fake_site_disk (fd, FALSE);
  fake_site_disk (fd, TRUE);
  return 0;
}

void
g_usleep (gulong microseconds)
{
  usleep (MIN (microseconds, 1000));
}

/* Of this program, whose clock is wrong by that many seconds. */
static gint64 wrong_by;

int
clock_gettime (clockid_t which, struct timespec *time)
{
  int result = (int) syscall (SYS_clock_gettime, which, time);

  if (which == CLOCK_REALTIME)
    time->tv_sec += wrong_by;
  return result;
}

/* Which of the two the library asks is its own affair. */
int
gettimeofday (struct timeval *restrict time, void *restrict zone)
{
  struct timespec now;
  int result = clock_gettime (CLOCK_REALTIME, &now);

  time->tv_sec = now.tv_sec;
  time->tv_usec = now.tv_nsec / 1000;
  return result;
}

typedef struct {
  char *dir;
  char *state;
  char *path;
} World;

/* A machine with a copy of the file, and a memory of its own. */
static World *
world_new_machine (const char *text)
{
  World *self = g_new0 (World, 1);
  g_autofree char *picture = NULL;
  g_autofree guchar *bytes = NULL;
  gsize length = 0;

  self->dir = g_dir_make_tmp ("galley-publish-XXXXXX", NULL);
  self->state = g_build_filename (self->dir, "state", NULL);
  self->path = g_build_filename (self->dir, "issue.md", NULL);
  picture = g_build_filename (self->dir, "nuri.png", NULL);
  bytes = g_base64_decode (PICTURE, &length);
  g_assert_true (g_file_set_contents (picture, (const char *) bytes, (gssize) length, NULL));
  g_assert_true (g_file_set_contents (self->path, text, -1, NULL));
  return self;
}

static World *
world_new (void)
{
  fake_site_reset ();
  return world_new_machine (ISSUE);
}

static void
world_free (World *self)
{
  g_assert_true (galley_file_remove_tree (self->dir));
  g_free (self->dir);
  g_free (self->state);
  g_free (self->path);
  g_free (self);
}

/* A person goes on writing. */
static void
edit (World *self, const char *old, const char *new)
{
  g_autofree char *text = NULL;
  g_autoptr (GString) changed = NULL;

  g_assert_true (g_file_get_contents (self->path, &text, NULL, NULL));
  changed = g_string_new (text);
  g_assert_cmpuint (g_string_replace (changed, old, new, 0), >, 0);
  g_assert_true (g_file_set_contents (self->path, changed->str, (gssize) changed->len, NULL));
}

/* As the programs do it: into the file, if nobody has changed it meanwhile. */
static gboolean
write_identity (const char *issue_id, const char *site, const char *post_id, gpointer data)
{
  GalleyIssueFile *file = data;
  gsize length = 0;
  gsize new_length = 0;
  const char *text = galley_issue_file_get_text (file, &length);
  g_autoptr (GalleyIssue) issue = galley_issue_new (text, (gssize) length);
  const GalleyFrontMatter *front = galley_issue_get_front_matter (issue);
  g_autoptr (GalleyEdit) change = post_id != NULL ? galley_front_matter_edit_post (front, site, post_id, NULL)
                                                  : galley_front_matter_edit_id (front, issue_id, NULL);
  g_autofree char *changed = galley_edit_apply (change, text, length, &new_length);

  return galley_issue_file_save (file, changed, new_length, FALSE, NULL, NULL);
}

typedef struct {
  GalleyAct   act;
  const char *at;
  const char *audience;
  guint       file_limit; /* bytes of any file; NO_LIMIT */
  int         go;         /* starts when this pipe says so; 0: at once */
  gboolean    begun;      /* it is resumed */
  gboolean    anew;       /* a deleted post may be made once more */
  gboolean    vanish;     /* the issue's file is gone when it starts */
  gboolean    fresh;      /* a person was told that it goes out by this, and what came of it is compared */
  guint       differences; /* that are told then */
  gint64      wrong_by;   /* the seconds of its clock */
  const char *says;       /* words of its error */
} Job;

static const Job draft_job = { .act = GALLEY_ACT_DRAFT, .file_limit = NO_LIMIT };
static const Job email_job = { .act = GALLEY_ACT_EMAIL, .file_limit = NO_LIMIT };

static int
finish_child (const Job *job, const GError *error)
{
  if (error == NULL)
    return 0;
  g_assert_cmpuint (error->domain, ==, GALLEY_ERROR);
  if (job->says != NULL && strstr (error->message, job->says) == NULL)
    g_error ("not said: %s, but: %s", job->says, error->message);
  return FAILED_WITH (error->code);
}

static int
run_child (World *self, const Job *job)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyIssueFile) file = galley_issue_file_open (self->path, self->dir, NULL, &error);
  gsize length = 0;
  const char *text = file != NULL ? galley_issue_file_get_text (file, &length) : ISSUE;
  g_autoptr (GalleyIssue) issue = galley_issue_new (text, (gssize) (file != NULL ? length : strlen (ISSUE)));
  g_autoptr (GalleyAccount) account = galley_account_new (NULL, "Fake", "fake", "https://fake.example/", NULL);
  g_autoptr (GalleyPlan) plan = galley_plan_new (job->act);
  g_autoptr (GalleyLedger) ledger = NULL;
  g_autoptr (GalleyReceipt) receipt = NULL;
  GalleyConnection connection = { NULL, account, "key" };
  struct rlimit limit = { job->file_limit, job->file_limit };
  char word;

  g_clear_error (&error);
  if (job->vanish && file != NULL)
    g_unlink (self->path);
  if (job->go != 0)
    g_assert_cmpint (read (job->go, &word, 1), ==, 1);
  if (job->file_limit != NO_LIMIT)
    {
      signal (SIGXFSZ, SIG_IGN);
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
    }
  wrong_by = job->wrong_by;
  g_assert_cmpint (ABS (g_get_real_time () / G_USEC_PER_SEC - time (NULL) - wrong_by), <, 5);
  plan->fresh = job->fresh;
  plan->audience = g_strdup (job->audience);
  plan->anew = job->anew;
  plan->begun = job->begun;
  plan->at = job->at != NULL ? g_date_time_new_from_iso8601 (job->at, NULL) : NULL;
  ledger = galley_ledger_new (self->state, &error);
  if (ledger != NULL)
    {
      const GalleyPublishRequest request = {
        .issue = issue, .path = self->path, .folder = self->dir, .service = &fake_service,
        .connection = &connection, .plan = plan, .key_source = "account:fake", .state_dir = self->state,
        .ledger = ledger, .identity = file != NULL ? write_identity : NULL, .identity_data = file,
      };

      receipt = galley_publish (&request, NULL, &error);
    }
  if (receipt != NULL && job->fresh)
    g_assert_cmpuint (receipt->differences->len, ==, job->differences);
  return finish_child (job, error);
}

static pid_t
start (World *self, const Job *job)
{
  pid_t pid = fork ();

  g_assert_cmpint (pid, >=, 0);
  if (pid != 0)
    return pid;
  /* Or all would draw the same lots, and give the same ids. */
  g_random_set_seed ((guint32) getpid ());
  _exit (run_child (self, job));
}

static int
wait_for (pid_t pid)
{
  int status = 0;

  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  if (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL)
    return KILLED;
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static int
run (World *self, const Job *job)
{
  return wait_for (start (self, job));
}

/* In a program that dies, or loses an answer, at its @fatal-th point. */
static int
run_fatal (World *self, const Job *job, FakeFault fault, guint fatal)
{
  FakeSite *site = fake_site_get ();
  int status;

  site->fault = fault;
  site->fatal = fatal;
  site->point = 0;
  status = run (self, job);
  site->fault = FAKE_LIVE;
  return status;
}

static void
check_end (const Job *job, const char *words)
{
  const FakeSite *site = fake_site_get ();
  gboolean now = job->at == NULL;

  g_assert_cmpuint (site->n_posts, ==, 1);
  g_assert_cmpstr (site->posts[0].title, ==, "Nuri");
  g_assert_cmpstr (site->posts[0].slug, ==, "nuri");
  g_assert_nonnull (strstr (site->posts[0].body, words));
  g_assert_cmpuint (site->n_mails, ==, job->act >= GALLEY_ACT_EMAIL && now ? 1 : 0);
  g_assert_cmpstr (site->posts[0].status, ==, job->act == GALLEY_ACT_DRAFT ? "draft" : !now ? "scheduled"
                   : job->act == GALLEY_ACT_EMAIL_ONLY ? "sent" : "published");
  g_assert_cmpuint (site->n_uploads, >=, 1);
  for (guint i = 1; i < site->n_uploads; i++)
    g_assert_cmpstr (site->uploads[i], ==, site->uploads[0]);
}

static const FakePost *
find_only (void)
{
  const FakeSite *site = fake_site_get ();
  const FakePost *only = NULL;

  g_assert_cmpuint (fake_site_count (), ==, 1);
  for (guint i = 0; i < site->n_posts; i++)
    if (!site->posts[i].deleted)
      only = &site->posts[i];
  return only;
}

static void
check_only_one (const Job *job)
{
  const FakePost *only = find_only ();

  g_assert_cmpstr (only->slug, ==, "nuri");
  g_assert_nonnull (strstr (only->body, "words of it"));
  g_assert_cmpstr (only->status, ==, job->act == GALLEY_ACT_DRAFT ? "draft" : "published");
  g_assert_cmpuint (fake_site_get ()->n_mails, ==, job->act >= GALLEY_ACT_EMAIL ? 1 : 0);
}

static void
check_mailed_once (const char *words)
{
  const FakePost *only = find_only ();

  g_assert_cmpstr (only->status, ==, "published");
  g_assert_nonnull (strstr (only->body, words));
  g_assert_cmpuint (fake_site_get ()->n_mails, ==, 1);
}

/* As if a run had begun to make a post of that birth, and had not heard more of it. */
static void
remember_birth (World *world, const char *birth)
{
  g_autofree char *folder = g_build_filename (world->state, "publish", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *path = g_build_filename (folder, g_dir_read_name (dir), NULL);
  FILE *file = fopen (path, "a");

  fprintf (file, "{\"what\":\"intent\",\"step\":\"create\",\"birth\":\"%s\"}\n", birth);
  fclose (file);
}

typedef struct {
  const char *name;
  Job         job;
  FakeFault   fault;
  gboolean    edited; /* the writer went on before the second run */
  gboolean    twice;  /* the second run dies as well */
} Death;

static const Death deaths[] = {
  { "draft", { .act = GALLEY_ACT_DRAFT, .file_limit = NO_LIMIT }, FAKE_KILL },
  { "publish", { .act = GALLEY_ACT_PUBLISH, .file_limit = NO_LIMIT }, FAKE_KILL },
  { "email", { .act = GALLEY_ACT_EMAIL, .file_limit = NO_LIMIT }, FAKE_KILL },
  { "email-twice", { .act = GALLEY_ACT_EMAIL, .file_limit = NO_LIMIT }, FAKE_KILL, FALSE, TRUE },
  { "email-edited", { .act = GALLEY_ACT_EMAIL, .file_limit = NO_LIMIT }, FAKE_KILL, TRUE },
  { "email-edited-twice", { .act = GALLEY_ACT_EMAIL, .file_limit = NO_LIMIT }, FAKE_KILL, TRUE, TRUE },
  { "email-only", { .act = GALLEY_ACT_EMAIL_ONLY, .file_limit = NO_LIMIT }, FAKE_KILL },
  { "schedule", { .act = GALLEY_ACT_EMAIL, .at = "2099-01-01T00:00:00Z", .file_limit = NO_LIMIT }, FAKE_KILL },
  { "email", { .act = GALLEY_ACT_EMAIL, .file_limit = NO_LIMIT }, FAKE_OFFLINE },
  { "email-twice", { .act = GALLEY_ACT_EMAIL, .file_limit = NO_LIMIT }, FAKE_OFFLINE, FALSE, TRUE },
  { "email-edited", { .act = GALLEY_ACT_EMAIL, .file_limit = NO_LIMIT }, FAKE_OFFLINE, TRUE },
  { "email-only", { .act = GALLEY_ACT_EMAIL_ONLY, .file_limit = NO_LIMIT }, FAKE_OFFLINE },
};

static void
test_death (gconstpointer data)
{
  const Death *death = data;
  guint doubled = 0;
  guint fatal;

  for (fatal = 1; fatal < 500; fatal++)
    {
      World *world = world_new ();
      int status = run_fatal (world, &death->job, death->fault, fatal);
      gboolean reached = fake_site_get ()->point >= fatal;

      g_test_message ("point %u: %d", fatal, status);
      if (death->edited && reached)
        edit (world, "The last words of it.", "The last words of all.");
      if (death->twice && reached)
        run_fatal (world, &death->job, death->fault, fatal);
      if (reached)
        status = run (world, &death->job);
      g_assert_cmpint (status, ==, 0);
      check_end (&death->job, death->edited && reached ? "words of all" : "words of it");
      doubled += fake_site_get ()->n_uploads > 1;
      world_free (world);
      if (!reached)
        break;
    }
  /* It died everywhere, and in the end nowhere. A picture goes up again only where its address was
   * not yet remembered. */
  g_assert_cmpuint (fatal, >, death->fault == FAKE_KILL ? 20 : 8);
  g_assert_cmpuint (fatal, <, 500);
  g_assert_cmpuint (doubled, <=, death->twice ? 4 : 2);
}

/* It is out already; a second text dies on its way, and what comes in the end is a third. */
static void
test_update_death (gconstpointer data)
{
  const FakeFault fault = (FakeFault) GPOINTER_TO_UINT (data);
  guint fatal;

  for (fatal = 1; fatal < 500; fatal++)
    {
      World *world = world_new ();
      FakeSite *site = fake_site_get ();
      gboolean reached;

      g_assert_cmpint (run (world, &email_job), ==, 0);
      edit (world, "The last words of it.", "The last words of all.");
      run_fatal (world, &email_job, fault, fatal);
      reached = site->point >= fatal;
      edit (world, "The last words of all.", "The last words of them.");
      g_assert_cmpint (run (world, &email_job), ==, 0);
      check_end (&email_job, "words of them");
      g_assert_cmpuint (site->n_uploads, ==, 1);
      world_free (world);
      if (!reached)
        break;
    }
  g_assert_cmpuint (fatal, >, fault == FAKE_KILL ? 10 : 3);
}

/* It is out already; another address dies on its way, and is what it has in the end. */
static void
test_slug_death (void)
{
  guint fatal;

  for (fatal = 1; fatal < 500; fatal++)
    {
      World *world = world_new ();
      FakeSite *site = fake_site_get ();

      g_assert_cmpint (run (world, &email_job), ==, 0);
      edit (world, "title: Nuri", "title: Nuri\nslug: launch");
      edit (world, "The last words of it.", "The last words of all.");
      run_fatal (world, &email_job, FAKE_KILL, fatal);
      g_assert_cmpint (run (world, &email_job), ==, 0);
      g_assert_cmpstr (site->posts[0].slug, ==, "launch");
      world_free (world);
      if (site->point < fatal)
        break;
    }
  g_assert_cmpuint (fatal, >, 10);
}

/* Full at every length that any of the files reaches. */
static void
test_full_disk (void)
{
  gboolean failed = FALSE;
  gboolean passed = FALSE;

  for (guint limit = 0; limit < 2000; limit += 37)
    {
      World *world = world_new ();
      Job job = email_job;
      int status;

      job.file_limit = limit;
      status = run (world, &job);
      g_test_message ("%u bytes: %d", limit, status);
      if (status != 0)
        g_assert_cmpint (status, ==, FAILED_WITH (GALLEY_ERROR_DISK));
      failed = failed || (status != 0 && fake_site_get ()->n_posts > 0);
      passed = passed || status == 0;
      g_assert_cmpint (run (world, &email_job), ==, 0);
      check_end (&email_job, "words of it");
      world_free (world);
    }
  g_assert_true (failed);
  g_assert_true (passed);
}

/* Both have read the new issue, which has no id yet, before either of them begins. */
static void
test_two_programs (void)
{
  World *world = world_new ();
  Job job = email_job;
  int pipe_fds[2];
  pid_t one, two;

  g_assert_cmpint (pipe (pipe_fds), ==, 0);
  job.go = pipe_fds[0];
  one = start (world, &job);
  two = start (world, &job);
  usleep (50 * 1000);
  g_assert_cmpint (write (pipe_fds[1], "gg", 2), ==, 2);
  g_assert_cmpint (wait_for (one), ==, 0);
  g_assert_cmpint (wait_for (two), ==, 0);
  check_end (&job, "words of it");
  g_assert_cmpuint (fake_site_get ()->n_uploads, ==, 1);
  close (pipe_fds[0]);
  close (pipe_fds[1]);
  world_free (world);
}

/* One is held up at each of its calls while the other one goes all the way; then it goes on. */
static void
test_two_machines (gconstpointer data)
{
  const Job *job = data;
  guint fatal;
  guint dropped = 0;

  for (fatal = 1; fatal < 100; fatal++)
    {
      FakeSite *site = fake_site_reset ();
      World *one = world_new_machine (COPIED);
      World *two = world_new_machine (COPIED);
      gboolean stopped;
      int status = 0;
      pid_t pid;

      site->fault = FAKE_STOP;
      site->fatal = fatal;
      pid = start (one, job);
      g_assert_cmpint (waitpid (pid, &status, WUNTRACED), ==, pid);
      stopped = WIFSTOPPED (status);
      site->fault = FAKE_LIVE;
      g_assert_cmpint (run (two, job), ==, 0);
      if (stopped)
        {
          g_assert_cmpint (kill (pid, SIGCONT), ==, 0);
          status = wait_for (pid);
        }
      g_test_message ("point %u: %d, %u posts", fatal, status, site->n_posts);
      g_assert_cmpint (status, ==, 0);
      dropped += site->n_posts - 1;
      check_only_one (job);
      g_assert_cmpint (run (one, job), ==, 0);
      g_assert_cmpint (run (two, job), ==, 0);
      check_only_one (job);
      world_free (one);
      world_free (two);
      if (!stopped)
        break;
    }
  g_assert_cmpuint (fatal, >, 8);
  g_assert_cmpuint (dropped, >, 0);
}

/* Both texts are somebody's work: one goes out, and the other machine says that it did not. */
static void
test_two_texts (void)
{
  for (guint fatal = 1; fatal < 100; fatal++)
    {
      FakeSite *site = fake_site_reset ();
      World *one = world_new_machine (COPIED);
      World *two = world_new_machine (COPIED);
      gboolean stopped;
      int status = 0;
      int other;
      pid_t pid;

      edit (two, "The last words of it.", "The last words of all.");
      site->fault = FAKE_STOP;
      site->fatal = fatal;
      pid = start (one, &email_job);
      g_assert_cmpint (waitpid (pid, &status, WUNTRACED), ==, pid);
      stopped = WIFSTOPPED (status);
      site->fault = FAKE_LIVE;
      other = run (two, &email_job);
      if (stopped)
        {
          g_assert_cmpint (kill (pid, SIGCONT), ==, 0);
          status = wait_for (pid);
        }
      g_test_message ("point %u: %d and %d", fatal, status, other);
      g_assert_true ((status == 0) != (other == 0));
      g_assert_cmpint (MAX (status, other), ==, FAILED_WITH (GALLEY_ERROR_CONFLICT));
      check_mailed_once (status == 0 ? "words of it" : "words of all");
      world_free (one);
      world_free (two);
      if (!stopped)
        break;
    }
}

/* A copy that somebody made over there is a post of its own, whatever becomes of it. */
static void
test_copy_there (void)
{
  World *world = world_new ();
  FakeSite *site = fake_site_get ();
  FakePost *copy = &site->posts[1];

  g_assert_cmpint (run (world, &draft_job), ==, 0);
  *copy = site->posts[0];
  site->n_posts = 2;
  g_strlcpy (copy->id, "000000000000000000000002", sizeof copy->id);
  g_strlcpy (copy->slug, "nuri-copy", sizeof copy->slug);
  g_strlcpy (copy->title, "Nuri (Copy)", sizeof copy->title);
  g_strlcpy (copy->status, "published", sizeof copy->status);
  g_strlcpy (copy->created_at, "2026-01-02T00:00:00.000Z", sizeof copy->created_at);
  g_assert_cmpint (run (world, &email_job), ==, 0);
  g_assert_cmpstr (site->posts[0].status, ==, "published");
  g_assert_cmpstr (site->posts[0].email_status, !=, "");
  g_assert_false (copy->deleted);
  g_assert_cmpstr (copy->title, ==, "Nuri (Copy)");
  g_assert_cmpuint (site->n_mails, ==, 1);
  world_free (world);
}

/* Ours lost its marker over there, and another machine, which did not find it, made and mailed its own: readers have
 * it. */
static void
test_out_elsewhere (void)
{
  World *world = world_new ();
  FakeSite *site = fake_site_get ();
  Job job = email_job;

  g_assert_cmpint (run (world, &draft_job), ==, 0);
  site->posts[1] = site->posts[0];
  site->n_posts = 2;
  *site->posts[0].marker = '\0';
  g_strlcpy (site->posts[1].id, "000000000000000000000002", sizeof site->posts[1].id);
  g_strlcpy (site->posts[1].status, "published", sizeof site->posts[1].status);
  g_strlcpy (site->posts[1].email_status, "submitted", sizeof site->posts[1].email_status);
  job.says = "by another post";
  g_assert_cmpint (run (world, &job), ==, FAILED_WITH (GALLEY_ERROR_CONFLICT));
  g_assert_cmpstr (site->posts[0].status, ==, "draft");
  g_assert_cmpuint (site->n_mails, ==, 0);
  world_free (world);
}

/* The site did what it was told long after nobody waited for it any more. */
static void
test_late_twin (void)
{
  World *world = world_new ();
  FakeSite *site = fake_site_get ();
  g_autofree char *births = NULL;

  g_assert_cmpint (run (world, &draft_job), ==, 0);
  births = g_strdup (site->posts[0].marker);
  site->posts[1] = site->posts[0];
  site->n_posts = 2;
  g_strlcpy (site->posts[1].id, "000000000000000000000002", sizeof site->posts[1].id);
  g_strlcpy (site->posts[1].created_at, "2026-01-02T00:00:00.000Z", sizeof site->posts[1].created_at);
  remember_birth (world, "0ther123");
  g_snprintf (site->posts[1].marker, sizeof site->posts[1].marker, "%.*s0ther123 -->",
              (int) (strrchr (births, ' ') - births - 8), births);
  g_assert_cmpint (run (world, &email_job), ==, 0);
  g_assert_true (site->posts[1].deleted);
  g_assert_cmpstr (site->posts[0].status, ==, "published");
  g_assert_cmpuint (site->n_mails, ==, 1);
  world_free (world);
}

/* Whatever was said of it, somebody else's draft is not touched, and not ours from now on. */
static void
test_lies (void)
{
  World *world = world_new ();
  FakeSite *site = fake_site_get ();
  g_autofree char *text = NULL;
  FakePost theirs;

  site->n_posts = 1;
  g_strlcpy (site->posts[0].id, "00000000000000000000aaaa", sizeof site->posts[0].id);
  g_strlcpy (site->posts[0].slug, "theirs", sizeof site->posts[0].slug);
  g_strlcpy (site->posts[0].title, "Theirs", sizeof site->posts[0].title);
  g_strlcpy (site->posts[0].status, "draft", sizeof site->posts[0].status);
  g_strlcpy (site->posts[0].created_at, "2026-01-02T00:00:00.000Z", sizeof site->posts[0].created_at);
  g_strlcpy (site->posts[0].updated_at, "2026-01-02T00:00:00.000Z", sizeof site->posts[0].updated_at);
  theirs = site->posts[0];
  site->lies = TRUE;
  g_assert_cmpint (run (world, &email_job), ==, FAILED_WITH (GALLEY_ERROR_OFFLINE));
  g_assert_cmpint (run (world, &email_job), ==, 0);
  g_assert_cmpmem (&site->posts[0], sizeof theirs, &theirs, sizeof theirs);
  g_assert_cmpuint (site->n_posts, ==, 2);
  g_assert_cmpstr (site->posts[1].status, ==, "published");
  g_assert_cmpuint (site->n_mails, ==, 1);
  g_assert_true (g_file_get_contents (world->path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, site->posts[1].id));
  g_assert_null (strstr (text, theirs.id));
  world_free (world);
}

static void
test_newer_journal (void)
{
  World *world = world_new ();
  g_autofree char *folder = g_build_filename (world->state, "publish", NULL);
  g_autoptr (GDir) dir = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) open = NULL;
  FILE *file;

  g_assert_cmpint (run (world, &draft_job), ==, 0);
  dir = g_dir_open (folder, 0, NULL);
  path = g_build_filename (folder, g_dir_read_name (dir), NULL);
  file = fopen (path, "a");
  fputs ("{\"what\":\"start\",\"version\":2,\"site\":\"fake.example\"}\n", file);
  fclose (file);
  g_assert_cmpint (run (world, &email_job), ==, FAILED_WITH (GALLEY_ERROR_UNSUPPORTED));
  g_assert_cmpstr (fake_site_get ()->posts[0].status, ==, "draft");
  open = galley_open_publish_list (world->state);
  g_assert_cmpuint (open->len, ==, 1);
  g_assert_nonnull (strstr (((GalleyOpenPublish *) open->pdata[0])->state, "newer"));
  world_free (world);
}

/* The file goes away between its reading and the publish, and stays away. */
static void
test_vanished_issue (void)
{
  World *world = world_new ();
  Job job = email_job;

  job.vanish = TRUE;
  g_assert_cmpint (run (world, &job), ==, 0);
  g_assert_cmpint (run (world, &job), ==, 0);
  check_end (&job, "words of it");
  world_free (world);
}

/* Old text stands on a page that readers have; the new one comes out cut off. */
static void
test_cut_off (void)
{
  guint fatal;

  for (fatal = 0; fatal < 500; fatal++)
    {
      World *world = world_new ();
      FakeSite *site = fake_site_get ();
      Job job = email_job;
      int status;

      g_assert_cmpint (run (world, &email_job), ==, 0);
      edit (world, "The last words of it.", "The last words of all.");
      site->cut = TRUE;
      status = run_fatal (world, &job, fatal > 0 ? FAKE_KILL : FAKE_LIVE, fatal);
      if (fatal == 0 || site->point >= fatal)
        {
          job.says = "put back";
          status = run (world, &job);
        }
      g_assert_cmpint (status, ==, FAILED_WITH (GALLEY_ERROR_FAILED));
      g_assert_nonnull (strstr (site->posts[0].body, "words of it"));
      g_assert_cmpuint (site->n_mails, ==, 1);
      /* Mended over there, the same call brings the new one out. */
      site->cut = FALSE;
      g_assert_cmpint (run (world, &email_job), ==, 0);
      check_end (&email_job, "words of all");
      world_free (world);
      if (fatal > 0 && site->point < fatal)
        break;
    }
  g_assert_cmpuint (fatal, >, 10);
}

/* A service keeps the audience of a scheduled post whatever it is told: it is scheduled anew. */
static void
test_reschedule (void)
{
  static const Job first = { .act = GALLEY_ACT_EMAIL, .at = "2099-01-01T00:00:00Z", .file_limit = NO_LIMIT };
  static const Job second = { .act = GALLEY_ACT_EMAIL, .at = "2099-01-01T00:00:00Z", .audience = "paid",
                              .file_limit = NO_LIMIT };
  static const Job web = { .act = GALLEY_ACT_PUBLISH, .at = "2099-01-01T00:00:00Z", .file_limit = NO_LIMIT };
  guint fatal;

  for (fatal = 1; fatal < 500; fatal++)
    {
      World *world = world_new ();
      FakeSite *site = fake_site_get ();
      gboolean reached;

      g_assert_cmpint (run (world, &first), ==, 0);
      g_assert_cmpstr (site->posts[0].segment, ==, "all");
      run_fatal (world, &second, FAKE_KILL, fatal);
      reached = site->point >= fatal;
      if (reached)
        g_assert_cmpint (run (world, &second), ==, 0);
      check_end (&second, "words of it");
      g_assert_cmpstr (site->posts[0].newsletter, ==, "focus");
      g_assert_cmpstr (site->posts[0].segment, ==, "status:-free");
      if (!reached)
        {
          g_assert_cmpint (run (world, &web), ==, 0);
          g_assert_cmpstr (site->posts[0].newsletter, ==, "");
          g_assert_cmpstr (site->posts[0].status, ==, "scheduled");
        }
      world_free (world);
      if (!reached)
        break;
    }
  g_assert_cmpuint (fatal, >, 10);
}

/* Close to its hour the audience is what it is. */
static void
test_reschedule_due (void)
{
  World *world = world_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) soon = g_date_time_add_seconds (now, 60);
  g_autofree char *at = g_date_time_format (soon, "%Y-%m-%dT%H:%M:%SZ");
  Job first = email_job;
  Job second = email_job;

  first.at = second.at = at;
  second.audience = "paid";
  second.says = "any moment";
  g_assert_cmpint (run (world, &first), ==, 0);
  g_assert_cmpint (run (world, &second), ==, FAILED_WITH (GALLEY_ERROR_REJECTED));
  g_assert_cmpstr (fake_site_get ()->posts[0].segment, ==, "all");
  world_free (world);
}

/* Resumed when its hour is over: what went out at that hour did, what did not waits for another one. */
static void
test_schedule_over (void)
{
  World *world = world_new ();
  FakePost *post = &fake_site_get ()->posts[0];
  Job job = email_job;

  job.at = "2020-01-01T00:00:00Z";
  job.says = "in the past";
  g_assert_cmpint (run (world, &job), ==, FAILED_WITH (GALLEY_ERROR_INVALID));
  g_assert_cmpuint (fake_site_get ()->n_posts, ==, 0);
  job.begun = TRUE;
  job.says = "its hour is over";
  g_assert_cmpint (run (world, &job), ==, FAILED_WITH (GALLEY_ERROR_INVALID));
  g_assert_cmpstr (post->status, ==, "draft");

  job.at = "2099-01-01T00:00:00Z";
  job.says = NULL;
  g_assert_cmpint (run (world, &job), ==, 0);
  g_assert_cmpstr (post->status, ==, "scheduled");
  job.at = "2020-01-01T00:00:00Z";
  g_strlcpy (post->published_at, "2020-01-01T00:00:00.000Z", sizeof post->published_at);
  g_assert_cmpint (run (world, &job), ==, 0);
  g_strlcpy (post->status, "published", sizeof post->status);
  g_strlcpy (post->email_status, "submitted", sizeof post->email_status);
  g_assert_cmpint (run (world, &job), ==, 0);
  g_assert_cmpstr (post->status, ==, "published");
  world_free (world);
}

#define YEAR (366 * 24 * 3600)

/* Died anywhere, and the machine's clock jumps before it is gone on with, and back again: all the same. */
static void
test_clock_jumps (gconstpointer data)
{
  const gint64 jump = (gint64) GPOINTER_TO_INT (data) * YEAR;
  guint fatal;

  for (fatal = 1; fatal < 500; fatal += 7)
    {
      World *world = world_new ();
      Job job = email_job;
      gboolean reached;

      run_fatal (world, &job, FAKE_KILL, fatal);
      reached = fake_site_get ()->point >= fatal;
      job.wrong_by = jump;
      run_fatal (world, &job, FAKE_KILL, fatal / 2 + 1);
      job.wrong_by = -jump;
      g_assert_cmpint (run (world, &job), ==, 0);
      g_assert_cmpint (run (world, &email_job), ==, 0);
      check_end (&email_job, "words of it");
      world_free (world);
      if (!reached)
        break;
    }
  g_assert_cmpuint (fatal, >, 20);
}

/* The same round an hour that is set: a clock that believes it over schedules nothing, one that believes it to
 * come changes nothing of what went out then, and with the right time it is scheduled once. */
static void
test_clock_schedule (void)
{
  guint fatal;

  for (fatal = 1; fatal < 500; fatal += 7)
    {
      World *world = world_new ();
      FakePost *post = &fake_site_get ()->posts[0];
      Job job = { .act = GALLEY_ACT_EMAIL, .at = "2040-01-01T00:00:00Z", .file_limit = NO_LIMIT };
      Job other = job;
      gboolean reached;
      int status;

      run_fatal (world, &job, FAKE_KILL, fatal);
      reached = fake_site_get ()->point >= fatal;
      job.begun = TRUE;
      job.wrong_by = (gint64) 50 * YEAR;
      status = run (world, &job);
      g_assert_true (status == 0 || status == FAILED_WITH (GALLEY_ERROR_INVALID));
      job.wrong_by = 0;
      g_assert_cmpint (run (world, &job), ==, 0);
      check_end (&job, "words of it");
      /* Its hour comes, and this machine believes it to be years away. */
      g_strlcpy (post->status, "published", sizeof post->status);
      g_strlcpy (post->email_status, "submitted", sizeof post->email_status);
      other.audience = "paid";
      other.wrong_by = (gint64) -20 * YEAR;
      g_assert_cmpint (run (world, &other), ==, 0);
      g_assert_cmpstr (post->status, ==, "published");
      g_assert_cmpstr (post->segment, ==, "all");
      g_assert_cmpuint (fake_site_get ()->n_mails, ==, 0);
      world_free (world);
      if (!reached)
        break;
    }
  g_assert_cmpuint (fatal, >, 20);
}

/* Two programs send one issue to two audiences, and each asked a person before the other one was done. It goes to
 * the one; whoever said yes to the other hears that it did not. */
static void
test_two_audiences (void)
{
  World *world = world_new ();
  Job paid = email_job;

  g_assert_cmpint (run (world, &email_job), ==, 0);
  paid.audience = "paid";
  paid.fresh = TRUE;
  paid.differences = 1;
  g_assert_cmpint (run (world, &paid), ==, 0);
  g_assert_cmpuint (fake_site_get ()->n_mails, ==, 1);
  /* Who knows that it is out is not told again. */
  paid.audience = NULL;
  paid.differences = 0;
  g_assert_cmpint (run (world, &paid), ==, 0);
  world_free (world);
}

/* Died anywhere, and then somebody deletes the post: what may have been mailed is not mailed again. */
static void
test_deleted (void)
{
  guint fatal;
  guint refused = 0;

  for (fatal = 1; fatal < 500; fatal++)
    {
      World *world = world_new ();
      FakeSite *site = fake_site_get ();
      gboolean mailed;
      gboolean reached;
      int status;

      run_fatal (world, &email_job, FAKE_KILL, fatal);
      reached = site->point >= fatal;
      mailed = site->n_mails > 0;
      for (guint i = 0; i < site->n_posts; i++)
        site->posts[i].deleted = TRUE;
      status = run (world, &email_job);
      if (mailed)
        g_assert_cmpint (status, ==, FAILED_WITH (GALLEY_ERROR_CONFLICT));
      g_assert_true (status == 0 || status == FAILED_WITH (GALLEY_ERROR_CONFLICT));
      g_assert_cmpuint (site->n_mails, <=, 1);
      refused += mailed;
      world_free (world);
      if (!reached)
        break;
    }
  g_assert_cmpuint (refused, >, 3);
}

static void
delete_all (void)
{
  FakeSite *site = fake_site_get ();

  for (guint i = 0; i < site->n_posts; i++)
    site->posts[i].deleted = TRUE;
}

/* What somebody deleted is not made again by itself; asked for, it is made once, wherever that dies. */
static void
test_anew (void)
{
  static const GalleyAct acts[] = { GALLEY_ACT_DRAFT, GALLEY_ACT_PUBLISH, GALLEY_ACT_EMAIL };
  guint fatal;

  for (fatal = 1; fatal < 500; fatal += 2)
    {
      World *world = world_new ();
      FakeSite *site = fake_site_get ();
      Job plain = draft_job;
      Job anew = draft_job;
      gboolean reached;

      g_assert_cmpint (run (world, &draft_job), ==, 0);
      delete_all ();
      plain.act = anew.act = acts[fatal / 2 % G_N_ELEMENTS (acts)];
      plain.says = "deleted there";
      anew.anew = TRUE;
      g_assert_cmpint (run (world, &plain), ==, FAILED_WITH (GALLEY_ERROR_CONFLICT));
      g_assert_cmpuint (site->n_posts, ==, 1);
      run_fatal (world, &anew, FAKE_KILL, fatal);
      reached = site->point >= fatal;
      g_assert_cmpint (run (world, &anew), ==, 0);
      g_assert_cmpuint (fake_site_count (), ==, 1);
      g_assert_cmpuint (site->n_mails, ==, anew.act == GALLEY_ACT_EMAIL ? 1 : 0);
      /* From now on it is like any other. */
      g_assert_cmpint (run (world, &(Job) { .act = anew.act, .file_limit = NO_LIMIT }), ==, 0);
      g_assert_cmpuint (fake_site_count (), ==, 1);
      world_free (world);
      if (!reached)
        break;
    }
  g_assert_cmpuint (fatal, >, 10);
}

/* Somebody tries everything for a second mail: deletes the post, has it made again as something else,
 * takes it down, dies in between, and asks for the mail then. */
static void
test_anew_mailed (void)
{
  static const GalleyAct acts[] = { GALLEY_ACT_DRAFT, GALLEY_ACT_PUBLISH };
  const Job down = { .act = GALLEY_ACT_UNPUBLISH, .file_limit = NO_LIMIT };
  guint fatal;

  for (fatal = 1; fatal < 500; fatal += 3)
    {
      World *world = world_new ();
      FakeSite *site = fake_site_get ();
      Job anew = email_job;
      Job mail = email_job;
      gboolean reached;

      anew.anew = mail.anew = TRUE;
      mail.says = "not mailed again";
      g_assert_cmpint (run (world, &email_job), ==, 0);
      delete_all ();
      g_assert_cmpint (run (world, &mail), ==, FAILED_WITH (GALLEY_ERROR_CONFLICT));
      anew.act = acts[fatal / 3 % G_N_ELEMENTS (acts)];
      run_fatal (world, &anew, FAKE_KILL, fatal);
      reached = site->point >= fatal;
      mail.says = NULL;
      g_assert_cmpint (run (world, &mail), !=, 0);
      mail.says = "not mailed again";
      g_assert_cmpint (run (world, &anew), ==, 0);
      g_assert_cmpint (run (world, &down), ==, 0);
      g_assert_cmpint (run (world, &mail), ==, FAILED_WITH (GALLEY_ERROR_CONFLICT));
      mail.at = "2099-01-01T00:00:00Z";
      g_assert_cmpint (run (world, &mail), ==, FAILED_WITH (GALLEY_ERROR_CONFLICT));
      mail.at = NULL;
      /* And once more from the beginning. */
      delete_all ();
      g_assert_cmpint (run (world, &mail), ==, FAILED_WITH (GALLEY_ERROR_CONFLICT));
      g_assert_cmpuint (site->n_mails, ==, 1);
      world_free (world);
      if (!reached)
        break;
    }
  g_assert_cmpuint (fatal, >, 10);
}

/* A machine that has never seen the post cannot say that it was not mailed. */
static void
test_anew_elsewhere (void)
{
  World *world = world_new ();
  World *other;
  g_autofree char *text = NULL;
  Job mail = email_job;
  Job page = email_job;

  mail.anew = page.anew = TRUE;
  mail.says = "may have been";
  page.act = GALLEY_ACT_PUBLISH;
  g_assert_cmpint (run (world, &email_job), ==, 0);
  g_assert_true (g_file_get_contents (world->path, &text, NULL, NULL));
  other = world_new_machine (text);
  delete_all ();
  g_assert_cmpint (run (other, &mail), ==, FAILED_WITH (GALLEY_ERROR_CONFLICT));
  g_assert_cmpint (run (other, &page), ==, 0);
  g_assert_cmpuint (fake_site_count (), ==, 1);
  g_assert_cmpuint (fake_site_get ()->n_mails, ==, 1);
  world_free (world);
  world_free (other);
}

/* One yes is for one post: what goes on by itself later must not take it for the next one. */
static void
test_anew_once (void)
{
  World *world = world_new ();
  Job page = email_job;
  guint fatal;

  page.act = GALLEY_ACT_PUBLISH;
  page.anew = TRUE;
  g_assert_cmpint (run (world, &draft_job), ==, 0);
  delete_all ();
  for (fatal = 1; fatal < 500; fatal++)
    {
      g_autoptr (GPtrArray) open = NULL;
      const GalleyOpenPublish *one;

      run_fatal (world, &page, FAKE_KILL, fatal);
      open = galley_open_publish_list (world->state);
      one = open->len > 0 ? open->pdata[0] : NULL;
      if (one != NULL && g_strcmp0 (one->post_id, fake_site_get ()->posts[1].id) == 0)
        {
          g_assert_false (one->plan->anew);
          break;
        }
    }
  g_assert_cmpuint (fatal, <, 500);
  world_free (world);
}

/* A key that may ask the site knows more than a memory: what others sent, and that nobody did. */
static void
test_anew_asked (void)
{
  Job mail = email_job;
  World *world = world_new ();
  World *other;
  g_autofree char *text = NULL;

  mail.anew = TRUE;
  fake_site_get ()->tells_mails = TRUE;
  g_assert_cmpint (run (world, &draft_job), ==, 0);
  g_assert_true (g_file_get_contents (world->path, &text, NULL, NULL));
  other = world_new_machine (text);
  /* Sent by somebody over there, whom nobody here has seen. */
  g_strlcpy (fake_site_get ()->posts[0].email_status, "submitted", sizeof fake_site_get ()->posts[0].email_status);
  delete_all ();
  g_assert_cmpint (run (world, &mail), ==, FAILED_WITH (GALLEY_ERROR_CONFLICT));
  g_assert_cmpuint (fake_site_count (), ==, 0);
  /* Nobody sent it: a machine that never saw it may. */
  *fake_site_get ()->posts[0].email_status = '\0';
  g_assert_cmpint (run (other, &mail), ==, 0);
  g_assert_cmpuint (fake_site_get ()->n_mails, ==, 1);
  world_free (world);
  world_free (other);
}

/* Nobody's work is overwritten without a word. */
static void
test_changed_there (void)
{
  World *world = world_new ();
  FakePost *post = &fake_site_get ()->posts[0];

  g_assert_cmpint (run (world, &draft_job), ==, 0);
  g_strlcpy (post->body, "<p>Theirs</p>", sizeof post->body);
  g_strlcpy (post->updated_at, "2026-01-02T00:00:00.000Z", sizeof post->updated_at);
  edit (world, "The last words of it.", "The last words of all.");
  g_assert_cmpint (run (world, &email_job), ==, FAILED_WITH (GALLEY_ERROR_CONFLICT));
  g_assert_cmpstr (post->body, ==, "<p>Theirs</p>");
  g_assert_cmpuint (fake_site_get ()->n_mails, ==, 0);
  world_free (world);
}

/* Done, but the answer cannot be read: that is asked, not done again. */
static void
test_oversize (void)
{
  World *world = world_new ();

  fake_site_get ()->oversize = TRUE;
  g_assert_cmpint (run (world, &email_job), ==, 0);
  check_end (&email_job, "words of it");
  world_free (world);
}

/* What went out one way does not go out another, and nothing of it is touched. */
static void
test_second_act (void)
{
  static const struct { GalleyAct first, second; const char *says; } rows[] = {
    { GALLEY_ACT_PUBLISH, GALLEY_ACT_EMAIL, "without a mail" },
    { GALLEY_ACT_PUBLISH, GALLEY_ACT_EMAIL_ONLY, "without a mail" },
    { GALLEY_ACT_EMAIL_ONLY, GALLEY_ACT_PUBLISH, "by mail only" },
    { GALLEY_ACT_EMAIL_ONLY, GALLEY_ACT_EMAIL, "by mail only" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      World *world = world_new ();
      FakeSite *site = fake_site_get ();
      Job job = email_job;
      guint mails;

      job.act = rows[i].first;
      g_assert_cmpint (run (world, &job), ==, 0);
      mails = site->n_mails;
      edit (world, "The last words of it.", "The last words of all.");
      job.act = rows[i].second;
      job.says = rows[i].says;
      g_assert_cmpint (run (world, &job), ==, FAILED_WITH (GALLEY_ERROR_REJECTED));
      g_assert_nonnull (strstr (site->posts[0].body, "words of it"));
      g_assert_cmpint (site->posts[0].email_only, ==, rows[i].first == GALLEY_ACT_EMAIL_ONLY);
      g_assert_cmpuint (site->n_mails, ==, mails);
      world_free (world);
    }
}

/* Another wish for the address is sent, the same wish is not, and a title never is one. */
static void
test_slug (void)
{
  World *world = world_new ();
  FakePost *post = &fake_site_get ()->posts[0];

  g_assert_cmpint (run (world, &draft_job), ==, 0);
  edit (world, "title: Nuri", "title: Another");
  g_assert_cmpint (run (world, &draft_job), ==, 0);
  g_assert_cmpstr (post->slug, ==, "nuri");
  edit (world, "title: Another", "title: Nuri\nslug: launch");
  g_assert_cmpint (run (world, &draft_job), ==, 0);
  g_assert_cmpstr (post->slug, ==, "launch");
  g_strlcpy (post->slug, "launch-by-them", sizeof post->slug);
  edit (world, "The last words of it.", "The last words of all.");
  g_assert_cmpint (run (world, &draft_job), ==, 0);
  g_assert_cmpstr (post->slug, ==, "launch-by-them");
  world_free (world);
}

/* A title in letters that we cannot spell goes to the site as it is: what it makes of it is its address. One
 * that readers have keeps the address that they have. */
static void
test_slug_of_other_letters (void)
{
  World *world = world_new ();
  FakePost *post = &fake_site_get ()->posts[0];
  Job page = email_job;

  page.act = GALLEY_ACT_PUBLISH;
  edit (world, "title: Nuri", "title: 누리호 Nuri");
  g_assert_cmpint (run (world, &draft_job), ==, 0);
  g_assert_cmpstr (post->slug, ==, "누리호 Nuri");
  g_strlcpy (post->slug, "nuriho-nuri", sizeof post->slug);
  g_assert_cmpint (run (world, &page), ==, 0);
  g_assert_cmpstr (post->slug, ==, "nuriho-nuri");
  g_strlcpy (post->slug, "nl-6f0c1f0e-7a52-4bb5-9d6f-0123456789ab", sizeof post->slug);
  edit (world, "The last words of it.", "The last words of all.");
  g_assert_cmpint (run (world, &page), ==, 0);
  g_assert_cmpstr (post->slug, ==, "nl-6f0c1f0e-7a52-4bb5-9d6f-0123456789ab");
  world_free (world);
}

/* Back to a draft, from wherever it is; cut off anywhere and run again, the same. What the issue says
 * meanwhile does not go along, and nobody gets a second mail when it is published again. */
static void
test_take_down (gconstpointer data)
{
  const FakeFault fault = (FakeFault) GPOINTER_TO_UINT (data);
  const Job down_job = { .act = GALLEY_ACT_UNPUBLISH, .file_limit = NO_LIMIT };
  const Job later_job = { .act = GALLEY_ACT_EMAIL, .at = "2040-01-02T09:30:00+09:00", .file_limit = NO_LIMIT };
  guint fatal;

  for (fatal = 1; fatal < 500; fatal++)
    {
      World *world = world_new ();
      FakeSite *site = fake_site_get ();
      const Job *up = fatal % 2 == 0 ? &email_job : &later_job;
      gboolean reached;

      g_assert_cmpint (run (world, up), ==, 0);
      edit (world, "The last words of it.", "The last words of all.");
      run_fatal (world, &down_job, fault, fatal);
      reached = site->point >= fatal;
      g_assert_cmpint (run (world, &down_job), ==, 0);
      g_assert_cmpuint (site->n_posts, ==, 1);
      g_assert_cmpstr (site->posts[0].status, ==, "draft");
      g_assert_nonnull (strstr (site->posts[0].body, "words of it"));
      g_assert_cmpint (run (world, &email_job), ==, 0);
      check_end (&email_job, "words of all");
      world_free (world);
      if (!reached)
        break;
    }
  g_assert_cmpuint (fatal, >, 3);
}

static void
test_nothing_to_take_down (void)
{
  World *world = world_new ();
  const Job down_job = { .act = GALLEY_ACT_UNPUBLISH, .file_limit = NO_LIMIT, .says = "is not on" };

  g_assert_cmpint (run (world, &down_job), ==, FAILED_WITH (GALLEY_ERROR_REJECTED));
  g_assert_cmpuint (fake_site_get ()->n_posts, ==, 0);
  world_free (world);
}

int
main (int argc, char **argv)
{
  isolated_test_init (&argc, &argv);
  fake_site_get ();
  for (gsize i = 0; i < G_N_ELEMENTS (deaths); i++)
    {
      g_autofree char *path = g_strconcat ("/publish/publish/", deaths[i].fault == FAKE_KILL ? "killed/" : "offline/",
                                           deaths[i].name, NULL);

      g_test_add_data_func (path, &deaths[i], test_death);
    }
  g_test_add_data_func ("/publish/publish/killed/update", GUINT_TO_POINTER (FAKE_KILL), test_update_death);
  g_test_add_data_func ("/publish/publish/offline/update", GUINT_TO_POINTER (FAKE_OFFLINE), test_update_death);
  g_test_add_func ("/publish/publish/killed/slug", test_slug_death);
  g_test_add_data_func ("/publish/publish/killed/take-down", GUINT_TO_POINTER (FAKE_KILL), test_take_down);
  g_test_add_data_func ("/publish/publish/offline/take-down", GUINT_TO_POINTER (FAKE_OFFLINE), test_take_down);
  g_test_add_func ("/publish/publish/nothing-to-take-down", test_nothing_to_take_down);
  g_test_add_func ("/publish/publish/full-disk", test_full_disk);
  g_test_add_func ("/publish/publish/two-programs", test_two_programs);
  g_test_add_data_func ("/publish/publish/two-machines/draft", &draft_job, test_two_machines);
  g_test_add_data_func ("/publish/publish/two-machines/email", &email_job, test_two_machines);
  g_test_add_func ("/publish/publish/two-texts", test_two_texts);
  g_test_add_func ("/publish/publish/copy-there", test_copy_there);
  g_test_add_func ("/publish/publish/out-elsewhere", test_out_elsewhere);
  g_test_add_func ("/publish/publish/late-twin", test_late_twin);
  g_test_add_func ("/publish/publish/lies", test_lies);
  g_test_add_func ("/publish/publish/newer-journal", test_newer_journal);
  g_test_add_func ("/publish/publish/vanished-issue", test_vanished_issue);
  g_test_add_func ("/publish/publish/cut-off", test_cut_off);
  g_test_add_func ("/publish/publish/reschedule", test_reschedule);
  g_test_add_func ("/publish/publish/reschedule-due", test_reschedule_due);
  g_test_add_func ("/publish/publish/schedule-over", test_schedule_over);
  g_test_add_data_func ("/publish/publish/clock-jumps/ahead", GINT_TO_POINTER (1), test_clock_jumps);
  g_test_add_data_func ("/publish/publish/clock-jumps/back", GINT_TO_POINTER (-1), test_clock_jumps);
  g_test_add_func ("/publish/publish/clock-schedule", test_clock_schedule);
  g_test_add_func ("/publish/publish/two-audiences", test_two_audiences);
  g_test_add_func ("/publish/publish/deleted", test_deleted);
  g_test_add_func ("/publish/publish/anew", test_anew);
  g_test_add_func ("/publish/publish/anew-mailed", test_anew_mailed);
  g_test_add_func ("/publish/publish/anew-elsewhere", test_anew_elsewhere);
  g_test_add_func ("/publish/publish/anew-asked", test_anew_asked);
  g_test_add_func ("/publish/publish/anew-once", test_anew_once);
  g_test_add_func ("/publish/publish/changed-there", test_changed_there);
  g_test_add_func ("/publish/publish/oversize", test_oversize);
  g_test_add_func ("/publish/publish/second-act", test_second_act);
  g_test_add_func ("/publish/publish/slug", test_slug);
  g_test_add_func ("/publish/publish/slug-of-other-letters", test_slug_of_other_letters);
  return g_test_run ();
}
