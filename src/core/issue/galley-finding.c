/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-finding.h"

struct _GalleyFinding {
  char *id;
  char *message;
  char *fix_label;
  GalleyEdit *fix;
  GalleySeverity severity;
  guint line;
  guint column;
};

G_DEFINE_BOXED_TYPE (GalleyFinding, galley_finding, galley_finding_ref, galley_finding_unref)

static void
galley_finding_clear (GalleyFinding *self)
{
  g_free (self->id);
  g_free (self->message);
  g_free (self->fix_label);
  galley_edit_free (self->fix);
}

GalleyFinding *
galley_finding_new (const char       *id,
                    GalleySeverity    severity,
                    guint             line,
                    guint             column,
                    const char       *message,
                    const char       *fix_label,
                    const GalleyEdit *fix)
{
  GalleyFinding *self;

  g_return_val_if_fail (id != NULL && message != NULL, NULL);
  g_return_val_if_fail ((fix_label == NULL) == (fix == NULL), NULL);

  self = g_atomic_rc_box_new0 (GalleyFinding);
  self->id = g_strdup (id);
  self->severity = severity;
  self->line = line;
  self->column = column;
  self->message = g_strdup (message);
  self->fix_label = g_strdup (fix_label);
  self->fix = fix != NULL ? galley_edit_copy (fix) : NULL;
  return self;
}

GalleyFinding *
galley_finding_ref (GalleyFinding *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
galley_finding_unref (GalleyFinding *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) galley_finding_clear);
}

const char *
galley_finding_get_id (const GalleyFinding *self)
{
  return self->id;
}

GalleySeverity
galley_finding_get_severity (const GalleyFinding *self)
{
  return self->severity;
}

/* The word of `check --json`; not translated. */
const char *
galley_finding_get_severity_name (const GalleyFinding *self)
{
  switch (self->severity)
    {
    case GALLEY_SEVERITY_ERROR:
      return "error";
    case GALLEY_SEVERITY_WARNING:
      return "warning";
    case GALLEY_SEVERITY_INFO:
      return "info";
    default:
      g_assert_not_reached ();
    }
}

guint
galley_finding_get_line (const GalleyFinding *self)
{
  return self->line;
}

guint
galley_finding_get_column (const GalleyFinding *self)
{
  return self->column;
}

const char *
galley_finding_get_message (const GalleyFinding *self)
{
  return self->message;
}

const char *
galley_finding_get_fix_label (const GalleyFinding *self)
{
  return self->fix_label;
}

const GalleyEdit *
galley_finding_get_fix (const GalleyFinding *self)
{
  return self->fix;
}

/* Below 0: it stands before that place. Without a column it is at the line's start. */
static int
compare_place (const GalleyFinding *self,
               guint                line,
               guint                column)
{
  guint own = MAX (self->column, 1);

  if (self->line != line)
    return self->line < line ? -1 : 1;
  return own == column ? 0 : own < column ? -1 : 1;
}

GalleyFinding *
galley_finding_find_next (GPtrArray *findings,
                          guint      line,
                          guint      column,
                          gboolean   forward)
{
  int way = forward ? 1 : -1;
  GalleyFinding *next = NULL;
  GalleyFinding *first = NULL;

  for (guint i = 0; i < findings->len; i++)
    {
      GalleyFinding *self = findings->pdata[i];

      if (self->line == 0)
        continue;
      if (first == NULL || way * compare_place (self, first->line, MAX (first->column, 1)) < 0)
        first = self;
      if (way * compare_place (self, line, column) > 0
          && (next == NULL || way * compare_place (self, next->line, MAX (next->column, 1)) < 0))
        next = self;
    }
  return next != NULL ? next : first;
}
