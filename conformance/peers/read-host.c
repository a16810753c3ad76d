/* Says what a C program sees of the host it runs on, a line each: what, a tab, the content with line feeds as semicolons. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static const char *const files[] = {
	"/sys/fs/cgroup/misc.capacity",
	"/sys/module/kvm_amd/parameters/sev",
	"/sys/module/kvm_amd/parameters/sev_es",
	"/sys/module/kvm_amd/parameters/sev_snp",
	"/sys/module/kvm_intel/parameters/tdx",
};

static const char *const nodes[] = { "/dev/kvm", "/dev/sev" };

static void say_file(const char *path)
{
	FILE *file = fopen(path, "r");
	int character;

	printf("%s\t", path);
	if (file == NULL) {
		printf("%s\n", errno == ENOENT ? "absent" : strerror(errno));
		return;
	}
	while ((character = fgetc(file)) != EOF)
		putchar(character == '\n' ? ';' : character);
	putchar('\n');
	fclose(file);
}

static void say_node(const char *path)
{
	struct stat status;

	if (stat(path, &status) != 0)
		printf("%s\tabsent\n", path);
	else
		printf("%s\t%s\n", path, S_ISCHR(status.st_mode) ? "character device" : "something else");
}

/* The flags of the first processor, and how many processors there are. */
static void say_cpus(void)
{
	static char line[65536];
	FILE *file = fopen("/proc/cpuinfo", "r");
	int processors = 0;

	while (file != NULL && fgets(line, sizeof line, file) != NULL) {
		processors += strncmp(line, "processor", 9) == 0;
		if (processors == 1 && strncmp(line, "flags", 5) == 0)
			printf("flags\t%s", strchr(line, ':') + 2);
	}
	printf("processors\t%d\n", processors);
	if (file != NULL)
		fclose(file);
}

int main(void)
{
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		say_file(files[i]);
	for (size_t i = 0; i < sizeof nodes / sizeof *nodes; i++)
		say_node(nodes[i]);
	say_cpus();
	return 0;
}
