/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a rendering became in the page is kept, and the next one sends the blocks between their common
 * beginning and end. The script calls are answered in order, so nothing waits for a page to be drawn. */

#include "galley-preview-page.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"

struct _GalleyPreviewPage
{
  GObject                    parent_instance;

  /* owned */
  GalleyPreviewRenderer     *renderer;
  char                      *marker;
  char                      *token;   /* what the preview's own words are known by */
  GalleyPreviewRendering    *newest;  /* the last one that came back */
  GalleyPreviewRendering    *shown;   /* what the page holds; NULL: nothing */
  GCancellable              *cancellable;
  GalleyPreviewRemote       *remote;  /* NULL: no picture of another site */

  /* borrowed */
  const GalleyPreviewEngine *engine;
  GtkWidget                 *view;
  GalleyPreviewPaintedFunc   painted;
  gpointer                   data;

  double                     place_line; /* where the page is; 0: where it begins */
  double                     place_align;
  guint                      current_line; /* the writer's; 0: none */
  guint                      serial;    /* of the newest patch */
  guint                      n_painted; /* the newest one that is on the screen */
  guint                      ready : 1; /* the empty page stands */
  guint                      current_wanted : 1; /* to be seen, by a page that has it */
  guint                      behind : 1; /* place_line waits for a page that has it */
};

G_DEFINE_FINAL_TYPE (GalleyPreviewPage, galley_preview_page, G_TYPE_OBJECT)

static void
call (GalleyPreviewPage   *self,
      const char          *body,
      GVariant            *arguments,
      GAsyncReadyCallback  callback,
      gpointer             user_data)
{
  self->engine->run_async (self->view, body, arguments, self->cancellable, callback, user_data);
}

typedef struct {
  GalleyPreviewPage *page; /* owned */
  guint              serial;
} Patch;

static void
set_shown (GalleyPreviewPage      *self,
           GalleyPreviewRendering *rendering)
{
  g_clear_pointer (&self->shown, galley_preview_rendering_release);
  self->shown = rendering != NULL ? galley_preview_rendering_ref (rendering) : NULL;
  galley_preview_renderer_set_base (self->renderer, rendering);
}

static void
patched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Patch *patch = user_data;
  g_autoptr (GalleyPreviewPage) self = patch->page;
  g_autoptr (GError) error = NULL;
  g_autofree char *value = self->engine->run_finish (GTK_WIDGET (source), result, &error);

  if (value != NULL && self->view != NULL)
    gtk_widget_set_opacity (self->view, 1);
  if (value != NULL && patch->serial == self->serial && self->view != NULL)
    {
      self->n_painted = patch->serial;
      self->painted (self->data);
    }
  /* The page does not hold what was sent: the next patch begins anew. */
  if (value == NULL && !g_cancellable_is_cancelled (self->cancellable))
    {
      g_debug ("The preview was not patched: %s", error->message);
      set_shown (self, NULL);
    }
}

/* The block that @line is in; -1: none. */
static int
find_current (GPtrArray *blocks,
              guint      line)
{
  int block = -1;
  double fraction;

  if (line > 0)
    galley_preview_blocks_find (blocks, line, &block, &fraction);
  return block;
}

/* The source's first line is the page's beginning, whatever the page has above its first block. */
static void
find_place (GalleyPreviewPage *self,
            GPtrArray     *blocks,
            int           *block,
            double        *fraction)
{
  *block = -1;
  *fraction = 0;
  if (self->place_line > 1)
    galley_preview_blocks_find (blocks, self->place_line, block, fraction);
}

/* The web view takes strings and numbers. The blocks travel as one string, cut at the marker, which no
 * issue can know. */
