/* calendar.c: whole days with reminders, as iCalendar. */
#include <libical/ical.h>
#include <string.h>

#include "typesetter.h"

static void calendar_alarm(icalcomponent *event, const char *summary,
			   unsigned before)
{
	icalcomponent *alarm = icalcomponent_new(ICAL_VALARM_COMPONENT);
	struct icaltriggertype trigger = icaltriggertype_from_int(0);

	/* At nine in the morning: a whole day begins at midnight. */
	trigger.duration =
	    icaldurationtype_from_int(9 * 3600 - (int)before * 86400);
	icalcomponent_add_property(
	    alarm, icalproperty_new_action(ICAL_ACTION_DISPLAY));
	icalcomponent_add_property(alarm, icalproperty_new_trigger(trigger));
	icalcomponent_add_property(alarm,
				   icalproperty_new_description(summary));
	icalcomponent_add_component(event, alarm);
}

/* "2026-12-22" without its dashes is libical's own form of a date. */
static bool calendar_day(const char *text, struct icaltimetype *out)
{
	char digits[9];

	if (strlen(text) != 10 || text[4] != '-' || text[7] != '-')
		return false;
	memcpy(digits, text, 4);
	memcpy(digits + 4, text + 5, 2);
	memcpy(digits + 6, text + 8, 3);
	*out = icaltime_from_string(digits);
	return !icaltime_is_null_time(*out);
}

static bool calendar_event(icalcomponent *calendar,
			   const struct ipc_event *entry,
			   struct icaltimetype made)
{
	icalcomponent *event;
	struct icaltimetype day, next;

	if (!calendar_day(entry->day, &day))
		return false;
	event = icalcomponent_new(ICAL_VEVENT_COMPONENT);
	icalcomponent_add_property(event, icalproperty_new_uid(entry->uid));
	icalcomponent_add_property(event, icalproperty_new_dtstamp(made));
	icalcomponent_add_property(event, icalproperty_new_dtstart(day));
	next = day;
	icaltime_adjust(&next, 1, 0, 0, 0);
	icalcomponent_add_property(event, icalproperty_new_dtend(next));
	icalcomponent_add_property(event,
				   icalproperty_new_summary(entry->summary));
	icalcomponent_add_property(
	    event, icalproperty_new_description(entry->description));
	icalcomponent_add_property(
	    event, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
	for (unsigned i = 0; i < entry->alarms; i++)
		calendar_alarm(event, entry->summary, entry->before[i]);
	icalcomponent_add_component(calendar, event);
	return true;
}

enum ipc_document_status calendar_write(const struct ipc_calendar *calendar,
					struct typesetter_room *room)
{
	icalcomponent *root = icalcomponent_new(ICAL_VCALENDAR_COMPONENT);
	struct icaltimetype made = icaltime_from_timet_with_zone(
	    (time_t)calendar->made, 0, icaltimezone_get_utc_timezone());
	icalproperty *name = icalproperty_new_x(calendar->name);
	bool good = true;
	char *text;

	icalproperty_set_x_name(name, "X-WR-CALNAME");
	icalcomponent_add_property(root, icalproperty_new_version("2.0"));
	icalcomponent_add_property(
	    root, icalproperty_new_prodid("-//Lenscap//Lenscap//EN"));
	icalcomponent_add_property(root, name);
	for (unsigned i = 0; i < calendar->count && good; i++)
		good = calendar_event(root, &calendar->events[i], made);
	text = icalcomponent_as_ical_string_r(root);
	if (text != NULL)
		typesetter_add(room, text, strlen(text));
	icalmemory_free_buffer(text);
	icalcomponent_free(root);
	if (!good)
		return IPC_DOCUMENT_MALFORMED;
	return room->full || text == NULL ? IPC_DOCUMENT_TOO_LARGE
					  : IPC_DOCUMENT_OK;
}
