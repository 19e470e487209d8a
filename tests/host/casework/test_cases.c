/*
 * test_cases.c: what a case comes to, day by day.  Each story is written into
 * a real ledger, and then read on several days.
 */
#include <fcntl.h>
#include <unistd.h>

#include "casework/case_state.h"
#include "work.h"

#include <lenscap/casework_cases.h>
#include <lenscap/casework_letters.h>
#include <lenscap/casework_me.h>

#define CASES_EVENTS 9
#define CASES_DAYS 6

/* What stands on a day: the stage, what to do, and from when ("" now). */
struct cases_day {
	const char *today, *stage, *action, *letter, *from;
};

struct cases_story {
	const char *law, *country;
	struct {
		const char *day, *kind, *detail;
	} events[CASES_EVENTS];
	struct cases_day days[CASES_DAYS];
	const char *deadline; /* "": none runs */
};

static const struct cases_story cases_stories[] = {
    /* Silence: waiting to the last day, then a reminder, then a complaint. */
    {"gdpr",
     "de",
     {{"2026-03-01", "drafted", "{\"letter\":\"request\"}"},
      {"2026-03-02", "sent", "{\"how\":\"email\"}"}},
     {{"2026-03-02", "waiting", "wait", "", "2026-04-02"},
      {"2026-04-02", "waiting", "wait", "", "2026-04-02"},
      {"2026-04-03", "overdue", "letter", "no_answer", ""}},
     "2026-04-02"},
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{\"how\":\"email\"}"},
      {"2026-04-03", "drafted", "{\"letter\":\"no_answer\"}"}},
     {{"2026-04-03", "overdue", "send", "", ""}},
     "2026-04-02"},
    /* A letter that waits decides nothing: what came since does. */
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{\"how\":\"email\"}"},
      {"2026-03-09", "reply", "{\"kind\":\"partial\"}"},
      {"2026-03-09", "drafted", "{\"letter\":\"partial_answer\"}"},
      {"2026-03-11", "reply", "{\"kind\":\"answer\"}"}},
     {{"2026-05-01", "replied", "close", "", ""}},
     "2026-04-02"},
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{\"how\":\"email\"}"},
      {"2026-04-03", "drafted", "{\"letter\":\"no_answer\"}"},
      {"2026-04-03", "discarded", "{\"index\":0}"}},
     {{"2026-04-03", "overdue", "letter", "no_answer", ""}},
     "2026-04-02"},
    {"gdpr",
     "de",
     {{"2026-03-01", "drafted", "{\"letter\":\"request\"}"},
      {"2026-03-01", "discarded", "{\"index\":0}"}},
     {{"2026-04-03", "draft", "none", "", ""}},
     ""},
    /* By post: four days at home, eight in Europe, fourteen elsewhere or
     * where it is not known; unless the day is told. */
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{\"how\":\"post\"}"}},
     {{"2026-04-16", "waiting", "wait", "", "2026-04-16"},
      {"2026-04-17", "overdue", "letter", "no_answer", ""}},
     "2026-04-16"},
    {"gdpr",
     "de\",\"to_country\":\"de",
     {{"2026-03-02", "sent", "{\"how\":\"post\"}"}},
     {{"2026-03-05", "waiting", "wait", "", "2026-04-07"}},
     "2026-04-07"},
    {"gdpr",
     "de\",\"to_country\":\"ie",
     {{"2026-03-02", "sent", "{\"how\":\"post\"}"}},
     {{"2026-03-05", "waiting", "wait", "", "2026-04-10"}},
     "2026-04-10"},
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{\"how\":\"post\",\"received\":\"2026-03-04\"}"}},
     {{"2026-03-05", "waiting", "wait", "", "2026-04-07"}},
     "2026-04-07"},
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{\"how\":\"post\"}"},
      {"2026-03-03", "received", "{\"proof\":\"proven\"}"}},
     {{"2026-03-05", "waiting", "wait", "", "2026-04-07"}},
     "2026-04-07"},
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{\"how\":\"post\"}"},
      {"2026-03-09", "reply", "{\"kind\":\"receipt\"}"}},
     {{"2026-03-10", "waiting", "wait", "", "2026-04-09"}},
     "2026-04-09"},
    /* A correction replaces what it corrects; what never was is not there. */
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{\"how\":\"email\"}"},
      {"2026-03-09", "reply", "{\"kind\":\"answer\"}"},
      {"2026-03-10", "corrected",
       "{\"entry\":2,\"changes\":{\"kind\":\"use_form\"}}"},
      {"2026-03-10", "corrected",
       "{\"entry\":1,\"changes\":{\"day\":\"2026-03-03\"}}"}},
     {{"2026-03-11", "replied", "letter", "use_form", ""}},
     "2026-04-07"},
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{\"how\":\"email\"}"},
      {"2026-03-09", "reply", "{\"kind\":\"answer\"}"},
      {"2026-03-10", "withdrawn", "{\"entry\":2}"}},
     {{"2026-03-11", "waiting", "wait", "", "2026-04-02"}},
     "2026-04-02"},
    /* A correction of what comes later, or of itself, corrects nothing. */
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{\"how\":\"email\"}"},
      {"2026-03-09", "withdrawn", "{\"entry\":3}"},
      {"2026-03-10", "reply", "{\"kind\":\"answer\"}"}},
     {{"2026-03-11", "replied", "close", "", ""}},
     "2026-04-02"},
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-09", "closed", "{}"},
      {"2026-03-12", "reopened", "{}"}},
     {{"2026-03-13", "waiting", "wait", "", "2026-04-02"}},
     "2026-04-02"},
    {"gdpr",
     "de",
     {{"2026-03-02", "adopted", "{\"how\":\"email\"}"}},
     {{"2026-04-03", "overdue", "letter", "no_answer", ""}},
     "2026-04-02"},
    /* Of a case that was named, somebody else can be written to, too. */
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-09", "reply", "{\"kind\":\"forwarded\"}"}},
     {{"2026-04-02", "waiting", "wait", "", "2026-04-02"},
      {"2026-04-03", "overdue", "letter", "no_answer", ""}},
     "2026-04-02"},
    /* Erased, and asked what there was: that is missing. */
    {"gdpr",
     "de\",\"ask\":[\"access\",\"erasure\"],\"x\":\"",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-10", "reply", "{\"kind\":\"erased\"}"}},
     {{"2026-03-11", "replied", "letter", "partial_answer", ""}},
     "2026-04-02"},
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{\"how\":\"email\"}"},
      {"2026-04-03", "drafted", "{\"letter\":\"no_answer\"}"},
      {"2026-04-03", "sent", "{\"how\":\"email\"}"}},
     {{"2026-04-17", "waiting", "wait", "", "2026-04-17"},
      {"2026-04-18", "overdue", "letter", "complaint", ""}},
     "2026-04-02"},
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{\"how\":\"email\"}"},
      {"2026-04-20", "drafted", "{\"letter\":\"complaint\"}"},
      {"2026-04-20", "complaint", "{\"how\":\"post\"}"}},
     {{"2026-04-21", "complained", "wait", "", "2026-07-20"}},
     "2026-04-02"},
    /* Nothing was sent yet. */
    {"gdpr",
     "de",
     {{"2026-03-01", "drafted", "{\"letter\":\"request\"}"}},
     {{"2026-06-01", "draft", "send", "", ""}},
     ""},
    /* A receipt answers nothing, before and after an answer. */
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-03", "reply", "{\"kind\":\"receipt\"}"}},
     {{"2026-03-04", "waiting", "wait", "", "2026-04-02"}},
     "2026-04-02"},
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-05", "reply", "{\"kind\":\"id_demanded\"}"},
      {"2026-03-06", "reply", "{\"kind\":\"receipt\"}"}},
     {{"2026-03-07", "replied", "letter", "id_demanded", ""}},
     "2026-04-02"},
    /* What came before the answer that is known is not the last answer. */
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-20", "reply", "{\"kind\":\"answer\"}"},
      {"2026-03-05", "reply", "{\"kind\":\"use_form\"}"}},
     {{"2026-03-21", "replied", "close", "", ""}},
     "2026-04-02"},
    /* An early follow-up does not shorten the month, and what they ask for
     * does not stop it unless the person says so. */
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-04", "reply", "{\"kind\":\"photo_demanded\"}"},
      {"2026-03-05", "sent", "{}"}},
     {{"2026-03-20", "waiting", "wait", "", "2026-04-02"},
      {"2026-04-03", "overdue", "letter", "no_answer", ""}},
     "2026-04-02"},
    /* A reminder after such a letter is one; what came before it is none. */
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-04", "reply", "{\"kind\":\"photo_demanded\"}"},
      {"2026-03-05", "drafted", "{\"letter\":\"photo_demanded\"}"},
      {"2026-03-05", "sent", "{}"},
      {"2026-04-03", "drafted", "{\"letter\":\"no_answer\"}"},
      {"2026-04-03", "sent", "{}"}},
     {{"2026-04-17", "waiting", "wait", "", "2026-04-17"},
      {"2026-04-18", "overdue", "letter", "complaint", ""}},
     "2026-04-02"},
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-04", "reply", "{\"kind\":\"photo_demanded\"}"},
      {"2026-03-04", "stand", "{\"stand\":\"accepted\"}"},
      {"2026-03-05", "sent", "{}"}},
     {{"2026-03-20", "waiting", "wait", "", "2026-04-07"},
      {"2026-04-08", "overdue", "letter", "no_answer", ""}},
     "2026-04-07"},
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-04", "reply", "{\"kind\":\"fee_demanded\"}"},
      {"2026-03-04", "stand", "{\"stand\":\"accepted\"}"}},
     {{"2026-05-20", "replied", "tell", "", ""}},
     ""},
    /* In the United Kingdom the month begins anew with an answer to a question
     * of identity, where it is accepted (Art. 12A(2) UK GDPR). */
    {"uk",
     "gb",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-10", "reply", "{\"kind\":\"id_demanded\"}"},
      {"2026-03-20", "sent", "{}"}},
     {{"2026-04-06", "waiting", "wait", "", "2026-04-06"},
      {"2026-04-07", "overdue", "letter", "no_answer", ""}},
     "2026-04-02"},
    {"uk",
     "gb",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-10", "reply", "{\"kind\":\"id_demanded\"}"},
      {"2026-03-11", "stand",
       "{\"stand\":\"accepted\",\"given\":\"2026-03-20\"}"}},
     {{"2026-03-21", "waiting", "wait", "", "2026-04-20"},
      {"2026-04-21", "overdue", "letter", "no_answer", ""}},
     "2026-04-20"},
    /* Accepted and not given yet: it is the person's turn. */
    {"uk",
     "gb",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-10", "reply", "{\"kind\":\"id_demanded\"}"},
      {"2026-03-11", "stand", "{\"stand\":\"accepted\"}"}},
     {{"2026-05-21", "replied", "tell", "", ""}},
     ""},
    /* Two months more, said in time; saying it again changes nothing. */
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-20", "reply", "{\"kind\":\"extension\"}"},
      {"2026-05-20", "reply", "{\"kind\":\"extension\"}"}},
     {{"2026-05-21", "waiting", "wait", "", "2026-06-02"},
      {"2026-06-03", "overdue", "letter", "no_answer", ""}},
     "2026-06-02"},
    /* More time after all was given takes nothing back; where a part is not
     * given yet, it is theirs. */
    {"gdpr",
     "de\",\"ask\":[\"erasure\"],\"x\":\"",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-10", "reply", "{\"kind\":\"erased\"}"},
      {"2026-03-20", "reply", "{\"kind\":\"extension\"}"}},
     {{"2026-03-21", "replied", "check", "", "2026-04-19"}},
     "2026-06-02"},
    {"gdpr",
     "de\",\"ask\":[\"access\",\"erasure\"],\"x\":\"",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-10", "reply", "{\"kind\":\"erased\"}"},
      {"2026-03-20", "reply", "{\"kind\":\"extension\"}"}},
     {{"2026-03-21", "waiting", "wait", "", "2026-06-02"}},
     "2026-06-02"},
    /* Said too late, it counts for nothing. */
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{}"},
      {"2026-04-20", "reply", "{\"kind\":\"extension\"}"}},
     {{"2026-04-20", "overdue", "letter", "no_answer", ""}},
     "2026-04-02"},
    /* The Swiss law sets no length of an extension: the first day stays. */
    {"fadp",
     "ch",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-20", "reply", "{\"kind\":\"extension\"}"}},
     {{"2026-03-21", "waiting", "wait", "", "2026-04-01"},
      {"2026-04-02", "overdue", "letter", "no_answer", ""}},
     "2026-04-01"},
    /* Unless they name the day. */
    {"fadp",
     "ch",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-20", "reply",
       "{\"kind\":\"extension\",\"until\":\"2026-04-30\"}"}},
     {{"2026-04-30", "waiting", "wait", "", "2026-04-30"},
      {"2026-05-01", "overdue", "letter", "no_answer", ""}},
     "2026-04-30"},
    /* It came back: no time runs, and a new one begins with what is sent. */
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-03", "reply", "{\"kind\":\"bounced\"}"}},
     {{"2026-04-20", "replied", "send", "", ""}},
     ""},
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-03", "reply", "{\"kind\":\"bounced\"}"},
      {"2026-03-12", "sent", "{}"}},
     {{"2026-04-13", "waiting", "wait", "", "2026-04-13"},
      {"2026-04-14", "overdue", "letter", "no_answer", ""}},
     "2026-04-13"},
    /* Erased: look again; found again, write; written, wait. */
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-10", "checked", "{\"there\":2,\"gone\":0}"}},
     {{"2026-03-11", "waiting", "wait", "", "2026-04-02"}},
     "2026-04-02"},
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-10", "reply", "{\"kind\":\"erased\"}"}},
     {{"2026-03-11", "replied", "check", "", "2026-04-09"}},
     "2026-04-02"},
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-10", "reply", "{\"kind\":\"erased\"}"},
      {"2026-04-10", "checked", "{\"there\":0,\"gone\":2}"}},
     {{"2026-04-11", "replied", "check", "", "2026-05-10"}},
     "2026-04-02"},
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-10", "reply", "{\"kind\":\"erased\"}"},
      {"2026-04-10", "checked", "{\"there\":1,\"gone\":1}"}},
     {{"2026-04-11", "replied", "letter", "erased_but_back", ""}},
     "2026-04-02"},
    /* What never was gone has not come back. */
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-10", "reply", "{\"kind\":\"erased\"}"},
      {"2026-04-10", "checked", "{\"there\":1,\"gone\":1,\"back\":0}"}},
     {{"2026-04-11", "replied", "letter", "partial_answer", ""}},
     "2026-04-02"},
    /* What came back stays so until it is gone again. */
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-10", "reply", "{\"kind\":\"erased\"}"},
      {"2026-04-10", "checked",
       "{\"there\":2,\"gone\":0,\"back\":1,\"again\":1}"},
      {"2026-04-11", "checked",
       "{\"there\":2,\"gone\":0,\"back\":0,\"again\":1}"}},
     {{"2026-04-11", "replied", "letter", "erased_but_back", ""}},
     "2026-04-02"},
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-10", "reply", "{\"kind\":\"erased\"}"},
      {"2026-04-10", "checked",
       "{\"there\":2,\"gone\":0,\"back\":1,\"again\":1}"},
      {"2026-04-11", "checked",
       "{\"there\":1,\"gone\":1,\"back\":0,\"again\":0}"}},
     {{"2026-04-11", "replied", "letter", "partial_answer", ""}},
     "2026-04-02"},
    /* It arrived after all. */
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-03", "reply", "{\"kind\":\"bounced\"}"},
      {"2026-03-05", "reply", "{\"kind\":\"receipt\"}"}},
     {{"2026-03-06", "waiting", "wait", "", "2026-04-02"}},
     "2026-04-02"},
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-10", "reply", "{\"kind\":\"erased\"}"},
      {"2026-04-10", "checked", "{\"there\":1,\"gone\":1}"},
      {"2026-04-11", "drafted", "{\"letter\":\"erased_but_back\"}"},
      {"2026-04-11", "sent", "{}"}},
     {{"2026-04-12", "waiting", "wait", "", "2026-05-11"},
      {"2026-05-12", "overdue", "letter", "no_answer", ""}},
     "2026-05-11"},
    /* What asks for something new has its own time, reminder and answer. */
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{\"how\":\"email\"}"},
      {"2026-03-10", "reply", "{\"kind\":\"extension\"}"},
      {"2026-03-20", "reply", "{\"kind\":\"erased\"}"},
      {"2026-04-11", "drafted", "{\"letter\":\"erased_but_back\"}"},
      {"2026-04-11", "sent", "{\"how\":\"email\"}"},
      {"2026-04-20", "checked", "{\"there\":1,\"gone\":0,\"back\":0}"},
      {"2026-05-12", "drafted", "{\"letter\":\"no_answer\"}"},
      {"2026-05-12", "sent", "{}"}},
     {{"2026-05-26", "waiting", "wait", "", "2026-05-26"},
      {"2026-05-27", "overdue", "letter", "complaint", ""}},
     "2026-05-11"},
    /* A reply to the earlier letter that is noted late answers that one. */
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-10", "reply", "{\"kind\":\"erased\"}"},
      {"2026-04-11", "drafted", "{\"letter\":\"erased_but_back\"}"},
      {"2026-04-11", "sent", "{}"},
      {"2026-04-10", "reply", "{\"kind\":\"refused\"}"},
      {"2026-04-09", "reply", "{\"kind\":\"extension\"}"}},
     {{"2026-04-12", "waiting", "wait", "", "2026-05-11"}},
     "2026-05-11"},
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-10", "reply", "{\"kind\":\"erased\"}"},
      {"2026-04-11", "drafted", "{\"letter\":\"erased_but_back\"}"},
      {"2026-04-11", "sent", "{}"},
      {"2026-04-13", "reply", "{\"kind\":\"id_demanded\"}"}},
     {{"2026-04-13", "replied", "letter", "id_demanded", ""}},
     "2026-05-11"},
    /* It came back: nobody has it, and its time begins when it goes again. */
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-10", "reply", "{\"kind\":\"erased\"}"},
      {"2026-04-11", "drafted", "{\"letter\":\"erased_but_back\"}"},
      {"2026-04-11", "sent", "{}"},
      {"2026-04-12", "reply", "{\"kind\":\"bounced\"}"}},
     {{"2026-04-13", "replied", "send", "", ""}},
     ""},
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-10", "reply", "{\"kind\":\"erased\"}"},
      {"2026-04-11", "drafted", "{\"letter\":\"erased_but_back\"}"},
      {"2026-04-11", "sent", "{}"},
      {"2026-04-12", "reply", "{\"kind\":\"bounced\"}"},
      {"2026-04-20", "sent", "{}"}},
     {{"2026-04-21", "waiting", "wait", "", "2026-05-20"}},
     "2026-05-20"},
    /* After a complaint, too. */
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-10", "reply", "{\"kind\":\"erased\"}"},
      {"2026-03-11", "drafted", "{\"letter\":\"complaint\"}"},
      {"2026-03-11", "complaint", "{}"},
      {"2026-04-10", "checked", "{\"there\":1,\"gone\":0,\"back\":1}"},
      {"2026-04-11", "drafted", "{\"letter\":\"erased_but_back\"}"},
      {"2026-04-11", "sent", "{}"}},
     {{"2026-04-12", "waiting", "wait", "", "2026-05-11"}},
     "2026-05-11"},
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-09", "reply", "{\"kind\":\"refused\"}"}},
     {{"2026-03-09", "replied", "letter", "complaint", ""}},
     "2026-04-02"},
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "{}"},
      {"2026-03-09", "reply", "{\"kind\":\"answer\"}"},
      {"2026-03-09", "closed", "{}"}},
     {{"2030-01-01", "closed", "none", "", ""}},
     "2026-04-02"},
    /* Where the person's own time runs, no reminder is waited for beyond it. */
    {"p391",
     "ca\",\"ask\":[\"access\"],\"x\":\"",
     {{"2026-03-02", "sent", "{\"how\":\"email\"}"},
      {"2026-04-20", "drafted",
       "{\"letter\":\"no_answer\",\"until\":\"2026-05-04\"}"},
      {"2026-04-20", "sent", "{\"how\":\"email\"}"}},
     {{"2026-04-20", "waiting", "wait", "", "2026-04-24"},
      {"2026-04-24", "overdue", "letter", "complaint", ""},
      {"2026-05-02", "overdue", "letter", "complaint", ""}},
     "2026-04-01"},
    /* No law sets a time to erase in Switzerland: what the letter asks for. */
    {"fadp",
     "ch\",\"ask\":[\"erasure\"],\"x\":\"",
     {{"2026-03-02", "sent", "{\"how\":\"email\"}"},
      {"2026-03-09", "reply", "{\"kind\":\"extension\"}"}},
     {{"2026-04-01", "waiting", "wait", "", "2026-04-01"},
      {"2026-04-02", "overdue", "letter", "no_answer", ""}},
     "2026-04-01"},
    /* Details that nobody wrote make no letter and no answer. */
    {"gdpr",
     "de",
     {{"2026-03-02", "sent", "[]"},
      {"2026-03-09", "reply", "{\"kind\":7}"},
      {"2026-02-31", "closed", "{}"}},
     {{"2026-03-10", "waiting", "wait", "", "2026-04-02"}},
     "2026-04-02"},
};

