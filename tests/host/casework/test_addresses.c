/* test_addresses.c: what of an address a letter tells. */
#include <stdlib.h>

#include "test.h"

#include "casework/draft.h"

/* Each: as it was found, and as it is told; NULL: just so. */
static const struct {
	const char *found, *told;
} addresses[] = {
    {"https://x.example/a.jpg", NULL},
    {"https://x.example/a.jpg?size=original&id=17", NULL},
    {"https://x.example/p?page=2&lang=de", NULL},
    {"https://x.example/a.jpg?size=original&token=abcdef0123456789abcdef01&"
     "user=zoe@example.org",
     "https://x.example/a.jpg?size=original"},
    {"https://x.example/p?session=SECRET123", "https://x.example/p"},
    {"https://x.example/p?SessionID=1&a=b", "https://x.example/p?a=b"},
    {"https://x.example/p?next=zoe%40example.org&a=b",
     "https://x.example/p?a=b"},
    {"https://x.example/p?v=0a1b2c3d4e5f6a7b8c9d0e1f", "https://x.example/p"},
    {"https://x.example/p;jsessionid=A1?x=1", "https://x.example/p?x=1"},
    {"https://zoe:secret@x.example/p", "https://x.example/p"},
    {"https://x.example/p#me", "https://x.example/p"},
    {"https://x.example/a.jpg?X-Amz-Expires=9&X-Amz-Signature=ff&w=1",
     "https://x.example/a.jpg?w=1"},
    {"https://cdn.example/a.jpg?stp=dst&_nc_cat=1&oh=00_A&oe=66",
     "https://cdn.example/a.jpg?stp=dst"},
    {"https://x.example/?", "https://x.example/"},
    {"http://127.0.0.1:8765/page.html?a=b", ""},
    {"http://localhost/a.jpg", ""},
    {"http://192.168.1.7/a.jpg", ""},
    {"http://172.20.0.1/a.jpg", ""},
    {"http://172.40.0.1/a.jpg", NULL},
    {"http://[::1]/a.jpg", ""},
    {"http://nas.local/a.jpg", ""},
    {"/home/zoe/a.jpg", ""},
    {"", ""},
};

TEST(tells_no_secret_and_no_place_of_ones_own)
{
	(void)state;
	for (size_t i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++) {
		const char *told =
		    addresses[i].told ? addresses[i].told : addresses[i].found;
		bool cut = false;
		char *address = draft_address(addresses[i].found, false, &cut);

		assert_string_equal(address, told);
		if (addresses[i].told == NULL)
			assert_false(cut);
		free(address);
	}
}

TEST(tells_all_of_it_where_that_is_chosen)
{
	bool cut = false;
	char *address =
	    draft_address("https://x.example/p?token=abc#me", true, &cut);

	(void)state;
	assert_string_equal(address, "https://x.example/p?token=abc#me");
	assert_false(cut);
	free(address);
	/* But none of this machine. */
	address = draft_address("http://localhost/p", true, &cut);
	assert_string_equal(address, "");
	free(address);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(tells_no_secret_and_no_place_of_ones_own),
	    RUN(tells_all_of_it_where_that_is_chosen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
