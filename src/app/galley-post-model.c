/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-post-model.h"


#include "galley-job.h"

struct _GalleyPostItem {
  GObject         parent_instance;

  /* Owned */
  GalleyPostList *list;

  guint           position;
};

G_DEFINE_FINAL_TYPE (GalleyPostItem, galley_post_item, G_TYPE_OBJECT)

static void
galley_post_item_finalize (GObject *object)
{
  g_clear_pointer (&GALLEY_POST_ITEM (object)->list, galley_post_list_unref);
  G_OBJECT_CLASS (galley_post_item_parent_class)->finalize (object);
}

static void
galley_post_item_class_init (GalleyPostItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_post_item_finalize;
}

static void
galley_post_item_init (GalleyPostItem *self)
{
}

const GalleyPostEntry *
galley_post_item_get_entry (GalleyPostItem *self)
{
  g_return_val_if_fail (GALLEY_IS_POST_ITEM (self), NULL);
  return galley_post_list_get_entry (self->list, self->position);
}

struct _GalleyPostModel {
  GObject             parent_instance;

  /* Owned */
  GalleyAccountStore *accounts;
  GalleyHttp         *http;
  GalleyAccount      *account;
  char               *search;
  char               *status;
  GPtrArray          *items; /* (element-type GalleyPostItem) */
  GHashTable         *ids;   /* of them: a post that moved to the next page is shown once */
  GError             *error;
  GCancellable       *cancellable; /* of the page on its way; NULL: none is */

  guint               page;  /* the last one that came */
  guint               pages;
};

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GType
get_item_type (GListModel *model)
{
  return GALLEY_TYPE_POST_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return GALLEY_POST_MODEL (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GalleyPostModel *self = GALLEY_POST_MODEL (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
init_list (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GalleyPostModel, galley_post_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_list))

typedef struct {
  GalleyAccountStore *accounts;
  GalleyHttp         *http;
  GalleyAccount      *account;
  GCancellable       *cancellable;
  char               *search;
  char               *status;
  guint               page;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_object_unref (order->accounts);
  g_object_unref (order->http);
  g_object_unref (order->cancellable);
  galley_account_unref (order->account);
  g_free (order->search);
  g_free (order->status);
  g_free (order);
}


static gpointer
list (gpointer data, GalleyProgressFunc progress, gpointer progress_data, GCancellable *cancellable,
      GError **error)
{
  const Order *order = data;
  const GalleyService *service = galley_service_find (galley_account_get_service (order->account));
  GalleyConnection connection = { .http = order->http, .account = order->account };
  GalleyPostQuery query
      = { .search = order->search, .status = order->status, .page = order->page };
  char *key = galley_account_store_load_key (order->accounts, order->account, cancellable, error);
  GalleyPostList *posts;

  if (key == NULL)
    return NULL;
  connection.key = key;
  posts = service->list_posts (&connection, &query, cancellable, error);
  galley_key_free (key);
  return posts;
}

static void
append (GalleyPostModel *self, GalleyPostList *posts)
{
  guint before = self->items->len;

  for (guint i = 0; i < galley_post_list_get_size (posts); i++)
    {
      GalleyPostItem *item;

      if (!g_hash_table_add (self->ids, g_strdup (galley_post_list_get_entry (posts, i)->id)))
        continue;
      item = g_object_new (GALLEY_TYPE_POST_ITEM, NULL);
      item->list = galley_post_list_ref (posts);
      item->position = i;
      g_ptr_array_add (self->items, item);
    }
  g_list_model_items_changed (G_LIST_MODEL (self), before, 0, self->items->len - before);
}

static void
listed_cb (gpointer owner, gpointer result, const GError *error, gpointer data)
{
  GalleyPostModel *self = owner;

  /* The list was begun anew meanwhile. */
  if (self->cancellable != ((Order *) data)->cancellable)
    return;
  g_clear_object (&self->cancellable);
  if (result)
    {
      self->page = galley_post_list_get_page (result);
      self->pages = galley_post_list_get_pages (result);
      append (self, result);
    }
  else
    self->error = g_error_copy (error);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
galley_post_model_load_more (GalleyPostModel *self)
{
  Order *order;

  g_return_if_fail (GALLEY_IS_POST_MODEL (self));

  if (self->account == NULL || self->cancellable || self->page >= self->pages)
    return;
  g_clear_error (&self->error);
  self->cancellable = g_cancellable_new ();
  order = g_new0 (Order, 1);
  order->accounts = g_object_ref (self->accounts);
  order->http = g_object_ref (self->http);
  order->account = galley_account_ref (self->account);
  order->cancellable = g_object_ref (self->cancellable);
  order->search = g_strdup (self->search);
  order->status = g_strdup (self->status);
  order->page = self->page + 1;
  galley_job_run (self, list, order, order_free, (GDestroyNotify) galley_post_list_unref, NULL,
                  self->cancellable, listed_cb);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
galley_post_model_stop (GalleyPostModel *self)
{
  g_return_if_fail (GALLEY_IS_POST_MODEL (self));

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

void
galley_post_model_ask (GalleyPostModel *self, GalleyAccount *account, const char *search,
                       const char *status)
{
  guint before = self->items->len;

  g_return_if_fail (GALLEY_IS_POST_MODEL (self));

  galley_post_model_stop (self);
  if (account)
    galley_account_ref (account);
  g_clear_pointer (&self->account, galley_account_unref);
  self->account = account;
  g_free (self->search);
  self->search = g_strdup (search && *search ? search : NULL);
  g_free (self->status);
  self->status = g_strdup (status);
  g_clear_error (&self->error);
  g_ptr_array_set_size (self->items, 0);
  g_hash_table_remove_all (self->ids);
  self->page = 0;
  self->pages = 1;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, 0);
  galley_post_model_load_more (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
galley_post_model_is_loading (GalleyPostModel *self)
{
  g_return_val_if_fail (GALLEY_IS_POST_MODEL (self), FALSE);
  return self->cancellable != NULL;
}

const GError *
galley_post_model_get_error (GalleyPostModel *self)
{
  g_return_val_if_fail (GALLEY_IS_POST_MODEL (self), NULL);
  return self->error;
}

static void
galley_post_model_finalize (GObject *object)
{
  GalleyPostModel *self = GALLEY_POST_MODEL (object);

  g_clear_object (&self->accounts);
  g_clear_object (&self->http);
  g_clear_pointer (&self->account, galley_account_unref);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_error (&self->error);
  g_free (self->search);
  g_free (self->status);
  G_OBJECT_CLASS (galley_post_model_parent_class)->finalize (object);
}

static void
galley_post_model_class_init (GalleyPostModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_post_model_finalize;
  signals[CHANGED] = g_signal_new ("changed", GALLEY_TYPE_POST_MODEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
galley_post_model_init (GalleyPostModel *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

GalleyPostModel *
galley_post_model_new (GalleyAccountStore *accounts, GalleyHttp *http)
{
  GalleyPostModel *self = g_object_new (GALLEY_TYPE_POST_MODEL, NULL);

  self->accounts = g_object_ref (accounts);
  self->http = g_object_ref (http);
  return self;
}