static int64_t cases_write(struct casework *work, const char *reference,
			   const struct cases_story *story)
{
	struct ledger_event events[CASES_EVENTS];
	struct ledger_fault fault = {0};
	char *facts =
	    base_format("{\"country\":\"%s\",\"region\":\"\"}", story->country);
	struct ledger_entry entry = {.the_case = {.reference = reference,
						  .controller = "clearview-ai",
						  .name = "Clearview AI, Inc.",
						  .law = story->law,
						  .facts = facts},
				     .events = events};

	for (; entry.event_count < CASES_EVENTS &&
	       story->events[entry.event_count].day != NULL;
	     entry.event_count++)
		events[entry.event_count] = (struct ledger_event){
		    .kind = story->events[entry.event_count].kind,
		    .day = story->events[entry.event_count].day,
		    .detail = story->events[entry.event_count].detail};
	assert_int_equal(
	    ledger_case_write(casework_ledger(work), &entry, 1, &fault),
	    LENS_OK);
	free(facts);
	return entry.the_case.id;
}

/* ---- Stories ---- */

static const char *cases_text(int32_t day, char out[LEDGER_DAY])
{
	out[0] = '\0';
	if (day != LAW_NO_DAY)
		law_day_text(day, out);
	return out;
}

static bool cases_take(void *context, const struct casework_case *the_case)
{
	struct cases_day *seen = context;
	static char from[LEDGER_DAY], deadline[LEDGER_DAY];

	*seen = (struct cases_day){cases_text(the_case->deadline, deadline),
				   casework_stage_name(the_case->stage),
				   the_case->step.action, the_case->step.letter,
				   cases_text(the_case->step.day, from)};
	assert_true(the_case->step.reason[0] != '\0');
	return false;
}

