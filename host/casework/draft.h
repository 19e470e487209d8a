/* draft.h: a letter on its way, from within. */
#ifndef LENSCAP_CASEWORK_DRAFT_H
#define LENSCAP_CASEWORK_DRAFT_H

#include <lenscap/casework_letters.h>
#include <lenscap/casework_me.h>

#include "case_state.h"
#include "place.h"

/*
 * A row of the letter's list: one address of a photo, with what that address
 * gave; or the photo itself, without one.  Texts are owned.
 */
struct draft_photo {
	size_t of;	    /* which photo of the draft */
	char *image, *page; /* addresses; "" when none is known */
	char *dimensions;   /* "" when nobody measured it */
	char *sha256, *pdq; /* hex; "" when not told */
	char *iscc;	    /* "ISCC:..."; likewise */
	int32_t seen;	    /* first; LAW_NO_DAY: never */
};

/* One thing by which a person is found. */
struct draft_key {
	unsigned tell;	  /* enum casework_tell */
	const char *word; /* in words.json, behind "key_" */
	size_t field;	  /* of struct casework_me */
};

/* All of them in the order of a letter; ended by a NULL word. */
extern const struct draft_key draft_keys[];
const char *draft_key_value(const struct casework_me *me,
			    const struct draft_key *key);

/*
 * An address as a letter may tell it, the caller's: without a user, a fragment
 * and parameters that look like a session, a token, an e-mail address or an
 * expiry (*cut is set then), or whole; "" for one of this machine or network.
 */
char *draft_address(const char *url, bool whole, bool *cut);

/* Everything letters are made of. */
struct letter_context {
	struct casework *work;
	const struct casework_draft *draft;
	const struct law_set *laws;
	const struct letter_set *letters;
	struct registry *registry;
	struct casework_me me;
	const char *country, *region; /* where the law holds for them: at home,
					 or where that was when a case began */
	bool moved;		      /* which is so */
	struct draft_photo *photos;
	size_t photo_rows; /* of these */
	/* Of the letter at hand: */
	const struct registry_controller *to;
	const struct registry_authority *authority; /* whom a complaint is to */
	unsigned tell;	    /* enum casework_tell: what this letter tells */
	bool cut;	    /* addresses are told without what they carry */
	enum law_body body; /* what kind of body the controller is */
	const char *notice_from; /* who named the controller; or NULL */
	struct law_choice choice;
	struct law_deadline deadline;
	struct law_question counted; /* what it answers; law NULL: none yet */
	bool sets_own_deadline; /* its day is one that the letter sets itself */
	bool timed;	 /* the law sets a time to answer what is asked for */
	bool in_english; /* not in the language that was asked for */
	bool packed;	 /* words of it are a pack's */
	char reference[CASEWORK_REFERENCE];
	char code[32];
	struct casework_case *the_case; /* of a follow-up, else NULL */
	struct case_state state;	/* likewise */
};

/* Bits of enum casework_tell: what the record says that the controller wants
 * to find somebody; that, or what its kind is known to go by; and what the
 * letter at hand tells. */
unsigned draft_keys_asked(const struct registry_controller *to);
unsigned draft_keys_needed(const struct registry_controller *to);
unsigned draft_keys_told(const struct letter_context *letter);

/* Whether the last reply of the letter's case is one in substance: no receipt,
 * nothing that was put off or passed on, and no letter that came back. */
bool draft_is_answered(const struct letter_context *letter);

/* What a letter of this kind says that they answered; CASEWORK_REPLIES: it
 * answers no reply. */
enum casework_reply draft_answer_of(const char *kind);

/* The day of the last reply of those that a letter of this kind answers;
 * LAW_NO_DAY: none came, or it answers no reply. */
int32_t draft_said_on(const struct case_state *state, const char *kind);

/* Into *known what the letter may state: facts, and what they name. */
void template_facts(const struct letter_context *letter,
		    enum law_language language, json_t *known);

/* The values of its photos, each once, with the numbers of its rows. */
json_t *template_values(const struct letter_context *letter);

/* What is known of the letter at hand, in a language; the caller's. */
json_t *template_data(const struct letter_context *letter,
		      enum law_language language);

/* The warnings that hold for the letter at hand, the gravest first. */
size_t draft_warns(const struct letter_context *letter,
		   struct casework_warning out[CASEWORK_WARNINGS_MAX]);

/* LENS_DENIED, and a sentence, when the draft, or the person's own data, cannot
 * be made into letters, or when the last one is too young. */
LENS_MUST enum lens_err draft_check(const struct letter_context *letter,
				    struct ledger_fault *fault);

/* Whether a case of these facts is that of the person for whom the draft is: a
 * child's is not its parent's. */
bool draft_is_theirs(const struct casework_draft *draft, const char *facts);

/* The photos of the draft, as letters name them.  LENS_DENIED for one that
 * was forgotten, or that has nothing to be found by. */
LENS_MUST enum lens_err draft_photos(struct letter_context *letter,
				     struct ledger_fault *fault);
void draft_photos_free(struct letter_context *letter);

/* A letter that the ledger does not keep, as casework_export(): content is what
 * it would keep of it, and is taken. */
LENS_MUST enum lens_err export_unkept(struct casework *work, json_t *content,
				      enum casework_format format,
				      struct ledger_fault *fault, int *out);

/* casework_draft(), once it is known to whom and which photos: to are slugs,
 * and photos are numbers. */
LENS_MUST enum lens_err
draft_write(struct casework *work, const struct casework_home *home,
	    const struct casework_draft *draft,
	    void (*row)(void *context, const struct casework_drafted *drafted),
	    void *context, struct ledger_fault *fault);

#endif
