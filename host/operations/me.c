/* me.c: who I am, for letters only. */
#include <stdlib.h>

#include <lenscap/base_io.h>
#include <lenscap/view_registry.h>

#include "operation.h"

static void me_get(struct operation_call *call)
{
	struct ledger_fault fault = {0};
	struct casework_me me;
	enum lens_err err = casework_me_read(call->work, &fault, &me);

	if (err != LENS_OK) {
		operation_fail_as(call, err, &fault);
		return;
	}
	call->result = view_me(&me);
	casework_me_free(&me);
}

/* A value that is no text is none that can be kept. */
static const char *me_text(const json_t *value)
{
	return json_is_string(value) ? json_string_value(value) : "\x01";
}

/* The values with a region that was given by its letters alone ("CA") as that
 * of the country that is set with it, or is set; the caller's. */
static json_t *me_values(struct operation_call *call)
{
	json_t *values = json_copy(json_object_get(call->params, "values"));
	const char *region =
	    json_string_value(json_object_get(values, "region"));
	char *code = NULL;

	if (region != NULL)
		code = casework_me_part(
		    call->work,
		    json_string_value(json_object_get(values, "country")),
		    region);
	if (code != NULL)
		json_object_set_new(values, "region", json_string(code));
	free(code);
	return values;
}

/* All of them are looked at before any is kept. */
static enum lens_err me_set_all(struct operation_call *call, json_t *values,
				struct ledger_fault *fault)
{
	enum lens_err err = LENS_OK;
	const char *name;
	json_t *value;

	json_object_foreach(values, name, value)
	{
		if (err == LENS_OK)
			err = casework_me_check(call->work, name,
						me_text(value), fault);
	}
	if (err == LENS_OK)
		err = casework_me_fits(
		    call->work,
		    json_string_value(json_object_get(values, "country")),
		    json_string_value(json_object_get(values, "region")),
		    fault);
	json_object_foreach(values, name, value)
	{
		if (err == LENS_OK)
			err = casework_me_set(call->work, name, me_text(value),
					      fault);
	}
	return err;
}

/* A region that was set and now is not, without a word of it, went with the
 * country it is of. */
static const char *me_left(const struct casework_me *before,
			   const struct casework_me *after,
			   const json_t *values)
{
	return after->region[0] == '\0' &&
		       json_object_get(values, "region") == NULL
		   ? before->region
		   : "";
}

static void me_set(struct operation_call *call)
{
	struct casework_me before = {.name = NULL}, after = {.name = NULL};
	json_t *values = me_values(call);
	struct ledger_fault fault = {0};
	enum lens_err err = casework_me_read(call->work, &fault, &before);

	if (err == LENS_OK)
		err = me_set_all(call, values, &fault);
	if (err == LENS_OK)
		err = casework_me_read(call->work, &fault, &after);
	if (err == LENS_OK)
		call->result =
		    view_me_changed(&after, me_left(&before, &after, values));
	else
		operation_fail_as(call, err, &fault);
	casework_me_free(&before);
	casework_me_free(&after);
	json_decref(values);
}

static void me_unset(struct operation_call *call)
{
	const json_t *keys = operation_list(call, "keys"), *key;
	struct ledger_fault fault = {0};
	enum lens_err err = LENS_OK;
	size_t i;

	json_array_foreach(keys, i, key)
	{
		if (err == LENS_OK)
			err = casework_me_set(
			    call->work, json_string_value(key), NULL, &fault);
	}
	if (err == LENS_OK)
		me_get(call);
	else
		operation_fail_as(call, err, &fault);
}

static void me_sign(struct operation_call *call)
{
	const char *name;
	int fd =
	    call->front->file(call, operation_number(call, "upload", 0), &name);
	struct ledger_fault fault = {0};
	enum lens_err err;

	if (fd < 0)
		return;
	err = casework_sign(call->work, fd, call->front->cancel(call), &fault);
	base_close(&fd);
	if (err == LENS_OK)
		me_get(call);
	else
		operation_fail_as(call, err, &fault);
}

static void me_unsign(struct operation_call *call)
{
	struct ledger_fault fault = {0};
	enum lens_err err = casework_unsign(call->work, &fault);

	if (err == LENS_OK)
		me_get(call);
	else
		operation_fail_as(call, err, &fault);
}

static void me_signature(struct operation_call *call)
{
	struct casework_signature signature;
	struct ledger_fault fault = {0};
	enum lens_err err =
	    casework_signature(call->work, NULL, &fault, &signature);

	if (err == LENS_OK)
		call->result = view_signature(&signature);
	else
		operation_fail_as(call, err, &fault);
	casework_signature_free(&signature);
}