TEST(tells_each_story_day_by_day)
{
	char dir[] = "/tmp/lenscap-cases-XXXXXX";
	struct casework *work = work_make(dir);

	(void)state;
	for (size_t i = 0; i < sizeof(cases_stories) / sizeof(*cases_stories);
	     i++) {
		const struct cases_story *story = &cases_stories[i];
		char *reference = base_format("LC-%04zu-TEST", i);
		int64_t id = cases_write(work, reference, story);

		for (size_t d = 0;
		     d < CASES_DAYS && story->days[d].today != NULL; d++) {
			const struct cases_day *day = &story->days[d];
			struct ledger_fault fault = {0};
			struct cases_day seen;
			int32_t today;

			assert_int_equal(law_day_parse(day->today, &today),
					 LENS_OK);
			assert_int_equal(casework_case_each(work, id, today,
							    LAW_EN, cases_take,
							    &seen, &fault),
					 LENS_OK);
			if (strcmp(seen.stage, day->stage) != 0)
				print_error("story %zu, %s\n", i, day->today);
			assert_string_equal(seen.stage, day->stage);
			assert_string_equal(seen.action, day->action);
			assert_string_equal(seen.letter, day->letter);
			assert_string_equal(seen.from, day->from);
			assert_string_equal(seen.today, story->deadline);
		}
		free(reference);
	}
	work_remove(work, dir);
}

