/* metadata_fill.c: a detail in words of ours, from its pattern. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "metadata_facts.h"

void metadata_fill(char *out, size_t capacity, const char *pattern, ...)
{
	size_t used = 0;
	va_list values;

	va_start(values, pattern);
	while (*pattern != '\0' && used + 1 < capacity) {
		bool value = *pattern == '{';
		size_t plain = strcspn(pattern, "{");
		const char *text =
		    value ? va_arg(values, const char *) : pattern;
		size_t size = value ? strlen(text) : plain;

		size = size < capacity - 1 - used ? size : capacity - 1 - used;
		memcpy(out + used, text, size);
		used += size;
		pattern += value ? strcspn(pattern, "}") + 1 : plain;
	}
	out[used] = '\0';
	va_end(values);
}

void metadata_size_words(char *out, size_t capacity, uint64_t bytes)
{
	static const char *const units[] = {
	    N_("{number} kB"), N_("{number} MB"), N_("{number} GB")};
	char number[24];
	double value = (double)bytes / 1000;
	unsigned unit = 0;

	while (value >= 999.5 && unit < 2) {
		value /= 1000;
		unit++;
	}
	snprintf(number, sizeof(number),
		 bytes >= 1000 && value < 9.95 ? "%.1f" : "%.0f",
		 bytes < 1000 ? (double)bytes : value);
	metadata_fill(out, capacity,
		      bytes == 1     ? N_("1 byte")
		      : bytes < 1000 ? N_("{number} bytes")
				     : units[unit],
		      number);
}
