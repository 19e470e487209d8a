/* network.c: what the operations that look at the web share. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <lenscap/base_address.h>

#include "network.h"

bool network_is_address(const char *word)
{
	word += strspn(word, " \t\r\n");
	return strncasecmp(word, "http://", 7) == 0 ||
	       strncasecmp(word, "https://", 8) == 0;
}

/* What is no address, perhaps for want of its first letters. */
static void network_refuse(struct operation_call *call, const char *word,
			   const char *typed)
{
	static const char begins[] =
	    "addresses that begin with https:// or http://";
	const char *name =
	    operation_param(call->operation, "urls") ? "urls" : "url";
	bool file = strchr(word, '/') == NULL &&
		    base_address_names_picture(base_view_of(word));
	char *takes;

	if (typed == NULL || file || strchr(word, '@') != NULL) {
		operation_refuse(call, name, begins);
		return;
	}
	takes = base_format("%s; perhaps %s is meant", begins, typed);
	operation_refuse(call, name, takes);
	free(takes);
}

char *network_address(struct operation_call *call, const char *word)
{
	char *typed = base_address_typed(word);

	if (network_is_address(word))
		return typed != NULL ? typed : base_copy(word);
	/* What has another scheme gets a row that says so. */
	if (typed == NULL && strchr(word, ':') != NULL)
		return base_copy(word);
	network_refuse(call, word, typed);
	free(typed);
	return NULL;
}

struct casework_network network_of(struct operation_call *call)
{
	uint64_t budget = (uint64_t)operation_number(call, "budget", 0);

	return (struct casework_network){
	    .local = call->local || operation_truth(call, "allow_local"),
	    .proxy = operation_text(call, "proxy"),
	    .agent = operation_truth(call, "honest_agent")
			 ? ""
			 : operation_text(call, "agent"),
	    .budget = budget * 1000000,
	    .cancel = call->front->cancel(call)};
}
