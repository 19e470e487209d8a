/* metadata_time.c: dates as Exif, XMP and IPTC write them, in one form. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "metadata_facts.h"

/* Two clocks of one device: the camera's, and the satellites' a little later */
#define TIME_CLOSE 120 /* seconds */

/* Take exactly count digits; false leaves *text where it was. */
static bool time_digits(const char **text, unsigned count, unsigned *out)
{
	unsigned value = 0;

	for (unsigned i = 0; i < count; i++) {
		char c = (*text)[i];

		if (c < '0' || c > '9')
			return false;
		value = value * 10 + (unsigned)(c - '0');
	}
	*text += count;
	*out = value;
	return true;
}

static void time_skip(const char **text, const char *any)
{
	*text += strspn(*text, any);
}

/* "Z", "+02:00", "+0200"; anything else states no zone. */
static void time_read_zone(const char *text, struct metadata_time *out)
{
	unsigned hours, minutes = 0;
	char sign = *text;

	if (sign == 'Z') {
		out->zoned = true;
		return;
	}
	if (sign != '+' && sign != '-')
		return;
	text++;
	if (!time_digits(&text, 2, &hours) || hours > 15)
		return;
	time_skip(&text, ":");
	if (*text != '\0' && (!time_digits(&text, 2, &minutes) || minutes > 59))
		return;
	out->zoned = true;
	out->zone = (int)(hours * 60 + minutes) * (sign == '-' ? -1 : 1);
}

/* Of a month, in the Gregorian calendar. */
static unsigned time_days(unsigned year, unsigned month)
{
	static const unsigned char days[12] = {31, 28, 31, 30, 31, 30,
					       31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month - 1] + (month == 2 && leap);
}

bool metadata_time_read(const char *text, struct metadata_time *out)
{
	/* The width, the range, and what may stand before each part. */
	static const struct {
		unsigned width, least, most;
		const char *gap;
	} parts[6] = {
	    {4, 1, 9999, " "}, {2, 1, 12, ":-/."}, {2, 1, 31, ":-/."},
	    {2, 0, 23, " T"},  {2, 0, 59, ":"},	   {2, 0, 60, ":"},
	};

	*out = (struct metadata_time){0};
	for (unsigned i = 0; i < 6; i++) {
		unsigned value;

		time_skip(&text, parts[i].gap);
		if (!time_digits(&text, parts[i].width, &value) ||
		    value < parts[i].least || value > parts[i].most ||
		    (i == 2 && value > time_days(out->part[0], out->part[1])))
			break;
		out->part[i] = value;
		out->parts = i + 1;
	}
	if (out->parts == 4) /* an hour alone is no time of day */
		out->parts = 3;
	if (out->parts < 5)
		return out->parts > 0;
	if (*text == '.') {
		text++;
		time_skip(&text, "0123456789");
	}
	time_skip(&text, " ");
	time_read_zone(text, out);
	return true;
}

void metadata_time_write(char out[IPC_TEXT_MAX],
			 const struct metadata_time *time)
{
	static const char *const before[6] = {"", "-", "-", " ", ":", ":"};
	size_t used = 0;

	*out = '\0';
	for (unsigned i = 0; i < time->parts; i++)
		used +=
		    (size_t)snprintf(out + used, IPC_TEXT_MAX - used, "%s%0*u",
				     before[i], i == 0 ? 4 : 2, time->part[i]);
	if (time->zoned)
		snprintf(out + used, IPC_TEXT_MAX - used, " %c%02d:%02d",
			 time->zone < 0 ? '-' : '+', abs(time->zone) / 60,
			 abs(time->zone) % 60);
}

/* Seconds on a scale of its own, in the proleptic Gregorian calendar. */
static int64_t time_instant(const struct metadata_time *time)
{
	static const int before[12] = {0,   31,	 59,  90,  120, 151,
				       181, 212, 243, 273, 304, 334};
	const unsigned *part = time->part;
	int64_t year = part[0] - (part[1] <= 2);
	int64_t days = 365 * (int64_t)part[0] + year / 4 - year / 100 +
		       year / 400 + before[part[1] - 1] + part[2];

	return ((days * 24 + part[3]) * 60 + part[4] - time->zone) * 60 +
	       part[5];
}

bool metadata_time_same(const char *a, const char *b)
{
	struct metadata_time one, other;
	unsigned parts;

	if (!metadata_time_read(a, &one) || !metadata_time_read(b, &other))
		return false;
	if (one.zoned && other.zoned &&
	    llabs(time_instant(&one) - time_instant(&other)) <= TIME_CLOSE)
		return true;
	/* Writers disagree on the zone of one hour; two clocks do not. */
	parts = one.parts < other.parts ? one.parts : other.parts;
	return memcmp(one.part, other.part, parts * sizeof(one.part[0])) == 0;
}