static GVariant *
build_patch (GalleyPreviewPage        *self,
             const GalleyPreviewPatch *known)
{
  GPtrArray *blocks = self->newest->blocks;
  GalleyPreviewPatch patch
      = known != NULL
            ? *known
            : galley_preview_blocks_compare (self->shown != NULL ? self->shown->blocks : NULL,
                                             blocks);
  gboolean same_frame
      = self->shown != NULL && g_str_equal (self->shown->frame, self->newest->frame);
  g_autoptr (GString) added = g_string_new (NULL);
  g_autofree char *allowed
      = self->remote ? galley_preview_remote_dup_allowed (self->remote) : g_strdup ("");
  int top = -2;
  double fraction = 0;
  GVariantDict arguments;

  for (guint i = patch.first; i < patch.first + patch.added; i++)
    {
      const GalleyRenderedBlock *block = g_ptr_array_index (blocks, i);

      if (i > patch.first)
        g_string_append (added, self->marker);
      g_string_append (added, block->html);
    }
  g_variant_dict_init (&arguments, NULL);
  g_variant_dict_insert (&arguments, "frame", "s", same_frame ? "" : self->newest->frame);
  g_variant_dict_insert (&arguments, "marker", "s", self->marker);
  g_variant_dict_insert (&arguments, "fresh", "i", self->shown == NULL ? 1 : 0);
  g_variant_dict_insert (&arguments, "first", "i", (int) patch.first);
  g_variant_dict_insert (&arguments, "removed", "i", (int) patch.removed);
  g_variant_dict_insert (&arguments, "count", "i", (int) patch.added);
  g_variant_dict_insert (&arguments, "html", "s", added->str);
  g_variant_dict_insert (&arguments, "token", "s", self->token);
  g_variant_dict_insert (&arguments, "current", "i", find_current (blocks, self->current_line));
  g_variant_dict_insert (&arguments, "allowed", "s", allowed);
  g_variant_dict_insert (&arguments, "hint", "s", _("Not loaded. Click to choose."));
  /* A page that comes back stands where it stood. */
  if ((self->shown == NULL || self->behind) && self->place_line > 0)
    find_place (self, blocks, &top, &fraction);
  self->behind = self->behind && blocks->len == 0;
  g_variant_dict_insert (&arguments, "wanted", "i", self->current_wanted);
  self->current_wanted = self->current_wanted && blocks->len == 0;
  g_variant_dict_insert (&arguments, "top", "i", top);
  g_variant_dict_insert (&arguments, "fraction", "d", fraction);
  g_variant_dict_insert (&arguments, "align", "d", self->place_align);
  /* Only who writes is brought to where the cursor is: the same issue again, or as another reader gets
   * it, stays where it is. */
  g_variant_dict_insert (&arguments, "edited", "i",
                         same_frame && self->shown->reader == self->newest->reader
                             && patch.added + patch.removed > 0);
  return g_variant_dict_end (&arguments);
}

/* @known: how the newest differs from the shown; NULL: it is not known yet. */
static void
apply_newest (GalleyPreviewPage        *self,
              const GalleyPreviewPatch *known)
{
  Patch *patch;

  if (!self->ready || self->newest == NULL || self->newest == self->shown)
    return;
  patch = g_new0 (Patch, 1);
  patch->page = g_object_ref (self);
  patch->serial = ++self->serial;
  self->engine->set_folder (self->view, galley_preview_renderer_get_folder (self->renderer));
  call (self,
        "galley.show ({ frame, marker, fresh, first, removed, count, html, token, current, edited,"
        " allowed, hint });"
        "if (top >= -1) galley.scrollToBlock (top, fraction, align);"
        "if (wanted) galley.showCurrent (current);"
        "return await galley.painted ();",
        build_patch (self, known), patched_cb, patch);
  set_shown (self, self->newest);
}

static void
galley_preview_page_finalize (GObject *object)
{
  GalleyPreviewPage *self = GALLEY_PREVIEW_PAGE (object);

  g_clear_pointer (&self->newest, galley_preview_rendering_unref);
  g_clear_pointer (&self->shown, galley_preview_rendering_unref);
  g_clear_object (&self->renderer);
  g_clear_object (&self->remote);
  g_clear_pointer (&self->marker, g_free);
  g_clear_pointer (&self->token, g_free);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (galley_preview_page_parent_class)->finalize (object);
}

static void
galley_preview_page_class_init (GalleyPreviewPageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_preview_page_finalize;
}

static void
galley_preview_page_init (GalleyPreviewPage *self)
{
}

GalleyPreviewPage *
galley_preview_page_new (GalleyPreviewRenderer    *renderer,
                         const char               *marker,
                         const char               *token,
                         GCancellable             *cancellable,
                         GalleyPreviewPaintedFunc  painted,
                         gpointer                  data)
{
  GalleyPreviewPage *self = g_object_new (GALLEY_TYPE_PREVIEW_PAGE, NULL);

  self->renderer = g_object_ref (renderer);
  self->marker = g_strdup (marker);
  self->token = g_strdup (token);
  self->cancellable = g_object_ref (cancellable);
  self->painted = painted;
  self->data = data;
  return self;
}

void
galley_preview_page_set_remote (GalleyPreviewPage   *self,
                                GalleyPreviewRemote *remote)
{
  g_return_if_fail (GALLEY_IS_PREVIEW_PAGE (self));

  g_set_object (&self->remote, remote);
}

void
galley_preview_page_set_view (GalleyPreviewPage         *self,
                              const GalleyPreviewEngine *engine,
                              GtkWidget                 *view)
{
  g_return_if_fail (GALLEY_IS_PREVIEW_PAGE (self));

  if (engine != NULL)
    self->engine = engine;
  self->view = view;
  self->ready = FALSE;
}

void
galley_preview_page_stop (GalleyPreviewPage *self)
{
  g_return_if_fail (GALLEY_IS_PREVIEW_PAGE (self));

  self->ready = FALSE;
  set_shown (self, NULL);
}

