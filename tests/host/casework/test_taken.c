/* test_taken.c: a place at which many pictures were taken. */
#include <lenscap/casework_taken.h>

#include "test.h"

static struct casework_taken at(const char *position, const char *time)
{
	struct casework_taken out;

	assert_true(casework_taken_read(position, time, &out));
	return out;
}

TEST(reads_a_position_and_an_hour)
{
	struct casework_taken out;

	(void)state;
	out = at("-33.85833, -70.50000, altitude 9 m", "2024-05-01 23:10:00");
	assert_true(out.latitude < -33.858 && out.longitude < -70.4);
	assert_int_equal(out.hour, 23);
	assert_int_equal(at("1.0, 2.0", "2024-05-01").hour, -1);
	assert_false(casework_taken_read("destination 1.0, 2.0", "", &out));
	assert_false(casework_taken_read("", "", &out));
}

TEST(finds_where_most_were_taken_and_that_it_was_night)
{
	struct casework_taken taken[] = {
	    at("52.52000, 13.40500", "2024-05-01 23:10:00"),
	    at("52.52050, 13.40520", "2024-05-02 06:10:00"),
	    at("52.52010, 13.40480", "2024-05-03 12:10:00"),
	    at("48.85837, 2.29448", "2024-05-04 12:10:00"),
	};
	struct casework_cluster cluster;

	(void)state;
	casework_cluster(taken, 4, &cluster);
	assert_int_equal(cluster.count, 3);
	assert_true(cluster.night);
	assert_true(cluster.latitude > 52 && cluster.latitude < 53);
}

TEST(sees_no_place_in_a_journey)
{
	struct casework_taken taken[] = {
	    at("52.5, 13.4", "2024-05-01 23:10:00"),
	    at("52.6, 13.4", "2024-05-01 23:10:00"),
	    at("52.7, 13.4", "2024-05-01 23:10:00"),
	};
	struct casework_cluster cluster;

	(void)state;
	casework_cluster(taken, 3, &cluster);
	assert_int_equal(cluster.count, 0);
	casework_cluster(taken, 0, &cluster);
	assert_int_equal(cluster.count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(reads_a_position_and_an_hour),
	    RUN(finds_where_most_were_taken_and_that_it_was_night),
	    RUN(sees_no_place_in_a_journey),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
