// A disk that takes FLUSH_US microseconds longer to keep what it is given, for whatever is started with it:
// LD_PRELOAD=slow-flush.so. A commit of SQLite is durable when fsync returns.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

int fsync(int file) {
  int (*flush)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  const char *longer = getenv("FLUSH_US");
  if (longer) usleep(atoi(longer));
  return flush(file);
}
