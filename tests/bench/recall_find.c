/*
 * recall_find.c: enrol planes, then find them in others.
 *
 *     recall_find ENROL QUERIES
 *
 * Both are packs: for each picture a line "name width height" and its luma.
 * Prints "P name quality pdq*8 phash dhash iscc" of each, enrolled ones first,
 * then "Q ..." the same of each query, each followed by its answers:
 * "A photo confidence distance how".
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/match.h>

struct pack {
	FILE *file;
	char name[256];
	unsigned width, height;
	uint8_t *luma;
};

static struct fingerprint_local *locals;
static char (*names)[256];

static void need(enum lens_err err)
{
	if (!err)
		return;
	fprintf(stderr, "recall_find: %s\n", base_err_name(err));
	exit(1);
}

static int next(struct pack *pack)
{
	size_t size;

	free(pack->luma);
	pack->luma = NULL;
	if (fscanf(pack->file, "%255s %u %u", pack->name, &pack->width,
		   &pack->height) != 3)
		return 0;
	fgetc(pack->file);
	size = (size_t)pack->width * pack->height;
	pack->luma = malloc(size);
	return pack->luma && fread(pack->luma, 1, size, pack->file) == size;
}

static void hex(const uint8_t *bytes, size_t size)
{
	putchar(' ');
	while (size-- > 0)
		printf("%02x", *bytes++);
}

static void print(char kind, const char *name, const struct fingerprint *taken)
{
	printf("%c %s %u", kind, name, taken->pdq_quality);
	for (int i = 0; i < FINGERPRINT_DIHEDRALS; i++)
		hex(taken->pdq[i], FINGERPRINT_PDQ_SIZE);
	hex(taken->phash, sizeof(taken->phash));
	hex(taken->dhash, sizeof(taken->dhash));
	hex(taken->iscc, sizeof(taken->iscc));
	putchar('\n');
}

static enum lens_err fetch(void *context, uint64_t photo,
			   struct fingerprint_local *out)
{
	(void)context;
	*out = locals[photo];
	return LENS_OK;
}

static void tell(void *context, const struct match_answer *answer)
{
	(void)context;
	printf("A %s %s %u %x\n", names[answer->photo],
	       match_confidence_name(answer->confidence), answer->distance,
	       answer->how);
}

int main(int argc, char **argv)
{
	static struct fingerprint_query query;
	struct pack pack = {.file = argc == 3 ? fopen(argv[1], "rb") : NULL};
	struct match_photos *photos;
	struct fingerprint taken;
	size_t count = 0;

	if (!pack.file)
		return 2;
	need(match_photos_new(0, &photos));
	for (; next(&pack); count++) {
		struct fingerprint_plane plane =
		    fingerprint_plane_of(pack.luma, pack.width, pack.height);

		locals = realloc(locals, (count + 1) * sizeof(*locals));
		names = realloc(names, (count + 1) * sizeof(*names));
		if (!locals || !names)
			return 1;
		memcpy(names[count], pack.name, sizeof(pack.name));
		need(fingerprint_extract(&plane, &taken));
		need(fingerprint_local_extract(&plane, &locals[count]));
		need(match_photos_add(photos, count, &taken, &locals[count]));
		print('P', pack.name, &taken);
	}
	fclose(pack.file);
	pack.file = fopen(argv[2], "rb");
	while (pack.file && next(&pack)) {
		struct fingerprint_plane plane =
		    fingerprint_plane_of(pack.luma, pack.width, pack.height);
		struct match_ask ask = {&taken, &query, 2, fetch, tell, NULL};

		need(fingerprint_extract(&plane, &taken));
		need(fingerprint_query_extract(&plane, &query));
		print('Q', pack.name, &taken);
		need(match_photos_search(photos, &ask));
	}
	return pack.file ? 0 : 1;
}
