/* test_photo.c: photos, files, matches and what a stranger gets, as JSON. */
#include <lenscap/casework_findings.h>

#include "expect.h"

#define ZEROS "00000000000000000000000000000000"
#define SHA256 "ab" ZEROS "000000000000000000000000000000"
#define PDQ "cd" ZEROS "000000000000000000000000000000"

static const struct ledger_finding photo_finding = {"gps", "48.2, 16.4"};

static struct ledger_photo a_photo(void)
{
	struct ledger_photo photo = {
	    .id = 12,
	    .sha256 = {0xab},
	    .format = "jpeg",
	    .bytes = 5000000000,
	    .width = 640,
	    .height = 480,
	    .damaged = true,
	    .source = "/home/me/Zoë.jpg",
	    .added = 1764374400123,
	    .finding_count = 1,
	    .findings = &photo_finding,
	};

	photo.fingerprint.pdq[0][0] = 0xcd;
	photo.fingerprint.pdq_quality = 100;
	return photo;
}

/* The finding of a photo, as it must stand in each list. */
static json_t *the_findings(void)
{
	return json_pack("[o]", view_finding("gps", "48.2, 16.4"));
}

TEST(tells_what_is_known_of_a_finding)
{
	const struct casework_finding *about = casework_finding_named("gps");
	json_t *finding = view_finding("gps", "48.2, 16.4");

	(void)state;
	assert_int_equal(json_object_size(finding), 5);
	assert_string_equal(
	    json_string_value(json_object_get(finding, "label")), about->label);
	assert_string_equal(
	    json_string_value(json_object_get(finding, "remedy")),
	    about->remedy);
	assert_string_equal(
	    json_string_value(json_object_get(finding, "severity")), "high");
	json_decref(finding);
	expect_view(view_finding("of the future", "x\xff"),
		    "{'kind':'of the future', 'label':'', 'severity':'unknown',"
		    " 'detail':'x?', 'remedy':''}");
}

TEST(tells_every_member_of_a_photo)
{
	struct ledger_photo photo = a_photo();
	json_t *object = view_photo(&photo, 3);
	json_t *findings = the_findings();

	(void)state;
	assert_true(json_equal(json_object_get(object, "findings"), findings));
	json_decref(findings);
	json_object_del(object, "findings");
	expect_view(object,
		    "{'id':12, 'sha256':'" SHA256 "', 'format':'jpeg',"
		    " 'width':640, 'height':480, 'bytes':5000000000,"
		    " 'source':'/home/me/Zoë.jpg', 'added':1764374400123,"
		    " 'pdq':'" PDQ "', 'pdq_quality':100, 'sightings':3}");
}

TEST(tells_more_of_the_whole_photo_and_nothing_else)
{
	struct ledger_photo photo = a_photo();
	json_t *part = view_photo(&photo, 3), *value;
	json_t *whole = view_photo_whole(&photo, 3);
	char iscc[FINGERPRINT_ISCC_TEXT];
	const char *name;

	(void)state;
	json_object_foreach(part, name, value)
	{
		assert_true(json_equal(json_object_get(whole, name), value));
		json_object_del(whole, name);
	}
	assert_int_equal(
	    json_array_size(json_object_get(whole, "pdq_dihedral")), 8);
	json_object_del(whole, "pdq_dihedral");
	fingerprint_iscc_text(photo.fingerprint.iscc, 256, iscc);
	assert_string_equal(json_string_value(json_object_get(whole, "iscc")),
			    iscc);
	assert_int_equal(strlen(iscc), 60);
	fingerprint_iscc_text(photo.fingerprint.iscc, 64, iscc);
	assert_string_equal(
	    json_string_value(json_object_get(whole, "iscc_64")), iscc);
	assert_int_equal(strlen(iscc), 21);
	json_object_del(whole, "iscc");
	json_object_del(whole, "iscc_64");
	expect_view(whole, "{'orientation':1, 'damaged':true,"
			   " 'animated':false, 'phash':'0000000000000000',"
			   " 'dhash':'0000000000000000'}");
	json_decref(part);
}

TEST(gives_the_bytes_of_a_source_that_is_no_text)
{
	struct ledger_photo photo = a_photo();
	json_t *object;

	(void)state;
	photo.source = "/\xff.jpg";
	object = view_photo(&photo, 0);
	assert_string_equal(
	    json_string_value(json_object_get(object, "source")), "/?.jpg");
	assert_string_equal(
	    json_string_value(json_object_get(object, "source_hex")),
	    "2fff2e6a7067");
	json_decref(object);
}