static bool cases_recourse(void *context, const struct casework_case *the_case)
{
	*(int32_t *)context = the_case->recourse;
	return false;
}

/* Thirty days from a refusal, or from the end of the thirty for an answer
 * (P-39.1, s. 43); the earlier of both, and no weekend or way of the post is
 * counted in the person's favour. */
TEST(has_so_long_to_turn_to_the_authority)
{
#define CASES_QUEBEC                                                           \
	.law = "p391", .country = "ca\",\"ask\":[\"access\"],\"x\":\"", .events
	static const struct {
		const char *recourse;
		struct cases_story story;
	} known[] = {
	    {"2026-05-01",
	     {CASES_QUEBEC = {{"2026-03-02", "sent", "{\"how\":\"email\"}"}}}},
	    {"2026-05-01",
	     {CASES_QUEBEC = {{"2026-03-02", "sent", "{\"how\":\"post\"}"}}}},
	    {"2026-05-05",
	     {CASES_QUEBEC = {{"2026-03-02", "sent", "{\"how\":\"post\"}"},
			      {"2026-03-06", "received",
			       "{\"proof\":\"told\"}"}}}},
	    {"2026-04-11",
	     {CASES_QUEBEC = {{"2026-03-02", "sent", "{\"how\":\"email\"}"},
			      {"2026-03-12", "reply",
			       "{\"kind\":\"refused\"}"}}}},
	    {"2026-05-01",
	     {CASES_QUEBEC = {{"2026-03-02", "sent", "{\"how\":\"email\"}"},
			      {"2026-04-20", "reply",
			       "{\"kind\":\"partial\"}"}}}},
	    /* No refusal, more time that this law does not know, a reminder. */
	    {"2026-05-01",
	     {CASES_QUEBEC =
		  {{"2026-03-02", "sent", "{\"how\":\"email\"}"},
		   {"2026-03-05", "reply", "{\"kind\":\"receipt\"}"},
		   {"2026-03-20", "reply", "{\"kind\":\"extension\"}"},
		   {"2026-04-02", "drafted", "{\"letter\":\"no_answer\"}"},
		   {"2026-04-02", "sent", "{\"how\":\"email\"}"}}}},
	    /* Nothing is left to turn to it for, or it has it. */
	    {"",
	     {CASES_QUEBEC = {{"2026-03-02", "sent", "{\"how\":\"email\"}"},
			      {"2026-03-12", "reply",
			       "{\"kind\":\"answer\"}"}}}},
	    {"",
	     {CASES_QUEBEC =
		  {{"2026-03-02", "sent", "{\"how\":\"email\"}"},
		   {"2026-04-02", "drafted", "{\"letter\":\"complaint\"}"},
		   {"2026-04-02", "complaint", "{\"how\":\"post\"}"}}}},
	    {"",
	     {CASES_QUEBEC = {{"2026-03-02", "sent", "{\"how\":\"email\"}"},
			      {"2026-03-03", "reply",
			       "{\"kind\":\"bounced\"}"}}}},
	    {"", {CASES_QUEBEC = {{"2026-03-02", "drafted", "{}"}}}},
	    {"",
	     {.law = "gdpr",
	      .country = "de",
	      .events = {{"2026-03-02", "sent", "{}"}}}},
	};
	char dir[] = "/tmp/lenscap-cases-XXXXXX";
	struct casework *work = work_make(dir);
	int32_t today, recourse;

	(void)state;
	assert_int_equal(law_day_parse("2026-04-25", &today), LENS_OK);
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		char *reference = base_format("LC-%04zu-TEST", i);
		struct ledger_fault fault = {0};
		char day[LEDGER_DAY];

		assert_int_equal(
		    casework_case_each(
			work, cases_write(work, reference, &known[i].story),
			today, LAW_EN, cases_recourse, &recourse, &fault),
		    LENS_OK);
		if (strcmp(cases_text(recourse, day), known[i].recourse) != 0)
			print_error("story %zu\n", i);
		assert_string_equal(cases_text(recourse, day),
				    known[i].recourse);
		free(reference);
	}
	work_remove(work, dir);
}