void
galley_preview_page_begin (GalleyPreviewPage *self)
{
  g_return_if_fail (GALLEY_IS_PREVIEW_PAGE (self));

  self->ready = TRUE;
  apply_newest (self, NULL);
}

void
galley_preview_page_show (GalleyPreviewPage        *self,
                          GalleyPreviewRendering   *rendering,
                          const GalleyPreviewPatch *patch)
{
  GalleyPreviewRendering *before;

  g_return_if_fail (GALLEY_IS_PREVIEW_PAGE (self));

  before = g_steal_pointer (&self->newest);
  self->newest = galley_preview_rendering_ref (rendering);
  apply_newest (self, patch);
  g_clear_pointer (&before, galley_preview_rendering_release);
}

GalleyPreviewRendering *
galley_preview_page_get_newest (GalleyPreviewPage *self)
{
  g_return_val_if_fail (GALLEY_IS_PREVIEW_PAGE (self), NULL);

  return self->newest;
}

GPtrArray *
galley_preview_page_get_blocks (GalleyPreviewPage *self)
{
  g_return_val_if_fail (GALLEY_IS_PREVIEW_PAGE (self), NULL);

  return self->shown != NULL ? self->shown->blocks : NULL;
}

gboolean
galley_preview_page_is_painted (GalleyPreviewPage *self)
{
  g_return_val_if_fail (GALLEY_IS_PREVIEW_PAGE (self), FALSE);

  return self->ready && self->shown != NULL && self->n_painted == self->serial;
}

void
galley_preview_page_set_place (GalleyPreviewPage *self,
                               double             line,
                               double             align)
{
  g_return_if_fail (GALLEY_IS_PREVIEW_PAGE (self));

  self->place_line = line;
  self->place_align = align;
}

gboolean
galley_preview_page_scroll_to_line (GalleyPreviewPage *self,
                                    double             line,
                                    double             align)
{
  GVariantBuilder arguments;
  int block;
  double fraction;

  g_return_val_if_fail (GALLEY_IS_PREVIEW_PAGE (self), FALSE);

  self->place_line = line;
  self->place_align = align;
  self->behind = !self->ready || self->shown == NULL || self->shown->blocks->len == 0;
  if (self->behind)
    return FALSE;
  find_place (self, self->shown->blocks, &block, &fraction);
  g_variant_builder_init (&arguments, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&arguments, "{sv}", "block", g_variant_new_int32 (block));
  g_variant_builder_add (&arguments, "{sv}", "fraction", g_variant_new_double (fraction));
  g_variant_builder_add (&arguments, "{sv}", "align", g_variant_new_double (align));
  call (self, "galley.scrollToBlock (block, fraction, align);", g_variant_builder_end (&arguments),
        NULL, NULL);
  return TRUE;
}

void
galley_preview_page_set_current_line (GalleyPreviewPage *self,
                                      guint              line)
{
  GVariantDict arguments;
  int before, now;

  g_return_if_fail (GALLEY_IS_PREVIEW_PAGE (self));

  if (self->current_line == line)
    return;
  before = self->shown ? find_current (self->shown->blocks, self->current_line) : -1;
  self->current_line = line;
  if (!self->ready || self->shown == NULL)
    return;
  now = find_current (self->shown->blocks, line);
  if (now == before)
    return;
  g_variant_dict_init (&arguments, NULL);
  g_variant_dict_insert (&arguments, "block", "i", now);
  call (self, "galley.setCurrent (block);", g_variant_dict_end (&arguments), NULL, NULL);
}

void
galley_preview_page_show_current (GalleyPreviewPage *self)
{
  GVariantDict arguments;

  g_return_if_fail (GALLEY_IS_PREVIEW_PAGE (self));

  self->current_wanted = !self->ready || self->shown == NULL || self->shown->blocks->len == 0;
  if (self->current_wanted)
    return;
  g_variant_dict_init (&arguments, NULL);
  g_variant_dict_insert (&arguments, "block", "i",
                         find_current (self->shown->blocks, self->current_line));
  call (self, "galley.showCurrent (block);", g_variant_dict_end (&arguments), NULL, NULL);
}

static void
dumped_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GalleyPreviewPage *self = g_task_get_task_data (task);
  char *value = self->engine->run_finish (GTK_WIDGET (source), result, &error);

  if (value == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, value, g_free);
}

void
galley_preview_page_dump (GalleyPreviewPage *self,
                          GTask             *asked)
{
  g_autoptr (GTask) task = asked;

  g_return_if_fail (GALLEY_IS_PREVIEW_PAGE (self));

  g_task_set_task_data (task, g_object_ref (self), g_object_unref);
  if (!self->ready)
    g_task_return_new_error (task, GALLEY_ERROR, GALLEY_ERROR_FAILED, "%s",
                             _("The preview has not started yet."));
  else
    call (self, "return galley.dump ();", NULL, dumped_cb, g_steal_pointer (&task));
}