TEST(tells_every_member_of_a_sighting)
{
	struct ledger_sighting sighting = {.id = 1,
					   .photo = 12,
					   .place = "https://a.example/p.jpg",
					   .page = "",
					   .how = "mirrored",
					   .seen = 1000,
					   .there = 1500,
					   .checked = 2000,
					   .distance = 9,
					   .access = LEDGER_ACCESS_ABSENT,
					   .state = LEDGER_ABSENT,
					   .why = "gone",
					   .gone = true};
	const struct casework_times times = {1000, 1500, 2000}, never = {0};

	(void)state;
	expect_view(view_sighting(&sighting, &times),
		    "{'id':1, 'photo':12, 'place':'https://a.example/p.jpg',"
		    " 'page':'', 'title':'', 'how':'mirrored', 'first':1000,"
		    " 'there':1500, 'last':2000, 'access':'absent',"
		    " 'state':'absent', 'why':'gone', 'gone':true,"
		    " 'distance':9, 'bytes':null, 'sha256':null,"
		    " 'width':null, 'height':null}");
	/* What the place gave is told as the place's own. */
	sighting.own = (struct ledger_own){
	    .bytes = 500, .sha256 = {0xab}, .width = 40, .height = 30};
	json_t *object = view_sighting(&sighting, &never);
	assert_int_equal(json_integer_value(json_object_get(object, "bytes")),
			 500);
	/* What nobody did has no time. */
	assert_true(json_is_null(json_object_get(object, "first")));
	assert_true(json_is_null(json_object_get(object, "there")));
	assert_true(json_is_null(json_object_get(object, "last")));
	assert_int_equal(json_integer_value(json_object_get(object, "width")),
			 40);
	assert_int_equal(
	    strncmp(json_string_value(json_object_get(object, "sha256")),
		    "ab00", 4),
	    0);
	json_decref(object);
}

/* ---- Files ---- */

static struct casework_file a_file(enum ipc_picture_status status)
{
	struct casework_file file = {.path = "a.jpg", .bytes = 9};

	file.picture.status = status;
	if (status != IPC_PICTURE_OK)
		return file;
	file.picture.format = IPC_FORMAT_JPEG;
	file.picture.width = 640;
	file.picture.height = 480;
	file.picture.hashed = true;
	file.picture.sha256[0] = 0xab;
	return file;
}

TEST(tells_a_file_that_was_read)
{
	struct casework_file file = a_file(IPC_PICTURE_OK);
	json_t *object = view_file(&file);

	(void)state;
	assert_int_equal(
	    json_array_size(json_object_get(object, "pdq_dihedral")), 8);
	json_object_del(object, "pdq_dihedral");
	json_object_del(object, "pdq");
	json_object_del(object, "iscc");
	json_object_del(object, "iscc_64");
	expect_view(object,
		    "{'file':'a.jpg', 'status':'ok', 'bytes':9,"
		    " 'format':'jpeg', 'sha256':'" SHA256 "', 'width':640,"
		    " 'height':480, 'orientation':1, 'damaged':false,"
		    " 'animated':false, 'pdq_quality':0,"
		    " 'phash':'0000000000000000', 'dhash':'0000000000000000',"
		    " 'findings':[], 'unread_bytes':0, 'hidden':[]}");
}

TEST(tells_no_fingerprint_of_a_file_that_was_not)
{
	struct casework_file file = a_file(IPC_PICTURE_UNKNOWN_FORMAT);
	json_t *object = view_file(&file), *error;

	(void)state;
	file.path = "\xff.jpg";
	error = json_object_get(object, "error");
	assert_string_equal(json_string_value(json_object_get(error, "code")),
			    "unknown_format");
	assert_int_equal(json_object_size(error), 2);
	json_object_del(object, "error");
	expect_view(object, "{'file':'a.jpg', 'status':'error', 'bytes':9}");
	object = view_failure(&file);
	json_object_del(object, "error");
	expect_view(object, "{'file':'?.jpg', 'file_hex':'ff2e6a7067',"
			    " 'status':'error'}");
}

TEST(tells_what_became_of_a_file_that_was_added)
{
	struct casework_file read = a_file(IPC_PICTURE_OK);
	struct casework_file unread = a_file(IPC_PICTURE_UNKNOWN_FORMAT);
	struct casework_add_row row = {&read, CASEWORK_COPY, 12};
	json_t *object;

	(void)state;
	expect_view(view_added(&row),
		    "{'file':'a.jpg', 'status':'ok', 'outcome':'copy',"
		    " 'photo':12, 'findings':[]}");
	row = (struct casework_add_row){&unread, CASEWORK_FAILED, 0};
	object = view_added(&row);
	assert_non_null(json_object_get(object, "error"));
	json_object_del(object, "error");
	expect_view(object,
		    "{'file':'a.jpg', 'status':'error', 'outcome':'failed',"
		    " 'photo':null, 'findings':[]}");
}

