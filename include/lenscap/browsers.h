/*
 * browsers.h: the browsers of this machine: who may speak to lenscap-host,
 * and the manifests that tell a browser where it is.
 */
#ifndef LENSCAP_BROWSERS_H
#define LENSCAP_BROWSERS_H

#include <lenscap/base.h>

#define BROWSERS_HOST LENSCAP_HOST_NAME

/* The two kinds of native messaging. */
enum browsers_kind {
	BROWSERS_CHROMIUM, /* allowed_origins; argv: chrome-extension://ID/ */
	BROWSERS_FIREFOX,  /* allowed_extensions; argv: manifest's path, add-on
			    * id
			    */
	BROWSERS_KINDS
};

/* The kind's stable name ("chromium"). */
const char *browsers_kind_name(enum browsers_kind kind);

/*
 * Which kind of browser started a native-messaging host with these arguments
 * (argv[0] left out), for one of our extensions.  LENS_DENIED when it was
 * none, or for somebody else's extension.
 */
LENS_MUST enum lens_err browsers_caller(int count, char *const *arguments,
					enum browsers_kind *out);

/* ---- Where browsers look ---- */

/* The folders that everything below is relative to. */
struct browsers_roots {
	char *home, *config; /* HOME, XDG_CONFIG_HOME; NULL where unknown */
	char *system;	     /* "" or a folder that stands for / */
};

/*
 * This user's, from the environment; system is copied, NULL for the real
 * one.  The caller frees *out.
 */
void browsers_roots_find(const char *system, struct browsers_roots *out);
void browsers_roots_free(struct browsers_roots *roots);

/* A family of browsers that share their folders. */
struct browsers_family {
	const char *name;  /* stable: "google-chrome" */
	const char *label; /* "Google Chrome" */
	enum browsers_kind kind;
	const char *profile; /* below XDG_CONFIG_HOME, or (Firefox) HOME */
	const char *system;  /* folder of manifests for all users */
	const char *programs;
	const char *policies; /* Chromium: a folder; Firefox: a file */
	const char *flatpak, *snap;
};

/* Every family, ended by a NULL name. */
extern const struct browsers_family browsers_families[];

/* The family of a name; NULL when there is none. */
const struct browsers_family *browsers_family_named(const char *name);

/* ---- Manifests ---- */

/* For one user, or for all of this machine. */
enum browsers_scope { BROWSERS_USER, BROWSERS_SYSTEM, BROWSERS_SCOPES };

/* What a family's manifest is like. */
enum browsers_state {
	BROWSERS_MISSING,
	BROWSERS_INSTALLED,
	BROWSERS_STALE,	  /* ours, but for another host or other extensions */
	BROWSERS_FOREIGN, /* a file that Lenscap did not write */
	BROWSERS_STATES
};

/*
 * The path of a family's manifest, to be freed by the caller; NULL when there
 * is no such folder because HOME is unknown.
 */
char *browsers_manifest_path(const struct browsers_roots *roots,
			     const struct browsers_family *family,
			     enum browsers_scope scope);

/* Look at a manifest that should lead to host, an absolute path. */
enum browsers_state browsers_manifest_look(const char *path,
					   enum browsers_kind kind,
					   const char *host);

/*
 * Write a manifest that leads to host, at once or not at all; folders are
 * made.  LENS_DENIED: a file stands there that is not ours, or the folder is
 * another user's.  LENS_SYSTEM: errno says why.
 */
LENS_MUST enum lens_err browsers_manifest_write(const char *path,
						enum browsers_kind kind,
						const char *host);

/*
 * Remove a manifest.  LENS_NOT_FOUND: there is none; LENS_DENIED: it is not
 * ours; LENS_SYSTEM: errno says why.
 */
LENS_MUST enum lens_err browsers_manifest_remove(const char *path);

/* ---- What is here ---- */

/* True when a browser of the family is on this machine. */
bool browsers_here(const struct browsers_roots *roots,
		   const struct browsers_family *family);

/* What an administrator's policies say. */
struct browsers_policy {
	bool no_user_hosts; /* manifests of users are passed over */
	bool no_host;	    /* lenscap-host may not be started at all */
	bool no_extension;  /* the extension may not be installed */
};
void browsers_policy_read(const struct browsers_roots *roots,
			  const struct browsers_family *family,
			  struct browsers_policy *out);

/* Can start the host; does not know it yet; knows it wrongly. */
enum browsers_health { BROWSERS_WORKS, BROWSERS_IDLE, BROWSERS_BROKEN };

/* A family as doctor tells it.  Borrowed for the call. */
struct browsers_finding {
	const char *label;
	enum browsers_health health;
	const char *detail, *remedy;
};

/* Look at every browser that is here, and say how it is with host. */
void browsers_examine(const struct browsers_roots *roots, const char *host,
		      void (*find)(void *context,
				   const struct browsers_finding *finding),
		      void *context);

#endif
