/* A disk that fails: loaded before the C library, it refuses what is written to files of the database while the file that
   FAULT names says so. "full": no room. "sync": nothing is safe. "only": nothing may be written. And a clock that is put
   forward or back by the seconds that the file CLOCK names says. And a power cut: while the folder SAFE is there, what was
   synced of a database is copied into it, and everything else is what a cut may take. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

static int fault_of(int fd, int syncing) {
    const char *name = getenv("FAULT");
    char what[8] = {0}, link[64], path[4096];
    int file = name ? open(name, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0) return 0;
    ssize_t n = read(file, what, 4);
    close(file);
    if (n != 4) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    n = readlink(link, path, sizeof path - 1);
    if (n <= 0) return 0;
    path[n] = 0;
    if (!strstr(path, ".db")) return 0;
    if (!strcmp(what, "sync")) return syncing ? EIO : 0;
    if (syncing) return 0;
    return !strcmp(what, "full") ? ENOSPC : EROFS;
}

#define REFUSE(fd, syncing)                        \
    do {                                           \
        int why = fault_of(fd, syncing);           \
        if (why) { errno = why; return -1; }       \
    } while (0)

ssize_t write(int fd, const void *from, size_t n) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) real = dlsym(RTLD_NEXT, "write");
    REFUSE(fd, 0);
    return real(fd, from, n);
}

ssize_t pwrite(int fd, const void *from, size_t n, off_t at) {
    static ssize_t (*real)(int, const void *, size_t, off_t);
    if (!real) real = dlsym(RTLD_NEXT, "pwrite");
    REFUSE(fd, 0);
    return real(fd, from, n, at);
}

ssize_t pwrite64(int fd, const void *from, size_t n, off64_t at) {
    static ssize_t (*real)(int, const void *, size_t, off64_t);
    if (!real) real = dlsym(RTLD_NEXT, "pwrite64");
    REFUSE(fd, 0);
    return real(fd, from, n, at);
}

static void keep(int fd) {
    const char *safe = getenv("SAFE");
    char link[64], path[4096], part[4300], name[4300], some[65536];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = safe ? readlink(link, path, sizeof path - 1) : -1;
    if (n <= 0) return;
    path[n] = 0;
    const char *last = strrchr(path, '/');
    if (!last || !strstr(last, ".db") || strstr(last, "-shm")) return;
    snprintf(part, sizeof part, "%s%s.%d", safe, last, (int)gettid());
    snprintf(name, sizeof name, "%s%s", safe, last);
    int from = open(path, O_RDONLY | O_CLOEXEC), to = from < 0 ? -1 : open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    int whole = to >= 0;
    while (whole && (n = read(from, some, sizeof some)) > 0) whole = write(to, some, n) == n;
    if (from >= 0) close(from);
    if (to >= 0) close(to);
    if (whole) rename(part, name);
}

int fsync(int fd) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fsync");
    REFUSE(fd, 1);
    int done = real(fd);
    if (!done) keep(fd);
    return done;
}

int fdatasync(int fd) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fdatasync");
    REFUSE(fd, 1);
    int done = real(fd);
    if (!done) keep(fd);
    return done;
}

int clock_gettime(clockid_t which, struct timespec *now) {
    static int (*real)(clockid_t, struct timespec *);
    if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
    int done = real(which, now);
    const char *name = getenv("CLOCK");
    char seconds[24] = {0};
    int file = name && which == CLOCK_REALTIME ? open(name, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0) return done;
    if (read(file, seconds, sizeof seconds - 1) > 0) now->tv_sec += atol(seconds);
    close(file);
    return done;
}