TEST(tells_what_was_done_only_of_what_is_the_same)
{
	struct casework_comparison comparison = {
	    .pdq = 1,
	    .iscc = 2,
	    .iscc64 = 3,
	    .phash = 4,
	    .dhash = 5,
	    .copy = 2,
	    .how = MATCH_TURNED | MATCH_SQUARE,
	    .degrees = -8,
	    .verdict = CASEWORK_SAME_PICTURE};
	json_t *object = view_comparison(&comparison, "a", "b\xff");

	(void)state;
	json_object_del(object, "sentence");
	expect_view(object,
		    "{'status':'ok', 'files':['a', 'b?'],"
		    " 'verdict':'same_picture', 'copy':2,"
		    " 'how':['square', 'turned'], 'words':['cropped to a"
		    " square', 'turned by 8 degrees to the right'],"
		    " 'degrees':-8, 'distances':{'pdq':1,"
		    " 'iscc':2, 'iscc_64':3, 'phash':4, 'dhash':5},"
		    " 'files_hex':['61', '62ff']}");
	comparison =
	    (struct casework_comparison){.verdict = CASEWORK_DIFFERENT};
	object = view_comparison(&comparison, "a", "b");
	assert_true(json_is_null(json_object_get(object, "copy")));
	assert_int_equal(json_array_size(json_object_get(object, "how")), 0);
	assert_null(json_object_get(object, "degrees"));
	json_decref(object);
}

/* ---- Matches, and what a stranger gets ---- */

static const struct match_answer the_answer = {.photo = 12,
					       .confidence = MATCH_LIKELY,
					       .how = MATCH_MIRRORED |
						      MATCH_CROPPED,
					       .distance = 30};
static const struct casework_match the_match = {&the_answer, "a.jpg", "", NULL};
#define MATCH                                                                  \
	"{'photo':12, 'source':'a.jpg', 'distance':30,"                        \
	" 'confidence':'likely', 'how':['mirrored', 'cropped'],"               \
	" 'words':['mirrored', 'cropped']}"

TEST(tells_every_member_of_a_match)
{
	struct casework_match of_page = {&the_answer, "a.jpg", "me.jpg",
					 "https://a.example/me"};

	(void)state;
	expect_view(view_match(&the_match), MATCH);
	expect_view(view_match(&of_page),
		    "{'photo':12, 'source':'a.jpg', 'distance':30,"
		    " 'confidence':'likely', 'how':['mirrored', 'cropped'],"
		    " 'words':['mirrored', 'cropped'],"
		    " 'picture':'me.jpg',"
		    " 'saved_from':'https://a.example/me'}");
	expect_view(view_matches(&the_match, 1), "[" MATCH "]");
	expect_view(view_matches(NULL, 0), "[]");
}

TEST(tells_the_counts_of_a_page_only)
{
	struct casework_file file = a_file(IPC_PICTURE_OK);
	struct casework_found found = {
	    .file = &file, .count = 1, .matches = &the_match};

	(void)state;
	expect_view(view_found(&found), "{'file':'a.jpg', 'status':'ok',"
					" 'matches':[" MATCH "]}");
	found.page = found.cut = true;
	found.read = 5;
	found.elsewhere = 2;
	expect_view(view_found(&found),
		    "{'file':'a.jpg', 'status':'ok', 'matches':[" MATCH "],"
		    " 'read':5, 'elsewhere':2, 'cut':true}");
	found.noted = 3;
	found.scripts = 4;
	found.url = "https://a.example/me";
	expect_view(view_found(&found),
		    "{'file':'a.jpg', 'status':'ok', 'matches':[" MATCH "],"
		    " 'read':5, 'elsewhere':2, 'cut':true,"
		    " 'left':{'canvases':0, 'scripts':4}, 'noted':3,"
		    " 'saved_from':'https://a.example/me'}");
}

