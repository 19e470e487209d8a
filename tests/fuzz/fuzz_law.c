/* fuzz_law.c: law files of anybody's; what is believed must also count. */
#include <stdlib.h>

#include <lenscap/law_deadline.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fuzz_count(const struct law_set *set, const struct law *law)
{
	const struct law_pause pause = {20600, 20610, LAW_PAUSE_FEE};
	const struct law_question question = {.law = law->id,
					      .country = "de",
					      .region = "",
					      .received = 20590,
					      .extended_on = LAW_NO_DAY,
					      .pauses = &pause,
					      .pause_count = law->pauses,
					      .there = "fr"};
	struct law_deadline deadline;

	if (law_deadline(set, &question, NULL, &deadline) == LENS_OK &&
	    (deadline.due < deadline.nominal ||
	     deadline.sentence[LAW_FR] == NULL))
		abort();
	law_deadline_free(&deadline);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct law_situation home = {.residence = "de",
					   .region = "",
					   .controller = "us",
					   .representative = ""};
	struct law_set *set = law_new();
	struct law_choice choice;
	struct law_fault fault;

	if (law_read(set, (struct base_view){data, size}, &fault) == LENS_OK) {
		if (law_check(set, &fault) == LENS_OK)
			for (size_t i = 0; i < law_count(set); i++)
				fuzz_count(set, law_at(set, i));
		(void)!law_choose(set, &home, &fault, &choice);
		law_choice_free(&choice);
		for (int32_t day = 20454; day < 20819; day++)
			(void)law_holiday(set, "de", "de-be", day, LAW_EN);
	} else if (law_count(set) != 0 || law_norm_count(set) != 0 ||
		   fault.sentence[0] == '\0') {
		abort();
	}
	law_close(set);
	return 0;
}