/* What came back was received by nobody; a right once given stays so, until
 * something new is asked. */
TEST(what_was_received_and_given)
{
	static const struct cases_story story = {
	    .law = "gdpr",
	    .country = "de",
	    .events = {{"2026-03-02", "drafted", "{\"letter\":\"request\"}"},
		       {"2026-03-02", "sent", "{}"},
		       {"2026-03-10", "reply", "{\"kind\":\"erased\"}"},
		       {"2026-03-12", "reply", "{\"kind\":\"extension\"}"}}};
	static const struct cases_story back = {
	    .law = "gdpr",
	    .country = "de",
	    .events = {{"2026-03-02", "drafted", "{\"letter\":\"request\"}"},
		       {"2026-03-02", "sent", "{\"how\":\"email\"}"},
		       {"2026-03-03", "reply", "{\"kind\":\"bounced\"}"}}};
	char dir[] = "/tmp/lenscap-cases-XXXXXX";
	struct casework *work = work_make(dir);
	struct ledger_fault fault = {0};
	struct case_state *out = base_alloc(1, sizeof(*out));
	char law[] = "gdpr", facts[] = "{}";
	struct casework_case the_case = {
	    .id = cases_write(work, "LC-0000-TEST", &story),
	    .law = law,
	    .facts = facts};

	(void)state;
	assert_int_equal(case_state_read(work, &the_case, &fault, out),
			 LENS_OK);
	assert_int_equal(case_state_given(out, LAW_ERASURE),
			 CASEWORK_REPLY_ERASED);
	assert_int_equal(case_state_given(out, LAW_ACCESS), CASEWORK_REPLIES);
	the_case.id = cases_write(work, "LC-0001-TEST", &back);
	assert_int_equal(case_state_read(work, &the_case, &fault, out),
			 LENS_OK);
	assert_int_equal(case_state_deadline(work, LAW_EN, &fault, out),
			 LENS_OK);
	assert_int_equal(the_case.sent, out->first);
	assert_int_equal(the_case.received, LAW_NO_DAY);
	assert_int_equal(the_case.deadline, LAW_NO_DAY);
	free(the_case.explained);
	free(out);
	work_remove(work, dir);
}

/* What came back and goes again is the letter that it was. */
TEST(what_is_sent_anew_is_one_letter)
{
	static const struct cases_story story = {
	    .law = "gdpr",
	    .country = "de",
	    .events = {{"2026-03-02", "drafted", "{\"letter\":\"request\"}"},
		       {"2026-03-02", "sent", "{}"},
		       {"2026-03-10", "drafted", "{\"letter\":\"no_answer\"}"},
		       {"2026-03-10", "sent", "{}"},
		       {"2026-03-12", "reply", "{\"kind\":\"bounced\"}"},
		       {"2026-03-14", "sent", "{}"}}};
	char dir[] = "/tmp/lenscap-cases-XXXXXX";
	struct casework *work = work_make(dir);
	struct ledger_fault fault = {0};
	struct case_state *out = base_alloc(1, sizeof(*out));
	char law[] = "gdpr", facts[] = "{}";
	struct casework_case the_case = {
	    .id = cases_write(work, "LC-0000-TEST", &story),
	    .law = law,
	    .facts = facts};

	(void)state;
	assert_int_equal(case_state_read(work, &the_case, &fault, out),
			 LENS_OK);
	assert_int_equal(out->letter_count, 2);
	assert_int_equal(out->went_count, 3);
	assert_ptr_equal(case_state_last(out), &out->letters[1]);
	for (size_t i = 0; i < out->went_count; i++)
		assert_ptr_equal(case_state_went(out, out->went[i].number),
				 &out->letters[i > 0]);
	free(out);
	work_remove(work, dir);
}

/* ---- What cannot be ---- */

static bool work_count(void *context, const struct ledger_event *event)
{
	(void)event;
	++*(int *)context;
	return true;
}

static int work_events(struct casework *work, int64_t id)
{
	struct ledger_fault fault = {0};
	int count = 0;

	assert_int_equal(ledger_event_each(casework_ledger(work), id,
					   work_count, &count, &fault),
			 LENS_OK);
	return count;
}

