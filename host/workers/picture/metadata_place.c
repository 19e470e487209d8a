/* metadata_place.c: positions on Earth, in one form. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "metadata_facts.h"

/* Apart by less, two blocks rounded one position: 0.0001 degree is 11 m. */
#define PLACE_CLOSE 0.0001

/* Above and below lies no photographer, but a wrong unit or a broken field. */
#define PLACE_LOWEST (-12000.0)
#define PLACE_HIGHEST 100000.0

/* As printed; no "-0.00000" for a place just south of the equator. */
static double place_round(double degrees)
{
	return fabs(degrees) < 0.000005 ? 0 : degrees;
}

static bool place_on_earth(const struct metadata_position *position)
{
	double latitude = position->latitude.degrees;
	double longitude = position->longitude.degrees;

	if (!position->latitude.known || !position->longitude.known)
		return false;
	if (!(fabs(latitude) <= 90) || !(fabs(longitude) <= 180))
		return false;
	/*
	 * 0, 0 is what a device without a fix writes, with and without
	 * references; nobody stands in the Gulf of Guinea to half a metre.
	 */
	return place_round(latitude) != 0 || place_round(longitude) != 0;
}

bool metadata_position_write(char out[IPC_TEXT_MAX],
			     const struct metadata_position *position)
{
	bool sided = position->latitude.sided && position->longitude.sided;
	bool high = position->high && position->altitude > PLACE_LOWEST &&
		    position->altitude < PLACE_HIGHEST;
	char altitude[24], plain[64], placed[IPC_TEXT_MAX];

	if (!place_on_earth(position))
		return false;
	snprintf(plain, sizeof(plain), "%.5f, %.5f",
		 place_round(position->latitude.degrees),
		 place_round(position->longitude.degrees));
	snprintf(altitude, sizeof(altitude), "%.0f", position->altitude);
	metadata_fill(placed, sizeof(placed),
		      high ? N_("{part}, altitude {number} m") : "{part}",
		      plain, altitude);
	metadata_fill(out, IPC_TEXT_MAX,
		      sided ? "{part}" : N_("{part} (hemisphere not stated)"),
		      placed);
	return true;
}

/* Read back what metadata_position_write() wrote. */
static bool place_read(const char *detail, double out[2])
{
	char *end;

	out[0] = strtod(detail, &end);
	if (end == detail || *end != ',')
		return false;
	detail = end + 1;
	out[1] = strtod(detail, &end);
	return end != detail;
}

bool metadata_position_same(const char *a, const char *b)
{
	double one[2], other[2];

	if (strcmp(a, b) == 0)
		return true;
	return place_read(a, one) && place_read(b, other) &&
	       fabs(one[0] - other[0]) < PLACE_CLOSE &&
	       fabs(one[1] - other[1]) < PLACE_CLOSE;
}

/*
 * GPSCoordinate of Adobe's XMP specification, part 2, 2.3: degrees and minutes
 * ("48,51.5022N") or degrees, minutes and seconds ("48,51,30N").  Drones write
 * decimal degrees with a sign.
 */
struct metadata_coordinate metadata_coordinate_read(const char *text)
{
	static const double unit[3] = {1, 60, 3600};
	struct metadata_coordinate out = {0};
	char *end = (char *)text;

	out.sided = *text == '-' || *text == '+';
	for (int i = 0; i < 3; i++) {
		double value = strtod(text, &end);

		if (end == text)
			return (struct metadata_coordinate){0};
		out.degrees += value / unit[i];
		if (*end != ',')
			break;
		text = end + 1;
	}
	end += strspn(end, " ");
	out.known = isfinite(out.degrees);
	if (*end == '\0')
		return out;
	if (strchr("NESWnesw", *end) == NULL)
		return (struct metadata_coordinate){0};
	out.sided = true;
	if (strchr("SWsw", *end) != NULL)
		out.degrees = -out.degrees;
	return out;
}
