/* network.c: what the operations that look at the web share. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/base_address.h>
#include <lenscap/base_said.h>

#include "network.h"

bool network_is_address(const char *word)
{
	word += strspn(word, " \t\r\n");
	return base_address_is_web(word);
}

/* Whether a file is meant: one of a command line that is there, or what is
 * named as a picture is. */
static bool network_is_file(const struct operation_call *call, const char *word)
{
	return (call->front->path != NULL && access(word, F_OK) == 0) ||
	       (strchr(word, '/') == NULL &&
		base_address_names_picture(base_view_of(word)));
}

/* What is no address, perhaps for want of its first letters. */
static void network_refuse(struct operation_call *call, const char *word,
			   const char *typed)
{
	const char *begins =
	    base_said("addresses that begin with https:// or http://");
	const char *name =
	    operation_param(call->operation, "urls") ? "urls" : "url";
	char *takes;

	if (network_is_file(call, word))
		takes = base_format(
		    base_said("%s; of a file 'lenscap find' says which of "
			      "your photos are in it, and 'lenscap "
			      "fingerprint' what it gives away"),
		    begins);
	else if (typed != NULL && strchr(word, '@') == NULL)
		takes = base_format(base_said("%s; perhaps %s is meant"),
				    begins, typed);
	else
		takes = base_copy(begins);
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