TEST(notes_only_what_can_have_happened)
{
	char dir[] = "/tmp/lenscap-cases-XXXXXX", longest[1200] = "";
	struct casework *work = work_make(dir);
	struct ledger_fault fault = {0};
	int32_t today = casework_today();
	struct casework_happened what = {.day = today,
					 .today = today,
					 .reply = CASEWORK_REPLY_ANSWER,
					 .how = "email",
					 .note = ""},
				 both[2];
	char day[LEDGER_DAY];
	struct cases_story story = {
	    "gdpr",
	    "de",
	    {{day, "drafted", "{\"letter\":\"request\"}"}},
	    {{0}},
	    ""};

	(void)state;
	law_day_text(today, day);
	memset(longest, 'x', sizeof(longest) - 1);
	what.id = cases_write(work, "LC-0000-0000", &story);
	/* An answer before the letter went. */
	assert_int_equal(
	    casework_case_note(work, CASEWORK_NOTE_REPLY, &what, 1, &fault),
	    LENS_DENIED);
	what.day = today + 1;
	assert_int_equal(
	    casework_case_note(work, CASEWORK_NOTE_SENT, &what, 1, &fault),
	    LENS_DENIED);
	what.day = today - 1;
	assert_int_equal(
	    casework_case_note(work, CASEWORK_NOTE_SENT, &what, 1, &fault),
	    LENS_DENIED);
	what.day = today;
	what.how = "pigeon";
	assert_int_equal(
	    casework_case_note(work, CASEWORK_NOTE_SENT, &what, 1, &fault),
	    LENS_DENIED);
	what.how = "post";
	for (size_t i = 0; i < 4; i++) {
		static const char *const notes[] = {"\xff", "a\nb", "\x1b[2J"};

		what.note = i < 3 ? notes[i] : longest;
		assert_int_equal(casework_case_note(work, CASEWORK_NOTE_SENT,
						    &what, 1, &fault),
				 LENS_DENIED);
		assert_true(strlen(fault.sentence) > 20);
	}
	what.note = "Zoë said so";
	assert_int_equal(
	    casework_case_note(work, CASEWORK_NOTE_SENT, &what, 1, &fault),
	    LENS_OK);
	/* It cannot be sent twice, nor answered before, nor closed twice. */
	assert_int_equal(
	    casework_case_note(work, CASEWORK_NOTE_SENT, &what, 1, &fault),
	    LENS_DENIED);
	what.day = today - 1;
	assert_int_equal(
	    casework_case_note(work, CASEWORK_NOTE_REPLY, &what, 1, &fault),
	    LENS_DENIED);
	what.day = today;
	/* What the reply was, and what came of the case, must be said. */
	what.reply = CASEWORK_REPLIES;
	assert_int_equal(
	    casework_case_note(work, CASEWORK_NOTE_REPLY, &what, 1, &fault),
	    LENS_DENIED);
	assert_int_equal(
	    casework_case_note(work, CASEWORK_NOTE_CLOSE, &what, 1, &fault),
	    LENS_DENIED);
	assert_int_equal(work_events(work, what.id), 2);
	what.reply = CASEWORK_REPLY_ANSWER;
	what.outcome = "";
	assert_int_equal(
	    casework_case_note(work, CASEWORK_NOTE_REPLY, &what, 1, &fault),
	    LENS_OK);
	/* Of two cases one of which is not there none is closed. */
	both[0] = both[1] = what;
	both[1].id = 99;
	assert_int_equal(
	    casework_case_note(work, CASEWORK_NOTE_CLOSE, both, 2, &fault),
	    LENS_NOT_FOUND);
	assert_int_equal(work_events(work, what.id), 3);
	assert_int_equal(
	    casework_case_note(work, CASEWORK_NOTE_CLOSE, &what, 1, &fault),
	    LENS_OK);
	assert_int_equal(
	    casework_case_note(work, CASEWORK_NOTE_CLOSE, &what, 1, &fault),
	    LENS_DENIED);
	assert_int_equal(
	    casework_case_note(work, CASEWORK_NOTE_REPLY, &what, 1, &fault),
	    LENS_DENIED);
	what.id = 99;
	assert_int_equal(
	    casework_case_note(work, CASEWORK_NOTE_CLOSE, &what, 1, &fault),
	    LENS_NOT_FOUND);
	work_remove(work, dir);
}

/* What is said of a case with this history, on 1 June, and what is answered. */
struct cases_refusal {
	const char *second, *third; /* details of a sending and of a reply */
	enum casework_note note;
	struct casework_happened what;
	const char *on, *until, *received, *given; /* days; NULL: none */
	const char *answer;			   /* NULL: it is noted */
};

#define CASES_NOTHING CASEWORK_REPLIES /* nothing is said of a reply */

static const struct cases_refusal cases_refusals[] = {
    /* The day they got it. */
    {.note = CASEWORK_NOTE_RECEIVED,
     .what = {.reply = CASES_NOTHING},
     .on = "2026-03-05",
     .answer = "No letter of this case was sent yet"},
    {.second = "{}",
     .note = CASEWORK_NOTE_RECEIVED,
     .what = {.reply = CASES_NOTHING},
     .on = "2026-03-01",
     .answer = "cannot have arrived before it was sent"},
    {.second = "{}",
     .note = CASEWORK_NOTE_RECEIVED,
     .what = {.reply = CASES_NOTHING, .proven = true},
     .on = "2026-03-02"},
    /* Until when they take more time. */
    {.second = "{}",
     .note = CASEWORK_NOTE_REPLY,
     .what = {.reply = CASEWORK_REPLY_PARTIAL},
     .on = "2026-03-20",
     .until = "2026-05-20",
     .answer = "Only a reply that takes more time"},
    {.second = "{}",
     .note = CASEWORK_NOTE_REPLY,
     .what = {.reply = CASEWORK_REPLY_EXTENSION},
     .on = "2026-03-20",
     .until = "2026-03-19",
     .answer = "comes after the one on which they said so"},
    {.second = "{}",
     .note = CASEWORK_NOTE_REPLY,
     .what = {.reply = CASEWORK_REPLY_EXTENSION},
     .on = "2026-03-20",
     .until = "2026-03-20"},
    /* What they ask for before they go on. */
    {.second = "{}",
     .note = CASEWORK_NOTE_STAND,
     .what = {.reply = CASES_NOTHING},
     .on = "2026-03-21",
     .answer = "Nothing was asked for"},
    {.second = "{}",
     .third = "{\"kind\":\"id_demanded\"}",
     .note = CASEWORK_NOTE_STAND,
     .what = {.reply = CASES_NOTHING, .accepted = true},
     .on = "2026-03-21",
     .given = "2026-03-19",
     .answer = "cannot have been given before they asked"},
    {.second = "{}",
     .third = "{\"kind\":\"id_demanded\"}",
     .note = CASEWORK_NOTE_STAND,
     .what = {.reply = CASES_NOTHING, .accepted = true},
     .on = "2026-03-21",
     .given = "2026-03-20"},
    /* Corrections: of an entry that is there, of its kind, in order. */
    {.second = "{}",
     .note = CASEWORK_NOTE_CORRECT,
     .what = {.reply = CASES_NOTHING, .outcome = "erased"},
     .answer = "No entry of case 1 could be that"},
    {.second = "{}",
     .note = CASEWORK_NOTE_CORRECT,
     .what = {.reply = CASES_NOTHING, .entry = 9, .how = "post"},
     .answer = "There is no entry 9 in case 1"},
    {.second = "{}",
     .note = CASEWORK_NOTE_CORRECT,
     .what = {.reply = CASES_NOTHING, .entry = 1, .how = "post"},
     .answer = "Entry 1 of case 1 cannot be that"},
    {.second = "{}",
     .note = CASEWORK_NOTE_CORRECT,
     .what = {.reply = CASES_NOTHING, .entry = 2},
     .received = "2026-03-01",
     .answer = "cannot have arrived before it was sent"},
    {.second = "{}",
     .note = CASEWORK_NOTE_CORRECT,
     .what = {.reply = CASES_NOTHING, .entry = 2, .proven = true},
     .received = "2026-03-04"},
    /* A proof is of a day that is noted, or said with it. */
    {.second = "{}",
     .note = CASEWORK_NOTE_CORRECT,
     .what = {.reply = CASES_NOTHING, .proven = true},
     .answer = "say it, too: --received DAY"},
    {.second = "{}",
     .note = CASEWORK_NOTE_CORRECT,
     .what = {.reply = CASES_NOTHING, .entry = 2, .proven = true},
     .answer = "say it, too: --received DAY"},
    {.second = "{\"received\":\"2026-03-04\"}",
     .note = CASEWORK_NOTE_CORRECT,
     .what = {.reply = CASES_NOTHING, .proven = true}},
    {.second = "{\"received\":\"2026-03-04\"}",
     .note = CASEWORK_NOTE_CORRECT,
     .what = {.reply = CASES_NOTHING, .entry = 2, .proven = true}},
    {.second = "{}",
     .third = "{\"kind\":\"answer\"}",
     .note = CASEWORK_NOTE_CORRECT,
     .what = {.reply = CASEWORK_REPLY_PARTIAL, .entry = 2},
     .answer = "Entry 2 of case 1 cannot be that"},
    {.second = "{}",
     .third = "{\"kind\":\"answer\"}",
     .note = CASEWORK_NOTE_CORRECT,
     .what = {.reply = CASEWORK_REPLY_PARTIAL}},
};

