/* faces_find.c: what is found in each FILE: its name, a rectangle a face and
 * the processor's time, for faces.py. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#include <lenscap/casework_faces.h>

/* Of the jailed programs that have ended. */
static double bench_spent(void)
{
	struct rusage used;

	getrusage(RUSAGE_CHILDREN, &used);
	return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000 +
	       (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1000;
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		int fd = open(argv[i], O_RDONLY | O_CLOEXEC);
		double before = bench_spent();
		struct casework_faces faces;

		casework_faces_find(fd, -1, &faces);
		printf("%s\t%s\t%.1f", argv[i],
		       casework_faces_state_name(faces.state),
		       bench_spent() - before);
		for (unsigned k = 0; k < faces.count; k++)
			printf("\t%u %u %u %u", faces.faces[k].x,
			       faces.faces[k].y, faces.faces[k].width,
			       faces.faces[k].height);
		puts("");
		close(fd);
	}
	return 0;
}
