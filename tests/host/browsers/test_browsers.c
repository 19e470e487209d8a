/* test_browsers.c: who may start lenscap-host, and what policies forbid. */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

#include <lenscap/base_io.h>
#include <lenscap/browsers.h>

#define OURS "chrome-extension://" LENSCAP_CHROMIUM_IDS "/"

static enum lens_err caller(const char *one, const char *two,
			    enum browsers_kind *kind)
{
	char *arguments[] = {(char *)one, (char *)two};

	return browsers_caller(two ? 2 : one ? 1 : 0, arguments, kind);
}

TEST(knows_its_extensions)
{
	enum browsers_kind kind;

	(void)state;
	assert_int_equal(caller(OURS, NULL, &kind), LENS_OK);
	assert_int_equal(kind, BROWSERS_CHROMIUM);
	assert_int_equal(
	    caller("/home/x/org.lenscap.host.json", LENSCAP_GECKO_IDS, &kind),
	    LENS_OK);
	assert_int_equal(kind, BROWSERS_FIREFOX);
}

TEST(refuses_others)
{
	static const char *const wrong[][2] = {
	    {NULL, NULL},
	    {"", NULL},
	    {"chrome-extension://", NULL},
	    {"chrome-extension:///", NULL},
	    {"chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/", NULL},
	    {"chrome-extension://" LENSCAP_CHROMIUM_IDS, NULL},
	    {"chrome-extension://" LENSCAP_CHROMIUM_IDS "/x", NULL},
	    {"chrome-extension://" LENSCAP_CHROMIUM_IDS "x/", NULL},
	    {"https://lenscap.org/", NULL},
	    {"/manifest.json", "other@example.org"},
	    {"/manifest.json", LENSCAP_GECKO_IDS "x"},
	    {"/manifest.json", ""},
	    {"manifest.json", LENSCAP_GECKO_IDS},
	    {LENSCAP_GECKO_IDS, "/manifest.json"},
	};
	enum browsers_kind kind;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_int_equal(caller(wrong[i][0], wrong[i][1], &kind),
				 LENS_DENIED);
}

/* ---- Policies ---- */

struct scratch {
	char dir[64];
	struct browsers_roots roots;
};

/* Put text into a file below the scratch folder, folders and all. */
static void put(const struct scratch *scratch, const char *name,
		const char *text)
{
	char *path = base_format("%s%s", scratch->dir, name);
	int fd;

	for (char *slash = strchr(path + 1, '/'); slash != NULL;
	     slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(path, 0700);
		*slash = '/';
	}
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(base_write_all(fd, base_view_of(text)), LENS_OK);
	close(fd);
	free(path);
}

static int begin(void **state)
{
	struct scratch *scratch = base_alloc(1, sizeof(*scratch));

	snprintf(scratch->dir, sizeof(scratch->dir), "/tmp/browsers-XXXXXX");
	*state = scratch;
	if (mkdtemp(scratch->dir) == NULL)
		return -1;
	scratch->roots = (struct browsers_roots){
	    base_format("%s/home", scratch->dir),
	    base_format("%s/home/.config", scratch->dir),
	    base_copy(scratch->dir)};
	return 0;
}

static int end(void **state)
{
	struct scratch *scratch = *state;
	char *command = base_format("rm -rf %s", scratch->dir);
	int failed = system(command);

	free(command);
	browsers_roots_free(&scratch->roots);
	free(scratch);
	return failed;
}

static struct browsers_policy policy(const struct scratch *scratch,
				     const char *family)
{
	struct browsers_policy out;

	browsers_policy_read(&scratch->roots, browsers_family_named(family),
			     &out);
	return out;
}

#define CHROMIUM_POLICY "/etc/chromium/policies/managed/lens.json"

TEST(sees_no_policy_where_there_is_none)
{
	struct browsers_policy out = policy(*state, "chromium");

	assert_false(out.no_host || out.no_user_hosts || out.no_extension);
	put(*state, CHROMIUM_POLICY, "{\"HomepageLocation\": \"x\"}");
	out = policy(*state, "chromium");
	assert_false(out.no_host || out.no_user_hosts || out.no_extension);
	put(*state, CHROMIUM_POLICY, "not JSON");
	out = policy(*state, "chromium");
	assert_false(out.no_host || out.no_user_hosts || out.no_extension);
}

TEST(sees_what_chromium_is_forbidden)
{
	put(*state, CHROMIUM_POLICY, "{\"NativeMessagingBlocklist\": [\"*\"]}");
	assert_true(policy(*state, "chromium").no_host);
	/* Another file of the folder allows it. */
	put(*state, "/etc/chromium/policies/managed/more.json",
	    "{\"NativeMessagingAllowlist\": [\"" BROWSERS_HOST "\"]}");
	assert_false(policy(*state, "chromium").no_host);
	put(*state, CHROMIUM_POLICY,
	    "{\"NativeMessagingUserLevelHosts\": false,"
	    " \"ExtensionInstallBlocklist\": [\"*\"]}");
	assert_true(policy(*state, "chromium").no_user_hosts);
	assert_true(policy(*state, "chromium").no_extension);
	assert_false(policy(*state, "vivaldi").no_user_hosts);
}

TEST(sees_what_firefox_is_forbidden)
{
	static const char path[] = "/etc/firefox/policies/policies.json";

	put(*state, path,
	    "{\"policies\": {\"ExtensionSettings\": {\"*\": "
	    "{\"installation_mode\": \"blocked\"}}}}");
	assert_true(policy(*state, "firefox").no_extension);
	put(*state, path,
	    "{\"policies\": {\"ExtensionSettings\": {\"*\": "
	    "{\"installation_mode\": \"blocked\"}, \"" LENSCAP_GECKO_IDS
	    "\": {\"installation_mode\": \"allowed\"}}}}");
	assert_false(policy(*state, "firefox").no_extension);
}

