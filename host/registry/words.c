/* words.c: the stable names of the registry's kinds, media and states. */
#include <string.h>

#include <lenscap/base_said.h>
#include <lenscap/registry_record.h>

static const char *const words_kinds[] = {
    [REGISTRY_OTHER] = "other",
    [REGISTRY_FACE_SEARCH] = "face_search",
    [REGISTRY_PEOPLE_SEARCH] = "people_search",
    [REGISTRY_DATA_BROKER] = "data_broker",
    [REGISTRY_AI_TRAINING] = "ai_training",
    [REGISTRY_SOCIAL_NETWORK] = "social_network",
    [REGISTRY_IMAGE_SEARCH] = "image_search",
};

static const char *const words_kind_words[] = {
    [REGISTRY_OTHER] = N_("others"),
    [REGISTRY_FACE_SEARCH] = "face search engines",
    [REGISTRY_PEOPLE_SEARCH] = "people search engines",
    [REGISTRY_DATA_BROKER] = "data brokers",
    [REGISTRY_AI_TRAINING] = "makers of AI",
    [REGISTRY_SOCIAL_NETWORK] = "social networks",
    [REGISTRY_IMAGE_SEARCH] = "image indexes",
};

static const char *const words_media[] = {
    [REGISTRY_EMAIL] = N_("email"),	[REGISTRY_LETTER] = N_("letter"),
    [REGISTRY_WEBFORM] = N_("webform"), [REGISTRY_FAX] = N_("fax"),
    [REGISTRY_PHONE] = N_("phone"),
};

static const char *const words_states[] = {
    [REGISTRY_CURRENT] = "current",
    [REGISTRY_UNVERIFIED] = N_("unverified"),
    [REGISTRY_BOUNCED] = N_("bounced"),
    [REGISTRY_HISTORIC] = N_("historic"),
};

static const char *const words_origins[] = {
    [REGISTRY_OURS] = N_("ours"),
    [REGISTRY_IMPORTED] = N_("imported"),
    [REGISTRY_PACKED] = N_("pack"),
    [REGISTRY_OWN] = N_("own"),
};

const char *registry_kind_name(enum registry_kind kind)
{
	return words_kinds[kind];
}

const char *registry_kind_words(enum registry_kind kind)
{
	return words_kind_words[kind];
}

const char *registry_medium_name(enum registry_medium medium)
{
	return words_media[medium];
}

const char *registry_state_name(enum registry_state state)
{
	return words_states[state];
}

const char *registry_origin_name(enum registry_origin origin)
{
	return words_origins[origin];
}

bool registry_kind_named(const char *name, enum registry_kind *out)
{
	for (unsigned i = 0; i < REGISTRY_KINDS; i++)
		if (strcmp(words_kinds[i], name) == 0) {
			*out = i;
			return true;
		}
	return false;
}

const struct registry_contact *
registry_contact(const struct registry_controller *controller,
		 enum registry_medium medium)
{
	const struct registry_contact *otherwise = NULL;

	for (size_t i = 0; i < controller->contact_count; i++) {
		const struct registry_contact *at = &controller->contacts[i];

		if (at->medium != medium)
			continue;
		if (at->state == REGISTRY_CURRENT)
			return at;
		if (at->state == REGISTRY_UNVERIFIED && otherwise == NULL)
			otherwise = at;
	}
	return otherwise;
}