static int32_t cases_read(const char *text)
{
	int32_t day = 0;

	if (text != NULL)
		assert_int_equal(law_day_parse(text, &day), LENS_OK);
	return day;
}

TEST(says_why_a_day_or_a_reply_cannot_be)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases_refusals) / sizeof(*cases_refusals);
	     i++) {
		const struct cases_refusal *row = &cases_refusals[i];
		const struct cases_story story = {
		    .law = "gdpr",
		    .country = "de",
		    .events = {
			{"2026-03-01", "drafted", "{\"letter\":\"request\"}"},
			{row->second ? "2026-03-02" : NULL, "sent",
			 row->second},
			{row->third ? "2026-03-20" : NULL, "reply",
			 row->third}}};
		char dir[] = "/tmp/lenscap-cases-XXXXXX";
		struct casework *work = work_make(dir);
		struct ledger_fault fault = {0};
		struct casework_happened what = row->what;
		enum lens_err err;
		int before;

		what.id = cases_write(work, "LC-0000-TEST", &story);
		what.today = cases_read("2026-06-01");
		what.day = cases_read(row->on);
		what.until = cases_read(row->until);
		what.received = cases_read(row->received);
		what.given = cases_read(row->given);
		before = work_events(work, what.id);
		err = casework_case_note(work, row->note, &what, 1, &fault);
		if (row->answer != NULL
			? err != LENS_DENIED ||
			      strstr(fault.sentence, row->answer) == NULL
			: err != LENS_OK)
			fail_msg("%zu: %d, %s", i, err, fault.sentence);
		/* Nothing of what is refused is noted. */
		assert_int_equal(work_events(work, what.id),
				 before + (row->answer == NULL));
		work_remove(work, dir);
	}
}

/* ---- One case from its letter to its end ---- */

/* A case with its ledger, and the day it is. */
struct cases_tale {
	struct casework *work;
	struct casework_home home;
	int64_t id, letters; /* the case; letters written so far */
	int32_t today;
	struct casework_step step; /* as of today */
	enum casework_stage stage;
	int32_t deadline;
	bool due;
};

static void tale_row(void *context, const struct casework_drafted *drafted)
{
	struct cases_tale *tale = context;

	assert_true(drafted->case_id > 0);
	tale->id = drafted->case_id;
	tale->letters++;
}

static enum lens_err tale_draft(struct cases_tale *tale, const char *kind,
				int64_t id, bool again,
				struct ledger_fault *fault)
{
	static const char *const to[] = {"clearview-ai"};
	struct casework_draft draft = {.kind = kind,
				       .case_id = id,
				       .to = to,
				       .to_count = id == 0,
				       .ask = {[LAW_ACCESS] = id == 0},
				       .tell = CASEWORK_TELL_EMAIL,
				       .force = again,
				       .today = tale->today};

	*fault = (struct ledger_fault){0};
	return casework_draft(tale->work, &tale->home, &draft, tale_row, tale,
			      fault);
}

static bool tale_take(void *context, const struct casework_case *the_case)
{
	struct cases_tale *tale = context;

	tale->step = the_case->step;
	tale->stage = the_case->stage;
	tale->deadline = the_case->deadline;
	tale->due = the_case->due;
	assert_true(strlen(the_case->step.reason) > 5);
	return false;
}

/* What stands on a day. */
static void tale_stands(struct cases_tale *tale, int32_t today,
			enum casework_stage stage, const char *action,
			const char *letter)
{
	struct ledger_fault fault = {0};

	tale->today = today;
	assert_int_equal(casework_case_each(tale->work, tale->id, today, LAW_EN,
					    tale_take, tale, &fault),
			 LENS_OK);
	assert_string_equal(casework_stage_name(tale->stage),
			    casework_stage_name(stage));
	assert_string_equal(tale->step.action, action);
	assert_string_equal(tale->step.letter, letter);
}

static void tale_note(struct cases_tale *tale, enum casework_note kind,
		      enum casework_reply reply)
{
	struct casework_happened what = {.id = tale->id,
					 .day = tale->today,
					 .today = tale->today,
					 .reply = reply,
					 .how = "email",
					 .outcome = "",
					 .note = ""};
	struct ledger_fault fault = {0};

	assert_int_equal(casework_case_note(tale->work, kind, &what, 1, &fault),
			 LENS_OK);
}