/* ---- What doctor is told ---- */

struct told {
	unsigned count;
	enum browsers_health health;
	char detail[200], remedy[200];
};

static void tell(void *context, const struct browsers_finding *finding)
{
	struct told *told = context;

	told->count++;
	told->health = finding->health;
	snprintf(told->detail, sizeof(told->detail), "%s", finding->detail);
	snprintf(told->remedy, sizeof(told->remedy), "%s", finding->remedy);
}

static struct told examine(const struct scratch *scratch)
{
	struct told told = {.count = 0};

	browsers_examine(&scratch->roots, "/bin/true", tell, &told);
	return told;
}

/* What is made is everybody's to read where root makes it, else one's own. */
static void holds_folder_modes(const char *manifest)
{
	char *folder = base_format(
	    "%.*s", (int)(strrchr(manifest, '/') - manifest), manifest);
	struct stat about;

	assert_int_equal(stat(folder, &about), 0);
	assert_int_equal(about.st_mode & 0777, geteuid() == 0 ? 0755 : 0700);
	assert_int_equal(stat(manifest, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0644);
	free(folder);
}

TEST(tells_how_it_is_and_what_to_do)
{
	const struct scratch *scratch = *state;
	const struct browsers_family *family = browsers_family_named("vivaldi");
	char *user =
	    browsers_manifest_path(&scratch->roots, family, BROWSERS_USER);
	char *system =
	    browsers_manifest_path(&scratch->roots, family, BROWSERS_SYSTEM);
	struct told told = examine(scratch);

	assert_int_equal(told.count, 0);
	put(scratch, "/home/.config/vivaldi/Local State", "{}");
	told = examine(scratch);
	assert_int_equal(told.count, 1);
	assert_int_equal(told.health, BROWSERS_IDLE);
	assert_int_equal(
	    browsers_manifest_write(user, family->kind, "/bin/true"), LENS_OK);
	assert_int_equal(examine(scratch).health, BROWSERS_WORKS);
	holds_folder_modes(user);
	put(scratch, "/etc/opt/vivaldi/policies/managed/x.json",
	    "{\"NativeMessagingUserLevelHosts\": false}");
	told = examine(scratch);
	assert_int_equal(told.health, BROWSERS_BROKEN);
	assert_non_null(strstr(told.remedy, "--system"));
	assert_int_equal(
	    browsers_manifest_write(system, family->kind, "/bin/true"),
	    LENS_OK);
	assert_int_equal(examine(scratch).health, BROWSERS_WORKS);
	/* An older id: what is installed would not let the extension in. */
	assert_int_equal(
	    browsers_manifest_write(system, BROWSERS_FIREFOX, "/bin/true"),
	    LENS_OK);
	assert_int_equal(examine(scratch).health, BROWSERS_BROKEN);
	assert_int_equal(browsers_manifest_remove(system), LENS_OK);
	assert_int_equal(browsers_manifest_remove(system), LENS_NOT_FOUND);
	put(scratch, "/etc/opt/vivaldi/policies/managed/x.json",
	    "{\"NativeMessagingBlocklist\": [\"" BROWSERS_HOST "\"]}");
	told = examine(scratch);
	assert_int_equal(told.health, BROWSERS_BROKEN);
	assert_non_null(strstr(told.remedy, "NativeMessagingAllowlist"));
	free(user);
	free(system);
}

/* Without HOME it is not known what a user's browser knows. */
TEST(tells_nothing_of_a_home_that_is_not_known)
{
	const struct scratch *scratch = *state;
	const struct browsers_family *family = browsers_family_named("vivaldi");
	struct scratch nowhere = *scratch;
	char *system =
	    browsers_manifest_path(&scratch->roots, family, BROWSERS_SYSTEM);
	char *program =
	    base_format("%s/usr/bin/vivaldi-stable", scratch->roots.system);
	struct told told;

	put(scratch, "/usr/bin/vivaldi-stable", "");
	assert_int_equal(chmod(program, 0755), 0);
	free(program);
	assert_int_equal(examine(scratch).count, 1);
	assert_non_null(strstr(examine(scratch).detail, "does not know"));
	nowhere.roots.home = nowhere.roots.config = NULL;
	told = examine(&nowhere);
	assert_int_equal(told.count, 1);
	assert_int_equal(told.health, BROWSERS_IDLE);
	assert_non_null(strstr(told.detail, "HOME does not name"));
	assert_non_null(strstr(told.remedy, "Set HOME"));
	/* Where a user's own does not count, nor does a home. */
	put(scratch, "/etc/opt/vivaldi/policies/managed/x.json",
	    "{\"NativeMessagingUserLevelHosts\": false}");
	assert_int_equal(
	    browsers_manifest_write(system, family->kind, "/bin/true"),
	    LENS_OK);
	assert_int_equal(examine(&nowhere).health, BROWSERS_WORKS);
	free(system);
}

#define WITH(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(knows_its_extensions),
	    RUN(refuses_others),
	    WITH(sees_no_policy_where_there_is_none),
	    WITH(sees_what_chromium_is_forbidden),
	    WITH(sees_what_firefox_is_forbidden),
	    WITH(tells_how_it_is_and_what_to_do),
	    WITH(tells_nothing_of_a_home_that_is_not_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