static void me_region(void *context, const char *code, const char *name)
{
	(void)operation_row(context, view_region(code, name));
}

static void me_regions(struct operation_call *call)
{
	struct ledger_fault fault = {0};
	enum lens_err err =
	    casework_regions(call->work, operation_text(call, "country"),
			     me_region, call, &fault);

	if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
}

/* clang-format off */
static const struct operation_param me_regions_params[] = {
	PARAM("country", TEXT, 2, 60, POSITIONAL, "only those of this country, given by its code or name",
	      .metavar = "COUNTRY"),
	PARAM_END,
};
static const struct operation_param me_set_params[] = {
	PARAM("values", OBJECT, 1, 13, REQUIRED | POSITIONAL | OPERATION_READ,
	      "what to set, and to what; an empty text removes it",
	      .values = value_me, .metavar = "KEY VALUE"),
	PARAM_END,
};
static const struct operation_param me_sign_params[] = {
	PARAM("upload", FILE, 0, 0, POSITIONAL | REQUIRED,
	      "a picture of the signature, PNG or JPEG, of at most 10 MB; of a "
	      "browser an upload begun for the purpose file", .metavar = "FILE"),
	PARAM_END,
};
static const struct operation_param me_unset_params[] = {
	PARAM("keys", CHOICES, 1, 13, REQUIRED | POSITIONAL, "what to remove",
	      .values = value_me, .metavar = "KEY"),
	PARAM_END,
};

const struct operation operation_me_rows[] = {
	{
		.name = "me.get", .command = "me show",
		.group = OPERATION_LETTERS,
		.summary = "what letters may say about you",
		.description = "Shows what letters may say about you.  It is "
			       "kept in the ledger and nowhere else; a letter "
			       "tells no more of it than it needs, and you "
			       "are shown what before it is written.",
		.params = operation_no_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .run = me_get,
		.answer = "me",
	}, {
		.name = "me.set", .command = "me set",
		.group = OPERATION_LETTERS, .first = true,
		.summary = "say who you are, for letters only",
		.description = "Sets what letters may say about you; several at once.  For "
			       "'-' as the VALUE you are asked, or it is read "
			       "from standard input, so that it appears in no "
			       "list of processes.",
		.examples = "lenscap me set name 'Zoë Ångström'\n"
			    "lenscap me set address 'Hauptstraße 5; 10115 Berlin; Germany'\n"
			    "lenscap me set name - address -\n"
			    "lenscap me set country germany region de-be email zoe@example.org\n",
		.params = me_set_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .run = me_set,
		.answer = "me_changed",
	}, {
		.name = "me.unset", .command = "me unset",
		.group = OPERATION_LETTERS,
		.summary = "remove some of it again",
		.description = "Removes what letters may say about you.",
		.examples = "lenscap me unset address\n",
		.params = me_unset_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .run = me_unset,
	}, {
		.name = "me.sign", .command = "me sign",
		.group = OPERATION_LETTERS,
		.summary = "keep your signature, for letters on paper",
		.description = "Takes the writing out of a picture, in a jail, and keeps it in the "
			       "ledger.  Letters that tell your name have it above that name when "
			       "they are made into a PDF, and nowhere else; those written before do "
			       "not.  A mandate and a sworn complaint are for you to sign by hand.",
		.examples = "lenscap me sign ~/signature.png\n",
		.params = me_sign_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_UPLOADS, .run = me_sign, .answer = "me",
	}, {
		.name = "me.unsign", .command = "me unsign",
		.group = OPERATION_LETTERS,
		.summary = "keep your signature no longer",
		.description = "Removes the signature from the ledger.  No letter has it then, when "
			       "it is made into a PDF again; papers that were made before do.",
		.params = operation_no_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .run = me_unsign, .answer = "me",
	}, {
		.name = "me.signature",
		.summary = "the signature that is kept, to be shown",
		.params = operation_no_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .run = me_signature,
		.answer = "signature",
	}, {
		.name = "me.regions", .command = "me regions",
		.group = OPERATION_LETTERS,
		.summary = "parts of countries, for 'me set region'",
		.description = "Lists the parts of countries where authorities or holidays "
			       "differ, by code and name; 'me set region' takes either.",
		.examples = "lenscap me regions de\n"
			    "lenscap me set country germany region berlin\n",
		.params = me_regions_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .run = me_regions,
		.list = "regions", .answer = "region",
	}, {
		.name = NULL,
	},
};
/* clang-format on */
