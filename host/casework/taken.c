/* taken.c: a place at which many of a person's pictures were taken. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/casework_taken.h>

#define TAKEN_CELL 0.002 /* degrees of latitude: some 220 m */
#define TAKEN_LEAST 3
#define TAKEN_SHARE 10 /* a tenth of all */
#define TAKEN_EVENING 20
#define TAKEN_MORNING 7

bool casework_taken_read(const char *position, const char *time,
			 struct casework_taken *out)
{
	const char *hour = strchr(time, ' ');
	char *end;

	*out = (struct casework_taken){.hour = -1};
	out->latitude = strtod(position, &end);
	if (end == position || *end != ',')
		return false;
	position = end + 1;
	out->longitude = strtod(position, &end);
	if (end == position)
		return false;
	/* "2024-05-01 23:10:00": what a zone makes of it is not asked. */
	if (hour != NULL && strlen(hour) >= 6 && hour[3] == ':')
		out->hour = (hour[1] - '0') * 10 + hour[2] - '0';
	return true;
}

/* Whether both lie in one circle of a cell's width. */
static bool taken_close(const struct casework_taken *a,
			const struct casework_taken *b)
{
	double down = a->latitude - b->latitude;
	double across = (a->longitude - b->longitude) *
			cos(a->latitude * 3.14159265358979 / 180);

	return down * down + across * across < TAKEN_CELL * TAKEN_CELL;
}

static int taken_compare(const void *a, const void *b)
{
	const struct casework_taken *one = a, *other = b;

	return one->latitude < other->latitude
		   ? -1
		   : one->latitude > other->latitude;
}

static bool taken_at_night(int hour)
{
	return hour >= TAKEN_EVENING || hour < TAKEN_MORNING;
}

/* Those near the i-th; ordered by latitude, so that few are looked at. */
static size_t taken_near(const struct casework_taken *taken, size_t count,
			 size_t i, size_t *timed, size_t *night)
{
	size_t from = i, near = 0;

	*timed = *night = 0;
	while (from > 0 &&
	       taken[i].latitude - taken[from - 1].latitude < TAKEN_CELL)
		from--;
	for (size_t j = from;
	     j < count && taken[j].latitude - taken[i].latitude < TAKEN_CELL;
	     j++) {
		if (!taken_close(&taken[i], &taken[j]))
			continue;
		near++;
		*timed += taken[j].hour >= 0;
		*night += taken[j].hour >= 0 && taken_at_night(taken[j].hour);
	}
	return near;
}

void casework_cluster(const struct casework_taken *taken, size_t count,
		      struct casework_cluster *out)
{
	struct casework_taken *sorted = base_alloc(count + 1, sizeof(*sorted));
	/* Of very many a part is tried: a place that stands out is in it. */
	size_t step = count / 2000 + 1;

	*out = (struct casework_cluster){0};
	memcpy(sorted, taken, count * sizeof(*sorted));
	qsort(sorted, count, sizeof(*sorted), taken_compare);
	for (size_t i = 0; i < count; i += step) {
		size_t timed, night,
		    near = taken_near(sorted, count, i, &timed, &night);

		if (near <= out->count || near < TAKEN_LEAST ||
		    near * TAKEN_SHARE < count)
			continue;
		*out = (struct casework_cluster){near, sorted[i].latitude,
						 sorted[i].longitude,
						 2 * night > timed};
	}
	free(sorted);
}
