/*
 * fuzz_law_add.c: laws of a pack beside others, which it may say anew.  What is
 * taken is told as the pack's; what is not has a reason, and the set ends.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_io.h>
#include <lenscap/law_deadline.h>
#include <lenscap/law_pack.h>

#define FUZZ_TODAY 20790 /* a day in December 2026 */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

static struct base_buffer fuzz_ours;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	int fd = open("tests/fuzz/corpus/law_add/nz", O_RDONLY | O_CLOEXEC);

	(void)argc;
	(void)argv;
	base_buffer_init(&fuzz_ours, 1u << 16);
	if (fd < 0 || base_read_all(fd, &fuzz_ours) != LENS_OK)
		abort();
	base_close(&fd);
	return 0;
}

static void fuzz_taken(const struct law_set *set)
{
	for (size_t i = 0; i < law_count(set); i++) {
		const struct law *law = law_at(set, i);

		if (law->pack != NULL && strcmp(law->pack, "Pack") != 0)
			abort();
		if (law->corrects && law->pack == NULL)
			abort();
	}
	(void)law_seat_corrected(set, "nz", "");
	(void)law_holidays_corrected(set, "nz");
	for (int32_t day = 20454; day < 20819; day++)
		(void)law_holiday(set, "nz", "", day, LAW_EN);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct base_view pack = {data, size};
	struct law_fault fault = {""};
	struct law_set *set = law_new();

	if (law_read(set, base_buffer_view(&fuzz_ours), &fault) != LENS_OK)
		abort();
	fault.sentence[0] = '\0';
	if (law_add(set, pack, "Pack", FUZZ_TODAY, &fault) == LENS_OK) {
		if (law_check(set, &fault) == LENS_OK)
			fuzz_taken(set);
		/* A second one of the same may say all of it anew. */
		(void)!law_add(set, pack, "Pack", FUZZ_TODAY, &fault);
	} else if (fault.sentence[0] == '\0') {
		abort();
	}
	law_close(set);
	return 0;
}