TEST(tells_where_a_match_leads_and_where_in_the_picture_it_is)
{
	const struct match_answer answer = {
	    .photo = 12,
	    .confidence = MATCH_CERTAIN,
	    .region = {.x = 1, .y = 2, .width = 3, .height = 4}};
	const struct casework_match both[] = {{&answer, "a.jpg", "", NULL},
					      the_match};
	char *const links[] = {(char *)"", (char *)"https://b.example/"};
	struct casework_file file = a_file(IPC_PICTURE_OK);
	struct casework_found found = {
	    .file = &file, .count = 2, .matches = both, .links = links};
	json_t *object = view_found(&found), *matches, *second;

	(void)state;
	matches = json_object_get(object, "matches");
	second = json_array_get(matches, 1);
	assert_string_equal(json_string_value(json_object_get(second, "link")),
			    "https://b.example/");
	json_object_del(second, "link");
	expect_view(json_incref(matches),
		    "[{'photo':12, 'source':'a.jpg', 'distance':0,"
		    " 'confidence':'certain', 'how':[], 'words':[],"
		    " 'region':{'x':1, 'y':2, 'width':3, 'height':4}},"
		    " " MATCH "]");
	json_decref(object);
}

static struct casework_exposure an_exposure(struct ipc_picture *picture)
{
	*picture = (struct ipc_picture){
	    .width = 640, .height = 480, .format = IPC_FORMAT_JPEG};
	return (struct casework_exposure){.number = 3,
					  .url = "https://a.example/p.jpg",
					  .page = "",
					  .seen = CASEWORK_NEW,
					  .access = LEDGER_ACCESS_PUBLIC,
					  .picture = picture,
					  .bytes = 77,
					  .why = "ok",
					  .words = "A stranger gets it."};
}

TEST(tells_a_picture_that_anyone_can_fetch)
{
	static struct ipc_fetch fetch = {.answer = 200,
					 .retry = 5,
					 .url = "https://b.example/p.jpg",
					 .hop_count = 1};
	struct ipc_picture picture;
	struct casework_exposure row = an_exposure(&picture);

	(void)state;
	fetch.hops[0].url = (char *)"https://a.example/p.jpg";
	row.fetch = &fetch;
	row.page = "https://a.example/";
	expect_view(
	    view_exposure(&row, true),
	    "{'number':3, 'url':'https://a.example/p.jpg', 'status':'new',"
	    " 'access':'public', 'why':'ok', 'words':'A stranger gets it.',"
	    " 'matches':[],"
	    " 'page':'https://a.example/', 'public':{'status':200,"
	    " 'final_url':'https://b.example/p.jpg', 'bytes':77,"
	    " 'redirects':['https://a.example/p.jpg'], 'headers':{},"
	    " 'retry_after':5, 'as_browser':false}, 'width':640, 'height':480, "
	    "'format':'jpeg',"
	    " 'findings':[]}");
}

TEST(tells_where_a_row_belongs_among_the_others)
{
	const struct casework_left left = {.frames = 1,
					   .canvases = 2,
					   .scripts = 8,
					   .hidden = 3,
					   .signs = 4,
					   .beyond = 5,
					   .documents = 6};
	struct ipc_fetch fetch = {.answer = 403, .url = "x"};
	struct ipc_picture picture;
	struct casework_exposure row = an_exposure(&picture);

	(void)state;
	row.seen = CASEWORK_PAGE;
	row.url = "";
	row.leads = "https://c.example/";
	row.via = CASEWORK_VIA_FRAME;
	row.same = 2;
	row.left = &left;
	row.fetch = &fetch;
	row.browser = true;
	memcpy(fetch.headers[IPC_FETCH_ETAG], "7", 2);
	expect_view(
	    view_exposure(&row, false),
	    "{'number':3, 'url':'', 'status':'page',"
	    " 'access':'public', 'why':'ok',"
	    " 'words':'A stranger gets it.', 'matches':[],"
	    " 'leads':'https://c.example/', 'via':'frame', 'same':2,"
	    " 'left':{'frames':1, 'canvases':2, 'scripts':8, 'hidden':3,"
	    " 'signs':4, 'beyond':5, 'documents':6},"
	    " 'public':{'status':403, 'final_url':'x', 'bytes':77,"
	    " 'redirects':[], 'headers':{'etag':'7'},"
	    " 'retry_after':0, 'as_browser':true}}");
}

