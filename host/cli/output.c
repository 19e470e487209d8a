/* output.c: JSON lines, and whether anything was lost on the way out. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

void cli_print_json(json_t *object)
{
	/* ASCII alone: no name of a file can speak to the terminal. */
	json_dumpf(object, stdout,
		   JSON_COMPACT | JSON_ENSURE_ASCII | JSON_REAL_PRECISION(6));
	fputc('\n', stdout);
	/* Whoever reads may wait for this row: it says what was done. */
	fflush(stdout);
	json_decref(object);
}

json_t *cli_json_text(const char *text)
{
	json_t *value = json_string(text);
	char *printable;

	if (value != NULL)
		return value;
	printable = cli_printable(text);
	value = json_string(printable);
	free(printable);
	return value;
}

json_t *cli_json_hex(const void *data, size_t size)
{
	char *hex = base_alloc(size * 2 + 1, 1);
	json_t *value;

	base_hex(hex, data, size);
	value = json_string(hex);
	free(hex);
	return value;
}

static json_t *output_how(unsigned how)
{
	json_t *list = json_array();

	for (unsigned i = 0; i < MATCH_HOW_COUNT; i++)
		if (how & 1u << i)
			json_array_append_new(list,
					      json_string(match_how_words(i)));
	return list;
}

json_t *cli_json_match(const struct casework_match *match)
{
	const struct match_answer *answer = match->answer;

	return json_pack("{s:I, s:o, s:i, s:s, s:o}", "photo",
			 (json_int_t)answer->photo, "source",
			 cli_json_text(match->source), "distance",
			 (int)answer->distance, "confidence",
			 match_confidence_name(answer->confidence), "how",
			 output_how(answer->how));
}

json_t *cli_json_failure(const struct casework_file *file)
{
	enum ipc_picture_status status = file->picture.status;

	return json_pack("{s:o, s:s, s:{s:s, s:s}}", "file",
			 cli_json_text(file->path), "status", "error", "error",
			 "code", ipc_picture_code(status), "message",
			 ipc_picture_sentence(status));
}

int cli_finish(int code)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return code;
	/* Whoever reads only the first lines has what was wanted. */
	if (errno != EPIPE)
		fprintf(stderr,
			"lenscap: the output could not be written (%s).\n",
			strerror(errno));
	return code == CLI_DONE ? CLI_SOME_FAILED : code;
}

json_t *cli_json_findings(const struct ipc_picture *picture)
{
	json_t *list = json_array();

	for (unsigned i = 0; i < picture->count; i++) {
		const struct casework_finding *about =
		    casework_finding(picture->findings[i].kind);

		json_array_append_new(
		    list, json_pack("{s:s, s:s, s:s, s:s}", "kind", about->kind,
				    "severity",
				    casework_severity_name(about->severity),
				    "detail", picture->findings[i].detail,
				    "remedy", about->remedy));
	}
	return list;
}