static void tale_open(struct cases_tale *tale, char *dir)
{
	static const char *const me[][2] = {{"country", "de"},
					    {"region", "de-be"},
					    {"email", "zoe@example.org"},
					    {"name", "Zoe Muster"}};
	struct ledger_fault fault = {0};

	*tale = (struct cases_tale){.work = work_make(dir)};
	tale->home = (struct casework_home){base_format("%s/home", dir),
					    base_format("%s/witness", dir)};
	tale->today = casework_today();
	for (size_t i = 0; i < sizeof(me) / sizeof(me[0]); i++)
		assert_int_equal(
		    casework_me_set(tale->work, me[i][0], me[i][1], &fault),
		    LENS_OK);
}

static void tale_close(struct cases_tale *tale, const char *dir)
{
	free((char *)(uintptr_t)tale->home.dir);
	free((char *)(uintptr_t)tale->home.witness);
	work_remove(tale->work, dir);
}

TEST(follows_a_case_from_its_letter_to_its_end)
{
	char dir[] = "/tmp/lenscap-cases-XXXXXX";
	struct ledger_fault fault;
	struct cases_tale tale;
	int32_t first, sent, month, longer, reminded, set, complained;

	(void)state;
	tale_open(&tale, dir);
	first = tale.today;
	assert_int_equal(tale_draft(&tale, "request", 0, false, &fault),
			 LENS_OK);
	tale_stands(&tale, first, CASEWORK_STAGE_DRAFT, "send", "");
	assert_true(tale.due && tale.deadline == LAW_NO_DAY);
	/* No second letter before the first went. */
	assert_int_equal(tale_draft(&tale, "no_answer", tale.id, false, &fault),
			 LENS_DENIED);
	sent = first + 1;
	tale.today = sent;
	tale_note(&tale, CASEWORK_NOTE_SENT, 0);
	tale_stands(&tale, sent, CASEWORK_STAGE_WAITING, "wait", "");
	month = tale.deadline;
	assert_in_range(month, sent + 28, sent + 35);
	assert_false(tale.due);
	/* It came, and no more: the same day. */
	tale.today = first + 3;
	tale_note(&tale, CASEWORK_NOTE_REPLY, CASEWORK_REPLY_RECEIPT);
	tale_stands(&tale, first + 4, CASEWORK_STAGE_WAITING, "wait", "");
	assert_int_equal(tale.deadline, month);
	/* Two months more. */
	tale.today = first + 10;
	tale_note(&tale, CASEWORK_NOTE_REPLY, CASEWORK_REPLY_EXTENSION);
	tale_stands(&tale, month + 1, CASEWORK_STAGE_WAITING, "wait", "");
	longer = tale.deadline;
	assert_in_range(longer, sent + 89, sent + 97);
	assert_int_equal(tale.step.day, longer);
	tale_stands(&tale, longer, CASEWORK_STAGE_WAITING, "wait", "");
	/* Silence; a reminder; silence. */
	tale_stands(&tale, longer + 1, CASEWORK_STAGE_OVERDUE, "letter",
		    "no_answer");
	assert_true(tale.due);
	assert_int_equal(tale_draft(&tale, "no_answer", tale.id, false, &fault),
			 LENS_OK);
	tale_stands(&tale, longer + 1, CASEWORK_STAGE_OVERDUE, "send", "");
	reminded = longer + 2;
	tale.today = reminded;
	tale_note(&tale, CASEWORK_NOTE_SENT, 0);
	/* Until the day that the reminder names, which is a working day. */
	tale_stands(&tale, reminded, CASEWORK_STAGE_WAITING, "wait", "");
	set = tale.step.day;
	assert_in_range(set, longer + 15, longer + 22);
	assert_in_range(law_weekday(set), 1, 5);
	tale_stands(&tale, set, CASEWORK_STAGE_WAITING, "wait", "");
	tale_stands(&tale, set + 1, CASEWORK_STAGE_OVERDUE, "letter",
		    "complaint");
	/* The authority. */
	assert_int_equal(tale_draft(&tale, "complaint", tale.id, false, &fault),
			 LENS_OK);
	complained = set + 2;
	tale.today = complained;
	tale_note(&tale, CASEWORK_NOTE_SENT, 0);
	tale_stands(&tale, complained, CASEWORK_STAGE_COMPLAINED, "wait", "");
	assert_int_equal(tale.step.day, law_add_months(complained, 3));
	assert_false(tale.due);
	tale_stands(&tale, tale.step.day, CASEWORK_STAGE_COMPLAINED, "wait",
		    "");
	assert_true(tale.due);
	/* The end, which is for good. */
	tale_note(&tale, CASEWORK_NOTE_CLOSE, 0);
	tale_stands(&tale, tale.today, CASEWORK_STAGE_CLOSED, "none", "");
	assert_int_equal(tale_draft(&tale, "no_answer", tale.id, false, &fault),
			 LENS_DENIED);
	assert_int_equal(tale.letters, 3);
	tale_close(&tale, dir);
}

TEST(writes_to_nobody_again_within_a_month)
{
	char dir[] = "/tmp/lenscap-cases-XXXXXX";
	struct ledger_fault fault;
	struct cases_tale tale;
	int32_t first;
	int64_t one;

	(void)state;
	tale_open(&tale, dir);
	first = tale.today;
	assert_int_equal(tale_draft(&tale, "request", 0, false, &fault),
			 LENS_OK);
	one = tale.id;
	tale_note(&tale, CASEWORK_NOTE_SENT, 0);
	tale.today = first + 29;
	assert_int_equal(tale_draft(&tale, "request", 0, false, &fault),
			 LENS_DENIED);
	assert_int_equal(fault.kind, LEDGER_FAULT_EXISTS);
	assert_int_equal(tale.letters, 1);
	tale.today = first + 30;
	assert_int_equal(tale_draft(&tale, "request", 0, false, &fault),
			 LENS_OK);
	/* Two cases with one controller know nothing of each other. */
	assert_true(tale.id != one);
	tale_stands(&tale, first + 30, CASEWORK_STAGE_DRAFT, "send", "");
	tale.id = one;
	tale_stands(&tale, first + 60, CASEWORK_STAGE_OVERDUE, "letter",
		    "no_answer");
	tale.today = first + 1;
	assert_int_equal(tale_draft(&tale, "request", 0, true, &fault),
			 LENS_OK);
	assert_int_equal(tale.letters, 3);
	tale_close(&tale, dir);
}

static int cases_setup(void **state)
{
	(void)state;
	work_beside("share");
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(tells_each_story_day_by_day),
	    RUN(has_so_long_to_turn_to_the_authority),
	    RUN(what_was_received_and_given),
	    RUN(what_is_sent_anew_is_one_letter),
	    RUN(notes_only_what_can_have_happened),
	    RUN(says_why_a_day_or_a_reply_cannot_be),
	    RUN(follows_a_case_from_its_letter_to_its_end),
	    RUN(writes_to_nobody_again_within_a_month),
	};

	return cmocka_run_group_tests(tests, cases_setup, NULL);
}