TEST(calls_a_picture_an_icon_only_when_it_is_small_and_not_mine)
{
	struct ipc_picture picture;
	struct casework_exposure row = an_exposure(&picture);

	(void)state;
	row.url = "";
	picture.width = picture.height = 48;
	expect_view(view_exposure(&row, false),
		    "{'number':3, 'url':'', 'status':'icon',"
		    " 'access':'public', 'why':'ok',"
		    " 'words':'A stranger gets it.', 'matches':[], 'width':48,"
		    " 'height':48, 'format':'jpeg'}");
	picture.width = 49;
	expect_view(view_exposure(&row, false),
		    "{'number':3, 'url':'', 'status':'new',"
		    " 'access':'public', 'why':'ok',"
		    " 'words':'A stranger gets it.', 'matches':[], 'width':49,"
		    " 'height':48, 'format':'jpeg'}");
	picture.width = 48;
	row.seen = CASEWORK_MINE;
	row.count = 1;
	row.matches = &the_match;
	expect_view(view_exposure(&row, false),
		    "{'number':3, 'url':'', 'status':'mine',"
		    " 'access':'public', 'why':'ok',"
		    " 'words':'A stranger gets it.', 'matches':[" MATCH "],"
		    " 'width':48, 'height':48, 'format':'jpeg'}");
}

TEST(tells_an_error_of_what_a_stranger_does_not_get)
{
	struct ipc_picture picture;
	struct casework_exposure row = an_exposure(&picture);

	(void)state;
	row.seen = CASEWORK_NOTHING;
	row.access = LEDGER_ACCESS_LOGIN;
	row.why = "login";
	row.words = "A login is asked for.";
	expect_view(view_exposure(&row, true),
		    "{'number':3, 'url':'https://a.example/p.jpg',"
		    " 'status':'login', 'access':'login', 'why':'login',"
		    " 'words':'A login is asked for.', 'matches':[],"
		    " 'error':{'code':'login',"
		    " 'message':'A login is asked for.'}}");
	/* Nothing is known of bytes that were not asked for. */
	row.seen = CASEWORK_PAGE;
	row.access = LEDGER_ACCESS_NONE;
	row.why = "ok";
	row.words = "";
	expect_view(view_exposure(&row, true),
		    "{'number':3, 'url':'https://a.example/p.jpg',"
		    " 'status':'page', 'access':null, 'why':'ok',"
		    " 'words':'', 'matches':[]}");
}

TEST(tells_every_member_of_a_place_that_was_looked_at_again)
{
	struct casework_place_seen seen = {.photo = 12,
					   .source = "/home/zoe/me.jpg",
					   .place = "https://a.example/p.jpg",
					   .page = "https://a.example/",
					   .sighting = 4,
					   .address = "https://a.example/q.jpg",
					   .access = LEDGER_ACCESS_PUBLIC,
					   .back = true,
					   .why = "ok",
					   .words = "It can be got."};

	(void)state;
	expect_view(view_place_seen(&seen),
		    "{'photo':12, 'sighting':4,"
		    " 'source':'/home/zoe/me.jpg',"
		    " 'place':'https://a.example/p.jpg',"
		    " 'page':'https://a.example/',"
		    " 'address':'https://a.example/q.jpg', 'now':'there',"
		    " 'access':'public', 'gone':false, 'back':true,"
		    " 'missing':null, 'why':'ok', 'words':'It can be got.'}");
	seen.address = seen.place;
	seen.state = LEDGER_ABSENT;
	seen.access = LEDGER_ACCESS_ABSENT;
	seen.missing = 5000;
	seen.gone = true;
	seen.back = false;
	expect_view(view_place_seen(&seen),
		    "{'photo':12, 'sighting':4,"
		    " 'source':'/home/zoe/me.jpg',"
		    " 'place':'https://a.example/p.jpg',"
		    " 'page':'https://a.example/', 'now':'absent',"
		    " 'access':'absent', 'gone':true, 'back':false,"
		    " 'missing':5000, 'why':'ok', 'words':'It can be got.'}");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(tells_what_is_known_of_a_finding),
	    RUN(tells_every_member_of_a_photo),
	    RUN(tells_more_of_the_whole_photo_and_nothing_else),
	    RUN(gives_the_bytes_of_a_source_that_is_no_text),
	    RUN(tells_every_member_of_a_sighting),
	    RUN(tells_a_file_that_was_read),
	    RUN(tells_no_fingerprint_of_a_file_that_was_not),
	    RUN(tells_what_became_of_a_file_that_was_added),
	    RUN(tells_what_was_done_only_of_what_is_the_same),
	    RUN(tells_every_member_of_a_match),
	    RUN(tells_the_counts_of_a_page_only),
	    RUN(tells_where_a_match_leads_and_where_in_the_picture_it_is),
	    RUN(tells_a_picture_that_anyone_can_fetch),
	    RUN(tells_where_a_row_belongs_among_the_others),
	    RUN(calls_a_picture_an_icon_only_when_it_is_small_and_not_mine),
	    RUN(tells_an_error_of_what_a_stranger_does_not_get),
	    RUN(tells_every_member_of_a_place_that_was_looked_at_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
