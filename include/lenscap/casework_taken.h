/* casework_taken.h: many pictures that were taken at one place. */
#ifndef LENSCAP_CASEWORK_TAKEN_H
#define LENSCAP_CASEWORK_TAKEN_H

#include <lenscap/base.h>

/* Where and when one picture was taken. */
struct casework_taken {
	double latitude, longitude; /* degrees */
	int hour;		    /* by the camera's clock; -1: not stated */
};

/* The place at which most of them were taken. */
struct casework_cluster {
	size_t count; /* 0: no place stands out */
	double latitude, longitude;
	bool night; /* most of those with an hour: from 20 to 7 o'clock */
};

/*
 * Read what findings say: a position ("48.85837, 2.29448, ...") and a time,
 * which may be empty.  False when the position is none.
 */
bool casework_taken_read(const char *position, const char *time,
			 struct casework_taken *out);

/*
 * The place within some 200 m at which most were taken: at least three
 * pictures, and a tenth of all that say where.
 */
void casework_cluster(const struct casework_taken *taken, size_t count,
		      struct casework_cluster *out);

#endif
