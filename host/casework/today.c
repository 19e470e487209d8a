/* today.c: days by this machine's clock and time zone. */
#include <time.h>

#include <lenscap/casework.h>

/* bytes */

int32_t casework_day_of(int64_t moment)
{
	time_t seconds = (time_t)(moment / 1000);
	struct tm here;

	if (localtime_r(&seconds, &here) == NULL)
		return LAW_NO_DAY;
	return law_day_from(here.tm_year + 1900, here.tm_mon + 1, here.tm_mday);
}

int32_t casework_today(void)
{
	return casework_day_of((int64_t)time(NULL) * 1000);
}
