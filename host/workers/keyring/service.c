/* service.c: get, put and drop an item of the Secret Service. */
#include <stdio.h>
#include <string.h>

#include <libsecret/secret.h>

#include "service.h"

#define SERVICE_HEX (2 * IPC_KEYRING_KEY + 1)
#define SERVICE_ID (2 * IPC_KEYRING_ID + 1)

static const SecretSchema service_schema = {
    .name = "org.lenscap.Ledger",
    .flags = SECRET_SCHEMA_NONE,
    .attributes = {{"ledger", SECRET_SCHEMA_ATTRIBUTE_STRING}},
};

void service_libraries(char out[IPC_TEXT_MAX])
{
	snprintf(out, IPC_TEXT_MAX, "libsecret %d.%d.%d, GLib %u.%u.%u",
		 SECRET_MAJOR_VERSION, SECRET_MINOR_VERSION,
		 SECRET_MICRO_VERSION, glib_major_version, glib_minor_version,
		 glib_micro_version);
}

/*
 * What an error means.  Nobody on the bus by that name, or no bus, is a
 * keyring that is absent; frees the error.
 */
static enum ipc_keyring_status service_failed(GError *error)
{
	static const gint absent[] = {
	    G_DBUS_ERROR_SERVICE_UNKNOWN,
	    G_DBUS_ERROR_NAME_HAS_NO_OWNER,
	    G_DBUS_ERROR_NO_SERVER,
	    G_DBUS_ERROR_DISCONNECTED,
	    G_DBUS_ERROR_UNKNOWN_METHOD,
	    G_DBUS_ERROR_UNKNOWN_INTERFACE,
	    G_DBUS_ERROR_UNKNOWN_OBJECT,
	    G_DBUS_ERROR_SPAWN_EXEC_FAILED,
	    G_DBUS_ERROR_SPAWN_FAILED,
	    G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND,
	    G_DBUS_ERROR_SPAWN_CHILD_EXITED,
	};
	enum ipc_keyring_status status = IPC_KEYRING_REFUSED;

	if (error == NULL)
		return IPC_KEYRING_OK;
	if (error->domain == G_IO_ERROR)
		status = IPC_KEYRING_ABSENT;
	for (size_t i = 0; i < sizeof(absent) / sizeof(absent[0]); i++)
		if (g_error_matches(error, G_DBUS_ERROR, absent[i]))
			status = IPC_KEYRING_ABSENT;
	if (g_error_matches(error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
		status = IPC_KEYRING_LOCKED;
	g_error_free(error);
	return status;
}

/* ---- The three tasks ---- */

static enum ipc_keyring_status service_take(SecretItem *item,
					    struct ipc_keyring *answer)
{
	SecretValue *value;
	const char *text;
	enum ipc_keyring_status status = IPC_KEYRING_REFUSED;

	if (secret_item_get_locked(item))
		return IPC_KEYRING_LOCKED;
	value = secret_item_get_secret(item);
	text = value ? secret_value_get_text(value) : NULL;
	if (text != NULL &&
	    base_unhex(answer->key, sizeof(answer->key), text) == LENS_OK)
		status = IPC_KEYRING_OK;
	if (value != NULL)
		secret_value_unref(value);
	return status;
}

static enum ipc_keyring_status service_get(SecretService *service,
					   GHashTable *attributes,
					   struct ipc_keyring *answer)
{
	GError *error = NULL;
	enum ipc_keyring_status status = IPC_KEYRING_EMPTY;
	GList *items = secret_service_search_sync(
	    service, &service_schema, attributes, SECRET_SEARCH_LOAD_SECRETS,
	    NULL, &error);

	if (error != NULL)
		status = service_failed(error);
	else if (items != NULL)
		status = service_take(items->data, answer);
	g_list_free_full(items, g_object_unref);
	return status;
}

/* Storing in a closed keyring would open a prompt and wait for it. */
static enum ipc_keyring_status service_is_open(SecretService *service)
{
	GError *error = NULL;
	SecretCollection *collection = secret_collection_for_alias_sync(
	    service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE, NULL,
	    &error);
	enum ipc_keyring_status status;

	if (collection == NULL)
		return error ? service_failed(error) : IPC_KEYRING_ABSENT;
	status = secret_collection_get_locked(collection) ? IPC_KEYRING_LOCKED
							  : IPC_KEYRING_OK;
	g_object_unref(collection);
	return status;
}

static enum ipc_keyring_status service_put(SecretService *service,
					   GHashTable *attributes,
					   const struct ipc_keyring_job *job)
{
	enum ipc_keyring_status status = service_is_open(service);
	char hex[SERVICE_HEX];
	SecretValue *value;
	GError *error = NULL;

	if (status != IPC_KEYRING_OK)
		return status;
	base_hex(hex, job->key, sizeof(job->key));
	value = secret_value_new(hex, -1, "text/plain");
	explicit_bzero(hex, sizeof(hex));
	secret_service_store_sync(service, &service_schema, attributes,
				  SECRET_COLLECTION_DEFAULT, "Lenscap ledger",
				  value, NULL, &error);
	secret_value_unref(value);
	return service_failed(error);
}

static enum ipc_keyring_status service_drop(SecretService *service,
					    GHashTable *attributes)
{
	enum ipc_keyring_status status = service_is_open(service);
	GError *error = NULL;

	if (status == IPC_KEYRING_OK &&
	    !secret_service_clear_sync(service, &service_schema, attributes,
				       NULL, &error))
		status = error ? service_failed(error) : IPC_KEYRING_EMPTY;
	return status;
}

void service_do(const struct ipc_keyring_job *job, struct ipc_keyring *answer)
{
	char id[SERVICE_ID];
	SecretService *service;
	GHashTable *attributes;
	GError *error = NULL;

	base_hex(id, job->ledger, sizeof(job->ledger));
	/* We have no environment: the address came with the job. */
	g_setenv("DBUS_SESSION_BUS_ADDRESS", job->bus, TRUE);
	service =
	    secret_service_get_sync(SECRET_SERVICE_OPEN_SESSION, NULL, &error);
	if (service == NULL) {
		answer->status = service_failed(error);
		return;
	}
	attributes =
	    secret_attributes_build(&service_schema, "ledger", id, NULL);
	if (job->task == IPC_KEYRING_GET)
		answer->status = service_get(service, attributes, answer);
	else if (job->task == IPC_KEYRING_PUT)
		answer->status = service_put(service, attributes, job);
	else
		answer->status = service_drop(service, attributes);
	g_hash_table_unref(attributes);
	g_object_unref(service);
}
